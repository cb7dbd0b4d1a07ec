"""What a planning strategy says, in plain values: what its document and its plan list are made of.

The same values are kept of each decision of the council, so that what was decided stays readable as it
was. Names are those of the day: a plan that is renamed later has its old name there.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from planning.models import Plan
from strategy.models import PlanNeed, PlanningStrategy, RequirementVerdict
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
class Contents:
    """All that a strategy says; `missing` names plans by the law that asks for them."""

    title: str
    unit: str
    county_basis_on: str
    verdicts: tuple[Verdict, ...]
    stances: tuple[Stance, ...]
    missing: tuple[str, ...]

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
    )


def contents_of(strategy: PlanningStrategy) -> Contents:
    """What the strategy (with organisation and unit) says now. Three queries."""
    needs = list(strategy.plan_needs.select_related("plan__type", "plan__organisation", "type", "unit"))
    organisation = strategy.organisation
    plans = Plan.objects.followed_by(organisation).filter(status__in=Plan.IN_EFFECT)
    known = list(plans.order_by().values_list("type__family", "statutory_basis"))
    known += [(need.type.family, need.statutory_basis) for need in needs if need.type]
    return Contents(
        title=strategy.title,
        unit=strategy.unit.name if strategy.unit else "",
        county_basis_on=_iso(strategy.county_basis_on),
        verdicts=tuple(_verdict(each) for each in strategy.verdicts.order_by("requirement")),
        stances=tuple(_stance(strategy, need) for need in needs),
        missing=tuple(each.law for each in missing(organisation.country, known)),
    )


def plans_everybody_sees(*all_contents: Contents) -> set[int | None]:
    """Of the plans that are named there those that are open, and None, which is of new ones. One query."""
    named = {stance.plan for each in all_contents for stance in each.stances if stance.plan is not None}
    shown = Plan.objects.visible_to(AnonymousUser()).filter(pk__in=named)
    return {None, *shown.order_by().values_list("pk", flat=True)}


def within(contents: Contents, plans: Collection[int | None]) -> Contents:
    """The same without stances on other plans."""
    return replace(contents, stances=tuple(each for each in contents.stances if each.plan in plans))


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
