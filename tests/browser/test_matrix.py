"""The matrix and the lists of plans in a real browser: readable by everybody, usable on a phone."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town

PAGES = (
    "/ostersund/planer/",
    "/ostersund/planer/klimatprogram/",
    "/ostersund/stallningstaganden/p1/",
    "/ostersund/atgarder/m1/",
    "/ostersund/matris/",
    "/ostersund/matris/klimatprogram/ostersund/mal/klimat/",
    "/ostersund/brister/",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_can_be_read_by_everybody_at_each_width(
    visit: Visit, town: Town, politician, path: str, width: int
) -> None:
    page = visit(path, politician, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_on_a_phone_the_table_scrolls_by_itself_and_the_plans_stay_in_sight(visit: Visit, town: Town) -> None:
    factories.GoalFactory.create_batch(20, framework=town.framework)
    town.recompute()
    page = visit("/ostersund/matris/", width=390)
    region = page.locator("#matrix-region")
    region.evaluate("(each) => { each.scrollLeft = 400 }")
    assert region.evaluate("(each) => each.scrollLeft") > 0
    head = page.locator("tbody th").first
    assert head.evaluate("(each) => each.getBoundingClientRect().left") == pytest.approx(
        region.evaluate("(each) => each.getBoundingClientRect().left"), abs=1
    )


def test_a_cell_opens_into_its_items_and_reasons(visit: Visit, town: Town) -> None:
    page = visit("/ostersund/matris/")
    page.get_by_role("link", name="bidrar, netto 3, 1 punkt").click()
    expect(page.get_by_text("Ersätter olja.")).to_be_visible()


def test_filters_of_the_matrix_swap_the_table_only(visit: Visit, town: Town, politician) -> None:
    page = visit("/ostersund/matris/", politician)
    page.evaluate("window.isTheSamePage = true")
    page.get_by_label("Vems planer").select_option("adopted")
    expect(page.locator(".empty-title")).to_be_visible()
    assert page.evaluate("window.isTheSamePage")
    assert violations(page) == []
