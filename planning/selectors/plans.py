"""Which plans a person is shown in an organisation, and how they stand on a day."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from goals.models import Framework
from organisations.models import Organisation
from planning.models import Plan
from planning.models.plans import PlanQuerySet


class Phase(TextChoices):
    """How a plan stands on a day (alignment rules, section 1)."""

    CURRENT = "current", _("In effect")
    PROPOSED = "proposed", _("Proposed")
    PAST = "past", _("Past")


#: The order of the catalogue.
ORDER: dict[str, int] = {Phase.CURRENT: 0, Phase.PROPOSED: 1, Phase.PAST: 2}


def plans_shown(organisation: Organisation, *, to_member: bool) -> PlanQuerySet:
    """The organisation's own and adopted plans: all of them to its members, decided public ones to others."""
    followed = Plan.objects.followed_by(organisation)
    return followed if to_member else followed.visible_to(AnonymousUser())


def plans_offered(organisation: Organisation, user: Any) -> PlanQuerySet:
    """Plans of other organisations that hold there and that the person may read: they can be adopted."""
    return Plan.objects.visible_to(user).filter(status__in=Plan.IN_EFFECT).exclude(organisation=organisation)


def with_phase(plans: PlanQuerySet, on: date) -> PlanQuerySet:
    """Adds `phase` on the day, and of plans that hold then whether something is late.

    `is_expired`: the plan's time is over; `is_check_due`: the day has come to check its currency.
    """
    is_current = _is_current(on)
    is_expired = Case(
        When(is_current & Q(valid_to__lt=on), then=Value(value=True)), default=Value(value=False)
    )
    is_check_due = Case(
        When(is_current & Q(next_check_on__lte=on), then=Value(value=True)), default=Value(value=False)
    )
    return plans.annotate(phase=phase_on(on), is_expired=is_expired, is_check_due=is_check_due)


def phase_on(on: date) -> Case:
    """How a plan stands on the day, as a column."""
    return Case(
        When(_is_current(on), then=Value(Phase.CURRENT.value)),
        When(status__in=Plan.PAST, then=Value(Phase.PAST.value)),
        default=Value(Phase.PROPOSED.value),
        output_field=CharField(),
    )


def _is_current(on: date) -> Q:
    return Q(status__in=Plan.IN_EFFECT) & (Q(valid_from__isnull=True) | Q(valid_from__lte=on))


def phase_of(plan: Plan, on: date) -> Phase:
    """How one plan stands on the day."""
    if plan.status in Plan.PAST:
        return Phase.PAST
    begun = plan.valid_from is None or plan.valid_from <= on
    return Phase.CURRENT if plan.status in Plan.IN_EFFECT and begun else Phase.PROPOSED


def working_frameworks(organisation: Organisation, on: date) -> set[int]:
    """Ids of own frameworks that only proposed plans lay down: their goals are working material."""
    by_phase: dict[bool, set[int]] = {True: set(), False: set()}
    laying_down = Plan.objects.filter(framework__organisation=organisation).order_by()
    for plan in laying_down.only("framework_id", "status", "valid_from"):
        if plan.framework_id is not None:
            by_phase[phase_of(plan, on) == Phase.PROPOSED].add(plan.framework_id)
    return by_phase[True] - by_phase[False]


def frameworks_shown(organisation: Organisation, *, to_member: bool) -> set[int]:
    """Ids of the frameworks that the organisation follows, without working material for the public."""
    followed = set(Framework.objects.followed_by(organisation).values_list("pk", flat=True))
    return followed if to_member else followed - working_frameworks(organisation, organisation.today())


def frameworks_seen(organisation: Organisation, *, to_member: bool) -> QuerySet[Framework]:
    """The same frameworks, as a part of another question."""
    followed: QuerySet[Framework] = Framework.objects.followed_by(organisation).order_by()
    if to_member:
        return followed
    laying_down = Plan.objects.filter(framework=OuterRef("pk")).order_by()
    is_begun = Q(valid_from__isnull=True) | Q(valid_from__lte=organisation.today())
    is_open = laying_down.filter(Q(status__in=Plan.PAST) | Q(is_begun, status__in=Plan.IN_EFFECT))
    return followed.filter(~Q(organisation=organisation) | Exists(is_open) | ~Exists(laying_down))
