"""Do the plans pull the same way: reports, numbered and frozen, and the latest one as rows."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goals.models import Framework, Goal
from organisations.models import Organisation, Unit
from planning.models import Plan


class Stage(models.TextChoices):
    """The six stages of the goal chain (målkedjan), in their order."""

    MEASURABLE = "measurable", _("Can it be followed up?")
    PLANNED = "planned", _("Does a plan in force take it up?")
    ANCHORED = "anchored", _("Is it anchored in the comprehensive plan?")
    IMPLEMENTED = "implemented", _("Is anyone doing it?")
    FUNDED = "funded", _("Is it paid for?")
    ON_TRACK = "on_track", _("Does it work?")


class State(models.TextChoices):
    """How a stage of the chain stands."""

    OK = "ok", _("Whole")
    PARTIAL = "partial", _("Partly")
    BROKEN = "broken", _("Broken")
    NOT_APPLICABLE = "na", _("Not applicable")


class ReportContent(models.Model):
    """What a report says, compressed, kept once however many reports say the same.

    How is told in `alignment.store.contents`. `body` is all of it but the matrix, `scores` are the
    goals' chain scores by name. What was frozen before these were kept apart has all of it in its body.
    Never changed after it is written: the database refuses.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()
    matrix = models.BinaryField(null=True)
    scores = models.BinaryField(null=True)

    class Meta:
        triggers = [pgtrigger.ReadOnly(name="frozen")]

    def __str__(self) -> str:
        return self.sha256[:12]


class AlignmentReport(models.Model):
    """One numbered goal-alignment report of an organisation; never changed, but for `pinned_as`.

    `internal` is for members, `public` for everybody; `totals` and `public_totals` are section 8 of the
    rules for each. `causes` says which changes led to it; `duration_ms` how long the run took.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="alignment_reports")
    number = models.PositiveIntegerField()
    revision = models.PositiveBigIntegerField()
    on = models.DateField()
    rules_version = models.PositiveIntegerField()
    internal = models.ForeignKey(ReportContent, models.PROTECT, related_name="+")
    public = models.ForeignKey(ReportContent, models.PROTECT, related_name="+")
    totals = models.JSONField()
    public_totals = models.JSONField()
    causes = models.JSONField(default=list, blank=True)
    duration_ms = models.PositiveIntegerField()
    computed_at = models.DateTimeField()
    pinned_as = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("organisation", "-number")
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="report_number_once")]
        triggers = [pgtrigger.ReadOnly(name="frozen", exclude=["pinned_as"])]

    def __str__(self) -> str:
        return f"{self.organisation} {self.number}"


class ReportState(models.Model):
    """What an organisation's latest report is known to hold for: an unchanged result gets no new number.

    `acknowledged_at`: when somebody last acknowledged a finding or took that back.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="report_state"
    )
    latest = models.ForeignKey(AlignmentReport, models.PROTECT, related_name="+")
    revision = models.PositiveBigIntegerField()
    on = models.DateField()
    rules_version = models.PositiveIntegerField()
    checked_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.organisation}: {self.revision}"


class RowQuerySet(models.QuerySet[models.Model]):
    def public(self) -> "RowQuerySet":
        """The part that the public report has too."""
        return self.filter(is_public=True)


class Row(models.Model):
    """A part of the latest report. `is_public`: whether the public report has it."""

    # Every kind of row is unique by organisation and something else: that index serves.
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    is_public = models.BooleanField(default=False)

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True


class Digested(Row):
    """A row with long contents: `digest` tells whether a report would write anything else."""

    digest = models.CharField(max_length=32, default="", editable=False)

    class Meta:
        abstract = True


