"""Who gets a planning strategy: the mailing list, with when it was sent and when it was received."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.constraints import key_is_well_formed, ordered
from core.models import Record
from core.triggers import recorded
from organisations.models import validate_key
from organisations.triggers import concerns
from strategy import triggers
from strategy.models.rounds import PlanningStrategy


@recorded(concerns(triggers.OF_STRATEGY_PART))
class StrategyRecipient(Record):
    """Somebody who shall have the strategy (mottagare): in Sweden those whom the law names (PBL 3 kap. 24 §).

    In Norway those whose views the municipality asks for (pbl. § 10-1). `received_on`: when they said so.
    """

    class Sort(models.TextChoices):
        STATE = "state", _("The state's authority for planning")
        COUNTY_BOARD = "county_board", _("The state in the county")
        REGION = "region", _("The region")
        MUNICIPALITY = "municipality", _("A neighbouring municipality")
        OTHER = "other", _("Others")

    strategy = models.ForeignKey(PlanningStrategy, models.CASCADE, related_name="recipients")
    key = models.CharField(max_length=100, validators=[validate_key])
    name = models.CharField(max_length=200)
    sort = models.CharField(max_length=20, choices=Sort)
    sent_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, null=True, blank=True)

    class Meta:
        ordering = ("strategy", "id")
        constraints = [
            models.UniqueConstraint(fields=["strategy", "key"], name="recipient_key_unique"),
            key_is_well_formed("recipient_key_well_formed"),
            models.UniqueConstraint(fields=["strategy", "name"], name="recipient_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="recipient_has_name"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(sent_on__isnull=False),
                name="recipient_sent_before_received",
            ),
            ordered("recipient_days_ordered", "sent_on", "received_on"),
        ]

    def __str__(self) -> str:
        return self.name
