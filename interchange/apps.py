"""Interchange as a Django app."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    """Listens to the apps below once all of them are there."""

    name = "interchange"

    def ready(self) -> None:
        from dialogue.providers import register_kind  # noqa: PLC0415 - models must be there first
        from interchange.receivers import listen  # noqa: PLC0415 - likewise
        from interchange.selectors.webhooks import TOLD_OF  # noqa: PLC0415 - likewise

        register_kind(TOLD_OF)
        listen()
