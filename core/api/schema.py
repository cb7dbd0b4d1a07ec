"""How resources describe themselves in OpenAPI."""

import re
from collections.abc import Iterable
from functools import cache
from inspect import getdoc
from typing import Any

from django.utils.translation import override
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_serializer
from rest_framework import serializers

from core.api.parameters import LARGEST_PAGE, USUAL_PAGE
from core.api.serializers import BehindSerializer, ProblemSerializer, SeveralBehindSerializer

PROBLEM = "application/problem+json"
JSON = "application/json"
GEO_JSON = "application/geo+json"
#: What is asked for is said, or left out.
TEXT = {"type": "string", "minLength": 1}
NO_TEXT = {"type": "string", "maxLength": 0}
TEXT_OR_NOTHING = ["string", "null"]
#: A decimal as spectacular writes it may have no digit at all.
DIGITS = re.compile(r"^\^-\?\\d\{0,(\d+)\}\(\?:\\\.\\d\{0,(\d+)\}\)\?\$$")
AT_LEAST_ONE = r"^-?(?:\\d{1,\1}(?:\\.\\d{0,\2})?|\\.\\d{1,\2})$"
#: What a text has to look like.
FORMING = ("format", "pattern", "minLength", "maxLength")
#: Who asks has to say who they are: by a key, or by having logged in. (Spectacular takes it for texts.)
KEYED: Any = [{"tokenAuth": []}, {"cookieAuth": []}]
ORGANISATION = OpenApiParameter("organisation", TEXT, required=True, description="The organisation's key.")
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The entity tag of an answer that the caller has: 304 if it still is the present one.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The entity tag of the thing as it was read; `version` in what is sent says the same.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    description="Sent again with the same key within a day, the same is done once and answered alike.",
)
LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.URI, OpenApiParameter.HEADER, response=[201], description="Where the thing is."
)
ETAG = OpenApiParameter(
    "ETag",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    response=[200, 201],
    description="The entity tag of the answer; that of a thing begins with its version.",
)
CURSOR = OpenApiParameter(
    "cursor", TEXT, description="Where the page begins, as the `next` of the page before has it."
)
PAGE_SIZE = OpenApiParameter(
    "page_size",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE},
    description="How many things at most.",
)
#: What every answer says of how much may be asked, and when the next may be.
ALWAYS = {
    "RateLimit-Limit": "How much this key, or this address, may ask in a minute.",
    "RateLimit-Remaining": "How much of it is left.",
    "RateLimit-Reset": "In how many seconds it begins anew.",
}
RATES = ALWAYS | {"Retry-After": "In how many seconds more may be asked."}
READ_PROBLEMS = (400, 401, 403, 404, 429)
#: What a write can be answered, by what it does.
WRITE_PROBLEMS = {
    "create": (*READ_PROBLEMS, 409, 412, 413, 415, 422),
    "update": (*READ_PROBLEMS, 409, 412, 413, 415, 422, 428),
    "partial_update": (*READ_PROBLEMS, 409, 412, 413, 415, 422, 428),
    "change_all": (*READ_PROBLEMS, 409, 412, 413, 415, 422),
    "perform": (*READ_PROBLEMS, 409, 412, 413, 415, 422, 428),
    "destroy": (*READ_PROBLEMS, 409, 412, 422, 428),
}


