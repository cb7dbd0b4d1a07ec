"""Who keeps the terms of the council and runs its planning strategy."""

from django.utils.translation import gettext as _

from core.errors import NotAllowed
from organisations.policies import Standing


def can_run_strategy(standing: Standing) -> bool:
    """Coordinators and administrators enter terms, begin strategies and record their adoption."""
    return standing.is_coordinator


def check_can_run_strategy(standing: Standing) -> None:
    """Raises `NotAllowed` unless `can_run_strategy`."""
    if not can_run_strategy(standing):
        raise NotAllowed(_("Only coordinators and administrators run the planning strategy."))


def can_read_strategy(standing: Standing, *, is_adopted: bool) -> bool:
    """Members read every strategy; everybody else those that are adopted."""
    return standing.is_member or is_adopted
