"""The pages as a Django app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Listens to the apps below once all of them are there."""

    name = "pages"

    def ready(self) -> None:
        from pages.receivers import listen  # noqa: PLC0415 - models must be there first

        listen()
