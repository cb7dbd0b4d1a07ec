"""Undoing what has just been removed: an answer carries a signed token of it, which a form sends back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from planning.services.contributions import Withdrawn
from planning.services.links import Unlinked
from planning.services.parts import Removed

DAY_SECONDS = 24 * 60 * 60
T = TypeVar("T", Withdrawn, Unlinked, Removed)


@dataclass(frozen=True, slots=True)
class Undoing(Generic[T]):
    """A sort of things that can be put back for a day: what says how one was, and what is said too late.

    `name` is the form's field with the token; `salt` keeps a token of one sort from being read as another's.
    """

    kept: type[T]
    name: str
    salt: str
    too_late: Promise

    def token(self, removed: T) -> str:
        """What the form sends back."""
        return signing.dumps(removed.as_dict(), salt=self.salt, compress=True)

    def read(self, sent: Mapping[str, str]) -> T:
        """What the token of a sent form says was removed; raises `DomainError` if it is old or not ours."""
        try:
            values: dict[str, Any] = signing.loads(
                sent.get(self.name, ""), salt=self.salt, max_age=DAY_SECONDS
            )
        except signing.BadSignature as error:
            raise DomainError(str(self.too_late)) from error
        return self.kept(**values)


LINK_TOO_LATE = _("It is too late to undo this here. State the link anew.")
CONTRIBUTIONS = Undoing(Withdrawn, "token", "withdrawn-contribution", LINK_TOO_LATE)
LINKS = Undoing(Unlinked, "unlinked", "removed-link", LINK_TOO_LATE)
PARTS = Undoing(Removed, "removed", "removed-part", _("It is too late to undo this here. Write it anew."))
