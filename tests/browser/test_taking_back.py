"""Taking back and putting back, seen in a real browser: by keyboard, with axe, in both widths."""

import re

import pytest
from playwright.sync_api import expect

from organisations.models import User
from planning.models import Position, PositionLink
from tests import factories
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town


@pytest.mark.parametrize("width", WIDTHS)
def test_a_removed_link_is_found_again_and_put_back(
    transactional_db: None, visit: Visit, town: Town, planner: User, width: int
) -> None:
    source = Position.objects.get(key="p1")
    plan = factories.PlanFactory(organisation=town.organisation, title="Trafikplan")
    target = factories.PositionFactory(plan=plan, statement="Gatorna blir tystare.")
    link = factories.PositionLinkFactory(source=source, target=target, rationale="Samma gator.")
    PositionLink.objects.update(rationale="Ett annat skäl.")
    PositionLink.objects.all().delete()
    page = visit("/ostersund/stallningstaganden/p1/kopplingar/", planner, width)
    expect(page.get_by_role("heading", name="Borttagna kopplingar")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name=re.compile("^Historik Gatorna")).click()
    expect(page).to_have_url(re.compile(rf"/historik/position_link/{link.pk}/"))
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("Lägg tillbaka kopplingen")).last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kopplingen är tillbaka som den var.")).to_be_visible()
    assert PositionLink.objects.get().rationale == "Samma gator."
