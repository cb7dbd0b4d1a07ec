"""What a person was told: who called on them, who answered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dialogue.selectors.discussions import notifications_of
from dialogue.services.notifications import read_notification, read_notifications
from pages.dialogue.selectors import told
from pages.guards import Request, Viewer, for_members
from pages.positions.views import person
from pages.rendering import render_page

PER_PAGE = 30


@require_GET
@for_members
def notification_list(request: Request, viewer: Viewer) -> HttpResponse:
    """What the person was told in the organisation, the newest first."""
    found = notifications_of(viewer.organisation, person(viewer))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    newest = found.first()
    context = {
        "page": page,
        "told": told(viewer.organisation, list(page.object_list)),
        "unread": found.filter(read_at=None).count(),
        "newest": newest.pk if newest else 0,
    }
    return render_page(request, "dialogue/notification_list.html", context)


@require_POST
@for_members
def notifications_read(request: Request, viewer: Viewer) -> HttpResponse:
    """Mark as read all that the list showed."""
    sent = request.POST.get("up_to", "")
    up_to = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else 0
    count = read_notifications(organisation=viewer.organisation, by=person(viewer), up_to=up_to)
    messages.success(
        request,
        ngettext("%(count)s is marked as read.", "%(count)s are marked as read.", count) % {"count": count},
    )
    return HttpResponseRedirect(reverse("dialogue:notification_list", args=[viewer.organisation.slug]))


@require_POST
@for_members
def notification_read(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Go to what one was told of, and mark that as read."""
    notification = get_object_or_404(notifications_of(viewer.organisation, person(viewer)), pk=pk)
    read_notification(organisation=viewer.organisation, by=person(viewer), notification=notification)
    [shown] = told(viewer.organisation, [notification])
    back = reverse("dialogue:notification_list", args=[viewer.organisation.slug])
    return HttpResponseRedirect(shown.url or back)
