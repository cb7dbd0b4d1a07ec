"""The page of one planning strategy: its parts, each edited in place.

Everybody reads an adopted strategy, members drafts too; coordinators change them.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from core.asking import Asking, answered, beside, each_of
from pages.documents.selectors.strategy import strategy_document
from pages.editing import answer_create, answer_detail, answer_edit, answer_remove, removed_at
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.rendering import render_page
from pages.strategy.capacity_desk import CapacityDesk
from pages.strategy.condition_desk import ConditionDesk
from pages.strategy.conditions import conditions_asked
from pages.strategy.currency import currency_asked
from pages.strategy.decided import difference_words
from pages.strategy.need_desk import NeedDesk
from pages.strategy.parts import PartDesk
from pages.strategy.population import population_asked
from pages.strategy.population_desk import PopulationDesk
from pages.strategy.portfolio import portfolio_asked
from pages.strategy.reading import reading_of, strategy_of
from pages.strategy.report_desks import CooperationDesk, ReportDesk
from pages.strategy.reports import cooperations_asked, reports_asked
from pages.strategy.resources import resources_asked
from pages.strategy.robustness import robustness_asked
from pages.strategy.robustness_desk import RobustnessDesk
from pages.strategy.scenario_desk import ScenarioDesk
from pages.strategy.scenarios import scenarios_asked
from pages.strategy.selectors import shown_strategy
from pages.strategy.taking_up_desk import TakingUpDesk
from pages.strategy.undecided import marked
from pages.strategy.verdict_desk import VerdictDesk
from strategy.models import PlanningStrategy
from strategy.policies import can_read_reports, can_run_strategy
from strategy.selectors.decisions import undecided_asked

#: The desks of the parts, each by the word that its addresses have.
DESKS: dict[str, type[PartDesk[Any]]] = {
    "forutsattningar": ConditionDesk,
    "aktualitet": VerdictDesk,
    "planer": NeedDesk,
    "resurser": CapacityDesk,
    "befolkning": PopulationDesk,
    "framtider": ScenarioDesk,
    "robusthet": RobustnessDesk,
    "lagesrapporter": ReportDesk,
    "samverkan": CooperationDesk,
}


@require_GET
@in_organisation
def workbench_detail(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """A strategy with all its parts; without them for the public while not all of them is decided."""
    found = strategy_of(viewer, strategy)
    can_run = can_run_strategy(viewer.standing)
    context = {
        "strategy": found,
        "shown": shown_strategy(viewer, found, can_run=can_run),
        "can_run": can_run,
        **(_for_member(viewer, found) if viewer.is_member else _for_public(viewer, found)),
    }
    return render_page(request, "strategy/workbench_detail.html", context)


def _for_member(viewer: Viewer, strategy: PlanningStrategy) -> dict[str, Any]:
    """All that stands in the strategy, with what is not decided marked as such."""
    asked = beside(each_of(parts_asked(viewer, strategy)), undecided_asked(strategy))
    parts, undecided = answered(asked)
    desks = [desk(viewer, strategy, {}) for desk in DESKS.values()]
    return {
        "parts": marked(parts, undecided),
        "undecided": [difference_words(each) for each in undecided],
        "removed": removed_at(*desks),
    }


def _for_public(viewer: Viewer, strategy: PlanningStrategy) -> dict[str, Any]:
    """The same, or what the council has decided as its document has it, while that is something else."""
    if answered(undecided_asked(strategy)):
        with translation.override(viewer.organisation.language):
            return {"document": strategy_document(viewer, reading_of(viewer, strategy))}
    return {"parts": answered(each_of(parts_asked(viewer, strategy)))}


def parts_asked(viewer: Viewer, strategy: PlanningStrategy) -> list[Asking[Any]]:
    """The parts that the viewer may read, in their order; what they ask for together is one query."""
    shown = [conditions_asked, currency_asked, portfolio_asked, resources_asked]
    shown += [population_asked, scenarios_asked, robustness_asked]
    if can_read_reports(viewer.standing):
        shown += [reports_asked, cooperations_asked]
    return [asked(viewer, strategy) for asked in shown]


def part_urls() -> list[URLPattern]:
    """The pages of the things of all parts: each is read, made, changed and removed like the others."""
    return [
        path(f"strategi/<int:strategy>/{noun}/{rest}", view(desk), name=f"{desk.kind}_{action}")
        for noun, desk in DESKS.items()
        for rest, action, view in ACTIONS
    ]


def detail_of(desk: type[PartDesk[Any]]) -> Callable[..., HttpResponse]:
    """A thing with what is said of it, and its history."""

    @require_GET
    @for_members
    def part_detail(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
        return answer_detail(request, desk_at(desk, viewer, strategy, {}), pk)

    return part_detail


def create_of(desk: type[PartDesk[Any]]) -> Callable[..., HttpResponse]:
    """Make one, of what the address says that it is about."""

    @require_http_methods(["GET", "POST"])
    @for_members
    def part_create(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
        answer = answer_create(request, desk_at(desk, viewer, strategy, request.POST or request.GET))
        return telling(request, desk, answer)

    return part_create


def edit_of(desk: type[PartDesk[Any]]) -> Callable[..., HttpResponse]:
    """Change one."""

    @require_http_methods(["GET", "POST"])
    @for_members
    def part_edit(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
        return telling(request, desk, answer_edit(request, desk_at(desk, viewer, strategy, {}), pk))

    return part_edit


def remove_of(desk: type[PartDesk[Any]]) -> Callable[..., HttpResponse]:
    """Take one back."""

    @require_POST
    @for_members
    def part_remove(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
        return telling(request, desk, answer_remove(request, desk_at(desk, viewer, strategy, {}), pk))

    return part_remove


def telling(request: Request, desk: type[PartDesk[Any]], answer: HttpResponse) -> HttpResponse:
    """The answer, which tells the page that something of the part was written: what is reckoned from it is
    drawn anew."""
    if request.method == "POST" and answer.status_code == HTTPStatus.OK:
        trigger_client_event(answer, f"{desk.part_name}-changed")
    return answer


@require_http_methods(["GET", "POST"])
@for_members
def cooperation_take_up(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Make a measure of what two units would do together."""
    return answer_edit(request, desk_at(TakingUpDesk, viewer, strategy, {}), pk)


ACTIONS = (
    ("ny/", "create", create_of),
    ("<int:pk>/", "detail", detail_of),
    ("<int:pk>/redigera/", "edit", edit_of),
    ("<int:pk>/ta-bort/", "remove", remove_of),
)


def desk_at(
    desk: type[PartDesk[Any]], viewer: Viewer, strategy: int, asked: Mapping[str, str]
) -> PartDesk[Any]:
    """The desk of a part of a strategy; raises `Http404`."""
    return desk(viewer, strategy_of(viewer, strategy), asked)
