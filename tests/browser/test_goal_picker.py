"""Choosing a goal by searching, seen in a real browser: the server finds what only stems can find."""

import re

from playwright.sync_api import Page, expect

from organisations.models import User
from planning.models import Contribution
from tests import factories
from tests.browser.conftest import Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town


def opened(visit: Visit, planner: User) -> Page:
    """The form of a new link, with the focus in the search for a goal."""
    page = visit("/ostersund/stallningstaganden/p1/", planner)
    page.get_by_role("link", name=re.compile("Koppla till ett mål")).click()
    expect(page.get_by_label("Sök bland målen")).to_be_focused()
    return page


def test_a_goal_is_found_by_stems_of_its_text_and_chosen_with_the_keyboard(
    transactional_db: None, visit: Visit, town: Town, planner: User
) -> None:
    said = "Tystare gator ger bättre sömn."
    goal = factories.GoalFactory(framework=town.climate.framework, title="God natt", text=said)
    page = opened(visit, planner)
    page.keyboard.type("gatorna")
    options = page.locator("select[name=goal] option")
    expect(options).to_have_text("God natt (gator)")
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    for key in ("Tab", "Space", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("Tystare på natten.")
    page.get_by_label("Sök bland målen").fill("")
    expect(page.locator("select[name=goal]")).to_have_value(str(goal.pk))
    page.get_by_role("form", name="Koppla till ett mål").get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Tystare på natten.")).to_be_visible()
    assert Contribution.objects.filter(goal=goal, position__key="p1").exists()
