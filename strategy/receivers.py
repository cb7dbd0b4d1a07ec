"""What strategy does when something is announced: ask for the report, keep what was imported as decided."""

from typing import Any

from django.dispatch import Signal

from alignment.receivers import on_edit
from organisations.events import organisation_imported
from strategy import events
from strategy.services.keeping import keep_missing


def listen() -> None:
    """Connect to everything that this app announces; called once, when the apps are ready."""
    for name, signal in vars(events).items():
        if isinstance(signal, Signal):
            signal.connect(on_edit, dispatch_uid=f"strategy:{name}", weak=False)
    organisation_imported.connect(on_import, dispatch_uid="strategy:on_import", weak=False)


def on_import(*, organisation: Any, **announced: Any) -> None:
    """A package was imported: what it says of adopted strategies is kept, in the same transaction."""
    keep_missing(organisation)
