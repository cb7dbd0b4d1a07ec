"""Pages of other origins that may ask the API: none, unless an operator lists them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

ROOT = "/api/"
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE"
SENT = "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match"
SEEN = (
    "ETag, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Idempotency-Replayed"
)
KNOWN_SECONDS = "3600"


class CorsMiddleware:
    """Lets pages of the listed origins ask with a key. Never with a session: cookies stay at home."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.CORS_ORIGINS or not request.path.startswith(ROOT):
            return self.get_response(request)
        origin = request.headers.get("Origin", "")
        if origin not in settings.CORS_ORIGINS:
            return _varying(self.get_response(request))
        is_asking = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204) if is_asking else self.get_response(request)
        response.headers["Access-Control-Allow-Origin"] = origin
        if is_asking:
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = SENT
            response.headers["Access-Control-Max-Age"] = KNOWN_SECONDS
        else:
            response.headers["Access-Control-Expose-Headers"] = SEEN
        return _varying(response)


def _varying(response: HttpResponseBase) -> HttpResponseBase:
    """No cache answers one origin with what another was answered."""
    patch_vary_headers(response, ["Origin"])
    return response
