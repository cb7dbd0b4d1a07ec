"""What answers where there is nothing."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView


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
