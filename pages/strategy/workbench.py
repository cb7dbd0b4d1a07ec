"""The page of one planning strategy: its parts, each edited in place.

Everybody reads an adopted strategy, members drafts too; coordinators change them.
"""

from collections.abc import Mapping

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pages.editing import answer_create, answer_detail, answer_edit, answer_remove, removed_at
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.rendering import render_page
from pages.strategy.currency import currency_of
from pages.strategy.need_desk import NeedDesk
from pages.strategy.portfolio import portfolio_of
from pages.strategy.reading import strategy_of
from pages.strategy.selectors import shown_strategy
from pages.strategy.verdict_desk import VerdictDesk
from strategy.policies import can_run_strategy


@require_GET
@in_organisation
def workbench_detail(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """A strategy with all its parts."""
    found = strategy_of(viewer, strategy)
    desks = (VerdictDesk(viewer, found, {}), NeedDesk(viewer, found, {}))
    can_run = can_run_strategy(viewer.standing)
    context = {
        "strategy": found,
        "shown": shown_strategy(viewer, found, can_run=can_run),
        "currency": currency_of(viewer, found),
        "portfolio": portfolio_of(viewer, found),
        "can_run": can_run,
        "removed": [line for desk in desks for line in removed_at(desk)] if viewer.is_member else [],
    }
    return render_page(request, "strategy/workbench_detail.html", context)


@require_GET
@for_members
def need_detail(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """A stance with what is said of it, and its history."""
    return answer_detail(request, desk_of(viewer, strategy, {}), pk)


@require_http_methods(["GET", "POST"])
@for_members
def need_create(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """Take a stance on a plan (`?plan=`), or say that a new one is needed."""
    return answer_create(request, desk_of(viewer, strategy, request.POST or request.GET))


@require_http_methods(["GET", "POST"])
@for_members
def need_edit(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Change a stance."""
    return answer_edit(request, desk_of(viewer, strategy, {}), pk)


@require_POST
@for_members
def need_remove(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Take a stance back."""
    return answer_remove(request, desk_of(viewer, strategy, {}), pk)


@require_GET
@for_members
def verdict_detail(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """A verdict with what is said of it, and its history."""
    return answer_detail(request, verdict_desk(viewer, strategy, {}), pk)


@require_http_methods(["GET", "POST"])
@for_members
def verdict_create(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """Judge a requirement (`?requirement=`)."""
    return answer_create(request, verdict_desk(viewer, strategy, request.GET))


@require_http_methods(["GET", "POST"])
@for_members
def verdict_edit(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Judge a requirement otherwise."""
    return answer_edit(request, verdict_desk(viewer, strategy, {}), pk)


@require_POST
@for_members
def verdict_remove(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Take a verdict back."""
    return answer_remove(request, verdict_desk(viewer, strategy, {}), pk)


def verdict_desk(viewer: Viewer, strategy: int, asked: Mapping[str, str]) -> VerdictDesk:
    """The desk of a strategy's verdicts; raises `Http404`."""
    return VerdictDesk(viewer, strategy_of(viewer, strategy), asked)


def desk_of(viewer: Viewer, strategy: int, asked: Mapping[str, str]) -> NeedDesk:
    """The desk of a strategy's stances; raises `Http404`."""
    return NeedDesk(viewer, strategy_of(viewer, strategy), asked)
