"""Desired futures and uncertainties: scenarios, what holds under each, and how many live here."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from core.constraints import exactly_one, key_is_well_formed
from core.models import Record
from core.triggers import recorded
from goals.models import Goal, Indicator
from organisations.models import Organisation, Unit, validate_key
from organisations.triggers import concerns
from planning.models import Position
from strategy import triggers
from strategy.models.rounds import PlanningStrategy

#: Years that a scenario or a number of inhabitants can be about.
FUTURE_YEARS = (1900, 2200)


def _said_together(*fields: str) -> Q:
    """All of the fields have a value, or none has."""
    return Q(**{f"{field}__isnull": True for field in fields}) | Q(
        **{f"{field}__isnull": False for field in fields}
    )


@recorded(concerns("SELECT organisation_id FROM changed"), triggers.scenario_of_own)
class Scenario(Record):
    """A future that the council plans for (scenario, framtidsbild), such as 75,000 inhabitants in 2040.

    `drivers` is what leads there; `nearness`, `mobility` and `digital` say how people then reach what they
    need (tillgänglighet): because it is near, because they can travel, or without travelling. `unit` prepares
    it. The scenarios of a strategy stand by their `order`.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("a scenario", "Proposed")
        AGREED = "agreed", pgettext_lazy("a scenario", "Agreed")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="scenarios")
    strategy = models.ForeignKey(PlanningStrategy, models.CASCADE, related_name="scenarios")
    key = models.CharField(max_length=100, validators=[validate_key])
    title = models.CharField(max_length=300)
    population = models.PositiveIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    drivers = models.TextField(null=True, blank=True)
    nearness = models.TextField(null=True, blank=True)
    mobility = models.TextField(null=True, blank=True)
    digital = models.TextField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="scenarios")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("strategy", "order", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="scenario_key_unique"),
            key_is_well_formed("scenario_key_well_formed"),
            models.CheckConstraint(condition=~Q(title=""), name="scenario_says_what"),
            models.CheckConstraint(
                condition=_said_together("population", "year"), name="scenario_population_in_a_year"
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=FUTURE_YEARS), name="scenario_in_known_years"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@recorded(
    concerns(triggers.OF_SCENARIO_PART), triggers.robustness_of_followed, triggers.robustness_of_own_position
)
class Robustness(Record):
    """How a goal, or a direction of the comprehensive plan, fares under a scenario (robusthet), and why."""

    class Verdict(models.TextChoices):
        HOLDS = "holds", pgettext_lazy("a verdict under a scenario", "Holds")
        PARTLY = "partly", pgettext_lazy("a verdict under a scenario", "Holds partly")
        FAILS = "fails", pgettext_lazy("a verdict under a scenario", "Does not hold")

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="robustness")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="robustness")
    position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="robustness")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = models.TextField()

    class Meta:
        ordering = ("scenario", "id")
        verbose_name_plural = "robustness"
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("goal", "position"), name="robustness_of_goal_or_position"
            ),
            models.UniqueConstraint(fields=["scenario", "goal"], name="robustness_once_a_goal"),
            models.UniqueConstraint(fields=["scenario", "position"], name="robustness_once_a_position"),
            models.CheckConstraint(condition=~Q(reason=""), name="robustness_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.goal or self.position} – {self.scenario}"


@recorded(concerns(triggers.OF_STRATEGY_PART), triggers.population_of_followed)
class PopulationFigure(Record):
    """How many inhabitants the council aims at, is forecast to get, or has: three facts, never one.

    Each is a number of a year. The outcome may instead be what an indicator that the organisation follows
    says last; who forecasts, and where an outcome is read, is its `source`.
    """

    class Sort(models.TextChoices):
        GOAL = "goal", pgettext_lazy("number of inhabitants", "Goal")
        FORECAST = "forecast", pgettext_lazy("number of inhabitants", "Forecast")
        OUTCOME = "outcome", pgettext_lazy("number of inhabitants", "Outcome")

    #: Those that somebody else has reckoned or counted.
    SOURCED: ClassVar = (Sort.FORECAST, Sort.OUTCOME)

    strategy = models.ForeignKey(PlanningStrategy, models.CASCADE, related_name="population_figures")
    sort = models.CharField(max_length=20, choices=Sort)
    number = models.PositiveIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=500, null=True, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="population_figures"
    )

    class Meta:
        ordering = ("strategy", "sort", "id")
        constraints = [
            models.UniqueConstraint(fields=["strategy", "sort"], name="population_once_a_sort"),
            models.CheckConstraint(
                condition=_said_together("number", "year"), name="population_number_in_a_year"
            ),
            models.CheckConstraint(
                condition=exactly_one("number", "indicator"), name="population_number_or_indicator"
            ),
            models.CheckConstraint(
                condition=Q(indicator__isnull=True) | Q(sort="outcome"),
                name="population_indicator_of_outcome",
            ),
            models.CheckConstraint(
                condition=Q(sort="goal")
                | Q(indicator__isnull=False)
                | (Q(source__isnull=False) & ~Q(source="")),
                name="population_has_source",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=FUTURE_YEARS), name="population_in_known_years"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_sort_display())
