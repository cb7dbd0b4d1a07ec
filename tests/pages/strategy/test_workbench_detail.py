"""The page of one strategy: its plan portfolio, edited in place."""

from typing import Any

import pytest
from django.test import Client

from alignment.services.recomputing import recompute_report
from organisations.models import Organisation, Unit, User
from pages.strategy.timeline import Bar, time_line
from planning.models import Plan
from strategy.models import PlanNeed, PlanningStrategy, SituationReport
from strategy.services.changes import ChangeContent, record_change
from strategy.services.keeping import keep_contents
from tests import factories
from tests.pages.strategy.test_strategy_list import HTMX, SECRET, browser, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on="2026-09-13")
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term, title=SECRET)
    made.refresh_from_db()
    return made


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    kind = factories.PlanTypeFactory(organisation=municipality, name="Program")
    own = {"organisation": municipality, "type": kind, "unit": department}
    made: Plan = factories.PlanFactory(**own, key="klimat", title="Klimatprogram", valid_to="2025-12-31")
    return made


def url_of(strategy: PlanningStrategy, rest: str = "") -> str:
    return f"/ostersund/strategi/{strategy.pk}/{rest}"


def adopt(strategy: PlanningStrategy) -> None:
    decided = {"status": "adopted", "adopted_on": "2026-10-20", "reference": "KF § 1"}
    PlanningStrategy.objects.filter(pk=strategy.pk).update(**decided)


def test_the_portfolio_has_every_plan_with_its_report_and_what_the_law_misses(
    strategy: PlanningStrategy, plan: Plan, municipality: Organisation, politician: User
) -> None:
    goal = factories.GoalFactory(framework__organisation=municipality)
    factories.FrameworkAdoptionFactory(organisation=municipality, framework=goal.framework)
    position = factories.PositionFactory(plan=plan)
    factories.ContributionFactory(position=position, goal=goal, recorded_by=municipality)
    factories.PlanFactory(organisation=municipality, type=plan.type, title="Gammal", status="repealed")
    library = {"title": "Biblioteksplan", "statutory_basis": "SFS 2013:801 17 §"}
    factories.PlanFactory(organisation=municipality, type=plan.type, **library)
    recompute_report(organisation_id=municipality.pk)
    page = text(browser(politician).get(url_of(strategy)))
    assert "0 av 2 planer har fått en inriktning." in page
    assert "Ingen ställning tagen än" in page
    said = (
        "Klimatprogram Program 100 av 100 1 mål 1 brist gäller till 31 december 2025 Har gått ut Ingen ställ"
    )
    assert said in page
    assert "Gammal" not in page
    missed = page.split("Planer som lagen kräver")[1]
    assert "Avfallsplan MB 15 kap." in missed
    assert "Biblioteksplan" not in missed
    assert "Ta ställning" not in page


