"""Answers as bytes of JSON with a strong entity tag."""

import hashlib
from typing import Any, TypeVar

import orjson
from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from rest_framework import status as codes
from rest_framework.request import Request

Answer = TypeVar("Answer", bound=HttpResponseBase)
OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def answer(
    request: Request, content: Any, version: int | None = None, tag: str | None = None
) -> HttpResponseBase:
    """The content as JSON, or 304 if the caller has it; its tag moves when a byte of it does.

    The tag of a thing begins with the thing's version: whoever changes it sends the tag back. `tag` is one
    that was known before the content was read.
    """
    fresh = written(content, version=version, tag=tag)
    response = get_conditional_response(request._request, etag=fresh.headers["ETag"], response=fresh)
    return private(response or fresh)


def tag_of(*parts: object) -> str:
    """A tag that moves when one of the parts does."""
    return f'"{hashlib.sha256(orjson.dumps(parts)).hexdigest()[:32]}"'


def unchanged(request: Request, tag: str) -> HttpResponseBase | None:
    """304 if the caller has what the tag stands for, without anything being read; else None."""
    fresh = HttpResponse(headers={"ETag": tag})
    answered = get_conditional_response(request._request, etag=tag, response=fresh)
    return None if answered is None or answered is fresh else private(answered)


def written(
    content: Any, *, status: int = codes.HTTP_200_OK, version: int | None = None, tag: str | None = None
) -> HttpResponse:
    """The content as JSON, whatever the caller has."""
    body = orjson.dumps(content, option=OPTIONS)
    headers = {"ETag": tag or _tag_of_body(body, version)}
    fresh = HttpResponse(body, status=status, content_type="application/json", headers=headers)
    return private(fresh)


def _tag_of_body(body: bytes, version: int | None) -> str:
    digest = hashlib.sha256(body).hexdigest()[:32]
    return f'"{digest}"' if version is None else f'"{version}-{digest}"'


def handed(request: Request, content: bytes, content_type: str, tag: str = "") -> HttpResponseBase:
    """A file, or 304 if the caller has it; `tag` is one that was known before it was made."""
    tag = tag or f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    fresh = HttpResponse(content, content_type=content_type, headers={"ETag": tag})
    return private(get_conditional_response(request._request, etag=tag, response=fresh) or fresh)


def as_sent(content: Any) -> Any:
    """The content as whoever asked reads it."""
    return orjson.loads(orjson.dumps(content, option=OPTIONS))


def private(response: Answer) -> Answer:
    """Members and everybody else get different answers at one address, so no cache between keeps any."""
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Authorization", "Cookie"])
    return response
