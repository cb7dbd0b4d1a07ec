"""Parts of pages that are drawn once for all who see the same, and kept until what they show changes.

What the pages of an organisation show moves its revision, its report or the stamp of its
acknowledgements; these, with who looks (role and units, not the person), day, language and address, are
the key. What a person alone sees stands outside a kept part, and forms get their token when they are given
out. Without a cache that answers, a part is drawn each time.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.core.cache import cache
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from redis import RedisError

from alignment.selectors.freshness import state_of_report
from core.compressed import compressed, decompressed

if TYPE_CHECKING:
    from pages.guards import Request, Viewer

log = structlog.get_logger()
#: Stands in kept forms for the token of whoever gets them.
TOKEN = "token-of-whoever-gets-this-form"  # noqa: S105 - it opens nothing
#: Files that say how a part is drawn: after an upgrade nothing older is shown.
DRAWING = ("templates", "pages", "locale", "core/templatetags")
DRAWN_BY = {".html", ".py", ".mo", ".typ"}


def kept_parts(
    request: "Request", viewer: "Viewer", names: Iterable[str], make: Callable[[], dict[str, Any]]
) -> list[SafeString]:
    """Parts of templates (`template#partial`), kept or drawn now from the context that `make` gives."""
    known = known_of(request, viewer)

    def drawn(name: str) -> SafeString:
        def draw() -> bytes:
            return render_to_string(name, make() | {"csrf_token": TOKEN}, request).encode()

        found = _kept(key_of(request, viewer, name, known), draw).decode()
        if TOKEN in found:
            found = found.replace(TOKEN, get_token(request))
        return mark_safe(found)  # noqa: S308 - a template drew it

    return [drawn(name) for name in names]


def kept_file(request: "Request", viewer: "Viewer", name: str, make: Callable[[], bytes]) -> bytes:
    """A file that is made of what the viewer sees: kept, or made now."""
    return _kept(key_of(request, viewer, name, known_of(request, viewer)), make)


def _kept(key: str, make: Callable[[], bytes]) -> bytes:
    found = read(key) if key else None
    if found is None:
        found = make()
        if key:
            write(key, found)
    return found


Known = tuple[Any, ...]


def known_of(request: "Request", viewer: "Viewer") -> Known:
    """What a page's content depends on; empty if it is not kept: the public's filters could fill the cache.

    Asked for before anything is read: what is kept is at least as new as its key.
    """
    if not settings.KEEP_PAGES_SECONDS or (request.GET and not viewer.is_member):
        return ()
    organisation = viewer.organisation
    return (organisation.pk, organisation.revision, state_of_report(organisation))


def key_of(request: "Request", viewer: "Viewer", name: str, known: Known) -> str:
    """Under what a part is kept; empty if it is not."""
    if not known:
        return ""
    address, standing = request.get_full_path(), viewer.standing
    seen_by = (standing.role, *sorted(standing.unit_ids))
    parts = (drawing(), name, known, seen_by, viewer.today, get_language(), address)
    return f"page:{hashlib.blake2b(repr(parts).encode(), digest_size=20).hexdigest()}"


def read(key: str) -> bytes | None:
    """What is kept under the key."""
    try:
        found = cache.get(key)
    except RedisError as error:
        log.warning("cache away", error=str(error))
        return None
    return None if found is None else decompressed(found)


def write(key: str, part: bytes) -> None:
    """Keep something for a while."""
    try:
        cache.set(key, compressed(part), settings.KEEP_PAGES_SECONDS)
    except RedisError as error:
        log.warning("cache away", error=str(error))


@lru_cache(maxsize=1)
def drawing() -> str:
    """A stamp of the files that draw parts."""
    files = sorted(path for folder in DRAWING for path in Path(settings.BASE_DIR, folder).rglob("*.*"))
    facts = [(path.name, path.stat().st_mtime_ns) for path in files if path.suffix in DRAWN_BY]
    return hashlib.blake2b(repr(facts).encode(), digest_size=8).hexdigest()
