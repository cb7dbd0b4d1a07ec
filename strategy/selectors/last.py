"""The strategy of the term before: what a new one starts from, and what became of what it promised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Q

from organisations.models import Organisation
from planning.models import Plan, PlanSupersession
from strategy.clock import quarter_of
from strategy.models import PlanNeed, PlanningStrategy
from strategy.selectors.contents import Stance

#: What of a stance goes along into the next term.
GOES_ALONG = ("key", "stance", "reason", "priority", "unit_id", "actors", "others")


class Outcome(StrEnum):
    """What became of a stance."""

    DONE = "done"
    LATE = "late"
    KEPT = "kept"
    OTHERWISE = "otherwise"
    UNDER_WAY = "under_way"
    OVERDUE = "overdue"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Followed:
    """A stance, what became of it, and the plan by which, with the day of its decision."""

    stance: Stance
    outcome: Outcome
    plan: Plan | None = None
    on: date | None = None


def last_strategy(strategy: PlanningStrategy) -> PlanningStrategy | None:
    """The strategy (of a term) of the latest earlier term that has one. One query."""
    earlier = PlanningStrategy.objects.filter(
        organisation=strategy.organisation_id, term__elected_on__lt=strategy.term.elected_on
    )
    return earlier.select_related("term").order_by("-term__elected_on").first()


def stances_to_take_over(strategy: PlanningStrategy, last: PlanningStrategy) -> Iterator[dict[str, Any]]:
    """What of the last strategy's stances a draft has no stance on yet, as columns. Two queries."""
    own = list(strategy.plan_needs.values_list("plan_id", "key"))
    plans, keys = {plan for plan, _key in own}, {key for _plan, key in own}
    for need in last.plan_needs.select_related("plan", "draft"):
        is_begun = need.stance == PlanNeed.Stance.NEW and need.draft is not None
        plan = need.draft if is_begun else need.plan
        if need.key in keys or (plan is not None and (plan.pk in plans or plan.status in Plan.PAST)):
            continue
        plans |= {plan.pk} if plan else set()
        said = {name: getattr(need, name) for name in GOES_ALONG}
        if is_begun:
            said["stance"] = PlanNeed.Stance.KEEP
        new = {} if plan else {name: getattr(need, name) for name in ("title", "type_id", "statutory_basis")}
        yield said | new | {"plan_id": plan.pk if plan else None}


def needs_with_plans(strategy: PlanningStrategy) -> list[PlanNeed]:
    """The strategy's stances with their plans and what was begun from them, in their order. One query."""
    plans = (f"{plan}__{of}" for plan in ("plan", "draft") for of in ("organisation", "type"))
    return list(strategy.plan_needs.select_related("type", *plans))


def waits(organisation: Organisation, need: PlanNeed) -> bool:
    """Whether an adopted stance (with its plan) asks for a draft of the organisation's own, and has none."""
    plan = need.plan
    is_own = plan is None or (plan.organisation_id == organisation.pk and plan.status not in Plan.PAST)
    return need.draft_id is None and need.stance in PlanNeed.BEGINS and is_own


def followed(
    strategy: PlanningStrategy, needs: Sequence[PlanNeed], stances: Sequence[Stance], on: date
) -> list[Followed]:
    """What became until the day of what the strategy promised, stance by stance. One query.

    `stances` are those that were decided, `needs` those of now (`needs_with_plans`); another query if some
    have been taken back since.

    A plan that is revised, replaced or merged is so when a plan that supersedes it was decided since the
    election; a new one when what was begun from the stance is decided. It is late if that came after the
    quarter that was promised, and overdue if that quarter has passed without.
    """
    named = [stance.plan for stance in stances if stance.plan is not None]
    plans = {need.plan.pk: need.plan for need in needs if need.plan}
    if gone := [pk for pk in named if pk not in plans]:
        found = Plan.objects.filter(pk__in=gone).select_related("organisation", "type")
        plans |= {plan.pk: plan for plan in found}
    drafts = {need.key: need.draft for need in needs if need.draft}
    rows = PlanSupersession.objects.filter(superseded__in=named).filter(
        Q(plan__adopted_on__isnull=True) | Q(plan__adopted_on__gte=strategy.term.elected_on)
    )
    later: dict[int, Plan] = {}
    for row in rows.select_related("plan__organisation", "plan__type").order_by("plan__adopted_on", "pk"):
        later.setdefault(row.superseded_id, row.plan)
    return [
        _followed(
            stance,
            plans.get(stance.plan or 0),
            later.get(stance.plan or 0) or drafts.get(stance.key),
            on,
        )
        for stance in stances
    ]


def _followed(stance: Stance, plan: Plan | None, new: Plan | None, on: date) -> Followed:
    if stance.stance == PlanNeed.Stance.KEEP:
        is_kept = plan is not None and plan.status not in Plan.PAST
        return Followed(stance, Outcome.KEPT if is_kept else Outcome.OTHERWISE, plan if is_kept else new)
    if stance.stance == PlanNeed.Stance.REPEAL:
        is_done = plan is not None and plan.status in Plan.PAST
        return Followed(stance, Outcome.DONE if is_done else _open(stance, on), plan)
    if new is not None and new.status in Plan.DECIDED:
        is_late = bool(stance.decision and new.adopted_on and quarter_of(new.adopted_on) > stance.decision)
        return Followed(stance, Outcome.LATE if is_late else Outcome.DONE, new, new.adopted_on)
    if new is not None and not _is_passed(stance, on):
        return Followed(stance, Outcome.UNDER_WAY, new)
    return Followed(stance, _open(stance, on), new)


def _open(stance: Stance, on: date) -> Outcome:
    return Outcome.OVERDUE if _is_passed(stance, on) else Outcome.NOT_YET


def _is_passed(stance: Stance, on: date) -> bool:
    return bool(stance.decision) and stance.decision < quarter_of(on)
