"""A goal's chain as a picture and as a table: from the goal over plans and measures to money."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.documents import cells
from pages.documents.cells import text, thing
from pages.documents.content import Block, Cell, Column, Heading, Picture, filled
from pages.documents.drawing import FLOW_WIDTH, flow_svg
from pages.flow.nodes import FlowRow
from pages.flow.selectors import FlowPage
from pages.things import Thing


def chain_blocks(page: FlowPage) -> Iterable[Block]:
    """The flow; nothing for a goal that is in no report."""
    if page.alignment is None or not page.rows:
        return
    yield Heading(_("The chain as a picture: from the goal to money"))
    yield Picture(
        flow_svg(
            [(str(name), x) for name, x in page.columns],
            [(placed, node.thing.text, node.tone == "broken") for node, placed in page.nodes],
            page.picture.bands,
            page.picture.height,
        ),
        _("The flow from the goal to money. The table below says the same."),
        FLOW_WIDTH,
        page.picture.height,
    )
    columns = (
        Column(pgettext("flow", "From"), 4),
        Column(pgettext("flow", "To"), 4),
        Column(_("Strength"), 1.1, is_number=True),
        Column(_("State"), 1.8),
    )
    yield from filled(columns, [_row(row, page.thing) for row in page.rows], _("The chain"))


def _row(row: FlowRow, goal: Thing) -> tuple[Cell, ...]:
    how = {
        "broken": text(_("the chain breaks here"), tone="broken"),
        "against": text(_("counteracts the goal"), tone="broken"),
    }.get(row.tone, text(pgettext("flow", "holds")))
    source = text(_("The goal")) if row.source == goal else thing(row.source)
    return source, thing(row.target), cells.number(row.weight), how
