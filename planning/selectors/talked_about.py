"""What of planning can be talked about: who sees it, and which unit answers for it."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet

from dialogue.models import Comment
from dialogue.providers import Kind
from organisations.models import Organisation
from planning.models import (
    Commission,
    Conflict,
    Contribution,
    HandOver,
    Measure,
    Plan,
    PlanEvent,
    Position,
    Section,
)
from planning.policies import responsible_unit_id
from planning.selectors.plans import plans_shown

PLAN = ("plan__organisation", "plan__unit")
Inside = TypeVar("Inside", Section, Position, Measure, PlanEvent)


def plans_talked_about(organisation: Organisation) -> QuerySet[Plan]:
    """Own and adopted plans, drafts too."""
    return plans_shown(organisation, to_member=True).select_related("organisation", "unit")


def plans_published(organisation: Organisation) -> QuerySet[Plan]:
    """Own and adopted plans that are decided."""
    return plans_shown(organisation, to_member=False).select_related("organisation", "unit")


def events_filed_with(organisation: Organisation) -> QuerySet[PlanEvent]:
    """Steps in the courses of own and adopted plans."""
    return _in(PlanEvent, plans_shown(organisation, to_member=True))


def events_published(organisation: Organisation) -> QuerySet[PlanEvent]:
    """Of a decided plan everybody sees what has happened since the decision."""
    return _in(PlanEvent, plans_shown(organisation, to_member=False)).filter(status__in=Plan.DECIDED)


def positions_published(organisation: Organisation) -> QuerySet[Position]:
    """Positions of plans that are decided."""
    return _in(Position, plans_shown(organisation, to_member=False))


def measures_published(organisation: Organisation) -> QuerySet[Measure]:
    """Measures of plans that are decided."""
    return _in(Measure, plans_shown(organisation, to_member=False))


def _in(model: type[Inside], plans: QuerySet[Plan]) -> QuerySet[Inside]:
    found: QuerySet[Inside] = model._default_manager.filter(plan__in=plans).select_related(*PLAN)
    return found


def sections_talked_about(organisation: Organisation) -> QuerySet[Section]:
    """Sections of own and adopted plans."""
    return _in(Section, plans_shown(organisation, to_member=True))


def positions_talked_about(organisation: Organisation) -> QuerySet[Position]:
    """Positions of own and adopted plans."""
    return _in(Position, plans_shown(organisation, to_member=True))


def measures_talked_about(organisation: Organisation) -> QuerySet[Measure]:
    """Measures of own and adopted plans."""
    return _in(Measure, plans_shown(organisation, to_member=True))


def contributions_talked_about(organisation: Organisation) -> QuerySet[Contribution]:
    """What the organisation has stated, and what others have stated of plans that it follows."""
    plans = plans_shown(organisation, to_member=True).values("pk")
    of_plans = Q(plan__in=plans) | Q(position__plan__in=plans) | Q(measure__plan__in=plans)
    found = Contribution.objects.filter(Q(recorded_by=organisation) | of_plans)
    return found.select_related("plan", "position__plan", "measure__plan", "goal")


def hand_overs_talked_about(organisation: Organisation) -> QuerySet[HandOver]:
    """What the organisation's units have handed to each other."""
    own = HandOver.objects.filter(recorded_by=organisation)
    return own.select_related("source__plan", "target__plan", "target_plan")


def commissions_talked_about(organisation: Organisation) -> QuerySet[Commission]:
    """What units of the organisation are asked to carry out."""
    return Commission.objects.filter(organisation=organisation).select_related("position__plan", "unit")


def conflicts_talked_about(organisation: Organisation) -> QuerySet[Conflict]:
    """Conflicts of interest that the organisation has registered."""
    return Conflict.objects.filter(organisation=organisation)


def open_comments_in(organisation: Organisation, plans: Iterable[Plan]) -> dict[tuple[str, int], int]:
    """How many open comments wait on plans and their parts, by kind and id. One query."""
    ids = [plan.pk for plan in plans]
    about = Q(subject_type=ContentType.objects.get_for_model(Plan), subject_id__in=ids)
    parts: tuple[Any, ...] = (Section, Position, Measure)
    for model in parts:
        inside = model.objects.filter(plan__in=ids).values("pk")
        about |= Q(subject_type=ContentType.objects.get_for_model(model), subject_id__in=inside)
    found = Comment.objects.filter(about, organisation=organisation)
    waiting = found.filter(parent__isnull=True, resolved_at__isnull=True, removed_at__isnull=True)
    rows: Any = waiting.order_by("subject_type", "subject_id")
    rows = rows.values_list("subject_type__model", "subject_id").annotate(Count("pk"))
    return {(kind, pk): count for kind, pk, count in rows}


KINDS = (
    Kind("plan", Plan, plans_talked_about, responsible_unit_id, published=plans_published),
    Kind("section", Section, sections_talked_about, lambda section: section.plan.unit_id),
    Kind("position", Position, positions_talked_about, responsible_unit_id, published=positions_published),
    Kind("measure", Measure, measures_talked_about, responsible_unit_id, published=measures_published),
    Kind(
        "plan_event",
        PlanEvent,
        events_filed_with,
        lambda event: event.plan.unit_id,
        is_discussed=False,
        published=events_published,
    ),
    Kind("contribution", Contribution, contributions_talked_about, lambda c: responsible_unit_id(c.item)),
    Kind("hand_over", HandOver, hand_overs_talked_about, lambda h: responsible_unit_id(h.source)),
    Kind("commission", Commission, commissions_talked_about, lambda commission: commission.unit_id),
    Kind("conflict", Conflict, conflicts_talked_about, lambda conflict: conflict.unit_id),
)
