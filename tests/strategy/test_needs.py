"""Stances on plans: who may, what services refuse with which words, and what the database refuses."""

from datetime import date
from typing import Any

import pytest

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Organisation, Unit, User
from planning.models import Plan
from strategy.clock import quarter_of, quarters
from strategy.models import PlanningStrategy
from strategy.selectors.portfolio import needs_shown, stances_on
from strategy.selectors.statutory import missing
from strategy.services.needs import NeedContent, change_plan_need, create_plan_need, remove_plan_need
from strategy.services.terms import TermContent, change_term
from tests import factories
from tests.strategy.test_models import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on=date(2026, 9, 13))
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term)
    return made


@pytest.fixture
def plan(municipality: Organisation) -> Plan:
    made: Plan = factories.PlanFactory(organisation=municipality, key="klimat", title="Klimatprogram")
    return made


@pytest.fixture
def own(municipality: Organisation, coordinator: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": coordinator}


def code_of(act: Any, **arguments: Any) -> str:
    with pytest.raises(DomainError) as caught:
        act(**arguments)
    return caught.value.code


def test_quarters_are_named_and_counted_as_time_goes() -> None:
    assert [quarter_of(date(2027, month, 1)) for month in (1, 3, 4, 12)] == [
        "2027-Q1", "2027-Q1", "2027-Q2", "2027-Q4",
    ]  # fmt: skip
    assert quarters(date(2026, 9, 13), date(2027, 4, 1)) == ("2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2")


def test_a_coordinator_takes_changes_and_takes_back_a_stance(
    own: dict[str, Any], strategy: PlanningStrategy, plan: Plan, department: Unit
) -> None:
    content = NeedContent(
        "revise", plan, reason=" Målen är nya. ", unit=department, start="2027-Q1", decision="2028-Q2",
        person_months=6, cost=400_000, actors="several", others="Regionen", priority="high",
    )  # fmt: skip
    need = create_plan_need(**own, strategy=strategy, content=content)
    assert (need.key, need.reason, need.others, str(need)) == (
        "klimat",
        "Målen är nya.",
        "Regionen",
        plan.title,
    )
    alone = NeedContent("keep", plan, actors="alone", others="Ingen", state="agreed")
    changed = change_plan_need(**own, need=need, expected_version=1, content=alone)
    assert (changed.version, changed.stance, changed.others, changed.start) == (2, "keep", None, None)
    with pytest.raises(Changed):
        remove_plan_need(**own, need=need, expected_version=1)
    remove_plan_need(**own, need=need, expected_version=2)
    assert not strategy.plan_needs.exists()


def test_what_makes_no_sense_is_refused_with_the_field_that_is_wrong(
    own: dict[str, Any], strategy: PlanningStrategy, plan: Plan, neighbour: Organisation
) -> None:
    home, theirs = own["organisation"], factories.PlanFactory(organisation=neighbour)
    past = factories.PlanFactory(organisation=home, status="repealed", title="Tillväxtplan")
    kind, foreign_kind = plan.type, factories.PlanTypeFactory(organisation=neighbour)
    for content, code in (
        (NeedContent("revise"), "stance"),
        (NeedContent("revise", theirs), "stance"),
        (NeedContent("revise", past), "plan"),
        (NeedContent("new", plan, title="X", type=kind), "stance"),
        (NeedContent("new", title=" ", type=kind), "title"),
        (NeedContent("new", title="X"), "type_id"),
        (NeedContent("new", title="X", type=foreign_kind), "type_id"),
        (NeedContent("keep", plan, start="2028-Q1", decision="2027-Q4"), "decision"),
        (NeedContent("keep", plan, start="2026-Q2"), "start"),
        (NeedContent("keep", plan, decision="2030-Q4"), "decision"),
        (NeedContent("keep", plan, start="i höst"), "start"),
        (NeedContent("keep", plan, unit=factories.UnitFactory(organisation=neighbour)), "unit_id"),
        (NeedContent("keep", plan, cost=-1), "cost"),
        (NeedContent("keep", plan, person_months=2**31), "person_months"),
        (NeedContent("keep", plan, actors="several", others=" "), "others"),
    ):
        assert code_of(create_plan_need, **own, strategy=strategy, content=content) == code, content
    with pytest.raises(DomainError, match=r"”Tillväxtplan” gäller inte längre \(upphävd\)"):
        create_plan_need(**own, strategy=strategy, content=NeedContent("revise", past))
    elsewhere = factories.PlanningStrategyFactory(term__organisation=neighbour)
    keep = NeedContent("keep", plan)
    assert code_of(create_plan_need, **own, strategy=elsewhere, content=keep) == "not_own_strategy"
    create_plan_need(**own, strategy=strategy, content=keep)
    assert code_of(create_plan_need, **own, strategy=strategy, content=keep) == "need_once_a_plan"


def test_a_stance_stays_when_its_plan_has_been_repealed_as_it_says(
    own: dict[str, Any], strategy: PlanningStrategy, plan: Plan
) -> None:
    need = create_plan_need(**own, strategy=strategy, content=NeedContent("repeal", plan))
    Plan.objects.filter(pk=plan.pk).update(status="repealed")
    plan.refresh_from_db()
    agreed = NeedContent("repeal", plan, state="agreed")
    assert change_plan_need(**own, need=need, expected_version=1, content=agreed).state == "agreed"


def test_a_term_is_not_shortened_below_what_its_strategy_plans(
    own: dict[str, Any], strategy: PlanningStrategy, plan: Plan
) -> None:
    create_plan_need(**own, strategy=strategy, content=NeedContent("keep", plan, decision="2030-Q3"))
    asked = {"term": strategy.term, "expected_version": 1}
    shorter = TermContent(date(2026, 9, 13), ends_on=date(2030, 6, 30))
    assert code_of(change_term, **own, **asked, content=shorter) == "term_around_needs"
    change_term(**own, **asked, content=TermContent(date(2026, 9, 13), ends_on=date(2030, 10, 14)))


def test_the_database_refuses_the_same(
    strategy: PlanningStrategy, plan: Plan, neighbour: Organisation
) -> None:
    on_plan = {"strategy": strategy, "plan": plan}
    new = {"strategy": strategy, "plan": None, "stance": "new", "title": "X", "type": plan.type}
    for values, name in (
        ({**on_plan, "stance": "new"}, "need_has_plan_or_is_new"),
        ({**new, "title": ""}, "need_has_plan_or_is_new"),
        ({**new, "type": None}, "need_has_plan_or_is_new"),
        ({**on_plan, "start": "2027-K1"}, "need_start_quarter"),
        ({**on_plan, "start": "2027-Q3", "decision": "2027-Q2"}, "need_decided_after_start"),
        ({**on_plan, "start": "2026-Q2"}, "need_in_term"),
        ({**on_plan, "decision": "2030-Q4"}, "need_in_term"),
        ({**on_plan, "cost": -1}, "need_cost_not_negative"),
        ({**on_plan, "actors": "several"}, "need_names_other_actors"),
        ({**on_plan, "others": "Regionen"}, "need_names_other_actors"),
        ({**on_plan, "plan": factories.PlanFactory(organisation=neighbour)}, "need_of_followed_plan"),
        ({**new, "type": factories.PlanTypeFactory(organisation=neighbour)}, "need_of_followed_plan"),
        ({**on_plan, "start": strategy.term.quarters[0], "decision": strategy.term.quarters[-1]}, ""),
        (on_plan, "need_once_a_plan"),
        (new, ""),
    ):
        assert refusal(factories.PlanNeedFactory, **values) == name, values


def test_the_public_reads_adopted_stances_on_plans_that_it_may_see(
    strategy: PlanningStrategy, plan: Plan, municipality: Organisation
) -> None:
    adopted = factories.AdoptedStrategyFactory(term__organisation=municipality)
    draft = factories.PlanFactory(organisation=municipality, status="drafting")
    shown = factories.PlanNeedFactory(strategy=adopted, plan=plan)
    for made in ({"strategy": adopted, "plan": draft}, {"strategy": strategy, "plan": plan}):
        factories.PlanNeedFactory(**made)
    assert list(needs_shown(municipality, to_member=False)) == [shown]
    assert needs_shown(municipality, to_member=True).count() == 3
    assert [need.strategy for need in stances_on(municipality, plan, to_member=True)] == [strategy, adopted]


def test_statutory_plans_are_known_by_family_or_by_their_law() -> None:
    names = lambda country, *plans: [each.law for each in missing(country, plans)]  # noqa: E731 - asked thrice
    assert len(names("SE")) == 7
    assert names("SE", ("comprehensive", None), ("budget", None), ("plan", "SFS 2013:801 17 §"))[1:3] == [
        "MB 15 kap.", "SFS 2023:196",
    ]  # fmt: skip
    known = [("strategy", "pbl. § 11-2"), ("comprehensive", None), ("budget", None)]
    assert (names("NO", *known), names("FI")) == ([], [])


@pytest.mark.parametrize("who", ["planner", "politician", "stranger"])
def test_editors_and_readers_take_no_stance(
    own: dict[str, Any], strategy: PlanningStrategy, plan: Plan, request: pytest.FixtureRequest, who: str
) -> None:
    acting = own | {"by": request.getfixturevalue(who)}
    with pytest.raises(NotAllowed):
        create_plan_need(**acting, strategy=strategy, content=NeedContent("keep", plan))
