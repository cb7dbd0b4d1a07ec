"""The matrix as a document: everything that was asked for at once, a row a plan and a column a goal."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages.documents.cells import NONE, signed, text, thing
from pages.documents.content import Block, Cell, Column, Document, Paragraph, Table
from pages.documents.selectors.common import accent_of, report_facts
from pages.guards import Viewer
from pages.matrix.selectors.choosing import Choice
from pages.matrix.selectors.table import Matrix, Plans, matrix_of
from pages.reports import latest_report

#: More than any municipality has; what comes after is told to be left out.
MOST_PLANS, MOST_GOALS = 1_000, 1_000


def matrix_document(viewer: Viewer, choice: Choice) -> Document:
    """The net of each chosen plan for each chosen goal; in a difference the sum of what changes."""
    which = choice.selected.which
    matrix = matrix_of(viewer, choice.selected, sizes=(MOST_PLANS, MOST_GOALS))
    return Document(
        title=_("Matrix"),
        sort=_("Do the plans pull the same way as the goals?"),
        organisation=viewer.organisation.name,
        language=(get_language() or "sv").split("-")[0],
        on=viewer.today,
        facts=(*report_facts(latest_report(viewer)), (_("Which plans count"), text(_words(which)))),
        blocks=tuple(_blocks(matrix, which)),
        accent=accent_of(viewer.organisation),
    )


def _words(which: Plans) -> str:
    words = {
        Plans.CURRENT: _("Plans in effect"),
        Plans.IF_ADOPTED: _("If the proposed were adopted"),
        Plans.DIFFERENCE: _("The difference"),
    }
    return words[which]


def _blocks(matrix: Matrix, which: Plans) -> Iterable[Block]:
    left_out = matrix.plans.paginator.num_pages > 1 or matrix.goals.paginator.num_pages > 1
    if left_out:
        most = {"plans": MOST_PLANS, "goals": MOST_GOALS}
        yield Paragraph(
            _("Only the first %(plans)d plans and %(goals)d goals are here.") % most, is_note=True
        )
    goals = [goal for head in matrix.heads for goal in head.goals]
    columns = (Column(_("Plan"), 4), *(Column(goal.short, 1, is_number=True) for goal in goals))
    rows = [(_plan(row, which), *map(_net, row.cells)) for row in matrix.rows]
    if matrix.changes:
        rows.append((Cell(_("What comes less what leaves")), *map(_net, matrix.changes)))
    yield Table(_("Plans and goals"), columns, tuple(rows))


def _plan(row: Any, which: Plans) -> Cell:
    if which == Plans.DIFFERENCE:
        word = _("leaves %(plan)s") if row.is_leaving else _("comes %(plan)s")
        return Cell(word % {"plan": row.thing}, language=row.thing.language)
    return thing(row.thing)


def _net(cell: Any) -> Cell:
    return NONE if cell is None else signed(cell.net)
