"""Goals as a Django app."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Says what of it can be talked about once the models are there."""

    name = "goals"

    def ready(self) -> None:
        from dialogue.providers import register_kind  # noqa: PLC0415 - models must be there first
        from goals.selectors import KINDS  # noqa: PLC0415 - models must be there first

        for kind in KINDS:
            register_kind(kind)
