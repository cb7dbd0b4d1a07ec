"""What is typed survives a broken line and a closed laptop."""

import re

from playwright.sync_api import expect

from organisations.models import User
from planning.models import Position
from tests import factories
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town

FOUND = "Det du skrev finns kvar, men är inte sparat."
TEXT = "Bygg tätt kring stationerna."


def test_a_text_that_was_not_saved_is_offered_again_until_it_is_saved(
    visit: Visit, town: Town, coordinator: User
) -> None:
    factories.SectionFactory(plan=town.draft, heading="Byggande")
    page = visit("/ostersund/planer/utkast/", coordinator)
    page.get_by_role("link", name=re.compile("Nytt ställningstagande Byggande")).click()
    page.get_by_label("Ställningstagande", exact=True).fill(TEXT)
    page.wait_for_function("Object.keys(localStorage).some((key) => key.startsWith('samplan-kept'))")
    page.reload()

    page.get_by_role("link", name=re.compile("Nytt ställningstagande Byggande")).click()
    expect(page.get_by_text(FOUND)).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Hämta tillbaka").click()
    expect(page.get_by_label("Ställningstagande", exact=True)).to_have_value(TEXT)
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("article", has_text=TEXT)).to_be_visible()
    assert Position.objects.get(statement=TEXT).code == "1"

    page.get_by_role("link", name=re.compile("Nytt ställningstagande Byggande")).click()
    expect(page.get_by_label("Ställningstagande", exact=True)).to_have_value("")
    expect(page.get_by_text(FOUND)).to_have_count(0)


def test_the_forms_of_a_plan_fit_every_width(visit: Visit, town: Town, coordinator: User) -> None:
    factories.MeasureFactory(plan=town.draft, title="Ny åtgärd i utkastet")
    for width in WIDTHS:
        page = visit("/ostersund/planer/utkast/", coordinator, width)
        page.get_by_role("link", name=re.compile("Ändra åtgärden")).click()
        expect(page.get_by_label("Vad ska göras")).to_be_visible()
        page.get_by_role("link", name="Ändra försättsbladet").click()
        expect(page.get_by_label("Titel")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
