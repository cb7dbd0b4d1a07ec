"""Database functions."""

from django.db.models import CharField, Func, Value


class SortKey(Func):
    """Text as a sort key of a language: `order_by(SortKey("title", "sv"))`."""

    function = "sort_key"
    output_field = CharField()

    def __init__(self, expression: str, language: str) -> None:
        super().__init__(expression, Value(language))
