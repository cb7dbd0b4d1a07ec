"""Findings that apps above this one provide: the clock of the planning strategy knows deadlines.

An app registers a provider when it is ready (`AppConfig.ready`); calls keep going down.
"""

from collections.abc import Callable, Sequence
from datetime import date

from alignment.engine import Finding

#: Gives the findings of an organisation (its id) for a day; it reads in the snapshot's transaction.
Provider = Callable[[int, date], Sequence[Finding]]

_providers: list[Provider] = []


def register_provider(provider: Provider) -> None:
    """Ask `provider` for findings in every report from now on; registering twice counts once."""
    if provider not in _providers:
        _providers.append(provider)


def unregister_provider(provider: Provider) -> None:
    """Ask `provider` no more."""
    _providers.remove(provider)


def provided_findings(organisation_id: int, on: date) -> tuple[Finding, ...]:
    """What all providers find."""
    return tuple(finding for provider in _providers for finding in provider(organisation_id, on))
