"""What became of assignments to implement."""

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planning.models import Commission, Measure
from planning.selectors.stories import Chapter, Row, told


class Happening(TextChoices):
    """What can become of an assignment."""

    SENT = "sent", pgettext_lazy("an assignment", "Sent")
    ANSWERED = "answered", pgettext_lazy("an assignment", "Answered with measures")
    DECLINED = "declined", pgettext_lazy("an assignment", "Declined")
    SENT_AGAIN = "sent_again", pgettext_lazy("an assignment", "Sent again")
    CHANGED = "changed", pgettext_lazy("an assignment", "Asked otherwise")
    MOVED = "moved", _("Moved on to the next edition")


def answering_measures(commission: Commission) -> QuerySet[Measure]:
    """The measures of the unit, or of its plans, that implement the position."""
    of_unit = Q(unit=commission.unit_id) | Q(plan__unit=commission.unit_id)
    found: QuerySet[Measure] = Measure.objects.filter(
        of_unit, implementation_rows__position=commission.position_id
    )
    return found.exclude(status=Measure.Status.CANCELLED).order_by("plan", "order", "pk")


def story_of(commission: Commission) -> list[Chapter]:
    """All that happened to an assignment, the newest first. Two queries."""
    return told("CommissionHistory", commission.pk, ("state", "message", "due", "answer"), _tell)


def _tell(before: Row | None, row: Row) -> tuple[Happening, str]:
    if before is not None and before["state"] == row["state"]:
        is_same = (before["message"], before["due"]) == (row["message"], row["due"])
        return (Happening.MOVED, "") if is_same else (Happening.CHANGED, row["message"] or "")
    if row["state"] == Commission.State.SENT:
        return (Happening.SENT if before is None else Happening.SENT_AGAIN), row["message"] or ""
    return Happening(row["state"]), row["answer"] or ""
