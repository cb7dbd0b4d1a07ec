"""What has been handed over to the comprehensive plan, and what became of it."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from planning.models import HandOver, Plan
from planning.selectors.counted import COMPREHENSIVE
from planning.selectors.editions import open_revision
from planning.selectors.stories import Chapter, Row, told


class Happening(TextChoices):
    """What can become of a hand-over."""

    OFFERED = "offered", _("Offered")
    ACCEPTED = "accepted", _("Taken in")
    RETURNED = "returned", _("Returned")
    OFFERED_AGAIN = "offered_again", _("Offered again")
    CHANGED = "changed", _("Offered with other words")
    MOVED = "moved", _("Goes on to another plan or edition")


def receivers(organisation: Organisation) -> QuerySet[Plan]:
    """The comprehensive plans that positions can be offered to: drafts first, they are written now."""
    own = Plan.objects.filter(organisation=organisation, type__family__in=COMPREHENSIVE)
    found: QuerySet[Plan] = own.exclude(status__in=Plan.PAST).select_related("type", "organisation")
    holds = ExpressionWrapper(Q(status__in=Plan.IN_EFFECT), output_field=BooleanField())
    return found.order_by(holds.asc(), "title", "pk")


def receiving_plans(plan: Plan) -> list[Plan]:
    """Where what is offered to a plan can stand: in itself, and in a proposal that shall replace it."""
    revision = open_revision(plan)
    return [plan, revision] if revision is not None else [plan]


def story_of(hand_over: HandOver) -> list[Chapter]:
    """All that happened to a hand-over, the newest first. Two queries."""
    return told("HandOverHistory", hand_over.pk, ("state", "rationale", "answer"), _tell)


def _tell(before: Row | None, row: Row) -> tuple[Happening, str]:
    if before is not None and before["state"] == row["state"]:
        has_other_words = before["rationale"] != row["rationale"]
        return (Happening.CHANGED, row["rationale"] or "") if has_other_words else (Happening.MOVED, "")
    if row["state"] == HandOver.State.OFFERED:
        happening = Happening.OFFERED if before is None else Happening.OFFERED_AGAIN
        return happening, row["rationale"] or ""
    return Happening(row["state"]), row["answer"] or ""
