"""Pages and their fragments: the only place that knows of `request.htmx`."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

from core.errors import DomainError

if TYPE_CHECKING:
    from pages.guards import Request


def render_page(
    request: "Request", template: str, context: dict[str, Any], *, partial: str = "", status: int = 200
) -> HttpResponse:
    """The page; for htmx only `partial`, which is a named partial inside the page's template.

    What a member sees is kept out of every cache; what everybody sees is asked for anew each time.
    """
    name = f"{template}#{partial}" if partial and wants_fragment(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def wants_fragment(request: "Request") -> bool:
    """Whether htmx asks for a part: not where it follows a link or restores a page of its history."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def problem_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """What a rule of the domain says no to, in the frame; for htmx only the message."""
    template = "errors/problem.html#message" if getattr(request, "htmx", False) else "errors/problem.html"
    return render(request, template, {"error": error}, status=error.status)
