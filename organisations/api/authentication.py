"""Who calls the API with a key."""

from typing import Any

from django.db.models import OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from core.prepared import Given, Prepared
from organisations.models import ApiToken, User
from organisations.policies import memberships
from organisations.services.tokens import digest_of, note_use

SCHEME = "Bearer"
#: A key that was not ended, by its digest: whose it is and where, and as `mine` what they are there now.
KNOWN = Prepared(
    lambda: (
        ApiToken.objects.filter(digest=Given("digest"), revoked_at=None)
        .select_related("user", "organisation")
        .annotate(mine=memberships(user=OuterRef("user"), organisation=OuterRef("organisation")))
        .order_by()
    )
)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer samplan_…`: the person who made the key, in the key's organisation."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The person and the key; None for a request without one."""
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        token = next(iter(KNOWN.ask(digest=digest_of(secret.strip()))), None)
        if token is None or token.expires_at <= timezone.now() or not token.user.is_active:
            raise AuthenticationFailed(_("The key is unknown, has expired or was ended."), code="token")
        # What is asked in a body, because it is long, is only read all the same.
        only_reads = getattr((request.parser_context or {}).get("view"), "only_reads", False)
        is_write = request.method not in SAFE_METHODS and not only_reads
        if token.access == ApiToken.Access.READ and is_write:
            raise PermissionDenied(_("This key reads only."))
        note_use(token=token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """How to identify oneself: 401 says so."""
        return SCHEME


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    """The same for the description of the API."""

    target_class = TokenAuthentication
    name = "tokenAuth"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A key in a header."""
        return {"type": "http", "scheme": "bearer"}
