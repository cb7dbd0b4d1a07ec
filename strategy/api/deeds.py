"""What is done over the API to planning strategies, with the services of the pages."""

from typing import Any

from organisations.api.deeds import Deed
from organisations.api.reading_input import Values
from organisations.api.writer import Writer
from strategy.api.inputs import AdoptionInput
from strategy.models import PlanningStrategy
from strategy.services.strategies import Adoption, adopt_strategy


def adopt(writer: Writer, row: PlanningStrategy, version: int, given: Values) -> PlanningStrategy:
    """The council has decided."""
    return adopt_strategy(**writer.by, strategy=row, expected_version=version, adoption=Adoption(**given))


STRATEGY_DEEDS: dict[str, Any] = {
    "adopt": Deed(
        AdoptionInput,
        adopt,
        "planning-strategies",
        "Records that the council has adopted the strategy, or puts right what is recorded of that.",
    )
}
