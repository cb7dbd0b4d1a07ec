"""How goals and directions fare under each scenario: the matrix on a strategy's page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.asking import Asking, ask, beside, known
from goals.models import Goal
from pages.guards import Viewer
from pages.strategy.parts import Head, Part, PartLine, PartTable
from pages.things import Thing, goal_thing, part_thing
from planning.models import Position
from planning.selectors.plans import plans_shown
from strategy.models import PlanningStrategy, Robustness, Scenario
from strategy.policies import can_run_strategy
from strategy.selectors.scenarios import directions_of, robustness_shown, scenarios_shown

TONES = {
    Robustness.Verdict.HOLDS: "ok",
    Robustness.Verdict.PARTLY: "partial",
    Robustness.Verdict.FAILS: "broken",
}
CELLS = "strategy/robustness_cells.html"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is judged of a goal or direction under one scenario; addresses as the viewer's rights allow."""

    scenario: Scenario
    verdict: Robustness | None
    tone: str
    url: str
    edit_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLine(PartLine):
    """A goal or a direction with a cell for each scenario."""

    cells: tuple[Cell, ...]

    @property
    def is_judged(self) -> bool:
        """Whether anybody has judged it under any scenario."""
        return any(cell.verdict for cell in self.cells)

    @property
    def is_filled(self) -> bool:
        return all(cell.verdict for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustnessPart(Part):
    """What is judged; and, folded away for whoever may judge, what nobody has judged under any scenario."""

    unjudged: tuple[MatrixLine, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The scenarios in their order, and the lines, goals before directions."""

    scenarios: tuple[Scenario, ...]
    lines: tuple[MatrixLine, ...]


def robustness_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[RobustnessPart]:
    """The matrix as a part of the page. Asked for in one step."""
    matrix = yield from matrix_asked(viewer, strategy)
    at = [viewer.organisation.slug, strategy.pk]
    can_judge = bool(matrix.scenarios) and can_run_strategy(viewer.standing)
    unjudged = tuple(line for line in matrix.lines if not line.is_judged)
    return RobustnessPart(
        name="robustness",
        kind="robustness",
        has_gaps=True,
        title=_("How goals and directions hold under each scenario"),
        note=_("What holds whatever comes can be decided now; what does not is to be watched."),
        table=table_of(matrix.scenarios, viewer.organisation.language),
        lines=[line for line in matrix.lines if line.is_judged],
        unjudged=unjudged,
        below="strategy/robustness_below.html" if unjudged else "",
        create_url=reverse("strategy:robustness_create", args=at) if can_judge else "",
        create_words=_("Judge another goal or direction"),
        nothing=_("Nothing is judged under a scenario"),
    )


def table_of(scenarios: Iterable[Scenario], language: str) -> PartTable:
    """A column for each scenario."""
    first = Head(gettext_lazy("Goal or direction"))
    return PartTable((first, *(Head(each.title, language=language) for each in scenarios)), CELLS)


def matrix_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[Matrix]:
    """What is judged; for whoever may judge also the uppermost own goals and the directions that are not."""
    organisation, to_member = viewer.organisation, viewer.is_member
    is_judge = can_run_strategy(viewer.standing)
    of_strategy = scenarios_shown(organisation, to_member=to_member).filter(strategy=strategy)
    said = robustness_shown(organisation, to_member=to_member).filter(scenario__strategy=strategy)
    names = ("goal__framework__organisation", "position__plan__organisation")
    scenarios, verdicts, goals, directions = yield from beside(
        ask(of_strategy.order_by("order", "pk")),
        ask(said.select_related(*names).order_by("pk")),
        ask(_uppermost_goals(viewer)) if is_judge else known([]),
        ask(_directions(viewer)) if is_judge else known([]),
    )
    if not scenarios:
        return Matrix((), ())
    subjects = {subject_of(each): subject for each in verdicts if (subject := each.goal or each.position)}
    subjects |= {f"goal-{each.pk}": each for each in goals}
    subjects |= {f"position-{each.pk}": each for each in directions}
    judged = {(subject_of(each), each.scenario_id): each for each in verdicts}
    lines = [
        _line(viewer, subject, scenarios, {pk: v for (of, pk), v in judged.items() if of == name})
        for name, subject in sorted(subjects.items(), key=_place)
    ]
    return Matrix(tuple(scenarios), tuple(lines))


def subject_of(said: Any) -> str:
    """What is judged, as forms and addresses name it: `goal-12`, `position-4`."""
    return f"goal-{said.goal_id}" if said.goal_id else f"position-{said.position_id}"


def _uppermost_goals(viewer: Viewer) -> QuerySet[Goal]:
    """The organisation's own goals that hold today and are under no other."""
    own = Goal.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=viewer.organisation.today()),
        framework__organisation=viewer.organisation,
        parent__isnull=True,
        superseded_by__isnull=True,
    )
    return own.select_related("framework__organisation").order_by("pk")


def _directions(viewer: Viewer) -> QuerySet[Position]:
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member).order_by().values("pk")
    found = directions_of(viewer.organisation).filter(plan__in=plans)
    return found.select_related("plan__organisation").order_by("pk")


def _place(named: tuple[str, Goal | Position]) -> tuple[bool, int, str, int]:
    """Goals by framework and code, then directions by plan and place."""
    subject = named[1]
    if isinstance(subject, Goal):
        return False, subject.framework_id, subject.code or subject.title, subject.pk
    return True, subject.plan_id, f"{subject.order:06}", subject.pk


def _line(
    viewer: Viewer,
    subject: Goal | Position,
    scenarios: Iterable[Scenario],
    verdicts: Mapping[int, Robustness],
) -> MatrixLine:
    of = f"goal-{subject.pk}" if isinstance(subject, Goal) else f"position-{subject.pk}"
    name: Thing
    if isinstance(subject, Goal):
        name, whose = goal_thing(viewer.organisation, subject), subject.framework.title
        owner = subject.framework.organisation
    else:
        name, whose = part_thing(viewer.organisation, subject), subject.plan.title
        owner = subject.plan.organisation
    return MatrixLine(
        anchor=f"robustness-{of}",
        mark=of,
        name=name,
        sub=whose,
        sub_language=owner.language,
        cells=tuple(_cell(viewer, of, each, verdicts.get(each.pk)) for each in scenarios),
    )


def _cell(viewer: Viewer, of: str, scenario: Scenario, verdict: Robustness | None) -> Cell:
    at = [viewer.organisation.slug, scenario.strategy_id]
    url = edit_url = ""
    if verdict and viewer.is_member:
        url = reverse("strategy:robustness_detail", args=[*at, verdict.pk])
    if can_run_strategy(viewer.standing):
        asked = urlencode({"subject": of, "scenario_id": scenario.pk})
        create_url = f"{reverse('strategy:robustness_create', args=at)}?{asked}"
        edit_url = reverse("strategy:robustness_edit", args=[*at, verdict.pk]) if verdict else create_url
    tone = TONES[Robustness.Verdict(verdict.verdict)] if verdict else "neutral"
    return Cell(scenario, verdict, tone, url, edit_url)
