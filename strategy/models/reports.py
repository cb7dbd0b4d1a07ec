"""Situation reports of departments, and what they would do together with others."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from core.constraints import key_is_well_formed
from core.models import Record
from core.triggers import recorded
from organisations.models import Organisation, Unit, validate_key
from organisations.triggers import concerns
from planning.models import Measure
from strategy import triggers

#: Years that a report can be of.
REPORT_YEARS = (2000, 2100)


@recorded(concerns("SELECT organisation_id FROM changed"), triggers.report_of_own_unit)
class SituationReport(Record):
    """A unit's situation report (färdplan, lägesrapport), once a year with the budget.

    Its situation, its plans, its challenges at the growth that the council aims at, and which investments
    it needs. `state`: being written, or handed in, when it is part of the strategy's ground.
    """

    class State(models.TextChoices):
        WRITING = "writing", pgettext_lazy("a situation report", "Being written")
        HANDED_IN = "handed_in", pgettext_lazy("a situation report", "Handed in")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="situation_reports")
    key = models.CharField(max_length=100, validators=[validate_key])
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="situation_reports")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.WRITING)
    situation = models.TextField(null=True, blank=True)
    plans = models.TextField(null=True, blank=True)
    challenges = models.TextField(null=True, blank=True)
    investments = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ("organisation", "-year", "unit", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="report_key_unique"),
            key_is_well_formed("report_key_well_formed"),
            models.UniqueConstraint(fields=["unit", "year"], name="report_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=REPORT_YEARS), name="report_in_known_years"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


@recorded(
    concerns("SELECT organisation_id FROM changed"),
    triggers.cooperation_between_units,
    triggers.cooperation_of_own_measure,
)
class Cooperation(Record):
    """An area in which a unit's situation report asks to work together with another unit (samverkan).

    So it depends on that unit; what comes of it is a plan need of the strategy, or a measure of a plan.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="cooperations")
    key = models.CharField(max_length=100, validators=[validate_key])
    report = models.ForeignKey(SituationReport, models.CASCADE, related_name="cooperations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cooperations")
    title = models.CharField(max_length=300)
    text = models.TextField(null=True, blank=True)
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, blank=True, related_name="cooperations")

    class Meta:
        ordering = ("organisation", "report", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="cooperation_key_unique"),
            key_is_well_formed("cooperation_key_well_formed"),
            models.CheckConstraint(condition=~Q(title=""), name="cooperation_says_on_what"),
        ]

    def __str__(self) -> str:
        return self.title
