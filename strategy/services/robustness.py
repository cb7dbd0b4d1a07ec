"""Uncertainties: how goals and directions of the comprehensive plan fare under each scenario, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Problem
from core.integrity import explained
from core.versions import locked, write
from goals.models import Framework, Goal
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.models import PlanType, Position
from strategy.events import robustness_changed
from strategy.models import Robustness, Scenario
from strategy.policies import check_can_run_strategy
from strategy.services.checking import raise_first

_ONCE = gettext_lazy("This is judged under the scenario already. Change that verdict.")
REFUSALS = {"robustness_once_a_goal": _ONCE, "robustness_once_a_position": _ONCE}


@dataclass(frozen=True, slots=True)
class RobustnessContent:
    """What is judged (a goal or a direction), how it fares, and why."""

    verdict: str
    reason: str
    goal: Goal | None = None
    position: Position | None = None


def create_robustness(
    *, organisation: Organisation, by: User, scenario: Scenario, content: RobustnessContent
) -> Robustness:
    """Judge how a goal or a direction fares under a scenario.

    Raises `NotAllowed`; `DomainError` without reasons, for what is judged already, and unless it is one goal
    that the organisation follows or one direction of its comprehensive plan. Announces `robustness_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    raise_first([*_problems_of_subject(organisation, scenario, content), *_problems(content)])
    with explained(REFUSALS), transaction.atomic():
        made = Robustness.objects.create(
            scenario=scenario, goal=content.goal, position=content.position, **_columns(content)
        )
        robustness_changed.send(sender=Robustness, organisation=organisation, robustness=made)
    return made


@transaction.atomic
def change_robustness(
    *,
    organisation: Organisation,
    by: User,
    robustness: Robustness,
    expected_version: int,
    content: RobustnessContent,
) -> Robustness:
    """Judge it otherwise, or put the reasons better; what is judged, and under which scenario, stays.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `robustness_changed` if anything differs.
    """
    check_can_run_strategy(standing(by, organisation))
    raise_first(_problems(content))
    stored = _locked(organisation, robustness, expected_version)
    if write(stored, _columns(content)):
        robustness_changed.send(sender=Robustness, organisation=organisation, robustness=stored)
    return stored


@transaction.atomic
def remove_robustness(
    *, organisation: Organisation, by: User, robustness: Robustness, expected_version: int
) -> None:
    """Take the verdict back.

    Raises `NotAllowed`, `Changed`. Announces `robustness_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, robustness, expected_version)
    stored.delete()
    robustness_changed.send(sender=Robustness, organisation=organisation, robustness=stored)


def _locked(organisation: Organisation, robustness: Robustness, expected_version: int) -> Robustness:
    own = Robustness.objects.filter(scenario__organisation=organisation)
    return locked(own, pk=robustness.pk, expected_version=expected_version)


def _columns(content: RobustnessContent) -> dict[str, Any]:
    return {"verdict": content.verdict, "reason": content.reason.strip()}


def _problems(content: RobustnessContent) -> Iterator[Problem]:
    if content.verdict not in Robustness.Verdict.values:
        yield Problem("verdict", "verdict", _("Choose one of the verdicts."))
    if not content.reason.strip():
        yield Problem("reason", "robustness_has_reason", _("Give the reasons for the verdict."))


def _problems_of_subject(
    organisation: Organisation, scenario: Scenario, content: RobustnessContent
) -> Iterator[Problem]:
    if scenario.organisation_id != organisation.pk:
        yield Problem("scenario_id", "scenario", _("Choose a scenario of the strategy."))
    if (content.goal is None) == (content.position is None):
        yield Problem("subject", "robustness_of_goal_or_position", _("Choose one goal or one direction."))
    if content.goal is not None:
        followed = Framework.objects.followed_by(organisation)
        if not followed.filter(pk=content.goal.framework_id).exists():
            message = _("Choose a goal that the organisation follows.")
            yield Problem("subject", "robustness_of_followed", message)
    if content.position is not None and not _is_direction(organisation, content.position):
        message = _("Choose a direction of the organisation's comprehensive plan.")
        yield Problem("subject", "robustness_of_own_position", message)


def _is_direction(organisation: Organisation, position: Position) -> bool:
    return (
        position.organisation_id == organisation.pk
        and position.aspect == Position.Aspect.DIRECTION
        and position.plan.type.family == PlanType.Family.COMPREHENSIVE
    )
