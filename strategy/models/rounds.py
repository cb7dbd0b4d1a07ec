"""The rounds of a council: its terms, and the planning strategy of each."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy

from core.constraints import key_is_well_formed, ordered
from core.models import Record
from core.triggers import recorded
from organisations.models import Organisation, Unit, validate_key
from organisations.triggers import concerns
from strategy import triggers
from strategy.clock import TERM_YEARS, months_after, quarters

# A plain GiST index compares ranges, so the organisation is a range of one: no extension is needed.
_ORGANISATION = Func(
    "organisation", "organisation", Value("[]"), function="int8range", output_field=BigIntegerRangeField()
)
# As far as the days are known: a term whose end nobody has entered is held to be its first day.
_DAYS = Func(
    Coalesce("begins_on", "elected_on"),
    Coalesce("ends_on", "begins_on", "elected_on"),
    Value("[]"),
    function="daterange",
    output_field=DateRangeField(),
)

#: Days that the clock can reckon with.
YEARS = (date(1850, 1, 1), date(2200, 12, 31))


@recorded(
    concerns("SELECT organisation_id FROM changed"),
    triggers.election_is_ordinary,
    triggers.term_before_strategy,
    triggers.term_around_needs,
    triggers.term_around_capacities,
)
class Term(Record):
    """The term of a council (mandatperiod): the election that it comes from, and its days as far as known.

    `constituted_on` is the day when the council constituted itself, from which Norway counts its deadline.
    `is_extra`: the election is said not to be an ordinary one; the law counts nothing from it.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="terms")
    key = models.CharField(max_length=100, validators=[validate_key])
    elected_on = models.DateField()
    is_extra = models.BooleanField(default=False)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    constituted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("organisation", "-elected_on", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="term_key_unique"),
            key_is_well_formed("term_key_well_formed"),
            models.UniqueConstraint(fields=["organisation", "elected_on"], name="term_election_unique"),
            ordered("term_begins_after_election", "elected_on", "begins_on"),
            ordered("term_ends_after_election", "elected_on", "ends_on"),
            ordered("term_days_ordered", "begins_on", "ends_on"),
            ordered("term_constituted_after_election", "elected_on", "constituted_on"),
            models.CheckConstraint(
                condition=Q(elected_on__range=YEARS)
                & (Q(constituted_on__isnull=True) | Q(constituted_on__range=YEARS)),
                name="term_in_known_years",
            ),
            ExclusionConstraint(
                name="term_no_overlap",
                expressions=[
                    (_ORGANISATION, RangeOperators.OVERLAPS),
                    (_DAYS, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.elected_on.year}–{self.last_year}"

    @property
    def last_year(self) -> int:
        """The year in which it ends, or would by the law of both countries."""
        return self.ends_on.year if self.ends_on else self.elected_on.year + TERM_YEARS

    @property
    def quarters(self) -> tuple[str, ...]:
        """The quarters over which its strategy plans: from the election to its end, as far as known."""
        return quarters(self.elected_on, self.ends_on or months_after(self.elected_on, TERM_YEARS * 12))


@recorded(
    concerns("SELECT organisation_id FROM changed"),
    triggers.strategy_in_term,
    triggers.strategy_after_election,
)
class PlanningStrategy(Record):
    """What a council plans to plan in its term (planeringsstrategi, planstrategi).

    From its adoption on it is public. `reference` is the paragraph of the decision (KF § 12),
    `case_number` the number of the case in the register. `comprehensive_plan_judgement` is the council's
    verdict on the whole comprehensive plan (PBL 3 kap. 23 §), which only the adopted strategy holds.
    `county_basis_on` is when the county board's basis came (länsstyrelsens underlag, PBL 3 kap. 26 §).
    `published_on` is when the proposal became public (Norway: at least 30 days before, pbl. § 10-1),
    `announced_on` when the adoption was announced (Sweden: sent within two weeks from then, PBL 3 kap. 24 §).
    """

    class Status(models.TextChoices):
        DRAFTING = "drafting", pgettext_lazy("a planning strategy", "Being drawn up")
        ADOPTED = "adopted", pgettext_lazy("a planning strategy", "Adopted")

    class Judgement(models.TextChoices):
        CURRENT = "current", pgettext_lazy("a comprehensive plan", "Current")
        PARTLY_CURRENT = "partly_current", pgettext_lazy("a comprehensive plan", "Partly current")
        NOT_CURRENT = "not_current", pgettext_lazy("a comprehensive plan", "Not current")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="planning_strategies")
    term = models.ForeignKey(Term, models.PROTECT, related_name="strategies")
    key = models.CharField(max_length=100, validators=[validate_key])
    title = models.CharField(max_length=300)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFTING)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="planning_strategies")
    adopted_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, null=True, blank=True)
    reference = models.CharField(max_length=200, null=True, blank=True)
    case_number = models.CharField(max_length=100, null=True, blank=True)
    county_basis_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    comprehensive_plan_judgement = models.CharField(max_length=20, choices=Judgement, null=True, blank=True)

    #: What only an adopted strategy has.
    DECISION: ClassVar = (
        "adopted_on", "decided_by", "reference", "case_number", "comprehensive_plan_judgement",
    )  # fmt: skip

    class Meta:
        ordering = ("organisation", "-term__elected_on", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="strategy_key_unique"),
            key_is_well_formed("strategy_key_well_formed"),
            models.UniqueConstraint(fields=["term"], name="strategy_once_a_term"),
            models.CheckConstraint(
                condition=~Q(status="adopted")
                | (Q(adopted_on__isnull=False, reference__isnull=False) & ~Q(reference="")),
                name="strategy_adopted_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(status="adopted")
                | Q(adopted_on__isnull=True, comprehensive_plan_judgement__isnull=True),
                name="strategy_decided_when_adopted",
            ),
            models.CheckConstraint(
                condition=Q(announced_on__isnull=True)
                | Q(adopted_on__isnull=False, announced_on__gte=models.F("adopted_on")),
                name="strategy_announced_after_adoption",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_adopted(self) -> bool:
        """Whether the council has adopted it; from then on everybody may read it."""
        return self.status == self.Status.ADOPTED
