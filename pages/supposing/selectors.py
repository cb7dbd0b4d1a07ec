"""The page of what would be: what is supposed, what can be supposed besides, and what would come of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alignment import engine
from alignment.models import Finding
from alignment.selectors.supposing import Supposed
from core.asking import Asking, ask, beside
from core.templatetags.ui import day
from goals.models import Goal
from organisations.models import Unit
from pages.chains import GoalRow, goal_row
from pages.guards import Viewer
from pages.naming import Names
from pages.sentences import FindingRow, finding_rows_asked
from pages.supposing.forms import ADOPT, DROP, FUND, READY, REPEAL, MoveForm, Supposing
from pages.things import Thing, part_thing, plan_thing
from planning.models import Measure, Plan
from planning.selectors.plans import plans_shown

MOST_SHOWN = 25
MOST_CHOICES = 12
VERBS: dict[str, str | Promise] = {
    DROP: _("Dropped"),
    FUND: _("Paid for"),
    READY: _("Ready by another day"),
    ADOPT: _("Adopted"),
    REPEAL: _("Repealed"),
}
UNPAID = (Measure.Funding.UNKNOWN, Measure.Funding.UNFUNDED, Measure.Funding.APPLIED)


@dataclass(frozen=True, slots=True)
class Line:
    """A decision that is supposed, and the query without it."""

    verb: str | Promise
    thing: Thing
    detail: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure or plan that something can be supposed of: `ways` are words and queries."""

    thing: Thing
    ways: tuple[tuple[str | Promise, str], ...]
    moving: MoveForm | None = None
    """A measure's form for another day."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be supposed: what was searched for, else what waits for a decision."""

    measures: list[Choice]
    plans: list[Choice]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would come of it. `goals` whose chain would break first, then by how much they change."""

    mean: engine.Change[float]
    broken: int
    mended: int
    goals: list[GoalRow]
    more_goals: int
    only_numbers: int
    """Goals whose chains stay as they are, but that more or less supports or opposes."""
    plans: list[tuple[Thing, engine.PlanDifference]]
    findings_new: list[FindingRow]
    findings_gone: list[FindingRow]
    new: int
    gone: int
    is_complete: bool


def lines_asked(viewer: Viewer, names: Names, supposing: Supposing) -> Asking[list[Line]]:
    """What is supposed, in words; what the viewer is not shown is left out."""
    decisions = supposing.decisions
    of_measures, of_plans = yield from beside(
        names.parts_asked(_measures(viewer).filter(pk__in=decisions.measures).order_by()),
        names.plans_asked(_plans(viewer).filter(pk__in=decisions.plans).order_by()),
    )
    measures = {each.pk: each for each in of_measures}
    plans = {each.pk: each for each in of_plans}
    found: list[Line] = []
    for name, ids in supposing.sets.items():
        things = measures if name in {DROP, FUND} else plans
        found += [
            Line(VERBS[name], _thing(viewer, things[pk]), "", supposing.lacking(name, pk))
            for pk in sorted(ids)
            if pk in things
        ]
    return found + [
        Line(VERBS[READY], _thing(viewer, measures[pk]), day(end), supposing.lacking(READY, pk))
        for pk, end in sorted(supposing.ends.items())
        if pk in measures
    ]


def choices_asked(
    viewer: Viewer, names: Names, supposing: Supposing, text: str, moving: MoveForm | None
) -> Asking[Choices]:
    """Measures and plans with the text in code or name; without a text those that wait for a decision.

    `moving` is the form of one of the measures as it was sent.
    """
    measures, plans = (
        _measures(viewer).exclude(status="cancelled"),
        _plans(viewer).exclude(status__in=Plan.PAST),
    )
    if text:
        measures = measures.filter(Q(title__icontains=text) | Q(code=text))
        plans = plans.filter(title__icontains=text)
    else:
        measures = measures.filter(funding__in=UNPAID).exclude(status=Measure.Status.DONE)
        plans = plans.filter(status__in=Plan.PROPOSED)
    first_measures = measures.order_by("title", "pk")[:MOST_CHOICES]
    first_plans = plans.order_by("title", "pk")[:MOST_CHOICES]
    found_measures, found_plans = yield from beside(
        names.parts_asked(first_measures, "end", "funding"), names.plans_asked(first_plans, "status")
    )
    return Choices(
        [_measure(viewer, supposing, each, moving) for each in found_measures],
        [_plan(viewer, supposing, each) for each in found_plans],
    )


def outcome_asked(viewer: Viewer, names: Names, made: Supposed | None) -> Asking[Outcome | None]:
    """The report as it would be, beside the one of today, in words; none if it could not be reckoned."""
    if made is None:
        return None
    there = [goal for goal in made.difference.goals if goal.score.after is not None]
    changed = sorted(
        (goal for goal in there if goal.score or goal.stages),
        key=lambda goal: (not goal.is_own, not goal.is_broken, _moved(goal), goal.name),
    )
    goals, plans, new, gone = yield from beside(
        _goals(viewer, names, made, changed[:MOST_SHOWN]),
        _changed_plans(viewer, names, made),
        _findings(viewer, made.findings_new),
        _findings(viewer, made.findings_gone),
    )
    return Outcome(
        mean=made.difference.mean_chain_score,
        broken=sum(goal.is_broken for goal in changed),
        mended=sum(goal.is_mended for goal in changed),
        goals=goals,
        more_goals=max(0, len(changed) - MOST_SHOWN),
        only_numbers=len(there) - len(changed),
        plans=plans,
        findings_new=new,
        findings_gone=gone,
        new=len(made.findings_new),
        gone=len(made.findings_gone),
        is_complete=made.is_complete,
    )


def _moved(goal: engine.GoalDifference) -> int:
    """How the score moves: what loses most comes first."""
    return (goal.score.after or 0) - (goal.score.before or 0)


def _goals(
    viewer: Viewer, names: Names, made: Supposed, shown: Sequence[engine.GoalDifference]
) -> Asking[list[GoalRow]]:
    ids = [made.goal_ids[goal.name] for goal in shown]
    goals = yield from names.goals_asked(Goal.objects.filter(pk__in=ids).order_by())
    known = {goal.pk: goal for goal in goals}
    return [
        goal_row(viewer.organisation, known[pk], made.goals[pk], change=_moved(goal))
        for pk, goal in zip(ids, shown, strict=True)
        if pk in known
    ]


def _changed_plans(
    viewer: Viewer, names: Names, made: Supposed
) -> Asking[list[tuple[Thing, engine.PlanDifference]]]:
    found = {made.plan_ids[each.name]: each for each in made.difference.plans if each.name in made.plan_ids}
    plans = yield from names.plans_asked(Plan.objects.filter(pk__in=found).order_by("title", "pk"))
    return [(plan_thing(viewer.organisation, plan), found[plan.pk]) for plan in plans]


def _findings(viewer: Viewer, found: Iterable[Finding]) -> Asking[list[FindingRow]]:
    """The first findings as sentences, those that politicians decide first."""
    order = sorted(found, key=lambda one: (one.decides != "politicians", one.severity_order, one.fingerprint))
    shown = order[:MOST_SHOWN]
    acting = Unit.objects.filter(pk__in={one.unit_id for one in shown if one.unit_id}).order_by()
    units = {unit.pk: unit for unit in (yield from ask(acting.only("name")))}
    for one in shown:
        one.unit = units.get(one.unit_id or 0)
    return (yield from finding_rows_asked(shown, viewer.organisation))


def _measures(viewer: Viewer) -> Any:
    return Measure.objects.filter(plan__in=_plans(viewer))


def _plans(viewer: Viewer) -> Any:
    return plans_shown(viewer.organisation, to_member=viewer.is_member)


def _measure(viewer: Viewer, supposing: Supposing, measure: Measure, moving: MoveForm | None) -> Choice:
    ways = [(_("Drop"), supposing.having(DROP, measure.pk))]
    if measure.funding in UNPAID:
        ways.append((_("Pay for"), supposing.having(FUND, measure.pk)))
    form = MoveForm(initial={"atgard": measure.pk, "nytt_klart": measure.end})
    if moving is not None and moving.data.get("atgard") == str(measure.pk):
        form = moving
    form.auto_id = f"id_{measure.pk}_%s"
    return Choice(_thing(viewer, measure), tuple(ways), form)


def _plan(viewer: Viewer, supposing: Supposing, plan: Plan) -> Choice:
    ways = [(_("Repeal"), supposing.having(REPEAL, plan.pk))]
    if plan.status in Plan.PROPOSED:
        ways = [(_("Adopt"), supposing.having(ADOPT, plan.pk))]
    return Choice(_thing(viewer, plan), tuple(ways))


def _thing(viewer: Viewer, item: Measure | Plan) -> Thing:
    if isinstance(item, Plan):
        return plan_thing(viewer.organisation, item)
    return part_thing(viewer.organisation, item)