class ResourceSchema(AutoSchema):
    """Describes a resource by what it says of itself: its serializer, and what it offers to be asked for."""

    view: Any

    def get_override_parameters(self) -> Any:
        """What can be asked of a list, or of one thing; what a write is guarded by."""
        found = [ORGANISATION] if self.view.is_of_organisation else []
        if self.view.action == "create":
            return [*found, IDEMPOTENCY_KEY, LOCATION, ETAG]
        if self.view.action == "change_all":
            return found
        if self.view.action == "perform":
            guards = [LOCATION] if self.deed.makes else [IF_MATCH] if self.deed.is_guarded else []
            return [*found, IDEMPOTENCY_KEY, *guards, ETAG]
        if self.view.action in WRITE_PROBLEMS:
            return [*found, IF_MATCH, ETAG]
        return [*found, *self.reading_parameters(), IF_NONE_MATCH, ETAG]

    @property
    def deed(self) -> Any:
        """What is done at the address."""
        return self.view.deeds[self.view.deed]

    def reading_parameters(self) -> list[OpenApiParameter]:
        """What is chosen of a list, or of one thing."""
        view = self.view
        fields = list(view.readers())
        found = [_words("fields", fields, "Only these fields, parted by commas; `id` is always there.")]
        expandable = view.expandable(fields)
        if expandable:
            found.append(_words("expand", expandable, "These references as the whole things they name."))
        if view.action == "list":
            found += [CURSOR, PAGE_SIZE, _ordering(view.orderings), *view.filter_parameters()]
        return found

    def get_operation_id(self) -> str:
        """As usual; to change several at once has a name of its own."""
        found: str = super().get_operation_id()
        return found.replace("partial_update", "bulk_update") if self.view.action == "change_all" else found

    def get_description(self) -> str:  # type: ignore[override]  # spectacular asks without arguments
        """What the resource says of itself; of a write, what it does."""
        about = getdoc(type(self.view)) or ""
        if self.view.action not in WRITE_PROBLEMS:
            return about
        if self.view.action == "perform":
            about_deed: str = self.deed.about
            return about_deed
        return f"{getdoc(getattr(self.view, self.view.action))}\n\n{about}"

    def get_auth(self) -> Any:
        """Nobody writes, or reads what is for members, without saying who they are."""
        found = super().get_auth()
        is_for_all = self.view.action not in WRITE_PROBLEMS and not self.view.is_for_members
        return found if is_for_all else [each for each in found if each]

    def get_request_serializer(self) -> Any:
        """What is sent: a thing, or a list of things."""
        action = self.view.action
        if action == "perform":
            shape = self.deed.input_class
            return change_of(shape) if self.deed.is_guarded else shape
        if action == "create":
            return {JSON: self.one_or_many(self.view.input_class, "request")}
        if action == "change_all":
            return {JSON: self.many(change_of(self.view.input_class, is_one_of_many=True), "request")}
        return change_of(self.view.input_class) if action in {"update", "partial_update"} else None

    def _get_request_body(self, direction: Any = "request") -> Any:
        """Something has to be sent, wherever something can be; but for a deed that needs no words."""
        body = super()._get_request_body(direction)  # type: ignore[no-untyped-call]  # spectacular is untyped there
        return body and body | {"required": self.view.action != "perform" or self.deed.asks_something}

    def get_response_serializers(self) -> Any:
        """The thing or a page of things; else a problem document."""
        one, action = self.view.serializer_class, self.view.action
        codes = WRITE_PROBLEMS.get(action, READ_PROBLEMS)
        behind = SeveralBehindSerializer if action == "change_all" else BehindSerializer
        problems: dict[Any, Any] = {
            (code, PROBLEM): behind if code == 412 else ProblemSerializer for code in codes
        }
        if action == "perform":
            answered = self.deed.answered
            return {201 if self.deed.makes else 200: answered, **problems}
        if action == "create":
            return {(201, JSON): self.one_or_many(self.view.made_class or one, "response"), **problems}
        if action == "change_all":
            return {(200, JSON): self.many(one, "response"), **problems}
        if action == "destroy":
            return {204: None, **problems}
        if action in WRITE_PROBLEMS:
            return {200: one, **problems}
        return {**(self.lists(one) if action == "list" else {200: one}), 304: None, **problems}

    def lists(self, one: Any) -> dict[Any, Any]:
        """A page of a list; on a map in two forms."""
        features = getattr(self.view, "features", None)
        if features is None:
            return {200: page_of(one)}
        return {(200, JSON): page_of(one), (200, GEO_JSON): features}

    def one_or_many(self, serializer: Any, direction: Any) -> dict[str, Any]:
        """A thing, or a list of them."""
        many = self.many(serializer, direction)
        return {"oneOf": [many["items"], many]}

    def many(self, serializer: Any, direction: Any) -> dict[str, Any]:
        """A list of things."""
        ref = self.resolve_serializer(serializer, direction).ref
        return {"type": "array", "items": ref, "minItems": 1, "maxItems": LARGEST_PAGE}

    def _map_serializer(self, serializer: Any, direction: str, bypass_extensions: bool = False) -> Any:  # noqa: FBT001, FBT002  # spectacular's own signature
        mapped: Any = super()
        schema = mapped._map_serializer(serializer, direction, bypass_extensions)
        if getattr(serializer, "has_chosen_fields", False):
            schema["required"] = ["id"] if "id" in schema["properties"] else []
        if getattr(serializer, "is_closed", False):
            schema["additionalProperties"] = False
        if not schema.get("required", True):
            del schema["required"]
        for each in schema.get("properties", {}).values():
            if {} in each.get("oneOf", ()):  # anything, null too, is one thing and not one of two
                del each["oneOf"]
            if NO_TEXT in each.get("oneOf", ()):  # who does not look at formats takes "" for both
                each["anyOf"] = each.pop("oneOf")
        return schema

    def _insert_field_validators(self, field: Any, schema: Any) -> None:
        """As usual; what a text must not look like is no pattern of it."""
        super()._insert_field_validators(field, schema)  # type: ignore[no-untyped-call]  # as above
        if any(getattr(each, "inverse_match", False) for each in field.validators):
            schema.pop("pattern", None)
        if isinstance(field, serializers.CharField) and not field.allow_blank and not field.read_only:
            # Spaces around a text are cut off: one that is nothing else is none.
            schema.setdefault("minLength", 1)
            schema.setdefault("pattern", r"\S")


def problems_once(result: Any, **_others: Any) -> Any:
    """Describes each sort of problem once, not with every operation."""
    known = {}
    for operation in (each for methods in result["paths"].values() for each in methods.values()):
        for code, response in operation["responses"].items():
            content = response.get("content", {}).get(PROBLEM)
            if content:
                name = content["schema"]["$ref"].rsplit("/", 1)[-1]
                described = {"description": "What is wrong (RFC 9457).", "content": response["content"]}
                known[name] = described
                operation["responses"][code] = {"$ref": f"#/components/responses/{name}"}
    result["components"]["responses"] = known
    return result


