"""Pages of what is no table but known as a whole, as lists have them: by cursor and size."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import QueryDict
from rest_framework.request import Request

from core.api import cursors
from core.api.parameters import Offered, asked_of_list

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Paging:
    """How much is asked for at once, and from where on."""

    size: int
    cursor: str


def paging_in(query: QueryDict, offered: Offered) -> Paging:
    """The page that is asked for; raises `ValidationError` for what is not offered."""
    asked = asked_of_list(query, offered)
    return Paging(asked.page_size, asked.cursor)


def cut(
    request: Request, whole: Sequence[One], paging: Paging, name: str, *, grows_at_start: bool = False
) -> tuple[Sequence[One], str | None]:
    """A page of the whole, and the address of the next one; `name` is what its cursors are good for.

    What grows at its start (a history, the newest first) is counted from its end: nothing comes twice.
    """
    start = 0
    if paging.cursor:
        [said] = cursors.read(name, paging.cursor)
        start = max(0, len(whole) - int(said)) if grows_at_start else int(said)
    end = start + paging.size
    if end >= len(whole):
        return whole[start:], None
    query = request.query_params.copy()
    query["cursor"] = cursors.written(name, [len(whole) - end if grows_at_start else end])
    return whole[start:end], request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
