"""The main journeys by the keyboard alone: where the focus is can be seen, and it lands where one expects."""

import re

import pytest
from playwright.sync_api import Page, expect

from organisations.models import Unit, User
from planning.models import Conflict, Contribution, HandOver, Measure, Plan, Position
from tests import factories
from tests.browser.conftest import WIDTHS, Keyboard, Visit
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db(transaction=True)
DRAFT = "/ostersund/planer/utkast/"


@pytest.fixture
def comprehensive(town: Town) -> Plan:
    """The draft of a comprehensive plan, and a spatial position that can be offered to it."""
    Position.objects.filter(key="p1").update(spatial=True)
    own = {"organisation": town.organisation, "unit": town.programme.unit, "status": "drafting"}
    plan: Plan = factories.PlanFactory(**own, key="op", title="ÖP 2040", type__family="comprehensive")
    return plan


def log_in(page: Page, user: User) -> Keyboard:
    keys = Keyboard(page)
    keys.go_to(page.get_by_label("E-post"))
    keys.write(user.email)
    keys.go_to(page.get_by_label("Lösenord"))
    keys.write("correct horse battery staple")
    keys.press("Enter")
    return keys


def test_a_planner_logs_in_finds_a_plan_and_changes_a_wording(
    visit: Visit, town: Town, coordinator: User
) -> None:
    page = visit("/konto/login/?next=/ostersund/")
    keys = log_in(page, coordinator)
    navigation = page.get_by_role("navigation", name="Huvudmeny")
    keys.follow(navigation.get_by_role("link", name="Planer", exact=True))
    keys.follow(page.get_by_role("main").get_by_role("link", name=SECRET, exact=True))
    position = town.draft.positions.get()
    card = page.locator(f"#position-{position.pk}")
    keys.follow(card.get_by_role("link", name=re.compile("Ändra ställningstagandet")))
    keys.stands_at(card.get_by_label("Ställningstagande", exact=True))
    keys.write("Busslinjen går varje timme.")
    keys.follow(card.get_by_role("button", name="Spara"))
    expect(card.locator(".statement")).to_have_text("Busslinjen går varje timme.")
    keys.stands_at(card)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_position_and_a_measure_are_written_in_a_draft(
    visit: Visit, town: Town, coordinator: User, width: int
) -> None:
    page = visit(DRAFT, coordinator, width)
    keys = Keyboard(page)
    keys.follow(page.get_by_role("link", name=re.compile("^Nytt ställningstagande")).first)
    keys.stands_at(page.get_by_label("Ställningstagande", exact=True))
    keys.write("Hållplatserna får tak.")
    keys.follow(page.get_by_role("button", name="Spara"))
    keys.stands_at(page.locator("article.card", has_text="Hållplatserna får tak."))

    keys.follow(page.get_by_role("link", name=re.compile("^Ny åtgärd")).first)
    keys.stands_at(page.get_by_label("Vad ska göras"))
    keys.write("Bygg tak vid torget")
    keys.follow(page.get_by_role("button", name="Spara"))
    keys.stands_at(page.locator("article.card", has_text="Bygg tak vid torget"))
    assert Position.objects.filter(statement="Hållplatserna får tak.", plan=town.draft).exists()
    assert Measure.objects.filter(title="Bygg tak vid torget", plan=town.draft).exists()


def test_a_position_is_offered_to_the_comprehensive_plan(
    visit: Visit, comprehensive: Plan, planner: User
) -> None:
    page = visit("/ostersund/stallningstaganden/p1/", planner)
    keys = Keyboard(page)
    keys.follow(page.get_by_role("link", name=re.compile("Erbjud till översiktsplanen")))
    keys.stands_at(page.get_by_label(re.compile("ÖP 2040")))
    keys.press("Space", "Tab")
    keys.write("Panncentralen behöver mark.")
    keys.follow(page.get_by_role("button", name="Erbjud", exact=True))
    expect(page.get_by_text("Ställningstagandet är erbjudet.")).to_be_visible()
    assert HandOver.objects.get().rationale == "Panncentralen behöver mark."


def test_what_is_offered_is_taken_in_by_those_who_write_the_comprehensive_plan(
    visit: Visit, comprehensive: Plan, planner: User
) -> None:
    source = Position.objects.get(key="p1")
    factories.HandOverFactory(source=source, target=None, target_plan=comprehensive)
    page = visit("/ostersund/mitt-arbete/", planner)
    keys = Keyboard(page)
    keys.follow(page.get_by_role("link", name=re.compile("Ta in det eller återlämna det")))
    keys.follow(page.get_by_role("link", name=re.compile("Ta in som nytt ställningstagande")))
    keys.stands_at(page.get_by_label("Avsnitt i utkastet"))
    keys.follow(page.get_by_role("button", name="Ta in", exact=True))
    keys.stands_at(page.locator("article.card", has_text="Intaget"))
    assert comprehensive.positions.get().statement == source.statement


def test_a_conflict_is_decided(visit: Visit, town: Town, department: Unit, coordinator: User) -> None:
    conflict = factories.ConflictFactory(organisation=town.organisation, title="Bron och stranden")
    page = visit(f"/ostersund/malkonflikter/{conflict.pk}/", coordinator)
    keys = Keyboard(page)
    keys.follow(page.get_by_role("link", name="För in beslutet"))
    keys.stands_at(page.get_by_label("Vad som beslutades"))
    keys.write("Bron byggs utanför häckningstid.")
    keys.go_to(page.get_by_label("Vem som beslutade"))
    keys.write("Kommunfullmäktige § 84")
    keys.follow(page.get_by_role("button", name="Spara"))
    keys.stands_at(page.locator("article.card"))
    expect(page.locator("article.card")).to_contain_text("Bron byggs utanför häckningstid.")
    stored = Conflict.objects.get()
    assert (stored.status, stored.resolved_on) == (Conflict.Status.RESOLVED, town.organisation.today())


def test_links_that_a_new_wording_made_outdated_are_confirmed_together(
    visit: Visit, town: Town, planner: User
) -> None:
    Position.objects.filter(key="p1").update(statement="Bygg ut fjärrvärmen överallt.")
    page = visit("/ostersund/mitt-arbete/", planner)
    keys = Keyboard(page)
    keys.follow(page.get_by_role("link", name="Granska dem tillsammans"))
    box = page.get_by_role("checkbox")
    keys.go_to(box)
    keys.press("Space")
    expect(box).not_to_be_checked()
    keys.press("Space")
    keys.follow(page.get_by_role("button", name="Bekräfta de valda"))
    keys.stands_at(page.get_by_role("main").get_by_text("1 koppling är bekräftad."))
    assert not Contribution.objects.with_outdated().filter(is_outdated=True).exists()
