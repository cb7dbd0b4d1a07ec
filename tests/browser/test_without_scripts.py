"""The three main forms without JavaScript: a wording, a link to a goal, and a hand-over."""

import re

import pytest
from playwright.sync_api import Page, expect

from organisations.models import User
from planning.models import HandOver, Plan, Position
from tests import factories
from tests.browser.conftest import Visit
from tests.pages.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
POSITION = "/ostersund/stallningstaganden/p1/"


def save(page: Page, button: str = "Spara") -> None:
    page.get_by_role("button", name=button, exact=True).click()


def test_a_wording_is_changed(visit: Visit, town: Town, coordinator: User) -> None:
    page = visit("/ostersund/planer/utkast/", coordinator, scripts=False)
    page.get_by_role("link", name=re.compile("Ändra ställningstagandet")).click()
    field = page.get_by_label("Ställningstagande", exact=True)
    field.fill(" ")
    save(page)
    expect(page.locator(".ds-error-summary")).to_be_visible()
    field.fill("Busslinjen går varje timme.")
    save(page)
    expect(page.locator(".statement")).to_have_text("Busslinjen går varje timme.")
    assert town.draft.positions.get().statement == "Busslinjen går varje timme."


def test_a_position_is_linked_to_a_goal_that_is_chosen_in_its_framework(
    visit: Visit, town: Town, planner: User
) -> None:
    page = visit(POSITION, planner, scripts=False)
    page.get_by_role("link", name=re.compile("Koppla till ett mål")).click()
    page.get_by_role("link", name="Välj i målramverken").click()
    page.get_by_role("link", name="Kommunens mål").click()
    page.get_by_role("link", name="2 Buss till alla byar").click()
    expect(page.locator("select[name=goal]")).to_have_value(str(town.buses.pk))
    page.get_by_label("+2 Bidrar tydligt").check()
    page.get_by_label("Skäl").fill("Värmen räcker till depån.")
    save(page)
    expect(page).to_have_url(re.compile(f"{POSITION}$"))
    expect(page.get_by_text("Värmen räcker till depån.")).to_be_visible()


def test_a_position_is_handed_over_and_taken_in(
    visit: Visit, town: Town, planner: User, coordinator: User
) -> None:
    Position.objects.filter(key="p1").update(spatial=True)
    own = {"organisation": town.organisation, "status": "drafting", "type__family": "comprehensive"}
    draft: Plan = factories.PlanFactory(**own, key="op", title="ÖP 2040")
    page = visit(POSITION, planner, scripts=False)
    page.get_by_role("link", name=re.compile("Erbjud till översiktsplanen")).click()
    page.get_by_label(re.compile("ÖP 2040")).check()
    page.get_by_label(re.compile("Varför det hör hemma")).fill("Panncentralen behöver mark.")
    save(page, "Erbjud")
    expect(page.get_by_text("Panncentralen behöver mark.").first).to_be_visible()

    page = visit("/ostersund/overlamningar/", coordinator, scripts=False)
    page.get_by_role("link", name=re.compile("Ta in som nytt ställningstagande")).click()
    page.get_by_label("Hälsning till dem som erbjöd det").fill("Tack.")
    save(page, "Ta in")
    expect(page.get_by_text("Intaget").first).to_be_visible()
    assert HandOver.objects.get().state == HandOver.State.ACCEPTED
    assert draft.positions.get().statement == "Bygg ut fjärrvärmen."
