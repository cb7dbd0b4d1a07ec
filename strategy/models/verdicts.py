"""The currency of the comprehensive plan: a verdict with reasons on each requirement of the law."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from core.models import Record
from core.triggers import recorded
from organisations.models import Unit
from organisations.triggers import concerns
from strategy import triggers
from strategy.clock import NORWAY, SWEDEN
from strategy.models.requirements import OF_COUNTRY, VERDICTS, Requirement, Verdict
from strategy.models.rounds import PlanningStrategy


def _judged(country: str) -> Q:
    return Q(requirement__in=OF_COUNTRY[country], verdict__in=VERDICTS[country])


@recorded(concerns(triggers.OF_STRATEGY_PART), triggers.verdict_of_country)
class RequirementVerdict(Record):
    """The council's verdict on one requirement (bedömning av aktualitet) in its planning strategy.

    In Norway it says what becomes of that part of the kommuneplan. `unit` prepares it; `state`: proposed, or
    agreed among those who draw the strategy up. The verdict on the whole is the adopted strategy's own.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("a verdict", "Proposed")
        AGREED = "agreed", pgettext_lazy("a verdict", "Agreed")

    strategy = models.ForeignKey(PlanningStrategy, models.CASCADE, related_name="verdicts")
    requirement = models.CharField(max_length=20, choices=Requirement)
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = models.TextField()
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="verdicts")

    class Meta:
        ordering = ("strategy", "requirement")
        constraints = [
            models.UniqueConstraint(fields=["strategy", "requirement"], name="verdict_once_a_requirement"),
            models.CheckConstraint(
                condition=_judged(SWEDEN) | _judged(NORWAY), name="verdict_fits_requirement"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="verdict_has_reason"),
        ]

    def __str__(self) -> str:
        return str(self.get_requirement_display())
