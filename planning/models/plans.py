"""Plans, their types, their editions and their course."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.constraints import differ, key_is_well_formed, ordered
from core.functions import searched
from core.models import Record
from core.triggers import recorded, touches
from goals.models import Framework
from organisations.models import Organisation, Unit, validate_key
from organisations.triggers import concerns, tree
from planning import triggers


@recorded(concerns(triggers.OF_PLAN_TYPE))
class PlanType(Record):
    """What an organisation calls a sort of plan; logic looks at its family only."""

    class Family(models.TextChoices):
        VISION = "vision", _("Vision")
        BUDGET = "budget", _("Budget")
        COMPREHENSIVE = "comprehensive", _("Comprehensive plan")
        COMPREHENSIVE_PART = "comprehensive_part", _("Part of the comprehensive plan")
        STRATEGY = "strategy", _("Strategy")
        PROGRAMME = "programme", _("Programme")
        PLAN = "plan", _("Plan")
        ROADMAP = "roadmap", _("Roadmap")
        OPERATIONAL_PLAN = "operational_plan", _("Operational plan")
        POLICY = "policy", _("Policy")
        GUIDELINE = "guideline", _("Guideline")
        RULES = "rules", _("Rules")

    class Steering(models.TextChoices):
        ACTIVATING = "activating", _("What to achieve")
        NORMATIVE = "normative", _("How to act")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="plan_types")
    key = models.CharField(max_length=100, validators=[validate_key])
    name = models.CharField(max_length=200)
    family = models.CharField(max_length=20, choices=Family)
    steering = models.CharField(max_length=20, choices=Steering, null=True, blank=True)

    class Meta:
        ordering = ("organisation", "name", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="plan_type_key_unique"),
            key_is_well_formed("plan_type_key_well_formed"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_comprehensive(self) -> bool:
        """Översiktsplan and its parts; kommuneplanens arealdel and its kommunedelplaner."""
        return self.family in {self.Family.COMPREHENSIVE, self.Family.COMPREHENSIVE_PART}


class PlanQuerySet(models.QuerySet["Plan"]):
    def followed_by(self, organisation: Organisation) -> "PlanQuerySet":
        """The organisation's own plans and those it has adopted."""
        adopted = PlanAdoption.objects.filter(organisation=organisation).values("plan_id")
        return self.filter(Q(organisation=organisation) | Q(pk__in=adopted))

    def decided(self) -> "PlanQuerySet":
        """Plans that went out: adopted, in force, superseded or repealed. Only these may be public."""
        return self.filter(status__in=Plan.DECIDED)

    def current(self, on: date) -> "PlanQuerySet":
        """Plans that hold on the day (alignment rules, section 1); an expired plan stays current."""
        return self.filter(status__in=Plan.IN_EFFECT).filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        )

    def visible_to(self, user: Any) -> "PlanQuerySet":
        """Decided plans of public organisations; everything of those that the person is a member of."""
        public = Q(organisation__is_public=True, status__in=Plan.DECIDED)
        if not user.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(organisation__in=user.memberships.values("organisation_id")))