def test_as_many_queries_for_any_number_of_plans(
    strategy: PlanningStrategy, plan: Plan, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(6):
        more = factories.PlanFactory(organisation=plan.organisation, type=plan.type, unit=plan.unit)
        factories.PlanNeedFactory(strategy=strategy, plan=more, unit=plan.unit, start="2027-Q1", cost=1)
        condition = factories.ChangedConditionFactory(strategy=strategy, unit=plan.unit)
        condition.plan_rows.create(plan=more)
        report = factories.SituationReportFactory(organisation=plan.organisation, challenges="Många.")
        SituationReport.objects.filter(pk=report.pk).update(state="handed_in")
        factories.CooperationFactory(report=report)
        factories.CapacityFactory(strategy=strategy, first="2027-Q1", last="2027-Q2")
        factories.RobustnessFactory(scenario__strategy=strategy)
    factories.PopulationFigureFactory(strategy=strategy)
    page = browser(coordinator)
    with django_assert_max_num_queries(10):
        assert page.get(url_of(strategy)).status_code == 200


def test_a_coordinator_takes_changes_and_takes_back_a_stance_without_javascript(
    strategy: PlanningStrategy, plan: Plan, coordinator: User
) -> None:
    page, create = browser(coordinator), url_of(strategy, "planer/ny/")
    opened = page.get(f"{create}?plan={plan.pk}")
    assert "Ta ställning till ”Klimatprogram”" in text(opened)
    assert 'name="title"' not in opened.content.decode()
    said = {
        "plan_id": plan.pk, "stance": "revise", "state": "proposed", "reason": "Målen är nya.",
        "priority": "high", "unit_id": plan.unit_id, "start": "2027-Q1", "decision": "2028-Q2",
        "person_months": "1 006", "cost": "400 000", "actors": "several", "others": "Regionen",
    }  # fmt: skip
    shown = text(page.post(create, said, follow=True))
    assert "Inriktningen är registrerad." in shown
    assert "Revideras Föreslagen · prioritet: Hög Målen är nya." in shown
    assert "Start: kvartal 1 2027 Beslut: kvartal 2 2028" in shown
    assert "1 av 1 plan har fått en inriktning." in shown
    assert "En aktör bland flera: 1" in shown
    need = PlanNeed.objects.get()
    assert (need.person_months, need.cost, need.others) == (1006, 400_000, "Regionen")
    again = said | {"version": 1, "stance": "keep", "actors": "alone"}
    assert "Behålls" in text(page.post(url_of(strategy, f"planer/{need.pk}/redigera/"), again, follow=True))
    detail = page.get(url_of(strategy, f"planer/{need.pk}/"))
    assert "samtal/plan_need" in detail.content.decode()
    answer = page.post(url_of(strategy, f"planer/{need.pk}/ta-bort/"), {"version": 2}, follow=True)
    assert "Tillbakataget" in text(answer)
    back = page.get(f"{create}?historik={need.history.model.objects.latest('pgh_id').pgh_id}")
    assert 'value="400000"' in back.content.decode()
    assert 'name="stance"' in back.content.decode()


def test_a_new_plan_is_asked_for_with_title_type_and_law(
    strategy: PlanningStrategy, plan: Plan, coordinator: User
) -> None:
    page, create = browser(coordinator), url_of(strategy, "planer/ny/")
    assert 'value="Avfallsplan"' in page.get(f"{create}?title=Avfallsplan&law=MB+15").content.decode()
    said = {
        "title": "Avfallsplan", "type_id": plan.type_id, "statutory_basis": "MB 15 kap.", "state": "agreed",
    }  # fmt: skip
    answer = page.post(create, said, headers=HTMX)
    assert "Avfallsplan" in text(answer)
    assert 'id="new-need"' in answer.content.decode()
    assert "Avfallsplan MB 15 kap. Upptagen ovan" in text(page.get(url_of(strategy)))


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    strategy: PlanningStrategy, plan: Plan, coordinator: User
) -> None:
    said = {"plan_id": plan.pk, "stance": "keep", "state": "proposed", "reason": "Mitt skäl"}
    past = factories.PlanFactory(organisation=plan.organisation, status="superseded", type=plan.type)
    for change, message in (
        ({"start": "2027-Q3", "decision": "2027-Q1"}, "Beslutet ligger före starten."),
        ({"start": "2026-Q2"}, "Välj ett kvartal i strategins mandatperiod."),
        ({"actors": "several"}, "Ange vilka de andra aktörerna är."),
        ({"cost": "mycket"}, "heltal"),
        ({"stance": "new"}, "giltigt alternativ"),
        ({"plan_id": past.pk}, "gäller inte längre (ersatt)"),
    ):
        for headers in ({}, HTMX):
            answer = browser(coordinator).post(url_of(strategy, "planer/ny/"), said | change, headers=headers)
            assert answer.status_code == 422, change
            assert message in text(answer)
            assert "Mitt skäl" in text(answer)
    assert not PlanNeed.objects.exists()


def test_who_comes_second_sees_both_versions(
    strategy: PlanningStrategy, plan: Plan, coordinator: User
) -> None:
    need = factories.PlanNeedFactory(strategy=strategy, plan=plan, reason="Först")
    PlanNeed.objects.update(reason="Någon annans skäl")
    sent = {
        "stance": "keep",
        "state": "proposed",
        "reason": "Mitt skäl",
        "initial-reason": "Först",
        "version": 1,
    }
    url = url_of(strategy, f"planer/{need.pk}/redigera/")
    for headers in ({}, HTMX):
        answer = browser(coordinator).post(url, sent, headers=headers)
        assert answer.status_code == 409
        assert "Någon annans skäl" in text(answer)
        assert "Mitt skäl" in text(answer)


def test_what_is_reckoned_from_stances_and_capacities_is_told_to_be_drawn_anew(
    strategy: PlanningStrategy, plan: Plan, coordinator: User
) -> None:
    need = factories.PlanNeedFactory(strategy=strategy, plan=plan)
    page, url = browser(coordinator), url_of(strategy, f"planer/{need.pk}/redigera/")
    said = {"stance": "keep", "state": "proposed", "version": 1}
    assert "HX-Trigger" not in page.get(url, headers=HTMX)
    assert "HX-Trigger" not in page.post(url, said | {"stance": "x"}, headers=HTMX)
    assert "portfolio-changed" in page.post(url, said, headers=HTMX)["HX-Trigger"]
    shown = page.get(url_of(strategy)).content.decode()
    assert 'hx-trigger="portfolio-changed from:body, resources-changed from:body"' in shown


