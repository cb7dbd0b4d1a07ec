"""Who may change what plans say, and when.

Editors change what their units are responsible for, coordinators everything, readers nothing. What an
organisation states about a plan that it has adopted from another is for its coordinators.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from organisations.models import Organisation
from organisations.policies import Standing
from planning.models import Contribution, Measure, Plan, Position, Section

Item = Plan | Position | Measure
WordedPart = Position | Measure | Section


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


def can_restore(standing: Standing, organisation: Organisation, part: WordedPart) -> bool:
    """Whether somebody of that standing may give a part of a plan an earlier wording now."""
    return not part.plan.is_decided and _edits_part(standing, organisation, part)


def check_can_restore(standing: Standing, organisation: Organisation, part: WordedPart) -> None:
    """Raises `NotAllowed` for lack of rights, `DomainError` if the plan's wording is locked."""
    if not _edits_part(standing, organisation, part):
        raise NotAllowed(
            _("Only those who work for the responsible unit, and coordinators, can change this.")
        )
    if part.plan.is_decided:
        raise DomainError(
            _("“%(plan)s” is decided, so its wording is locked. Start a revision of the plan to change it.")
            % {"plan": part.plan},
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
