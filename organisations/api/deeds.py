"""What is done to a thing beside reading and writing it: a plan takes a step, a contribution is reviewed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseBase
from rest_framework import status
from rest_framework.request import Request

from core.api.answers import written
from core.api.preconditions import version_read
from organisations.api import reading_input
from organisations.api.inputs import ClosedSerializer
from organisations.api.reading_input import ADDRESSED, Shape, Values
from organisations.api.repeating import once
from organisations.api.representing import KINDS
from organisations.api.writer import Writer, writer_of
from organisations.api.writing import Writable, current, located


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed: what is said of it, the service that does it, and what comes of it.

    `kind` is that of what is answered; with `makes` a new thing, and no version of the old one is asked for.
    Neither is it of what counts none (`is_versioned`).
    """

    input_class: type[ClosedSerializer]
    service: Callable[[Writer, Any, int, Values], Any]
    kind: str
    about: str
    makes: bool = False
    is_versioned: bool = True

    @property
    def is_guarded(self) -> bool:
        """Whether the caller says which version they have read."""
        return self.is_versioned and not self.makes

    @property
    def asks_something(self) -> bool:
        """Whether something has to be said; which version was read can be said by `If-Match`."""
        return any(field.required for field in self.input_class().fields.values())

    @property
    def answered(self) -> Any:
        """The shape of what is answered."""
        resource: Any = KINDS[self.kind]
        return resource.serializer_class


class Doing(Writable):
    """A resource to whose things more is done: `deeds`, each by the last word of its address."""

    deeds: ClassVar[Mapping[str, Deed]] = {}
    #: Which of them is done at the address.
    deed: ClassVar[str] = ""

    def perform(self, request: Request, pk: int) -> HttpResponseBase:
        """Does it, and answers what has come of it."""
        writer = writer_of(request, self.reader(request))
        row = self.own_row(writer, pk)
        deed = self.deeds[self.deed]
        version = version_read(request, request.data) if deed.is_guarded else 0

        def act() -> HttpResponse:
            shape = Shape(deed.input_class, frozenset(ADDRESSED if deed.is_guarded else ()), is_new=False)
            [given] = reading_input.read(writer.reader, shape, [request.data], is_many=False)
            with self.current_told(request, writer), self.placed(None, deed.input_class().fields):
                done = deed.service(writer, current(row, version) if deed.is_guarded else row, version, given)
            resource: Any = KINDS[deed.kind]
            [answer] = resource.represented(request, writer.reader, [done.pk])
            if deed.makes:
                return located(answer)
            return written(answer, status=status.HTTP_200_OK, version=answer.get("version"))

        return once(request, writer, act)
