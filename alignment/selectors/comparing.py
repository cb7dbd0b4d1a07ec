"""Two frozen reports of an organisation beside each other, as each reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from alignment import engine
from alignment.models import AlignmentReport
from alignment.selectors.latest import Reader, reader_of
from alignment.selectors.reports import FrozenReport, frozen_asked, whole_asked
from alignment.store.contents import apart, document_of
from core.asking import Asking, answered
from organisations.models import Organisation

#: Numbers of two reports, in any order.
Numbers = tuple[int, int]
TWO = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """An earlier report, a later one, and what differs between them.

    Of the matrix only where that was asked for, or where nothing else differs.
    """

    before: FrozenReport
    after: FrozenReport
    difference: engine.Difference


def compared(organisation: Organisation, numbers: Numbers, viewer: Any) -> Compared | None:
    """The two reports, the earlier one first; None if one of them is not there for the person."""
    reader = reader_of(organisation, viewer)
    return answered(compared_asked(reader, numbers)) if reader else None


def compared_asked(
    reader: Reader, numbers: Numbers | None, *, with_matrix: bool = False
) -> Asking[Compared | None]:
    """The same, asked for; without numbers the two latest ones, or the only one with itself."""
    reports = AlignmentReport.objects.filter(organisation=reader.organisation).order_by("-number")
    which = Q(number__in=reports.values("number")[:TWO] if numbers is None else numbers)
    found: Sequence[FrozenReport]
    found = yield from (whole_asked(reader, which) if with_matrix else frozen_asked(reader, which))
    there = {report.number for report in found}
    if not there or not there.issuperset(numbers or ()):
        return None
    compared = _compared(found[0], found[-1])
    if compared.difference or with_matrix or compared.before.sha256 == compared.after.sha256:
        return compared
    # What differs must be in the matrix then, or be of no account.
    return (yield from compared_asked(reader, (found[0].number, found[-1].number), with_matrix=True))


def _compared(before: FrozenReport, after: FrozenReport) -> Compared:
    """What both say alike is left out before it is read as JSON: nearly all of it."""
    old, new = apart(before.parts(), after.parts())
    return Compared(before, after, engine.difference(document_of(old), document_of(new)))
