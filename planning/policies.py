"""Who may change what plans say, and when.

Editors change what their units are responsible for, coordinators everything, readers nothing. What an
organisation states about a plan that it has adopted from another is for its coordinators.
"""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from goals.models import Goal
from organisations.models import Organisation, Unit
from organisations.policies import Standing
from planning.models import Contribution, Measure, Plan, Position, Section

Item = Plan | Position | Measure
Part = Position | Measure
#: Nobody but those who write a plan has seen it while it stands so: what is in it can still be deleted.
UNSEEN = (Plan.Status.IDEA, Plan.Status.COMMISSIONED, Plan.Status.DRAFTING)
#: How a plan can stand when it is created.
BEGINNING = UNSEEN
WordedPart = Position | Measure | Section


def plan_of(item: Item) -> Plan:
    """The plan that an item is, or stands in."""
    return item if isinstance(item, Plan) else item.plan


def responsible_unit_id(item: Item) -> int | None:
    """The unit that answers for an item: its own, else its plan's; None where nobody is named."""
    return item.unit_id or plan_of(item).unit_id


def can_reword(standing: Standing, organisation: Organisation, part: Part) -> bool:
    """Whether somebody of that standing may change the wording of a position or measure now."""
    return not part.plan.is_decided and _edits_own(standing, organisation, part)


def check_can_reword(standing: Standing, organisation: Organisation, part: Part) -> None:
    """Raises `NotAllowed` for lack of rights, `DomainError` if the plan's wording is locked."""
    _check(_edits_own, standing, organisation, part)
    check_is_open(part.plan)


def can_create_plans(standing: Standing) -> bool:
    """Whether somebody of that standing may create plans at all: coordinators, editors with a unit."""
    return standing.is_coordinator or any(standing.edits(unit_id) for unit_id in standing.unit_ids)


def check_can_create_plan(standing: Standing, unit_id: int | None) -> None:
    """Raises `NotAllowed` unless the person may create a plan that the unit is responsible for."""
    if not standing.edits(unit_id):
        raise NotAllowed(_("Editors create plans for the units they work for, coordinators for all."))


def can_change(standing: Standing, organisation: Organisation, item: Plan | Measure) -> bool:
    """Whether somebody may change what is free also in a decided plan: who, when, money, status."""
    return _edits_own(standing, organisation, item)


def check_can_change_item(standing: Standing, organisation: Organisation, item: Plan | Measure) -> None:
    """Raises `NotAllowed` unless `can_change`."""
    _check(_edits_own, standing, organisation, item)


def can_write_in(standing: Standing, organisation: Organisation, plan: Plan) -> bool:
    """Whether somebody may add, move and remove what stands in the plan: its unit, while undecided."""
    return not plan.is_decided and _edits_own(standing, organisation, plan)


def check_can_write_in(standing: Standing, organisation: Organisation, plan: Plan) -> None:
    """Raises `NotAllowed` for lack of rights, `DomainError` if the plan's structure is locked."""
    _check(_edits_own, standing, organisation, plan)
    check_is_open(plan)


def can_remove_from(plan: Plan) -> bool:
    """Whether what stands in the plan can be deleted: the plan is a draft that never went out."""
    return plan.status in UNSEEN


def check_can_remove_from(plan: Plan) -> None:
    """Raises `DomainError` unless `can_remove_from`."""
    if not can_remove_from(plan):
        raise DomainError(
            _("“%(plan)s” has gone out, so nothing in it is deleted. Withdraw or cancel it instead.")
            % {"plan": plan},
            code="plan_went_out",
        )


def check_is_open(plan: Plan) -> None:
    """Raises `DomainError` for a decided plan: wording and structure are locked."""
    if plan.is_decided:
        raise DomainError(
            _("“%(plan)s” is decided, so its wording is locked. Start a revision of the plan to change it.")
            % {"plan": plan},
            code="plan_decided",
        )


def can_restore(standing: Standing, organisation: Organisation, part: WordedPart) -> bool:
    """Whether somebody of that standing may give a part of a plan an earlier wording now."""
    return not part.plan.is_decided and _edits_part(standing, organisation, part)


