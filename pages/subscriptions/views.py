"""What one is told of by e-mail: the list, the choice of how often, and the end of it."""

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dialogue.selectors.subscriptions import subscription_to, subscriptions_of
from dialogue.services.letters import may_be_told
from dialogue.services.subscriptions import subscribe, unsubscribe
from pages.guards import Request, Viewer, for_members
from pages.positions.views import person
from pages.rendering import render_page, uncached
from pages.reports import latest_report
from pages.subscriptions.forms import RhythmForm
from pages.subscriptions.selectors import (
    kind_word,
    language_of,
    lines_of,
    subject_named,
    subscription_of_token,
    thing_of,
)

EDIT = "subscriptions/subscription_edit.html"
LINKED = "subscriptions/subscription_linked.html"


@require_GET
@for_members
def subscription_list(request: Request, viewer: Viewer) -> HttpResponse:
    """All that the person is told of in the organisation."""
    context = {"lines": lines_of(viewer, person(viewer))}
    return render_page(request, "subscriptions/subscription_list.html", context)


@require_http_methods(["GET", "POST"])
@for_members
def subscription_edit(request: Request, viewer: Viewer, kind: str, pk: int) -> HttpResponse:
    """Choose how often one is told of a thing."""
    subject = subject_named(viewer, kind, pk)
    thing = thing_of(viewer.organisation, kind, pk) if subject is not None else None
    if thing is None:
        raise Http404
    stored = subscription_to(viewer.organisation, person(viewer), subject)
    context = {"thing": thing, "stored": stored}
    if request.method == "GET":
        form = RhythmForm(subject=subject, initial={"rhythm": stored.rhythm if stored else None})
        return render_page(request, EDIT, context | {"form": form}, partial="form")
    form = RhythmForm(request.POST, subject=subject)
    if not form.is_valid():
        return render_page(request, EDIT, context | {"form": form}, partial="form", status=422)
    latest = latest_report(viewer)
    subscribe(
        organisation=viewer.organisation,
        by=person(viewer),
        subject=subject,
        rhythm=form.cleaned_data["rhythm"],
        told_number=latest.number if latest else 0,
    )
    messages.success(request, _("You will be told by e-mail: %(thing)s.") % {"thing": thing})
    return HttpResponseRedirect(list_url(viewer))


@require_POST
@for_members
def subscription_end(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Be told no more."""
    subscription = get_object_or_404(subscriptions_of(viewer.organisation, person(viewer)), pk=pk)
    unsubscribe(organisation=viewer.organisation, by=person(viewer), subscription=subscription)
    messages.success(request, _("The subscription has ended. No more letters come."))
    return HttpResponseRedirect(list_url(viewer))


@csrf_exempt
@require_http_methods(["GET", "POST"])
def subscription_linked(request: HttpRequest, token: str) -> HttpResponse:
    """Where a letter's link leads: ends the subscription without logging in (RFC 8058).

    Looking changes nothing, because mail programs look at links by themselves; the button does, and so does
    the mail program's own. The signed token is what lets them: no session, no token of a form.
    """
    try:
        subscription = subscription_of_token(token)
    except BadSignature as error:
        raise Http404 from error
    if subscription is None:
        return uncached(render(request, LINKED, {"has_ended": True}))
    has_ended = request.method == "POST"
    with translation.override(language_of(subscription)):
        thing = None
        if may_be_told(subscription):
            thing = thing_of(subscription.organisation, kind_word(subscription), subscription.subject_id)
        if has_ended:
            unsubscribe(
                organisation=subscription.organisation, by=subscription.user, subscription=subscription
            )
        return uncached(render(request, LINKED, {"thing": thing, "has_ended": has_ended}))


def list_url(viewer: Viewer) -> str:
    """The list of what one is told of."""
    return reverse("subscriptions:subscription_list", args=[viewer.organisation.slug])
