"""Two frozen reports of an organisation beside each other, as each reader may see them."""

from dataclasses import dataclass
from typing import Any

import orjson

from alignment import engine
from alignment.selectors.reports import FrozenReport, numbered_report
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Compared:
    """An earlier report, a later one, and what differs between them."""

    before: FrozenReport
    after: FrozenReport
    difference: engine.Difference


def compared(organisation: Organisation, numbers: tuple[int, int], viewer: Any) -> Compared | None:
    """The two reports, the earlier one first; None if one of them is not there for the person."""
    before, after = (numbered_report(organisation, number, viewer) for number in sorted(numbers))
    if before is None or after is None:
        return None
    difference = engine.difference(orjson.loads(before.json()), orjson.loads(after.json()))
    return Compared(before, after, difference)
