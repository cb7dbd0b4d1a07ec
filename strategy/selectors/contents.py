"""What a planning strategy says, in plain values: what its document and its plan list are made of.

The same values are kept of each decision of the council, so that what was decided stays readable as it
was. Names are those of the day: a plan that is renamed later has its old name there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from core.asking import Asking, answered, ask, beside
from goals.models import Goal
from organisations.models import Organisation
from planning.models import Plan
from planning.selectors.plans import frameworks_seen
from strategy.models import (
    Capacity,
    ChangedCondition,
    ChangedConditionGoal,
    ChangedConditionPlan,
    PlanNeed,
    PlanningStrategy,
    RequirementVerdict,
)
from strategy.selectors.futures import NONE as NO_FUTURES
from strategy.selectors.futures import Futures, futures_asked, futures_from
from strategy.selectors.statutory import missing


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is judged of a requirement, and why."""

    requirement: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stance:
    """What the council means to do with a plan, or which new one it wants (`plan` is None).

    `language` is that of the plan's name; days are ISO texts, quarters such as 2027-Q1.
    """

    key: str
    plan: int | None
    name: str
    language: str
    sort: str
    law: str
    adopted_on: str
    valid_to: str
    stance: str
    reason: str
    priority: str
    unit: str
    start: str
    decision: str
    person_months: int | None
    cost: int | None
    actors: str
    others: str


