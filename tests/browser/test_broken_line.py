"""What is written survives a broken line and a closed window, and who else writes is seen."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import Locator, Page, expect

from organisations.models import User
from pages.dialogue import presence
from planning.models import Position
from tests.browser.conftest import Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town

pytestmark = pytest.mark.django_db(transaction=True)
DRAFT = "/ostersund/planer/utkast/"


def open_form(page: Page, position: Position) -> Locator:
    """Opens the form of a position's wording, and gives the card."""
    card = page.locator(f"#position-{position.pk}")
    card.get_by_role("link", name=re.compile("Ändra ställningstagandet")).click()
    expect(card.get_by_label("Ställningstagande", exact=True)).to_be_focused()
    return card


def test_what_could_not_be_sent_is_found_again_in_a_new_window(
    visit: Visit, town: Town, coordinator: User
) -> None:
    position = town.draft.positions.get()
    page = visit(DRAFT, coordinator)
    address, window = page.url, page.context
    card = open_form(page, position)
    window.set_offline(True)
    card.get_by_label("Ställningstagande", exact=True).fill("Skrivet på tåget.")
    card.get_by_role("button", name="Spara").click()
    expect(card.get_by_role("alert")).to_contain_text("inget har sparats")
    assert violations(page) == []
    page.close()

    window.set_offline(False)
    page = window.new_page()
    page.goto(address)
    card = open_form(page, position)
    card.get_by_role("button", name="Hämta tillbaka").click()
    expect(card.get_by_label("Ställningstagande", exact=True)).to_have_value("Skrivet på tåget.")
    card.get_by_role("button", name="Spara").click()
    expect(card.locator(".statement")).to_have_text("Skrivet på tåget.")


def test_when_the_line_is_back_the_same_form_is_saved(visit: Visit, town: Town, coordinator: User) -> None:
    page = visit(DRAFT, coordinator)
    card = open_form(page, town.draft.positions.get())
    page.context.set_offline(True)
    card.get_by_label("Ställningstagande", exact=True).fill("Bussen går varje timme.")
    card.get_by_role("button", name="Spara").click()
    expect(card.get_by_role("alert")).to_be_visible()
    page.context.set_offline(False)
    card.get_by_role("button", name="Spara").click()
    expect(card.locator(".statement")).to_have_text("Bussen går varje timme.")
    expect(card.get_by_role("alert")).to_have_count(0)


def test_two_who_write_on_the_same_thing_see_each_other_until_one_has_left(
    visit: Visit, town: Town, planner: User, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000_000.0]
    monkeypatch.setattr(presence, "time", SimpleNamespace(time=lambda: now[0]))
    town.draft.unit = town.programme.unit
    town.draft.save()
    position = town.draft.positions.get()
    first = visit("/om/komponenter/", coordinator)
    first.clock.install()
    first.goto(first.url.replace("/om/komponenter/", DRAFT))
    mine = open_form(first, position)
    second = visit(DRAFT, planner)
    theirs = open_form(second, position)
    expect(theirs.locator(".presence")).to_contain_text("Coordinator")
    first.clock.fast_forward(10_000)
    expect(mine.locator(".presence")).to_contain_text("Editor")

    second.close()
    now[0] += presence.STAYS_SECONDS + 1
    first.clock.fast_forward(10_000)
    expect(mine.locator(".presence")).not_to_contain_text("Editor")
