"""What stands on a plan's front page."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.ui import day
from pages.guards import Viewer
from pages.positions.selectors import period
from pages.things import Thing, plan_thing
from planning.models import Plan
from planning.selectors.plans import plans_shown

Facts = list[tuple[str, Any]]


def plan_facts(viewer: Viewer, plan: Plan) -> Facts:
    """Name and value of what the plan's front page says; empty values are left out where it is shown."""
    return [
        (_("Sort"), plan.type.name),
        (_("Level of steering"), plan.type.get_steering_display()),
        (_("Responsible"), plan.unit.name if plan.unit else None),
        *_decision(plan),
        (_("Valid"), period(plan.valid_from, plan.valid_to)),
        (_("Legal basis"), plan.statutory_basis),
        (_("Edition"), plan.version_label),
        *_relatives(viewer, plan),
        (_("Lays down the goals"), plan.framework.title if plan.framework else None),
    ]


def _decision(plan: Plan) -> Facts:
    """Who has decided it, when, and where that is filed."""
    return [
        (_("Decided by"), plan.decided_by),
        (_("Adopted"), day(plan.adopted_on) if plan.adopted_on else None),
        (_("In force since"), day(plan.in_force_on) if plan.in_force_on else None),
        (_("Reference"), plan.reference),
    ]


def _relatives(viewer: Viewer, plan: Plan) -> Facts:
    """Earlier and later editions, parent and children, as far as the viewer is shown them."""
    shown = plans_shown(viewer.organisation, to_member=viewer.is_member).select_related("organisation")

    def named(plans: Iterable[Plan]) -> SafeString:
        things: list[Thing] = [plan_thing(viewer.organisation, each) for each in plans]
        return format_html_join(", ", "{}", ((thing.link,) for thing in things))

    return [
        (_("Supersedes"), named(shown.filter(superseded_rows__plan=plan))),
        (_("Superseded by"), named(shown.filter(supersession_rows__superseded=plan))),
        (_("Part of"), named(shown.filter(children=plan))),
        (_("Parts"), named(shown.filter(parent=plan))),
    ]
