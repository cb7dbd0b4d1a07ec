"""What hangs on a thing in tables of its own, and is told in the thing's history: partners, money, units …"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goals.models import AdoptionExclusion, FrameworkAdoption
from organisations.models import Membership, MembershipUnit
from planning.models import (
    BudgetLine,
    Conflict,
    ConflictPlan,
    ConflictPosition,
    Implementation,
    Measure,
    MeasurePartner,
    Plan,
    PlanSupersession,
    Position,
    StatusUpdate,
)

Kept = Any


@dataclass(frozen=True, slots=True)
class Tie:
    """Rows of a model that hang on a thing by the field `owner`, and what they are called there."""

    model: type[Model]
    owner: str
    name: Promise


TIES: dict[type[Model], tuple[Tie, ...]] = {
    Measure: (
        Tie(MeasurePartner, "measure", _("Together with")),
        Tie(Implementation, "measure", _("Carries out")),
        Tie(BudgetLine, "measure", _("Budget line")),
        Tie(StatusUpdate, "measure", _("Report on status")),
    ),
    Position: (Tie(Implementation, "position", _("Carried out by")),),
    Conflict: (
        Tie(ConflictPlan, "conflict", _("Plan")),
        Tie(ConflictPosition, "conflict", _("Position")),
    ),
    Plan: (Tie(PlanSupersession, "plan", _("Replaces")),),
    FrameworkAdoption: (Tie(AdoptionExclusion, "adoption", _("Left out")),),
    Membership: (Tie(MembershipUnit, "membership", _("Works for")),),
}


@dataclass(frozen=True, slots=True)
class TiedRow:
    """What became of one row: how it stood before and after; None where it was not, or is no longer."""

    tie: Tie
    before: Kept | None
    after: Kept | None

    @property
    def states(self) -> list[Kept]:
        """Those of the two that there are, the earlier first; the last one tells who did it."""
        return [state for state in (self.before, self.after) if state is not None]


def tied_rows(subject: Model) -> dict[datetime, list[TiedRow]]:
    """What became of all that hangs on the thing, by the moment. A query for each sort."""
    found: dict[datetime, list[TiedRow]] = defaultdict(list)
    for tie in TIES.get(type(subject), ()):
        for at, row in _rows(tie, subject):
            found[at].append(row)
    return found


def _rows(tie: Tie, subject: Model) -> Iterator[tuple[datetime, TiedRow]]:
    history: Any = tie.model._meta.get_field("history").related_model
    rows = history.objects.filter(**{tie.owner: subject.pk}).select_related("pgh_context")
    last: dict[int, Kept] = {}
    for row in rows.order_by("pgh_id"):
        if row.pgh_label == "delete":
            yield row.pgh_created_at, TiedRow(tie, row, None)
        else:
            yield row.pgh_created_at, TiedRow(tie, last.get(row.id), row)
        last[row.id] = row
