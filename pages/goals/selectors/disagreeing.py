"""The pairs of own goals whose targets contradict each other, as a list, and one pair side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alignment.models import Finding, GoalAlignment
from alignment.services.findings import can_acknowledge
from core.asking import Asking, answered, ask, ask_first, beside
from goals.models import Evidence, EvidenceGoal, Framework, Goal, Indicator, Observation, Target
from goals.policies import can_change_goal, can_state_of_goal
from organisations.policies import EDITING
from pages.findings.selectors import findings_shown
from pages.goals.chart import Chart, Data, Named, chart
from pages.goals.selectors.clashes import Clash, clashes, own_targets, own_targets_asked
from pages.goals.selectors.detail import goal_seen
from pages.goals.selectors.followup import (
    TargetRow,
    along,
    observations_of,
    path_of,
    series,
    target_row,
    value_of,
    worded,
)
from pages.guards import Viewer
from pages.reports import goal_alignments
from pages.sentences import DISAGREE, mend_url, references
from pages.things import Thing, goal_thing, gone, plan_thing, things
from planning.models import Plan
from planning.selectors.plans import plans_shown

PAIRS_PER_PAGE = 25
LONGEST_NAME = 48
SIDES = ("first", "second")


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two goals of the list; without clashes their targets have been put right since the report was made."""

    first: Thing
    second: Thing
    url: str
    clashes: tuple[Clash, ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Source:
    """A plan that lays a goal down: where and when it was decided."""

    thing: Thing
    plan: Plan


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two goals, and where it comes from; `evidence` is for members."""

    goal: Goal
    thing: Thing
    framework: Framework
    sources: tuple[Source, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class YearOfBoth:
    """A year: what was measured, and what the way to each target and each target ask for."""

    year: int
    outcome: str
    forecast: str
    asked: tuple[tuple[str, str], ...]
    """Of each side the way to its target and the target."""
    differs: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator whose targets contradict each other; `targets` are those of each side."""

    indicator: Indicator
    clashes: tuple[Clash, ...]
    targets: tuple[list[TargetRow], ...]
    latest: str
    latest_year: int | None
    years: list[YearOfBoth]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that the viewer may do about it."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """Two goals side by side; nothing is compared where their targets agree (any more)."""

    first: Side
    second: Side
    compared: list[Compared]
    acts: list[Act]
    finding: Finding | None

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both."""
        return self.first, self.second


# The list ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the pairs that the latest report finds."""

    page: Page[Finding]
    rows: list[PairRow]


def disagreement_listing(viewer: Viewer, number: str | None) -> Listing:
    """The pairs that the latest report finds, gravest first. At most six queries."""
    page = Paginator(findings_shown(viewer).filter(code=DISAGREE), PAIRS_PER_PAGE).get_page(number)
    found = list(page.object_list)
    named = {reference for finding in found for reference in references(finding)}
    known = things(viewer.organisation, named)
    targets = own_targets(viewer, [pk for _kind, pk in named])
    return Listing(page, [_pair_row(viewer, finding, known, targets) for finding in found])


def _pair_row(
    viewer: Viewer,
    finding: Finding,
    known: dict[tuple[str, int], Thing],
    targets: dict[int, list[Target]],
) -> PairRow:
    ends = [(subject["kind"], subject.get("id") or 0) for subject in finding.subjects]
    first, second = (known.get(end, gone()) for end in ends)
    of_first, of_second = (targets.get(pk, []) for _kind, pk in ends)
    url = mend_url(finding, viewer.organisation)
    return PairRow(first, second, url, tuple(clashes(of_first, of_second)), finding)


# One pair ----------------------------------------------------------------------------------------


def disagreement_page(viewer: Viewer, *names: tuple[str, str]) -> DisagreementPage:
    """Two own goals, each by framework and key, side by side. Four queries.

    Raises `Http404` as the page of either goal does, and for a goal beside itself.
    """
    goals = [goal_seen(viewer, viewer.organisation.key, *name) for name in names]
    if goals[0].pk == goals[1].pk:
        raise Http404
    rows, targets, (first, second), finding = answered(
        beside(
            ask(goal_alignments(viewer).filter(goal__in=goals).order_by()),
            own_targets_asked(viewer, [goal.pk for goal in goals]),
            _sides_asked(viewer, goals),
            _finding_asked(viewer, goals),
        )
    )
    # A goal outside the report (not valid today, superseded) contradicts nothing.
    alignments = {row.goal_id: row for row in rows}
    found = clashes(*(targets.get(goal.pk, []) if goal.pk in alignments else [] for goal in goals))
    return DisagreementPage(
        first=first,
        second=second,
        compared=_compared(viewer, (first, second), found, list(alignments.values())),
        acts=_acts(viewer, found, (first, second), finding),
        finding=finding,
    )


def _sides_asked(viewer: Viewer, goals: Sequence[Goal]) -> Asking[list[Side]]:
    ids = {goal.framework_id for goal in goals}
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member).filter(framework__in=ids)
    shown = EvidenceGoal.objects.filter(goal__in=goals).select_related("evidence").order_by("pk")
    found, laid_down, rows = yield from beside(
        ask(Framework.objects.filter(pk__in=ids).order_by()),
        ask(plans.select_related("organisation").order_by("-adopted_on", "title", "pk")),
        ask(shown if viewer.is_member else shown.none()),
    )
    frameworks = {framework.pk: framework for framework in found}
    evidence: dict[int, list[Evidence]] = {}
    for row in rows:
        evidence.setdefault(row.goal_id, []).append(row.evidence)
    return [
        Side(
            goal=goal,
            thing=goal_thing(viewer.organisation, goal),
            framework=frameworks[goal.framework_id],
            sources=tuple(
                Source(plan_thing(viewer.organisation, plan), plan)
                for plan in laid_down
                if plan.framework_id == goal.framework_id
            ),
            evidence=tuple(evidence.get(goal.pk, ())),
        )
        for goal in goals
    ]


