"""What is said of how items bear on goals, as cards show it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.safestring import SafeString

from core.prepared import written_once
from core.templatetags.ui import day
from goals.models import Goal
from organisations.models import Organisation, User
from pages.addresses import ITEM_KINDS, ContributionAddresses
from pages.guards import Viewer
from pages.naming import Names
from pages.things import Thing, goal_thing
from planning.models import Contribution
from planning.models.links import Strength
from planning.policies import Item, can_state, plan_of
from planning.selectors.plans import working_frameworks

Name = tuple[str, int]

#: Columns of a statement and its goal that a list shows, which says no more than how strongly it bears.
BEARING = (
    *("plan_id", "position_id", "measure_id", "strength"),
    *("goal__key", "goal__code", "goal__title", "goal__titles", "goal__framework_id"),
)
#: Columns of goals that statements do not show.
UNSAID_OF_GOALS = ("text", "created_at", "updated_at", "valid_from", "valid_to", "scope", "colour")


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """What one organisation says of an item and a goal. `recorder` and `reviewer` are for showing only.

    `is_overruled`: the organisation itself says something else of the same item and goal.
    """

    contribution: Contribution
    goal: Thing
    goal_link: SafeString
    recorder: Organisation
    reviewed: str
    addresses: ContributionAddresses
    is_ours: bool
    is_overruled: bool
    is_outdated: bool
    can_change: bool

    @property
    def word(self) -> str:
        """The strength in words."""
        return str(Strength(self.contribution.strength).label)

    @property
    def url(self) -> str:
        """Where it is changed."""
        return self.addresses.edit(self.contribution.pk)

    @property
    def confirm_url(self) -> str:
        """Where it is confirmed."""
        return self.addresses.confirm(self.contribution.pk)

    @property
    def withdraw_url(self) -> str:
        """Where it is withdrawn."""
        return self.addresses.withdraw(self.contribution.pk)


@dataclass(frozen=True, slots=True)
class Bearing:
    """How strongly an item bears on a goal, for a list that shows no more of it."""

    strength: int
    goal_link: SafeString


def lines_of(viewer: Viewer, names: Names, items: Sequence[Item]) -> dict[Name, list[ContributionLine]]:
    """What the organisation and each plan's owner say of the items, strongest first. Three queries."""
    rows = _rows(viewer, items)
    known, by_item = _stated(viewer, names, items, rows)
    known.know_reviewers(rows)
    named = {(ITEM_KINDS[type(item)], item.pk): item for item in items}
    return {name: known.lines(named[name], stated) for name, stated in by_item.items()}


def bearings_of(
    viewer: Viewer, names: Names, items: Sequence[Item], most: int
) -> dict[Name, tuple[list[Bearing], int]]:
    """The strongest few of the same for each item, and how many there are. Two queries."""
    known, by_item = _stated(viewer, names, items, _rows(viewer, items, BEARING))
    return {
        name: ([Bearing(row.strength, known.goal(row.goal)[1]) for row in stated[:most]], len(stated))
        for name, stated in by_item.items()
    }


def _stated(
    viewer: Viewer, names: Names, items: Sequence[Item], rows: list[Contribution]
) -> "tuple[_Known, dict[Name, list[Contribution]]]":
    known = _Known(viewer, names, items)
    by_item: dict[Name, list[Contribution]] = defaultdict(list)
    for row in rows:
        if row.goal.framework_id in known.frameworks:
            by_item[_item_name(row)].append(row)
    return known, by_item


def _rows(viewer: Viewer, items: Iterable[Item], columns: tuple[str, ...] = ()) -> list[Contribution]:
    """What is said of the items, strongest first: those columns, or all that a card shows."""
    by_kind: dict[str, list[int]] = {kind: [] for kind in ITEM_KINDS.values()}
    recorders = {viewer.organisation.pk}
    for item in items:
        by_kind[ITEM_KINDS[type(item)]].append(item.pk)
        recorders.add(plan_of(item).organisation_id)
    given = {f"{kind}s": ids or None for kind, ids in by_kind.items()}
    return _said(columns, recorders=recorders, **given).rows()


