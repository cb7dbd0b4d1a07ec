"""Keys of the API: who administers makes them for other systems, and ends them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from organisations.models import ApiToken
from organisations.policies import can_administer
from organisations.services.tokens import NewToken, create_token, end_token
from pages.administration.desks import parts_of
from pages.administration.views import for_administration
from pages.editing import person
from pages.guards import Request, Viewer
from pages.rendering import render_page

LASTING = (
    (90, gettext_lazy("Three months")),
    (365, gettext_lazy("One year")),
    (730, gettext_lazy("Two years")),
)


class TokenForm(forms.Form):
    """What a key is for, and how long it lasts."""

    name = forms.CharField(
        label=gettext_lazy("What the key is for"),
        max_length=100,
        help_text=gettext_lazy("The system that uses it, so that others know what stops when it is ended."),
    )
    access = forms.ChoiceField(
        label=gettext_lazy("What the key can do"),
        choices=ApiToken.Access.choices,
        initial=ApiToken.Access.READ,
        help_text=gettext_lazy("A key that writes changes here whatever you may change."),
    )
    days = forms.TypedChoiceField(label=gettext_lazy("Lasts"), choices=LASTING, coerce=int, initial=365)


@require_GET
@for_administration
def token_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The organisation's keys, with the form that makes one."""
    return show(request, viewer, TokenForm())


@require_POST
@for_administration
def token_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Make a key; it is shown in this answer and never again."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return show(request, viewer, form, status=422)
    made = create_token(organisation=viewer.organisation, by=person(viewer), **form.cleaned_data)
    return show(request, viewer, TokenForm(), made=made)


@require_POST
@for_administration
def token_end(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """End a key at once."""
    token = get_object_or_404(viewer.organisation.api_tokens, pk=pk)
    end_token(organisation=viewer.organisation, by=person(viewer), token=token)
    messages.success(request, _("The key is ended. What uses it gets no answers any more."))
    return HttpResponseRedirect(reverse("administration:token_list", args=[viewer.organisation.slug]))


def show(
    request: Request, viewer: Viewer, form: TokenForm, *, made: NewToken | None = None, status: int = 200
) -> HttpResponse:
    """The page of keys; nobody on the way keeps one that shows a new key."""
    context: dict[str, Any] = {
        "form": form,
        "made": made,
        "now": timezone.now(),
        "tokens": viewer.organisation.api_tokens.select_related("user"),
        "can_administer": can_administer(viewer.standing),
        "parts": parts_of(viewer, "token_list"),
    }
    answer = render_page(request, "administration/token_list.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
