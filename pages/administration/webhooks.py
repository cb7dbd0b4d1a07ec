"""Webhooks: who administers says which other systems are told of what, and sees whether it arrives."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError, NotAllowed
from interchange.models import Delivery, Webhook
from interchange.models.webhooks import Event
from interchange.selectors.webhooks import State, states_of, webhooks_of
from interchange.services.webhooks import (
    LONGEST_URL,
    NewWebhook,
    WebhookContent,
    create_webhook,
    end_webhook,
    pause_webhook,
    replay_delivery,
    resume_webhook,
    try_webhook,
)
from organisations.policies import can_administer
from pages.administration.desks import parts_of
from pages.administration.views import for_administration
from pages.editing import person
from pages.fields import ManyField
from pages.guards import Request, Viewer
from pages.rendering import render_page

PER_PAGE = 50
LIST, DETAIL = "administration/webhook_list.html", "administration/webhook_detail.html"


class WebhookForm(forms.Form):
    """What a webhook is for, where it leads, and what it is told of."""

    name = forms.CharField(
        label=gettext_lazy("What the webhook is for"),
        max_length=100,
        help_text=gettext_lazy("The system that is told, so that others know what stops when it is ended."),
    )
    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=LONGEST_URL,
        help_text=gettext_lazy("Where the system takes messages: https://…"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    events = ManyField(label=gettext_lazy("Is told when"), choices=Event)


@require_GET
@for_administration
def webhook_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The organisation's webhooks, with the form that makes one."""
    return show(request, viewer, WebhookForm())


@require_POST
@for_administration
def webhook_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Make a webhook; its secret is shown in this answer and never again."""
    form = WebhookForm(request.POST)
    made = created(viewer, form) if form.is_valid() else None
    if made is None:
        return show(request, viewer, form, status=422)
    return show(request, viewer, WebhookForm(), made=made)


@require_GET
@for_administration
def webhook_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """How a webhook is doing, and each sending of the last thirty days."""
    webhook = get_object_or_404(webhooks_of(viewer.organisation), pk=pk)
    context = {
        "webhook": webhook,
        "state": states_of([webhook]).get(pk, State()),
        "page": Paginator(webhook.deliveries.all(), PER_PAGE).get_page(request.GET.get("page")),
        "can_administer": can_administer(viewer.standing),
        "parts": parts_of(viewer, "webhook_list"),
        "tones": TONES,
    }
    return render_page(request, DETAIL, context)


@require_POST
@for_administration
def webhook_pause(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Send nothing for a while."""
    webhook = webhook_of(viewer, pk)
    pause_webhook(organisation=viewer.organisation, by=person(viewer), webhook=webhook)
    messages.success(request, _("The webhook is paused. What happens meanwhile is kept for it."))
    return to_detail(viewer, webhook)


@require_POST
@for_administration
def webhook_resume(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Send again, first what has waited."""
    webhook = webhook_of(viewer, pk)
    resume_webhook(organisation=viewer.organisation, by=person(viewer), webhook=webhook)
    messages.success(request, _("The webhook is sent to again, first what has waited."))
    return to_detail(viewer, webhook)


@require_POST
@for_administration
def webhook_end(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Send nothing to it any more, ever."""
    webhook = webhook_of(viewer, pk)
    end_webhook(organisation=viewer.organisation, by=person(viewer), webhook=webhook)
    messages.success(request, _("The webhook is ended. Nothing is sent to it any more."))
    return to_detail(viewer, webhook)


@require_POST
@for_administration
def webhook_try(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Send something that says nothing, to see whether it arrives."""
    webhook = webhook_of(viewer, pk)
    try_webhook(organisation=viewer.organisation, by=person(viewer), webhook=webhook)
    messages.success(request, _("A test is on its way. Reload the page to see what became of it."))
    return to_detail(viewer, webhook)


@require_POST
@for_administration
def delivery_replay(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Send something once more."""
    own = Delivery.objects.filter(webhook__organisation=viewer.organisation).select_related("webhook")
    delivery = get_object_or_404(own, pk=pk)
    replay_delivery(organisation=viewer.organisation, by=person(viewer), delivery=delivery)
    messages.success(request, _("It is on its way again, with the same id."))
    return to_detail(viewer, delivery.webhook)


#: How a delivery's state looks.
TONES = {"waiting": "neutral", "failed": "partial", "delivered": "ok", "given_up": "broken"}


def webhook_of(viewer: Viewer, pk: int) -> Webhook:
    """One of the organisation's webhooks; raises `Http404`."""
    return get_object_or_404(webhooks_of(viewer.organisation), pk=pk)


def to_detail(viewer: Viewer, webhook: Webhook) -> HttpResponse:
    """To the webhook's page."""
    address = reverse("administration:webhook_detail", args=[viewer.organisation.slug, webhook.pk])
    return HttpResponseRedirect(address)


def created(viewer: Viewer, form: WebhookForm) -> NewWebhook | None:
    """The new webhook; None, and each problem beside its field, where it cannot be made."""
    content = WebhookContent(**form.cleaned_data)
    try:
        return create_webhook(organisation=viewer.organisation, by=person(viewer), content=content)
    except NotAllowed:
        raise
    except DomainError as error:
        for problem in error.problems:
            form.add_error(problem.path, problem.message)
    return None


def show(  # whose page, which form, what was made
    request: Request, viewer: Viewer, form: WebhookForm, *, made: NewWebhook | None = None, status: int = 200
) -> HttpResponse:
    """The page of webhooks; nobody on the way keeps one that shows a secret."""
    webhooks = list(webhooks_of(viewer.organisation))
    states = states_of(webhooks)
    context: dict[str, Any] = {
        "form": form,
        "made": made,
        "lines": [(webhook, states.get(webhook.pk, State())) for webhook in webhooks],
        "can_administer": can_administer(viewer.standing),
        "parts": parts_of(viewer, "webhook_list"),
    }
    answer = render_page(request, LIST, context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
