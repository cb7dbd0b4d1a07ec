"""Whose overview a document shows: the organisation's, or a unit's with those under it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.models import AlignmentReport
from pages.chains import GoalRow
from pages.dashboard import selectors as dashboard
from pages.dashboard.answering import GoalGroup, OpenConflict, UnitOverview, UnitPlan, unit_overview
from pages.dashboard.comparing import Comparison, Since
from pages.dashboard.measuring import LateMeasure, MeasureFigures
from pages.dashboard.selectors import FrameworkPart, StageLine, TargetFigures, UnitFindings
from pages.dashboard.units import UnitTree
from pages.guards import Viewer
from pages.reporting.selectors import Comparison as Changes
from pages.reporting.sentences import sentences_of
from pages.reporting.unit_sentences import unit_sentences
from pages.sentences import FindingRow

Number = float | Decimal | None


@dataclass(frozen=True, slots=True)
class Score:
    """The mean score of the goals that count, how it has moved, and what it is the mean of."""

    name: str
    mean: Number
    now: Number
    before: Number
    goals: int
    note: str


@dataclass(frozen=True, slots=True)
class Goals:
    """A group of goals under a heading; `nothing` is said where there are none."""

    heading: str
    name: str
    rows: Sequence[GoalRow]
    more: int
    nothing: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document shows of its subject; without a report nothing but that there is none."""

    title: str
    about: str
    report: AlignmentReport | None
    under: tuple[str, ...] = ()
    """The units under a unit, which are counted with it."""
    compared: Comparison | None = None
    score: Score | None = None
    measures: MeasureFigures | None = None
    targets: TargetFigures | None = None
    stages: Sequence[StageLine] = ()
    goals: tuple[Goals, ...] = ()
    frameworks: Sequence[FrameworkPart] = ()
    decisions: Sequence[FindingRow] = ()
    more_decisions: int = 0
    units: Sequence[UnitFindings] = ()
    conflicts: Sequence[OpenConflict] = ()
    plans: Sequence[UnitPlan] = ()
    late: Sequence[LateMeasure] = ()
    is_unit: bool = False
    sentences: Sequence[object] = ()
    """What has changed since the earlier report."""

    @property
    def is_compared(self) -> bool:
        """Whether there is an earlier report to compare with."""
        return bool(self.compared and self.compared.on)


def organisation_subject(viewer: Viewer, since: Since) -> Subject:
    """The whole organisation; what has changed is told with it, if `since` says so."""
    found = dashboard.overview(viewer, since)
    about = _("Do the plans pull the same way as the goals?")
    if found.report is None:
        return Subject(_("Overview"), about, None)
    rows = (*found.goals, *found.stronger_goals)
    nothing = _("The organisation has no goals of its own")
    compared = found.comparison
    return Subject(
        title=_("Overview"),
        about=about,
        report=found.report,
        compared=compared,
        score=_own_score(found),
        measures=found.measures,
        targets=found.targets,
        stages=found.stages,
        goals=(
            Goals(_("Own goals, the weakest chain first"), _("Own goals"), rows, found.more_goals, nothing),
        ),
        frameworks=found.frameworks,
        decisions=found.decisions,
        more_decisions=found.more_decisions,
        units=found.units,
        sentences=_sentences(compared, sentences_of),
    )


def _own_score(found: dashboard.Overview) -> Score:
    counted = found.own.get("tracked_goals") or 0
    words = ngettext(
        "Mean over %(n)d goal. A goal gets 100 when all six stages of its chain hold.",
        "Mean over %(n)d goals. A goal gets 100 when all six stages of its chain hold.",
        counted,
    )
    mean = found.own.get("mean_chain_score")
    before = found.comparison.mean if found.comparison else None
    return Score(_("The own goals' chain score"), mean, mean, before, counted, words % {"n": counted})


def unit_subject(viewer: Viewer, key: str, since: Since) -> Subject:
    """A unit with those under it; raises `Http404` if there is none of that key."""
    tree = UnitTree(viewer.organisation)
    unit = tree.by_key.get(key)
    if unit is None:
        raise Http404
    found = unit_overview(viewer, tree, unit, since)
    compared = found.comparison
    about = _("Do its plans pull the same way as the goals?")
    if found.report is None:
        return Subject(unit.name, about, None, is_unit=True)
    return Subject(
        title=unit.name,
        about=about,
        report=found.report,
        under=tuple(each.name for each in found.inner),
        compared=compared,
        score=_unit_score(found),
        measures=found.measures,
        targets=found.targets,
        stages=found.score.stages if found.score else (),
        goals=_unit_goals(found),
        decisions=found.decisions,
        more_decisions=found.more_decisions,
        units=found.units,
        conflicts=found.conflicts,
        plans=found.plans,
        late=found.late_measures,
        is_unit=True,
        sentences=_sentences(compared, unit_sentences),
    )


def _unit_score(found: UnitOverview) -> Score | None:
    score = found.score
    if score is None:
        return None
    words = ngettext(
        "Mean over the %(n)d goal of the organisation that the unit, or one under it, answers for.",
        "Mean over the %(n)d goals of the organisation that the unit, or one under it, answers for.",
        score.goals,
    )
    name = _("Chain score of the goals that it answers for")
    return Score(name, score.mean, score.now, score.before, score.goals, words % {"n": score.goals})


def _unit_goals(found: UnitOverview) -> tuple[Goals, ...]:
    def group(heading: str, name: str, goals: GoalGroup, nothing: str = "") -> Goals:
        return Goals(heading, name, (*goals.rows, *goals.stronger), goals.more, nothing)

    return (
        group(
            _("Goals that it answers for, the weakest chain first"),
            _("Goals that it answers for"),
            found.own_goals,
            _("The unit answers for no goal that is followed up"),
        ),
        group(
            _("Goals on lower levels that it answers for, and that no score counts"),
            _("Goals on lower levels"),
            found.lower_goals,
        ),
        group(
            _("Further goals that it bears on"),
            _("Further goals"),
            found.borne_on,
            _("Nothing in effect that the unit answers for is linked to another goal."),
        ),
    )


def _sentences(compared: Comparison | None, told: Callable[[Changes], list[SafeString]]) -> Sequence[object]:
    """What has changed since the earlier report, a sentence each."""
    return told(compared.changes) if compared and compared.changes else ()
