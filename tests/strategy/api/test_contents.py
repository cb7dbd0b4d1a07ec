"""What was adopted is read over the API as it was kept; what units would do together becomes a measure."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, User
from planning.models import Plan
from strategy.models import Cooperation, PlanNeed, PlanningStrategy
from strategy.services.keeping import keep_contents
from tests import factories
from tests.planning.api.test_writing import send
from tests.strategy.api.test_writing import API

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    """Adopted with stances on an open and a hidden plan, and changed by a decision later."""
    term = factories.TermFactory(organisation=municipality)
    made: PlanningStrategy = factories.AdoptedStrategyFactory(term=term, title="Planeringsstrategi")
    open_plan = factories.PlanFactory(organisation=municipality, title="Klimatprogram")
    hidden = factories.PlanFactory(organisation=municipality, title="Dold plan", status="drafting")
    factories.PlanNeedFactory(strategy=made, plan=open_plan, reason="Målen är nya.")
    factories.PlanNeedFactory(strategy=made, plan=hidden, reason="Dolt skäl.")
    factories.ScenarioFactory(strategy=made, title="Språnget")
    made.refresh_from_db()
    keep_contents(made)
    return made


def contents_at(strategy: PlanningStrategy, rest: str = "") -> str:
    return f"{API}planning-strategies/{strategy.pk}/contents/?organisation=ostersund{rest}"


def test_everybody_reads_what_was_decided_and_an_earlier_decision_too(
    client: Client, strategy: PlanningStrategy, django_assert_max_num_queries: Any
) -> None:
    change = factories.StrategyChangeFactory(strategy=strategy, summary="Nya skäl.")
    PlanNeed.objects.filter(plan__title="Klimatprogram").update(reason="Skälen är andra.")
    keep_contents(strategy, change)
    PlanNeed.objects.update(reason="Inte beslutat.")

    with django_assert_max_num_queries(10):
        latest = client.get(contents_at(strategy)).json()
    first = client.get(contents_at(strategy, "&decision=0")).json()

    assert [each["number"] for each in latest["decisions"]] == [0, change.pk]
    assert (latest["decision"]["summary"], first["decision"]["number"]) == ("Nya skäl.", 0)
    assert [each["reason"] for each in latest["contents"]["stances"]] == ["Skälen är andra."]
    assert [each["reason"] for each in first["contents"]["stances"]] == ["Målen är nya."]
    assert [each["title"] for each in first["contents"]["scenarios"]] == ["Språnget"]


def test_members_read_what_is_hidden_and_nobody_what_was_never_decided(
    client: Client, log_in: Any, strategy: PlanningStrategy, politician: User
) -> None:
    later = factories.TermFactory(organisation=strategy.organisation, elected_on="2026-09-13")
    draft = factories.PlanningStrategyFactory(term=later)

    assert "Dol" not in client.get(contents_at(strategy)).content.decode()
    member = log_in(politician)
    assert len(member.get(contents_at(strategy)).json()["contents"]["stances"]) == 2
    assert member.get(contents_at(draft)).status_code == 404
    assert member.get(contents_at(strategy, "&decision=7")).status_code == 404
    assert member.get(contents_at(strategy, "&nothing=7")).status_code == 400


def test_what_units_would_do_together_becomes_a_measure_once(
    log_in: Any, coordinator: User, municipality: Organisation
) -> None:
    plan: Plan = factories.PlanFactory(organisation=municipality, status="drafting")
    area: Cooperation = factories.CooperationFactory(report__organisation=municipality)
    here = f"{API}cooperations/{area.pk}/measure/"
    client = log_in(coordinator)

    done = send(client, "post", here, {"version": 1, "plan": plan.pk})
    again = send(client, "post", here, {"version": 2, "plan": plan.pk})

    measure = plan.measures.get()
    assert (done.status_code, done.json()["measure"]["id"]) == (200, measure.pk)
    assert (measure.title, measure.unit) == (area.title, area.report.unit)
    assert list(measure.partners.all()) == [area.unit]
    assert (again.status_code, again.json()["errors"][0]["code"]) == (422, "cooperation_taken_up")
