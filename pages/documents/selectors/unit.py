"""What the document of a unit has beside the overview's parts: its plans, and its late or unpaid measures."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.templatetags.ui import day, money
from pages.dashboard.answering import UnitPlan
from pages.dashboard.measuring import LateMeasure
from pages.documents import cells
from pages.documents.cells import text, thing
from pages.documents.content import Block, Cell, Column, Heading, Paragraph, filled
from pages.documents.selectors.subject import Subject
from pages.guards import Viewer


def unit_blocks(viewer: Viewer, found: Subject) -> Iterable[Block]:
    """Plans and measures that the unit answers for."""
    yield Heading(_("Its plans"))
    if not found.plans:
        yield Paragraph(_("The unit answers for no plan in effect or under way."))
    columns = (
        Column(_("Plan"), 4),
        Column(_("Pulls along"), 1, is_number=True),
        Column(_("Status"), 1.6),
        Column(_("Valid until"), 1.6),
        Column(_("Responsible"), 2.2),
    )
    yield from filled(columns, [_plan(row) for row in found.plans], _("Its plans"))
    yield Heading(_("Measures that are late or not paid for"))
    if not found.late:
        yield Paragraph(_("Every measure in effect that the unit answers for is in time and paid for."))
    columns = (
        Column(_("Measure"), 4),
        Column(_("To be done by"), 1.6),
        Column(_("Funding"), 1.6),
        Column(_("Cost"), 1.4, is_number=True),
        Column(_("Responsible"), 2.2),
    )
    rows = [_measure(row, viewer.organisation.country) for row in found.late]
    yield from filled(columns, rows, _("Measures late or not paid for"))


def _plan(row: UnitPlan) -> tuple[Cell, ...]:
    plan = row.plan
    until = day(plan.valid_to) if plan.valid_to else ""
    expired = f"{_('Expired')} {until}"
    return (
        thing(row.thing),
        cells.score(row.score),
        text(plan.get_status_display()),
        text(expired, tone="broken") if row.is_expired else text(until),
        text(plan.unit.name if plan.unit else ""),
    )


def _measure(row: LateMeasure, country: str | None) -> tuple[Cell, ...]:
    measure = row.measure
    until = day(measure.end) if measure.end else ""
    return (
        thing(row.thing),
        text(until, tone="broken" if row.is_overdue else ""),
        text(measure.get_funding_display() if measure.funding else ""),
        cells.NONE if measure.cost is None else Cell(money(measure.cost, country), measure.cost),
        text(row.unit),
    )
