"""Questions that pages ask for every viewer, put together and compiled once."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from django.db.models import QuerySet

from core.prepared import Filled, Given, written_once
from pages.guards import Viewer

P = ParamSpec("P")
One = TypeVar("One")


class AnyOrganisation(Given):
    """Stands for the organisation that comes later."""

    @property
    def pk(self) -> "AnyOrganisation":
        """Its id comes in its place."""
        return self

    def today(self) -> Given:
        """The day there comes later too."""
        return Given("today")


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
    by name, and what the SQL depends on in order, as to `core.prepared.written_once`. Nothing else may
    decide how the question is written, such as the organisation's settings or the reader's language.
    """

    @written_once
    def written(is_member: Any, *settled: Any, organisation: Any, today: Any, **told: Any) -> Any:
        anyone: Any = AnyViewer(AnyOrganisation(organisation.name), is_member, today)
        return cast("Any", write)(anyone, *settled, **told)

    def filled(viewer: Viewer, *settled: Any, **told: Any) -> Any:
        home = viewer.organisation.pk
        return written(viewer.is_member, *settled, organisation=home, today=viewer.today, **told)

    return cast("Callable[Concatenate[Viewer, P], Filled[One]]", update_wrapper(filled, write))
