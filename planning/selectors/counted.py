"""The positions and measures behind a plan's numbers (alignment rules, section 7).

The report holds the numbers; these are the things that they count, as they are stored now.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from core.asking import Asking, answered, ask, beside
from core.functions import Among
from organisations.models import Organisation
from planning.models import (
    Contribution,
    HandOver,
    Implementation,
    Measure,
    Plan,
    PlanType,
    Position,
    PositionLink,
)

Ids = frozenset[int]
COMPREHENSIVE = (PlanType.Family.COMPREHENSIVE, PlanType.Family.COMPREHENSIVE_PART)
DOING = (Measure.Funding.WITHIN_BUDGET, Measure.Funding.DECIDED)
#: What says how far a hand-over has come.
REACHED = (
    *("source_id", "state", "target__status", "target__plan_id"),
    *(f"target__plan__{name}" for name in ("status", "valid_from")),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Ids behind each number of a plan; the spatial ones, and the expecting ones, where they apply."""

    positions: Ids
    positions_linked: Ids
    spatial: Ids
    spatial_carried: Ids
    positions_expecting: Ids
    positions_implemented: Ids
    measures: Ids
    measures_done: Ids
    measures_overdue: Ids
    measures_funded: Ids


@dataclass(frozen=True, slots=True)
class Left:
    """Where a plan's chain ends: whether it has positions, and how many of them go no further."""

    has_positions: bool
    uncarried: int
    unimplemented: int


#: Positions that sectors shall implement (`Position.is_expecting_measures`).
EXPECTING = Q(expects_measures=True) | Q(expects_measures=None, aspect=Position.Aspect.DIRECTION)


def counted(plan: Plan, organisation: Organisation) -> Counted:
    """What the organisation's report counts in the plan. Two queries."""
    return answered(counted_asked(plan, organisation))


def counted_asked(plan: Plan, organisation: Organisation) -> Asking[Counted]:
    """The same, asked for."""
    on = organisation.today()
    recorders = {organisation.pk, plan.organisation_id}
    own = _positions(plan)
    positions, measures = yield from beside(
        ask(own.only("spatial", "aspect", "expects_measures")),
        ask(Measure.objects.filter(plan=plan).exclude(status=Measure.Status.CANCELLED).order_by()),
    )
    is_whole = plan.type.is_comprehensive
    expecting = frozenset(p.pk for p in positions if p.is_expecting_measures and is_whole)
    (spatial, carried), linked, implemented = yield from beside(
        _spatial({p.pk for p in positions if p.spatial and not is_whole}, organisation, recorders),
        _linked([p.pk for p in positions], recorders),
        _implemented(expecting, organisation, recorders),
    )
    return Counted(
        positions=frozenset(p.pk for p in positions),
        positions_linked=linked,
        spatial=spatial,
        spatial_carried=carried,
        positions_expecting=expecting,
        positions_implemented=expecting & implemented,
        measures=frozenset(m.pk for m in measures),
        measures_done=frozenset(m.pk for m in measures if m.status == Measure.Status.DONE),
        measures_overdue=frozenset(m.pk for m in measures if is_overdue(m, on)),
        measures_funded=frozenset(m.pk for m in measures if is_funded(m)),
    )


def left_asked(plan: Plan, organisation: Organisation) -> Asking[Left]:
    """What a plan's numbers lack of their wholes: spatial positions, or those of a comprehensive plan."""
    recorders = {organisation.pk, plan.organisation_id}
    own, is_whole = _positions(plan), plan.type.is_comprehensive
    first, ending = yield from beside(
        ask(own.values_list("pk", flat=True)[:1]),
        ask(own.filter(EXPECTING if is_whole else Q(spatial=True)).values_list("pk", flat=True)),
    )
    if is_whole:
        implemented = yield from _implemented(ending, organisation, recorders)
        return Left(bool(first), 0, len({*ending} - implemented))
    spatial, carried = yield from _spatial({*ending}, organisation, recorders)
    return Left(bool(first), len(spatial - carried), 0)


