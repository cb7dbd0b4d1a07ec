"""Pages and their fragments: the only place that knows of `request.htmx`."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

from core.errors import DomainError
from pages.keeping import kept_parts

if TYPE_CHECKING:
    from pages.guards import Request, Viewer


def render_page(
    request: "Request", template: str, context: dict[str, Any], *, partial: str = "", status: int = 200
) -> HttpResponse:
    """The page; for htmx only `partial`, which is a named partial inside the page's template."""
    name = f"{template}#{partial}" if partial and wants_fragment(request) else template
    return uncached(render(request, name, context, status=status))


def render_kept(
    request: "Request", viewer: "Viewer", template: str, partial: str, make: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """A page whose content is the same for all who see the same (`pages.keeping`).

    `partial` is what htmx gets; the page shows its named partials `title` and `content`. `make` gives the
    context, and is asked only if a part has to be drawn.
    """
    made = cache(make)
    if wants_fragment(request):
        [part] = kept_parts(request, viewer, [f"{template}#{partial}"], made)
        return uncached(HttpResponse(part))
    names = ("title", "content")
    parts = kept_parts(request, viewer, [f"{template}#{name}" for name in names], made)
    return uncached(render(request, template, dict(zip(names, parts, strict=True))))


def uncached(response: HttpResponse) -> HttpResponse:
    """What a member sees is kept out of every cache; what everybody sees is asked for anew each time."""
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
