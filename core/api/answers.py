"""Answers as bytes of JSON with a strong entity tag."""

import hashlib
from typing import Any

import orjson
from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from rest_framework.request import Request

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def answer(request: Request, content: Any) -> HttpResponseBase:
    """The content as JSON, or 304 if the caller has it; its tag moves when a byte of it does.

    Members and everybody else get different answers at one address, so no cache between keeps any.
    """
    body = orjson.dumps(content, option=OPTIONS)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    fresh = HttpResponse(body, content_type="application/json", headers={"ETag": etag})
    response = get_conditional_response(request._request, etag=etag, response=fresh) or fresh
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Authorization", "Cookie"])
    return response
