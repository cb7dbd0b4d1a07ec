"""What comes after the adoption of a strategy: decisions on changes, what is done, and the mailing list.

Everybody reads what was decided and done; members what is being drawn up too; coordinators record decisions.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pages.editing import answer_create, answer_detail, answer_edit, answer_remove, person, removed_at
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.rendering import render_page
from pages.strategy.begun import begun_of, last_of
from pages.strategy.change_desk import ChangeDesk
from pages.strategy.decided import decided_of
from pages.strategy.promised import promised_of
from pages.strategy.reading import reading_of, strategy_of
from pages.strategy.recipient_desk import RecipientDesk
from strategy.policies import can_run_strategy
from strategy.selectors.last import needs_with_plans
from strategy.selectors.recipients import public_until, sent_by
from strategy.services.recipients import list_recipients


@require_GET
@in_organisation
def change_list(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """The council's decisions on an adopted strategy, and what has been changed without one."""
    found = strategy_of(viewer, strategy)
    if not found.is_adopted:
        raise Http404
    context = {"strategy": found, "decided": decided_of(viewer, reading_of(viewer, found))}
    return render_page(request, "strategy/change_list.html", context)


@require_GET
@in_organisation
def promise_list(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """What a strategy promised and what has been done; what it asks to begin; what a draft starts from."""
    found = strategy_of(viewer, strategy)
    needs = needs_with_plans(found) if found.is_adopted else []
    context = {
        "strategy": found,
        "promised": promised_of(viewer, found, needs),
        "begun": begun_of(viewer, found, needs),
        "last": last_of(viewer, found),
    }
    return render_page(request, "strategy/promise_list.html", context)


@require_GET
@for_members
def change_detail(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """A decision on a change, and its history."""
    return answer_detail(request, ChangeDesk(viewer, strategy_of(viewer, strategy)), pk)


@require_http_methods(["GET", "POST"])
@for_members
def change_create(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """Record that the council has changed its strategy into what it says now."""
    return answer_create(request, ChangeDesk(viewer, strategy_of(viewer, strategy)))


@require_http_methods(["GET", "POST"])
@for_members
def change_edit(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Put right what is recorded of a decision."""
    return answer_edit(request, ChangeDesk(viewer, strategy_of(viewer, strategy)), pk)


@require_POST
@for_members
def change_remove(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Remove the latest decision."""
    return answer_remove(request, ChangeDesk(viewer, strategy_of(viewer, strategy)), pk)


@require_GET
@for_members
def recipient_list(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """The mailing list, with until when the law wants it sent."""
    found = strategy_of(viewer, strategy)
    desk = RecipientDesk(viewer, found)
    can_run = can_run_strategy(viewer.standing)
    context = {
        "strategy": found,
        "desk": desk,
        "rows": desk.addressed(list(desk.things())),
        "sent_by": sent_by(found),
        "public_until": public_until(found),
        "create_url": desk.address("create") if can_run else "",
        "can_run": can_run,
        "removed": removed_at(desk),
    }
    return render_page(request, "strategy/recipient_list.html", context)


@require_POST
@for_members
def recipients_propose(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """Put those on the list whom the law names."""
    found = strategy_of(viewer, strategy)
    made = list_recipients(organisation=viewer.organisation, by=person(viewer), strategy=found)
    said = ngettext("%(n)d recipient is put on the list.", "%(n)d recipients are put on the list.", len(made))
    messages.success(request, said % {"n": len(made)})
    return HttpResponseRedirect(RecipientDesk(viewer, found).address("list"))


@require_GET
@for_members
def recipient_detail(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """A recipient, and its history."""
    return answer_detail(request, RecipientDesk(viewer, strategy_of(viewer, strategy)), pk)


@require_http_methods(["GET", "POST"])
@for_members
def recipient_create(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """Put somebody on the list."""
    return answer_create(request, RecipientDesk(viewer, strategy_of(viewer, strategy)))


@require_http_methods(["GET", "POST"])
@for_members
def recipient_edit(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Record when it was sent and received."""
    return answer_edit(request, RecipientDesk(viewer, strategy_of(viewer, strategy)), pk)


@require_POST
@for_members
def recipient_remove(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    return answer_remove(request, RecipientDesk(viewer, strategy_of(viewer, strategy)), pk)
