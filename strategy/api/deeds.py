"""What is done over the API to planning strategies, with the services of the pages."""

from typing import Any

from organisations.api.deeds import Deed
from organisations.api.reading_input import Values
from organisations.api.writer import Writer
from planning.services.arranging import Place
from strategy.api.inputs import AdoptionInput, TakingUpInput
from strategy.models import Cooperation, PlanningStrategy
from strategy.services.reports import measure_of, take_up_as_measure
from strategy.services.strategies import Adoption, adopt_strategy


def adopt(writer: Writer, row: PlanningStrategy, version: int, given: Values) -> PlanningStrategy:
    """The council has decided."""
    return adopt_strategy(**writer.by, strategy=row, expected_version=version, adoption=Adoption(**given))


def make_measure(writer: Writer, row: Cooperation, version: int, given: Values) -> Cooperation:
    """What units would do together becomes a measure."""
    place = Place(given["plan"], given.get("section"))
    said = {name: given[name] for name in ("title", "text", "unit") if name in given}
    content = measure_of(row, place, **said)
    take_up_as_measure(**writer.by, cooperation=row, expected_version=version, content=content)
    return row


STRATEGY_DEEDS: dict[str, Any] = {
    "adopt": Deed(
        AdoptionInput,
        adopt,
        "planning-strategies",
        "Records that the council has adopted the strategy, or puts right what is recorded of that.",
    )
}
COOPERATION_DEEDS: dict[str, Any] = {
    "measure": Deed(
        TakingUpInput,
        make_measure,
        "cooperations",
        "Makes a measure of it, in a plan that is not decided yet; `measure` names that.",
    )
}
