"""Long lists in the order of their texts, a page at a time."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class Ordered(Generic[Row]):
    """Rows that are put in order by what their order asks for, and only read for the page that is shown.

    The key of a text (`core.ordering`) costs the database thirty times what the text does, for every row of
    the list; here it is reckoned once a text. Two queries, whatever the list's length.
    """

    def __init__(
        self, rows: QuerySet[Row], fields: tuple[str, ...], key: Callable[[tuple[Any, ...]], Any]
    ) -> None:
        self.rows = rows
        self.about: list[tuple[Any, ...]] = sorted(rows.order_by().values_list("pk", *fields), key=key)

    def page(self, number: str | None, size: int) -> Page[Row]:
        """The page of that number, the nearest one if there is none such."""
        return page_of(self.rows, [row[0] for row in self.about], number, size)


def page_of(rows: QuerySet[Row], ids: Sequence[int], number: str | None, size: int) -> Page[Row]:
    """The page of that number of the rows with these ids, in their order; the nearest if there is none such.

    One query, of those that are on the page.
    """
    page: Page[Any] = Paginator(ids, size).get_page(number)
    found = rows.in_bulk(list(page.object_list))
    page.object_list = [found[pk] for pk in page.object_list if pk in found]
    return page
