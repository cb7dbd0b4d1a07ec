"""What is touched if a goal, plan, position or measure is changed or repealed: all that is tied to it.

Ties count as they do elsewhere: as the organisation states them, or the owner of the item that states
them. What stands within the subject itself is no tie. Who sees the things at the other ends is for the
reader to ask (`pages/touched`): here they are only named.
"""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Case, F, Model, Q, QuerySet, TextChoices, When
from django.db.models.functions import Abs
from django.utils.translation import gettext_lazy as _

from core.asking import Asking, ask, beside, each_of, known
from core.prepared import Filled, written_once
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
Ids = QuerySet[Any, int]
Rows = QuerySet[Any, tuple[Any, ...]]


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
    if isinstance(subject, Goal):
        rows = _stating(organisation=organisation.pk, goal=subject.pk)
    else:
        rows = _adopting(organisation=organisation.pk, plan=plan_of(subject).pk)
    return len((yield from ask(rows)))


@written_once
def _stating(*, organisation: int, goal: int) -> Ids:
    decided = Q(plan__status__in=Plan.DECIDED) | Q(position__plan__status__in=Plan.DECIDED)
    decided |= Q(measure__plan__status__in=Plan.DECIDED)
    stated = Contribution.objects.filter(decided, goal=goal, recorded_by__is_public=True)
    others = stated.exclude(recorded_by=organisation).order_by()
    return others.values_list("recorded_by", flat=True).distinct()


@written_once
def _adopting(*, organisation: int, plan: int) -> Ids:
    adopted = PlanAdoption.objects.filter(plan=plan, organisation__is_public=True)
    others = adopted.exclude(organisation=organisation).order_by()
    return others.values_list("organisation", flat=True).distinct()


# A goal ------------------------------------------------------------------------------------------


def _of_goal(organisation: Organisation, goal: Goal) -> Iterator[Touches]:
    yield _items_bearing_on(organisation, goal)
    yield _each(_goals_below(goal=goal.pk), partial(Touch, Tie.BELOW, "goal"))
    if goal.parent_id:
        yield known([Touch(Tie.ABOVE, "goal", goal.parent_id)])
    yield _linked_goals(organisation, goal)
    targets = _targets(organisation=organisation.pk, goal=goal.pk)
    yield _each(targets, partial(Touch, Tie.TARGETS, "target"))
    laying_down = _laying_down(framework=goal.framework_id)
    yield _each(laying_down, partial(Touch, Tie.PLANS, "plan", word=str(_("Lays it down"))))
    yield _conflicts(organisation, goal)


def _each(ids: Filled[int], made: Callable[[int], Touch]) -> Touches:
    """A touch for each of the ids."""
    return [made(pk) for pk in (yield from ask(ids))]


@written_once
def _goals_below(*, goal: int) -> Ids:
    return Goal.objects.filter(parent=goal).order_by("pk").values_list("pk", flat=True)


@written_once
def _targets(*, organisation: int, goal: int) -> Ids:
    recorders = Q(recorded_by=organisation) | Q(recorded_by=F("goal__framework__organisation"))
    targets = Target.objects.filter(recorders, goal=goal)
    return targets.order_by("year", "pk").values_list("pk", flat=True)


@written_once
def _laying_down(*, framework: int) -> Ids:
    return Plan.objects.filter(framework=framework).order_by("pk").values_list("pk", flat=True)


def _items_bearing_on(organisation: Organisation, goal: Goal) -> Touches:
    # What the organisation says itself comes before what the owner says of the same item.
    rows = yield from ask(_bearing(organisation=organisation.pk, goal=goal.pk))
    return [
        Touch(Tie.ITEMS, kind, pk, strength)
        for *ids, strength, _recorder in sorted(rows, key=lambda row: row[-1] != organisation.pk)
        for kind, pk in zip(("plan", "position", "measure"), ids, strict=True)
        if pk is not None
    ]


@written_once
def _bearing(*, organisation: int, goal: int) -> Rows:
    owners = Q(plan__organisation=F("recorded_by")) | Q(position__organisation=F("recorded_by"))
    owners |= Q(measure__organisation=F("recorded_by"))
    stated = Contribution.objects.filter(owners | Q(recorded_by=organisation), goal=goal).order_by("pk")
    return stated.values_list("plan_id", "position_id", "measure_id", "strength", "recorded_by_id")


def _linked_goals(organisation: Organisation, goal: Goal) -> Touches:
    rows = yield from ask(_goal_links(organisation=organisation.pk, goal=goal.pk))
    return [_linked_goal(goal, *row) for row in rows]


@written_once
def _goal_links(*, organisation: int, goal: int) -> Rows:
    links = GoalLink.objects.filter(Q(source=goal) | Q(target=goal)).order_by("relation", "pk")
    counting = links.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__framework__organisation")))
    return counting.values_list("source_id", "target_id", "relation")


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
        yield _each(_plans_below(plan=item.pk), below)
    if not isinstance(item, Measure):
        yield _linked_positions(organisation, item)
        yield _handed_over(organisation, item)
        yield _conflicts(organisation, item)
    yield _carried_out(item)


@written_once
def _plans_below(*, plan: int) -> Ids:
    return Plan.objects.filter(parent=plan).order_by("pk").values_list("pk", flat=True)


