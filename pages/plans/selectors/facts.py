"""What stands on a plan's front page."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.ui import day
from pages.plans.selectors.relatives import Relatives
from pages.positions.selectors.cards import period
from pages.things import Thing
from planning.models import Plan, PlanLink

Facts = list[tuple[str, Any]]


def plan_facts(
    plan: Plan, relatives: Relatives, goals: Thing | None = None, unit: Thing | None = None
) -> Facts:
    """Name and value of what the plan's front page says; empty values are left out where it is shown.

    `goals`: the framework that the plan lays down, and `unit`: who answers for it, with their pages.
    """
    laid_down = goals.link if goals else plan.framework.title if plan.framework else None
    return [
        (_("Sort"), plan.type.name),
        (_("Level of steering"), plan.type.get_steering_display()),
        *_care(plan, unit),
        (_("Applies to"), plan.applies_to),
        *_decision(plan),
        (_("Valid"), period(plan.valid_from, plan.valid_to)),
        (_("Next check of currency"), day(plan.next_check_on) if plan.next_check_on else None),
        (_("Legal basis"), plan.statutory_basis),
        (_("Edition"), plan.version_label),
        *((str(heading), _joined(things)) for heading, things in relatives.family.items()),
        (_("Lays down the goals"), laid_down),
    ]


def _care(plan: Plan, unit: Thing | None) -> Facts:
    """Who answers for it, and who sees to it that it is revised."""
    return [
        (_("Responsible"), unit.link if unit else plan.unit.name if plan.unit else None),
        (_("Responsible role"), plan.responsible_role),
        (_("Responsible for revision"), plan.revision_role),
    ]


def _decision(plan: Plan) -> Facts:
    """Who has decided it, when, and where that is filed."""
    return [
        (_("Decided by"), plan.decided_by),
        (_("Adopted"), day(plan.adopted_on) if plan.adopted_on else None),
        (_("In force since"), day(plan.in_force_on) if plan.in_force_on else None),
        (_("Paragraph"), plan.reference),
        (_("Case number"), plan.case_number),
    ]


def related_facts(relatives: Relatives) -> Facts:
    """The documents that a plan goes together with, by how; conflicts are no part of a front page."""
    found: dict[str, list[Thing]] = {}
    for line in relatives.links:
        if line.relation != PlanLink.Relation.CONFLICTS:
            found.setdefault(str(line.heading), []).append(line.other)
    return [(heading, _joined(things)) for heading, things in found.items()]


def _joined(things: Iterable[Thing]) -> SafeString:
    """Things as links in a row."""
    return format_html_join(", ", "{}", ((thing.link,) for thing in things))
