"""Two frozen reports of an organisation beside each other, as each reader may see them."""

from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import Q

from alignment import engine
from alignment.models import AlignmentReport
from alignment.selectors.latest import Reader, reader_of
from alignment.selectors.reports import FrozenReport, frozen_asked
from core.asking import Asking, answered
from organisations.models import Organisation

#: Numbers of two reports, in any order.
Numbers = tuple[int, int]
TWO = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """An earlier report, a later one, and what differs between them."""

    before: FrozenReport
    after: FrozenReport
    difference: engine.Difference


def compared(organisation: Organisation, numbers: Numbers, viewer: Any) -> Compared | None:
    """The two reports, the earlier one first; None if one of them is not there for the person."""
    reader = reader_of(organisation, viewer)
    return answered(compared_asked(reader, numbers)) if reader else None


def compared_asked(reader: Reader, numbers: Numbers | None) -> Asking[Compared | None]:
    """The same, asked for; without numbers the two latest ones, or the only one with itself."""
    reports = AlignmentReport.objects.filter(organisation=reader.organisation).order_by("-number")
    which = Q(number__in=reports.values("number")[:TWO] if numbers is None else numbers)
    found = yield from frozen_asked(reader, which)
    there = {report.number for report in found}
    if not there or not there.issuperset(numbers or ()):
        return None
    before, after = found[0], found[-1]
    difference = engine.difference(orjson.loads(before.json()), orjson.loads(after.json()))
    return Compared(before, after, difference)
