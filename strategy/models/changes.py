"""What the council has decided of its planning strategy: changes of it, and what it said at each decision."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from core.constraints import key_is_well_formed
from core.models import Record
from core.triggers import recorded
from organisations.models import validate_key
from organisations.triggers import concerns
from strategy import triggers
from strategy.models.rounds import PlanningStrategy


@recorded(concerns(triggers.OF_STRATEGY_PART), triggers.change_of_adopted)
class StrategyChange(Record):
    """A change of an adopted planning strategy, with the council's decision on it.

    The strategy can be changed until the next ordinary election (PBL 3 kap. 23 §). `summary` says what the
    change is; `reference` is the paragraph of the decision (KF § 12), `case_number` the number of the case.
    """

    strategy = models.ForeignKey(PlanningStrategy, models.CASCADE, related_name="changes")
    key = models.CharField(max_length=100, validators=[validate_key])
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200)
    reference = models.CharField(max_length=200)
    case_number = models.CharField(max_length=100, null=True, blank=True)
    summary = models.TextField()

    class Meta:
        ordering = ("strategy", "decided_on", "id")
        constraints = [
            models.UniqueConstraint(fields=["strategy", "key"], name="strategy_change_key_unique"),
            key_is_well_formed("strategy_change_key_well_formed"),
            models.CheckConstraint(
                condition=~Q(decided_by="") & ~Q(reference="") & ~Q(summary=""),
                name="strategy_change_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class KeptContents(models.Model):
    """What a planning strategy said when the council decided on it; written once, and never changed.

    Without `change` it is what was adopted. `content` is `strategy.selectors.contents.Contents` as JSON. What
    is written into the strategy afterwards is a draft of a change until the council has decided on it too.
    """

    strategy = models.ForeignKey(PlanningStrategy, models.CASCADE, related_name="kept")
    change = models.OneToOneField(
        StrategyChange, models.CASCADE, null=True, blank=True, related_name="kept_contents"
    )
    content = models.JSONField()
    kept_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("strategy", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["strategy"], condition=Q(change__isnull=True), name="adopted_contents_kept_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id}: {self.change_id or 'adopted'}"
