"""What a strategy sets going: the drafts of an adopted one, and a draft from the last."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pages.editing import person
from pages.guards import Request, Viewer, for_members
from pages.strategy.reading import strategy_of
from strategy.models import PlanNeed, PlanningStrategy
from strategy.services.beginning import begin_all_plans, begin_plan
from strategy.services.taking_over import take_over_stances


@require_POST
@for_members
def need_begin(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Begin the draft that a stance asks for."""
    found = strategy_of(viewer, strategy)
    need = PlanNeed.objects.filter(strategy=found, pk=pk).first()
    if need is None:
        raise Http404
    draft = begin_plan(organisation=viewer.organisation, by=person(viewer), need=need)
    messages.success(request, _("“%(plan)s” is begun.") % {"plan": draft})
    return back(viewer, found, "promise_list")


@require_POST
@for_members
def plans_begin(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """Begin all drafts that the strategy asks for."""
    found = strategy_of(viewer, strategy)
    begun = begin_all_plans(organisation=viewer.organisation, by=person(viewer), strategy=found)
    said = ngettext("%(n)d draft is begun.", "%(n)d drafts are begun.", len(begun))
    messages.success(request, said % {"n": len(begun)})
    return back(viewer, found, "promise_list")


@require_POST
@for_members
def stances_take_over(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """Take the last strategy's stances over as starting points."""
    found = strategy_of(viewer, strategy)
    taken = take_over_stances(organisation=viewer.organisation, by=person(viewer), strategy=found)
    said = ngettext("%(n)d stance is taken over.", "%(n)d stances are taken over.", len(taken))
    messages.success(request, said % {"n": len(taken)})
    return back(viewer, found, "workbench_detail")


def back(viewer: Viewer, strategy: PlanningStrategy, page: str) -> HttpResponse:
    """To one of the strategy's pages."""
    return HttpResponseRedirect(reverse(f"strategy:{page}", args=[viewer.organisation.slug, strategy.pk]))
