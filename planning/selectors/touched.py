"""What is touched if a goal, plan, position or measure is changed or repealed: all that is tied to it.

Ties count as they do elsewhere: as the organisation states them, or the owner of the item that states
them. What stands within the subject itself is no tie. Who sees the things at the other ends is for the
reader to ask (`pages/touched`): here they are only named.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Case, F, Q, QuerySet, TextChoices, When
from django.db.models.functions import Abs
from django.utils.translation import gettext_lazy as _

from core.asking import Asking, ask, beside, each_of, known
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


class Touch(NamedTuple):
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


def _each(rows: Any, made: Callable[[int], Touch], column: str = "pk") -> Touches:
    """A touch for each of the rows, made of its id."""
    return [made(pk) for pk in (yield from ask(rows.values_list(column, flat=True)))]


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
    stated = Contribution.objects.filter(recorded_by__in=recorders)
    found = yield from each_of(
        _heaviest(stated.filter(**{where: item.pk}), organisation) for where in STATED_IN[type(item)]
    )
    # What the organisation says itself comes before what the owner says, then what bears most.
    ordered = sorted(
        chain.from_iterable(found), key=lambda row: (row[2] != organisation.pk, -abs(row[1]), row[3])
    )
    return [Touch(Tie.GOALS, "goal", goal, strength) for goal, strength, _recorder, _pk in ordered]


#: Statements of the item, and for a plan of what stands in it: asked apart, each has its index.
STATED_IN: dict[type[Plan | Position | Measure], tuple[str, ...]] = {
    Plan: ("plan", "position__plan", "measure__plan"),
    Position: ("position",),
    Measure: ("measure",),
}


def _heaviest(stated: QuerySet[Contribution], organisation: Organisation) -> Asking[list[Any]]:
    """Of several statements on a goal the organisation's own, and of these the strongest."""
    own_first = Case(When(recorded_by=organisation, then=0), default=1)
    rows = stated.order_by("goal_id", own_first, Abs("strength").desc(), "pk").distinct("goal_id")
    return (yield from ask(rows.values_list("goal_id", "strength", "recorded_by_id", "pk")))


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
    words: dict[tuple[str, bool], str] = {}
    for value, label in PositionLink.Relation.choices:
        words[value, True] = str(label)
        words[value, False] = _("To this: %(word)s") % {"word": label}
    rows = yield from _other_ends(organisation, item, PositionLink.objects.all(), "relation")
    return [
        Touch(Tie.POSITIONS, "position", other, word=words[relation, is_out])
        for relation, _pk, other, is_out in rows
    ]


def _handed_over(organisation: Organisation, item: Plan | Position) -> Touches:
    words = {value: str(label) for value, label in HandOver.State.choices}
    rows = yield from _other_ends(organisation, item, HandOver.objects.all(), "state")
    return [
        Touch(Tie.HAND_OVERS, "position", other, word=words[state]) for state, _pk, other, _is_out in rows
    ]


def _other_ends(
    organisation: Organisation, item: Plan | Position, links: Any, word: str
) -> Asking[list[tuple[str, int, int, bool]]]:
    """A word of each link of the item, its id, the position at its other end, and whether it goes out.

    Links of either direction are asked apart: each has its index. An offer that no position has been made
    of yet has no other end.
    """
    end = "plan_id" if isinstance(item, Plan) else "pk"
    counting = links.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__organisation")))
    out = counting.filter(**{f"source__{end}": item.pk}, target__isnull=False)
    arriving = counting.filter(**{f"target__{end}": item.pk})
    going, coming = yield from beside(
        ask(out.exclude(**{f"target__{end}": item.pk}).order_by().values_list(word, "pk", "target_id")),
        ask(arriving.exclude(**{f"source__{end}": item.pk}).order_by().values_list(word, "pk", "source_id")),
    )
    return sorted([*((*row, True) for row in going), *((*row, False) for row in coming)])


def _carried_out(item: Plan | Position | Measure) -> Touches:
    """Measures that carry out its positions, and positions that its measures carry out."""
    measures, positions = _carrying(item)
    carrying, carried = yield from beside(
        _each(measures, partial(Touch, Tie.MEASURES, "measure"), "measure_id"),
        _each(positions, partial(Touch, Tie.IMPLEMENTS, "position"), "position_id"),
    )
    return carrying + carried


def _carrying(item: Plan | Position | Measure) -> tuple[QuerySet[Implementation], QuerySet[Implementation]]:
    rows = Implementation.objects.order_by("pk")
    if isinstance(item, Plan):
        of_positions, of_measures = Q(position__plan=item), Q(measure__plan=item)
        return rows.filter(of_positions).exclude(of_measures), rows.filter(of_measures).exclude(of_positions)
    if isinstance(item, Position):
        return rows.filter(position=item), rows.none()
    return rows.none(), rows.filter(measure=item)


def _conflicts(organisation: Organisation, named: Q) -> Touches:
    rows = Conflict.objects.filter(named, organisation=organisation).order_by("title", "pk")
    return [
        Touch(Tie.CONFLICTS, "conflict", pk, word=str(Conflict.Status(status).label))
        for pk, status in (yield from ask(rows.values_list("pk", "status")))
    ]
