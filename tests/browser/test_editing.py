"""Editing in place, seen in a real browser: the loop from a planner's edit to a politician's screen."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from alignment.models import GoalAlignment
from organisations.models import User
from planning.models import Contribution, Position
from tests import factories
from tests.alignment.processes.conftest import Processes
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town

PROGRAMME = "/ostersund/planer/klimatprogram/"


@pytest.fixture
def worker(transactional_db: Any, tmp_path: Path) -> Iterator[Processes]:
    """A real worker on the test's database and broker, as in production."""
    processes = Processes(tmp_path, settings.REDIS_URL)
    processes.worker("now")
    yield processes
    processes.stop()


def card(page: Page, position: Position) -> Locator:
    return page.locator(f"#position-{position.pk}")


def open_link(page: Page, position: Position, goal: str) -> Locator:
    """Opens the form of a link to a goal, and gives the card."""
    found = card(page, position)
    found.get_by_role("link", name=f"Ändra {goal}").click()
    expect(found.get_by_label("Skäl")).to_be_visible()
    return found


def test_an_edit_in_one_window_changes_the_open_dashboard_in_another(
    visit: Visit, town: Town, planner: User, politician: User, worker: Processes
) -> None:
    dashboard = visit("/ostersund/", politician)
    row = dashboard.locator("tr", has=dashboard.get_by_role("link", name=re.compile("Klimatneutralt 2030")))
    before = GoalAlignment.objects.get(goal=town.climate)
    expect(row.locator(".score-value")).to_have_text(str(before.chain_score))
    dashboard.evaluate("window.isTheSamePage = true")

    desk = visit(PROGRAMME, planner)
    edited = open_link(desk, town.programme.positions.get(), "1 Klimatneutralt 2030")
    edited.get_by_label("+1 Bidrar till viss del").check()
    edited.get_by_label("Skäl").fill("Bara en liten del av utsläppen.")
    edited.get_by_role("button", name="Spara").click()
    expect(edited.get_by_text("Bara en liten del av utsläppen.")).to_be_visible()

    expect(row.locator(".score-value")).not_to_have_text(str(before.chain_score), timeout=20_000)
    after = GoalAlignment.objects.get(goal=town.climate)
    expect(row.locator(".score-value")).to_have_text(str(after.chain_score))
    assert (before.planned, after.planned) == ("ok", "partial")
    assert dashboard.evaluate("window.isTheSamePage")
    # The planner's own page follows too.
    expect(desk.locator("#freshness")).to_contain_text("Aktuell", timeout=20_000)


def test_two_planners_who_edit_the_same_link_both_see_both_texts(
    visit: Visit, town: Town, planner: User, coordinator: User
) -> None:
    position = town.programme.positions.get()
    first, second = visit(PROGRAMME, planner), visit(PROGRAMME, coordinator)
    mine, theirs = (open_link(page, position, "1 Klimatneutralt 2030") for page in (first, second))
    theirs.get_by_label("Skäl").fill("Ersätter olja och gas.")
    theirs.get_by_role("button", name="Spara").click()
    expect(theirs.get_by_text("Ersätter olja och gas.")).to_be_visible()

    mine.get_by_label("Skäl").fill("Ersätter kol.")
    mine.get_by_role("button", name="Spara").click()
    expect(mine.get_by_label("Skäl")).to_have_value("Ersätter kol.")
    expect(mine.locator(".theirs dd")).to_have_text("Ersätter olja och gas.")
    expect(first.locator("#status")).not_to_be_empty()
    assert violations(first) == []
    assert Contribution.objects.get(position=position).rationale == "Ersätter olja och gas."

    mine.get_by_label("Skäl").fill("Ersätter olja, gas och kol.")
    mine.get_by_role("button", name="Spara").click()
    expect(mine.get_by_text("Ersätter olja, gas och kol.")).to_be_visible()
    assert Contribution.objects.get(position=position).rationale == "Ersätter olja, gas och kol."


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_goal_is_linked_with_the_keyboard_alone(visit: Visit, town: Town, planner: User) -> None:
    page = visit("/ostersund/stallningstaganden/p1/", planner)
    page.get_by_role("link", name=re.compile("Koppla till ett mål")).focus()
    press(page, "Enter")
    expect(page.get_by_label("Sök bland målen")).to_be_focused()
    page.keyboard.type("buss")
    press(page, "Enter")
    expect(page.locator("select[name=goal]")).to_be_focused()
    press(page, "Tab", "Space")
    expect(page.locator("input[type=radio]:checked")).to_have_count(1)
    press(page, "ArrowDown", "Tab")
    page.keyboard.type("Fjärrvärmen driver bussdepån.")
    press(page, "Tab", "Enter")
    expect(page.get_by_text("Fjärrvärmen driver bussdepån.")).to_be_visible()
    expect(card(page, town.programme.positions.get())).to_be_focused()
    stated = Contribution.objects.get(goal=town.buses, position__plan=town.programme)
    assert stated.strength == 2


