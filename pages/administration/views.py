"""The administration: units, people, plan types and settings, for those who keep them."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Membership, Organisation
from organisations.policies import can_administer, can_read_administration
from organisations.services.settings import Settings, change_settings
from pages.administration.desks import (
    InvitationDesk,
    PersonDesk,
    PlanTypeDesk,
    UnitDesk,
    parts_of,
)
from pages.administration.forms import SettingsForm
from pages.administration.invitations import send_invitation
from pages.administration.selectors import setup_of
from pages.editing import answer_create, answer_detail, answer_edit, answer_list, answer_remove, person
from pages.guards import Request, RoutedView, Viewer, for_members
from pages.history.offers import Way
from pages.history.refilling import as_asked
from pages.history.selectors import history_of
from pages.rendering import render_page, wants_fragment

SETTINGS = "administration/settings_edit.html"


def for_administration(view: Callable[..., HttpResponse]) -> RoutedView:
    """A page for those who may read the administration."""

    def guarded(request: Request, viewer: Viewer, /, **kwargs: Any) -> HttpResponse:
        if not can_read_administration(viewer.standing):
            raise NotAllowed(_("The administration is for the organisation's administrators."))
        return view(request, viewer, **kwargs)

    update_wrapper(guarded, view)
    return for_members(guarded)


@require_GET
@for_administration
def overview(request: Request, viewer: Viewer) -> HttpResponse:
    """How the organisation is set up."""
    organisation = viewer.organisation
    context = {
        "setup": setup_of(organisation),
        "parts": parts_of(viewer, "overview"),
        "facts": [
            (_("Name"), organisation.name),
            (_("Address"), f"/{organisation.slug}/"),
            (_("Language of the content"), organisation.get_language_display()),
            (_("Time zone"), organisation.time_zone),
            (_("Open to the public"), _("Yes") if organisation.is_public else _("No")),
        ],
    }
    return render_page(request, "administration/overview.html", context)


@require_GET
@for_administration
def unit_list(request: Request, viewer: Viewer) -> HttpResponse:
    """All units, as a tree."""
    return answer_list(request, UnitDesk(viewer))


@require_GET
@for_administration
def unit_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """A unit."""
    return answer_detail(request, UnitDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_administration
def unit_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Make a unit."""
    return answer_create(request, UnitDesk(viewer))


@require_http_methods(["GET", "POST"])
@for_administration
def unit_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Rename or move a unit."""
    return answer_edit(request, UnitDesk(viewer), pk)


@require_POST
@for_administration
def unit_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Close a unit that nothing refers to."""
    return answer_remove(request, UnitDesk(viewer), pk)


@require_GET
@for_administration
def person_list(request: Request, viewer: Viewer) -> HttpResponse:
    """Everybody who works in the organisation."""
    return answer_list(request, PersonDesk(viewer))


@require_GET
@for_administration
def person_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """A person's role and units."""
    return answer_detail(request, PersonDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_administration
def person_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Invite somebody; who has no password gets a mail to choose one."""
    return answer_create(request, InvitationDesk(viewer, on_created=partial(welcome, request)))


@require_http_methods(["GET", "POST"])
@for_administration
def person_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Change a person's role and units."""
    return answer_edit(request, PersonDesk(viewer), pk)


@require_POST
@for_administration
def person_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Let a person go."""
    return answer_remove(request, PersonDesk(viewer), pk)


@require_GET
@for_administration
def plan_type_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The organisation's plan types."""
    return answer_list(request, PlanTypeDesk(viewer))


@require_GET
@for_administration
def plan_type_detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """A plan type."""
    return answer_detail(request, PlanTypeDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_administration
def plan_type_create(request: Request, viewer: Viewer) -> HttpResponse:
    """Make a plan type."""
    return answer_create(request, PlanTypeDesk(viewer))


@require_http_methods(["GET", "POST"])
@for_administration
def plan_type_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Change a plan type."""
    return answer_edit(request, PlanTypeDesk(viewer), pk)


@require_POST
@for_administration
def plan_type_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Remove a plan type that no plan is of."""
    return answer_remove(request, PlanTypeDesk(viewer), pk)


@require_http_methods(["GET", "POST"])
@for_administration
def settings_edit(request: Request, viewer: Viewer) -> HttpResponse:
    """What the organisation is called, where it is found, and whether the public may read."""
    if not can_administer(viewer.standing):
        raise NotAllowed(_("Only the organisation's administrators can change this."))
    if request.method == "GET":
        form = as_asked(request, viewer.organisation, partial(SettingsForm.of, viewer.organisation))
        return show_settings(request, viewer, form)
    form = SettingsForm(request.POST, stored_zone=viewer.organisation.time_zone)
    if not form.is_valid():
        return show_settings(request, viewer, form, status=422)
    values = {name: form.cleaned_data[name] for name in SettingsForm.merged_fields}
    try:
        stored = change_settings(
            organisation=viewer.organisation,
            by=person(viewer),
            expected_version=form.expected_version,
            settings=Settings(**values),
        )
    except Changed as changed:
        return both_settings(request, viewer, changed)
    except NotAllowed:
        raise
    except DomainError as error:
        form.add_error("slug" if error.code.endswith("slug_key") else None, error.message)
        return show_settings(request, viewer, form, status=422)
    return settings_saved(request, stored)


def both_settings(request: Request, viewer: Viewer, changed: Changed) -> HttpResponse:
    """Somebody else was faster: what the person wrote, with what is stored now beside it."""
    if not isinstance(changed.stored, Organisation):
        raise changed
    merged = SettingsForm.merged(request.POST, changed.stored, stored_zone=changed.stored.time_zone)
    return show_settings(request, viewer, merged, status=409, warning=changed.message)


def settings_saved(request: Request, stored: Organisation) -> HttpResponse:
    """Back to the settings at their present address, whole: name and colour are on every page."""
    messages.success(request, _("The settings are saved."))
    address = reverse("administration:settings_edit", args=[stored.slug])
    return HttpResponseClientRedirect(address) if wants_fragment(request) else HttpResponseRedirect(address)


def show_settings(
    request: Request, viewer: Viewer, form: SettingsForm, *, status: int = 200, warning: str = ""
) -> HttpResponse:
    """The settings' page with their history; for htmx the form."""
    action = reverse("administration:settings_edit", args=[viewer.organisation.slug])
    back = Way(_("Fill in the form as it was"), SettingsForm.merged_fields, action)
    context = {
        "form": form,
        "card": {"warning": warning},
        "parts": parts_of(viewer, "settings_edit"),
        "action": action,
    }
    if not wants_fragment(request):
        context["history"] = history_of(
            viewer.organisation, request.GET.get("page"), [back], viewer.organisation
        )
    return render_page(request, SETTINGS, context, partial="form", status=status)


def welcome(request: Request, membership: Membership) -> str:
    """What is said to who invited somebody, after the mail has gone to the person."""
    user = membership.user
    if user.has_usable_password():
        return _("%(person)s has an account already, and finds the organisation after logging in.") % {
            "person": user
        }
    if send_invitation(request, user):
        return _("%(person)s has been sent a link to choose a password.") % {"person": user.email}
    return _(
        "%(person)s is here now, but the mail could not be sent. Ask them to choose “forgotten password”."
    ) % {"person": user.email}
