"""Database functions and lookups, and indexes on what functions yield."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db.models import CharField, F, Field, ForeignKey, Func, Index, Lookup, Value

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


@Field.register_lookup
@ForeignKey.register_lookup
class Among(Lookup):
    """One of many numbers: `filter(unit__among=ids)`, or `filter(Among(F("pk"), ids))`.

    Sent as one array: Django looks at each value of an `in`, and PostgreSQL reads and plans each. What is
    `Given` later has to be a list.
    """

    lookup_name = "among"

    def get_prep_lookup(self) -> Any:
        """The numbers as PostgreSQL writes an array."""
        if hasattr(self.rhs, "resolve_expression"):
            return self.rhs
        return "{" + ",".join(map(str, self.rhs)) + "}"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The column equals any of the array."""
        lhs, parameters = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s::bigint[])", [*parameters, self.rhs]
