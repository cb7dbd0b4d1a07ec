"""What units answer for: things of their own, and what names no unit in plans of theirs."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from core.functions import SortKey
from organisations.models import Organisation
from planning.models import Contribution, Measure, Plan, PlanSupersession, PlanType, Position

#: Ids of units; None for everything in the organisation.
Units = Collection[int] | None
OVER = (Measure.Status.DONE, Measure.Status.CANCELLED)


def overdue_measures(organisation: Organisation, units: Units, on: date) -> QuerySet[Measure]:
    """Measures of own plans in effect that should have been done before the day, the oldest first."""
    plans = Plan.objects.filter(organisation=organisation).current(on)
    late = Measure.objects.filter(plan__in=plans, end__lt=on).exclude(status__in=OVER)
    found: QuerySet[Measure] = late.filter(answered_for(units)).order_by("end", "pk")
    return found


def ending_measures(organisation: Organisation, units: Units, on: date, until: date) -> QuerySet[Measure]:
    """Measures of own plans in effect that should be done from the one day to the other, the first first."""
    plans = Plan.objects.filter(organisation=organisation).current(on)
    soon = Measure.objects.filter(plan__in=plans, end__range=(on, until)).exclude(status__in=OVER)
    found: QuerySet[Measure] = soon.filter(answered_for(units)).order_by("end", "pk")
    return found


def expiring_plans(organisation: Organisation, units: Units, on: date, until: date) -> QuerySet[Plan]:
    """Own plans in effect whose time has run out or does so until then, the first first.

    Adds `is_revised`: whether somebody draws up what shall replace it.
    """
    plans = Plan.objects.filter(organisation=organisation, valid_to__lte=until).current(on)
    return _cared_for(plans, units).order_by("valid_to", "pk")


def plans_to_check(organisation: Organisation, units: Units, on: date, until: date) -> QuerySet[Plan]:
    """Own plans in effect on the day whose currency is to be checked by then, the first first.

    They are the responsible unit's, also where the front page names a role that sees to the revision.
    Adds `is_revised`, as `expiring_plans` does.
    """
    plans = Plan.objects.filter(organisation=organisation, next_check_on__lte=until).current(on)
    return _cared_for(plans, units).order_by("next_check_on", "pk")


def dated_plans(organisation: Organisation, units: Units, on: date) -> QuerySet[Plan]:
    """Own plans in effect on the day that are to be checked, or whose time runs out, whenever that is.

    And the comprehensive plan, whose time the law counts, whichever unit is its. Adds `is_revised`, as
    `expiring_plans` does, and `is_comprehensive`.
    """
    return _dated(organisation, on, is_dated(units))


def dated_plans_of(organisation: Organisation, ids: Collection[int], on: date) -> QuerySet[Plan]:
    """Of `dated_plans` those with the ids, and the comprehensive plan."""
    return _dated(organisation, on, Q(pk__among=ids))


def is_dated(units: Units) -> Q:
    """Plans that are to be checked or whose time runs out, of the units."""
    dated = Q(valid_to__isnull=False) | Q(next_check_on__isnull=False)
    return dated if units is None else dated & Q(unit__among=units)


def _dated(organisation: Organisation, on: date, dated: Q) -> QuerySet[Plan]:
    is_comprehensive = Q(type__family=PlanType.Family.COMPREHENSIVE)
    plans = Plan.objects.filter(dated | is_comprehensive, organisation=organisation).current(on)
    told = Case(When(is_comprehensive, then=Value(value=True)), default=Value(value=False))
    return _cared_for(plans, None).annotate(is_comprehensive=told).order_by("title", "pk")


def _cared_for(plans: QuerySet[Plan], units: Units) -> QuerySet[Plan]:
    """The plans that the units answer for, and whether somebody draws up what shall replace each."""
    if units is not None:
        plans = plans.filter(unit__among=units)
    revisions = PlanSupersession.objects.filter(superseded=OuterRef("pk"), plan__status__in=Plan.PROPOSED)
    return plans.annotate(is_revised=Exists(revisions))


def drafts(organisation: Organisation, units: Units) -> QuerySet[Plan]:
    """Own plans that are not decided yet, by title."""
    plans = Plan.objects.filter(organisation=organisation, status__in=Plan.PROPOSED)
    if units is not None:
        plans = plans.filter(unit__among=units)
    return plans.order_by(SortKey("title", organisation.language), "pk")


def outdated_contributions(organisation: Organisation, units: Units) -> QuerySet[Contribution]:
    """What the organisation has stated of items that still count, and a wording changed since its review.

    What a reworded plan, position or measure is joined by comes first, each thing's together; then what
    reworded goals are joined by. Adds `is_item_reworded`.
    """
    stated: Any = Contribution.objects.filter(recorded_by=organisation).with_outdated()
    stated = stated.filter(is_outdated=True)
    if units is not None:
        of_parts = answered_for(units, "position__") | answered_for(units, "measure__")
        stated = stated.filter(Q(plan__unit__among=units) | of_parts)
    counting = stated.exclude(
        Q(plan__status__in=Plan.PAST)
        | Q(position__plan__status__in=Plan.PAST)
        | Q(measure__plan__status__in=Plan.PAST)
        | Q(position__status=Position.Status.WITHDRAWN)
        | Q(measure__status=Measure.Status.CANCELLED)
    )
    times = Greatest(*(f"{kind}__wording_changed_at" for kind in ("plan", "position", "measure")))
    reworded = Case(When(reviewed_at__lt=times, then=Value(1)), default=Value(0), output_field=IntegerField())
    of_goal = Case(When(is_item_reworded=0, then=F("goal_id")))
    ordered = counting.annotate(is_item_reworded=reworded)
    found: QuerySet[Contribution] = ordered.order_by(
        "-is_item_reworded", of_goal, "plan", "position", "measure", "goal_id", "pk"
    )
    return found


def answered_for(units: Units, path: str = "") -> Q:
    """That one of the units answers for a position or measure at the path: itself, or through the plan."""
    if units is None:
        return Q()
    through_plan = Q(**{f"{path}unit__isnull": True, f"{path}plan__unit__among": units})
    return Q(**{f"{path}unit__among": units}) | through_plan
