"""Creating plans, and writing their front page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, Problem
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from goals.models import Framework
from goals.services.frameworks import FrameworkContent, begun
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from planning.events import plan_written
from planning.models import Plan, PlanSupersession, PlanType
from planning.policies import BEGINNING, check_can_change_item, check_can_create_plan, check_is_open
from planning.selectors.editions import replaceable, replaced_by_choice
from planning.selectors.legal import proposed_basis
from planning.services.arranging import check_units, text, unlocked

REFUSALS = {
    "plan_key_unique": gettext_lazy("Somebody has just created a plan of the same name. Save again."),
    "plan_validity_ordered": gettext_lazy("A plan ends after it has begun."),
    "plan_parent_no_loop": gettext_lazy("A plan cannot be a part of itself."),
}
#: Of a decided plan these are locked.
LOCKED = ("title", "summary", "framework_id")


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What somebody says of a plan that they begin."""

    title: str
    type: PlanType
    unit: Unit | None
    status: str = Plan.Status.DRAFTING


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What a plan's front page says, as guidelines for steering documents ask for."""

    title: str
    summary: str | None = None
    unit: Unit | None = None
    version_label: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    decided_by: str | None = None
    reference: str | None = None
    case_number: str | None = None
    applies_to: str | None = None
    responsible_role: str | None = None
    revision_role: str | None = None
    next_check_on: date | None = None
    parent: Plan | None = None
    statutory_basis: str | None = None
    framework: Framework | None = None
    supersedes: tuple[Plan, ...] | None = None
    """What it replaces beside the plan that it is a revision of; None leaves that as it is."""
    has_new_goals: bool = False
    """It lays down goals in a framework that is to be made, of the plan's name."""


def create_plan(*, organisation: Organisation, by: User, new: NewPlan) -> Plan:
    """Begin a plan of one of the organisation's own types; its key is made from its title.

    A type that the law asks for brings its legal basis along. Raises `NotAllowed` unless the person
    may write for the unit; `DomainError` for another's type or unit, or a status that no plan begins
    with. Announces `plan_written`.
    """
    check_can_create_plan(standing(by, organisation), new.unit.pk if new.unit else None)
    check_units(organisation, [new.unit])
    if new.type.organisation_id != organisation.pk:
        raise DomainError(_("That type of plan belongs to another organisation."), code="type_of_another")
    if new.status not in BEGINNING:
        raise DomainError(_("A plan begins as an idea, a commission or a draft."), code="status")
    taken = set(organisation.plans.values_list("key", flat=True))
    with explained(REFUSALS), transaction.atomic():
        created = Plan.objects.create(
            organisation=organisation,
            key=key_from(new.title, taken, otherwise="plan"),
            title=new.title.strip(),
            type=new.type,
            unit=new.unit,
            status=new.status,
            statutory_basis=proposed_basis(new.type.family, organisation.country),
        )
        plan_written.send(sender=Plan, organisation=organisation, plan=created)
    return created


def change_plan(
    *, organisation: Organisation, by: User, plan: Plan, expected_version: int, front: FrontPage
) -> Plan:
    """Change what a plan's front page says; title, summary and its goals only while it is not decided.

    The rest is what is known about the plan rather than what it says, and goes on changing while it is in
    force: who answers for it, and above all when its currency is checked next. Its history keeps each change.

    Which plans it replaces is said while it is not decided either; they stay in effect until it is adopted.
    A plan that shall lay down goals of its own gets a framework of its name. Contributions of the plan as a
    whole become outdated if title or summary change. Raises `NotAllowed`; `DomainError` for what is locked, a
    time that ends before it begins, a check before the adoption, a plan that would be a part of itself, goals
    of another organisation, or a plan that it cannot replace; `Changed`. Announces `plan_written` if anything
    differs.
    """
    with explained(REFUSALS), transaction.atomic():
        check_can_change_item(standing(by, organisation), organisation, plan)
        stored = locked(Plan.objects.all(), pk=plan.pk, expected_version=expected_version)
        check_units(organisation, [front.unit])
        _check_next_check(stored, front.next_check_on)
        _check_parent(organisation, stored, front.parent)
        _check_framework(organisation, stored, front.framework)
        if front.has_new_goals:
            check_is_open(stored)
            front = replace(front, framework=begun(organisation, goals_of(front.title)))
        is_other = write(stored, unlocked(stored, stored, _values(front), LOCKED))
        if _replace(stored, front.supersedes) | is_other:
            plan_written.send(sender=Plan, organisation=organisation, plan=stored)
    return stored


def _check_next_check(plan: Plan, on: date | None) -> None:
    if on and plan.adopted_on and on < plan.adopted_on:
        message = _("A plan is checked after it was adopted, not before.")
        problem = Problem("next_check_on", "check_before_adoption", message)
        raise DomainError(message, code="check_before_adoption", problems=[problem])


def _check_parent(organisation: Organisation, plan: Plan, parent: Plan | None) -> None:
    if parent is None or parent.pk == plan.parent_id:
        return
    if not Plan.objects.followed_by(organisation).filter(pk=parent.pk).exists():
        raise DomainError(_("Your organisation does not follow that plan."), code="parent_not_followed")


def _check_framework(organisation: Organisation, plan: Plan, framework: Framework | None) -> None:
    if framework is None or framework.pk == plan.framework_id:
        return
    if framework.organisation_id != organisation.pk:
        raise DomainError(_("A plan lays down its own organisation's goals."), code="framework")


def _replace(plan: Plan, chosen: Iterable[Plan] | None) -> bool:
    """Writes which plans it replaces; says whether that differs from what was. The version moves too."""
    if chosen is None:
        return False
    before, after = ({each.pk for each in plans} for plans in (replaced_by_choice(plan), chosen))
    if before == after:
        return False
    check_is_open(plan)
    # Locked: nobody begins a revision of one of them meanwhile.
    new = replaceable(plan).filter(pk__in=after - before).select_for_update(no_key=True)
    if len(new) < len(after - before):
        message = _("A plan replaces own plans in effect that no other proposal shall replace.")
        raise DomainError(
            message, code="not_replaceable", problems=[Problem("supersedes", "not_replaceable", message)]
        )
    rows = plan.supersession_rows
    rows.filter(superseded__in=before - after).delete()
    PlanSupersession.objects.bulk_create(PlanSupersession(plan=plan, superseded=each) for each in new)
    plan.refresh_from_db(fields=["version"])
    return True


def goals_of(title: str) -> FrameworkContent:
    """The framework of the goals that a plan of that title lays down."""
    level = Framework.Level.MUNICIPAL
    return FrameworkContent(title.strip(), level, version_label=None, tracked_depth=1, source=None)


def _values(front: FrontPage) -> dict[str, Any]:
    return {
        "title": front.title.strip(),
        "summary": text(front.summary),
        "unit_id": front.unit.pk if front.unit else None,
        "version_label": text(front.version_label),
        "valid_from": front.valid_from,
        "valid_to": front.valid_to,
        "decided_by": text(front.decided_by),
        "reference": text(front.reference),
        "case_number": text(front.case_number),
        "applies_to": text(front.applies_to),
        "responsible_role": text(front.responsible_role),
        "revision_role": text(front.revision_role),
        "next_check_on": front.next_check_on,
        "parent_id": front.parent.pk if front.parent else None,
        "statutory_basis": text(front.statutory_basis),
        "framework_id": front.framework.pk if front.framework else None,
    }