class GoalAlignment(Digested):
    """A goal in scope in the latest report: its chain, its numbers, and what these are made of.

    `current` and `if_adopted` hold the numbers of section 4 (the latter is internal), `targets` the
    counted targets. `origins` are what items state or take for the goal itself, packed; `below` the
    goals that feed it and have any, `[[goal, reach]]`: of these the lines behind its numbers are made.
    Both are internal as they stand. `bearers` are the ids of the organisation's units that bear on it now.
    Pages and API read rows through `alignment.selectors.latest` only, which knows who may see what.
    """

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="alignments")
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="+")
    is_own = models.BooleanField()
    is_tracked = models.BooleanField()
    chain_score = models.PositiveSmallIntegerField()
    weakest_link = models.CharField(max_length=20, choices=Stage, null=True)
    measurable = models.CharField(max_length=10, choices=State)
    planned = models.CharField(max_length=10, choices=State)
    anchored = models.CharField(max_length=10, choices=State)
    implemented = models.CharField(max_length=10, choices=State)
    funded = models.CharField(max_length=10, choices=State)
    on_track = models.CharField(max_length=10, choices=State)
    current = models.JSONField()
    if_adopted = models.JSONField()
    targets = models.JSONField()
    below = models.JSONField(default=list)
    origins = models.BinaryField(default=b"")
    bearers = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        ordering = ("organisation", "goal")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "goal"], name="goal_alignment_once"),
            models.CheckConstraint(condition=Q(chain_score__lte=100), name="goal_alignment_score_in_range"),
        ]
        indexes = [
            # Overview and matrix read tracked goals only: a third of the rows, which are wide.
            models.Index(
                fields=["organisation", "framework"],
                condition=Q(is_tracked=True),
                name="goal_alignment_tracked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.chain_score}"


class PlanAlignment(Digested):
    """A plan that is not past in the latest report, with its numbers (section 7).

    `public_numbers` are those of the public report, null for a plan that it does not have.
    """

    class Phase(models.TextChoices):
        CURRENT = "current", _("In effect")
        PROPOSED = "proposed", _("Proposed")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="alignments")
    is_own = models.BooleanField()
    phase = models.CharField(max_length=10, choices=Phase)
    score = models.PositiveSmallIntegerField(null=True)
    numbers = models.JSONField()
    public_numbers = models.JSONField(null=True)

    class Meta:
        ordering = ("organisation", "plan")
        constraints = [models.UniqueConstraint(fields=["organisation", "plan"], name="plan_alignment_once")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.score}"


class MatrixCell(Row):
    """What a plan that is not past brings a tracked goal in the latest report.

    There are many, and the store writes them by the hundred thousand: the database checks no keys of
    other tables here, and has but one index. A cell whose plan or goal is gone is gone with the next run.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    support = models.PositiveIntegerField()
    opposition = models.PositiveIntegerField()
    net = models.IntegerField()
    items = models.PositiveIntegerField()

    class Meta:
        ordering = ("organisation", "plan", "goal")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "plan", "goal"], name="matrix_cell_once")
        ]

    def __str__(self) -> str:
        return f"{self.net:+d}"


class FindingQuerySet(RowQuerySet):
    def open(self) -> "FindingQuerySet":
        """Findings that nobody has acknowledged."""
        return self.filter(acknowledged_at__isnull=True)


class Finding(Digested):
    """Something to put right (brist), as long as the latest report has it.

    `subjects`: `[{"kind", "name", "id"}]` in the order of section 9; `goal` and `plan` repeat what can
    be filtered by. `unit` should act; null is the organisation's coordinators. `public_details` are the
    details without names that the public may not see. `fingerprint` is code and
    subjects, so that a finding keeps when it was first seen and its acknowledgement over reports.
    """

    class Severity(models.TextChoices):
        HIGH = "high", _("High")
        MEDIUM = "medium", _("Medium")
        LOW = "low", _("Low")

    class Decides(models.TextChoices):
        POLITICIANS = "politicians", _("Politicians decide")
        OFFICERS = "officers", _("Officers mend")

    code = models.CharField(max_length=50)
    severity = models.CharField(max_length=10, choices=Severity)
    severity_order = models.PositiveSmallIntegerField()
    decides = models.CharField(max_length=20, choices=Decides)
    is_provided = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, related_name="+")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, related_name="+")
    subjects = models.JSONField()
    details = models.JSONField(default=dict)
    public_details = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    first_seen_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    acknowledged_because = models.TextField(blank=True)

    objects = FindingQuerySet.as_manager()  # type: ignore[misc]  # narrower than that of all rows

    class Meta:
        ordering = ("organisation", "severity_order", "code", "id")
        constraints = [models.UniqueConstraint(fields=["organisation", "fingerprint"], name="finding_once")]
        indexes = [
            models.Index(fields=["organisation", "decides", "severity_order"], name="finding_by_decider"),
            models.Index(fields=["organisation", "unit", "code"], name="finding_by_unit"),
            # The order of their list: its first page is read without the rest.
            models.Index(
                fields=["organisation", "severity_order", "code", "first_seen_at", "id"],
                name="finding_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.code
