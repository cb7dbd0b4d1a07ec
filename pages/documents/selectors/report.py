"""A numbered report as it was frozen, as a document for the record."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.templatetags.ui import clock, day
from pages.documents import cells
from pages.documents.cells import text, thing
from pages.documents.content import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    filled,
)
from pages.documents.selectors.common import accent_of, goal_table
from pages.guards import Viewer
from pages.reporting.selectors import Pages, Shown, report_shown

#: More goals than any municipality follows up, and more plans than any has.
ALL = Pages(per_page=5_000)


def report_document(viewer: Viewer, number: int) -> Document:
    """The report, as the viewer may see it; raises `Http404` if none of that number is kept."""
    shown = report_shown(viewer, number, ALL)
    if shown is None:
        raise Http404
    return Document(
        title=_("Report %(number)s") % {"number": number},
        sort=_("Do the plans pull the same way as the goals?"),
        organisation=viewer.organisation.name,
        language=(get_language() or "sv").split("-")[0],
        on=shown.report.on,
        facts=tuple(_facts(viewer, shown)),
        blocks=tuple(_blocks(shown)),
        accent=accent_of(viewer.organisation),
    )


def _facts(viewer: Viewer, shown: Shown) -> Iterable[tuple[str, Cell]]:
    """When it was computed, the meeting that it is pinned to, and by what its content can be told."""
    report = shown.report
    computed = {"day": day(report.computed_at), "time": clock(report.computed_at)}
    if shown.pinned_as:
        yield _("Pinned to:").rstrip(":"), text(shown.pinned_as, viewer.organisation.language)
    yield _("Computed"), Cell(_("%(day)s at %(time)s") % computed)
    yield _("Content"), text(_("for members") if report.is_internal else _("public"))
    yield _("The content's checksum (SHA-256)"), text(report.sha256)


def _blocks(shown: Shown) -> Iterable[Block]:
    own: dict[str, Any] = shown.totals["own"]
    yield Figures(
        (
            Figure(_("The own goals' chain score"), cells.number(own["mean_chain_score"], 1), _("of 100")),
            Figure(_("Own goals"), cells.number(own["tracked_goals"])),
            Figure(_("Plans in effect"), cells.number(shown.totals["plans"]["current"])),
            Figure(_("Findings"), cells.number(sum(number for _name, number in shown.findings))),
        )
    )
    note = _("As it was frozen: what has been changed since is not in it.")
    yield Paragraph(note, is_note=True)
    yield Heading(_("Goals"))
    own_rows = [row for row in shown.rows if row.alignment and row.alignment.is_own]
    others = [row for row in shown.rows if row.alignment and not row.alignment.is_own]
    for title, goals in ((_("Own goals"), own_rows), (_("Goals of others that we follow"), others)):
        if goals:
            yield Heading(title, 2)
            yield goal_table(title, goals, has_change=False)
    yield from _plans(shown)
    columns = (Column(_("Finding"), 6), Column(_("Number"), 1, is_number=True))
    rows = [(text(name), cells.number(number)) for name, number in shown.findings]
    if rows:
        yield Heading(_("Findings"))
    yield from filled(columns, rows, _("Findings"))


def _plans(shown: Shown) -> Iterable[Block]:
    phases = {"current": _("In effect")}
    rows = [
        (thing(plan), text(phases.get(said["phase"], _("Proposed"))), cells.score(said["score"]))
        for plan, said in shown.plans
    ]
    columns = (Column(_("Plan"), 5), Column(_("Phase"), 2), Column(_("Score"), 1, is_number=True))
    if rows:
        yield Heading(_("Plans"))
    yield from filled(columns, rows, _("Plans and their scores"))
