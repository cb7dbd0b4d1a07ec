"""Situation reports and dependencies between units: who writes, what becomes of it, page, package, API."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from core.errors import Changed, NotAllowed
from organisations.models import Organisation, Unit, User
from planning.models import Measure
from planning.services.arranging import Place
from planning.services.measures import MeasureContent
from strategy.models import ChangedCondition, Cooperation, PlanNeed, PlanningStrategy, SituationReport
from strategy.services.conditions import remove_condition
from strategy.services.needs import NeedContent, create_plan_need
from strategy.services.reports import (
    CooperationContent,
    MeasureToBe,
    ReportContent,
    change_cooperation,
    change_report,
    create_cooperation,
    create_report,
    remove_cooperation,
    remove_report,
    take_up_as_measure,
)
from tests import factories
from tests.interchange.building import bring, document, exported, package, refused
from tests.pages.strategy.test_strategy_list import HTMX, browser, text
from tests.strategy.test_models import refusal
from tests.strategy.test_needs import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on=date(2026, 9, 13))
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term)
    made.refresh_from_db()
    return made


@pytest.fixture
def report(municipality: Organisation, department: Unit) -> SituationReport:
    said = {"organisation": municipality, "unit": department, "challenges": "Kompetens saknas."}
    made: SituationReport = factories.SituationReportFactory(**said)
    return made


def url_of(strategy: PlanningStrategy, rest: str = "") -> str:
    return f"/ostersund/strategi/{strategy.pk}/{rest}"


def test_who_works_for_a_unit_writes_its_report_and_nobody_else_s(
    report: SituationReport, other_department: Unit, planner: User, coordinator: User, politician: User
) -> None:
    department = report.unit
    own: dict[str, Any] = {"organisation": report.organisation, "by": planner}
    made = create_report(**own, unit=department, year=2027, content=ReportContent(" Läget är gott. "))
    assert (made.situation, made.key) == ("Läget är gott.", f"{department.key}-2027")
    asked = {"unit": department, "year": 2027, "content": ReportContent()}
    assert code_of(create_report, **own, **asked) == "report_once_a_year"
    with pytest.raises(NotAllowed):
        create_report(**own, unit=other_department, year=2027, content=ReportContent())
    handed_in = ReportContent("Läget är gott.", state="handed_in")
    with pytest.raises(NotAllowed):
        change_report(**own | {"by": politician}, report=made, expected_version=1, content=handed_in)
    assert change_report(**own, report=made, expected_version=1, content=handed_in).version == 2
    with pytest.raises(Changed):
        remove_report(**own | {"by": coordinator}, report=made, expected_version=1)
    remove_report(**own | {"by": coordinator}, report=made, expected_version=2)
    assert SituationReport.objects.get() == report


def test_what_makes_no_sense_is_refused_by_the_service_and_by_the_database(
    report: SituationReport, other_department: Unit, neighbour: Organisation, coordinator: User
) -> None:
    own: dict[str, Any] = {"organisation": report.organisation, "by": coordinator}
    theirs = factories.UnitFactory(organisation=neighbour)
    for unit, year, code in ((theirs, 2026, "unit_id"), (report.unit, 1999, "year")):
        assert code_of(create_report, **own, unit=unit, year=year, content=ReportContent()) == code
    for content, code in (
        (CooperationContent(other_department, " "), "title"),
        (CooperationContent(report.unit, "X"), "unit_id"),
        (CooperationContent(theirs, "X"), "unit_id"),
    ):
        assert code_of(create_cooperation, **own, report=report, content=content) == code
    here = {"organisation": report.organisation}
    assert refusal(factories.SituationReportFactory, **here, unit=report.unit) == "report_once_a_year"
    assert refusal(factories.SituationReportFactory, **here, unit=theirs) == "report_of_own_unit"
    assert refusal(factories.SituationReportFactory, **here, year=1999) == "report_in_known_years"
    asked = {"report": report, "unit": report.unit}
    assert refusal(factories.CooperationFactory, **asked) == "cooperation_between_units"
    blank = {"report": report, "unit": other_department, "title": ""}
    assert refusal(factories.CooperationFactory, **blank) == "cooperation_says_on_what"


def test_what_was_taken_up_is_not_taken_away(
    strategy: PlanningStrategy, report: SituationReport, other_department: Unit, coordinator: User
) -> None:
    own: dict[str, Any] = {"organisation": report.organisation, "by": coordinator}
    skills = CooperationContent(other_department, "Kompetens")
    made = create_cooperation(**own, report=report, content=skills)
    otherwise = CooperationContent(other_department, "Kompetensförsörjning", "Nya yrken.")
    made = change_cooperation(**own, cooperation=made, expected_version=1, content=otherwise)
    kind = factories.PlanTypeFactory(organisation=report.organisation)
    wanted = NeedContent("new", title="Kompetensplan", type=kind, cooperation=made)
    create_plan_need(**own, strategy=strategy, content=wanted)
    assert code_of(create_plan_need, **own, strategy=strategy, content=wanted) == "need_once_a_cooperation"
    asked: dict[str, Any] = {"cooperation": made, "expected_version": 2}
    assert code_of(remove_cooperation, **own, **asked) == "cooperation_taken_up"
    assert code_of(remove_report, **own, report=report, expected_version=1) == "report_taken_over"
    PlanNeed.objects.all().delete()
    condition = factories.ChangedConditionFactory(strategy=strategy, report=report)
    assert code_of(remove_report, **own, report=report, expected_version=1) == "report_taken_over"
    remove_condition(**own, condition=condition, expected_version=1)
    remove_report(**own, report=report, expected_version=1)
    assert not Cooperation.objects.exists()


def test_a_planner_reports_on_the_page_and_says_with_whom_to_work_together(
    strategy: PlanningStrategy, department: Unit, other_department: Unit, planner: User
) -> None:
    page, create = browser(planner), url_of(strategy, "lagesrapporter/ny/")
    form = page.get(create).content.decode()
    assert (department.name in form, other_department.name in form) == (True, False)
    said = {"unit_id": department.pk, "year": 2026, "state": "handed_in", "challenges": "Brist på mark."}
    assert page.post(create, said | {"unit_id": other_department.pk}, headers=HTMX).status_code == 422
    shown = text(page.post(create, said, follow=True))
    assert f"{department.name} 2026" in shown
    assert "Brist på mark. – Inlämnad Ett område att samverka om" in shown
    assert f"1 förvaltning har inte lämnat in sin rapport för 2026: {other_department.name}." in shown
    assert "Ta över" not in shown
    made = SituationReport.objects.get()
    ask = url_of(strategy, f"samverkan/ny/?report={made.pk}")
    assert f'name="report_id" value="{made.pk}"' in page.get(ask).content.decode()
    area = {
        "report_id": made.pk,
        "unit_id": other_department.pk,
        "title": "Mark för skolor",
        "text": "Snart.",
    }
    shown = text(page.post(url_of(strategy, "samverkan/ny/"), area, follow=True))
    assert f"Mark för skolor Snart. {department.name} {other_department.name} –" in shown
    assert "Gör till ett planbehov" not in shown
    lost = page.post(url_of(strategy, "samverkan/ny/"), area | {"report_id": ""})
    assert (lost.status_code, "Börja vid rapporten" in text(lost)) == (422, True)


def test_the_council_takes_over_challenges_and_makes_dependencies_plan_needs(
    strategy: PlanningStrategy, report: SituationReport, other_department: Unit, coordinator: User
) -> None:
    SituationReport.objects.update(state="handed_in")
    area = factories.CooperationFactory(
        report=report, unit=other_department, title="Kompetensplan", text="Ty."
    )
    kind, page = factories.PlanTypeFactory(organisation=report.organisation), browser(coordinator)
    answer = page.get(url_of(strategy))
    assert f"{report.unit} 2026 Kompetens saknas. Ta över" in text(answer)
    [offer] = answer.context["parts"][0].offers
    shown = text(page.post(url_of(strategy, "forutsattningar/ny/"), dict(offer.said), follow=True))
    assert f"Utmaningar för {report.unit} Lägesrapport: {report.unit} 2026" in shown
    assert ChangedCondition.objects.get().report == report
    asked = url_of(strategy, f"planer/ny/?cooperation={area.pk}")
    form = page.get(asked).content.decode()
    assert f'name="cooperation_id" value="{area.pk}"' in form
    assert 'value="Kompetensplan"' in form
    wanted = {"cooperation_id": area.pk, "title": "Kompetensplan", "type_id": kind.pk, "state": "proposed"}
    shown = text(page.post(url_of(strategy, "planer/ny/"), wanted, follow=True))
    assert "Planbehov Kompetensplan" in shown
    assert "Gör till ett planbehov" not in shown
    need = PlanNeed.objects.get()
    again = wanted | {"version": 1, "cooperation_id": "", "reason": "Behövs."}
    page.post(url_of(strategy, f"planer/{need.pk}/redigera/"), again)
    need.refresh_from_db()
    assert (need.reason, need.cooperation) == ("Behövs.", area)


def test_the_public_reads_no_report(
    strategy: PlanningStrategy, report: SituationReport, client: Client, politician: User
) -> None:
    factories.ChangedConditionFactory(strategy=strategy, report=report, title="Kompetensbrist")
    PlanningStrategy.objects.update(status="adopted", adopted_on="2026-10-20", reference="KF § 1")
    public = text(client.get(url_of(strategy)))
    assert "Kompetensbrist" in public
    assert "Lägesrapport" not in public
    asked = "/api/v1/situation-reports/?organisation=ostersund&year=2026"
    assert client.get(asked).status_code == 403
    assert len(browser(politician).get(asked).json()["results"]) == 1
    condition = "/api/v1/changed-conditions/?organisation=ostersund"
    assert client.get(condition).json()["results"][0]["report"] is None
    assert browser(politician).get(condition).json()["results"][0]["report"]["id"] == report.pk


def test_reports_and_dependencies_come_out_of_packages_as_they_went_in() -> None:
    council = {
        "terms": [{"key": "2026", "elected_on": "2026-09-13"}],
        "planning_strategies": [{"key": "d", "term": "2026", "title": "S", "status": "drafting"}],
        "units": [{"key": key, "name": key.upper(), "kind": "department"} for key in ("sam", "barn")],
        "plan_types": [{"key": "plan", "name": "Plan", "family": "plan"}],
    }
    report = {
        "key": "sam-2026", "unit": "sam", "year": 2026, "state": "handed_in", "situation": "Gott.",
        "plans": "Två.", "challenges": "Mark.", "investments": "Pengar.",
    }  # fmt: skip
    area = {"key": "mark", "report": "sam-2026", "unit": "barn", "title": "Mark", "text": "Skolor."}
    condition = {
        "key": "c", "strategy": "d", "title": "Brist", "state": "proposed", "report": "sam-2026",
    }  # fmt: skip
    need = {
        "key": "n", "strategy": "d", "stance": "new", "title": "Markplan", "type": "plan",
        "state": "proposed", "cooperation": "mark",
    }  # fmt: skip
    lists = {
        "situation_reports": [report], "cooperations": [area], "changed_conditions": [condition],
        "plan_needs": [need],
    }  # fmt: skip
    bring(package(**council, **lists))
    assert bring(exported()).written == 0
    found = document()
    assert {name: found[name] for name in lists} == {
        name: [row | {"version": 1} for row in rows] for name, rows in lists.items()
    }
    for name, row, place in (
        ("situation_reports", report | {"key": "igen"}, "/1/year"),
        ("changed_conditions", condition | {"key": "igen"}, "/1/report"),
        ("plan_needs", need | {"key": "igen"}, "/1/cooperation"),
        ("cooperations", area | {"key": "egen", "unit": "sam"}, "/1/unit"),
    ):
        [problem] = refused(package(**{name: [*lists[name], row]}))
        assert problem.startswith(f"/{name}{place}: ")


def test_a_dependency_becomes_a_measure_of_a_plan_that_is_not_decided(
    strategy: PlanningStrategy, report: SituationReport, other_department: Unit, coordinator: User
) -> None:
    area = factories.CooperationFactory(report=report, unit=other_department, title="Kompetens")
    own: dict[str, Any] = {"organisation": report.organisation}
    plan = factories.PlanFactory(**own, title="Kompetensplan", status="drafting")
    section = factories.SectionFactory(plan=plan, heading="Nya yrken")
    factories.PlanFactory(**own, title="Beslutad plan", status="adopted")
    page, take_up = browser(coordinator), url_of(strategy, f"samverkan/{area.pk}/atgard/")
    assert "Gör till en åtgärd" in text(page.get(url_of(strategy)))
    form = text(page.get(take_up))
    assert "Nya yrken" in form
    assert "Beslutad plan" not in form
    said = {
        "place": f"{plan.pk}-{section.pk}",
        "title": "Utbilda ihop",
        "unit_id": report.unit_id,
        "version": 1,
    }
    shown = text(page.post(take_up, said, follow=True))
    assert "Åtgärd" in shown
    assert "Utbilda ihop" in shown
    assert "Gör till" not in shown
    made = Measure.objects.get()
    assert (made.section, made.unit, list(made.partners.all())) == (section, report.unit, [other_department])
    assert made.cooperations.get() == area
    assert page.post(take_up, said | {"version": 2}).status_code == 422


def test_what_has_become_a_measure_stays_until_the_measure_is_removed(
    strategy: PlanningStrategy,
    report: SituationReport,
    other_department: Unit,
    coordinator: User,
    planner: User,
) -> None:
    area = factories.CooperationFactory(report=report, unit=other_department)
    plan = factories.PlanFactory(organisation=report.organisation, status="drafting")
    own: dict[str, Any] = {"organisation": report.organisation, "by": coordinator}
    asked: dict[str, Any] = {"cooperation": area, "expected_version": 1}
    content = MeasureToBe(Place(plan), MeasureContent("Utbilda ihop"))
    with pytest.raises(NotAllowed):
        take_up_as_measure(**own | {"by": planner}, **asked, content=content)
    measure = take_up_as_measure(**own, **asked, content=content)
    area.refresh_from_db()
    asked = {"cooperation": area, "expected_version": 2}
    assert code_of(take_up_as_measure, **own, **asked, content=content) == "cooperation_taken_up"
    assert code_of(remove_cooperation, **own, **asked) == "cooperation_taken_up"
    assert code_of(remove_report, **own, report=report, expected_version=1) == "report_taken_over"
    kind = factories.PlanTypeFactory(organisation=report.organisation)
    wanted = NeedContent("new", title="Kompetensplan", type=kind, cooperation=area)
    assert code_of(create_plan_need, **own, strategy=strategy, content=wanted) == "cooperation"
    measure.delete()
    area.refresh_from_db()
    assert area.measure is None


def test_a_dependency_does_not_become_what_cannot_be_written(
    report: SituationReport, other_department: Unit, neighbour: Organisation, coordinator: User
) -> None:
    area = factories.CooperationFactory(report=report, unit=other_department)
    own: dict[str, Any] = {"organisation": report.organisation, "by": coordinator}
    asked: dict[str, Any] = {"cooperation": area, "expected_version": 1}
    decided = factories.PlanFactory(organisation=report.organisation, status="adopted")
    content = MeasureToBe(Place(decided), MeasureContent("Utbilda ihop"))
    assert code_of(take_up_as_measure, **own, **asked, content=content) == "plan_decided"
    theirs = factories.MeasureFactory(plan__organisation=neighbour)
    taken = {"report": report, "unit": other_department, "measure": theirs}
    assert refusal(factories.CooperationFactory, **taken) == "cooperation_of_own_measure"
