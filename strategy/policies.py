"""Who keeps the terms of the council and runs its planning strategy."""

from django.utils.translation import gettext as _

from core.errors import NotAllowed
from organisations.policies import Standing, can_write


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


def can_write_report(standing: Standing, unit_id: int | None) -> bool:
    """Who works for a unit writes its situation report, coordinators all; no unit: begin one at all."""
    return can_write(standing) if unit_id is None else standing.edits(unit_id)


def check_can_write_report(standing: Standing, unit_id: int) -> None:
    """Raises `NotAllowed` unless `can_write_report`."""
    if not can_write_report(standing, unit_id):
        raise NotAllowed(_("Only those who work for the unit, and coordinators, write its situation report."))


def can_read_reports(standing: Standing) -> bool:
    """Situation reports are working material: members read them."""
    return standing.is_member
