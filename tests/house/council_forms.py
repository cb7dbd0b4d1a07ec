"""What forms of the strategy's routes hold where the same field holds something else for another thing."""

from collections.abc import Callable
from typing import Any

from planning.models import Plan
from strategy.models import SituationReport
from tests.house import futures


def of_route(name: str) -> dict[str, Any]:
    """The values of the first beginning of the route's name that is known; what futures say otherwise."""
    for beginning, values in VALUES.items():
        if name.startswith(f"strategy:{beginning}"):
            return values()
    return futures.of_route(name)


def cooperation() -> dict[str, Any]:
    """What two units would do together, in the report that everybody reads."""
    report = SituationReport.objects.get(year=2019)
    return {"report_id": report.pk, "unit_id": report.cooperations.get().unit_id}


def taken_up() -> dict[str, Any]:
    """A draft that takes up what two units would do together."""
    free = Plan.objects.filter(organisation__key="ostersund", status="drafting").order_by("pk")
    return {"place": free[0].pk, "unit_id": free[0].unit_id or SituationReport.objects.all()[0].unit_id}


#: By the beginning of a route's name, the narrower one first.
VALUES: dict[str, Callable[[], dict[str, Any]]] = {
    "capacity": lambda: {"first": "2020-Q1", "last": "2020-Q4"},
    "report": lambda: {"state": "handed_in", "year": 2021, "plans": "Nya planer."},
    "cooperation_take_up": taken_up,
    "cooperation": cooperation,
    "need_move": lambda: {"start": "2022-Q3"},  # of both terms
    "change": lambda: {"summary": "Trafikplanen tas med."},
    # There is a verdict on what a new one is written of.
    "verdict_edit": lambda: {"requirement": "se-3-3"},
}
