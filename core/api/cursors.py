"""Where a page of a list ends, for the next one to begin there: no list grows slower towards its end."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from django.core.signing import BadSignature, Signer
from django.db.models import F, OrderBy, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from core.api.parameters import Asked

#: What a row stands at: by a field, if it is ordered by one, then by its ids.
Place: TypeAlias = Sequence[str | None]
Ids: TypeAlias = Sequence[str]
_SIGNER = Signer(salt="core.api.cursors")


def written(list_name: str, place: Sequence[Any]) -> str:
    """A place in the list as one word; signed, so that nobody puts other values into it."""
    return _SIGNER.sign_object([list_name, *(None if value is None else str(value) for value in place)])


def read(list_name: str, cursor: str) -> list[Any]:
    """The place that a cursor of this very list stands for: texts, or None for what has no value."""
    try:
        name, *place = _SIGNER.unsign_object(cursor)
    except (BadSignature, ValueError, TypeError) as error:
        raise _no_cursor() from error
    if name != list_name:
        raise _no_cursor()
    return list(place)


def cut(rows: QuerySet[Any], asked: Asked, place: Place, ids: Ids = ("pk",)) -> QuerySet[Any]:
    """The page from the place on, in the order asked for: one row more than it has, if there are more."""
    rows = ordered(rows, asked.ordering, ids)
    return (after(rows, asked.ordering, place, ids) if place else rows)[: asked.page_size + 1]


def after(rows: QuerySet[Any], ordering: str, place: Place, ids: Ids = ("pk",)) -> QuerySet[Any]:
    """The rows in that order (a field, then the id) that come after the place; what is null comes last.

    `ids`: columns that tell rows apart, where these have no id of their own.
    """
    name, beyond = ordering.removeprefix("-"), "lt" if ordering.startswith("-") else "gt"
    if name == "id":
        return rows.filter(_beyond(ids, place, beyond))
    if place[0] is None:
        return rows.filter(_beyond(ids, place[1:], beyond), **{f"{name}__isnull": True})
    rest = _beyond((name, *ids), place, beyond)
    return rows.filter(rest | Q(**{f"{name}__isnull": True}) if _is_nullable(rows, name) else rest)


def ordered(rows: QuerySet[Any], ordering: str, ids: Ids = ("pk",)) -> QuerySet[Any]:
    """The rows in an order that has no ties; those without a value stand last, whichever way round."""
    name, sign = ordering.removeprefix("-"), "-" if ordering.startswith("-") else ""
    parting = [f"{sign}{each}" for each in ids]
    if name == "id":
        return rows.order_by(*parting)
    if not _is_nullable(rows, name):
        return rows.order_by(ordering, *parting)
    turned: OrderBy = F(name).desc(nulls_last=True) if sign else F(name).asc(nulls_last=True)
    return rows.order_by(turned, *parting)


def _beyond(names: Ids, place: Place, beyond: str) -> Q:
    """What is beyond the place by the first column, or by the next where it is equal there."""
    (name, *others), (value, *rest) = names, place
    further = Q(**{f"{name}__{beyond}": value})
    if not others:
        return further
    return Q(further | _beyond(others, rest, beyond), **{f"{name}__{beyond}e": value})


def _is_nullable(rows: QuerySet[Any], name: str) -> bool:
    """Whether a column can be null; what is reckoned is not."""
    return any(field.name == name and field.null for field in rows.model._meta.concrete_fields)


def _no_cursor() -> ValidationError:
    problem = _("This is no cursor of this list. Take the address of the next page as it is given.")
    return ValidationError({"cursor": [problem]}, code="bad_cursor")
