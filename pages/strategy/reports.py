"""Situation reports on a strategy's page, and the dependencies between units that come out of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from core.asking import Asking, ask, beside
from organisations.models import Unit
from pages.dashboard.units import unit_thing
from pages.guards import Viewer
from pages.strategy.parts import Head, Part, PartLine, PartTable
from pages.things import Thing, part_thing
from strategy.models import Cooperation, PlanNeed, PlanningStrategy, SituationReport
from strategy.policies import can_run_strategy, can_write_report
from strategy.selectors.reports import cooperations_in, reports_in
from strategy.services.reports import TEXTS

REPORTS = PartTable(
    heads=(
        Head(gettext_lazy("Unit and year")),
        Head(gettext_lazy("Situation")),
        Head(gettext_lazy("Plans")),
        Head(gettext_lazy("Challenges at the growth goal")),
        Head(gettext_lazy("Needs of investment")),
        Head(gettext_lazy("State")),
    ),
    cells="strategy/report_cells.html",
)
COOPERATIONS = PartTable(
    heads=(
        Head(gettext_lazy("What it is about")),
        Head(gettext_lazy("Asked by")),
        Head(gettext_lazy("Together with")),
        Head(gettext_lazy("What became of it")),
    ),
    cells="strategy/cooperation_cells.html",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine(PartLine):
    """A unit's report; `cooperate_url` is where its writers say with whom it would work together."""

    report: SituationReport
    cooperate_url: str

    @property
    def texts(self) -> list[str | None]:
        """What it says, in the order of the columns."""
        return [getattr(self.report, name) for name in TEXTS]

    @property
    def is_handed_in(self) -> bool:
        """Whether it is part of the strategy's ground."""
        return self.report.state == SituationReport.State.HANDED_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationLine(PartLine):
    """What two units would do together, and what has become of it.

    `take_url` and `measure_url` are where it becomes a plan need or a measure, as long as it is neither.
    """

    asked_by: Thing
    together_with: Thing
    need: Thing | None
    measure: Thing | None
    take_url: str
    measure_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports(Part):
    """The reports, and which departments have handed in none of the latest year, in words."""

    summary: str


def reports_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[Reports]:
    """The reports of the term's years, in one step."""
    departments = viewer.organisation.units.filter(kind=Unit.Kind.DEPARTMENT).order_by("name", "pk")
    found, units = yield from beside(ask(reports_in(viewer.organisation, strategy.term)), ask(departments))
    at = [viewer.organisation.slug, strategy.pk]
    can_begin = can_write_report(viewer.standing, None)
    return Reports(
        name="reports",
        kind="report",
        title=_("Situation reports"),
        note=_("What each unit reports once a year, with the budget: working material for members."),
        table=REPORTS,
        lines=report_lines(viewer, strategy, found),
        create_url=reverse("strategy:report_create", args=at) if can_begin else "",
        create_words=_("Write a report"),
        above="strategy/report_above.html",
        nothing=_("No unit has reported in this term"),
        summary=_summary(found, units),
    )


def report_lines(
    viewer: Viewer, strategy: PlanningStrategy, reports: Sequence[SituationReport]
) -> list[ReportLine]:
    """A line for each report."""
    return [_report_line(viewer, strategy, report) for report in reports]


def _report_line(viewer: Viewer, strategy: PlanningStrategy, report: SituationReport) -> ReportLine:
    at = [viewer.organisation.slug, strategy.pk]
    can_write = can_write_report(viewer.standing, report.unit_id)
    asked = urlencode({"report": report.pk})
    return ReportLine(
        anchor=f"report-{report.pk}",
        name=Thing(str(report), language=viewer.organisation.language),
        url=reverse("strategy:report_detail", args=[*at, report.pk]),
        edit_url=reverse("strategy:report_edit", args=[*at, report.pk]) if can_write else "",
        edit_words=pgettext("a link", "Change"),
        report=report,
        cooperate_url=f"{reverse('strategy:cooperation_create', args=at)}?{asked}" if can_write else "",
    )


def _summary(reports: Sequence[SituationReport], departments: Sequence[Unit]) -> str:
    """How many departments have handed in their report of the latest year that there is one of."""
    if not reports or not departments:
        return ""
    year = max(report.year for report in reports)
    handed_in = {
        report.unit_id
        for report in reports
        if report.year == year and report.state == SituationReport.State.HANDED_IN
    }
    missing = [unit.name for unit in departments if unit.pk not in handed_in]
    if not missing:
        return _("All departments have handed in their report of %(year)d.") % {"year": year}
    words = {"n": len(missing), "year": year, "names": ", ".join(missing)}
    return (
        ngettext(
            "%(n)d department has handed in no report of %(year)d: %(names)s.",
            "%(n)d departments have handed in no report of %(year)d: %(names)s.",
            len(missing),
        )
        % words
    )


def cooperations_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[Part]:
    """What units would do together, as the term's reports say, in one step."""
    found, needs = yield from beside(
        ask(cooperations_in(viewer.organisation, strategy.term)),
        ask(needs_from_cooperation(strategy)),
    )
    return Part(
        name="cooperations",
        kind="cooperation",
        title=_("Dependencies between units"),
        note=_(
            "Areas in which the reports ask to work together with another unit. Each can become a plan need, "
            "or a measure of a plan that is being drawn up."
        ),
        table=COOPERATIONS,
        lines=cooperation_lines(viewer, strategy, found, needs),
        nothing=_("No report asks to work together with another unit"),
    )


def needs_from_cooperation(strategy: PlanningStrategy) -> Any:
    """The strategy's plan needs that come from what units would do together."""
    return strategy.plan_needs.filter(cooperation__isnull=False).select_related("plan")


def cooperation_lines(
    viewer: Viewer,
    strategy: PlanningStrategy,
    cooperations: Sequence[Cooperation],
    needs: Sequence[PlanNeed],
) -> list[CooperationLine]:
    """A line for each, with the plan need that it has become."""
    become = {need.cooperation_id: need for need in needs}
    return [_cooperation_line(viewer, strategy, each, become.get(each.pk)) for each in cooperations]


def _cooperation_line(
    viewer: Viewer, strategy: PlanningStrategy, each: Cooperation, need: PlanNeed | None
) -> CooperationLine:
    organisation, at = viewer.organisation, [viewer.organisation.slug, strategy.pk]
    language = organisation.language
    can_write = can_write_report(viewer.standing, each.report.unit_id)
    is_open = need is None and each.measure is None and can_run_strategy(viewer.standing)
    asked = urlencode({"cooperation": each.pk})
    return CooperationLine(
        anchor=f"cooperation-{each.pk}",
        name=Thing(each.title, language=language),
        sub=each.text or "",
        sub_language=language,
        url=reverse("strategy:cooperation_detail", args=[*at, each.pk]),
        edit_url=reverse("strategy:cooperation_edit", args=[*at, each.pk]) if can_write else "",
        edit_words=pgettext("a link", "Change"),
        asked_by=unit_thing(organisation, each.report.unit, language),
        together_with=unit_thing(organisation, each.unit, language),
        need=Thing(str(need), reverse("strategy:need_detail", args=[*at, need.pk]), language)
        if need
        else None,
        measure=part_thing(organisation, each.measure) if each.measure else None,
        take_url=f"{reverse('strategy:need_create', args=at)}?{asked}" if is_open else "",
        measure_url=reverse("strategy:cooperation_take_up", args=[*at, each.pk]) if is_open else "",
    )
