"""Strategy as a Django app."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Gives the report its statutory findings, asks for it after changes, and names what is talked about."""

    name = "strategy"

    def ready(self) -> None:
        from alignment.snapshot import register_provider  # noqa: PLC0415 - models must be there first
        from dialogue.providers import register_kind  # noqa: PLC0415 - likewise
        from strategy.receivers import listen  # noqa: PLC0415 - likewise
        from strategy.selectors.capacities import KINDS as CAPACITIES  # noqa: PLC0415 - likewise
        from strategy.selectors.conditions import KINDS as CONDITIONS  # noqa: PLC0415 - likewise
        from strategy.selectors.findings import statutory_findings  # noqa: PLC0415 - likewise
        from strategy.selectors.portfolio import KINDS  # noqa: PLC0415 - likewise
        from strategy.selectors.reports import KINDS as REPORTS  # noqa: PLC0415 - likewise
        from strategy.selectors.scenarios import KINDS as SCENARIOS  # noqa: PLC0415 - likewise

        register_provider(statutory_findings)
        for kind in (*KINDS, *CONDITIONS, *REPORTS, *CAPACITIES, *SCENARIOS):
            register_kind(kind)
        listen()
