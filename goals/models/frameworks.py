"""Frameworks, who follows them, their goals and the links between goals."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.constraints import KEY_PATTERN_WITHOUT_SLASH, differ, key_is_well_formed, ordered
from core.models import Record
from core.triggers import recorded, touches
from goals import triggers
from organisations.models import Organisation, Unit, validate_key
from organisations.triggers import concerns, tree

TITLE_LANGUAGES = ("sv", "nb", "nn", "en")


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def followed_by(self, organisation: Organisation) -> "FrameworkQuerySet":
        """The organisation's own frameworks and those it has adopted."""
        adopted = FrameworkAdoption.objects.filter(organisation=organisation).values("framework_id")
        return self.filter(Q(organisation=organisation) | Q(pk__in=adopted))


@recorded(concerns(triggers.OF_FRAMEWORK), by_time=True)
class Framework(Record):
    """A set of goals with one owner: Agenda 2030, miljömålen, a region's strategy, a council's goals."""

    class Level(models.TextChoices):
        INTERNATIONAL = "international", _("International")
        NATIONAL = "national", _("National")
        REGIONAL = "regional", _("Regional")
        MUNICIPAL = "municipal", _("Municipal")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="frameworks")
    key = models.CharField(max_length=100, validators=[validate_key])
    title = models.CharField(max_length=300)
    level = models.CharField(max_length=20, choices=Level)
    version_label = models.CharField(max_length=50, null=True, blank=True)
    tracked_depth = models.PositiveSmallIntegerField(default=1)
    source = models.URLField(max_length=500, null=True, blank=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ("organisation", "key")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="framework_key_unique"),
            models.CheckConstraint(
                condition=Q(key__regex=KEY_PATTERN_WITHOUT_SLASH), name="framework_key_well_formed"
            ),
            models.CheckConstraint(
                condition=Q(tracked_depth__gte=1), name="framework_tracked_depth_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@recorded(concerns("SELECT organisation_id FROM changed"), by_time=True)
class FrameworkAdoption(Record):
    """An organisation follows another's framework, perhaps without some goals ("no mountains here")."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="framework_adoptions")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="adoptions")
    tracked_depth = models.PositiveSmallIntegerField(default=1)
    excluded: "models.ManyToManyField[Goal, AdoptionExclusion]" = models.ManyToManyField(
        "Goal", through="AdoptionExclusion", related_name="excluded_by"
    )

    class Meta:
        ordering = ("organisation", "framework")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "framework"], name="framework_adopted_once"),
            models.CheckConstraint(condition=Q(tracked_depth__gte=1), name="adoption_tracked_depth_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.framework}"


class GoalQuerySet(models.QuerySet["Goal"]):
    def valid(self, on: date) -> "GoalQuerySet":
        """Goals whose validity covers the day; an absent date is open."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )


@recorded(
    concerns(triggers.OF_GOAL),
    tree("goal_parent_no_loop", "goals_goal", label="title"),
    triggers.goal_parent_in_framework,
    wording=("title", "text"),
    by_time=True,
)
class Goal(Record):
    """One goal of a framework, perhaps below another goal.

    `scope`: a municipality answers wholly for goals of its organisation, and is one actor among
    many for goals of society.
    """

    class Scope(models.TextChoices):
        SOCIETY = "society", _("Society")
        ORGANISATION = "organisation", _("Organisation")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="goals")
    key = models.CharField(max_length=100, validators=[validate_key])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=50, null=True, blank=True)
    title = models.CharField(max_length=500)
    titles = models.JSONField(default=dict, blank=True)
    text = models.TextField(null=True, blank=True)
    scope = models.CharField(max_length=20, choices=Scope, default=Scope.SOCIETY)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="goals")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    colour = models.CharField(max_length=7, null=True, blank=True)
    wording_changed_at = models.DateTimeField(null=True, editable=False)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ("framework", "key")
        constraints = [
            models.UniqueConstraint(fields=["framework", "key"], name="goal_key_unique"),
            key_is_well_formed("goal_key_well_formed"),
            ordered("goal_validity_ordered", "valid_from", "valid_to"),
            differ("goal_not_superseded_by_itself", "superseded_by", "id"),
            models.CheckConstraint(
                condition=Q(colour__isnull=True) | Q(colour__regex=r"^#[0-9A-Fa-f]{6}$"),
                name="goal_colour_is_colour",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}" if self.code else self.title

    @property
    def reference(self) -> str:
        """As reports and other organisations' packages name it: `owner:framework/key`."""
        return f"{self.framework.organisation.key}:{self.framework.key}/{self.key}"

    @property
    def local_title(self) -> str:
        """The title in the reader's language if it is there, else as the owner wrote it."""
        return str(self.titles.get(get_language() or "", "") or self.title)


@recorded(
    concerns(triggers.OF_EXCLUSION),
    touches("goals_frameworkadoption", "adoption_id"),
    triggers.exclusion_in_framework,
)
class AdoptionExclusion(models.Model):
    """A goal that an adoption leaves out, with everything below it."""

    adoption = models.ForeignKey(FrameworkAdoption, models.CASCADE, related_name="exclusions")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="exclusions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["adoption", "goal"], name="exclusion_once")]

    def __str__(self) -> str:
        return f"{self.adoption_id}: {self.goal_id}"


@recorded(concerns(triggers.OF_GOAL_LINK), triggers.goal_link_follows, by_time=True)
class GoalLink(Record):
    """One goal contributes to another (1…3), or conflicts with it; stated by the recording organisation."""

    class Relation(models.TextChoices):
        CONTRIBUTES = "contributes", _("Contributes to")
        CONFLICTS = "conflicts", _("Conflicts with")

    recorded_by = models.ForeignKey(Organisation, models.CASCADE, related_name="goal_links")
    key = models.CharField(max_length=100, validators=[validate_key])
    source = models.ForeignKey(Goal, models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Goal, models.PROTECT, related_name="links_in")
    relation = models.CharField(max_length=20, choices=Relation)
    strength = models.PositiveSmallIntegerField(default=2)
    rationale = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ("recorded_by", "key")
        constraints = [
            models.UniqueConstraint(fields=["recorded_by", "key"], name="goal_link_key_unique"),
            key_is_well_formed("goal_link_key_well_formed"),
            models.CheckConstraint(condition=Q(strength__range=(1, 3)), name="goal_link_strength_in_range"),
            differ("goal_link_between_two", "source", "target"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