@pytest.mark.parametrize("width", WIDTHS)
def test_the_wording_of_a_draft_is_changed_in_place(
    visit: Visit, town: Town, coordinator: User, width: int
) -> None:
    page = visit("/ostersund/planer/utkast/", coordinator, width=width)
    position = town.draft.positions.get()
    changed = card(page, position)
    changed.get_by_role("link", name=re.compile("Ändra ställningstagandet")).click()
    expect(changed.get_by_label("Ställningstagande", exact=True)).to_be_focused()
    assert violations(page) == []
    changed.get_by_label("Ställningstagande", exact=True).fill(" ")
    changed.get_by_role("button", name="Spara").click()
    expect(changed.locator(".ds-error-summary")).to_be_visible()
    assert violations(page) == []
    changed.get_by_label("Ställningstagande", exact=True).fill("Busslinjen går varje timme.")
    changed.get_by_role("button", name="Spara").click()
    expect(changed.locator(".statement")).to_have_text("Busslinjen går varje timme.")
    expect(page.locator("#status")).to_contain_text("Sparat")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_outdated_link_is_confirmed_and_a_withdrawn_one_comes_back(
    visit: Visit, town: Town, planner: User
) -> None:
    position = town.programme.positions.get()
    Position.objects.filter(pk=position.pk).update(statement="Bygg ut fjärrvärmen snabbt.")
    page = visit("/ostersund/stallningstaganden/p1/", planner)
    page.get_by_role("button", name=re.compile("Gäller fortfarande")).click()
    expect(page.get_by_role("button", name=re.compile("Gäller fortfarande"))).to_have_count(0)

    shown = open_link(page, position, "1 Klimatneutralt 2030")
    shown.get_by_role("button", name=re.compile("Ta bort kopplingen")).click()
    expect(shown.get_by_role("button", name="Ångra")).to_be_visible()
    assert violations(page) == []
    assert not position.contributions.exists()
    shown.get_by_role("button", name="Ångra").click()
    expect(shown.get_by_text("Ersätter olja.")).to_be_visible()
    assert position.contributions.get().strength == 3


def test_a_finding_is_acknowledged_in_place(visit: Visit, town: Town, planner: User) -> None:
    factories.PositionFactory(plan=town.programme, statement="Utan mål.", unit=town.programme.unit)
    town.recompute()
    page = visit("/ostersund/brister/?code=position_not_linked", planner)
    page.get_by_role("link", name="Godta").click()
    page.get_by_label(re.compile("Varför")).fill("Tas med i nästa revidering.")
    assert violations(page) == []
    page.get_by_role("button", name="Godta").click()
    expect(page.get_by_text("Tas med i nästa revidering.")).to_be_visible()
    assert violations(page) == []


def test_a_card_is_dragged_above_another(visit: Visit, town: Town, coordinator: User) -> None:
    first = town.draft.positions.get()
    second = factories.PositionFactory(plan=town.draft, key="p9", statement="Hållplats vid torget.", order=1)
    page = visit("/ostersund/planer/utkast/", coordinator)
    handle = card(page, second).locator(".drag-handle")
    handle.drag_to(card(page, first), target_position={"x": 40, "y": 4})
    page.wait_for_url(re.compile(rf"#position-{second.pk}$"))
    assert list(Position.objects.filter(plan=town.draft).order_by("order")) == [second, first]
    assert violations(page) == []
