"""Where a page of a list ends, for the next one to begin there: no list grows slower towards its end."""

from collections.abc import Sequence
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

_SIGNER = Signer(salt="core.api.cursors")


def written(list_name: str, place: Sequence[Any]) -> str:
    """A place in the list as one word; signed, so that nobody puts other values into it."""
    return _SIGNER.sign_object([list_name, *(str(value) for value in place)])


def read(list_name: str, cursor: str) -> list[str]:
    """The place that a cursor of this very list stands for."""
    try:
        name, *place = _SIGNER.unsign_object(cursor)
    except (BadSignature, ValueError, TypeError) as error:
        raise _no_cursor() from error
    if name != list_name:
        raise _no_cursor()
    return list(place)


def after(rows: QuerySet[Any], ordering: str, place: Sequence[str]) -> QuerySet[Any]:
    """The rows in that order (a field that is never null, then the id) that come after the place."""
    name, beyond = ordering.removeprefix("-"), "lt" if ordering.startswith("-") else "gt"
    if name == "id":
        return rows.filter(**{f"pk__{beyond}": place[-1]})
    further = Q(**{f"{name}__{beyond}": place[0]}) | Q(**{f"pk__{beyond}": place[-1]})
    return rows.filter(further, **{f"{name}__{beyond}e": place[0]})


def ordered(rows: QuerySet[Any], ordering: str) -> QuerySet[Any]:
    """The rows in an order that has no ties."""
    name, sign = ordering.removeprefix("-"), "-" if ordering.startswith("-") else ""
    return rows.order_by(f"{sign}pk") if name == "id" else rows.order_by(ordering, f"{sign}pk")


def _no_cursor() -> ValidationError:
    problem = _("This is no cursor of this list. Take the address of the next page as it is given.")
    return ValidationError({"cursor": [problem]}, code="bad_cursor")
