"""Where a goal's chain is broken, its pages say whether the strategy takes it up or leaves it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from strategy.models import PlanningStrategy
from tests import factories
from tests.pages.strategy.test_strategy_list import text
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db
BUSES = "/ostersund/mal/ostersund/mal/buss/"
LEAVES = "Strategi 2022 lämnar det"
TAKES = "Strategi 2022 tar upp det"
HEAD = "Vad planeringsstrategin gör åt det"


@pytest.fixture
def adopted(town: Town) -> PlanningStrategy:
    term = factories.TermFactory(organisation=town.organisation, elected_on=date(2022, 9, 11))
    made: PlanningStrategy = factories.AdoptedStrategyFactory(term=term, title="Strategi 2022")
    return made


@pytest.fixture
def running(town: Town) -> PlanningStrategy:
    term = factories.TermFactory(organisation=town.organisation, elected_on=date(2026, 9, 13), key="2026")
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term, title="Strategi 2026")
    return made


def both(client: Client, goal: str) -> list[str]:
    return [text(client.get(f"{goal}{rest}")) for rest in ("", "kedja/")]


def test_a_broken_chain_that_nothing_in_the_strategy_is_about_is_left(
    client: Client, town: Town, adopted: PlanningStrategy
) -> None:
    factories.PlanNeedFactory(strategy=adopted, plan=town.programme, stance="revise")
    for page in both(client, BUSES):
        assert HEAD in page
        assert "Kedjan är bruten här:" in page
        assert LEAVES in page


def test_a_changed_condition_that_names_the_goal_takes_it_up(
    client: Client, town: Town, adopted: PlanningStrategy
) -> None:
    changed = factories.ChangedConditionFactory(strategy=adopted, title="Färre kör bil")
    changed.goal_rows.create(goal=town.buses)
    for page in both(client, BUSES):
        assert f"{TAKES} Färre kör bil : ändrad förutsättning" in page


def test_work_on_a_plan_that_bears_on_the_goal_takes_it_up_and_keeping_the_plan_does_not(
    client: Client, town: Town, adopted: PlanningStrategy
) -> None:
    need = factories.PlanNeedFactory(strategy=adopted, plan=town.programme, stance="keep")
    factories.ContributionFactory(
        plan=town.programme, position=None, goal=town.buses, strength=-1, recorded_by=town.organisation
    )
    town.recompute()
    assert all(LEAVES in page for page in both(client, BUSES))
    need.stance = "revise"
    need.save()
    assert all(f"{TAKES} Klimatprogram : revideras" in page for page in both(client, BUSES))


def test_only_members_are_told_what_drafts_do(
    client: Client, town: Town, adopted: PlanningStrategy, running: PlanningStrategy, politician: Any
) -> None:
    kind = factories.PlanTypeFactory(organisation=town.organisation)
    for strategy in (adopted, running):
        factories.PlanNeedFactory(
            strategy=strategy, plan=None, stance="new", title="Busstrategi", type=kind, draft=town.draft
        )
    for page in both(client, BUSES):
        assert LEAVES in page
        assert "Strategi 2026" not in page
        assert SECRET not in page
    client.force_login(politician)
    for page in both(client, BUSES):
        assert f"{TAKES} Busstrategi : ny plan" in page
        assert "Strategi 2026 utkast tar upp det Busstrategi : ny plan" in page


def test_a_town_without_strategies_is_told_nothing(client: Client, town: Town) -> None:
    assert all(HEAD not in page for page in both(client, BUSES))