def _goals_borne_on(organisation: Organisation, item: Plan | Position | Measure) -> Touches:
    home, recorders = organisation.pk, {organisation.pk, plan_of(item).organisation_id}
    found = yield from each_of(
        ask(_heaviest(where, organisation=home, recorders=recorders, item=item.pk))
        for where in STATED_IN[type(item)]
    )
    # What the organisation says itself comes before what the owner says, then what bears most.
    ordered = sorted(chain.from_iterable(found), key=lambda row: (row[2] != home, -abs(row[1]), row[3]))
    return [Touch(Tie.GOALS, "goal", goal, strength) for goal, strength, _recorder, _pk in ordered]


#: Statements of the item, and for a plan of what stands in it: asked apart, each has its index.
STATED_IN: dict[type[Plan | Position | Measure], tuple[str, ...]] = {
    Plan: ("plan", "position__plan", "measure__plan"),
    Position: ("position",),
    Measure: ("measure",),
}


@written_once
def _heaviest(where: str, *, organisation: int, recorders: Collection[int], item: int) -> Rows:
    """Of several statements on a goal the organisation's own, and of these the strongest."""
    own_first = Case(When(recorded_by=organisation, then=0), default=1)
    stated = Contribution.objects.filter(recorded_by__among=recorders, **{where: item})
    rows = stated.order_by("goal_id", own_first, Abs("strength").desc(), "pk").distinct("goal_id")
    return rows.values_list("goal_id", "strength", "recorded_by_id", "pk")


def _linked_plans(organisation: Organisation, plan: Plan) -> Touches:
    rows = yield from ask(_plan_links(organisation=organisation.pk, plan=plan.pk))
    return [_linked_plan(plan, *row) for row in rows]


@written_once
def _plan_links(*, organisation: int, plan: int) -> Rows:
    links = PlanLink.objects.filter(Q(source=plan) | Q(target=plan)).order_by("relation", "pk")
    counting = links.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__organisation")))
    return counting.values_list("source_id", "target_id", "relation")


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
    rows = yield from _other_ends(organisation, item, PositionLink, "relation")
    return [
        Touch(Tie.POSITIONS, "position", other, word=words[relation, is_out])
        for relation, _pk, other, is_out in rows
    ]


def _handed_over(organisation: Organisation, item: Plan | Position) -> Touches:
    words = {value: str(label) for value, label in HandOver.State.choices}
    rows = yield from _other_ends(organisation, item, HandOver, "state")
    return [
        Touch(Tie.HAND_OVERS, "position", other, word=words[state]) for state, _pk, other, _is_out in rows
    ]


def _other_ends(
    organisation: Organisation, item: Plan | Position, links: type[Model], word: str
) -> Asking[list[tuple[str, int, int, bool]]]:
    """A word of each link of the item, its id, the position at its other end, and whether it goes out.

    Links of either direction are asked apart: each has its index. An offer that no position has been made
    of yet has no other end.
    """
    column = "plan_id" if isinstance(item, Plan) else "pk"
    source, target = f"source__{column}", f"target__{column}"
    values = {"organisation": organisation.pk, "item": item.pk}
    going, coming = yield from beside(
        ask(_ends(links, word, (source, target), **values)),
        ask(_ends(links, word, (target, source), **values)),
    )
    return sorted([*((*row, True) for row in going), *((*row, False) for row in coming)])


@written_once
def _ends(links: Any, word: str, ends: tuple[str, str], *, organisation: int, item: int) -> Rows:
    """Links of which the item is at the first of the ends, and not at the other."""
    here, there = ends
    other = f"{there.partition('__')[0]}_id"
    counting = links.objects.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__organisation")))
    rows: Rows = counting.filter(**{here: item, f"{other}__isnull": False}).exclude(**{there: item})
    return rows.order_by().values_list(word, "pk", other)


def _carried_out(item: Plan | Position | Measure) -> Touches:
    """Measures that carry out its positions, and positions that its measures carry out."""
    carrying, carried = yield from beside(
        _carrying(item, "position", "measure", partial(Touch, Tie.MEASURES, "measure")),
        _carrying(item, "measure", "position", partial(Touch, Tie.IMPLEMENTS, "position")),
    )
    return carrying + carried


def _carrying(
    item: Plan | Position | Measure, here: str, there: str, made: Callable[[int], Touch]
) -> Touches:
    """What stands at the other end of implementations of the item, or of what is in the plan."""
    if isinstance(item, Plan):
        return _each(_implementing(f"{here}__plan", f"{there}__plan", there, item=item.pk), made)
    if isinstance(item, Position if here == "position" else Measure):
        return _each(_implementing(here, "", there, item=item.pk), made)
    return known([])


@written_once
def _implementing(here: str, outside: str, there: str, *, item: int) -> Ids:
    rows = Implementation.objects.filter(**{here: item}).order_by("pk")
    away = rows.exclude(**{outside: item}) if outside else rows
    return away.values_list(f"{there}_id", flat=True)


def _conflicts(organisation: Organisation, subject: Goal | Plan | Position) -> Touches:
    rows = yield from ask(_naming(type(subject), organisation=organisation.pk, subject=subject.pk))
    return [
        Touch(Tie.CONFLICTS, "conflict", pk, word=str(Conflict.Status(status).label)) for pk, status in rows
    ]


@written_once
def _naming(kind: type[Goal | Plan | Position], *, organisation: int, subject: int) -> Rows:
    naming = {
        Goal: Q(goal=subject),
        Plan: Q(plans=subject) | Q(positions__plan=subject),
        Position: Q(positions=subject),
    }
    rows = Conflict.objects.filter(naming[kind], organisation=organisation).order_by("title", "pk")
    return rows.values_list("pk", "status")
