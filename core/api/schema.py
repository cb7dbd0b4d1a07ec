"""How resources describe themselves in OpenAPI."""

from inspect import getdoc
from typing import Any

from django.utils.translation import override
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_serializer
from rest_framework import serializers

from core.api.parameters import LARGEST_PAGE, USUAL_PAGE
from core.api.serializers import ProblemSerializer

PROBLEM = "application/problem+json"
ORGANISATION = OpenApiParameter(
    "organisation", OpenApiTypes.STR, required=True, description="The organisation's key."
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The entity tag of an answer that the caller has: 304 if it still is the present one.",
)
CURSOR = OpenApiParameter(
    "cursor", OpenApiTypes.STR, description="Where the page begins, as the `next` of the page before has it."
)
PAGE_SIZE = OpenApiParameter(
    "page_size",
    {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE},
    description="How many things at most.",
)


class ResourceSchema(AutoSchema):
    """Describes a resource by what it says of itself: its serializer, and what it offers to be asked for."""

    view: Any

    def get_override_parameters(self) -> Any:
        """What can be asked of a list, or of one thing."""
        view, is_list = self.view, self.view.action == "list"
        fields = list(view.readers())
        found = [ORGANISATION] if view.is_of_organisation else []
        found.append(_words("fields", fields, "Only these fields, parted by commas; `id` is always there."))
        expandable = view.expandable(fields)
        if expandable:
            found.append(_words("expand", expandable, "These references as the whole things they name."))
        if is_list:
            found += [CURSOR, PAGE_SIZE, _ordering(view.orderings), *view.filter_parameters()]
        return [*found, IF_NONE_MATCH]

    def get_description(self) -> str:  # type: ignore[override]  # spectacular asks without arguments
        """What the resource says of itself."""
        return getdoc(type(self.view)) or ""

    def get_response_serializers(self) -> Any:
        """The thing or a page of things; else a problem document."""
        one = self.view.serializer_class
        content = page_of(one) if self.view.action == "list" else one
        return {
            200: content,
            304: None,
            **{(code, PROBLEM): ProblemSerializer for code in (400, 401, 403, 404)},
        }

    def _map_serializer(self, serializer: Any, direction: str, bypass_extensions: bool = False) -> Any:  # noqa: FBT001, FBT002  # spectacular's own signature
        mapped: Any = super()
        schema = mapped._map_serializer(serializer, direction, bypass_extensions)
        if getattr(serializer, "has_chosen_fields", False):
            schema["required"] = ["id"] if "id" in schema["properties"] else []
        if not schema.get("required", True):
            del schema["required"]
        return schema


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


def parameter_of(name: str, filtered: Any) -> OpenApiParameter:
    """A filter of a FilterSet as a parameter."""
    with override("en"):
        description = str(filtered.label or "")
    choices = filtered.extra.get("choices", ())
    words = [str(value) for value, _label in getattr(choices, "choices", choices)]
    sort = getattr(filtered, "api_type", OpenApiTypes.STR)
    is_many = type(filtered).__name__ == "MultipleChoiceFilter"
    return OpenApiParameter(name, sort, description=description, enum=words or None, many=is_many)


def _words(name: str, words: list[str], description: str) -> OpenApiParameter:
    schema = {"type": "array", "items": {"type": "string", "enum": words}}
    return OpenApiParameter(name, schema, description=description, style="form", explode=False)


def _ordering(orderings: tuple[str, ...]) -> OpenApiParameter:
    words = [sign + name for name in orderings for sign in ("", "-")]
    return OpenApiParameter(
        "ordering", OpenApiTypes.STR, enum=words, default="id", description="The order; `-` turns it round."
    )
