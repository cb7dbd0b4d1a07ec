"""What became of a thing, told from its history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import TextChoices

from organisations.models import User

Row = Mapping[str, Any]
#: What happened between two rows of a history (the first is none at the beginning), and in which words.
Tell = Callable[[Row | None, Row], tuple[TextChoices, str]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Something that happened: what, when, by whom (empty: an import), and in which words."""

    happening: TextChoices
    at: datetime
    person: str
    words: str


def told(history: str, pk: int, columns: tuple[str, ...], tell: Tell) -> list[Chapter]:
    """All that happened to a thing of `planning`, the newest first. Two queries."""
    model = apps.get_model("planning", history)
    read = (*columns, "pgh_created_at", "pgh_context__metadata")
    rows: list[Row] = list(model._default_manager.filter(pgh_obj_id=pk).order_by("pgh_id").values(*read))
    people = User.objects.filter(pk__in={who for row in rows if (who := _person(row)) is not None})
    names = {user.pk: str(user) for user in people}
    befores: list[Row | None] = [None, *rows]
    chapters = []
    for before, row in zip(befores, rows, strict=False):
        happening, words = tell(before, row)
        name = names.get(_person(row) or 0, "")
        chapters.append(Chapter(happening, row["pgh_created_at"], name, words))
    return chapters[::-1]


def _person(row: Row) -> int | None:
    context: dict[str, Any] = row["pgh_context__metadata"] or {}
    found: int | None = context.get("user")
    return found
