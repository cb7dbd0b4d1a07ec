"""A person's own work and what is drawn while one types, seen in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from goals.models import Indicator, Target
from organisations.models import User
from planning.models import Contribution, Position
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town


@pytest.fixture
def stated(town: Town) -> Contribution:
    """The programme's position was reworded since its link to the climate goal was reviewed."""
    Position.objects.filter(key="p1").update(statement="Bygg ut fjärrvärmen överallt.")
    return Contribution.objects.get(position__key="p1")


def test_a_target_is_drawn_as_it_is_typed(
    transactional_db: None, visit: Visit, town: Town, coordinator: User
) -> None:
    page = visit(f"/ostersund/malvarden/{town.climate.pk}/nytt/", coordinator)
    page.get_by_label("Indikator", exact=True).select_option(str(Indicator.objects.get().pk))
    page.get_by_label("År", exact=True).fill("2041")
    page.get_by_label("Värde att nå").fill("3,5")
    figure = page.locator(".form-preview svg[role=img]")
    expect(figure).to_be_visible()
    expect(page.locator(".form-preview")).to_contain_text("2041")
    page.get_by_label("Värde att nå").fill("tre")
    expect(page.locator(".form-preview")).to_contain_text("Skriv ett tal")
    assert Target.objects.count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_links_are_reviewed_and_confirmed_together(
    transactional_db: None, visit: Visit, planner: User, stated: Contribution, width: int
) -> None:
    page = visit("/ostersund/mitt-arbete/", planner, width)
    assert violations(page) == []
    page.get_by_role("link", name="Granska dem tillsammans").click()
    assert violations(page) == []
    expect(page.get_by_role("checkbox")).to_be_checked()
    page.get_by_role("button", name="Bekräfta de valda").click()
    expect(page.get_by_text("1 koppling är bekräftad.").first).to_be_visible()
    expect(page.get_by_text(re.compile("Ingen koppling väntar"))).to_be_visible()