def _finding_asked(viewer: Viewer, goals: Sequence[Goal]) -> Asking[Finding | None]:
    """The finding of the latest report about the two, in whatever order."""
    found = findings_shown(viewer).filter(code=DISAGREE)
    for goal in goals:
        found = found.filter(subjects__contains=[{"kind": "goal", "id": goal.pk}])
    return (yield from ask_first(found))


def _compared(
    viewer: Viewer, sides: Sequence[Side], found: Sequence[Clash], alignments: Sequence[GoalAlignment]
) -> list[Compared]:
    """The clashes by indicator, with pictures. One query."""
    grouped: dict[int, list[Clash]] = {}
    for clash in found:
        grouped.setdefault(clash.indicator.pk, []).append(clash)
    indicators = [inside[0].indicator for inside in grouped.values()]
    observed = observations_of(viewer, indicators) if indicators else {}
    counted = {each["name"]: each for row in alignments for each in row.targets}
    return [_of_indicator(sides, inside, observed.get(pk, []), counted) for pk, inside in grouped.items()]


def _of_indicator(
    sides: Sequence[Side],
    found: Sequence[Clash],
    observations: Sequence[Observation],
    counted: dict[str, Any],
) -> Compared:
    indicator = found[0].indicator
    targets = [
        list({getattr(clash, end).pk: getattr(clash, end) for clash in found}.values()) for end in SIDES
    ]
    outcomes = {each.year: each for each in observations if each.kind == Observation.Kind.OUTCOME}
    forecasts = {each.year: each for each in observations if each.kind == Observation.Kind.FORECAST}
    latest = max(outcomes, default=None)
    data = Data(
        outcomes=series(outcomes),
        forecasts=series(forecasts),
        named=[
            Named(kind, Truncator(side.thing.text).chars(LONGEST_NAME), path_of(each), _aim(each))
            for kind, side, inside in zip(SIDES, sides, targets, strict=True)
            for each in inside
        ],
    )
    return Compared(
        indicator=indicator,
        clashes=tuple(found),
        targets=tuple([target_row(indicator, each, counted) for each in inside] for inside in targets),
        latest=worded(indicator, value_of(outcomes.get(latest or 0))),
        latest_year=latest,
        years=_years(indicator, targets, outcomes, forecasts),
        chart=chart(data) if indicator.value_type == Indicator.ValueType.NUMBER else None,
    )


