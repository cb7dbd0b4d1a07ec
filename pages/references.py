"""Things by the names that reports and packages use: `owner:key`, of goals `owner:framework/key`."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q, QuerySet

from pages.naming import Names
from planning.models import Measure, Plan, Position

Item = TypeVar("Item", Plan, Position, Measure)


def reference_of(item: Plan | Position | Measure) -> str:
    """The name of a plan, position or measure (with its plan and organisation)."""
    owner = item if isinstance(item, Plan) else item.plan
    return f"{owner.organisation.key}:{item.key}"


def named(names: Names, wanted: Iterable[str], *, owner: str = "organisation") -> Q:
    """The condition that a plan, position or measure is one of those, `owner:key`; empty for none.

    `owner` is the field that says whose it is. Owners that there are no more have nothing to be found.
    """
    keys: dict[str, list[str]] = {}
    for name in wanted:
        whose, _, key = name.partition(":")
        keys.setdefault(whose, []).append(key)
    condition = Q()
    for whose, organisation in names.organisations(keys).items():
        condition |= Q(**{owner: organisation}, key__in=keys[whose])
    return condition


def named_rows(names: Names, rows: QuerySet[Item], wanted: Iterable[str]) -> QuerySet[Item]:
    """Those of the plans, positions or measures, `owner:key`; none for none."""
    condition = named(names, wanted)
    return rows.filter(condition) if condition else rows.none()


def goals_named(names: Names, wanted: Iterable[str]) -> Q:
    """The condition that a goal is one of those, `owner:framework/key`; empty for none."""
    keys: dict[tuple[str, str], list[str]] = {}
    for name in wanted:
        owner, _, rest = name.partition(":")
        framework, _, key = rest.partition("/")
        keys.setdefault((owner, framework), []).append(key)
    owners = names.organisations(owner for owner, _framework in keys)
    condition = Q()
    for (owner, framework), of_framework in keys.items():
        if owner in owners:
            condition |= Q(
                framework__organisation=owners[owner], framework__key=framework, key__in=of_framework
            )
    return condition
