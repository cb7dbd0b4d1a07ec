"""The front page, the overview of an organisation, and what the frame of its pages asks for."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from core.colours import from_hex, readable_on_white, text_on, to_hex
from organisations.models import Organisation
from pages.guards import Request, Viewer, in_organisation
from pages.rendering import render_page


@require_GET
def organisation_list(request: Request) -> HttpResponse:
    return render_page(request, "dashboard/organisation_list.html", {"organisations": Organisation.objects.visible_to(request.user).municipalities()})


@require_GET
@in_organisation
def overview(request: Request, viewer: Viewer) -> HttpResponse:
    return render_page(request, "base.html", {})


@require_GET
@in_organisation
def freshness(request: Request, viewer: Viewer) -> HttpResponse:
    return HttpResponse()


@require_GET
@cache_control(public=True, max_age=86400)
@in_organisation
def accent(request: Request, viewer: Viewer) -> HttpResponse:
    """The organisation's colour as a stylesheet: as it is, readable as text, and what to write on it."""
    colour = from_hex(viewer.organisation.accent)
    values = {"accent": colour, "accent-text": readable_on_white(colour), "accent-contrast": text_on(colour)}
    lines = "".join(f"--{name}:{to_hex(value)};" for name, value in values.items())
    return HttpResponse(f":root{{{lines}}}\n", content_type="text/css")
