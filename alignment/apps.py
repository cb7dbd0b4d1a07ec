"""Alignment as a Django app."""

from django.apps import AppConfig


class AlignmentConfig(AppConfig):
    """Listens to the apps below once all of them are there."""

    name = "alignment"

    def ready(self) -> None:
        from alignment.receivers import listen  # noqa: PLC0415 - models must be there first

        listen()
