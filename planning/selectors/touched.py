"""What is touched if a goal, plan, position or measure is changed or repealed: all that is tied to it.

Ties count as they do elsewhere: as the organisation states them, or the owner of the item that states
them. What stands within the subject itself is no tie. Who sees the things at the other ends is for the
reader to ask (`pages/touched`): here they are only named.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

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


def touched_by(organisation: Organisation, subject: Subject) -> list[Touch]:
    """All that is tied to the subject, each thing once for a sort of tie. Eight queries at most."""
    ties = _of_goal(organisation, subject) if isinstance(subject, Goal) else _of_item(organisation, subject)
    found: dict[tuple[Tie, str, int], Touch] = {}
    for touch in ties:
        found.setdefault((touch.tie, touch.kind, touch.pk), touch)
    return list(found.values())


def others_touched(organisation: Organisation, subject: Subject) -> int:
    """How many other organisations, whose planning is public, rest on it. One query.

    A goal: they have stated something of it in decided plans; else they have adopted the plan.
    """
    if not isinstance(subject, Goal):
        adopted = PlanAdoption.objects.filter(plan=plan_of(subject), organisation__is_public=True)
        return adopted.exclude(organisation=organisation).count()
    decided = Q(plan__status__in=Plan.DECIDED) | Q(position__plan__status__in=Plan.DECIDED)
    decided |= Q(measure__plan__status__in=Plan.DECIDED)
    stated = Contribution.objects.filter(decided, goal=subject, recorded_by__is_public=True)
    others = stated.exclude(recorded_by=organisation).order_by()
    return others.values("recorded_by").distinct().count()


# A goal ------------------------------------------------------------------------------------------


def _of_goal(organisation: Organisation, goal: Goal) -> Iterator[Touch]:
    yield from _items_bearing_on(organisation, goal)
    for pk in goal.children.order_by("pk").values_list("pk", flat=True):
        yield Touch(Tie.BELOW, "goal", pk)
    if goal.parent_id:
        yield Touch(Tie.ABOVE, "goal", goal.parent_id)
    yield from _linked_goals(organisation, goal)
    recorders = Q(recorded_by=organisation) | Q(recorded_by=F("goal__framework__organisation"))
    for pk in Target.objects.filter(recorders, goal=goal).order_by("year", "pk").values_list("pk", flat=True):
        yield Touch(Tie.TARGETS, "target", pk)
    lays_down = str(_("Lays it down"))
    for pk in Plan.objects.filter(framework=goal.framework_id).order_by("pk").values_list("pk", flat=True):
        yield Touch(Tie.PLANS, "plan", pk, word=lays_down)
    yield from _conflicts(organisation, Q(goal=goal))


def _items_bearing_on(organisation: Organisation, goal: Goal) -> Iterator[Touch]:
    owners = Q(plan__organisation=F("recorded_by")) | Q(position__organisation=F("recorded_by"))
    owners |= Q(measure__organisation=F("recorded_by"))
    stated = Contribution.objects.filter(owners | Q(recorded_by=organisation), goal=goal)
    # What the organisation says itself comes before what the owner says of the same item.
    rows = sorted(
        stated.order_by("pk").values_list(
            "plan_id", "position_id", "measure_id", "strength", "recorded_by_id"
        ),
        key=lambda row: row[-1] != organisation.pk,
    )
    for *ids, strength, _recorder in rows:
        for kind, pk in zip(("plan", "position", "measure"), ids, strict=True):
            if pk is not None:
                yield Touch(Tie.ITEMS, kind, pk, strength)


def _linked_goals(organisation: Organisation, goal: Goal) -> Iterator[Touch]:
    links = GoalLink.objects.filter(Q(source=goal) | Q(target=goal)).order_by("relation", "pk")
    counting = links.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__framework__organisation")))
    for source, target, relation in counting.values_list("source_id", "target_id", "relation"):
        other = target if source == goal.pk else source
        if relation == GoalLink.Relation.CONFLICTS:
            yield Touch(Tie.LINKED_GOALS, "goal", other, word=str(GoalLink.Relation.CONFLICTS.label))
        else:
            yield Touch(
                Tie.ABOVE if source == goal.pk else Tie.BELOW, "goal", other, word=_helps(source, goal)
            )


def _helps(source: int, goal: Goal) -> str:
    return str(_("It contributes to this goal") if source == goal.pk else _("Contributes to it"))


# A plan, position or measure ---------------------------------------------------------------------


def _of_item(organisation: Organisation, item: Plan | Position | Measure) -> Iterator[Touch]:
    yield from _goals_borne_on(organisation, item)
    if isinstance(item, Plan):
        yield from _linked_plans(organisation, item)
    if not isinstance(item, Measure):
        yield from _linked_positions(organisation, item)
        yield from _handed_over(organisation, item)
        named = Q(positions=item) if isinstance(item, Position) else Q(plans=item) | Q(positions__plan=item)
        yield from _conflicts(organisation, named)
    yield from _carried_out(item)


def _goals_borne_on(organisation: Organisation, item: Plan | Position | Measure) -> Iterator[Touch]:
    recorders = {organisation.pk, plan_of(item).organisation_id}
    rows = list(
        Contribution.objects.filter(_within(item), recorded_by__in=recorders)
        .order_by("pk")
        .values_list("goal_id", "strength", "recorded_by_id")
    )
    # Of a plan with several statements on a goal the strongest is shown.
    for goal, strength, _recorder in sorted(rows, key=lambda row: (row[2] != organisation.pk, -abs(row[1]))):
        yield Touch(Tie.GOALS, "goal", goal, strength)


def _within(item: Plan | Position | Measure) -> Q:
    """Statements of the item, and for a plan of what stands in it."""
    if isinstance(item, Plan):
        return Q(plan=item) | Q(position__plan=item) | Q(measure__plan=item)
    return Q(position=item) if isinstance(item, Position) else Q(measure=item)


def _linked_plans(organisation: Organisation, plan: Plan) -> Iterator[Touch]:
    links = PlanLink.objects.filter(Q(source=plan) | Q(target=plan)).order_by("relation", "pk")
    counting = links.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__organisation")))
    for source, target, relation in counting.values_list("source_id", "target_id", "relation"):
        label = PlanLink.Relation(relation).label
        if source == plan.pk:
            yield Touch(Tie.PLANS, "plan", target, word=str(_("From this plan: %(word)s") % {"word": label}))
        else:
            yield Touch(Tie.PLANS, "plan", source, word=str(label))
    for pk in plan.children.order_by("pk").values_list("pk", flat=True):
        yield Touch(Tie.PLANS, "plan", pk, word=str(_("Stands under it")))


def _linked_positions(organisation: Organisation, item: Plan | Position) -> Iterator[Touch]:
    rows = PositionLink.objects.order_by("relation", "pk")
    for other, relation, is_out in _other_ends(organisation, item, rows, "relation"):
        label = PositionLink.Relation(relation).label
        word = label if is_out else _("To this: %(word)s") % {"word": label}
        yield Touch(Tie.POSITIONS, "position", other, word=str(word))


def _handed_over(organisation: Organisation, item: Plan | Position) -> Iterator[Touch]:
    rows = HandOver.objects.order_by("state", "pk")
    for other, state, _is_out in _other_ends(organisation, item, rows, "state"):
        yield Touch(Tie.HAND_OVERS, "position", other, word=str(HandOver.State(state).label))


def _other_ends(
    organisation: Organisation, item: Plan | Position, rows: Any, word: str
) -> Iterator[tuple[int, str, bool]]:
    """The positions at the other ends of links of the item, a word of each, and whether they go out."""
    end = "plan_id" if isinstance(item, Plan) else "pk"
    links = rows.filter(Q(**{f"source__{end}": item.pk}) | Q(**{f"target__{end}": item.pk}))
    links = links.filter(Q(recorded_by=organisation) | Q(recorded_by=F("source__organisation")))
    columns = (f"source__{end}", f"target__{end}", "source_id", "target_id", word)
    for source_end, target_end, source, target, said in links.values_list(*columns):
        if source_end != target_end:
            is_out = source_end == item.pk
            yield (target if is_out else source), said, is_out


def _carried_out(item: Plan | Position | Measure) -> Iterator[Touch]:
    """Measures that carry out its positions, and positions that its measures carry out."""
    rows: Iterable[tuple[int, int, int, int]]
    ends = {
        Plan: Q(position__plan=item.pk) | Q(measure__plan=item.pk),
        Position: Q(position=item.pk),
        Measure: Q(measure=item.pk),
    }
    rows = (
        Implementation.objects.filter(ends[type(item)])
        .order_by("pk")
        .values_list("position_id", "position__plan_id", "measure_id", "measure__plan_id")
    )
    for position, its_plan, measure, measures_plan in rows:
        if isinstance(item, Plan) and its_plan == measures_plan:
            continue
        is_position_s = isinstance(item, Position) or (isinstance(item, Plan) and its_plan == item.pk)
        if is_position_s:
            yield Touch(Tie.MEASURES, "measure", measure)
        else:
            yield Touch(Tie.IMPLEMENTS, "position", position)


def _conflicts(organisation: Organisation, named: Q) -> Iterator[Touch]:
    rows = Conflict.objects.filter(named, organisation=organisation).order_by("title", "pk")
    for pk, status in rows.values_list("pk", "status"):
        yield Touch(Tie.CONFLICTS, "conflict", pk, word=str(Conflict.Status(status).label))
