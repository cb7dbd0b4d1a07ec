"""`Idempotency-Key`: what is sent twice with one key is done once."""

import re
from collections.abc import Callable

import orjson
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from core.api.answers import private
from organisations.api.writer import Writer
from organisations.models import ApiToken
from organisations.services.repeating import Asking, keep_answer, kept_answer

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
#: What of an answer is kept beside its body.
KEPT_HEADERS = ("Content-Type", "ETag", "Location")


@transaction.atomic
def once(
    request: Request, writer: Writer, act: Callable[[], HttpResponse], sent: bytes | None = None
) -> HttpResponseBase:
    """The answer of the act; with a key the one that was given a moment ago, if there is one.

    What goes wrong is not kept: it can be put right and sent again with the same key. `sent` is what was
    sent, where that was not read as JSON.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return act()
    asking = _asking(request, writer, key, sent)
    kept = kept_answer(asking=asking)
    if kept is not None:
        headers = {**kept.headers, "Idempotency-Replayed": "true"}
        return private(HttpResponse(bytes(kept.body), status=kept.status, headers=headers))
    answer = act()
    headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
    keep_answer(asking=asking, status=answer.status_code, headers=headers, body=answer.content)
    return answer


def _asking(request: Request, writer: Writer, key: str, sent: bytes | None) -> Asking:
    if not KEY.fullmatch(key):
        problem = _("A key has between 1 and 200 plain characters, such as a UUID.")
        raise ValidationError({HEADER: [problem]}, code="key")
    token = request.auth if isinstance(request.auth, ApiToken) else None
    return Asking(
        user=writer.user,
        caller=f"key {token.pk}" if token else "session",
        key=key,
        address=request.get_full_path(),
        body=orjson.dumps(request.data, option=orjson.OPT_SORT_KEYS) if sent is None else sent,
    )
