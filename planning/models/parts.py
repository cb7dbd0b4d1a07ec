"""The parts of a plan: sections, positions, measures, and what becomes of measures."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.constraints import key_is_well_formed, ordered
from core.functions import searched
from core.models import Record
from core.triggers import recorded, refuses, touches
from organisations.models import Organisation, Unit, validate_key
from organisations.triggers import concerns, tree
from planning import triggers
from planning.models.plans import Plan


class PartQuerySet(models.QuerySet[Any]):
    """Parts of plans are seen by those who see the plan."""

    def visible_to(self, user: Any) -> "PartQuerySet":
        return self.filter(plan__in=Plan.objects.visible_to(user))


class Part(Record):
    """Something that stands in a plan, in an order. `organisation` is the plan's, set by a trigger."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="%(class)ss")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", editable=False)
    key = models.CharField(max_length=100, validators=[validate_key])
    order = models.PositiveIntegerField(default=0)

    objects: ClassVar[Any] = PartQuerySet.as_manager()

    class Meta:
        abstract = True


@recorded(
    concerns(triggers.OF_PLAN_PART),
    triggers.set_organisation,
    tree("section_parent_no_loop", "planning_section", label="heading"),
    refuses("section_parent_in_plan", triggers.section_in_plan.format(section="parent_id")),
)
class Section(Part):
    """A chapter or section of a plan, with rich text."""

    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    heading = models.CharField(max_length=300)
    body = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ("plan", "order", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="section_key_unique"),
            key_is_well_formed("section_key_well_formed"),
        ]

    def __str__(self) -> str:
        return self.heading


@recorded(
    concerns(triggers.OF_POSITION),
    triggers.set_organisation,
    refuses("position_section_in_plan", triggers.section_in_plan.format(section="section_id")),
    wording=("statement",),
    by_time=True,
)
class Position(Part):
    """What a plan takes a stand on (ställningstagande); spatial ones belong in the comprehensive plan."""

    class Aspect(models.TextChoices):
        DIRECTION = "direction", _("Direction of development")
        USE = "use", _("Use of land and water")
        CONSIDERATION = "consideration", _("Values to consider")

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, related_name="positions")
    code = models.CharField(max_length=50, null=True, blank=True)
    statement = models.TextField()
    rationale = models.TextField(null=True, blank=True)
    spatial = models.BooleanField(default=False)
    aspect = models.CharField(max_length=20, choices=Aspect, null=True, blank=True)
    land_use = models.CharField(max_length=20, null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="positions")
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    expects_measures = models.BooleanField(null=True, blank=True)
    revises = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="revised_in")
    geometry = models.JSONField(null=True, blank=True)
    wording_changed_at = models.DateTimeField(null=True, editable=False)

    #: What a search for positions looks in (planning/selectors/searching.py).
    SEARCHED: ClassVar = ("code", "statement", "rationale")

    class Meta:
        ordering = ("plan", "order", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="position_key_unique"),
            key_is_well_formed("position_key_well_formed"),
        ]
        indexes = searched("position", "code", "statement", "rationale", alike="statement")

    def __str__(self) -> str:
        return f"{self.code} {self.statement}" if self.code else self.statement

    @property
    def is_expecting_measures(self) -> bool:
        """Whether sectors shall implement it: as said, else if it is about the direction of development."""
        return (
            self.aspect == self.Aspect.DIRECTION if self.expects_measures is None else self.expects_measures
        )


@recorded(
    concerns(triggers.OF_PLAN_PART),
    triggers.set_organisation,
    refuses("measure_section_in_plan", triggers.section_in_plan.format(section="section_id")),
    wording=("title", "text"),
    by_time=True,
)
class Measure(Part):
    """Something that somebody shall do (åtgärd), with who, when and how it is paid for."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ONGOING = "ongoing", _("Ongoing")
        DONE = "done", _("Done")
        PAUSED = "paused", _("Paused")
        CANCELLED = "cancelled", _("Cancelled")

    class Funding(models.TextChoices):
        WITHIN_BUDGET = "within_budget", _("Within the budget")
        DECIDED = "decided", _("Funds decided")
        APPLIED = "applied", _("Funds applied for")
        UNFUNDED = "unfunded", _("Unfunded")
        UNKNOWN = "unknown", _("Funding unknown")

    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, related_name="measures")
    code = models.CharField(max_length=50, null=True, blank=True)
    title = models.CharField(max_length=500)
    text = models.TextField(null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="measures")
    partners = models.ManyToManyField(Unit, through="MeasurePartner", related_name="partner_in")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status)
    funding = models.CharField(max_length=20, choices=Funding, default=Funding.UNKNOWN)
    cost = models.BigIntegerField(null=True, blank=True)
    statutory = models.BooleanField(default=False)
    revises = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="revised_in")
    implements = models.ManyToManyField(Position, through="Implementation", related_name="implemented_in")
    wording_changed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("plan", "order", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="measure_key_unique"),
            key_is_well_formed("measure_key_well_formed"),
            ordered("measure_time_ordered", "start", "end"),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0), name="measure_cost_not_negative"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "end", "id"],
                condition=~Q(status="done") & ~Q(status="cancelled"),
                name="measure_left_by_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}" if self.code else self.title


@recorded(concerns(triggers.OF_IMPLEMENTATION), touches("planning_measure", "measure_id"))
class MeasurePartner(models.Model):
    """A unit that takes part in a measure beside the responsible one."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="partner_rows")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "unit"], name="measure_partner_once")]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.unit_id}"


@recorded(concerns(triggers.OF_IMPLEMENTATION), touches("planning_measure", "measure_id"), by_time=True)
class Implementation(models.Model):
    """A measure carries out a position, of its own plan or of another."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="implementation_rows")
    position = models.ForeignKey(Position, models.CASCADE, related_name="implementation_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "position"], name="implementation_once")]

    def __str__(self) -> str:
        return f"{self.measure_id} → {self.position_id}"


@recorded()
class StatusUpdate(Record):
    """What was said of a measure at a follow-up."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="status_updates")
    on = models.DateField()
    status = models.CharField(max_length=20, choices=Measure.Status)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("measure", "-on", "-id")

    def __str__(self) -> str:
        return f"{self.on}: {self.get_status_display()}"


@recorded(concerns(triggers.OF_IMPLEMENTATION), by_time=True)
class BudgetLine(Record):
    """Money for a measure in a year, in whole currency units of the country."""

    class Kind(models.TextChoices):
        OPERATING = "operating", _("Operating")
        INVESTMENT = "investment", _("Investment")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        DECIDED = "decided", _("Decided")

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="budget_lines")
    year = models.SmallIntegerField()
    amount = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OPERATING)
    status = models.CharField(max_length=20, choices=Status, default=Status.PROPOSED)

    class Meta:
        ordering = ("measure", "year", "kind")
        constraints = [models.UniqueConstraint(fields=["measure", "year", "kind"], name="budget_line_once")]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"
