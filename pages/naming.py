"""What a page has to know of a thing to name and address it: a few of its columns, not the whole row.

Lists name hundreds of goals, plans and parts; whole rows with whole parents take several times as long.
Where a page names things of several kinds, `Names` reads each parent once: a query of one table takes a
third of the time of one that joins three.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from core.asking import Asking, answered, ask, beside
from core.functions import AmongRows
from core.prepared import Filled, Given, Prepared, written_once
from goals.models import Framework, Goal
from organisations.models import Organisation
from planning.models import Measure, Plan, PlanAdoption, Position

T = TypeVar("T", bound=Model)
Part = TypeVar("Part", Position, Measure)

OF_ORGANISATION = ("key", "language")
OF_PLAN = ("key", "title", *(f"organisation__{name}" for name in OF_ORGANISATION))
OF_POSITION = ("key", "code", "statement", *(f"plan__{name}" for name in OF_PLAN))
OF_MEASURE = ("key", "code", "title", *(f"plan__{name}" for name in OF_PLAN))
OF_GOAL = (
    *("key", "code", "title", "titles", "framework__key"),
    *(f"framework__organisation__{name}" for name in OF_ORGANISATION),
)
GOAL_ALONE = ("key", "code", "title", "titles", "framework_id")
NAMES: dict[type[Model], tuple[str, ...]] = {
    Plan: OF_PLAN,
    Position: OF_POSITION,
    Measure: OF_MEASURE,
    Goal: OF_GOAL,
}

PLAN_ALONE = ("key", "title", "organisation_id")
PART_ALONE: dict[type[Model], tuple[str, ...]] = {
    Position: ("key", "code", "statement", "plan_id"),
    Measure: ("key", "code", "title", "plan_id"),
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


class Names:
    """What one page names: goals, plans and parts, whose parents are read once each and shared.

    Good for one drawing of a page: what is renamed meanwhile keeps its name here. What ends in `_asked` asks
    for the same beside other parts of a page (`core.together`).
    """

    def __init__(self, organisation: Organisation) -> None:
        self.home = organisation
        self._organisations = {organisation.pk: organisation}
        self._frameworks: dict[int, Framework] = {}
        self._plans: dict[int, Plan] = {}
        self._followed: list[Framework] | None = None
        self._gone: set[str] = set()
        self._sought: set[int] = set()

    def know(self, *plans: Plan) -> None:
        """Plans (with organisation) that the page has at hand: they are not read again."""
        for plan in plans:
            self._plans[plan.pk] = plan
            self._organisations.setdefault(plan.organisation_id, plan.organisation)

    def know_framework(self, framework: Framework) -> None:
        """A framework (with organisation) that the page has at hand."""
        self._frameworks[framework.pk] = framework
        self._organisations.setdefault(framework.organisation_id, framework.organisation)

    def around_asked(self) -> Asking[None]:
        """The frameworks that the organisation follows, and the owners of the plans that it has adopted.

        Few, and with them at hand what a report names is read in one step fewer.
        """
        _frameworks, owners = yield from beside(
            self.followed_frameworks_asked(), ask(OWNERS.given(organisation=self.home.pk))
        )
        for owner in owners:
            self._organisations.setdefault(owner.pk, owner)

    def organisation(self, pk: int) -> Organisation:
        """An organisation by its key and language; read if it is not known."""
        answered(self._organisations_asked([pk]))
        return self._organisations[pk]

    def organisations(self, keys: Iterable[str]) -> dict[str, Organisation]:
        """Those of the organisations that there are, by key. At most one query."""
        return answered(self.organisations_asked(keys))

    def organisations_asked(self, keys: Iterable[str]) -> Asking[dict[str, Organisation]]:
        """The same, asked for."""
        wanted = set(keys)
        missing = wanted - self._gone - {each.key for each in self._organisations.values()}
        if missing:
            yield from self._read_organisations(_organisations_by_key(keys=missing))
            self._gone |= missing - {each.key for each in self._organisations.values()}
        return {each.key: each for each in self._organisations.values() if each.key in wanted}

    @property
    def known_plans(self) -> Iterable[Plan]:
        """The plans that have been named so far."""
        return self._plans.values()

    def plans(self, rows: QuerySet[Plan], *more: str) -> list[Plan]:
        """Plans with what names them, and those other fields. At most two queries."""
        return answered(self.plans_asked(rows, *more))

    def plans_asked(self, rows: QuerySet[Plan] | Filled[Plan], *more: str) -> Asking[list[Plan]]:
        """The same, asked for; what is filled in is `plans_alone` already."""
        found = yield from ask(plans_alone(rows, *more) if isinstance(rows, QuerySet) else rows)
        yield from self._organisations_asked(plan.organisation_id for plan in found)
        for plan in found:
            plan.organisation = self._organisations[plan.organisation_id]
            self._plans[plan.pk] = plan
        return found

    def plans_among(self, shown: QuerySet[Plan], ids: Iterable[int]) -> dict[int, Plan]:
        """Those of the plans that are shown, by id, with what names them and their status.

        Each is looked for once: at most two queries, none where all have been. Plans that the page has at
        hand count as shown.
        """
        return answered(self.plans_among_asked(shown, ids))

    def plans_among_asked(self, shown: QuerySet[Plan], ids: Iterable[int]) -> Asking[dict[int, Plan]]:
        """The same, asked for."""
        wanted = set(ids)
        missing = wanted - self._sought - self._plans.keys()
        if missing:
            self._sought |= missing
            rows = shown.filter(pk__in=missing).order_by("title", "pk")
            yield from self.plans_asked(rows, "status", "parent_id")
        return {pk: plan for pk, plan in self._plans.items() if pk in wanted}

    def parts(self, rows: QuerySet[Part], *more: str) -> list[Part]:
        """Positions or measures with what names them, and those other fields. At most three queries."""
        return answered(self.parts_asked(rows, *more))

    def parts_asked(self, rows: QuerySet[Part] | Filled[Part], *more: str) -> Asking[list[Part]]:
        """The same, asked for; what is filled in is `parts_alone` already."""
        found = yield from ask(parts_alone(rows, *more) if isinstance(rows, QuerySet) else rows)
        yield from self.name_parts_asked(found)
        return found

    def name_parts(self, parts: Iterable[Position | Measure]) -> None:
        """Gives positions and measures that are read already their plans. At most two queries."""
        answered(self.name_parts_asked(parts))

    def name_parts_asked(self, parts: Iterable[Position | Measure]) -> Asking[None]:
        """The same, asked for."""
        parts = list(parts)
        missing = {part.plan_id for part in parts} - self._plans.keys()
        if missing:
            yield from self.plans_asked(_plans_alone_by_id(ids=missing))
        for part in parts:
            part.plan = self._plans[part.plan_id]

    def followed_frameworks(self) -> list[Framework]:
        """The frameworks that the organisation follows. One query, once."""
        return answered(self.followed_frameworks_asked())

    def followed_frameworks_asked(self) -> Asking[list[Framework]]:
        """The same, asked for."""
        if self._followed is None:
            self._followed = yield from ask(FOLLOWED.given(organisation=self.home.pk))
            for framework in self._followed:
                self.know_framework(framework)
        return self._followed

    def goals(self, rows: QuerySet[Goal], *more: str) -> list[Goal]:
        """Goals with what names them, and those other fields. At most two queries."""
        return answered(self.goals_asked(rows, *more))

    def goals_asked(self, rows: QuerySet[Goal] | Filled[Goal], *more: str) -> Asking[list[Goal]]:
        """The same, asked for; what is filled in is `goals_alone` already."""
        found = yield from ask(goals_alone(rows, *more) if isinstance(rows, QuerySet) else rows)
        yield from self.name_goals_asked(found)
        return found

    def name_goals(self, goals: Iterable[Goal]) -> None:
        """Gives goals that are read already (`GOAL_ALONE`) their frameworks. At most one query."""
        answered(self.name_goals_asked(goals))

    def name_goals_asked(self, goals: Iterable[Goal]) -> Asking[None]:
        """The same, asked for."""
        goals = list(goals)
        missing = {goal.framework_id for goal in goals} - self._frameworks.keys()
        if missing:
            for framework in (yield from ask(FRAMEWORKS.given(ids=list(missing)))):
                self.know_framework(framework)
        for goal in goals:
            goal.framework = self._frameworks[goal.framework_id]

    def _organisations_asked(self, ids: Iterable[int]) -> Asking[None]:
        missing = set(ids) - self._organisations.keys()
        if missing:
            yield from self._read_organisations(_organisations_by_id(ids=missing))

    def _read_organisations(self, which: Filled[Organisation]) -> Asking[None]:
        for each in (yield from ask(which)):
            self._organisations.setdefault(each.pk, each)


def plans_alone(rows: QuerySet[Plan], *more: str) -> QuerySet[Plan]:
    """Plans with what names them and those other fields, but for their organisations."""
    return _flat(rows, *PLAN_ALONE, *more)


def parts_alone(rows: QuerySet[Part], *more: str) -> QuerySet[Part]:
    """Positions or measures, but for their plans, for a page that then calls `Names.name_parts`."""
    return _flat(rows, *PART_ALONE[rows.model], *more)


def goals_alone(rows: QuerySet[Goal], *more: str) -> QuerySet[Goal]:
    """Goals, but for their frameworks, for a page that then calls `Names.name_goals`."""
    return _flat(rows, *GOAL_ALONE, *more)


def _flat(rows: QuerySet[T], *fields: str) -> QuerySet[T]:
    relations = _relations(fields)
    return (rows.select_related(*relations) if relations else rows).only(*fields)


def _named_frameworks(frameworks: QuerySet[Framework]) -> QuerySet[Framework]:
    fields = ("key", *(f"organisation__{name}" for name in OF_ORGANISATION))
    return frameworks.order_by().select_related("organisation").only(*fields)


@written_once
def _plans_alone_by_id(*, ids: Iterable[int]) -> QuerySet[Plan]:
    return plans_alone(Plan.objects.filter(pk__among=ids).order_by())


@written_once
def _organisations_by_id(*, ids: Iterable[int]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__among=ids).order_by().only(*OF_ORGANISATION)


@written_once
def _organisations_by_key(*, keys: Iterable[str]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(AmongRows(key=keys)).order_by().only(*OF_ORGANISATION)


HOME: Any = Given("organisation")
#: The frameworks that an organisation follows, the owners of the plans that it does, and others by id.
FOLLOWED = Prepared(lambda: _named_frameworks(Framework.objects.followed_by(HOME)))
OWNERS = Prepared(
    lambda: (
        Organisation.objects.filter(
            pk__in=PlanAdoption.objects.filter(organisation=HOME).values("plan__organisation")
        )
        .order_by()
        .only(*OF_ORGANISATION)
    )
)
FRAMEWORKS = Prepared(lambda: _named_frameworks(Framework.objects.filter(pk__among=Given("ids"))))
