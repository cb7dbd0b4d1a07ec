"""Sending all letters that are due: one transaction each, so that nobody waits for another's mail server."""

import structlog
from django.utils import timezone

from alignment.models import ReportState
from dialogue.selectors.subscriptions import organisations_subscribed_to, subscriptions_due
from dialogue.services.letters import send_letter
from organisations.models import Organisation
from pages.subscriptions.letters import Writer

log = structlog.get_logger()


def send_letters_of(organisation_id: int) -> int:
    """Send what is due of one organisation; says how many letters went out.

    Stops, and goes on the next time, where the mail server takes no letters.
    """
    state = ReportState.objects.filter(pk=organisation_id).select_related("latest", "organisation").first()
    if state is None:
        return 0
    writer, number, sent = Writer(state.organisation), state.latest.number, 0
    for subscription_id in subscriptions_due(state.organisation, number, timezone.now()):
        try:
            sent += send_letter(subscription_id=subscription_id, number=number, compose=writer.compose)
        except OSError as error:
            log.warning("letters wait for the mail server", error=type(error).__name__)
            break
    return sent


def organisations_with_letters() -> list[Organisation]:
    """The organisations of which a letter is due."""
    now = timezone.now()
    states = ReportState.objects.filter(organisation__in=organisations_subscribed_to())
    found = states.select_related("latest", "organisation").order_by("pk")
    return [
        state.organisation
        for state in found
        if subscriptions_due(state.organisation, state.latest.number, now)
    ]
