"""The format of packages, for programs that write or check them."""

import hashlib
from functools import cache

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from interchange.packages.schema import published_text

MEDIA_TYPE = "application/schema+json"
IF_NONE_MATCH = OpenApiParameter("If-None-Match", OpenApiTypes.STR, OpenApiParameter.HEADER)


class SchemaRenderer(JSONRenderer):
    """So that a program can ask for the schema by its own media type."""

    media_type = MEDIA_TYPE


class PackageSchema(APIView):
    """The JSON Schema of packages (docs/packages.md), the same for everybody."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (SchemaRenderer, JSONRenderer)

    @extend_schema(
        operation_id="packages_schema",
        parameters=[IF_NONE_MATCH],
        responses={(200, MEDIA_TYPE): OpenApiTypes.OBJECT, 304: None},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """The JSON Schema (2020-12) of the package format, for validation before sending a package."""
        content, etag = published()
        response = HttpResponse(content, content_type=MEDIA_TYPE, headers={"ETag": etag})
        patch_cache_control(response, public=True, max_age=3600)
        return get_conditional_response(request._request, etag=etag, response=response) or response


@cache
def published() -> tuple[bytes, str]:
    """The schema and its entity tag; it changes with the product only."""
    content = published_text().encode()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'
