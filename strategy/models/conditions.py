"""Changed conditions: what is otherwise than when the plans were made, and what that does to them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from core.constraints import key_is_well_formed
from core.models import Record
from core.triggers import recorded, touches
from goals.models import Goal, Indicator
from organisations.models import Unit, validate_key
from organisations.triggers import concerns
from planning.models import Plan
from strategy import triggers
from strategy.models.reports import SituationReport
from strategy.models.rounds import PlanningStrategy


@recorded(
    concerns(triggers.OF_STRATEGY_PART), triggers.condition_of_followed, triggers.condition_of_own_report
)
class ChangedCondition(Record):
    """A changed condition (ändrad planeringsförutsättning, utviklingstrekk) that a strategy takes a stand on.

    PBL 3 kap. 23 § asks the council to judge them; pbl. § 10-1 for the municipality's choices about its
    development. `title` is what has changed, `effect` what that does to the goals and plans that it names,
    `source` where it is known from. `indicator` and `report`: that it was taken over from an indicator that
    is off its track, or from a unit's situation report.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("a changed condition", "Proposed")
        AGREED = "agreed", pgettext_lazy("a changed condition", "Agreed")

    strategy = models.ForeignKey(PlanningStrategy, models.CASCADE, related_name="conditions")
    key = models.CharField(max_length=100, validators=[validate_key])
    title = models.CharField(max_length=300)
    effect = models.TextField(null=True, blank=True)
    source = models.CharField(max_length=500, null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="conditions")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="conditions")
    report = models.ForeignKey(
        SituationReport, models.PROTECT, null=True, blank=True, related_name="conditions"
    )
    goals = models.ManyToManyField(Goal, through="ChangedConditionGoal", related_name="conditions")
    plans = models.ManyToManyField(Plan, through="ChangedConditionPlan", related_name="conditions")

    class Meta:
        ordering = ("strategy", "id")
        constraints = [
            models.UniqueConstraint(fields=["strategy", "key"], name="condition_key_unique"),
            key_is_well_formed("condition_key_well_formed"),
            models.UniqueConstraint(fields=["strategy", "indicator"], name="condition_once_an_indicator"),
            models.UniqueConstraint(fields=["strategy", "report"], name="condition_once_a_report"),
            models.CheckConstraint(condition=~Q(title=""), name="condition_says_what"),
        ]

    def __str__(self) -> str:
        return self.title


@recorded(
    concerns(triggers.OF_CONDITION_PART),
    touches("strategy_changedcondition", "condition_id"),
    triggers.condition_goal_followed,
)
class ChangedConditionGoal(models.Model):
    """A goal that a changed condition bears on."""

    condition = models.ForeignKey(ChangedCondition, models.CASCADE, related_name="goal_rows")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["condition", "goal"], name="condition_goal_once")]

    def __str__(self) -> str:
        return f"{self.condition_id}: {self.goal_id}"


@recorded(
    concerns(triggers.OF_CONDITION_PART),
    touches("strategy_changedcondition", "condition_id"),
    triggers.condition_plan_followed,
)
class ChangedConditionPlan(models.Model):
    """A plan that a changed condition bears on."""

    condition = models.ForeignKey(ChangedCondition, models.CASCADE, related_name="plan_rows")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["condition", "plan"], name="condition_plan_once")]

    def __str__(self) -> str:
        return f"{self.condition_id}: {self.plan_id}"
