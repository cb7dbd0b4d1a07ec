"""What interchange does when statistics are asked for: queue the run once it is committed."""

from typing import Any

from django.db import transaction

from interchange.events import import_asked
from interchange.tasks import ask


def listen() -> None:
    """Connect to what is announced; called once, when the apps are ready."""
    import_asked.connect(on_import_asked, dispatch_uid="interchange:import_asked", weak=False)


def on_import_asked(*, run_id: int, **announced: Any) -> None:
    """A run waits to be carried on."""
    transaction.on_commit(lambda: _ask(run_id), robust=True)


def _ask(run_id: int) -> None:
    ask(run_id)