def check_can_restore(standing: Standing, organisation: Organisation, part: WordedPart) -> None:
    """Raises `NotAllowed` for lack of rights, `DomainError` if the plan's wording is locked."""
    if not _edits_part(standing, organisation, part):
        raise NotAllowed(
            _("Only those who work for the responsible unit, and coordinators, can change this.")
        )
    check_is_open(part.plan)


def can_state(standing: Standing, organisation: Organisation, item: Item) -> bool:
    """Whether somebody of that standing may say how the item bears on goals, as the organisation sees it."""
    if plan_of(item).organisation_id != organisation.pk:
        return standing.is_coordinator
    return standing.edits(responsible_unit_id(item))


def check_can_state(standing: Standing, organisation: Organisation, item: Item) -> None:
    """Raises `NotAllowed` unless `can_state`."""
    _check(can_state, standing, organisation, item)


def check_can_change(standing: Standing, organisation: Organisation, contribution: Contribution) -> None:
    """Raises `NotAllowed` unless the contribution is the organisation's own and `can_state` holds."""
    if contribution.recorded_by_id != organisation.pk:
        raise NotAllowed(_("Another organisation has stated this; only they can change it."))
    _check(can_state, standing, organisation, contribution.item)


def _edits_part(standing: Standing, organisation: Organisation, part: WordedPart) -> bool:
    """A section is its plan's; positions and measures may have a unit of their own."""
    unit_id = None if isinstance(part, Section) else part.unit_id
    return part.plan.organisation_id == organisation.pk and standing.edits(unit_id or part.plan.unit_id)


def _edits_own(standing: Standing, organisation: Organisation, item: Item) -> bool:
    is_own = plan_of(item).organisation_id == organisation.pk
    return is_own and standing.edits(responsible_unit_id(item))


def _check(
    rule: Callable[[Standing, Organisation, Item], bool],
    standing: Standing,
    organisation: Organisation,
    item: Item,
) -> None:
    if not rule(standing, organisation, item):
        raise NotAllowed(
            _("Only those who work for the responsible unit, and coordinators, can change this.")
        )


# Conflicts of interest -----------------------------------------------------------------------------


def can_read_conflicts(standing: Standing) -> bool:
    """Conflicts are for members only, decided ones too.

    How interests were weighed names drafts and colleagues' arguments; what was decided reaches the public
    in the plans and minutes themselves.
    """
    return standing.is_member


def concerned_units(
    organisation: Organisation, unit: Unit | None, goal: Goal | None, items: Iterable[Item]
) -> frozenset[int]:
    """Ids of the units that a conflict concerns: its own, and those that answer for what it names.

    What belongs to other organisations is no business of a unit here.
    """
    ids = {unit.pk if unit else None}
    if goal is not None and goal.framework.organisation_id == organisation.pk:
        ids.add(goal.unit_id)
    own = (item for item in items if plan_of(item).organisation_id == organisation.pk)
    ids |= {responsible_unit_id(item) for item in own}
    return frozenset(pk for pk in ids if pk is not None)


def can_weigh(standing: Standing, units: Iterable[int]) -> bool:
    """Whether somebody may register and weigh a conflict that concerns those units (ids)."""
    return standing.is_coordinator or any(standing.edits(unit) for unit in units)


def check_can_weigh(standing: Standing, units: Iterable[int]) -> None:
    """Raises `NotAllowed` unless `can_weigh`."""
    if not can_weigh(standing, units):
        raise NotAllowed(
            _("Only those who work for a unit that the conflict concerns, and coordinators, can do this.")
        )


def can_decide(standing: Standing) -> bool:
    """Whether somebody may record a decision on a conflict, or open it again: coordinators."""
    return standing.is_coordinator


def check_can_decide(standing: Standing) -> None:
    """Raises `NotAllowed` unless `can_decide`."""
    if not can_decide(standing):
        raise NotAllowed(_("Only coordinators record what was decided on a conflict, or open it again."))


# Links ---------------------------------------------------------------------------------------------


def can_implement(standing: Standing, organisation: Organisation, measure: Measure) -> bool:
    """Whether somebody may say which positions the measure implements: it is the organisation's own."""
    return _edits_own(standing, organisation, measure)


