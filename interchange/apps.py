"""Interchange as a Django app."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    """Listens to what asks for statistics."""

    name = "interchange"

    def ready(self) -> None:
        from interchange.receivers import listen  # noqa: PLC0415 - models must be there first

        listen()
