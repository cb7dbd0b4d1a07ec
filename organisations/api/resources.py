"""A resource of the API as it is read: a list, a thing, and what can be asked of both.

What can be written too is a `writing.Writable`.
"""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from functools import cache
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpResponseBase, QueryDict
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django_filters.utils import translate_validation
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from core.api import cursors
from core.api.answers import answer, tag_of, unchanged
from core.api.parameters import Asked, Offered, asked_of_list, asked_of_one
from core.api.schema import ResourceSchema, parameter_of, words_of
from core.postgresql.base import planned_once
from organisations.api.fields import Reference, References
from organisations.api.finding import rows_by_keys
from organisations.api.reader import Reader, reader_of, reader_of_all
from organisations.api.representing import KINDS, Fields, Representing

Rows = list[Any]
Names = list[str]
Parameters = list[OpenApiParameter]
#: Moves when answers are made otherwise: what somebody has is then read anew.
FORM = 1
#: What each method does at the address of the list, and at that of a thing.
Acts = dict[str, dict[str, Any]]


class Resource(ViewSet):
    """What all resources share; each says what it is called, which rows there are and how they look."""

    permission_classes = (AllowAny,)
    http_method_names = ["get", "head"]
    schema = ResourceSchema()

    kind: ClassVar[str]
    serializer_class: ClassVar[type[serializers.Serializer[Any]]]
    filterset_class: ClassVar[Any] = None
    #: Fields that everybody who has the list reads. Ties are parted by the id; what is null comes last.
    orderings: ClassVar[tuple[str, ...]] = ("id",)
    #: Whether the address names an organisation.
    is_of_organisation: ClassVar[bool] = True
    is_for_members: ClassVar[bool] = False
    #: What moves whenever the list does, read with one query; None where nothing is known to.
    stamp: "ClassVar[staticmethod[[Reader], list[Any]] | None]" = None
    #: What services look at in things of the kind: read along with whatever is named.
    related: ClassVar[tuple[str, ...]] = ()
    #: Leads from a thing to the id of the organisation that keeps it.
    owner: ClassVar[str] = "organisation_id"

    #: What is done to a thing beside reading and writing it, by the last word of its address.
    deeds: ClassVar[Mapping[str, Any]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "kind" in vars(cls):
            KINDS[cls.kind] = cls()

    # What a resource says of itself ------------------------------------------------------------------

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The rows that the reader may see: each is found by its id, and can be referred to."""
        raise TypeError(f"{self.kind} does not say which rows there are")

    def listed(self, reader: Reader) -> QuerySet[Any]:
        """Those of them that the list has; usually all."""
        return self.rows(reader)

    def offered(self, reader: Reader) -> QuerySet[Any]:
        """What of other organisations can be adopted, and what is adopted already."""
        raise TypeError(f"{self.kind} are not adopted")

    def annotations(self, reader: Reader) -> dict[str, Any]:
        """What sources of fields hold that are no columns."""
        return {}

    def filter_arguments(self, reader: Reader, query: QueryDict) -> dict[str, Any]:
        """What the FilterSet wants to know."""
        return {"organisation": reader.organisation}

    def by_keys(self, reader: Reader, rows: QuerySet[Any], keys: Iterable[str]) -> Mapping[str, Rows]:
        """The rows by the keys that something was named by; two of one key are not told apart."""
        return rows_by_keys(reader, rows, keys, self.owner)

    # What can be asked -------------------------------------------------------------------------------

    @classmethod
    def acts(cls) -> Acts:
        """What each method does at the address of the list, and at that of a thing."""
        return {"list": {"get": "list"}, "detail": {"get": "retrieve"}}

    @classmethod
    def readers(cls) -> Fields:
        """All fields by name; made once."""
        return _fields_of(cls.serializer_class)

    def shape(self, reader: Reader) -> Fields:
        """The fields that the reader may see."""
        hidden = (
            () if reader.is_member else getattr(getattr(self.serializer_class, "Meta", None), "internal", ())
        )
        return {name: one for name, one in self.readers().items() if name not in hidden}

    def expandable(self, fields: Iterable[str]) -> Names:
        """Those of the fields that name other things."""
        readers = self.readers()
        return [name for name in fields if isinstance(readers[name], Reference | References)]

    def filter_parameters(self) -> Parameters:
        """The filters, for the description."""
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        return [parameter_of(name, one) for name, one in filters.items()]

    # Answers -----------------------------------------------------------------------------------------

    def list(self, request: Request) -> HttpResponseBase:
        """A page of the list."""
        reader = self.reader(request)
        tag = self._tag(request, reader)
        if tag and (known := unchanged(request, tag)):
            return known
        asked = asked_of_list(request.query_params, self._offered(reader, self.narrowing(request)))
        fields = self.chosen(request, reader, asked)
        place = cursors.read(self._name(reader, asked), asked.cursor) if asked.cursor else []
        rows = self.page(request, reader, asked, place, fields)
        representing = Representing(request, reader, asked.expand)
        results = representing.answers(self.kind, rows[: asked.page_size], fields)
        return self.told(request, {"next": self._next(request, reader, asked, rows), "results": results}, tag)

    def narrowing(self, request: Request) -> Names:
        """Names of what a list can be narrowed by."""
        return [*self.filterset_class.base_filters] if self.filterset_class else []

    def chosen(self, request: Request, reader: Reader, asked: Asked) -> Fields:
        """The fields that are asked for, of those that the reader may see."""
        return {name: one for name, one in self.shape(reader).items() if name in asked.fields}

    def told(self, request: Request, page: dict[str, Any], tag: str | None) -> HttpResponseBase:
        """A page of the list as it is answered."""
        return answer(request, page, tag=tag)

    def retrieve(self, request: Request, pk: int) -> HttpResponseBase:
        """One thing."""
        reader = self.reader(request)
        asked = asked_of_one(request.query_params, self._offered(reader, ()))
        fields = {name: one for name, one in self.shape(reader).items() if name in asked.fields}
        rows = self.found(reader, pk, fields)
        if not rows:
            raise NotFound(_("There is nothing of that number that you may read."))
        content = Representing(request, reader, asked.expand).answers(self.kind, rows, fields)[0]
        return answer(request, content, getattr(rows[0], "version", None))

    def reader(self, request: Request) -> Reader:
        """Who reads, and which organisation."""
        reader = reader_of(request) if self.is_of_organisation else reader_of_all(request)
        if self.is_for_members:
            reader.check_is_member()
        return reader

    def page(  # what is asked, by whom, from where, of what
        self, request: Request, reader: Reader, asked: Asked, place: Names, fields: Fields
    ) -> Rows:
        """The rows from the place on: one more than a page has, if there are more."""
        rows = self.listed(reader)
        if self.filterset_class:
            rows = self.filtered(request, reader, rows)
        page = cursors.cut(self.prepared(rows, fields, reader, asked.ordering), asked, place)
        # Of all that is asked of lists, this comes in the same words again and again.
        with nullcontext() if self._is_narrowed(request) else planned_once():
            return [*page]

    def found(self, reader: Reader, pk: int, fields: Fields) -> Rows:
        """The row of that id, if the reader may see it."""
        return [*self.prepared(self.rows(reader).filter(pk=pk).order_by(), fields, reader)]

    def filtered(self, request: Request, reader: Reader, rows: Any) -> Any:
        """The rows that pass what is asked of the FilterSet."""
        if self.filterset_class.base_filters.keys().isdisjoint(request.query_params):
            return rows  # nothing is asked, and no filter has to be
        arguments = self.filter_arguments(reader, request.query_params)
        filterset = self.filterset_class(request.query_params, rows, **arguments)
        if not filterset.is_valid():
            raise refused(filterset)
        return filterset.qs

    def prepared(
        self, rows: QuerySet[Any], fields: Fields, reader: Reader, ordering: str = "id"
    ) -> QuerySet[Any]:
        """The columns of the fields and of the order, and none else, by the names that the model has."""
        made = self.annotations(reader)
        needed = {ordering.removeprefix("-"), "version", *(one.source for one in fields.values())}
        annotated = {name: made[name] for name in made.keys() & needed}
        for one in fields.values():
            if isinstance(one, References):
                lead = one.through._default_manager.filter(**{one.here: OuterRef("pk")})
                there = f"{one.there}_id"
                annotated[one.attribute] = ArraySubquery(lead.order_by(there).values(there))
        stored = {at.attname for at in rows.model._meta.concrete_fields if {at.name, at.attname} & needed}
        columns = {"pk", *stored, *annotated, *(rows.query.annotations.keys() & needed)}
        found: QuerySet[Any] = rows.annotate(**annotated).values_list(*sorted(columns), named=True)
        return found

    def represented(self, request: Request, reader: Reader, ids: Iterable[int]) -> Rows:
        """The things of these ids as the reader reads them, in that order."""
        fields, wanted = self.shape(reader), [*ids]
        rows = self.prepared(self.rows(reader).filter(pk__in=wanted).order_by(), fields, reader)
        found = {one["id"]: one for one in Representing(request, reader).answers(self.kind, rows, fields)}
        return [found[pk] for pk in wanted]

    # ---------------------------------------------------------------------------------------------------

    def _tag(self, request: Request, reader: Reader) -> str | None:
        """The tag of the list, known before its rows are; of what is expanded nothing is known."""
        if self.stamp is None or "expand" in request.query_params:
            return None
        fields, stamp = [*self.shape(reader)], self.stamp(reader)
        form = getattr(request.accepted_renderer, "media_type", "")
        return tag_of(FORM, self.kind, form, request.build_absolute_uri(), reader.is_member, fields, stamp)

    def _is_narrowed(self, request: Request) -> bool:
        """Whether a part of the list is asked for."""
        return not request.query_params.keys().isdisjoint(self.narrowing(request))

    def _offered(self, reader: Reader, filters: Iterable[str]) -> Offered:
        fields = [*self.shape(reader)]
        others = [*filters, *(["organisation"] if self.is_of_organisation else [])]
        return Offered(fields, self.expandable(fields), self.orderings, others)

    def _name(self, reader: Reader, asked: Asked) -> str:
        """What the cursors of this list are good for."""
        return f"{self.kind} {reader.organisation.pk} {asked.ordering}"

    def pk_of(self, row: Any) -> int:
        """The id of a row."""
        pk: int = row.pk
        return pk

    def place(self, row: Any, ordering: str) -> tuple[Any, ...]:
        """Where a row stands in the list."""
        name = ordering.removeprefix("-")
        return (self.pk_of(row),) if name == "id" else (getattr(row, name), self.pk_of(row))

    def _next(self, request: Request, reader: Reader, asked: Asked, rows: Rows) -> str | None:
        if len(rows) <= asked.page_size:
            return None
        query = request.query_params.copy()
        place = self.place(rows[asked.page_size - 1], asked.ordering)
        query["cursor"] = cursors.written(self._name(reader, asked), place)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def refused(filterset: Any) -> ValidationError:
    """What is wrong with what is asked of a list: a thing that is not there is `not_found`, as anywhere."""
    error: ValidationError = translate_validation(filterset.errors)
    details: Any = error.detail
    for name, problems in details.items():
        if name in filterset.base_filters and not words_of(filterset.base_filters[name]):
            for problem in problems:
                problem.code = "not_found" if problem.code == "invalid_choice" else problem.code
    return error


@cache
def _fields_of(serializer: type[serializers.Serializer[Any]]) -> Fields:
    return dict(serializer().fields)


def routes(resource: type[Resource], *, has_details: bool = True) -> list[URLPattern]:
    """The addresses of a resource."""
    name = resource.kind.replace("/", "_").replace("-", "_")
    acts = resource.acts()
    found = [path(f"{resource.kind}/", resource.as_view(acts["list"]), name=f"{name}_list")]
    if has_details:
        one = resource.as_view(acts["detail"])
        found.append(path(f"{resource.kind}/<int:pk>/", one, name=f"{name}_detail"))
    for deed in resource.deeds:
        done = resource.as_view({"post": "perform"}, deed=deed)
        found.append(path(f"{resource.kind}/<int:pk>/{deed}/", done, name=f"{name}_{deed}"))
    return found
