"""Webhooks: who administers says which other systems are told of what, and sees whether it arrives."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Changed, DomainError, NotAllowed
from interchange.models import Delivery, Webhook
from interchange.models.webhooks import Event
from interchange.selectors.webhooks import State, states_of, webhooks_of
from interchange.services.webhooks import (
    LONGEST_URL,
    NewWebhook,
    WebhookContent,
    change_webhook,
    create_webhook,
    end_webhook,
    pause_webhook,
    replay_delivery,
    resume_webhook,
    try_webhook,
)
from organisations.policies import can_administer, check_administers
from pages.administration.desks import parts_of
from pages.administration.views import for_administration
from pages.editing import person
from pages.fields import ManyField
from pages.guards import Request, Viewer
from pages.rendering import render_page
from pages.versioned import VersionedForm

PER_PAGE = 50
LIST, DETAIL = "administration/webhook_list.html", "administration/webhook_detail.html"
EDIT = "administration/webhook_edit.html"


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


@dataclass(frozen=True, slots=True)
class Ticked:
    """An event that a webhook is told of, as a merge compares it."""

    pk: str

    def __str__(self) -> str:
        return str(Event(self.pk).label)


class WebhookEditForm(VersionedForm):
    """What can be said otherwise of a webhook; its secret is neither shown nor changed."""

    merged_fields = ("name", "url", "sending")
    merged_choices = ("events",)
    ACTIVE, PAUSED = "active", "paused"
    name = forms.CharField(
        label=gettext_lazy("What the webhook is for"), max_length=100, show_hidden_initial=True
    )
    url = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=LONGEST_URL,
        show_hidden_initial=True,
        help_text=gettext_lazy("What waits is sent to the new address. The secret stays as it is."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    events = ManyField(label=gettext_lazy("Is told when"), choices=Event)
    sending = forms.ChoiceField(
        label=gettext_lazy("Sending"),
        choices=[
            (ACTIVE, gettext_lazy("Is sent to")),
            (PAUSED, pgettext_lazy("webhook", "Paused")),
        ],
        show_hidden_initial=True,
    )

    @classmethod
    def ticked(cls, stored: Any, name: str) -> list[Any]:
        """The events that are stored."""
        return [Ticked(event) for event in getattr(stored, name)]

    @classmethod
    def said(cls, webhook: Webhook) -> dict[str, Any]:
        """What stands in the form when it opens."""
        sending = cls.PAUSED if webhook.paused_at else cls.ACTIVE
        said = {"name": webhook.name, "url": webhook.url, "events": webhook.events, "sending": sending}
        return said | {"version": webhook.version}

    def content(self) -> WebhookContent:
        """What was sent."""
        sent = self.cleaned_data
        is_active = sent["sending"] == self.ACTIVE
        return WebhookContent(sent["name"], sent["url"], sent["events"], is_active)


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


@require_http_methods(["GET", "POST"])
@for_administration
def webhook_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Say otherwise where a webhook leads and what it is told of."""
    check_administers(viewer.user, viewer.organisation)
    webhook = webhook_of(viewer, pk)
    if request.method == "GET":
        return show_edit(request, viewer, webhook, WebhookEditForm(initial=WebhookEditForm.said(webhook)))
    form = WebhookEditForm(request.POST)
    if not form.is_valid():
        return show_edit(request, viewer, webhook, form, (422, ""))
    try:
        changed(viewer, webhook, form)
    except Changed as error:
        return faster(request, viewer, webhook, error)
    if form.errors:
        return show_edit(request, viewer, webhook, form, (422, ""))
    messages.success(request, _("The webhook is changed."))
    return to_detail(viewer, webhook)


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


def changed(viewer: Viewer, webhook: Webhook, form: WebhookEditForm) -> None:
    """Changes it, or puts each problem beside its field."""
    try:
        change_webhook(
            organisation=viewer.organisation,
            by=person(viewer),
            webhook=webhook,
            expected_version=form.expected_version,
            content=form.content(),
        )
    except (NotAllowed, Changed):
        raise
    except DomainError as error:
        for problem in error.problems:
            form.add_error(problem.path, problem.message)
        if not error.problems:
            form.add_error(None, error.message)


def faster(request: Request, viewer: Viewer, webhook: Webhook, error: Changed) -> HttpResponse:
    """Somebody else has saved meanwhile: what the person wrote, with what is stored now beside it."""
    stored = webhook_of(viewer, webhook.pk)
    opening: Any = SimpleNamespace(**WebhookEditForm.said(stored))
    form = WebhookEditForm.merged(request.POST, opening)
    return show_edit(request, viewer, stored, form, (409, error.message))


def show_edit(  # whose page, of which webhook, which form, and its status with what there is to warn of
    request: Request,
    viewer: Viewer,
    webhook: Webhook,
    form: WebhookEditForm,
    how: tuple[int, str] = (200, ""),
) -> HttpResponse:
    """The page of the form."""
    context = {
        "webhook": webhook,
        "form": form,
        "warning": how[1],
        "parts": parts_of(viewer, "webhook_list"),
    }
    return render_page(request, EDIT, context, status=how[0])


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
