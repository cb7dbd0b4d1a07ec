"""Goals that a plan, a position or a measure can be said to bear on."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from goals.models import AdoptionExclusion, Framework, Goal
from organisations.models import Organisation, User
from planning.models import Contribution

MOST_RECENT = 6
#: How many of a person's last links are looked through for different goals.
LOOKED_THROUGH = 100
COLUMNS = (
    *("framework_id", "parent_id", "key", "code", "title", "titles"),
    *("valid_from", "valid_to", "superseded_by_id"),
)


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """A framework that the organisation follows, with its goals in scope, in the order of the tree."""

    framework: Framework
    goals: tuple[Goal, ...]


def goals_in_scope(organisation: Organisation) -> list[GoalGroup]:
    """Goals of own and adopted frameworks that hold today and are not left out (alignment rules, 1).

    Own frameworks first; frameworks without such goals are absent. Three queries.
    """
    frameworks = Framework.objects.followed_by(organisation).select_related("organisation").in_bulk()
    goals = list(
        Goal.objects.filter(framework__in=frameworks)
        .only(*COLUMNS)
        .order_by(F("code").asc(nulls_last=True), "key")
    )
    excluded = set(
        AdoptionExclusion.objects.filter(adoption__organisation=organisation).values_list(
            "goal_id", flat=True
        )
    )
    parents = {goal.pk: goal.parent_id for goal in goals}
    groups: dict[int, list[Goal]] = defaultdict(list)
    today = organisation.today()
    for goal in goals:
        if _holds(goal, today) and not _is_left_out(goal.pk, parents, excluded):
            groups[goal.framework_id].append(goal)
    found = [GoalGroup(frameworks[pk], tuple(members)) for pk, members in groups.items()]
    return sorted(found, key=lambda group: _place(group.framework, organisation))


def recently_linked(organisation: Organisation, user: User, most: int = MOST_RECENT) -> list[int]:
    """Ids of the goals that the person has linked something to, or changed a link to, last. One query."""
    theirs = Q(created_by=user) | Q(updated_by=user)
    rows = Contribution.objects.filter(theirs, recorded_by=organisation).order_by("-updated_at", "-pk")
    return list(dict.fromkeys(rows.values_list("goal_id", flat=True)[:LOOKED_THROUGH]))[:most]


def _holds(goal: Goal, on: date) -> bool:
    begun = goal.valid_from is None or goal.valid_from <= on
    return begun and (goal.valid_to is None or goal.valid_to >= on) and goal.superseded_by_id is None


def _is_left_out(goal: int, parents: Mapping[int, int | None], excluded: AbstractSet[int]) -> bool:
    """An excluded goal takes everything below it along."""
    at: int | None = goal
    while at is not None:
        if at in excluded:
            return True
        at = parents.get(at)
    return False


LEVELS = (
    Framework.Level.MUNICIPAL,
    Framework.Level.REGIONAL,
    Framework.Level.NATIONAL,
    Framework.Level.INTERNATIONAL,
)


def _place(framework: Framework, organisation: Organisation) -> tuple[bool, int, str, int]:
    is_another_s = framework.organisation_id != organisation.pk
    return (is_another_s, LEVELS.index(Framework.Level(framework.level)), framework.title, framework.pk)
