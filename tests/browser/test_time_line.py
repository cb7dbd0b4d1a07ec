"""Stances on the time line are moved by drag, by clicks and by the keyboard, and stand as they are stored."""

import pytest
from playwright.sync_api import Locator, Page, expect

from organisations.models import Organisation, User
from strategy.models import PlanNeed
from tests import factories
from tests.browser.conftest import Keyboard, Visit
from tests.browser.test_frame import violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def need(municipality: Organisation) -> PlanNeed:
    term = factories.TermFactory(organisation=municipality, elected_on="2026-09-13")
    plan = factories.PlanFactory(organisation=municipality, key="klimat", title="Klimatprogram")
    made: PlanNeed = factories.PlanNeedFactory(
        strategy__term=term, plan=plan, start="2027-Q1", decision="2027-Q4"
    )
    return made


def part(page: Page, need: PlanNeed, name: str) -> Locator:
    return page.locator(f"#move-{need.pk}-{name}")


def quarters_away(page: Page, by: float) -> float:
    """So many quarters in the window's pixels."""
    width: float = page.locator("time-line").evaluate(
        "(line) => Number(line.dataset.step) * line.querySelector('svg').getScreenCTM().a"
    )
    return by * width


def drag(page: Page, handle: Locator, by: int) -> None:
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + quarters_away(page, by), y, steps=4)
    page.mouse.up()


def drag_by_finger(page: Page, handle: Locator, by: int) -> None:
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers = page.context.new_cdp_session(page)
    for kind, way in (("touchStart", 0.0), ("touchMove", 0.5), ("touchMove", 1.0)):
        point = {"x": x + way * quarters_away(page, by), "y": y}
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def choose(page: Page, handle: Locator, by: int) -> None:
    """Without dragging: the end is chosen by a click, and then the quarter that it shall go to."""
    handle.click()
    box = handle.bounding_box()
    assert box
    page.mouse.click(box["x"] + quarters_away(page, by) - 6, box["y"] + box["height"] / 2)


def says(page: Page, need: PlanNeed, start: str, decision: str) -> None:
    expect(part(page, need, "start")).to_have_attribute("aria-valuetext", start)
    expect(part(page, need, "decision")).to_have_attribute("aria-valuetext", decision)


def test_a_stance_is_dragged_refused_undone_and_moved_by_the_keyboard(
    visit: Visit, need: PlanNeed, coordinator: User
) -> None:
    page = visit(f"/ostersund/strategi/{need.strategy_id}/", coordinator)
    drag(page, part(page, need, "whole"), 2)
    expect(page.locator(".moved")).to_contain_text("kvartal 3 2027 – kvartal 2 2028")
    says(page, need, "kvartal 3 2027", "kvartal 2 2028")
    expect(page.locator(f"#need-{need.pk}")).to_contain_text("Beslut: kvartal 2 2028")

    drag(page, part(page, need, "decision"), -6)
    expect(page.locator(".moved")).to_contain_text("Beslutet ligger före starten.")
    expect(page.locator("#status")).to_contain_text("Beslutet ligger före starten.")
    says(page, need, "kvartal 3 2027", "kvartal 2 2028")
    drag(page, part(page, need, "whole"), -6)
    expect(page.locator(".moved")).to_contain_text("Detta är inget kvartal i mandatperioden")
    assert violations(page) == []

    keys, start = Keyboard(page), part(page, need, "start")
    start.focus()
    keys.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    says(page, need, "kvartal 4 2026", "kvartal 2 2028")
    keys.press("Escape")
    says(page, need, "kvartal 3 2027", "kvartal 2 2028")
    keys.press("ArrowRight", "Enter")
    expect(page.locator(".moved")).to_contain_text("kvartal 4 2027 – kvartal 2 2028")
    expect(start).to_be_focused()
    page.get_by_role("button", name="Ångra").click()
    says(page, need, "kvartal 3 2027", "kvartal 2 2028")
    expect(page.locator(".moved")).to_be_focused()
    choose(page, part(page, need, "decision"), 2)
    expect(page.locator(".moved")).to_contain_text("kvartal 3 2027 – kvartal 4 2028")
    drag_by_finger(page, part(page, need, "start"), 2)
    expect(page.locator(".moved")).to_contain_text("kvartal 1 2028 – kvartal 4 2028")
    stored = PlanNeed.objects.values_list("start", "decision", "version")
    assert stored.get() == ("2028-Q1", "2028-Q4", 6)
