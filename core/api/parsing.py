"""Reading what is sent to the API: JSON of a bounded size and depth, or a problem that says why not."""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

#: Nothing that is written has more levels.
DEEPEST = 20


class TooLarge(APIException):
    """More was sent than the API takes at once."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


class BoundedJSONParser(BaseParser):
    """JSON as it is sent: text in UTF-8, no endless nesting, no more bytes than `API_MAX_BYTES`."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The content; one byte more than allowed is read at most."""
        most = settings.API_MAX_BYTES
        body = stream.read(most + 1)
        if len(body) > most:
            message = _("At most %(most)s bytes are taken at once. Send less at a time.")
            raise TooLarge(message % {"most": most})
        try:
            content = orjson.loads(body)
        except ValueError as error:
            raise ParseError(_("This is not JSON: %(error)s.") % {"error": error}) from error
        if _is_deeper(content, DEEPEST):
            raise ParseError(_("This is nested too deeply."))
        return content


def _is_deeper(content: Any, most: int) -> bool:
    level = [content]
    for _step in range(most):
        level = [child for each in level if isinstance(each, dict | list) for child in _children(each)]
        if not level:
            return False
    return True


def _children(holder: dict[str, Any] | list[Any]) -> list[Any]:
    return list(holder.values()) if isinstance(holder, dict) else holder