def _aim(target: Target) -> list[tuple[int, Decimal]]:
    return [] if target.value is None else [(target.year, target.value)]


def _years(
    indicator: Indicator,
    targets: Sequence[Sequence[Target]],
    outcomes: dict[int, Observation],
    forecasts: dict[int, Observation],
) -> list[YearOfBoth]:
    """The picture as numbers, year by year."""
    paths = [[path for each in inside if (path := path_of(each))] for inside in targets]
    wanted = [{each.year: each.value for each in inside} for inside in targets]
    asked_for = {year for of_side in wanted for year in of_side}
    begun = {path[0][0] for of_side in paths for path in of_side}
    rows = []
    for year in sorted({*outcomes, *forecasts, *asked_for, *begun}):
        ways = [along(of_side, year) for of_side in paths]
        aims = [of_side.get(year) for of_side in wanted]
        rows.append(
            YearOfBoth(
                year,
                worded(indicator, value_of(outcomes.get(year))),
                worded(indicator, value_of(forecasts.get(year))),
                tuple(
                    (worded(indicator, way), worded(indicator, aim))
                    for way, aim in zip(ways, aims, strict=True)
                ),
                aims[0] != aims[1] or (None not in ways and ways[0] != ways[1]),
            )
        )
    return rows


# What can be done --------------------------------------------------------------------------------


def _acts(
    viewer: Viewer, found: Sequence[Clash], sides: Sequence[Side], finding: Finding | None
) -> list[Act]:
    """What the viewer may do: only what they may, and only what there is a page for."""
    organisation, standing = viewer.organisation, viewer.standing
    slug = organisation.slug
    acts: list[Act] = []
    for end, side in zip(SIDES, sides, strict=True):
        targets = {getattr(clash, end).pk: getattr(clash, end) for clash in found}
        if can_state_of_goal(standing, organisation, side.goal):
            words = _("Change the target “%(target)s” of %(goal)s")
            acts += [
                Act(
                    words % {"target": target, "goal": side.thing},
                    reverse("goals:target_edit", args=[slug, side.goal.pk, pk]),
                )
                for pk, target in targets.items()
            ]
        if targets and can_change_goal(standing, organisation, side.goal):
            address = reverse("goals:own_goal_edit", args=[slug, side.goal.framework_id, side.goal.pk])
            words = _("Say that %(goal)s is no longer valid or has been superseded")
            acts.append(Act(words % {"goal": side.thing}, address))
    if finding and standing.role in EDITING:
        address = reverse("conflicts:conflict_create", args=[slug])
        acts.append(Act(_("Register it as a conflict of interest"), f"{address}?brist={finding.pk}"))
    if finding and not finding_is_acknowledged(viewer, finding) and can_acknowledge(standing, finding):
        address = reverse("findings:finding_acknowledge", args=[slug, finding.pk])
        acts.append(Act(_("Acknowledge the finding, with a reason"), address))
    touched = _("See what is touched if %(goal)s is changed")
    acts += [Act(touched % {"goal": side.thing}, f"{side.thing.url}beror/") for side in sides]
    return acts


def finding_is_acknowledged(viewer: Viewer, finding: Finding) -> bool:
    """Whether somebody has acknowledged it, as far as the viewer may know."""
    return viewer.is_member and finding.acknowledged_at is not None