def forms_or_nothing(result: Any, **_others: Any) -> Any:
    """Says of a date (or another text of some form) that may be missing that it is one, or null.

    As `type: [string, null]` with a form it reads, to who does not look at forms, as if any text did.
    A decimal has a digit.
    """
    _part_nothing(result["paths"])
    _part_nothing(result["components"])
    return result


def _part_nothing(shape: Any) -> None:
    if isinstance(shape, dict):
        if shape.get("format") == "decimal" and "pattern" in shape:
            shape["pattern"] = DIGITS.sub(AT_LEAST_ONE, shape["pattern"])
        if shape.get("type") == TEXT_OR_NOTHING and "format" in shape:
            del shape["type"]
            formed = {name: shape.pop(name) for name in FORMING if name in shape}
            shape["anyOf"] = [{"type": "string"} | formed, {"type": "null"}]
        shape = list(shape.values())
    for each in shape if isinstance(shape, list) else ():
        _part_nothing(each)


def rates_told(result: Any, **_others: Any) -> Any:
    """Describes what every answer says of how much may be asked (`core.api.limits`)."""
    components = result["components"]
    components["headers"] = {
        name: {"description": about, "schema": {"type": "integer", "minimum": 0}}
        for name, about in RATES.items()
    }
    operations = [each for methods in result["paths"].values() for each in methods.values()]
    answers = [answer for each in operations for answer in each["responses"].values()]
    for answer in [*answers, *components["responses"].values()]:
        if "$ref" not in answer:
            answer.setdefault("headers", {}).update(_headers(ALWAYS))
    for each in operations:
        if "429" in each["responses"]:
            each["responses"]["429"] = {"$ref": "#/components/responses/TooMany"}
    about = "More was asked than is allowed in a minute."
    problem = components["responses"]["Problem"]
    components["responses"]["TooMany"] = problem | {"description": about, "headers": _headers(RATES)}
    return result


def _headers(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


@cache
def change_of(shape: Any, *, is_one_of_many: bool = False) -> Any:
    """The shape of a change: the fields of a new thing, and which version of it was read."""
    sort = "Item" if is_one_of_many else "Change"
    said = {"version": serializers.IntegerField(min_value=1, required=is_one_of_many)}
    if is_one_of_many:
        said["id"] = serializers.IntegerField(min_value=1)
    shape_meta = getattr(shape, "Meta", None)
    once_only = getattr(shape_meta, "fixed", ())

    def get_fields(self: Any) -> Any:
        fields = super(made, self).get_fields()
        for name in fields.keys() - said if is_one_of_many else once_only:
            fields[name].required = False
        return fields

    attributes = {"get_fields": get_fields, "__doc__": getdoc(shape), **said}
    if shape_meta is not None:
        attributes["Meta"] = type("Meta", (shape_meta,), {"fields": (*said, *shape_meta.fields)})
    made: Any = type(f"{shape.__name__.removesuffix('Input')}{sort}", (shape,), attributes)
    return made


def page_of(serializer: type[serializers.BaseSerializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The shape of a page of things."""
    name = serializer.__name__.removesuffix("Serializer")
    fields = {
        "__doc__": "A page of a list; `next` is the address of the next one, null on the last.",
        "next": serializers.URLField(allow_null=True),
        "results": serializer(many=True),
    }
    page = type(f"{name}PageSerializer", (serializers.Serializer,), fields)
    shape: type[serializers.Serializer[Any]] = extend_schema_serializer(many=False)(page)
    return shape


def words_of(filtered: Any) -> list[str]:
    """The words that a filter takes, if they are the same everywhere and always."""
    choices = filtered.extra.get("choices", ())
    return [str(value) for value, _label in getattr(choices, "choices", choices)]


def parameter_of(name: str, filtered: Any) -> OpenApiParameter:
    """A filter of a FilterSet as a parameter."""
    with override("en"):
        description = str(filtered.label or "")
    words = words_of(filtered)
    limits = {"minimum": filtered.extra.get("min_value"), "maximum": filtered.extra.get("max_value")}
    number = {"type": "integer", **limits}
    sort = number if hasattr(filtered, "api_type") else OpenApiTypes.STR if words else TEXT
    is_many = type(filtered).__name__ == "MultipleChoiceFilter"
    return OpenApiParameter(name, sort, description=description, enum=words or None, many=is_many)


def _words(name: str, words: list[str], description: str) -> OpenApiParameter:
    schema = {"type": "array", "items": {"type": "string", "enum": words}, "minItems": 1}
    return OpenApiParameter(name, schema, description=description, style="form", explode=False)


def _ordering(orderings: tuple[str, ...]) -> OpenApiParameter:
    words = [sign + name for name in orderings for sign in ("", "-")]
    return OpenApiParameter(
        "ordering", OpenApiTypes.STR, enum=words, default="id", description="The order; `-` turns it round."
    )
