"""Things by the names that reports and packages use: `owner:key`, of goals `owner:framework/key`."""

from collections.abc import Iterable
from typing import NamedTuple

from pages.naming import Names
from planning.models import Measure, Plan, Position


def reference_of(item: Plan | Position | Measure) -> str:
    """The name of a plan, position or measure (with its plan and organisation)."""
    owner = item if isinstance(item, Plan) else item.plan
    return f"{owner.organisation.key}:{item.key}"


class Keys(NamedTuple):
    """Things by the ids of their owners and by their keys: two lists beside each other."""

    owners: list[int]
    keys: list[str]


class GoalKeys(NamedTuple):
    """Goals by the ids of the owners of their frameworks, the keys of these, and their own."""

    owners: list[int]
    frameworks: list[str]
    keys: list[str]


def keys_of(names: Names, wanted: Iterable[str]) -> Keys:
    """By what plans, positions or measures, `owner:key`, are found: `AmongRows(organisation=…, key=…)`.

    Owners that there are no more have nothing to be found.
    """
    found = Keys([], [])
    parts = [(name.partition(":")[0], name.partition(":")[2]) for name in wanted]
    owners = names.organisations(owner for owner, _key in parts)
    for owner, key in parts:
        if owner in owners:
            found.owners.append(owners[owner].pk)
            found.keys.append(key)
    return found


def goal_keys_of(names: Names, wanted: Iterable[str]) -> GoalKeys:
    """What goals, `owner:framework/key`, are found by, as by `keys_of`."""
    found = GoalKeys([], [], [])
    goals = keys_of(names, wanted)
    for owner, name in zip(goals.owners, goals.keys, strict=True):
        framework, _, key = name.partition("/")
        found.owners.append(owner)
        found.frameworks.append(framework)
        found.keys.append(key)
    return found
