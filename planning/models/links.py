"""How plans bear on goals and on each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from core.constraints import differ, exactly_one, key_is_well_formed
from core.models import Record
from core.triggers import recorded, touches
from goals.models import Goal
from organisations.models import Organisation, Unit, validate_key
from organisations.triggers import concerns
from planning import triggers
from planning.models.parts import Measure, Position
from planning.models.plans import Plan


class Strength(models.IntegerChoices):
    """How an item affects a goal (Nilsson, Griggs & Visbeck 2016), in the words of the report."""

    INDIVISIBLE = 3, _("Indispensable for the goal")
    REINFORCING = 2, _("Contributes clearly")
    ENABLING = 1, _("Contributes to some degree")
    NEUTRAL = 0, _("No effect")
    CONSTRAINING = -1, _("Makes it somewhat harder")
    COUNTERACTING = -2, _("Counteracts")
    CANCELLING = -3, _("Makes it impossible")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def with_outdated(self) -> "ContributionQuerySet":
        """Adds `is_outdated`: the goal's or the item's wording changed after the last review."""
        changed = Greatest(
            "goal__wording_changed_at",
            "plan__wording_changed_at",
            "position__wording_changed_at",
            "measure__wording_changed_at",
        )
        return self.annotate(
            is_outdated=models.ExpressionWrapper(
                Q(reviewed_at__lt=changed), output_field=models.BooleanField(null=True)
            )
        )


@recorded(
    concerns(triggers.OF_CONTRIBUTION), triggers.contribution_follows, triggers.set_reviewed, by_time=True
)
class Contribution(Record):
    """How one plan, position or measure bears on one goal, as the recording organisation judges it."""

    recorded_by = models.ForeignKey(Organisation, models.CASCADE, related_name="contributions")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="contributions")
    position = models.ForeignKey(
        Position, models.CASCADE, null=True, blank=True, related_name="contributions"
    )
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, blank=True, related_name="contributions")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="contributions")
    strength = models.SmallIntegerField(choices=Strength)
    rationale = models.TextField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, editable=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ("goal", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__range=(-3, 3)), name="contribution_strength_in_range"
            ),
            models.CheckConstraint(
                condition=exactly_one("plan", "position", "measure"), name="contribution_has_one_item"
            ),
            models.UniqueConstraint(fields=["recorded_by", "goal", "plan"], name="contribution_of_plan_once"),
            models.UniqueConstraint(
                fields=["recorded_by", "goal", "position"], name="contribution_of_position_once"
            ),
            models.UniqueConstraint(
                fields=["recorded_by", "goal", "measure"], name="contribution_of_measure_once"
            ),
        ]
        indexes = [
            # What all positions of a plan say of goals is read from the index alone.
            models.Index(
                fields=["position"],
                include=["recorded_by", "goal", "strength", "id"],
                name="contribution_by_position",
            )
        ]

    def __str__(self) -> str:
        return f"{self.strength:+d} → {self.goal}"

    @property
    def item(self) -> Plan | Position | Measure:
        """What it is that bears on the goal."""
        found = self.plan or self.position or self.measure
        if found is None:
            raise ValueError("a contribution has exactly one item, says a named constraint")
        return found


@recorded(concerns(triggers.OF_PLAN_LINK), triggers.plan_link_follows, by_time=True)
class PlanLink(Record):
    """One plan is based on, details, is coordinated with or conflicts with another."""

    class Relation(models.TextChoices):
        BASED_ON = "based_on", _("Based on")
        DETAILS = "details", _("Details")
        COORDINATES = "coordinates", _("Coordinated with")
        CONFLICTS = "conflicts", _("Conflicts with")

    recorded_by = models.ForeignKey(Organisation, models.CASCADE, related_name="plan_links")
    source = models.ForeignKey(Plan, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Plan, models.PROTECT, related_name="links_in")
    relation = models.CharField(max_length=20, choices=Relation)
    rationale = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ("source", "relation", "target")
        constraints = [
            models.UniqueConstraint(
                fields=["recorded_by", "source", "target", "relation"], name="plan_link_once"
            ),
            differ("plan_link_between_two", "source", "target"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


@recorded(concerns(triggers.OF_POSITION_LINK), triggers.position_link_follows, by_time=True)
class PositionLink(Record):
    """One position is implemented by, supports or conflicts with another."""

    class Relation(models.TextChoices):
        IMPLEMENTED_BY = "implemented_by", _("Implemented by")
        SUPPORTS = "supports", _("Supports")
        CONFLICTS = "conflicts", _("Conflicts with")

    recorded_by = models.ForeignKey(Organisation, models.CASCADE, related_name="position_links")
    source = models.ForeignKey(Position, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Position, models.PROTECT, related_name="links_in")
    relation = models.CharField(max_length=20, choices=Relation)
    rationale = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ("source", "relation", "target")
        constraints = [
            models.UniqueConstraint(
                fields=["recorded_by", "source", "target", "relation"], name="position_link_once"
            ),
            differ("position_link_between_two", "source", "target"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


@recorded(concerns(triggers.OF_POSITION_LINK), triggers.hand_over_follows, by_time=True)
class HandOver(Record):
    """A sector's spatial position is handed to the comprehensive plan (carried_into), with its story.

    It leads either to a position there (`target`), or, while nobody there has made it one, to the plan that
    it is offered to (`target_plan`). `rationale` is why it is handed over, `answer` what was answered.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered")
        ACCEPTED = "accepted", _("Accepted")
        RETURNED = "returned", _("Returned")

    recorded_by = models.ForeignKey(Organisation, models.CASCADE, related_name="hand_overs")
    source = models.ForeignKey(Position, models.CASCADE, related_name="hand_overs_out")
    target = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="hand_overs_in")
    target_plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="offers_in")
    state = models.CharField(max_length=20, choices=State, default=State.OFFERED)
    rationale = models.TextField(null=True, blank=True)
    answer = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ("source", "target", "target_plan")
        constraints = [
            models.UniqueConstraint(fields=["recorded_by", "source", "target"], name="hand_over_once"),
            models.UniqueConstraint(
                fields=["recorded_by", "source", "target_plan"], name="hand_over_offered_once"
            ),
            models.CheckConstraint(
                condition=exactly_one("target", "target_plan"), name="hand_over_leads_to_one"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(target__isnull=False),
                name="hand_over_accepted_into_a_position",
            ),
            differ("hand_over_between_two", "source", "target"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target or self.target_plan}"

    @property
    def receiver(self) -> Plan:
        """The plan that it is handed to: that of the position there, else the one that it is offered to."""
        found = self.target.plan if self.target else self.target_plan
        if found is None:
            raise ValueError("a hand-over leads to a position or a plan, says a named constraint")
        return found


@recorded(concerns("SELECT organisation_id FROM changed"), by_time=True)
class Conflict(Record):
    """A conflict of interest (målkonflikt) that the organisation has registered, and how it was weighed.

    `arguments_for` and `arguments_against` are those for and against letting the plans and positions that
    it names have their way; `considered` is what else was looked at, other ways out above all.
    `decided_by` is the body or person that decided, in words.
    """

    class Status(models.TextChoices):
        IDENTIFIED = "identified", _("Identified")
        DISCUSSED = "discussed", _("Discussed")
        RESOLVED = "resolved", _("Resolved")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="conflicts")
    key = models.CharField(max_length=100, validators=[validate_key])
    title = models.CharField(max_length=300)
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="conflicts")
    plans = models.ManyToManyField(Plan, through="ConflictPlan", related_name="conflicts")
    positions = models.ManyToManyField(Position, through="ConflictPosition", related_name="conflicts")
    status = models.CharField(max_length=20, choices=Status)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="conflicts")
    arguments_for = models.TextField(null=True, blank=True)
    arguments_against = models.TextField(null=True, blank=True)
    considered = models.TextField(null=True, blank=True)
    resolution = models.TextField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, null=True, blank=True)
    resolved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("organisation", "title", "id")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="conflict_key_unique"),
            key_is_well_formed("conflict_key_well_formed"),
        ]

    def __str__(self) -> str:
        return self.title


