"""A resource of the API that is written too: on the services that the pages use, so that no rule is twice.

A resource says which shape its input has (`input_class`), and which services make, change and remove:
`make`, `change`, `remove`. What it does not say, nobody can do over the API.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework import serializers, status
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.request import Request

from core.api.answers import as_sent, written
from core.api.preconditions import version_in, version_read, whole
from core.errors import Changed, DomainError, NotAllowed, Problem
from organisations.api import reading_input
from organisations.api.inputs import MOST, ClosedSerializer, Named
from organisations.api.reading_input import Shape, Values
from organisations.api.repeating import once
from organisations.api.resources import Acts, Resource, Rows
from organisations.api.writer import Writer, writer_of


class Writable(Resource):
    """What all resources share that can be written."""

    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    input_class: ClassVar[type[ClosedSerializer]]
    #: The shape of what was made just now, where that is told more of than later.
    made_class: ClassVar[type[serializers.Serializer[Any]] | None] = None

    # What a resource says of itself ------------------------------------------------------------------

    def make(self, writer: Writer, given: Values) -> Any:
        """Makes a thing of what was given; with the service."""
        raise TypeError(f"{self.kind} are not made")

    def make_all(self, writer: Writer, given: Sequence[Values]) -> Rows:
        """Makes all; what goes wrong is told with the place in the list.

        A kind of which hundreds are made at once has a service for many.
        """
        made = []
        for place, one in enumerate(given):
            with self.placed(place):
                made.append(self.make(writer, one))
        return made

    def change(self, writer: Writer, row: Any, version: int, given: Values) -> None:
        """Changes a thing to what was given: all that can be said of it."""
        raise TypeError(f"{self.kind} are not changed")

    def remove(self, writer: Writer, row: Any, version: int) -> None:
        """Removes a thing."""
        raise TypeError(f"{self.kind} are not removed")

    def said(self, row: Any) -> Values:
        """What a thing says now, as it would be given."""
        found = {}
        for name, field in input_fields(self.input_class).items():
            value = getattr(row, name)
            is_many = isinstance(getattr(field, "child", None), Named)
            found[name] = list(value.all()) if is_many else value
        return found

    # What each method does ---------------------------------------------------------------------------

    @classmethod
    def acts(cls) -> Acts:
        """What each method does, as far as there are services."""
        found = super().acts()
        if cls.make is not Writable.make or cls.make_all is not Writable.make_all:
            found["list"] |= {"post": "create"}
        if cls.change is not Writable.change:
            found["list"] |= {"patch": "change_all"}
            found["detail"] |= {"put": "update", "patch": "partial_update"}
        if cls.remove is not Writable.remove:
            found["detail"] |= {"delete": "destroy"}
        return found

    def create(self, request: Request) -> HttpResponseBase:
        """A new thing, or several by a list: all or none of them."""
        writer = writer_of(request, self.reader(request))
        content = request.data
        is_many = isinstance(content, list)
        shape = Shape(self.input_class, frozenset(self.readers()), is_new=True)

        def act() -> HttpResponse:
            sent = reading_input.listed(content) if is_many else [content]
            given = reading_input.read(writer.reader, shape, sent, is_many=is_many)
            with self.current_told(request, writer), unlisted(is_many=is_many):
                made = self.make_all(writer, given)
            answers = self.represented(request, writer.reader, [row.pk for row in made])
            if is_many:
                return written(answers, status=status.HTTP_201_CREATED)
            return located(answers[0])

        return once(request, writer, act)

    @transaction.atomic
    def update(self, request: Request, pk: int) -> HttpResponseBase:
        """The thing as it shall be as a whole; what is left out is as in a new one."""
        return self.changed_one(request, pk, is_partial=False)

    @transaction.atomic
    def partial_update(self, request: Request, pk: int) -> HttpResponseBase:
        """What shall change of the thing."""
        return self.changed_one(request, pk, is_partial=True)

    @transaction.atomic
    def change_all(self, request: Request) -> HttpResponseBase:
        """What shall change of several things, each with `id` and `version`: all or none of them."""
        writer = writer_of(request, self.reader(request))
        sent = reading_input.listed(request.data)
        ids, versions = addressed(sent)
        in_turn(self.rows(writer.reader), ids)
        rows = self.rows_of(writer, ids)
        read = list(zip(rows, versions, strict=True))
        self.changed(request, writer, read, is_partial=True, is_many=True)
        return written(self.represented(request, writer.reader, ids))

    @transaction.atomic
    def destroy(self, request: Request, pk: int) -> HttpResponseBase:
        """Removes the thing."""
        writer = writer_of(request, self.reader(request))
        row = self.own_row(writer, pk)
        version = version_read(request, request.data)
        with self.current_told(request, writer), self.placed(None):
            self.remove(writer, current(row, version), version)
        return HttpResponse(status=status.HTTP_204_NO_CONTENT)

    # ---------------------------------------------------------------------------------------------------

    def changed_one(self, request: Request, pk: int, *, is_partial: bool) -> HttpResponseBase:
        """Changes one thing, and answers it."""
        writer = writer_of(request, self.reader(request))
        row = self.own_row(writer, pk)
        version = version_read(request, request.data)
        self.changed(request, writer, [(row, version)], is_partial=is_partial, is_many=False)
        answer = self.represented(request, writer.reader, [pk])[0]
        return written(answer, version=answer["version"])

    def changed(
        self,
        request: Request,
        writer: Writer,
        read: Sequence[tuple[Any, int]],
        *,
        is_partial: bool,
        is_many: bool,
    ) -> None:
        """Changes things, each as it was read, to what was sent: a thing, or a list of as many."""
        sent: Any = request.data if is_many else [request.data]
        shape = Shape(self.input_class, frozenset(self.readers()), is_new=False, is_partial=is_partial)
        rows = [row for row, _version in read]
        with self.current_told(request, writer):
            if is_many:
                check_current(read)
            else:
                current(*read[0])
            answers = self.represented(request, writer.reader, [row.pk for row in rows])
            given = reading_input.read(writer.reader, shape, sent, as_sent(answers), is_many=is_many)
            said = [self.said(row) for row in rows]
            reading_input.check_fixed(shape, given, said, is_many=is_many)
            for place, (row, version) in enumerate(read):
                kept = said[place] if is_partial else {name: said[place][name] for name in shape.fixed}
                with self.placed(place if is_many else None):
                    self.change(writer, row, version, kept | given[place])

    def own_rows(self, writer: Writer) -> Any:
        """The things that the caller may read, with what services look at."""
        return self.rows(writer.reader).select_related(*self.related).order_by()

    def own_row(self, writer: Writer, pk: int) -> Any:
        """The thing, if the organisation keeps it; 404 for what the caller may not read."""
        row = self.own_rows(writer).filter(pk=pk).first()
        if row is None:
            raise NotFound(_("There is nothing of that number that you may read."))
        self.check_own(writer, row)
        return row

    def rows_of(self, writer: Writer, ids: Sequence[int]) -> Rows:
        """The things of these ids, in that order; `ValidationError` for what the caller may not read."""
        found = {row.pk: row for row in self.own_rows(writer).filter(pk__in=ids)}
        missing = [place for place, pk in enumerate(ids) if pk not in found]
        if missing:
            problem = _("There is nothing of that number that you may read.")
            raise ValidationError({str(place): {"id": [problem]} for place in missing}, code="not_found")
        for place, pk in enumerate(ids):
            with self.placed(place):
                self.check_own(writer, found[pk])
        return [found[pk] for pk in ids]

    def check_own(self, writer: Writer, row: Any) -> None:
        """Raises `NotAllowed` for what another organisation keeps."""
        if attrgetter(self.owner)(row) != writer.organisation.pk:
            raise NotAllowed(_("Another organisation has stated this; only they can change it."))

    @contextmanager
    def placed(self, place: int | None, fields: Iterable[str] = ()) -> Iterator[None]:
        """What a rule says no to, with the path of what it is about: a field, or the whole thing."""
        try:
            yield
        except DomainError as error:
            said = error.problems or [Problem(error.code, error.code, error.message)]
            names = {*self.readers(), *(fields or input_fields(self.input_class))}
            start = "" if place is None else f"/{place}"
            error.problems = tuple(
                Problem(f"{start}{path_of(each.path, names)}" or "/", each.code, each.message)
                for each in said
            )
            raise

    @contextmanager
    def current_told(self, request: Request, writer: Writer) -> Iterator[None]:
        """Who comes too late is told how the thing is now."""
        try:
            yield
        except Changed as error:
            is_many = isinstance(error.stored, list)
            stored: Any = error.stored if is_many else [error.stored]
            ids = [row.pk for row in stored if row is not None]
            there = {row.pk for row in self.rows(writer.reader).filter(pk__in=ids)}
            now = self.represented(request, writer.reader, [pk for pk in ids if pk in there])
            error.stored = now if is_many else next(iter(now), None)
            raise


def in_turn(rows: QuerySet[Any], ids: Iterable[int]) -> None:
    """Locks some of the rows by their ids: of two lists that meet, one waits and sees the other."""
    some = rows.filter(pk__in=ids).order_by().values("pk")
    locked = rows.model._default_manager.filter(pk__in=some).select_for_update(no_key=True)
    list(locked.order_by("pk").values_list("pk", flat=True))


@cache
def input_fields(shape: type[ClosedSerializer]) -> Mapping[str, Any]:
    """The fields of what is sent, by name; made once."""
    return dict(shape().fields)


@contextmanager
def unlisted(*, is_many: bool) -> Iterator[None]:
    """Of one thing that was no list, nothing is told as if it stood in one."""
    try:
        yield
    except DomainError as error:
        if not is_many:
            error.problems = tuple(
                Problem(each.path.removeprefix("/0") or "/", each.code, each.message)
                for each in error.problems
            )
        raise


def current(row: Any, version: int) -> Any:
    """The row, if it is the version that the caller has read; else raises `Changed`."""
    if row.version != version:
        raise Changed(
            _("Somebody has changed this since you opened it. Nothing was overwritten."), stored=row
        )
    return row


def check_current(read: Sequence[tuple[Any, int]]) -> None:
    """Raises `Changed` with all rows of which the caller has read another version than there is."""
    message = _("Somebody has changed this since you opened it. Nothing was overwritten.")
    behind = [place for place, (row, version) in enumerate(read) if row.version != version]
    if behind:
        error = Changed(message, stored=[read[place][0] for place in behind])
        error.problems = tuple(Problem(f"/{place}", error.code, message) for place in behind)
        raise error


def located(answer: Mapping[str, Any]) -> HttpResponse:
    """A thing that was just made: where it is, and how."""
    made = written(answer, status=status.HTTP_201_CREATED, version=answer.get("version"))
    made.headers["Location"] = answer["url"]
    return made


def addressed(sent: Sequence[Any]) -> tuple[list[int], list[int]]:
    """Ids and versions of a list of changes; `ValidationError` where one lacks them or is there twice."""
    ids, versions, problems = [], [], {}
    for place, one in enumerate(sent):
        pk = whole(one.get("id"), MOST) if isinstance(one, Mapping) else None
        version = version_in(one)
        if pk is None or pk in ids or version is None:
            problem = _("Say which thing, once, and which version you have read: “id” and “version”.")
            code = "twice" if version and pk in ids else "required"
            problems[str(place)] = {"id" if version else "version": [ErrorDetail(problem, code)]}
        ids.append(pk)
        versions.append(version or 0)
    if problems:
        raise ValidationError(problems)
    return ids, versions  # type: ignore[return-value]  # each was looked at


def path_of(said: str, names: Any) -> str:
    """Where a problem of a service belongs: `unit_id` is said of the unit, `value` of the value."""
    found = []
    for each in said.strip("/").split("/"):
        plain = re.sub("_(id|from|to)$", "", each)
        found += [name for name in dict.fromkeys((each, plain)) if name in names or name.isdecimal()]
    return "".join(f"/{each}" for each in found)
