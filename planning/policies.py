"""Who may change what plans say, and when.

Editors change what their units are responsible for, coordinators everything, readers nothing. What an
organisation states about a plan that it has adopted from another is for its coordinators.
"""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from organisations.models import Organisation
from organisations.policies import Standing
from planning.models import Contribution, Measure, Plan, Position

Item = Plan | Position | Measure


def plan_of(item: Item) -> Plan:
    """The plan that an item is, or stands in."""
    return item if isinstance(item, Plan) else item.plan


def responsible_unit_id(item: Item) -> int | None:
    """The unit that answers for an item: its own, else its plan's; None where nobody is named."""
    return item.unit_id or plan_of(item).unit_id


def can_reword(standing: Standing, organisation: Organisation, position: Position) -> bool:
    """Whether somebody of that standing in the organisation may change a position's wording now."""
    return not position.plan.is_decided and _edits_own(standing, organisation, position)


def check_can_reword(standing: Standing, organisation: Organisation, position: Position) -> None:
    """Raises `NotAllowed` for lack of rights, `DomainError` if the plan's wording is locked."""
    _check(_edits_own, standing, organisation, position)
    if position.plan.is_decided:
        raise DomainError(
            _("“%(plan)s” is decided, so its wording is locked. Start a revision of the plan to change it.")
            % {"plan": position.plan},
            code="plan_decided",
        )


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
