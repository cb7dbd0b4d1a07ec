"""Asking for a report to be computed: views and commands announce, receivers queue."""

from alignment.events import recompute_requested
from alignment.selectors.freshness import Freshness
from organisations.models import Organisation


def request_recompute(*, organisation: Organisation, cause: str) -> None:
    """Ask for the organisation's report soon; announces `recompute_requested`. Never fails."""
    recompute_requested.send_robust(sender=Organisation, organisation_id=organisation.pk, cause=cause)


def request_if_overdue(*, organisation: Organisation, known: Freshness) -> None:
    """Ask again where a report has been stale for more than a moment: works though beat is dead."""
    if known.is_overdue:
        request_recompute(organisation=organisation, cause="freshness")
