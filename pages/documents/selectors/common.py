"""What several documents say in the same way."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from alignment.models import AlignmentReport
from core.colours import from_hex, readable_on_white, to_hex
from core.templatetags.ui import clock, day
from organisations.models import Organisation
from pages.chains import GoalRow
from pages.documents.cells import NONE, score, signed, text, thing
from pages.documents.content import Bullets, Cell, Column, Table
from pages.words import STAGES, stage_name, state_name

Facts = tuple[tuple[str, Cell], ...]


def accent_of(organisation: Organisation) -> str:
    """The organisation's colour, as dark as text on white needs."""
    return to_hex(readable_on_white(from_hex(organisation.accent)))


def report_facts(report: AlignmentReport | None) -> Facts:
    """Which report a document speaks of, and when it was computed."""
    if report is None:
        return ((_("Report"), Cell(_("There is no report yet"))),)
    computed = _("%(day)s at %(time)s") % {"day": day(report.computed_at), "time": clock(report.computed_at)}
    return ((_("Report"), Cell(str(report.number), report.number)), (_("Computed"), Cell(computed)))


def bullets(items: Iterable[object]) -> Bullets:
    """Texts below each other; of links of pages only the words."""
    return Bullets(tuple(text(item) for item in items))


def goal_table(name: str, rows: Sequence[GoalRow], *, has_change: bool) -> Table:
    """Goals with the six stages of their chains in words, and how their scores have moved."""
    columns = [
        Column(_("Goal"), 4.2),
        *(Column(stage_name(stage), 1.35) for stage in STAGES),
        Column(_("Chain"), 1, is_number=True),
    ]
    if has_change:
        columns.append(Column(_("Change"), 1, is_number=True))
    return Table(name, tuple(columns), tuple(tuple(_goal_cells(row, has_change=has_change)) for row in rows))


def _goal_cells(row: GoalRow, *, has_change: bool) -> Iterable[Cell]:
    yield thing(row.goal)
    for stage in STAGES:
        state = getattr(row.alignment, stage) if row.alignment else None
        yield NONE if state in (None, "na") else text(state_name(state), tone=state)
    yield score(row.score)
    if has_change:
        yield signed(row.change)
