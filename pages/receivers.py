"""What pages do when a lower app announces: letters go out when a report says something new."""

from typing import Any

from django.db import transaction

from alignment.events import report_computed
from dialogue.selectors.subscriptions import is_subscribed_to
from pages.tasks import ask


def listen() -> None:
    """Connect to what the apps below announce; called once, when the apps are ready."""
    report_computed.connect(on_report, dispatch_uid="pages:report_computed", weak=False)


def on_report(*, organisation_id: int, is_new: bool, **announced: Any) -> None:
    """A report was stored or confirmed."""
    if is_new:
        transaction.on_commit(lambda: _ask(organisation_id), robust=True)


def _ask(organisation_id: int) -> None:
    if is_subscribed_to(organisation_id):
        ask(organisation_id)
