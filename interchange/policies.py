"""Who may let data in."""

from django.utils.translation import gettext as _

from core.errors import NotAllowed
from organisations.policies import Standing


def can_fetch_statistics(standing: Standing) -> bool:
    """Coordinators have the organisation's statistics fetched."""
    return standing.is_coordinator


def check_fetches_statistics(standing: Standing) -> None:
    """Raises `NotAllowed` unless `can_fetch_statistics`."""
    if not can_fetch_statistics(standing):
        raise NotAllowed(_("Only coordinators can have statistics fetched."))


def can_import_packages(standing: Standing) -> bool:
    """Administrators bring in the organisation's package: it holds units and types of plans too."""
    return standing.is_administrator


def check_imports_packages(standing: Standing) -> None:
    """Raises `NotAllowed` unless `can_import_packages`."""
    if not can_import_packages(standing):
        raise NotAllowed(_("Only the organisation's administrators can import its package."))
