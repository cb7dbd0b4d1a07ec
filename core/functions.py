"""Database functions and lookups, and indexes on what functions yield."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db.models import BooleanField, CharField, F, Field, ForeignKey, Func, Index, Lookup, Value
from django.db.models.fields import IntegerField

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


class AmongRows(Func):
    """Whether columns are together one of many rows: `filter(AmongRows(organisation=ids, key=keys))`.

    Numbers and texts, those of each column sent as one array.
    """

    output_field = BooleanField()

    def __init__(self, **columns: Any) -> None:
        arrays = (each if hasattr(each, "resolve_expression") else Value(each) for each in columns.values())
        super().__init__(*map(F, columns), *arrays)

    def as_sql(self, compiler: Any, connection: Any, *_how: Any, **_more: Any) -> tuple[str, Any]:
        """The columns are one of the rows that the arrays make beside each other."""
        written = [compiler.compile(each) for each in self.get_source_expressions()]
        half = len(written) // 2
        columns = ", ".join(sql for sql, _parameters in written[:half])
        arrays = ", ".join(
            f"{sql}::{_kind(column)}[]"
            for (sql, _parameters), column in zip(written[half:], self.get_source_expressions(), strict=False)
        )
        rows = f"({columns}) IN (SELECT * FROM unnest({arrays}))"  # noqa: S608 - the ORM wrote it
        return rows, [value for _sql, parameters in written for value in parameters]


def _kind(column: Any) -> str:
    is_number = isinstance(column.output_field, IntegerField | ForeignKey)
    return "bigint" if is_number else "text"
