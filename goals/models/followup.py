"""Following goals up: indicators, targets, observations and the knowledge that they rest on."""

from django.contrib.postgres.fields import ArrayField, DecimalRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.constraints import key_is_well_formed
from core.models import Record
from core.triggers import recorded, touches
from goals import triggers
from goals.models.frameworks import Goal
from organisations.models import Organisation, validate_key
from organisations.triggers import concerns

#: Values are exact decimals; the scale holds every number that a double can print.
DIGITS, DECIMALS = 38, 18


@recorded(concerns(triggers.OF_INDICATOR), by_time=True)
class Indicator(Record):
    """Something that is measured: a number, one of ordered stages, or yes and no."""

    class Direction(models.TextChoices):
        UP = "up", _("More is better")
        DOWN = "down", _("Less is better")
        LEVEL = "level", _("A level to hold")

    class ValueType(models.TextChoices):
        NUMBER = "number", _("Number")
        STAGES = "stages", _("Ordered stages")
        BOOLEAN = "boolean", _("Yes or no")

    class Source(models.TextChoices):
        MANUAL = "manual", _("Entered by hand")
        KOLADA = "kolada", "Kolada"
        SCB = "scb", "SCB"
        SSB = "ssb", "SSB"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="indicators")
    key = models.CharField(max_length=100, validators=[validate_key])
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=100, null=True, blank=True)
    direction = models.CharField(max_length=10, choices=Direction, null=True, blank=True)
    value_type = models.CharField(max_length=10, choices=ValueType, default=ValueType.NUMBER)
    stages: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=200), default=list, blank=True
    )
    source = models.CharField(max_length=10, choices=Source, default=Source.MANUAL)
    external_id = models.CharField(max_length=200, null=True, blank=True)
    max_age_years = models.PositiveSmallIntegerField(default=3)

    class Meta:
        ordering = ("organisation", "title", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="indicator_key_unique"),
            key_is_well_formed("indicator_key_well_formed"),
            models.CheckConstraint(
                condition=~Q(value_type="stages") | Q(stages__len__gte=2), name="indicator_stages_are_named"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_name(self) -> str:
        """The source with the number there, as values say it: Kolada N00945."""
        return f"{self.get_source_display()} {self.external_id or ''}".strip()


@recorded(concerns(triggers.OF_TARGET), triggers.target_follows, by_time=True)
class Target(Record):
    """A value that an indicator shall have in a year, for one goal; stated by the recording organisation.

    A baseline is a year and a value; half a baseline counts as none. Bands are closed intervals, a
    missing end is open.
    """

    recorded_by = models.ForeignKey(Organisation, models.CASCADE, related_name="targets")
    key = models.CharField(max_length=100, validators=[validate_key])
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    scope = models.CharField(max_length=20, choices=Goal.Scope, default=Goal.Scope.SOCIETY)
    year = models.SmallIntegerField()
    value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True)
    baseline_year = models.SmallIntegerField(null=True, blank=True)
    baseline_value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True)
    desired = DecimalRangeField(null=True, blank=True, default_bounds="[]")
    accepted = DecimalRangeField(null=True, blank=True, default_bounds="[]")

    class Meta:
        ordering = ("recorded_by", "key")
        constraints = [
            models.UniqueConstraint(fields=["recorded_by", "key"], name="target_key_unique"),
            key_is_well_formed("target_key_well_formed"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(desired__isnull=False) | Q(accepted__isnull=False),
                name="target_has_value_or_band",
            ),
            models.CheckConstraint(
                condition=Q(baseline_year__isnull=True) | Q(baseline_year__lt=F("year")),
                name="target_baseline_before_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.year}"


class ObservationQuerySet(models.QuerySet["Observation"]):
    def outcomes(self) -> "ObservationQuerySet":
        """What was measured, for everybody: no forecasts, totals of both genders only."""
        return self.filter(kind=Observation.Kind.OUTCOME, gender=Observation.Gender.TOTAL)

    def differing(self) -> "ObservationQuerySet":
        """What somebody here has put otherwise than the source that the value was fetched from."""
        fetched = self.filter(fetched_at__isnull=False).exclude(value=F("fetched_value"))
        return fetched.exclude(value__isnull=True, fetched_value__isnull=True)


@recorded(concerns(triggers.OF_OBSERVATION), triggers.observation_recorder, by_time=True)
class Observation(Record):
    """The value of an indicator for an organisation in a year; null says that it is not known.

    `fetched_value` is what the source said when it was read last, at `fetched_at`: where `value` is another,
    somebody here has corrected it, and no fetch overwrites that.
    """

    class Gender(models.TextChoices):
        TOTAL = "T", _("Total")
        WOMEN = "K", _("Women")
        MEN = "M", _("Men")

    class Kind(models.TextChoices):
        OUTCOME = "outcome", _("Outcome")
        FORECAST = "forecast", _("Forecast")

    recorded_by = models.ForeignKey(Organisation, models.CASCADE, related_name="observations_recorded")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="observations")
    year = models.SmallIntegerField()
    gender = models.CharField(max_length=1, choices=Gender, default=Gender.TOTAL)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OUTCOME)
    value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True)
    note = models.TextField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    fetched_value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ("indicator", "organisation", "year", "gender", "kind")
        constraints = [
            models.UniqueConstraint(
                fields=["recorded_by", "organisation", "indicator", "year", "gender", "kind"],
                name="observation_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.year}: {self.value}"

    @property
    def is_as_fetched(self) -> bool:
        """Whether it says what its source said."""
        return self.fetched_at is not None and self.value == self.fetched_value


@recorded()
class Evidence(Record):
    """A piece of knowledge (kunskapsunderlag) that goals and judgements rest on."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=500)
    year = models.SmallIntegerField(null=True, blank=True)
    goals = models.ManyToManyField(Goal, through="EvidenceGoal", related_name="evidence")

    class Meta:
        ordering = ("title", "id")
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title


@recorded(touches("goals_evidence", "evidence_id"))
class EvidenceGoal(models.Model):
    """A goal that relies on a piece of evidence."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="goal_rows")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="evidence_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "goal"], name="evidence_goal_once")]

    def __str__(self) -> str:
        return f"{self.evidence_id}: {self.goal_id}"