OF_CONFLICT = "SELECT k.organisation_id FROM changed c JOIN planning_conflict k ON k.id = c.conflict_id"


@recorded(concerns(OF_CONFLICT), touches("planning_conflict", "conflict_id"))
class ConflictPlan(models.Model):
    """A plan that a conflict names."""

    conflict = models.ForeignKey(Conflict, models.CASCADE, related_name="plan_rows")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conflict", "plan"], name="conflict_plan_once")]

    def __str__(self) -> str:
        return f"{self.conflict_id}: {self.plan_id}"


@recorded(concerns(OF_CONFLICT), touches("planning_conflict", "conflict_id"))
class ConflictPosition(models.Model):
    """A position that a conflict names."""

    conflict = models.ForeignKey(Conflict, models.CASCADE, related_name="position_rows")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conflict", "position"], name="conflict_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.conflict_id}: {self.position_id}"


class SavedView(models.Model):
    """Filters of a list that a person wants to come back to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    page = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=2000)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "page", "name"], name="saved_view_once")
        ]

    def __str__(self) -> str:
        return self.name


@recorded()
class LeftLink(Record):
    """A link to an earlier edition of a plan that its owners leave there on purpose, once they looked.

    `end` names the sort of link and the end that goes to the earlier edition, `link_id` its row.
    """

    recorded_by = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    end = models.CharField(max_length=40)
    link_id = models.BigIntegerField()

    class Meta:
        ordering = ("recorded_by", "end", "link_id")
        constraints = [
            models.UniqueConstraint(fields=["recorded_by", "end", "link_id"], name="left_link_once")
        ]

    def __str__(self) -> str:
        return f"{self.end} {self.link_id}"
