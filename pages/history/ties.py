"""What hangs on a thing in tables of its own, and is told in the thing's history: partners, money, units …"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.asking import Asking, ask, each_of
from dialogue.models import Comment, Document, Mention
from dialogue.providers import kind_of
from goals.models import AdoptionExclusion, Evidence, EvidenceGoal, FrameworkAdoption, Goal
from organisations.models import Membership, MembershipUnit, Organisation
from planning.models import (
    BudgetLine,
    Conflict,
    ConflictPlan,
    ConflictPosition,
    Implementation,
    Measure,
    MeasurePartner,
    Plan,
    PlanAdoption,
    PlanSupersession,
    Position,
    StatusUpdate,
)
from strategy.models import ChangedCondition, ChangedConditionGoal, ChangedConditionPlan

Kept = Any
IN_ITS_PLACE = _("It is changed in its own place, not from here.")
BY_PACKAGE = _("It comes with an imported package, and is changed there.")
IN_THE_DATABASE = _("It is kept beside the pages, and is not changed from here.")


def _all(_thing: Any, _organisation: Organisation) -> Mapping[str, Any]:
    return {}


def _adopted_here(_plan: Any, organisation: Organisation) -> Mapping[str, Any]:
    return {"organisation": organisation}


def _filed_here(subject: Any, organisation: Organisation) -> Mapping[str, Any]:
    kind = ContentType.objects.get_for_model(subject)
    return {"organisation": organisation, "subject_type": kind}


def _relying_here(_goal: Any, organisation: Organisation) -> Mapping[str, Any]:
    rows: Any = Evidence._meta.get_field("history").related_model
    return {"evidence_id__in": rows.objects.filter(organisation=organisation).values("pgh_obj_id")}


def _relied_on(goal: Any, organisation: Organisation) -> Mapping[str, Any]:
    """What the goal has ever rested on, of the reader's own organisation."""
    rows: Any = EvidenceGoal._meta.get_field("history").related_model
    relied = rows.objects.filter(goal=goal.pk).values("evidence_id")
    return {"organisation": organisation, "pgh_obj_id__in": relied}


@dataclass(frozen=True, slots=True)
class Tie:
    """Rows of a model that hang on a thing by the field `owner`, and what they are called there.

    Without an owner, or where not everybody's count, `which` finds them: given the thing and whose members
    read. `why_not` is why they are not taken back from here.
    """

    model: type[Model]
    owner: str
    name: Promise
    which: Callable[[Any, Organisation], Mapping[str, Any]] = _all
    why_not: Promise = IN_ITS_PLACE

    def wanted(self, subject: Any, organisation: Organisation) -> dict[str, Any]:
        """What tells the rows of the thing from others."""
        own = {self.owner: subject.pk} if self.owner else {}
        return own | dict(self.which(subject, organisation))


DOCUMENTS = Tie(Document, "subject_id", _("Document"), _filed_here)
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
    Plan: (
        Tie(PlanSupersession, "plan", _("Replaces")),
        Tie(PlanAdoption, "plan", _("Adopted by the organisation"), _adopted_here, BY_PACKAGE),
    ),
    Goal: (
        Tie(EvidenceGoal, "goal", _("Rests on"), _relying_here, IN_THE_DATABASE),
        Tie(Evidence, "", _("Evidence"), _relied_on, IN_THE_DATABASE),
    ),
    FrameworkAdoption: (Tie(AdoptionExclusion, "adoption", _("Left out")),),
    Membership: (Tie(MembershipUnit, "membership", _("Works for")),),
    ChangedCondition: (
        Tie(ChangedConditionGoal, "condition", _("Goal")),
        Tie(ChangedConditionPlan, "condition", _("Plan")),
    ),
    Comment: (Tie(Mention, "comment", _("Calls on")),),
}


def ties_of(subject: Model) -> tuple[Tie, ...]:
    """What hangs on things of that sort; documents are filed with whatever can be talked about."""
    own = TIES.get(type(subject), ())
    return (*own, DOCUMENTS) if kind_of(subject) else own


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


def tied_asked(subject: Model, organisation: Organisation) -> Asking[dict[datetime, list[TiedRow]]]:
    """What became of all that hangs on the thing, by the moment: every sort is asked for together."""
    ties = ties_of(subject)
    kept = yield from each_of(ask(_history_of(tie, subject, organisation)) for tie in ties)
    found: dict[datetime, list[TiedRow]] = defaultdict(list)
    for tie, rows in zip(ties, kept, strict=True):
        for at, row in _rows(tie, rows):
            found[at].append(row)
    return found


def _history_of(tie: Tie, subject: Model, organisation: Organisation) -> "QuerySet[Any, Kept]":
    history: Any = tie.model._meta.get_field("history").related_model
    rows = history.objects.filter(**tie.wanted(subject, organisation)).select_related("pgh_context")
    found: QuerySet[Any, Kept] = rows.order_by("pgh_id")
    return found


def _rows(tie: Tie, rows: Iterable[Kept]) -> Iterator[tuple[datetime, TiedRow]]:
    last: dict[int, Kept] = {}
    for row in rows:
        if row.pgh_label == "delete":
            yield row.pgh_created_at, TiedRow(tie, row, None)
        else:
            yield row.pgh_created_at, TiedRow(tie, last.get(row.id), row)
        last[row.id] = row


def tied_otherwise(tied: Mapping[datetime, Iterable[TiedRow]]) -> dict[datetime, str]:
    """At which moments something else hung on the thing than does today: after each, what; else empty."""
    hanging: set[tuple[Tie, int]] = set()
    after: dict[datetime, set[tuple[Tie, int]]] = {}
    for at in sorted(tied):
        for row in tied[at]:
            one = (row.tie, row.states[-1].id)
            hanging = hanging | {one} if row.after else hanging - {one}
        after[at] = hanging
    return {
        at: ", ".join(sorted({str(tie.name) for tie, _pk in there ^ hanging})) for at, there in after.items()
    }


def tied_at(otherwise: Mapping[datetime, str], at: datetime) -> str:
    """What hung on the thing otherwise than today at a moment; what never hung there before hangs not yet."""
    earlier = [moment for moment in otherwise if moment <= at]
    return otherwise[max(earlier)] if earlier else ""
