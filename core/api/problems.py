"""Problem documents (RFC 9457) for every error of the API."""

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core.api.parsing import TooLarge
from core.errors import Changed, DomainError

CONTENT_TYPE = "application/problem+json"


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: the error as a problem document, or None for what is no client's fault."""
    document = _document(error)
    if document is None:
        return None
    set_rollback()
    headers = getattr(error, "auth_header", None)
    return Response(
        document,
        status=document["status"],
        content_type=CONTENT_TYPE,
        headers={"WWW-Authenticate": headers} if headers else None,
    )


def _document(error: Exception) -> dict[str, Any] | None:
    error = _known(error)
    if isinstance(error, DomainError):
        errors = [{"path": p.path, "code": p.code, "message": p.message} for p in error.problems]
        document = _problem(error.message, error.status, errors)
        return document | _present(error)
    if isinstance(error, exceptions.ValidationError):
        return _problem(
            str(error.default_detail), status.HTTP_400_BAD_REQUEST, _flatten(error.get_full_details())
        )
    if isinstance(error, exceptions.APIException):
        return _problem(str(error.detail), error.status_code, [])
    return None


def _known(error: Exception) -> Exception:
    """What Django raises, as what is told of it."""
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, RequestDataTooBig):
        return TooLarge(_("Less has to be sent at a time."))
    if isinstance(error, SuspiciousOperation):
        return exceptions.ParseError()
    return error


def _present(error: DomainError) -> dict[str, Any]:
    """What is kept now as the caller reads it, for them to compare and merge, if the error has it.

    Of several that were to be changed at once a list: those that somebody else has changed.
    """
    stored = error.stored if isinstance(error, Changed) else None
    return {"current": stored} if isinstance(stored, dict | list) else {}


def _problem(title: str, code: int, errors: list[dict[str, str]]) -> dict[str, Any]:
    return {"type": "about:blank", "title": title, "status": code, "detail": title, "errors": errors}


def _flatten(details: Any, path: str = "") -> list[dict[str, str]]:
    """DRF's nested details as a list of problems with JSON paths."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        return [{"path": path or "/", "code": str(details["code"]), "message": str(details["message"])}]
    if isinstance(details, dict):
        return [problem for key, value in details.items() for problem in _flatten(value, f"{path}/{key}")]
    return [problem for value in details for problem in _flatten(value, path)]
