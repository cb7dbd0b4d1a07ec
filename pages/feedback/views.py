"""The accessibility statement with its form, and the list of what has been written."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from dialogue.models import Feedback
from dialogue.services.feedback import Said, remove_feedback, send_feedback, settle_feedback
from organisations.models import User
from pages.administration.desks import parts_of
from pages.administration.views import for_administration
from pages.editing import person
from pages.feedback.forms import FeedbackForm
from pages.guards import Request, Viewer, in_organisation
from pages.rendering import render_page

PER_PAGE = 30
STATEMENT = "feedback/statement.html"


@require_GET
@in_organisation
def statement_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """How accessible the pages are, by law, and the form with which anybody says otherwise."""
    form = FeedbackForm(initial={"page": request.GET.get("sida", "")[:500]})
    return render_page(request, STATEMENT, {"form": form})


@require_http_methods(["GET", "POST"])
@in_organisation
def feedback_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Take in what somebody writes; the form stays with what was written where it cannot be taken."""
    there = reverse("feedback:statement_detail", args=[viewer.organisation.slug])
    if request.method != "POST":
        return HttpResponseRedirect(there)
    form = FeedbackForm(request.POST)
    if form.is_of_a_program or (form.is_valid() and sent(viewer, form)):
        messages.success(request, _("Thank you. What you wrote has been received."))
        return HttpResponseRedirect(there)
    return render_page(request, STATEMENT, {"form": form}, partial="form", status=422)


def sent(viewer: Viewer, form: FeedbackForm) -> bool:
    """Whether it could be kept; if not the form says why."""
    by = viewer.user if isinstance(viewer.user, User) else None
    data = form.cleaned_data
    said = Said(data["text"], data["page"], data["email"])
    try:
        send_feedback(organisation=viewer.organisation, by=by, said=said)
    except DomainError as error:
        form.add_error(error.code if error.code in form.fields else None, str(error))
    return not form.errors


@require_GET
@for_administration
def feedback_list(request: Request, viewer: Viewer) -> HttpResponse:
    """What people outside have written, the newest first, and what nobody has seen to yet."""
    found = viewer.organisation.feedback.select_related("settled_by")
    context = {
        "parts": parts_of(viewer, "feedback_list"),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": found.filter(settled_at=None).count(),
    }
    return render_page(request, "feedback/feedback_list.html", context)


@require_POST
@for_administration
def feedback_settle(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Say that it has been seen to."""
    settle_feedback(organisation=viewer.organisation, by=person(viewer), feedback=feedback_of(viewer, pk))
    messages.success(request, _("It is marked as seen to."))
    return back(viewer)


@require_POST
@for_administration
def feedback_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Remove it for good."""
    remove_feedback(organisation=viewer.organisation, by=person(viewer), feedback=feedback_of(viewer, pk))
    messages.success(request, _("It is removed for good."))
    return back(viewer)


def feedback_of(viewer: Viewer, pk: int) -> Feedback:
    """One of those that were written to the organisation; raises `Http404`."""
    return get_object_or_404(Feedback, organisation=viewer.organisation, pk=pk)


def back(viewer: Viewer) -> HttpResponse:
    """To the list."""
    return HttpResponseRedirect(reverse("feedback:feedback_list", args=[viewer.organisation.slug]))
