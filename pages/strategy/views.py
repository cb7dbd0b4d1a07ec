"""The planning strategy: the council's terms, each with its strategy, its state and its deadline.

Everybody reads terms and adopted strategies, members drafts too; coordinators change them.
"""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pages.editing import answer_create, answer_detail, answer_edit, answer_remove
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.rendering import render_page
from pages.strategy.desks import AdoptionDesk, StrategyDesk, TermDesk
from pages.strategy.selectors import terms_shown
from strategy.models import Term
from strategy.policies import can_run_strategy


@require_GET
@in_organisation
def strategy_list(request: Request, viewer: Viewer) -> HttpResponse:
    """All terms with their strategies, the latest first."""
    can_run = can_run_strategy(viewer.standing)
    context = {"terms": terms_shown(viewer, can_run=can_run), "can_run": can_run}
    return render_page(request, "strategy/strategy_list.html", context)


@require_GET
@for_members
def term_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """A term and its history."""
    return answer_detail(request, TermDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_members
def term_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Record a term."""
    return answer_create(request, TermDesk(viewer))


@require_http_methods(["GET", "POST"])
@for_members
def term_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Change a term's days, such as enter when the council was constituted."""
    return answer_edit(request, TermDesk(viewer), pk)


@require_POST
@for_members
def term_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Remove a term that has no strategy."""
    return answer_remove(request, TermDesk(viewer), pk)


@require_GET
@for_members
def strategy_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """A planning strategy and its history."""
    return answer_detail(request, StrategyDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_members
def strategy_create(request: Request, viewer: Viewer, term: int) -> HttpResponse:
    """Begin the planning strategy of a term."""
    found = Term.objects.filter(organisation=viewer.organisation, pk=term).first()
    if found is None:
        raise Http404
    return answer_create(request, StrategyDesk(viewer, found))


@require_http_methods(["GET", "POST"])
@for_members
def strategy_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Change what a planning strategy is called and who draws it up."""
    return answer_edit(request, StrategyDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_members
def strategy_adopt(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Record the council's decision on a planning strategy, or put it right."""
    return answer_edit(request, AdoptionDesk(viewer), pk)


@require_POST
@for_members
def strategy_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Remove a planning strategy that the council has not adopted."""
    return answer_remove(request, StrategyDesk(viewer), pk)
