"""Who writes in which organisation over the API."""

from dataclasses import dataclass
from typing import TypedDict

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request

from core.errors import NotAllowed
from organisations.api.reader import Reader
from organisations.models import Organisation, User
from organisations.policies import check_writes


class By(TypedDict):
    """What every service is told first."""

    organisation: Organisation
    by: User


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who edits something in the organisation; what exactly, the services ask."""

    reader: Reader
    user: User

    @property
    def organisation(self) -> Organisation:
        """Where they write."""
        return self.reader.organisation

    @property
    def by(self) -> By:
        """Who does it, where."""
        return {"organisation": self.reader.organisation, "by": self.user}


def writer_of(request: Request, reader: Reader) -> Writer:
    """The caller as somebody who writes.

    401 for nobody in particular; `NotAllowed` for a key of another organisation, and for those who only read.
    """
    if not isinstance(request.user, User):
        raise NotAuthenticated
    if not isinstance(reader.user, User):
        raise NotAllowed(_("This key belongs to another organisation."))
    check_writes(reader.standing)
    return Writer(reader, reader.user)
