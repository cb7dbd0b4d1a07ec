"""What a strategy sets going, what becomes of it, and what the next one starts from."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Plan, PlanEvent, PlanType
from strategy.models import PlanNeed, PlanningStrategy
from strategy.services.beginning import begin_all_plans, begin_plan
from strategy.services.keeping import keep_contents
from strategy.services.taking_over import take_over_stances
from tests import factories
from tests.pages.strategy.test_strategy_list import browser, text
from tests.strategy.test_needs import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(municipality: Organisation, coordinator: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": coordinator}


@pytest.fixture
def kind(municipality: Organisation) -> PlanType:
    made: PlanType = factories.PlanTypeFactory(organisation=municipality, name="Program")
    return made


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on=date(2022, 9, 11))
    made: PlanningStrategy = factories.AdoptedStrategyFactory(term=term, title="Den förra strategin")
    made.refresh_from_db()
    return made


@pytest.fixture
def new(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on=date(2026, 9, 13))
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term, title="Den nya")
    return made


@pytest.fixture
def plan(municipality: Organisation, kind: PlanType, department: Unit) -> Plan:
    own = {"organisation": municipality, "type": kind, "unit": department}
    made: Plan = factories.PlanFactory(**own, key="klimat", title="Klimatprogram")
    return made


def stance(strategy: PlanningStrategy, plan: Plan | None, said: str, **more: Any) -> PlanNeed:
    made: PlanNeed = factories.PlanNeedFactory(strategy=strategy, plan=plan, stance=said, **more)
    return made


def url_of(strategy: PlanningStrategy, rest: str) -> str:
    return f"/ostersund/strategi/{strategy.pk}/{rest}"


def test_a_stance_to_revise_begins_the_next_edition_once_with_its_days(
    own: dict[str, Any], strategy: PlanningStrategy, plan: Plan
) -> None:
    need = stance(strategy, plan, "revise", start="2025-Q1", decision="2026-Q2")
    draft = begin_plan(**own, need=need)
    assert (draft.status, draft.supersession_rows.get().superseded) == ("drafting", plan)
    days = PlanEvent.objects.filter(plan=draft, status=None).values_list("on", flat=True)
    assert sorted(days) == [date(2025, 1, 1), date(2026, 6, 30)]
    assert begin_plan(**own, need=need) == draft
    assert begin_all_plans(**own, strategy=strategy) == []
    assert Plan.objects.count() == 2


def test_what_is_new_or_replaced_begins_as_a_plan_and_what_is_under_way_is_found(
    own: dict[str, Any], strategy: PlanningStrategy, plan: Plan, kind: PlanType
) -> None:
    under_way = factories.PlanFactory(organisation=own["organisation"], type=kind, status="consultation")
    stance(strategy, plan, "replace")
    stance(strategy, None, "new", title="Avfallsplan", type=kind, statutory_basis="MB 15 kap.")
    stance(strategy, under_way, "revise")
    stance(strategy, factories.PlanFactory(organisation=own["organisation"], type=kind), "keep")
    replacing, new, found = begin_all_plans(**own, strategy=strategy)
    assert (replacing.title, replacing.supersession_rows.get().superseded) == ("Klimatprogram", plan)
    assert (new.title, new.statutory_basis, found) == ("Avfallsplan", "MB 15 kap.", under_way)


def test_drafts_are_not_begun_before_the_adoption_or_of_another_s_plan(
    own: dict[str, Any], strategy: PlanningStrategy, new: PlanningStrategy, plan: Plan
) -> None:
    assert code_of(begin_plan, **own, need=stance(new, plan, "revise")) == "not_adopted"
    assert code_of(begin_plan, **own, need=stance(strategy, plan, "keep")) == "begins_nothing"
    past = factories.PlanFactory(organisation=plan.organisation, status="repealed", type=plan.type)
    assert code_of(begin_plan, **own, need=stance(strategy, past, "revise")) == "plan_past"
    assert code_of(begin_all_plans, **own, strategy=new) == "not_adopted"


def test_the_page_begins_drafts_and_the_plan_s_page_shows_where_the_draft_comes_from(
    strategy: PlanningStrategy, plan: Plan, kind: PlanType, coordinator: User, planner: User
) -> None:
    need = stance(strategy, plan, "revise", reason="Målen är nya.")
    stance(strategy, None, "new", title="Avfallsplan", type=kind)
    begin = url_of(strategy, f"planer/{need.pk}/paborja/")
    assert browser(planner).post(begin).status_code == 403
    assert "Påbörja" not in text(browser(planner).get(url_of(strategy, "uppfoljning/")))
    member = browser(coordinator)
    assert "Påbörja utkastet till ”Avfallsplan”" in text(member.get(url_of(strategy, "uppfoljning/")))
    assert "”Klimatprogram” är påbörjat" in text(member.post(begin, follow=True))
    assert "1 utkast är påbörjat" in text(member.post(url_of(strategy, "planer/paborja/"), follow=True))
    need.refresh_from_db()
    assert need.draft is not None
    assert "Målen är nya." in text(member.get(f"/ostersund/planer/{need.draft.key}/"))
    assert "Avfallsplan" not in text(Client().get("/ostersund/planer/"))


def test_what_was_promised_is_compared_with_what_was_done(
    strategy: PlanningStrategy, kind: PlanType, client: Client, politician: User,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    def made(title: str, status: str = "in_force", **more: Any) -> Plan:
        found: Plan = factories.PlanFactory(
            organisation=kind.organisation, type=kind, title=title, status=status, **more
        )
        return found

    for title, adopted_on in (("Tidig", "2024-03-01"), ("Sen", "2025-03-01")):
        old = made(title, "superseded")
        made(f"{title} 2", adopted_on=adopted_on).supersession_rows.create(superseded=old)
        stance(strategy, old, "revise", decision="2024-Q2")
    begun = made("Påbörjad")
    made("Påbörjad 2", "consultation").supersession_rows.create(superseded=begun)
    stance(strategy, begun, "revise")
    stance(strategy, made("Glömd"), "revise", decision="2023-Q2")
    stance(strategy, made("Kvar"), "keep")
    stance(strategy, made("Upphävd", "repealed"), "repeal")
    keep_contents(strategy)
    member = browser(politician)
    with django_assert_max_num_queries(10):
        page = text(member.get(url_of(strategy, "uppfoljning/")))
    for line in (
        "Tidig Revideras kvartal 2 2024 Gjort som utlovat Tidig 2 antagen 1 mars 2024",
        "Sen Revideras kvartal 2 2024 Gjort, senare än utlovat Sen 2",
        "Påbörjad Revideras – Pågår Påbörjad 2 samråd",
        "Glömd Revideras kvartal 2 2023 Inte gjort i tid",
        "Kvar Behålls – Behållen",
        "Upphävd Upphävs – Gjort som utlovat",
        "4 av 6 inriktningar",
    ):
        assert line in page, line
    public = text(client.get(url_of(strategy, "uppfoljning/")))
    assert "Påbörjad Revideras – Ännu inte" in public
    assert "Påbörjad 2" not in public


def test_a_new_strategy_takes_the_last_one_s_stances_over_as_starting_points(
    own: dict[str, Any], strategy: PlanningStrategy, new: PlanningStrategy, plan: Plan, kind: PlanType
) -> None:
    past = factories.PlanFactory(organisation=plan.organisation, type=kind, status="repealed")
    done = factories.PlanFactory(organisation=plan.organisation, type=kind)
    stance(strategy, plan, "revise", reason="Målen.", start="2023-Q1", state="agreed", cost=5, key="k")
    stance(strategy, past, "revise")
    stance(strategy, None, "new", title="Avfallsplan", type=kind)
    stance(strategy, None, "new", title="Bibliotek", type=kind, draft=done)
    member = browser(own["by"])
    page = text(member.get(url_of(new, "uppfoljning/")))
    assert "Den förra strategin" in page
    assert "3 inriktningar kan tas över" in page
    member.post(url_of(new, "ta-over/"))
    taken = new.plan_needs.get(key="k")
    assert (taken.plan, taken.stance, taken.reason, taken.state) == (plan, "revise", "Målen.", "proposed")
    assert (taken.start, taken.cost) == (None, None)
    assert new.plan_needs.get(plan=done).stance == "keep"
    assert new.plan_needs.get(title="Avfallsplan").stance == "new"
    assert take_over_stances(**own, strategy=new) == []
    assert code_of(take_over_stances, **own, strategy=strategy) == "nothing_to_take_over"