def check_can_implement(standing: Standing, organisation: Organisation, measure: Measure) -> None:
    """Raises `NotAllowed` unless `can_implement`."""
    _check(_edits_own, standing, organisation, measure)


# Handing over --------------------------------------------------------------------------------------


def can_offer(standing: Standing, organisation: Organisation, position: Position) -> bool:
    """Whether somebody may offer the position to a comprehensive plan: those who answer for it."""
    return _edits_own(standing, organisation, position) and is_offerable(position)


def is_offerable(position: Position) -> bool:
    """Whether the position is a sector's, spatial, and still holds or is proposed."""
    plan = position.plan
    is_sectors = not plan.type.is_comprehensive and plan.status not in Plan.PAST
    return position.spatial and position.status != Position.Status.WITHDRAWN and is_sectors


def check_can_offer(standing: Standing, organisation: Organisation, position: Position) -> None:
    """Raises `NotAllowed` for lack of rights, `DomainError` for what does not belong in such a plan."""
    _check(_edits_own, standing, organisation, position)
    if not is_offerable(position):
        raise DomainError(
            _("Only spatial positions of a sector's plan, which are not withdrawn, are offered."),
            code="not_offerable",
        )


def can_answer_offers(standing: Standing, organisation: Organisation, plan: Plan) -> bool:
    """Whether somebody may answer what is offered to the plan: its own unit, and coordinators."""
    return _edits_own(standing, organisation, plan)


def check_can_answer_offers(standing: Standing, organisation: Organisation, plan: Plan) -> None:
    """Raises `NotAllowed` unless `can_answer_offers`."""
    _check(_edits_own, standing, organisation, plan)


def can_manage_commissions(standing: Standing, organisation: Organisation, position: Position) -> bool:
    """Whether somebody may send the position to units, and take that back: those who edit its plan."""
    return _edits_own(standing, organisation, position.plan)


def check_can_manage_commissions(standing: Standing, organisation: Organisation, position: Position) -> None:
    """Raises `NotAllowed` unless `can_manage_commissions`."""
    _check(_edits_own, standing, organisation, position.plan)


def is_commissionable(position: Position) -> bool:
    """Whether units can be asked to carry it out: the comprehensive plan expects measures of it."""
    plan = position.plan
    is_there = position.status != Position.Status.WITHDRAWN and plan.status not in Plan.PAST
    return is_there and plan.type.is_comprehensive and position.is_expecting_measures


def check_can_commission(standing: Standing, organisation: Organisation, position: Position) -> None:
    """Raises `NotAllowed` for lack of rights, `DomainError` unless `is_commissionable`."""
    check_can_manage_commissions(standing, organisation, position)
    if not is_commissionable(position):
        raise DomainError(
            _("Only positions of the comprehensive plan that expect measures are sent to units."),
            code="not_commissionable",
        )


def check_can_answer_commission(standing: Standing, unit_id: int) -> None:
    """Raises `NotAllowed` for those who do not edit what the unit that is asked answers for."""
    if not standing.edits(unit_id):
        raise NotAllowed(_("Only those who work for the unit that is asked, and coordinators, can answer."))


# A plan's course and its editions ---------------------------------------------------------------

Status = Plan.Status

#: Which status may follow which. Back to the desk is possible until the plan is decided. A plan becomes
#: superseded by its successor, never by hand.
NEXT: Mapping[str, tuple[Status, ...]] = {
    Status.IDEA: (Status.COMMISSIONED, Status.DRAFTING),
    Status.COMMISSIONED: (Status.DRAFTING,),
    Status.DRAFTING: (Status.CONSULTATION, Status.REVIEW, Status.ADOPTED),
    Status.CONSULTATION: (Status.REWORKING, Status.REVIEW, Status.ADOPTED),
    Status.REWORKING: (Status.CONSULTATION, Status.REVIEW, Status.ADOPTED),
    Status.REVIEW: (Status.REWORKING, Status.ADOPTED),
    Status.ADOPTED: (Status.IN_FORCE, Status.REPEALED),
    Status.IN_FORCE: (Status.REPEALED,),
    Status.SUPERSEDED: (),
    Status.REPEALED: (),
}
#: Steps that rest on a decision: they need its date, who decided, and where that is filed.
DECISIONS = frozenset({Status.ADOPTED, Status.REPEALED})
FOR_COORDINATORS = DECISIONS | {Status.IN_FORCE}


