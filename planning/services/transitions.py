"""A plan's course, from the idea to the archive: each step is dated and told as an event."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import DomainError, Problem
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import plan_moved
from planning.models import Plan, PlanEvent
from planning.policies import DECISIONS, check_can_change_status, check_step_follows
from planning.services.successions import succeed

Status = Plan.Status


@dataclass(frozen=True, slots=True)
class Step:
    """A step in a plan's course: which, on what day, and what is told of it.

    Steps that rest on a decision say who decided and where the decision is filed: the paragraph, and the
    number of its case, if it has one.
    """

    to: str
    on: date
    title: str = ""
    text: str = ""
    decided_by: str = ""
    reference: str = ""
    case_number: str = ""


@transaction.atomic
def change_status(
    *, organisation: Organisation, by: User, plan: Plan, expected_version: int, step: Step
) -> Plan:
    """Take a plan one step further, with an event that tells of it.

    Once the plan holds (adopted or in force, and its time has begun), the plans that it supersedes
    become superseded, and links to them move on (`planning.services.successions`). Raises
    `NotAllowed`; `Changed`; `DomainError` if the step does not follow, or lacks a day that can be, or
    lacks its decision: `problems` then name the fields of the step. Announces `plan_moved`.
    """
    check_can_change_status(standing(by, organisation), organisation, plan, step.to)
    stored = locked(
        Plan.objects.select_related("type", "organisation"), pk=plan.pk, expected_version=expected_version
    )
    check_step_follows(stored, step.to)
    _check_step(stored, step)
    write(stored, _changes(step))
    PlanEvent.objects.create(
        plan=stored, on=step.on, status=step.to, title=step.title or _name_of(stored, step), text=_told(step)
    )
    if stored.status in Plan.IN_EFFECT and (
        stored.valid_from is None or stored.valid_from <= organisation.today()
    ):
        succeed(stored, on=step.on)
    plan_moved.send(sender=Plan, organisation=organisation, plan=stored)
    return stored


def _check_step(plan: Plan, step: Step) -> None:
    problems = [*_faults_of_day(plan, step), *_faults_of_decision(step)]
    if problems:
        raise DomainError(
            _("Something is missing or cannot be so."), code="step_incomplete", problems=problems
        )


def _faults_of_day(plan: Plan, step: Step) -> list[Problem]:
    if step.on > plan.organisation.today():
        return [Problem("on", "in_the_future", _("Record the step when it has been taken, not before."))]
    if step.to == Status.ADOPTED:
        return list(_faults_of_check(plan, step))
    if step.to != Status.IN_FORCE:
        return []
    if plan.adopted_on and step.on < plan.adopted_on:
        return [Problem("on", "before_adoption", _("A plan cannot be in force before it was adopted."))]
    if plan.valid_from and step.on < plan.valid_from:
        return [
            Problem("on", "before_validity", _("A plan cannot be in force before the day it is valid from."))
        ]
    return []


def _faults_of_check(plan: Plan, step: Step) -> Iterator[Problem]:
    if plan.next_check_on and plan.next_check_on < step.on:
        yield Problem(
            "on",
            "after_next_check",
            _("The front page has the plan checked before that day. Put the next check right first."),
        )


def _faults_of_decision(step: Step) -> list[Problem]:
    if step.to not in DECISIONS:
        return []
    faults = []
    if not step.decided_by.strip():
        faults.append(Problem("decided_by", "required", _("Say who has decided this.")))
    if not step.reference.strip():
        faults.append(
            Problem("reference", "required", _("Say where the decision is found, such as KF § 12."))
        )
    return faults


def _changes(step: Step) -> dict[str, Any]:
    """What the plan itself keeps of a step."""
    if step.to == Status.ADOPTED:
        decision = {"decided_by": step.decided_by.strip(), "reference": step.reference.strip()}
        if step.case_number.strip():
            decision["case_number"] = step.case_number.strip()
        return {"status": step.to, "adopted_on": step.on, **decision}
    if step.to == Status.IN_FORCE:
        return {"status": step.to, "in_force_on": step.on}
    return {"status": step.to}


def _told(step: Step) -> str:
    """The event's text; a decision stands first in it."""
    said = [each.strip() for each in (step.decided_by, step.reference, step.case_number) if each.strip()]
    decision = f"{', '.join(said)}." if step.to in DECISIONS else ""
    return "\n".join(part for part in (decision, step.text.strip()) if part)


def _name_of(plan: Plan, step: Step) -> str:
    """The step in the organisation's language: events are its content."""
    with translation.override(plan.organisation.language):
        return str(Status(step.to).label)
