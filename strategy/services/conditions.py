"""Changed conditions: what is otherwise than before, and which goals and plans that bears on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Problem
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write, write_rows
from goals.models import Framework, Goal, Indicator
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from planning.models import Plan
from strategy.events import condition_changed
from strategy.models import ChangedCondition, PlanningStrategy, SituationReport
from strategy.policies import check_can_run_strategy
from strategy.services.checking import check_own_strategy, raise_first

REFUSALS = {
    "condition_once_an_indicator": gettext_lazy("This indicator is taken over already. Change that one."),
    "condition_once_a_report": gettext_lazy("This report is taken over already. Change that one."),
    "condition_key_unique": gettext_lazy("Somebody wrote one down just now. Look at the list again."),
    "condition_of_followed": gettext_lazy("Choose an indicator that the organisation follows."),
}


@dataclass(frozen=True, slots=True)
class ConditionContent:
    """What has changed, what that does to which goals and plans, and where it is known from.

    `indicator` and `report`: what it was taken over from, if anything. Empty texts are nothing.
    """

    title: str
    effect: str = ""
    source: str = ""
    state: str = ChangedCondition.State.PROPOSED
    unit: Unit | None = None
    indicator: Indicator | None = None
    report: SituationReport | None = None
    goals: tuple[Goal, ...] = ()
    plans: tuple[Plan, ...] = ()


def create_condition(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy, content: ConditionContent
) -> ChangedCondition:
    """Write down a changed condition.

    Raises `NotAllowed`; `DomainError` if it does not say what has changed, if its indicator or report is
    taken over already, or for goals, plans and units that the organisation does not follow. Announces
    `condition_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    check_own_strategy(organisation, strategy)
    raise_first(_problems(organisation, content))
    with explained(REFUSALS), transaction.atomic():
        taken = set(strategy.conditions.values_list("key", flat=True))
        key = key_from(content.title, taken, otherwise="forutsattning")
        made = ChangedCondition.objects.create(strategy=strategy, key=key, **_columns(content))
        _name(made, content)
        condition_changed.send(sender=ChangedCondition, organisation=organisation, condition=made)
    return made


def change_condition(
    *,
    organisation: Organisation,
    by: User,
    condition: ChangedCondition,
    expected_version: int,
    content: ConditionContent,
) -> ChangedCondition:
    """Say it otherwise, whatever of it.

    Raises `NotAllowed`, `Changed`, `DomainError` as for a new one. Announces `condition_changed` if anything
    differs.
    """
    check_can_run_strategy(standing(by, organisation))
    raise_first(_problems(organisation, content))
    with explained(REFUSALS), transaction.atomic():
        stored = _locked(organisation, condition, expected_version)
        has_moved = write(stored, _columns(content))
        if _name(stored, content) or has_moved:
            condition_changed.send(sender=ChangedCondition, organisation=organisation, condition=stored)
    return stored


@transaction.atomic
def remove_condition(
    *, organisation: Organisation, by: User, condition: ChangedCondition, expected_version: int
) -> None:
    """Take a changed condition back.

    Raises `NotAllowed`, `Changed`. Announces `condition_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, condition, expected_version)
    stored.delete()
    condition_changed.send(sender=ChangedCondition, organisation=organisation, condition=stored)


def _locked(
    organisation: Organisation, condition: ChangedCondition, expected_version: int
) -> ChangedCondition:
    own = ChangedCondition.objects.filter(strategy__organisation=organisation)
    return locked(own, pk=condition.pk, expected_version=expected_version)


def _columns(content: ConditionContent) -> dict[str, Any]:
    return {
        "title": content.title.strip(),
        "effect": content.effect.strip() or None,
        "source": content.source.strip() or None,
        "state": content.state,
        "unit_id": content.unit.pk if content.unit else None,
        "indicator_id": content.indicator.pk if content.indicator else None,
        "report_id": content.report.pk if content.report else None,
    }


def _name(condition: ChangedCondition, content: ConditionContent) -> bool:
    """Makes it name exactly those goals and plans; says whether anything differed."""
    differs = [
        write_rows(condition.goal_rows, "goal_id", {goal.pk for goal in content.goals}),
        write_rows(condition.plan_rows, "plan_id", {plan.pk for plan in content.plans}),
    ]
    condition.refresh_from_db(fields=["version"])
    return any(differs)


def _problems(organisation: Organisation, content: ConditionContent) -> Iterator[Problem]:
    if not content.title.strip():
        yield Problem("title", "condition_says_what", _("Say what has changed."))
    frameworks = {goal.framework_id for goal in content.goals}
    followed = Framework.objects.followed_by(organisation).filter(pk__in=frameworks)
    if followed.count() != len(frameworks):
        yield Problem("goals", "condition_goal_followed", _("Choose goals that the organisation follows."))
    plans = {plan.pk for plan in content.plans}
    if Plan.objects.followed_by(organisation).filter(pk__in=plans).count() != len(plans):
        yield Problem("plans", "condition_plan_followed", _("Choose plans that the organisation follows."))
    if content.report is not None and content.report.organisation_id != organisation.pk:
        yield Problem("report_id", "condition_of_own_report", _("Choose a report of the organisation."))
    if content.unit is not None and content.unit.organisation_id != organisation.pk:
        yield Problem("unit_id", "unit", _("Choose a unit of the organisation."))