@recorded(
    concerns(triggers.OF_PLAN),
    tree("plan_parent_no_loop", "planning_plan", label="title"),
    wording=("title", "summary"),
    by_time=True,
)
class Plan(Record):
    """A steering document in one edition: översiktsplan, strategy, programme, budget …

    From `adopted` on its wording is locked; the next edition is a plan of its own that supersedes it.
    `reference` is the paragraph of the decision (KF § 12), `case_number` the number of the case in the
    register (diarienummer). `next_check_on` is when somebody asks whether the plan still is as it should be
    (aktualitetsprövning), a question that is put to plans in force.
    """

    class Status(models.TextChoices):
        IDEA = "idea", _("Idea")
        COMMISSIONED = "commissioned", _("Commissioned")
        DRAFTING = "drafting", _("Drafting")
        CONSULTATION = "consultation", _("Consultation")
        REWORKING = "reworking", _("Reworking")
        REVIEW = "review", _("Review")
        ADOPTED = "adopted", _("Adopted")
        IN_FORCE = "in_force", _("In force")
        SUPERSEDED = "superseded", _("Superseded")
        REPEALED = "repealed", _("Repealed")

    PROPOSED: ClassVar = (
        Status.IDEA,
        Status.COMMISSIONED,
        Status.DRAFTING,
        Status.CONSULTATION,
        Status.REWORKING,
        Status.REVIEW,
    )
    IN_EFFECT: ClassVar = (Status.ADOPTED, Status.IN_FORCE)
    PAST: ClassVar = (Status.SUPERSEDED, Status.REPEALED)
    DECIDED: ClassVar = (*IN_EFFECT, *PAST)

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="plans")
    key = models.CharField(max_length=100, validators=[validate_key])
    title = models.CharField(max_length=300)
    type = models.ForeignKey(PlanType, models.PROTECT, related_name="plans")
    status = models.CharField(max_length=20, choices=Status)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="plans")
    summary = models.TextField(null=True, blank=True)
    version_label = models.CharField(max_length=50, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, null=True, blank=True)
    reference = models.CharField(max_length=200, null=True, blank=True)
    case_number = models.CharField(max_length=100, null=True, blank=True)
    applies_to = models.CharField(max_length=300, null=True, blank=True)
    responsible_role = models.CharField(max_length=200, null=True, blank=True)
    revision_role = models.CharField(max_length=200, null=True, blank=True)
    next_check_on = models.DateField(null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    statutory_basis = models.CharField(max_length=300, null=True, blank=True)
    framework = models.ForeignKey(
        Framework, models.PROTECT, null=True, blank=True, related_name="laid_down_by"
    )
    supersedes = models.ManyToManyField(
        "self", through="PlanSupersession", symmetrical=False, related_name="superseded_in"
    )
    wording_changed_at = models.DateTimeField(null=True, editable=False)

    #: What a search for plans looks in (planning/selectors/searching.py).
    SEARCHED: ClassVar = ("title", "summary")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("organisation", "title", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="plan_key_unique"),
            key_is_well_formed("plan_key_well_formed"),
            ordered("plan_validity_ordered", "valid_from", "valid_to"),
            ordered("plan_check_after_adoption", "adopted_on", "next_check_on"),
        ]
        indexes = searched("plan", "title", "summary", alike="title")

    def __str__(self) -> str:
        return self.title

    @property
    def is_decided(self) -> bool:
        """Adopted or later: what the public may read, and what is locked."""
        return self.status in self.DECIDED


@recorded(
    concerns("SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f USING (plan_id)"),
    touches("planning_plan", "plan_id"),
)
class PlanSupersession(models.Model):
    """A plan replaces another when it is adopted.

    `copied_at` is when the other's contents had been copied into it, if it was begun as a revision.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="supersession_rows")
    superseded = models.ForeignKey(Plan, models.PROTECT, related_name="superseded_rows")
    copied_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "superseded"], name="supersession_once"),
            differ("supersession_between_two", "plan", "superseded"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} → {self.superseded_id}"


@recorded(concerns("SELECT organisation_id FROM changed"))
class PlanAdoption(Record):
    """An organisation has adopted another's plan as its own: a region's, one for several municipalities."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="plan_adoptions")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="adoptions")
    adopted_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=200, null=True, blank=True)

    class Meta:
        ordering = ("organisation", "plan")
        constraints = [models.UniqueConstraint(fields=["organisation", "plan"], name="plan_adopted_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.plan}"


@recorded()
class PlanEvent(Record):
    """A dated step in a plan's course: consultation, review, adoption, gaining legal force."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="events")
    on = models.DateField()
    status = models.CharField(max_length=20, choices=Plan.Status, null=True, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("plan", "on", "id")

    def __str__(self) -> str:
        return f"{self.on}: {self.title}"
