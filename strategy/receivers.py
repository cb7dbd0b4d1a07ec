"""What strategy does with its own announcements: ask for the report, which its findings are part of."""

from django.dispatch import Signal

from alignment.receivers import on_edit
from strategy import events


def listen() -> None:
    """Connect to everything that this app announces; called once, when the apps are ready."""
    for name, signal in vars(events).items():
        if isinstance(signal, Signal):
            signal.connect(on_edit, dispatch_uid=f"strategy:{name}", weak=False)
