"""Changed conditions: service, database, page, what the report offers to take over, package, API."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from alignment.services.recomputing import recompute_report
from core.errors import Changed, NotAllowed
from goals.models import Goal
from organisations.models import Organisation, Unit, User
from planning.models import Plan
from strategy.models import ChangedCondition, PlanningStrategy
from strategy.services.conditions import (
    ConditionContent,
    change_condition,
    create_condition,
    remove_condition,
)
from tests import factories
from tests.interchange.building import bring, document, exported, goals, package, plans, refused
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
def goal(municipality: Organisation) -> Goal:
    made: Goal = factories.GoalFactory(framework__organisation=municipality, title="Bostäder åt alla")
    return made


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    made: Plan = factories.PlanFactory(organisation=municipality, title="Bostadsprogram", unit=department)
    return made


@pytest.fixture
def own(municipality: Organisation, coordinator: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": coordinator}


def behind(goal: Goal) -> Any:
    """An indicator of the goal that does not go the way to its target."""
    organisation = goal.framework.organisation
    factories.FrameworkAdoptionFactory(organisation=organisation, framework=goal.framework)
    indicator = factories.IndicatorFactory(organisation=organisation, title="Byggda bostäder")
    aim = {"baseline_year": 2020, "baseline_value": 100, "year": 2030, "value": 400}
    factories.TargetFactory(goal=goal, indicator=indicator, recorded_by=organisation, **aim)
    factories.ObservationFactory(indicator=indicator, year=organisation.today().year - 1, value=90)
    recompute_report(organisation_id=organisation.pk)
    return indicator


def url_of(strategy: PlanningStrategy, rest: str = "") -> str:
    return f"/ostersund/strategi/{strategy.pk}/{rest}"


def test_a_coordinator_writes_down_says_otherwise_and_takes_back(
    own: dict[str, Any], strategy: PlanningStrategy, goal: Goal, plan: Plan, planner: User
) -> None:
    content = ConditionContent(
        " Fler bor ensamma ", "Fler små bostäder. ", "SCB", goals=(goal,), plans=(plan,)
    )
    made = create_condition(**own, strategy=strategy, content=content)
    assert (made.key, made.title, made.effect) == (
        "fler-bor-ensamma",
        "Fler bor ensamma",
        "Fler små bostäder.",
    )
    assert [*made.goals.all(), *made.plans.all()] == [goal, plan]
    version = made.version
    same = change_condition(**own, condition=made, expected_version=version, content=content)
    assert same.version == version
    fewer = ConditionContent("Fler bor ensamma", state="agreed", goals=(goal,))
    changed = change_condition(**own, condition=made, expected_version=version, content=fewer)
    assert (changed.version > version, changed.effect, changed.plans.count()) == (True, None, 0)
    with pytest.raises(Changed):
        remove_condition(**own, condition=made, expected_version=version)
    with pytest.raises(NotAllowed):
        remove_condition(**own | {"by": planner}, condition=made, expected_version=changed.version)
    remove_condition(**own, condition=made, expected_version=changed.version)
    assert not ChangedCondition.objects.exists()


def test_what_makes_no_sense_is_refused_by_the_service_and_by_the_database(
    own: dict[str, Any], strategy: PlanningStrategy, goal: Goal, neighbour: Organisation
) -> None:
    theirs = {
        "goals": (factories.GoalFactory(framework__organisation=neighbour),),
        "plans": (factories.PlanFactory(organisation=neighbour),),
        "unit": factories.UnitFactory(organisation=neighbour),
        "indicator": factories.IndicatorFactory(organisation=neighbour),
    }
    for values, code in (
        ({"title": " "}, "title"),
        ({"goals": theirs["goals"]}, "goals"),
        ({"plans": theirs["plans"]}, "plans"),
        ({"unit": theirs["unit"]}, "unit_id"),
        ({"indicator": theirs["indicator"]}, "condition_of_followed"),
    ):
        content = ConditionContent(**{"title": "X"} | values)
        assert code_of(create_condition, **own, strategy=strategy, content=content) == code
    elsewhere = factories.PlanningStrategyFactory(term__organisation=neighbour)
    assert code_of(create_condition, **own, strategy=elsewhere, content=ConditionContent("X")) == (
        "not_own_strategy"
    )
    indicator = factories.IndicatorFactory(organisation=own["organisation"])
    made = factories.ChangedConditionFactory(strategy=strategy, indicator=indicator)
    assert refusal(factories.ChangedConditionFactory, strategy=strategy, indicator=indicator) == (
        "condition_once_an_indicator"
    )
    assert refusal(factories.ChangedConditionFactory, strategy=strategy, title="") == "condition_says_what"
    assert refusal(made.goal_rows.create, goal=theirs["goals"][0]) == "condition_goal_followed"
    assert refusal(made.plan_rows.create, plan=theirs["plans"][0]) == "condition_plan_followed"
    made.goal_rows.create(goal=goal)
    assert refusal(made.goal_rows.create, goal=goal) == "condition_goal_once"


def test_the_page_takes_one_with_and_without_htmx_and_fills_in_again_what_was_taken_back(
    strategy: PlanningStrategy, goal: Goal, plan: Plan, coordinator: User
) -> None:
    page, create = browser(coordinator), url_of(strategy, "forutsattningar/ny/")
    assert "Ingen ändrad förutsättning är nedskriven" in text(page.get(url_of(strategy)))
    said = {"title": "", "effect": "Fler små.", "state": "proposed", "goals": [goal.pk], "plans": [plan.pk]}
    for headers in ({}, HTMX):
        answer = page.post(create, said, headers=headers)
        assert (answer.status_code, "Fler små." in text(answer)) == (422, True)
    shown = text(page.post(create, said | {"title": "Fler bor ensamma"}, follow=True))
    assert "Fler bor ensamma Fler små. Bostäder åt alla Bostadsprogram Föreslagen" in shown
    made = ChangedCondition.objects.get()
    opened = {"initial-title": made.title, "initial-goals": [goal.pk], "initial-plans": [plan.pk]}
    changed = said | opened | {"version": made.version, "title": "Allt fler", "plans": []}
    edit = url_of(strategy, f"forutsattningar/{made.pk}/redigera/")
    answer = page.post(edit, changed, headers=HTMX)
    assert ("Allt fler" in text(answer), "Bostadsprogram" in text(answer)) == (True, False)
    stale = page.post(edit, changed | {"title": "Annat", "plans": [plan.pk]}, headers=HTMX)
    assert (stale.status_code, "Allt fler" in text(stale)) == (409, True)
    made.refresh_from_db()
    history = text(page.get(url_of(strategy, f"forutsattningar/{made.pk}/")))
    assert "Vad som har ändrats" in history
    page.post(url_of(strategy, f"forutsattningar/{made.pk}/ta-bort/"), {"version": made.version})
    back = page.get(f"{create}?historik={made.history.model.objects.latest('pgh_id').pgh_id}")
    assert 'value="Allt fler"' in back.content.decode()
    assert f'name="goals" value="{goal.pk}"' in back.content.decode().replace("\n", " ")
    assert back.context["row"].form.initial["goals"] == [goal.pk]


def test_an_indicator_off_its_track_is_taken_over_with_one_button_which_remembers_it(
    strategy: PlanningStrategy, goal: Goal, coordinator: User, politician: User
) -> None:
    indicator = behind(goal)
    page = browser(coordinator)
    answer = page.get(url_of(strategy))
    assert "Byggda bostäder Efter Ta över" in text(answer)
    assert "Ta över" not in text(browser(politician).get(url_of(strategy)))
    [offer] = answer.context["parts"][0].offers
    said: dict[str, Any] = dict(offer.said)
    shown = text(page.post(url_of(strategy, "forutsattningar/ny/"), said, follow=True))
    assert "Byggda bostäder är inte på väg mot sitt mål" in shown
    assert "Mål för 2030: 400. Senast: 90" in shown
    assert "Ta över" not in shown
    made = ChangedCondition.objects.get()
    assert (made.indicator, list(made.goals.all())) == (indicator, [goal])
    again = page.post(url_of(strategy, "forutsattningar/ny/"), said)
    assert (again.status_code, "redan överta" in text(again)) == (422, True)


def test_the_public_reads_those_of_an_adopted_strategy_and_only_what_it_may_know_of(
    strategy: PlanningStrategy, goal: Goal, plan: Plan, client: Client, politician: User
) -> None:
    made = factories.ChangedConditionFactory(strategy=strategy, title="Fler bor ensamma")
    hidden = factories.PlanFactory(organisation=plan.organisation, status="drafting", title="Dold plan")
    for each in (plan, hidden):
        made.plan_rows.create(plan=each)
    made.goal_rows.create(goal=goal)
    asked = "/api/v1/changed-conditions/?organisation=ostersund&state=proposed"
    assert client.get(asked).json()["results"] == []
    [row] = browser(politician).get(asked).json()["results"]
    assert {each["id"] for each in row["plans"]} == {plan.pk, hidden.pk}
    PlanningStrategy.objects.update(status="adopted", adopted_on="2026-10-20", reference="KF § 1")
    public = text(client.get(url_of(strategy)))
    assert "Fler bor ensamma – Bostäder åt alla Bostadsprogram" in public
    assert "Dold plan" not in public
    [row] = client.get(asked).json()["results"]
    assert [each["id"] for each in row["plans"]] == [plan.pk]


def test_they_come_out_of_packages_as_they_went_in() -> None:
    council = {
        "terms": [{"key": "2026", "elected_on": "2026-09-13"}],
        "planning_strategies": [{"key": "d", "term": "2026", "title": "S", "status": "drafting"}],
        "units": [{"key": "ks", "name": "KS", "kind": "board"}],
        "indicators": [{"key": "bygg", "title": "Byggda bostäder"}],
    }
    row = {
        "key": "ensamma", "strategy": "d", "title": "Fler bor ensamma", "effect": "Små.", "source": "SCB",
        "state": "agreed", "unit": "ks", "indicator": "bygg", "goals": ["f/a", "f/b"], "plans": ["p"],
    }  # fmt: skip
    whole = package(**council, **goals("a", "b"), **plans("p"), changed_conditions=[row])
    bring(whole)
    assert bring(whole).written == bring(exported()).written == 0
    [found] = document()["changed_conditions"]
    assert found | {"version": 0} == row | {"version": 0}
    bring(package(changed_conditions=[row | {"goals": ["f/b"], "plans": None}]))
    assert [goal.key for goal in ChangedCondition.objects.get().goals.all()] == ["b"]
    assert not ChangedCondition.objects.get().plans.exists()
    for rows, problem in (
        ([row, row | {"key": "igen"}], "/1/indicator: strategin har redan"),
        ([row | {"goals": ["f/c"]}], "/0/goals/0: "),
        ([row | {"title": ""}], "/0/title"),
    ):
        assert any(problem in each for each in refused(package(changed_conditions=rows)))
