"""The plan portfolio of a strategy: what the council means to do with each of its plans, and new ones."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.constraints import key_is_well_formed, ordered
from core.models import Record
from core.triggers import recorded
from organisations.models import Unit, validate_key
from organisations.triggers import concerns
from planning.models import Plan, PlanType
from strategy import triggers
from strategy.models.reports import Cooperation
from strategy.models.rounds import PlanningStrategy

QUARTER_PATTERN = r"^[0-9]{4}-Q[1-4]$"
_HAS_TITLE = Q(title__isnull=False) & ~Q(title="")


@recorded(
    concerns(triggers.OF_NEED),
    triggers.need_in_term,
    triggers.need_of_followed_plan,
    triggers.need_of_own_cooperation,
)
class PlanNeed(Record):
    """The council's stance on a plan, or on one that is to come (planbehov), in its planning strategy.

    A new one has no plan yet, but a title, a type and perhaps the law that asks for it. `start` and
    `decision` are quarters of the term (2027-Q1); the work is `person_months` in all, `cost` is in whole
    currency units. `actors`: whether the municipality decides alone, or is one actor among several, who
    then are named in `others`. `cooperation`: what two units would do together, where it comes from that.
    `state`: proposed, or agreed among those who draw the strategy up. `draft` is the organisation's own plan
    that was begun from the stance once it was adopted.
    """

    class Stance(models.TextChoices):
        KEEP = "keep", pgettext_lazy("a stance on a plan", "Keep")
        REVISE = "revise", pgettext_lazy("a stance on a plan", "Revise")
        REPLACE = "replace", pgettext_lazy("a stance on a plan", "Replace")
        MERGE = "merge", pgettext_lazy("a stance on a plan", "Merge")
        REPEAL = "repeal", pgettext_lazy("a stance on a plan", "Repeal")
        NEW = "new", pgettext_lazy("a stance on a plan", "New plan")

    #: The stances that ask for a draft.
    BEGINS: ClassVar = (Stance.REVISE, Stance.REPLACE, Stance.MERGE, Stance.NEW)

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("a stance on a plan", "Proposed")
        AGREED = "agreed", pgettext_lazy("a stance on a plan", "Agreed")

    class Priority(models.TextChoices):
        HIGH = "high", pgettext_lazy("priority", "High")
        MEDIUM = "medium", pgettext_lazy("priority", "Medium")
        LOW = "low", pgettext_lazy("priority", "Low")

    class Actors(models.TextChoices):
        ALONE = "alone", _("The municipality decides alone")
        SEVERAL = "several", _("One actor among several")

    strategy = models.ForeignKey(PlanningStrategy, models.CASCADE, related_name="plan_needs")
    key = models.CharField(max_length=100, validators=[validate_key])
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="plan_needs")
    title = models.CharField(max_length=300, null=True, blank=True)
    type = models.ForeignKey(PlanType, models.PROTECT, null=True, blank=True, related_name="plan_needs")
    statutory_basis = models.CharField(max_length=300, null=True, blank=True)
    stance = models.CharField(max_length=20, choices=Stance)
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    reason = models.TextField(null=True, blank=True)
    priority = models.CharField(max_length=20, choices=Priority, null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="plan_needs")
    start = models.CharField(max_length=7, null=True, blank=True)
    decision = models.CharField(max_length=7, null=True, blank=True)
    person_months = models.PositiveIntegerField(null=True, blank=True)
    cost = models.BigIntegerField(null=True, blank=True)
    actors = models.CharField(max_length=20, choices=Actors, null=True, blank=True)
    others = models.CharField(max_length=500, null=True, blank=True)
    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, null=True, blank=True, related_name="plan_needs"
    )
    draft = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="begun_by")

    class Meta:
        ordering = ("strategy", "id")
        constraints = [
            models.UniqueConstraint(fields=["strategy", "key"], name="need_key_unique"),
            key_is_well_formed("need_key_well_formed"),
            models.UniqueConstraint(fields=["strategy", "plan"], name="need_once_a_plan"),
            models.UniqueConstraint(fields=["strategy", "cooperation"], name="need_once_a_cooperation"),
            models.CheckConstraint(
                condition=(Q(stance="new", plan__isnull=True, type__isnull=False) & _HAS_TITLE)
                | (~Q(stance="new") & Q(plan__isnull=False, title__isnull=True, type__isnull=True)),
                name="need_has_plan_or_is_new",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(start__regex=QUARTER_PATTERN), name="need_start_quarter"
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | Q(decision__regex=QUARTER_PATTERN),
                name="need_decision_quarter",
            ),
            ordered("need_decided_after_start", "start", "decision"),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0), name="need_cost_not_negative"
            ),
            models.CheckConstraint(
                # A comparison with nothing is neither true nor false, which a constraint lets through.
                condition=Q(others__isnull=True) & (Q(actors__isnull=True) | ~Q(actors="several"))
                | (Q(actors__isnull=False, actors="several", others__isnull=False) & ~Q(others="")),
                name="need_names_other_actors",
            ),
        ]

    def __str__(self) -> str:
        return self.title or (self.plan.title if self.plan else self.key)
