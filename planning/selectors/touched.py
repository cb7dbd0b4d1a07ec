"""What is touched if a goal, plan, position or measure is changed or repealed: all that is tied to it.

Ties count as they do elsewhere: as the organisation states them, or the owner of the item that states
them. What stands within the subject itself is no tie. Who sees the things at the other ends is for the
reader to ask (`pages/touched`): here they are only named.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from django.db.models import F, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from core.asking import Asking, ask, each_of, known
from goals.models import Goal, GoalLink, Target
from organisations.models import Organisation
from planning.models import (
    Conflict,
    Contribution,
    HandOver,
    Implementation,
    Measure,
    Plan,
    PlanAdoption,
    PlanLink,
    Position,
    PositionLink,
)
from planning.policies import plan_of

Subject = Goal | Plan | Position | Measure


class Tie(TextChoices):
    """How a thing is tied to what is to be changed, in the order in which pages show it."""

    ITEMS = "bidrag", _("What bears on it")
    GOALS = "mal", _("Goals that this bears on")
    BELOW = "mal-under", _("Goals below it")
    ABOVE = "mal-over", _("Goals above it")
    LINKED_GOALS = "kopplade-mal", _("Goals that it conflicts with")
    TARGETS = "malvarden", _("Targets and their indicators")
    PLANS = "planer", _("Plans that rest on it or are linked to it")
    POSITIONS = "stallningstaganden", _("Positions linked to it")
    HAND_OVERS = "overlamningar", _("Handed over")
    IMPLEMENTS = "genomfor", _("Positions that it carries out")
    MEASURES = "atgarder", _("Measures that carry it out")
    CONFLICTS = "konflikter", _("Conflicts of interest")


@dataclass(frozen=True, slots=True)
class Touch:
    """Something that is tied to the subject: a thing by kind and id, and how.

    `strength` is how it bears on the goal, or the goal is borne on; `word` a relation or a state.
    """

    tie: Tie
    kind: str
    pk: int
    strength: int | None = None
    word: str = ""


Touches = Asking[list[Touch]]


def touched_asked(organisation: Organisation, subject: Subject) -> Asking[list[Touch]]:
    """All that is tied to the subject, each thing once for a sort of tie. One step."""
    parts = _of_goal(organisation, subject) if isinstance(subject, Goal) else _of_item(organisation, subject)
    found: dict[tuple[Tie, str, int], Touch] = {}
    for touch in chain.from_iterable((yield from each_of(parts))):
        found.setdefault((touch.tie, touch.kind, touch.pk), touch)
    return list(found.values())


def others_asked(organisation: Organisation, subject: Subject) -> Asking[int]:
    """How many other organisations, whose planning is public, rest on it. One step.

    A goal: they have stated something of it in decided plans; else they have adopted the plan.
    """
    rows: QuerySet[Any, int]
    if isinstance(subject, Goal):
        decided = Q(plan__status__in=Plan.DECIDED) | Q(position__plan__status__in=Plan.DECIDED)
        decided |= Q(measure__plan__status__in=Plan.DECIDED)
        stated = Contribution.objects.filter(decided, goal=subject, recorded_by__is_public=True)
        rows = stated.exclude(recorded_by=organisation).order_by().values_list("recorded_by", flat=True)
    else:
        adopted = PlanAdoption.objects.filter(plan=plan_of(subject), organisation__is_public=True)
        rows = adopted.exclude(organisation=organisation).order_by().values_list("organisation", flat=True)
    return len((yield from ask(rows.distinct())))


# A goal ------------------------------------------------------------------------------------------


def _of_goal(organisation: Organisation, goal: Goal) -> Iterator[Touches]:
    yield _items_bearing_on(organisation, goal)
    yield _each(goal.children.order_by("pk"), partial(Touch, Tie.BELOW, "goal"))
    if goal.parent_id:
        yield known([Touch(Tie.ABOVE, "goal", goal.parent_id)])
    yield _linked_goals(organisation, goal)
    recorders = Q(recorded_by=organisation) | Q(recorded_by=F("goal__framework__organisation"))
    targets = Target.objects.filter(recorders, goal=goal)
    yield _each(targets.order_by("year", "pk"), partial(Touch, Tie.TARGETS, "target"))
    laying_down = Plan.objects.filter(framework=goal.framework_id)
    lays_down = str(_("Lays it down"))
    yield _each(laying_down.order_by("pk"), partial(Touch, Tie.PLANS, "plan", word=lays_down))
    yield _conflicts(organisation, Q(goal=goal))


def _each(rows: Any, made: Callable[[int], Touch]) -> Touches:
    """A touch for each of the rows, made of its id."""
    return [made(pk) for pk in (yield from ask(rows.values_list("pk", flat=True)))]


def _items_bearing_on(organisation: Organisation, goal: Goal) -> Touches:
    owners = Q(plan__organisation=F("recorded_by")) | Q(position__organisation=F("recorded_by"))
    owners |= Q(measure__organisation=F("recorded_by"))
    stated = Contribution.objects.filter(owners | Q(recorded_by=organisation), goal=goal)
    # What the organisation says itself comes before what the owner says of the same item.
    columns = ("plan_id", "position_id", "measure_id", "strength", "recorded_by_id")
    rows = yield from ask(stated.order_by("pk").values_list(*columns))
    return [
        Touch(Tie.ITEMS, kind, pk, strength)
        for *ids, strength, _recorder in sorted(rows, key=lambda row: row[-1] != organisation.pk)
        for kind, pk in zip(("plan", "position", "measure"), ids, strict=True)
        if pk is not None
    ]


def _linked_goals(organisation: Organisation, goal: Goal) -> Touches:
    links = GoalLink.objects.filter(Q(source=goal) | Q(target=goal)).order_by("relation", "pk")
    counting = links.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__framework__organisation")))
    rows = yield from ask(counting.values_list("source_id", "target_id", "relation"))
    return [_linked_goal(goal, *row) for row in rows]


def _linked_goal(goal: Goal, source: int, target: int, relation: str) -> Touch:
    other = target if source == goal.pk else source
    if relation == GoalLink.Relation.CONFLICTS:
        return Touch(Tie.LINKED_GOALS, "goal", other, word=str(GoalLink.Relation.CONFLICTS.label))
    if source == goal.pk:
        return Touch(Tie.ABOVE, "goal", other, word=str(_("It contributes to this goal")))
    return Touch(Tie.BELOW, "goal", other, word=str(_("Contributes to it")))


# A plan, position or measure ---------------------------------------------------------------------


def _of_item(organisation: Organisation, item: Plan | Position | Measure) -> Iterator[Touches]:
    yield _goals_borne_on(organisation, item)
    if isinstance(item, Plan):
        yield _linked_plans(organisation, item)
        below = partial(Touch, Tie.PLANS, "plan", word=str(_("Stands under it")))
        yield _each(item.children.order_by("pk"), below)
    if not isinstance(item, Measure):
        yield _linked_positions(organisation, item)
        yield _handed_over(organisation, item)
        named = Q(positions=item) if isinstance(item, Position) else Q(plans=item) | Q(positions__plan=item)
        yield _conflicts(organisation, named)
    yield _carried_out(item)


def _goals_borne_on(organisation: Organisation, item: Plan | Position | Measure) -> Touches:
    recorders = {organisation.pk, plan_of(item).organisation_id}
    stated = Contribution.objects.filter(_within(item), recorded_by__in=recorders).order_by("pk")
    rows = yield from ask(stated.values_list("goal_id", "strength", "recorded_by_id"))
    # Of a plan with several statements on a goal the strongest is shown.
    ordered = sorted(rows, key=lambda row: (row[2] != organisation.pk, -abs(row[1])))
    return [Touch(Tie.GOALS, "goal", goal, strength) for goal, strength, _recorder in ordered]


def _within(item: Plan | Position | Measure) -> Q:
    """Statements of the item, and for a plan of what stands in it."""
    if isinstance(item, Plan):
        return Q(plan=item) | Q(position__plan=item) | Q(measure__plan=item)
    return Q(position=item) if isinstance(item, Position) else Q(measure=item)


def _linked_plans(organisation: Organisation, plan: Plan) -> Touches:
    links = PlanLink.objects.filter(Q(source=plan) | Q(target=plan)).order_by("relation", "pk")
    counting = links.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__organisation")))
    rows = yield from ask(counting.values_list("source_id", "target_id", "relation"))
    return [_linked_plan(plan, *row) for row in rows]


def _linked_plan(plan: Plan, source: int, target: int, relation: str) -> Touch:
    label = PlanLink.Relation(relation).label
    if source == plan.pk:
        return Touch(Tie.PLANS, "plan", target, word=str(_("From this plan: %(word)s") % {"word": label}))
    return Touch(Tie.PLANS, "plan", source, word=str(label))


def _linked_positions(organisation: Organisation, item: Plan | Position) -> Touches:
    rows = PositionLink.objects.order_by("relation", "pk")
    found = []
    for other, relation, is_out in (yield from _other_ends(organisation, item, rows, "relation")):
        label = PositionLink.Relation(relation).label
        word = label if is_out else _("To this: %(word)s") % {"word": label}
        found.append(Touch(Tie.POSITIONS, "position", other, word=str(word)))
    return found


def _handed_over(organisation: Organisation, item: Plan | Position) -> Touches:
    rows = HandOver.objects.order_by("state", "pk")
    return [
        Touch(Tie.HAND_OVERS, "position", other, word=str(HandOver.State(state).label))
        for other, state, _is_out in (yield from _other_ends(organisation, item, rows, "state"))
    ]


def _other_ends(
    organisation: Organisation, item: Plan | Position, rows: Any, word: str
) -> Asking[list[tuple[int, str, bool]]]:
    """The positions at the other ends of links of the item, a word of each, and whether they go out."""
    end = "plan_id" if isinstance(item, Plan) else "pk"
    links = rows.filter(Q(**{f"source__{end}": item.pk}) | Q(**{f"target__{end}": item.pk}))
    links = links.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__organisation")))
    columns = (f"source__{end}", f"target__{end}", "source_id", "target_id", word)
    return [
        (target if source_end == item.pk else source, said, source_end == item.pk)
        for source_end, target_end, source, target, said in (yield from ask(links.values_list(*columns)))
        if source_end != target_end
    ]


def _carried_out(item: Plan | Position | Measure) -> Touches:
    """Measures that carry out its positions, and positions that its measures carry out."""
    ends = {
        Plan: Q(position__plan=item.pk) | Q(measure__plan=item.pk),
        Position: Q(position=item.pk),
        Measure: Q(measure=item.pk),
    }
    rows = Implementation.objects.filter(ends[type(item)]).order_by("pk")
    columns = ("position_id", "position__plan_id", "measure_id", "measure__plan_id")
    found = []
    for position, its_plan, measure, measures_plan in (yield from ask(rows.values_list(*columns))):
        if isinstance(item, Plan) and its_plan == measures_plan:
            continue
        is_position_s = isinstance(item, Position) or (isinstance(item, Plan) and its_plan == item.pk)
        if is_position_s:
            found.append(Touch(Tie.MEASURES, "measure", measure))
        else:
            found.append(Touch(Tie.IMPLEMENTS, "position", position))
    return found


def _conflicts(organisation: Organisation, named: Q) -> Touches:
    rows = Conflict.objects.filter(named, organisation=organisation).order_by("title", "pk")
    return [
        Touch(Tie.CONFLICTS, "conflict", pk, word=str(Conflict.Status(status).label))
        for pk, status in (yield from ask(rows.values_list("pk", "status")))
    ]