def test_the_public_reads_what_is_adopted_and_nothing_of_drafts(
    strategy: PlanningStrategy, plan: Plan, client: Client, stranger: User, planner: User
) -> None:
    draft = factories.PlanFactory(
        organisation=plan.organisation, type=plan.type, status="drafting", title="Dold"
    )
    for each in (plan, draft):
        factories.PlanNeedFactory(strategy=strategy, plan=each, reason=f"Skäl för {each.title}")
    assert client.get(url_of(strategy)).status_code == 404
    assert browser(stranger).get(url_of(strategy)).status_code == 404
    assert "Skäl" not in text(client.get("/ostersund/planer/klimat/"))
    assert "Skäl för Klimatprogram" in text(browser(planner).get("/ostersund/planer/klimat/"))
    adopt(strategy)
    public = text(client.get(url_of(strategy)))
    assert "Skäl för Klimatprogram" in public
    assert "Dold" not in public
    assert "Skäl för Klimatprogram" in text(client.get("/ostersund/planer/klimat/"))
    assert browser(planner).post(url_of(strategy, "planer/ny/"), {"plan_id": plan.pk}).status_code == 403


def test_the_api_answers_stances_as_the_page_shows_them(
    strategy: PlanningStrategy, plan: Plan, client: Client, politician: User
) -> None:
    factories.PlanNeedFactory(strategy=strategy, plan=plan, start="2027-Q1")
    asked = "/api/v1/plan-needs/?organisation=ostersund&stance=revise"
    assert client.get(asked).json()["results"] == []
    found = browser(politician).get(asked).json()["results"]
    assert [(each["start"], each["plan"]["key"]) for each in found] == [("2027-Q1", "klimat")]
    adopt(strategy)
    assert len(client.get(asked).json()["results"]) == 1


def test_the_time_line_draws_a_bar_from_start_to_decision() -> None:
    quarters = ("2026-Q4", "2027-Q1", "2027-Q2")
    bars = [
        Bar("A" * 60, "2027-Q1", "2027-Q2", "new"),
        Bar("B", None, "2026-Q4", "keep"),
        Bar("C", "2027-Q2", None, "keep"),
    ]
    drawn = time_line(quarters, bars)
    step = drawn.bars[1].width
    assert [year.name for year in drawn.years] == ["2026", "2027"]
    assert [(bar.x, bar.width) for bar in drawn.bars] == [
        (drawn.left + step, 2 * step), (drawn.left, step), (drawn.left + 2 * step, step),
    ]  # fmt: skip
    assert drawn.bars[2].mark is None
    assert drawn.bars[0].label.endswith("…")


@pytest.fixture
def decided(strategy: PlanningStrategy, plan: Plan, department: Unit) -> PlanningStrategy:
    """Adopted and kept: a stance, a verdict, a condition and a capacity."""
    adopt(strategy)
    strategy.refresh_from_db()
    factories.PlanNeedFactory(strategy=strategy, plan=plan, reason="Målen är nya.", unit=department)
    factories.RequirementVerdictFactory(strategy=strategy, reason="Håller än.")
    condition = factories.ChangedConditionFactory(strategy=strategy, title="Gruvan växer")
    condition.plan_rows.create(plan=plan)
    condition.goal_rows.create(goal=factories.GoalFactory(framework__organisation=plan.organisation))
    factories.CapacityFactory(strategy=strategy, unit=department, first="2027-Q1", last="2027-Q4")
    keep_contents(strategy)
    return strategy


def undecide(strategy: PlanningStrategy) -> None:
    """Something of each is written into it that nobody has decided."""
    strategy.plan_needs.update(reason="HEMLIGT skäl")
    strategy.verdicts.update(reason="HEMLIGT omdöme")
    strategy.conditions.update(effect="HEMLIG verkan")
    strategy.capacities.update(person_months=777)
    kind = factories.PlanTypeFactory(organisation=strategy.organisation)
    new = {"stance": "new", "title": "HEMLIG plan", "plan": None, "type": kind}
    factories.PlanNeedFactory(strategy=strategy, **new)


API_OF_PARTS = ("plan-needs", "requirement-verdicts", "changed-conditions", "capacities")


