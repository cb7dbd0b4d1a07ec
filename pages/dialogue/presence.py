"""Who else is writing on the same thing: kept for half a minute in the cache, nowhere else.

An open form asks again and again while its tab is seen; asking says that one is there. It is a
courtesy: two who save the same text are kept apart by versions, whether or not the cache answers.
"""

import time

from django.core.cache import cache
from django.http import HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET
from redis.exceptions import RedisError

from organisations.models import User
from pages.dialogue.views import subject_of
from pages.guards import Request, Viewer, for_members
from pages.positions.views import person
from pages.rendering import render_page

STAYS_SECONDS = 30


@require_GET
@for_members
def presence_detail(request: Request, viewer: Viewer, kind: str, pk: int) -> HttpResponse:
    """Who else has a form of the thing open; nothing new (204) if the reader knows it already."""
    subject_of(viewer, kind, pk)
    others = others_at(f"presence:{viewer.organisation.pk}:{kind}:{pk}", person(viewer))
    text = sentence(others) if others else ""
    if request.GET.get("known") == text:
        return HttpResponse(status=204)
    return render_page(request, "dialogue/presence_text.html", {"text": text})


def others_at(place: str, user: User) -> list[str]:
    """The names of the others there; the person counts as there too. Nobody while the cache is away."""
    now = time.time()
    try:
        seen: dict[int, float] = cache.get(place) or {}
        here = {pk: until for pk, until in seen.items() if until > now} | {user.pk: now + STAYS_SECONDS}
        # Two who ask in the same instant may overlook each other once; the next asking mends it.
        cache.set(place, here, timeout=STAYS_SECONDS)
    except RedisError:
        return []
    others = User.objects.filter(pk__in=here.keys() - {user.pk})
    return [str(other) for other in others.order_by("name", "email")]


def sentence(names: list[str]) -> str:
    """Who is there, in words."""
    return ngettext("%(names)s is also editing this.", "%(names)s are also editing this.", len(names)) % {
        "names": ", ".join(names)
    }
