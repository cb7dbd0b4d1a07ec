"""What happens around every request."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


class CompressedPagesMiddleware(GZipMiddleware):
    """Sends pages compressed to browsers that take them so: a tenth of the bytes, felt on a phone.

    Answers of the API stay as they are: compressing one weakens the ETag that a guarded write gives back.
    The length of a page does not tell its token: tokens are masked anew and random bytes are added
    (https://docs.djangoproject.com/en/stable/ref/middleware/#module-django.middleware.gzip).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class DatabaseAwayMiddleware:
    """Answers 503 with a plain message while the database cannot be reached, instead of failing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        return database_away(request)


def database_away(request: HttpRequest) -> HttpResponse:
    """The answer while the database is away: try again in a moment; nothing that was written is lost."""
    headers = {"Retry-After": "10", "Cache-Control": "no-store"}
    title = _("The database cannot be reached right now")
    detail = _("Wait a moment and try again. Nothing that was saved is lost.")
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": title, "status": 503, "detail": detail, "errors": []}
        return JsonResponse(problem, status=503, content_type="application/problem+json", headers=headers)
    page = render_to_string("errors/away.html", {"title": title, "detail": detail})
    return HttpResponse(page, status=503, headers=headers)