@dataclass(frozen=True, slots=True)
class Named:
    """A goal or a plan by what it was called, and in which language."""

    pk: int
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A changed condition: what it does to which goals and plans, and where it is known from.

    That it was taken over from a unit's situation report is not among it: those are for members.
    """

    key: str
    title: str
    effect: str
    source: str
    indicator: str
    unit: str
    goals: tuple[Named, ...]
    plans: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class UnitCapacity:
    """What a unit can put into planning in each quarter from `first` to `last`."""

    unit: str
    first: str
    last: str
    person_months: int
    money: int | None


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a strategy says; `missing` names plans by the law that asks for them.

    What was kept before conditions, capacities and futures were kept says nothing of them.
    """

    title: str
    unit: str
    county_basis_on: str
    verdicts: tuple[Verdict, ...]
    stances: tuple[Stance, ...]
    missing: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    capacities: tuple[UnitCapacity, ...] = ()
    futures: Futures = NO_FUTURES

    def as_json(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return asdict(self)


def contents_from(kept: dict[str, Any]) -> Contents:
    """Contents as they were kept."""
    return Contents(
        title=kept["title"],
        unit=kept["unit"],
        county_basis_on=kept["county_basis_on"],
        verdicts=tuple(Verdict(**each) for each in kept["verdicts"]),
        stances=tuple(Stance(**each) for each in kept["stances"]),
        missing=tuple(kept["missing"]),
        conditions=tuple(_condition_from(each) for each in kept.get("conditions", ())),
        capacities=tuple(UnitCapacity(**each) for each in kept.get("capacities", ())),
        futures=futures_from(kept["futures"]) if "futures" in kept else NO_FUTURES,
    )


def _condition_from(kept: dict[str, Any]) -> Condition:
    named = {name: tuple(Named(**each) for each in kept[name]) for name in ("goals", "plans")}
    return Condition(**kept | named)


def contents_of(strategy: PlanningStrategy) -> Contents:
    """What the strategy (with organisation and unit) says now. One query."""
    return answered(contents_asked(strategy))


def contents_asked(strategy: PlanningStrategy) -> Asking[Contents]:
    """The same, asked for in one step."""
    organisation = strategy.organisation
    in_effect = Plan.objects.followed_by(organisation).filter(status__in=Plan.IN_EFFECT).order_by()
    needs, families, verdicts, conditions, capacities, futures = yield from beside(
        ask(strategy.plan_needs.select_related("plan__type", "plan__organisation", "type", "unit")),
        ask(in_effect.values_list("type__family", "statutory_basis")),
        ask(strategy.verdicts.order_by("requirement")),
        _conditions_asked(strategy),
        ask(strategy.capacities.select_related("unit").order_by("unit__name", "first", "pk")),
        futures_asked(strategy),
    )
    known = [*families, *((need.type.family, need.statutory_basis) for need in needs if need.type)]
    return Contents(
        title=strategy.title,
        unit=strategy.unit.name if strategy.unit else "",
        county_basis_on=_iso(strategy.county_basis_on),
        verdicts=tuple(_verdict(each) for each in verdicts),
        stances=tuple(_stance(strategy, need) for need in needs),
        missing=tuple(each.law for each in missing(organisation.country, known)),
        conditions=tuple(conditions),
        capacities=tuple(_capacity(each) for each in capacities),
        futures=futures,
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """The plans and goals that somebody may see; None among the plans, which is of new ones."""

    plans: Collection[int | None]
    goals: Collection[int]


def seen_by_everybody(
    organisation: Organisation, *all_contents: Contents, others: Iterable[Organisation] = ()
) -> Seen:
    """Of the plans and goals that are named there those that are open. One query.

    Goals are open where the organisation, or one of the `others` whose contents are among them, shows them.
    """
    conditions = [condition for each in all_contents for condition in each.conditions]
    judged = [verdict for each in all_contents for verdict in each.futures.robustness]
    plans = {stance.plan for each in all_contents for stance in each.stances if stance.plan is not None}
    plans |= {plan.pk for condition in conditions for plan in condition.plans}
    goals = {goal.pk for condition in conditions for goal in condition.goals}
    plans |= {each.plan for each in judged if each.plan is not None}
    goals |= {each.goal for each in judged if each.goal is not None}
    open_plans = Plan.objects.visible_to(AnonymousUser()).filter(pk__in=plans)
    is_open = Q()
    for each in (organisation, *others):
        is_open |= Q(framework__in=frameworks_seen(each, to_member=False).values("pk"))
    open_goals = Goal.objects.filter(is_open, pk__in=goals)
    found = beside(
        ask(open_plans.order_by().values_list("pk", flat=True)),
        ask(open_goals.order_by().values_list("pk", flat=True)),
    )
    seen_plans, seen_goals = answered(found)
    return Seen({None, *seen_plans}, set(seen_goals))


def within(contents: Contents, seen: Seen) -> Contents:
    """The same without stances on other plans and verdicts on what is in them or on other goals.

    Conditions name only the plans and goals that are seen.
    """
    conditions = tuple(
        replace(
            each,
            goals=tuple(goal for goal in each.goals if goal.pk in seen.goals),
            plans=tuple(plan for plan in each.plans if plan.pk in seen.plans),
        )
        for each in contents.conditions
    )
    stances = tuple(each for each in contents.stances if each.plan in seen.plans)
    judged = tuple(
        each
        for each in contents.futures.robustness
        if (each.plan in seen.plans if each.goal is None else each.goal in seen.goals)
    )
    futures = replace(contents.futures, robustness=judged)
    return replace(contents, stances=stances, conditions=conditions, futures=futures)


def _conditions_asked(strategy: PlanningStrategy) -> Asking[list[Condition]]:
    goal_rows = ChangedConditionGoal.objects.filter(condition__strategy=strategy)
    plan_rows = ChangedConditionPlan.objects.filter(condition__strategy=strategy)
    found, of_goals, of_plans = yield from beside(
        ask(strategy.conditions.select_related("unit", "indicator").order_by("pk")),
        ask(
            goal_rows.select_related("goal__framework__organisation").order_by(
                "goal__code", "goal__title", "pk"
            )
        ),
        ask(plan_rows.select_related("plan__organisation").order_by("plan__title", "pk")),
    )
    goals: dict[int, list[Named]] = defaultdict(list)
    plans: dict[int, list[Named]] = defaultdict(list)
    for goal in of_goals:
        language = goal.goal.framework.organisation.language
        goals[goal.condition_id].append(Named(goal.goal_id, str(goal.goal), language))
    for plan in of_plans:
        named = Named(plan.plan_id, plan.plan.title, plan.plan.organisation.language)
        plans[plan.condition_id].append(named)
    return [_condition(each, goals[each.pk], plans[each.pk]) for each in found]


def _condition(condition: ChangedCondition, goals: list[Named], plans: list[Named]) -> Condition:
    return Condition(
        key=condition.key,
        title=condition.title,
        effect=condition.effect or "",
        source=condition.source or "",
        indicator=condition.indicator.title if condition.indicator else "",
        unit=condition.unit.name if condition.unit else "",
        goals=tuple(goals),
        plans=tuple(plans),
    )


def _capacity(capacity: Capacity) -> UnitCapacity:
    return UnitCapacity(
        unit=capacity.unit.name,
        first=capacity.first,
        last=capacity.last,
        person_months=capacity.person_months,
        money=capacity.money,
    )


def _verdict(verdict: RequirementVerdict) -> Verdict:
    return Verdict(verdict.requirement, verdict.verdict, verdict.reason)


def _stance(strategy: PlanningStrategy, need: PlanNeed) -> Stance:
    plan, sort = need.plan, need.plan.type if need.plan else need.type
    return Stance(
        key=need.key,
        plan=need.plan_id,
        name=str(need),
        language=plan.organisation.language if plan else strategy.organisation.language,
        sort=sort.name if sort else "",
        law=need.statutory_basis or (plan.statutory_basis if plan else "") or "",
        adopted_on=_iso(plan.adopted_on if plan else None),
        valid_to=_iso(plan.valid_to if plan else None),
        stance=need.stance,
        reason=need.reason or "",
        priority=need.priority or "",
        unit=need.unit.name if need.unit else "",
        start=need.start or "",
        decision=need.decision or "",
        person_months=need.person_months,
        cost=need.cost,
        actors=need.actors or "",
        others=need.others or "",
    )


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""
