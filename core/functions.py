"""Database functions, and indexes on what they yield."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db.models import CharField, F, Func, Index, Value

#: Stemmings that have an index: those of the languages that organisations write plans in.
STEMMINGS = ("swedish", "norwegian")


class SortKey(Func):
    """Text as a sort key of a language: `order_by(SortKey("title", "sv"))`.

    For lists that are short or cannot be cut into pages: forty microseconds a text (`core.ordering`).
    """

    function = "sort_key"
    output_field = CharField()

    def __init__(self, expression: str, language: str) -> None:
        super().__init__(expression, Value(language))


def searched(name: str, *columns: str, alike: str) -> list[Index]:
    """Indexes for finding rows by the stems of words in those columns, and by the trigrams of one of them.

    A query uses them if it says the same: `SearchVector(*columns, config="swedish")`.
    """
    return [
        *(GinIndex(SearchVector(*columns, config=stems), name=f"{name}_{stems}") for stems in STEMMINGS),
        GinIndex(OpClass(F(alike), name="gin_trgm_ops"), name=f"{name}_trigrams"),
    ]
