"""Which pages are measured: those that everybody opens, and every other dashboard and report."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse

from alignment.models import AlignmentReport, Finding, MatrixCell
from alignment.services.recomputing import recompute_report
from goals.models import Goal
from organisations.models import Organisation
from planning.models import Contribution, Measure, Plan

#: A name and an address.
Page = tuple[str, str]
LACKING = "position_not_in_comprehensive_plan"
EDITED = 20


def opened(organisation: Organisation) -> Iterator[Page]:
    """The pages of the menu, a goal and two plans: those that most bears on."""
    slug = organisation.slug
    yield "Översikt", reverse("dashboard:overview", args=[slug])
    yield "Mål", reverse("goals:goal_list", args=[slug])
    yield "a goal", _of_goal("goals:goal_detail", organisation)
    yield "Matris", reverse("matrix:matrix_detail", args=[slug])
    yield "Planer", reverse("plans:plan_list", args=[slug])
    for name, plan in zip(("a plan", "the comprehensive plan"), great_plans(organisation), strict=True):
        yield name, reverse("plans:plan_detail", args=[slug, (None, plan.key)])
    yield "Brister", reverse("findings:finding_list", args=[slug])


def others(organisation: Organisation) -> Iterator[Page]:
    """The dashboards and reports behind those; wants two reports (`two_reports`)."""
    slug = organisation.slug
    yield "Översikt since the report before", f"{reverse('dashboard:overview', args=[slug])}?sedan=forra"
    for name, unit in _units(organisation):
        yield name, reverse("dashboard:unit_detail", args=[slug, unit])
    yield "the clock", reverse("dashboard:clock_detail", args=[slug])
    yield from _chains(organisation)
    yield "Matris, difference", f"{reverse('matrix:matrix_detail', args=[slug])}?plans=difference"
    yield "a cell", _cell(organisation)
    yield from _disagreeing(organisation)
    findings = reverse("findings:finding_list", args=[slug])
    yield "what the comprehensive plan lacks", f"{findings}?code={LACKING}"
    yield "a finding", reverse("findings:finding_detail", args=[slug, _finding(organisation).pk])
    yield "the map", reverse("maps:map_detail", args=[slug])
    yield "open data", reverse("open_data:dataset_list", args=[slug])
    yield from _reports(organisation)


def of_members(organisation: Organisation) -> Iterator[Page]:
    """What the public does not see."""
    yield "conflicts", reverse("conflicts:conflict_list", args=[organisation.slug])


def two_reports(organisation: Organisation) -> None:
    """A report, and another after some edits."""
    recompute_report(organisation_id=organisation.pk)
    stated = Contribution.objects.filter(recorded_by=organisation, position__isnull=False, strength__gt=0)
    for contribution in stated.order_by("pk")[:EDITED]:
        Contribution.objects.filter(pk=contribution.pk).update(strength=contribution.strength % 3 + 1)
    recompute_report(organisation_id=organisation.pk)


def great_goal(organisation: Organisation) -> Goal:
    """The own goal that most contributes to."""
    goals = Goal.objects.filter(framework__organisation=organisation, parent=None)
    counted = goals.annotate(number=Count("contributions")).order_by("-number", "pk")
    return counted.select_related("framework")[0]


def great_plans(organisation: Organisation) -> tuple[Plan, Plan]:
    """The largest sector plan in force, and the comprehensive plan."""
    in_force = Plan.objects.filter(organisation=organisation, status=Plan.Status.IN_FORCE)
    comprehensive = in_force.get(type__family="comprehensive")
    sectors = in_force.exclude(pk=comprehensive.pk).annotate(number=Count("positions"))
    return sectors.order_by("-number", "pk")[0], comprehensive


def _of_goal(view: str, organisation: Organisation) -> str:
    goal = great_goal(organisation)
    return reverse(view, args=[organisation.slug, organisation.key, goal.framework.key, goal.key])


def _units(organisation: Organisation) -> Iterator[tuple[str, str]]:
    """The council, which everything lies under, and the unit below it with the most plans."""
    units = organisation.units.annotate(number=Count("plans")).order_by("-number", "pk")
    yield "Översikt of the council", units.get(kind="council").key
    yield "Översikt of a unit", units.exclude(kind="council")[0].key


def _chains(organisation: Organisation) -> Iterator[Page]:
    """Målkedja and what is touched: of the goal, of both plans, and of the measure that does most."""
    yield "Målkedja of a goal", _of_goal("flow:flow_detail", organisation)
    yield "what a goal touches", _of_goal("touched:goal_detail", organisation)
    measures = Measure.objects.filter(organisation=organisation, plan__status=Plan.Status.IN_FORCE)
    measure = measures.annotate(number=Count("contributions")).order_by("-number", "pk")[0]
    plan, comprehensive = great_plans(organisation)
    for name, kind, item in (
        ("a plan", "plan", plan),
        ("the comprehensive plan", "plan", comprehensive),
        ("a measure", "measure", measure),
    ):
        arguments = {"slug": organisation.slug, "ref": (None, item.key), "kind": kind}
        yield f"Målkedja of {name}", reverse("flow:item_detail", kwargs=arguments)
        yield f"what {name} touches", reverse("touched:item_detail", kwargs=arguments)


def _cell(organisation: Organisation) -> str:
    cells = MatrixCell.objects.filter(organisation=organisation, is_public=True)
    plan, goal = cells.order_by("-items", "pk").values_list("plan", "goal")[0]
    found = Goal.objects.select_related("framework__organisation").get(pk=goal)
    names = [found.framework.organisation.key, found.framework.key, found.key]
    key = Plan.objects.get(pk=plan).key
    return reverse("matrix:cell_detail", args=[organisation.slug, (None, key), *names])


def _disagreeing(organisation: Organisation) -> Iterator[Page]:
    yield "targets that disagree", reverse("goals:disagreement_list", args=[organisation.slug])
    pair = _finding(organisation, code="targets_disagree")
    goals = Goal.objects.select_related("framework")
    names = []
    for subject in pair.subjects:
        goal = goals.get(pk=subject["id"])
        names += [goal.framework.key, goal.key]
    yield "two such goals", reverse("goals:disagreement_detail", args=[organisation.slug, *names])


def _finding(organisation: Organisation, **of: str) -> Finding:
    """The first that everybody may see."""
    found: Finding = Finding.objects.filter(organisation=organisation, is_public=True, **of).earliest("pk")
    return found


def _reports(organisation: Organisation) -> Iterator[Page]:
    """The list, the latest as it was frozen, and the two latest beside each other."""
    yield "reports", reverse("reporting:report_list", args=[organisation.slug])
    latest = AlignmentReport.objects.filter(organisation=organisation).latest("number")
    yield "a frozen report", reverse("reporting:report_detail", args=[organisation.slug, latest.number])
    yield "two reports compared", reverse("reporting:comparison_detail", args=[organisation.slug])
