"""Who may read reports."""

from typing import Any

from organisations.models import Organisation
from organisations.policies import Standing, can_see_internal


def can_read_report(user: Any, organisation: Organisation) -> bool:
    """Everybody reads the public content of public organisations, members the internal one of theirs."""
    return organisation.is_public or can_see_internal(user, organisation)


def can_pin(standing_there: Standing) -> bool:
    """Coordinators pin reports to meetings."""
    return standing_there.is_coordinator
