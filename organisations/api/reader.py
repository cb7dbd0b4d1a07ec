"""Who reads which organisation over the API."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request

from core.errors import NotAllowed
from organisations.models import ApiToken, Organisation, User
from organisations.policies import NOBODY, Standing, can_see, keyed_with_standing, standing_of

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Reader:
    """A person's view of one organisation: members read everything, everybody else what was adopted."""

    organisation: Organisation
    user: User | AnonymousUser
    standing: Standing
    token: ApiToken | None = None
    _kept: dict[str, Any] = field(default_factory=dict)

    @property
    def is_member(self) -> bool:
        """Sees drafts."""
        return self.standing.is_member

    def once(self, name: str, find: Callable[[], Kept]) -> Kept:
        """What is found the first time that it is asked for under the name."""
        if name not in self._kept:
            self._kept[name] = find()
        found: Kept = self._kept[name]
        return found

    def check_is_member(self) -> None:
        """Raises `NotAllowed` for everybody else."""
        if not self.is_member:
            raise NotAllowed(_("This is for those who work in the organisation."))


def reader_of(request: Request) -> Reader:
    """The caller's view of the organisation that the address names.

    404 alike for what is not there and what is not to be seen. A token counts in its own organisation only.
    """
    key = request.query_params.get("organisation")
    if not key or "\0" in key:
        raise ValidationError({"organisation": [_("Say which organisation, by its key.")]}, code="required")
    return reader_in(request, key)


def reader_in(request: Request, key: str) -> Reader:
    """The caller's view of the organisation of that key; 404 likewise."""
    token: Any = _token_of(request)
    user = AnonymousUser() if token and token.organisation.key != key else request.user
    if token and token.organisation.key == key:  # read along with the token, a moment ago
        found, standing = token.organisation, standing_of(token.mine)
    else:
        found, standing = keyed_with_standing(user, key)
    if found is None or not can_see(standing, found):
        raise NotFound(_("There is no organisation “%(key)s” that you may read.") % {"key": key[:100]})
    return Reader(found, user, standing, token)


def reader_of_all(request: Request) -> Reader:
    """The caller's view of what belongs to no organisation."""
    return Reader(Organisation(), request.user, NOBODY, _token_of(request))


def _token_of(request: Request) -> ApiToken | None:
    return request.auth if isinstance(request.auth, ApiToken) else None
