"""What only a real browser can show: the live dashboard, reflow, accessibility, the keyboard."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from goals.models import Goal
from organisations.models import User
from tests.browser.conftest import WIDTHS, Visit
from tests.pages.town import Town

GOAL = "/ostersund/mal/ostersund/mal/klimat/"
PAGES = ("/", "/om/komponenter/", "/konto/login/", "/ostersund/", "/ostersund/mal/", GOAL)


#: What axe finds, without all that it finds to be well.
FAULTS = """(options) => axe.run(document, options).then((found) => found.violations.flatMap(
    (each) => each.nodes.slice(0, 3).map((node) => `${each.id}: ${node.html.slice(0, 200)}`)))"""


def violations(page: Page, *rules: str, but: str = "") -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, as lines; or against the rules that are named.

    `but`: a rule that is left out.
    """
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": tags}
    left_out = {but: {"enabled": False}} if but else {}
    if not page.evaluate("'axe' in window"):  # a page that is looked at in many states gets it once
        page.evaluate(AXE_SCRIPT)
    lines: list[str] = page.evaluate(
        FAULTS, {"runOnly": asked, "resultTypes": ["violations"], "rules": left_out}
    )
    return lines


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_can_be_read_by_everybody_at_each_width(
    visit: Visit, town: Town, path: str, width: int
) -> None:
    page = visit(path, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_open_overview_shows_an_edit_without_a_reload(visit: Visit, town: Town, politician) -> None:
    page = visit("/ostersund/", politician)
    expect(page.locator("#freshness")).to_contain_text("Aktuell")
    page.evaluate("window.isTheSamePage = true")
    Goal.objects.create(framework=town.framework, key="ny", title="Levande sjöar")
    town.recompute()
    expect(page.get_by_role("link", name="Levande sjöar").first).to_be_visible(timeout=20_000)
    assert page.evaluate("window.isTheSamePage")
    expect(page.locator("#status")).to_contain_text("Siffrorna har ändrats")


def test_what_the_reader_has_opened_and_focused_stays_so(visit: Visit, town: Town) -> None:
    page = visit(GOAL)
    page.locator("details[id^=table-] summary").click()
    link = page.locator("details[id^=table-]")
    Goal.objects.filter(key="klimat").update(text="Nu med ny text.")
    town.recompute()
    page.evaluate("document.body.dispatchEvent(new Event('report-changed'))")
    expect(page.get_by_text("Nu med ny text.")).to_be_visible()
    expect(link).to_have_attribute("open", "")


def test_a_hidden_tab_asks_for_nothing(visit: Visit, town: Town) -> None:
    page = visit("/ostersund/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_request(re.compile("/ostersund/aktuell/"), timeout=10_000):
        pass  # a tab that somebody looks at does ask
    page.evaluate("""() => {
        Object.defineProperty(document, "hidden", {get: () => true, configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    asked.clear()
    page.wait_for_timeout(4000)
    assert [url for url in asked if "aktuell" in url] == []


def test_the_first_tab_stop_skips_to_the_content(visit: Visit, town: Town) -> None:
    page = visit("/ostersund/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_filters_work_with_and_without_scripts(visit: Visit, town: Town) -> None:
    page = visit("/ostersund/mal/")
    page.get_by_label("Sök bland mål").fill("buss")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.get_by_role("link", name="Klimatneutralt 2030")).to_have_count(0)
    assert "q=buss" in page.url
    page.reload()
    expect(page.get_by_role("link", name="Buss till alla byar")).to_be_visible()
    expect(page.get_by_label("Sök bland mål")).to_have_value("buss")


def test_a_dialog_opens_and_closes_by_keyboard(visit: Visit, town: Town) -> None:
    page = visit("/om/komponenter/")
    page.get_by_role("button", name="Öppna en dialogruta").press("Enter")
    expect(page.get_by_role("dialog", name="En dialogruta")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_on_a_phone_the_navigation_begins_where_one_is(visit: Visit, town: Town, planner: User) -> None:
    page = visit("/ostersund/mitt-arbete/", planner, width=390)
    here = page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Mitt arbete")
    expect(here).to_be_in_viewport(ratio=0.95)
    page = visit("/ostersund/", planner, width=390)
    first = page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Översikt")
    expect(first).to_be_in_viewport(ratio=0.95)