@written_once
def _said(
    columns: tuple[str, ...],
    *,
    recorders: Collection[int],
    plans: list[int] | None,
    positions: list[int] | None,
    measures: list[int] | None,
) -> QuerySet[Contribution]:
    about = Q(pk__in=[])
    for kind, ids in (("plan", plans), ("position", positions), ("measure", measures)):
        if ids is not None:
            about |= Q(**{f"{kind}__among": ids})
    rows = Contribution.objects.filter(about, recorded_by__among=recorders).select_related("goal")
    order = ("goal__framework_id", F("goal__code").asc(nulls_last=True), "goal__title", "pk")
    read = rows.only(*columns) if columns else rows.defer(*(f"goal__{name}" for name in UNSAID_OF_GOALS))
    return read.order_by("-strength", *order)


def _item_name(row: Contribution) -> Name:
    if row.plan_id is not None:
        return "plan", row.plan_id
    return ("position", row.position_id) if row.position_id is not None else ("measure", row.measure_id or 0)


class _Known:
    """Frameworks, organisations and people that the statements name, each read once."""

    def __init__(self, viewer: Viewer, names: Names, items: Iterable[Item]) -> None:
        self.viewer = viewer
        self.addresses = ContributionAddresses(viewer.organisation)
        frameworks = names.followed_frameworks()
        hidden = set() if viewer.is_member else working_frameworks(viewer.organisation, viewer.today)
        self.frameworks = {framework.pk: framework for framework in frameworks if framework.pk not in hidden}
        owners = {plan_of(item).organisation_id: plan_of(item).organisation for item in items}
        self.recorders: Mapping[int, Organisation] = owners | {viewer.organisation.pk: viewer.organisation}
        self.people: dict[int, str] = {}
        self.goals: dict[int, tuple[Thing, SafeString]] = {}
        self.reviews: dict[tuple[date, int | None], str] = {}

    def know_reviewers(self, rows: Iterable[Contribution]) -> None:
        """Reads who reviewed the statements: for members. At most one query."""
        reviewers = {row.reviewed_by_id for row in rows if row.reviewed_by_id}
        if reviewers and self.viewer.is_member:
            people = User.objects.filter(pk__in=reviewers).only("name", "email")
            self.people = {user.pk: str(user) for user in people}

    def lines(self, item: Item, stated: Sequence[Contribution]) -> list[ContributionLine]:
        organisation = self.viewer.organisation
        may_state = can_state(self.viewer.standing, organisation, item)
        ours = {row.goal_id for row in stated if row.recorded_by_id == organisation.pk}
        return [
            ContributionLine(
                contribution=row,
                goal=self.goal(row.goal)[0],
                goal_link=self.goal(row.goal)[1],
                recorder=self.recorders[row.recorded_by_id],
                reviewed=self.reviewed(row),
                addresses=self.addresses,
                is_ours=row.recorded_by_id == organisation.pk,
                is_overruled=row.recorded_by_id != organisation.pk and row.goal_id in ours,
                is_outdated=is_outdated(row, item),
                can_change=may_state and row.recorded_by_id == organisation.pk,
            )
            for row in stated
        ]

    def goal(self, goal: Goal) -> tuple[Thing, SafeString]:
        """The goal, and as a link; many items bear on the same."""
        if goal.pk not in self.goals:
            goal.framework = self.frameworks[goal.framework_id]
            thing = goal_thing(self.viewer.organisation, goal)
            self.goals[goal.pk] = (thing, thing.link)
        return self.goals[goal.pk]

    def reviewed(self, row: Contribution) -> str:
        """When and by whom it was reviewed last: for members; many were on the same day."""
        if row.reviewed_on is None or not self.viewer.is_member:
            return ""
        key = (row.reviewed_on, row.reviewed_by_id)
        if key not in self.reviews:
            reviewer = self.people.get(row.reviewed_by_id or 0, "")
            self.reviews[key] = ", ".join(part for part in (day(row.reviewed_on), reviewer) if part)
        return self.reviews[key]


def is_outdated(row: Contribution, item: Item) -> bool:
    """Whether the goal's or the item's wording changed after the last review, as `with_outdated` says it."""
    changed = [at for at in (row.goal.wording_changed_at, item.wording_changed_at) if at is not None]
    return row.reviewed_at is not None and any(row.reviewed_at < at for at in changed)
