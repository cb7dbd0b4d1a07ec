"""How much the API is asked: counted for each key and for each address, a minute at a time.

The counters are in the cache. While that is away nothing is counted, and everybody is answered.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from redis import RedisError

logger = logging.getLogger(__name__)
ROOT = "/api/"
WINDOW_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much may be asked in a minute, how much of it is left, and in how many seconds it begins anew."""

    limit: int
    remaining: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        """As every answer says it."""
        named = {"Limit": self.limit, "Remaining": max(0, self.remaining), "Reset": self.reset}
        return {f"RateLimit-{name}": str(value) for name, value in named.items()}


class RateLimitMiddleware:
    """Answers 429 to who asks more than is allowed, and tells everybody how much they have left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        allowance = counted(request)
        if allowance is None:
            return self.get_response(request)
        response = self.get_response(request) if allowance.remaining >= 0 else too_many(allowance)
        for name, value in allowance.headers.items():
            response.headers[name] = value
        return response


def counted(request: HttpRequest) -> Allowance | None:
    """Counts the request; the allowance that is used up first, None while nothing can be counted."""
    now = time.time()
    window, reset = int(now // WINDOW_SECONDS), WINDOW_SECONDS - int(now % WINDOW_SECONDS)
    callers = dict(_callers(request))
    counters: Any = caches["default"]
    try:
        counts = counters.count([f"api-{who}-{window}" for who in callers], 2 * WINDOW_SECONDS)
    except (RedisError, OSError) as error:
        logger.warning("Requests to the API are not counted: %s", error)
        return None
    found = [
        Allowance(limit, limit - count, reset) for limit, count in zip(callers.values(), counts, strict=True)
    ]
    return min(found, key=lambda each: each.remaining)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: of what proxies have noted, what the outermost of ours has seen."""
    noted = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    trusted: int = settings.API_TRUSTED_PROXIES
    seen: str = request.META.get("REMOTE_ADDR", "")
    return noted[-trusted] if 0 < trusted <= len(noted) else seen


def too_many(allowance: Allowance) -> HttpResponse:
    """The problem document of who asks too much."""
    title = _("Too many requests. Wait a moment.")
    problem = {"type": "about:blank", "title": title, "status": 429, "detail": title, "errors": []}
    headers = {"Retry-After": str(allowance.reset), "Cache-Control": "no-store"}
    return HttpResponse(
        orjson.dumps(problem), status=429, content_type="application/problem+json", headers=headers
    )


def _callers(request: HttpRequest) -> Iterator[tuple[str, int]]:
    """Who is counted, and how much each may ask; nobody's name or key is written down."""
    yield f"address-{_digest(address_of(request))}", max(1, settings.API_REQUESTS_PER_MINUTE_ADDRESS)
    key = request.headers.get("Authorization", "")
    if key:
        yield f"key-{_digest(key)}", max(1, settings.API_REQUESTS_PER_MINUTE_KEY)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:32]
