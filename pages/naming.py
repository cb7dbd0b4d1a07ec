"""What a page has to know of a thing to name and address it: a few of its columns, not the whole row.

Lists name hundreds of goals, plans and parts; whole rows with whole parents take several times as long.
"""

from typing import TypeVar

from django.db.models import Model, QuerySet

from goals.models import Goal
from planning.models import Measure, Plan, Position

T = TypeVar("T", bound=Model)

OF_ORGANISATION = ("key", "language")
OF_PLAN = ("key", "title", *(f"organisation__{name}" for name in OF_ORGANISATION))
OF_POSITION = ("key", "code", "statement", *(f"plan__{name}" for name in OF_PLAN))
OF_MEASURE = ("key", "code", "title", *(f"plan__{name}" for name in OF_PLAN))
OF_GOAL = (
    *("key", "code", "title", "titles", "framework__key"),
    *(f"framework__organisation__{name}" for name in OF_ORGANISATION),
)
NAMES: dict[type[Model], tuple[str, ...]] = {
    Plan: OF_PLAN,
    Position: OF_POSITION,
    Measure: OF_MEASURE,
    Goal: OF_GOAL,
}


def only_names(rows: QuerySet[T], *more: str) -> QuerySet[T]:
    """Plans, positions, measures or goals with what names them, and those other fields."""
    fields = (*NAMES[rows.model], *more)
    return rows.select_related(*_relations(fields)).only(*fields)


def with_names(rows: QuerySet[T], *more: str, **paths: type[Model]) -> QuerySet[T]:
    """Rows as they are, with what names the things at those paths: `with_names(links, source=Position)`.

    `more` are fields of other relations, such as `unit__name`.
    """
    own = [each.name for each in rows.model._meta.concrete_fields]
    named = [f"{path}__{name}" for path, model in paths.items() for name in NAMES[model]]
    fields = (*own, *named, *more)
    return rows.select_related(*_relations(fields)).only(*fields)


def _relations(fields: tuple[str, ...]) -> list[str]:
    return sorted({name.rpartition("__")[0] for name in fields if "__" in name})
