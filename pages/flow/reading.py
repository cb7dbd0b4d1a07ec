"""What flows through plans and measures, as it is asked for: of plans that the viewer is shown."""

from collections.abc import Collection

from django.db.models import Count, F, Q, QuerySet

from alignment.models import GoalAlignment
from pages.guards import Viewer
from pages.naming import PART_ALONE, only_names
from pages.preparing import for_viewers
from pages.reports import goal_alignments
from planning.models import HandOver, Implementation, Measure, Plan, Position
from planning.selectors.plans import plans_shown

#: What is drawn of measures beside their names.
OF_MEASURES = ("status", "funding")


def shown(viewer: Viewer) -> QuerySet[Plan]:
    """The plans that the viewer is shown and that are not past."""
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member)
    return plans.exclude(status__in=Plan.PAST)


@for_viewers
def named_plans(viewer: Viewer, wanted: Collection[int]) -> QuerySet[Plan]:
    """Those of the plans, with the families of their types."""
    return only_names(shown(viewer).filter(pk__among=wanted).order_by("title", "pk"), "type__family")


def handed_over(viewer: Viewer, ends: Q) -> QuerySet[HandOver, tuple[int, int, int]]:
    """Of accepted hand-overs the plans that they come from and lead to, of those that are shown; how many."""
    counting = Q(recorded_by=viewer.organisation) | Q(recorded_by=F("source__organisation"))
    found = HandOver.objects.filter(ends, counting, state=HandOver.State.ACCEPTED)
    plans = shown(viewer).order_by().values("pk")
    active = found.filter(
        source__status=Position.Status.ACTIVE,
        target__status=Position.Status.ACTIVE,
        source__plan__in=plans,
        target__plan__in=plans,
    ).exclude(source__plan=F("target__plan"))
    pairs = active.order_by().values_list("source__plan_id", "target__plan_id")
    return pairs.annotate(number=Count("source_id", distinct=True))


@for_viewers
def handed_over_by_plan(viewer: Viewer, plan: int) -> QuerySet[HandOver, tuple[int, int, int]]:
    """What a plan hands over to others and takes over from them."""
    return handed_over(viewer, Q(source__plan=plan) | Q(target__plan=plan))


@for_viewers
def handed_over_by_measure(viewer: Viewer, measure: int) -> QuerySet[HandOver, tuple[int, int, int]]:
    """What is handed over of the positions that a measure carries out."""
    positions = carried_out(measure).values("pk")
    return handed_over(viewer, Q(source__in=positions) | Q(target__in=positions))


def carried_out(measure: int) -> QuerySet[Position]:
    """The positions that a measure carries out."""
    carried = Position.objects.filter(implementation_rows__measure=measure, status=Position.Status.ACTIVE)
    return carried.order_by()


@for_viewers
def once_supported(viewer: Viewer) -> QuerySet[GoalAlignment, int]:
    """The goals that one plan in effect alone supports."""
    once = goal_alignments(viewer).filter(current__supporting_plans=1)
    return once.order_by("goal_id").values_list("goal_id", flat=True)


@for_viewers
def own_measures(viewer: Viewer, plan: int) -> QuerySet[Measure]:
    """The measures of a plan."""
    return _live(viewer).filter(plan=plan).only(*PART_ALONE[Measure], *OF_MEASURES).order_by()


@for_viewers
def carrying_measures(viewer: Viewer, plan: int) -> QuerySet[Measure]:
    """Those of others that carry out its positions."""
    carrying = _live(viewer).filter(pk__in=implementations(plan).values("measure")).exclude(plan=plan)
    return carrying.only(*PART_ALONE[Measure], *OF_MEASURES).order_by()


@for_viewers
def carried(viewer: Viewer, plan: int) -> QuerySet[Implementation, int]:
    """The measures that carry out its positions, each as often as it carries one out."""
    return implementations(plan).values_list("measure_id", flat=True)


def implementations(plan: int) -> QuerySet[Implementation]:
    """Which measures carry out which positions of a plan."""
    carried = Implementation.objects.filter(position__plan=plan, position__status=Position.Status.ACTIVE)
    return carried.order_by()


def _live(viewer: Viewer) -> QuerySet[Measure]:
    return Measure.objects.filter(plan__in=shown(viewer)).exclude(status=Measure.Status.CANCELLED)