def steps_from(plan: Plan) -> tuple[Status, ...]:
    """What may come next in a plan's course, the usual first.

    A comprehensive plan is adopted after its review only (granskning, plan- och bygglagen 3 kap. 12 §;
    offentlig ettersyn, plan- og bygningsloven § 11-14).
    """
    steps = NEXT[plan.status]
    if plan.type.is_comprehensive and plan.status != Status.REVIEW:
        return tuple(step for step in steps if step != Status.ADOPTED)
    return steps


def can_change_status(standing: Standing, organisation: Organisation, plan: Plan, to: str) -> bool:
    """Whether somebody may take the plan that step: coordinators decide, the responsible unit drafts."""
    if to in FOR_COORDINATORS:
        return plan.organisation_id == organisation.pk and standing.is_coordinator
    return _edits_own(standing, organisation, plan)


def check_can_change_status(standing: Standing, organisation: Organisation, plan: Plan, to: str) -> None:
    """Raises `NotAllowed` unless `can_change_status`."""
    _check(_edits_own, standing, organisation, plan)
    if not can_change_status(standing, organisation, plan, to):
        raise NotAllowed(_("Only coordinators record that a plan is adopted, in force or repealed."))


def check_step_follows(plan: Plan, to: str) -> None:
    """Raises `DomainError` if that step cannot follow in the plan's course now."""
    if to not in steps_from(plan):
        raise DomainError(
            _("“%(plan)s” has the status “%(status)s”; the step that you chose cannot follow now.")
            % {"plan": plan, "status": plan.get_status_display()},
            code="step_does_not_follow",
        )


def can_revise(standing: Standing, organisation: Organisation, plan: Plan) -> bool:
    """Whether somebody may start the next edition of a plan that is in effect."""
    return plan.status in Plan.IN_EFFECT and _edits_own(standing, organisation, plan)


def check_can_revise(standing: Standing, organisation: Organisation, plan: Plan) -> None:
    """Raises `NotAllowed` for lack of rights, `DomainError` if the plan is not in effect."""
    _check(_edits_own, standing, organisation, plan)
    if not can_revise(standing, organisation, plan):
        raise DomainError(
            _("Only a plan that is adopted or in force can be revised; “%(plan)s” is not.") % {"plan": plan},
            code="plan_not_in_effect",
        )


def can_move_link(standing: Standing, organisation: Organisation, holder: Item, recorder_id: int) -> bool:
    """Whether somebody may say where a link goes: only for who recorded it, as for what `holder` states."""
    return recorder_id == organisation.pk and can_state(standing, organisation, holder)


def check_can_move_link(
    standing: Standing, organisation: Organisation, holder: Item, recorder_id: int
) -> None:
    """Raises `NotAllowed` unless `can_move_link`."""
    if recorder_id != organisation.pk:
        raise NotAllowed(_("Another organisation has stated this; only they can change it."))
    _check(can_state, standing, organisation, holder)


def can_correct(standing: Standing, organisation: Organisation, plan: Plan) -> bool:
    """Whether somebody may put a wording right in a decided plan: the owner's coordinators."""
    return plan.is_decided and plan.organisation_id == organisation.pk and standing.is_coordinator


def check_can_correct(standing: Standing, organisation: Organisation, plan: Plan) -> None:
    """Raises `NotAllowed` for lack of rights, `DomainError` if the plan is not decided yet."""
    if plan.organisation_id != organisation.pk or not standing.is_coordinator:
        raise NotAllowed(_("Only coordinators put the wording of a decided plan right."))
    if not can_correct(standing, organisation, plan):
        raise DomainError(
            _("“%(plan)s” is not decided yet: its wording can simply be changed.") % {"plan": plan},
            code="plan_not_decided",
        )