def _positions(plan: Plan) -> QuerySet[Position]:
    return Position.objects.filter(plan=plan, status=Position.Status.ACTIVE).order_by()


def is_overdue(measure: Measure, on: date) -> bool:
    """Whether its end is past and it is neither done nor cancelled."""
    over = {Measure.Status.DONE, Measure.Status.CANCELLED}
    return measure.end is not None and measure.end < on and measure.status not in over


def is_funded(measure: Measure) -> bool:
    """Whether it is done, or money is within the budget or decided."""
    return measure.status == Measure.Status.DONE or measure.funding in DOING


def _linked(positions: Iterable[int], recorders: Iterable[int]) -> Asking[Ids]:
    """Positions that state something themselves, also where they state that there is no effect."""
    stated = Contribution.objects.filter(Among(F("position"), positions), recorded_by__in=recorders)
    found = yield from ask(stated.order_by().values_list("position_id", flat=True))
    return frozenset(pk for pk in found if pk is not None)


def _spatial(
    spatial: set[int], organisation: Organisation, recorders: Iterable[int]
) -> Asking[tuple[Ids, Ids]]:
    """Spatial positions that count, and those carried into a comprehensive plan that holds.

    Those that were returned, and are neither offered anew nor carried anywhere, do not count.
    """
    if not spatial:
        return frozenset(), frozenset()
    answers: dict[int, set[str]] = defaultdict(set)
    comprehensive = Plan.objects.followed_by(organisation).filter(type__family__in=COMPREHENSIVE).order_by()
    rows = HandOver.objects.filter(Among(F("source"), spatial), recorded_by__in=recorders).order_by()
    goal_plans, hand_overs = yield from beside(
        ask(comprehensive.values_list("pk", flat=True)),
        ask(rows.select_related("target__plan").only(*REACHED)),
    )
    for hand_over in hand_overs:
        answers[hand_over.source_id].add(hand_over.state)
        target = hand_over.target
        if target is not None and hand_over.state == HandOver.State.ACCEPTED and target.plan_id in goal_plans:
            answers[hand_over.source_id].add(_reached(target, organisation.today()))
    carried = frozenset(pk for pk in spatial if "carried" in answers[pk])
    left_out = {pk for pk in spatial - carried if "half" not in answers[pk] and _is_returned(answers[pk])}
    return frozenset(spatial - left_out), carried


def _is_returned(answers: set[str]) -> bool:
    return HandOver.State.RETURNED in answers and HandOver.State.OFFERED not in answers


def _reached(target: Position, on: date) -> str:
    """How far what was accepted as that position has come: carried (in effect), half (proposed), nowhere."""
    if target.status == Position.Status.WITHDRAWN:
        return "nowhere"
    if target.plan.status in Plan.PAST:
        return "nowhere"
    return "carried" if holds(target.plan, on) else "half"


def holds(plan: Plan, on: date) -> bool:
    """Whether a plan is in effect on the day."""
    return plan.status in Plan.IN_EFFECT and (plan.valid_from is None or plan.valid_from <= on)


def _implemented(
    expecting: Iterable[int], organisation: Organisation, recorders: Iterable[int]
) -> Asking[Ids]:
    """Positions that a plan in effect implements, by a position of another plan or by a measure."""
    followed = Plan.objects.followed_by(organisation).current(organisation.today())
    links = PositionLink.objects.filter(
        Among(F("source"), expecting),
        relation=PositionLink.Relation.IMPLEMENTED_BY,
        recorded_by__in=recorders,
        target__plan__in=followed,
        target__status=Position.Status.ACTIVE,
    ).exclude(target__plan=F("source__plan"))
    measures = Implementation.objects.filter(
        Among(F("position"), expecting), measure__plan__in=followed
    ).exclude(measure__status=Measure.Status.CANCELLED)
    by_links, by_measures = yield from beside(
        ask(links.order_by().values_list("source_id", flat=True)),
        ask(measures.order_by().values_list("position_id", flat=True)),
    )
    return frozenset(by_links) | frozenset(by_measures)
