"""Who may change what plans say, and when.

Editors change what their units are responsible for, coordinators everything, readers nothing. What an
organisation states about a plan that it has adopted from another is for its coordinators.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from goals.models import Goal
from organisations.models import Organisation, Unit
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
