"""What alignment does when a lower app announces: ask for reports once the edit is committed.

Every signal of `organisations`, `goals` and `planning` carries the `organisation` whose edit it is:
its own report is asked for at once, then those of all others that the same change concerns.
"""

from types import ModuleType
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from alignment.events import recompute_requested
from alignment.selectors.organisations import is_followed
from alignment.tasks import ask, ask_for_those_behind
from goals import events as goals_events
from organisations import events as organisations_events
from planning import events as planning_events

ANNOUNCING: tuple[ModuleType, ...] = (organisations_events, goals_events, planning_events)


def listen() -> None:
    """Connect to everything that the apps below announce; called once, when the apps are ready."""
    for module in ANNOUNCING:
        for name, signal in vars(module).items():
            if isinstance(signal, Signal):
                signal.connect(on_edit, dispatch_uid=f"alignment:{module.__name__}.{name}", weak=False)
    recompute_requested.connect(on_request, dispatch_uid="alignment:recompute_requested", weak=False)


def on_edit(*, organisation: Any, **announced: Any) -> None:
    """An organisation's data changed."""
    # No partials here: Django cannot name one in its log when a robust callback fails.
    transaction.on_commit(lambda: _ask_for_edited(organisation.pk), robust=True)


def on_request(*, organisation_id: int, cause: str, **announced: Any) -> None:
    """Somebody wants an organisation's report computed."""
    transaction.on_commit(lambda: _ask(organisation_id, cause), robust=True)


def _ask(organisation_id: int, cause: str) -> None:
    ask(organisation_id, cause=cause)


def _ask_for_edited(organisation_id: int) -> None:
    ask(organisation_id, cause="edit")
    if is_followed(organisation_id):
        ask_for_those_behind()
