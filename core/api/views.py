"""What answers where there is nothing, and where the API describes itself."""

from threading import Lock
from typing import Any

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core.api.answers import handed

_kept: dict[str, dict[str, bytes]] = {}
_describing = Lock()


class NothingHere(APIView):
    """Every address of the API that has no meaning: a problem document, not a page."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Whatever is asked, there is nothing."""
        raise NotFound(_("There is nothing at this address."))

    @extend_schema(exclude=True)
    def get(self, request: Request) -> None:
        """Never comes here."""


class Description(SpectacularAPIView):
    """The API in OpenAPI, as YAML or JSON, in the language that is asked for."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        """The description, or 304 if the caller has it."""
        renderer = request.accepted_renderer
        return handed(request, described()[renderer.format], renderer.media_type)


def described() -> dict[str, bytes]:
    """The description in the present language, by form.

    To put it together takes many seconds, and anybody may ask: a process does it once for each language, and
    whoever asks meanwhile waits for the same.
    """
    language = get_language() or settings.LANGUAGE_CODE
    if language not in _kept:
        with _describing:
            if language not in _kept:
                _kept[language] = _described()
    return _kept[language]


def _described() -> dict[str, bytes]:
    generator: Any = SchemaGenerator
    schema = generator().get_schema(request=None, public=True)
    renderers: dict[str, Any] = {each.format: each() for each in Description.renderer_classes}
    return {form: each.render(schema, renderer_context={}) for form, each in renderers.items()}
