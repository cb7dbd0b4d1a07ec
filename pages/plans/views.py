"""The catalogue of plans, and a plan as a document."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from core.asking import answered
from pages.addresses import item_ref
from pages.dashboard.units import unit_thing
from pages.guards import Request, Viewer, in_organisation
from pages.naming import Names
from pages.plans.selectors.asking import known_asked, opened_asked
from pages.plans.selectors.catalogue import PLANS_PER_PAGE, catalogue, in_order, plan_groups
from pages.plans.selectors.document import Turned, document_page
from pages.plans.selectors.facts import plan_facts
from pages.plans.selectors.relatives import relatives_of
from pages.plans.selectors.report import (
    MOST_GOALS,
    SHOWN,
    goal_bearings,
    heaviest,
    shares,
    shown_document,
)
from pages.rendering import render_kept
from pages.things import Thing
from planning.filters import PlanFilter
from planning.models import Plan, Position
from planning.models.plans import PlanQuerySet
from planning.policies import can_change, can_create_plans
from planning.selectors.placed import PLACED
from planning.selectors.plans import plans_shown
from strategy.selectors.portfolio import stances_on


@require_GET
@in_organisation
def plan_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The organisation's plans: in effect, proposed (for members), past."""

    def shown() -> dict[str, Any]:
        filterset = PlanFilter(request.GET, queryset=catalogue(viewer), organisation=viewer.organisation)
        found = in_order(viewer, filterset.qs)
        page = found.page(request.GET.get("page"), PLANS_PER_PAGE)
        return {
            "filterset": filterset,
            "page": page,
            "groups": plan_groups(viewer, found, page),
            "can_create": can_create_plans(viewer.standing),
        }

    return render_kept(request, viewer, "plans/plan_list.html", "results", shown)


@require_GET
@in_organisation
def plan_detail(request: Request, viewer: Viewer, ref: tuple[str | None, str]) -> HttpResponse:
    """A plan: facts, figures, goals, links, findings, and its document a page at a time."""
    return render_kept(
        request, viewer, "plans/plan_detail.html", "figures", lambda: plan_shown(request, viewer, ref)
    )


def plan_shown(request: Request, viewer: Viewer, ref: tuple[str | None, str]) -> dict[str, Any]:
    """What the page of a plan shows; raises `Http404`."""
    plan = plan_of_ref(viewer, ref)
    show = request.GET.get("show", "")
    names = Names(viewer.organisation)
    names.know(plan)
    known = answered(known_asked(viewer, names, plan))
    turned = Turned(shown_document(viewer, plan, known.document, show), request.GET.get("page"))
    most = None if request.GET.get("goals") == "all" else MOST_GOALS
    goals = [cell.goal_id for cell in heaviest(known.cells, most)]
    there = answered(opened_asked(viewer, names, turned.places, turned.sections, goals))
    shown = plans_shown(viewer.organisation, to_member=viewer.is_member)
    names.plans_among(shown, known.related.ids(plan) | there.at_hand.plans)
    relatives = relatives_of(viewer, names, plan, known.related)
    alignment = known.alignment
    return {
        "plan": plan,
        "ref": item_ref(viewer.organisation, plan),
        "facts": plan_facts(plan, relatives, goals_thing(viewer, plan), answering(viewer, plan)),
        "score": alignment.score if alignment else None,
        "shares": shares(alignment.numbers) if alignment else [],
        "bearings": goal_bearings(viewer, plan, known.cells, there.goals),
        "stances": stances_on(viewer.organisation, plan, to_member=viewer.is_member),
        "links": relatives.links,
        "finding_counts": known.findings,
        "finding_total": sum(number for _code, _name, number in known.findings),
        "show_heading": SHOWN[show][0] if show in SHOWN else "",
        "can_change": can_change(viewer.standing, viewer.organisation, plan),
        "document": document_page(viewer, names, plan, turned, there),
    }


def answering(viewer: Viewer, plan: Plan) -> Thing | None:
    """The unit that answers for the plan, with its overview if it is the organisation's."""
    language = plan.organisation.language
    return unit_thing(viewer.organisation, plan.unit, language) if plan.unit else None


def goals_thing(viewer: Viewer, plan: Plan) -> Thing | None:
    """The framework that the plan lays down: for members where its goals are written, else its list."""
    framework = plan.framework
    if framework is None:
        return None
    slug = viewer.organisation.slug
    url = f"{reverse('goals:goal_list', args=[slug])}?framework={framework.pk}"
    if viewer.is_member and framework.organisation_id == viewer.organisation.pk:
        url = reverse("goals:own_goal_list", args=[slug, framework.pk])
    return Thing(framework.title, url, plan.organisation.language)


def with_front_page(viewer: Viewer) -> PlanQuerySet:
    """The plans that the viewer is shown, with what a front page names."""
    shown = plans_shown(viewer.organisation, to_member=viewer.is_member)
    places = Position.objects.filter(PLACED, plan=OuterRef("pk")).order_by()
    return shown.select_related("type", "unit", "framework").annotate(has_places=Exists(places))


def plan_of_ref(viewer: Viewer, ref: tuple[str | None, str]) -> Plan:
    """The plan with what its front page names, if the viewer is shown it; raises `Http404`."""
    owner, key = ref
    home, shown = viewer.organisation, with_front_page(viewer)
    if owner is None or owner == home.key:
        plan: Plan = get_object_or_404(shown, organisation=home, key=key)
        plan.organisation = home
        return plan
    return get_object_or_404(shown.select_related("organisation"), organisation__key=owner, key=key)
