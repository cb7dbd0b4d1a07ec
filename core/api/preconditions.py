"""Which version of a thing the caller has read: nobody overwrites what they have not seen."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

#: The entity tag of a thing as answered, or as a proxy that compresses has weakened it; or its version.
TAG = re.compile(r'\s*(?:W/)?"(\d{1,9})(?:-[0-9a-f]*)?"\s*', re.ASCII)
MOST = 2**31 - 1


class VersionMissing(APIException):
    """The caller does not say what they have read."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED


def version_read(request: Request, content: Any) -> int:
    """The version that `If-Match` begins with, else the `version` in the content.

    What counts is the version alone: which fields had been asked for makes no difference. Raises
    `VersionMissing`, or `ValidationError` for what is none or where the two differ.
    """
    tag = request.headers.get("If-Match")
    said = version_in(content)
    if tag is None:
        if said is None:
            raise VersionMissing(_("Say which version you have read: by If-Match, or as “version”."))
        return said
    match = TAG.fullmatch(tag)
    if match is None:
        problem = _("This is no entity tag of a thing. Send the ETag that you were answered.")
        raise ValidationError({"If-Match": [problem]}, code="entity_tag")
    version = int(match[1])
    if said not in {None, version}:
        problem = _("If-Match and “version” name different versions.")
        raise ValidationError({"version": [problem]}, code="version")
    return version


def version_in(content: Any) -> int | None:
    """The `version` in the content, None if it says none; raises `ValidationError` for what is none."""
    said = content.get("version") if isinstance(content, Mapping) else None
    version = whole(said, MOST)
    if said is None or version:
        return version
    raise ValidationError({"version": [_("A version is a whole number.")]}, code="version")


def whole(said: Any, most: int) -> int | None:
    """The whole number from 1 that was sent, None if it is none; 1.0 is one: JSON has one sort of number."""
    if isinstance(said, float) and said.is_integer():
        said = int(said)
    is_one = isinstance(said, int) and not isinstance(said, bool) and 0 < said <= most
    return said if is_one else None
