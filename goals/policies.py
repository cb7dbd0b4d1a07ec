"""Who may change goals, how they hang together, and how they are followed up.

Frameworks are the coordinators'. A goal is changed by those who work for its responsible unit, and by
coordinators; what an organisation states of another's goals is for its coordinators.
"""

from django.utils.translation import gettext as _

from core.errors import NotAllowed
from goals.models import Goal, Indicator
from organisations.models import Organisation
from organisations.policies import Standing


def can_keep_frameworks(standing: Standing) -> bool:
    """Whether somebody of that standing makes and changes the organisation's frameworks."""
    return standing.is_coordinator


def can_change_goal(standing: Standing, organisation: Organisation, goal: Goal) -> bool:
    """Whether somebody of that standing changes the goal (`goal` with its framework)."""
    return goal.framework.organisation_id == organisation.pk and standing.edits(goal.unit_id)


def can_state_of_goal(standing: Standing, organisation: Organisation, goal: Goal) -> bool:
    """Whether somebody of that standing sets the organisation's targets for a goal, or links it to others."""
    if goal.framework.organisation_id != organisation.pk:
        return standing.is_coordinator
    return standing.edits(goal.unit_id)


def can_make_indicators(standing: Standing) -> bool:
    """Whether somebody of that standing makes indicators for the organisation."""
    return standing.is_coordinator or bool(standing.role == "editor" and standing.unit_ids)


def can_keep_indicator(standing: Standing, organisation: Organisation, indicator: Indicator) -> bool:
    """Whether somebody of that standing keeps an indicator (with targets and goals) and its values.

    Editors keep what measures goals of their units only; what measures no goal yet is the coordinators'.
    """
    if indicator.organisation_id != organisation.pk:
        return False
    if standing.is_coordinator:
        return True
    units = {target.goal.unit_id for target in indicator.targets.all()}
    return bool(units) and all(standing.edits(unit) for unit in units)


def check_allowed(is_allowed: bool) -> None:  # noqa: FBT001  # the answer of a policy
    """Raises `NotAllowed` if a policy of this module says no."""
    if not is_allowed:
        raise NotAllowed(
            _("Only those who work for the responsible unit, and coordinators, can change this.")
        )
