"""What the comprehensive plan asks units to carry out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from core.models import Record
from core.triggers import recorded
from organisations.models import Organisation, Unit
from planning.models.parts import Position


@recorded()
class Commission(Record):
    """A unit is asked to carry out a position that expects measures (uppdrag), and what it answered.

    Working material between units: what counts in the report is the measures that implement the position.
    """

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("an assignment", "Sent")
        ANSWERED = "answered", pgettext_lazy("an assignment", "Answered with measures")
        DECLINED = "declined", pgettext_lazy("an assignment", "Declined")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="commissions")
    position = models.ForeignKey(Position, models.CASCADE, related_name="commissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="commissions")
    message = models.TextField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.SENT)
    answer = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ("organisation", "position", "unit", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["position", "unit"], condition=Q(state="sent"), name="commission_sent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} → {self.unit}"
