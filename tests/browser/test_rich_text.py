"""Writing a section with the real editor, under the strict content security policy."""

import re

import pytest
from playwright.sync_api import Page, expect

from organisations.models import User
from planning.models import Section
from tests import factories
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town

TABLE = "<table><tbody><tr><th>År</th></tr><tr><td>2030</td></tr></tbody></table>"


@pytest.fixture
def section(town: Town) -> Section:
    text = f"<p>Vi bygger.</p>{TABLE}"
    return factories.SectionFactory(plan=town.draft, heading="Byggande", body=text)


def opened(page: Page, section: Section) -> Page:
    page.locator(f"#section-{section.pk}").get_by_role("link", name=re.compile("Ändra")).click()
    expect(page.get_by_role("textbox", name="Text")).to_contain_text("Vi bygger.")
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_a_planner_writes_bold_words_and_a_list_and_sees_them(
    visit: Visit, section: Section, coordinator: User, width: int
) -> None:
    page = opened(visit("/ostersund/planer/utkast/", coordinator, width=width), section)
    page.get_by_role("textbox", name="Text").press("Control+Home")
    page.keyboard.type("Tätt")
    page.keyboard.press("Shift+Home")
    page.get_by_role("button", name="Fet", exact=True).click()
    expect(page.get_by_role("button", name="Fet", exact=True)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Punktlista").click()
    page.keyboard.type("torg")
    page.keyboard.press("Enter")
    page.keyboard.type("gator")
    assert violations(page) == []
    page.get_by_role("button", name="Spara").click()
    shown = page.locator(f"#section-{section.pk} .section-body")
    expect(shown.locator("strong")).to_have_text(re.compile("Tätt"))
    expect(shown.locator("li")).to_have_count(2)
    expect(shown.locator("td")).to_have_text("2030")
    assert violations(page) == []


def test_what_was_written_survives_a_closed_window(visit: Visit, section: Section, coordinator: User) -> None:
    page = opened(visit("/ostersund/planer/utkast/", coordinator), section)
    page.get_by_role("textbox", name="Text").press("Control+Home")
    page.keyboard.type("Osparat. ")
    page.wait_for_timeout(800)
    page.reload()
    opened(page, section)
    page.get_by_role("button", name="Hämta tillbaka").click()
    expect(page.get_by_role("textbox", name="Text")).to_contain_text("Osparat. Vi bygger.")