def test_what_is_decided_is_read_by_everybody_on_the_page_and_over_the_api(
    decided: PlanningStrategy, client: Client
) -> None:
    for kind in API_OF_PARTS:
        answer = client.get(f"/api/v1/{kind}/?organisation=ostersund").json()
        assert len(answer["results"]) == 1, kind
    page = text(client.get(url_of(decided)))
    assert "Målen är nya." in page
    assert "av 1 plan har" in page
    assert "Ej beslutat" not in page


def test_the_public_reads_what_was_decided_while_a_change_is_drawn_up(
    decided: PlanningStrategy, client: Client, stranger: User, plan: Plan
) -> None:
    undecide(decided)
    for reader in (client, browser(stranger)):
        page = text(reader.get(url_of(decided)))
        assert "Målen är nya." in page
        assert "Håller än." in page
        assert "Gruvan växer" in page
        for address in (url_of(decided), url_of(decided, "beslut/"), "/ostersund/planer/klimat/"):
            shown = text(reader.get(address))
            assert "HEMLIG" not in shown, address
            assert "777" not in shown, address
        for kind in API_OF_PARTS:
            answer = reader.get(f"/api/v1/{kind}/?organisation=ostersund").json()
            assert answer["results"] == [], kind


def test_members_see_what_is_not_decided_marked_as_such(
    decided: PlanningStrategy, politician: User, django_assert_max_num_queries: Any
) -> None:
    undecide(decided)
    reader = browser(politician)
    with django_assert_max_num_queries(10):
        page = text(reader.get(url_of(decided)))
    assert "Ändrat sedan det senaste beslutet, och inte beslutat" in page
    assert page.count("Ej beslutat") == 5
    assert "HEMLIGT skäl" in page


def test_a_decision_on_the_change_makes_it_public(
    decided: PlanningStrategy, client: Client, coordinator: User
) -> None:
    undecide(decided)
    content = ChangeContent(decided.organisation.today(), "Kommunfullmäktige", "KF § 9", "Nya skäl.")
    own = {"organisation": decided.organisation, "by": coordinator}
    PlanningStrategy.objects.filter(pk=decided.pk).update(adopted_on=decided.organisation.today())
    record_change(**own, strategy=decided, content=content)
    page = text(client.get(url_of(decided)))
    assert "HEMLIGT skäl" in page
    assert "HEMLIG plan" in page
    assert len(client.get("/api/v1/plan-needs/?organisation=ostersund").json()["results"]) == 2


def test_the_page_has_a_list_of_its_parts_and_how_far_each_has_come(
    strategy: PlanningStrategy, plan: Plan, politician: User
) -> None:
    factories.PlanNeedFactory(strategy=strategy, plan=plan)
    factories.RequirementVerdictFactory(strategy=strategy)
    page = text(browser(politician).get(url_of(strategy)))
    listed = page.split("Strategins delar")[-1].split("Det som har ändrats")[0]
    assert "Ändrade planeringsförutsättningar 0" in listed
    assert "Översiktsplanens aktualitet 1 av 9" in listed
    assert "Planportfölj 1 klar" in listed
    assert page.count("Översiktsplanens aktualitet 1 av 9") == 2


def test_what_is_taken_back_leaves_the_line_as_it_is_without_it(
    strategy: PlanningStrategy, plan: Plan, coordinator: User
) -> None:
    page = browser(coordinator)
    verdict = factories.RequirementVerdictFactory(strategy=strategy, reason="Håller än.")
    need = factories.PlanNeedFactory(strategy=strategy, plan=plan)
    figure = factories.PopulationFigureFactory(strategy=strategy)
    goal = factories.GoalFactory(framework__organisation=plan.organisation)
    cell = factories.RobustnessFactory(scenario__strategy=strategy, goal=goal)
    for rest, thing, anchor, said in (
        ("aktualitet", verdict, f"requirement-{verdict.requirement}", "Inte bedömt än"),
        ("planer", need, f"plan-{plan.pk}", "Ingen ställning tagen än"),
        ("befolkning", figure, f"population-{figure.sort}", "Inte angivet än"),
        ("robusthet", cell, f"robustness-goal-{goal.pk}", "Inte bedömt än"),
    ):
        thing.refresh_from_db()
        url = url_of(strategy, f"{rest}/{thing.pk}/ta-bort/")
        answer = page.post(url, {"version": thing.version}, headers=HTMX)
        assert f'id="{anchor}"' in answer.content.decode(), rest
        assert said in text(answer), rest
        assert "Tillbakatag" in text(answer), rest
