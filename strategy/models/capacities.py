"""Resources: what units can put into planning."""

from django.db import models
from django.db.models import Q

from core.constraints import ordered
from core.models import Record
from core.triggers import recorded
from organisations.models import Unit
from organisations.triggers import concerns
from strategy import triggers
from strategy.models.needs import QUARTER_PATTERN
from strategy.models.rounds import PlanningStrategy


@recorded(
    concerns(triggers.OF_STRATEGY_PART),
    triggers.capacity_in_term,
    triggers.capacity_of_own_unit,
    triggers.capacity_no_overlap,
)
class Capacity(Record):
    """What a unit can put into planning in each quarter from `first` to `last` (kapacitet).

    `person_months` and `money` (whole currency units, if said) are those of one quarter. A unit has one
    capacity a quarter: periods of the same unit do not overlap.
    """

    strategy = models.ForeignKey(PlanningStrategy, models.CASCADE, related_name="capacities")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="capacities")
    first = models.CharField(max_length=7)
    last = models.CharField(max_length=7)
    person_months = models.PositiveIntegerField()
    money = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("strategy", "unit", "first", "id")
        verbose_name_plural = "capacities"
        constraints = [
            models.UniqueConstraint(fields=["strategy", "unit", "first"], name="capacity_once_a_quarter"),
            models.CheckConstraint(condition=Q(first__regex=QUARTER_PATTERN), name="capacity_first_quarter"),
            models.CheckConstraint(condition=Q(last__regex=QUARTER_PATTERN), name="capacity_last_quarter"),
            ordered("capacity_quarters_ordered", "first", "last"),
            models.CheckConstraint(
                condition=Q(money__isnull=True) | Q(money__gte=0), name="capacity_money_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.first}–{self.last}"
