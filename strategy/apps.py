"""Strategy as a Django app."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Gives the report its statutory findings, and asks for it after each change here."""

    name = "strategy"

    def ready(self) -> None:
        from alignment.snapshot import register_provider  # noqa: PLC0415 - models must be there first
        from strategy.receivers import listen  # noqa: PLC0415 - likewise
        from strategy.selectors.findings import statutory_findings  # noqa: PLC0415 - likewise

        register_provider(statutory_findings)
        listen()
