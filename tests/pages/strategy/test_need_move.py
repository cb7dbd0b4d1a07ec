"""Stances are moved on the time line: saved as in the table, refused as in the table, and taken back."""

from typing import Any

import pytest
from django.http import HttpResponse

from organisations.models import Unit, User
from planning.models import Plan
from strategy.models import PlanNeed, PlanningStrategy
from tests import factories
from tests.pages.strategy.test_strategy_list import HTMX, browser, text
from tests.pages.strategy.test_workbench_detail import plan, strategy, url_of

__all__ = ["plan", "strategy"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def need(strategy: PlanningStrategy, plan: Plan, department: Unit) -> PlanNeed:
    made: PlanNeed = factories.PlanNeedFactory(
        strategy=strategy, plan=plan, unit=department, stance="revise", reason="Målen är nya.",
        start="2027-Q1", decision="2027-Q4", person_months=8, cost=400_000,
        actors="several", others="Regionen",
    )  # fmt: skip
    return made


def move(user: User, need: PlanNeed, start: str, decision: str, **more: Any) -> HttpResponse:
    sent = {"start": start, "decision": decision, "version": need.version} | more
    answer: HttpResponse = browser(user).post(
        url_of(need.strategy, f"planer/{need.pk}/flytta/"), sent, headers=HTMX
    )
    return answer


def stored(need: PlanNeed) -> tuple[str | None, str | None]:
    need.refresh_from_db()
    return need.start, need.decision


def test_a_moved_stance_is_drawn_anew_with_its_row_and_resources_and_keeps_all_else(
    need: PlanNeed, coordinator: User
) -> None:
    answer = move(coordinator, need, "2028-Q1", "2028-Q2")
    shown, markup = text(answer), answer.content.decode()
    assert answer.status_code == 200
    assert "Flyttad: Klimatprogram, kvartal 1 2028 – kvartal 2 2028. Ångra" in shown
    assert "kvartal 1 2028 Beslut: kvartal 2 2028" in shown
    assert f'<tr id="need-{need.pk}"' in markup
    assert '<div id="resources-above" hx-swap-oob="true">' in markup
    assert stored(need) == ("2028-Q1", "2028-Q2")
    assert (need.reason, need.person_months, need.cost, need.others, need.unit_id) == (
        "Målen är nya.", 8, 400_000, "Regionen", need.plan.unit_id,
    )  # fmt: skip


def test_a_move_is_undone_by_what_its_answer_offers(need: PlanNeed, coordinator: User) -> None:
    markup = move(coordinator, need, "2028-Q1", "2028-Q2").content.decode()
    undo = markup[markup.index('class="undo"') :]
    for hidden in (
        'name="start" value="2027-Q1"',
        'name="decision" value="2027-Q4"',
        'name="version" value="2"',
    ):
        assert hidden in undo
    need.refresh_from_db()
    answer = move(coordinator, need, "2027-Q1", "2027-Q4", undo=1)
    assert 'class="moved" tabindex="-1" autofocus' in answer.content.decode()
    assert stored(need) == ("2027-Q1", "2027-Q4")


@pytest.mark.parametrize(
    ("start", "decision", "message"),
    [
        ("2028-Q1", "2027-Q4", "Klimatprogram: Beslutet ligger före starten."),
        ("2026-Q2", "2027-Q4", "Klimatprogram: Detta är inget kvartal i mandatperioden 2026–2030."),
        ("2027-Q1", "2030-Q4", "Klimatprogram: Detta är inget kvartal i mandatperioden 2026–2030."),
        ("i höst", "", "Klimatprogram: Detta är inget kvartal i mandatperioden 2026–2030."),
    ],
)
def test_quarters_that_make_no_sense_are_refused_in_words_and_the_bar_stands_where_it_stood(
    need: PlanNeed, coordinator: User, start: str, decision: str, message: str
) -> None:
    answer = move(coordinator, need, start, decision)
    assert answer.status_code == 422
    assert message in text(answer)
    assert 'data-start="2027-Q1" data-decision="2027-Q4"' in answer.content.decode()
    assert stored(need) == ("2027-Q1", "2027-Q4")


def test_who_moves_second_is_told_and_may_insist(need: PlanNeed, coordinator: User) -> None:
    PlanNeed.objects.filter(pk=need.pk).update(start="2027-Q3")
    answer = move(coordinator, need, "2028-Q1", "2028-Q2")
    assert answer.status_code == 409
    shown = text(answer)
    assert "Inget har skrivits över." in shown
    assert "Du flyttade Klimatprogram till kvartal 1 2028 – kvartal 2 2028." in shown
    assert stored(need) == ("2027-Q3", "2027-Q4")
    assert f'name="version" value="{need.version}"' in answer.content.decode()
    assert move(coordinator, need, "2028-Q1", "2028-Q2").status_code == 200


def test_without_htmx_the_page_says_what_became_of_it(need: PlanNeed, coordinator: User) -> None:
    url = url_of(need.strategy, f"planer/{need.pk}/flytta/")
    for start, said in (("2027-Q2", "Flyttad: Klimatprogram"), ("2029-Q1", "Beslutet ligger före starten.")):
        need.refresh_from_db()
        sent = {"start": start, "decision": "2027-Q4", "version": need.version}
        assert said in text(browser(coordinator).post(url, sent, follow=True))


def test_only_coordinators_are_offered_to_move(need: PlanNeed, coordinator: User, politician: User) -> None:
    assert "flytta/" in browser(coordinator).get(url_of(need.strategy)).content.decode()
    shown = browser(politician).get(url_of(need.strategy)).content.decode()
    assert "time-line-bar" in shown
    assert "flytta/" not in shown
    assert "time-line.js" not in shown
    assert move(politician, need, "2028-Q1", "2028-Q2").status_code == 403
    assert stored(need) == ("2027-Q1", "2027-Q4")
