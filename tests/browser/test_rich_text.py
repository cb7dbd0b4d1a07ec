"""Writing a section with the real editor, under the strict content security policy."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from organisations.models import User
from planning.models import Section
from tests import factories
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town


@pytest.fixture
def section(town: Town) -> Section:
    return factories.SectionFactory(plan=town.draft, heading="Byggande", body="Vi bygger.")


def editor(page: Page) -> Locator:
    """The text as the editor shows it, not the textarea that it takes the place of."""
    return page.locator("rich-text [contenteditable][role=textbox]")


def opened(page: Page, section: Section) -> Page:
    page.locator(f"#section-{section.pk}").get_by_role("link", name=re.compile("Ändra")).click()
    expect(editor(page)).to_contain_text("Vi bygger.")
    expect(page.get_by_label("Rubrik")).to_be_focused()
    return page


def settled(page: Page) -> None:
    """Waits until the editor has taken over where the caret is: it looks 20 ms after it is given focus."""
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")


def write_first(page: Page, text: str) -> None:
    """Writes at the beginning of the text."""
    editor(page).get_by_text("Vi bygger.").click()
    settled(page)
    page.keyboard.press("Home")
    settled(page)
    page.keyboard.type(text)
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile(f"^<p>{text}"))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_planner_writes_bold_words_and_a_list_and_sees_them(
    visit: Visit, section: Section, coordinator: User, width: int
) -> None:
    page = opened(visit("/ostersund/planer/utkast/", coordinator, width=width), section)
    write_first(page, "Tätt")
    bold = page.get_by_role("button", name="Fet", exact=True)
    page.keyboard.press("Control+b")
    expect(bold).to_have_attribute("aria-pressed", "true")
    page.keyboard.type(" och högt")
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile("<strong> och högt</strong>"))
    page.keyboard.press("Control+b")
    expect(bold).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Punktlista").click()
    page.keyboard.type("torg")
    page.keyboard.press("Enter")
    page.keyboard.type("gator")
    assert violations(page) == []
    page.get_by_role("button", name="Spara").click()
    shown = page.locator(f"#section-{section.pk} .section-body")
    expect(shown.locator("strong")).to_have_text(re.compile("och högt"))
    expect(shown.locator("li")).to_have_count(2)
    assert violations(page) == []


def test_what_was_written_survives_a_closed_window(visit: Visit, section: Section, coordinator: User) -> None:
    page = opened(visit("/ostersund/planer/utkast/", coordinator), section)
    write_first(page, "Osparat. ")
    page.wait_for_timeout(1_000)
    page.reload()
    opened(page, section)
    page.get_by_role("button", name="Hämta tillbaka").click()
    expect(editor(page)).to_contain_text("Osparat. Vi bygger.")


def test_a_table_is_written_with_the_keyboard(visit: Visit, section: Section, coordinator: User) -> None:
    page = opened(visit("/ostersund/planer/utkast/", coordinator), section)
    write_first(page, "Tomter. ")
    tools = page.get_by_role("toolbar")
    expect(tools.get_by_role("button", name="Ta bort tabellen")).to_be_hidden()
    tools.get_by_role("button", name="Tabell", exact=True).press("Enter")
    expect(editor(page).locator("tr")).to_have_count(3)
    page.keyboard.type("Ort")
    page.keyboard.press("Tab")
    page.keyboard.type("Antal")
    expect(editor(page).locator("th")).to_have_text(["Ort", "Antal"])
    tools.get_by_role("button", name="Rad nedanför").press("Enter")
    expect(editor(page).locator("tr")).to_have_count(4)
    assert violations(page) == []
    page.get_by_role("button", name="Spara").click()
    shown = page.locator(f"#section-{section.pk} .section-body")
    expect(shown.locator("th")).to_have_text(["Ort", "Antal"], timeout=15_000)
    expect(shown.locator("tr")).to_have_count(4)
    assert violations(page) == []


def test_the_toolbar_is_one_stop_and_arrows_pass_over_what_is_hidden(
    visit: Visit, section: Section, coordinator: User
) -> None:
    page = opened(visit("/ostersund/planer/utkast/", coordinator), section)
    tools = page.get_by_role("toolbar")
    expect(tools.locator("[tabindex='0']")).to_have_count(1)
    tools.get_by_role("button", name="Fet", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(tools.get_by_role("button", name="Gör om")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(tools.get_by_role("button", name="Tabell", exact=True)).to_be_focused()
