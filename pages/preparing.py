"""Questions that pages ask for every viewer, put together and compiled once."""

from collections.abc import Callable, Set
from functools import cache, update_wrapper
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from django.db.models import QuerySet

from core.prepared import Filled, Given, Prepared
from pages.guards import Viewer

P = ParamSpec("P")
One = TypeVar("One")


class AnyOrganisation(Given):
    """Stands for the organisation that comes later."""

    @property
    def pk(self) -> "AnyOrganisation":
        """Its id comes in its place."""
        return self


class AnyViewer(NamedTuple):
    """Stands for all members, or for everybody else: which organisation it is, and which day, come later."""

    organisation: AnyOrganisation
    is_member: bool
    today: Given


def for_viewers(
    write: "Callable[Concatenate[Viewer, P], QuerySet[Any, One]]",
) -> "Callable[Concatenate[Viewer, P], Filled[One]]":
    """A question that is written for a viewer and is the same for the next, but for organisation and day.

    It is written once for members and once for others. Whatever else differs from asking to asking is told
    by name, and is `Given` where the question is written: a value that the database compares with, several
    for `__among`; None is none there too. What the SQL depends on is told in order. Nothing else may decide
    how the question is written, such as the organisation's settings or the reader's language.
    """

    @cache
    def prepared(
        given: frozenset[str], absent: frozenset[str], *settled: Any, is_member: bool
    ) -> Prepared[One]:
        anyone: Any = AnyViewer(AnyOrganisation("organisation"), is_member, Given("today"))
        told: Any = {**{name: Given(name) for name in given}, **dict.fromkeys(absent)}
        return Prepared(lambda: write(anyone, *settled, **told))

    def filled(viewer: Viewer, *settled: Any, **told: Any) -> Filled[One]:
        given = {name: _listed(value) for name, value in told.items() if value is not None}
        absent = frozenset(told.keys() - given.keys())
        question = prepared(frozenset(given), absent, *settled, is_member=viewer.is_member)
        return question.given(organisation=viewer.organisation.pk, today=viewer.today, **given)

    return cast("Callable[Concatenate[Viewer, P], Filled[One]]", update_wrapper(filled, write))


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, Set) else value
