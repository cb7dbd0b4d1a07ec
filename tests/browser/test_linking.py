"""Choosing among many by searching, seen in a real browser: what is meant is found while one types."""

import re

from playwright.sync_api import Page, expect

from organisations.models import User
from planning.models import Contribution, HandOver, Position, PositionLink
from tests import factories
from tests.browser.conftest import Keyboard, Visit
from tests.browser.test_frame import violations
from tests.pages.town import Town


def opened(visit: Visit, planner: User) -> Page:
    """The form of a new link, with the focus in the search for a goal."""
    page = visit("/ostersund/stallningstaganden/p1/", planner)
    page.get_by_role("link", name=re.compile("Koppla till ett mål")).click()
    expect(page.get_by_label("Sök bland målen")).to_be_focused()
    return page


def test_a_goal_is_found_by_stems_of_its_text_and_chosen_with_the_keyboard(
    transactional_db: None, visit: Visit, town: Town, planner: User
) -> None:
    said = "Tystare gator ger bättre sömn."
    goal = factories.GoalFactory(framework=town.climate.framework, title="God natt", text=said)
    page = opened(visit, planner)
    page.keyboard.type("gatorna")
    options = page.locator("select[name=goal] option")
    expect(options).to_have_text("God natt (gator)")
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    for key in ("Tab", "Space", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("Tystare på natten.")
    page.get_by_label("Sök bland målen").fill("")
    expect(page.locator("select[name=goal]")).to_have_value(str(goal.pk))
    page.get_by_role("form", name="Koppla till ett mål").get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Tystare på natten.")).to_be_visible()
    assert Contribution.objects.filter(goal=goal, position__key="p1").exists()


def test_a_position_is_suggested_or_found_while_one_types_and_the_reason_stays(
    transactional_db: None, visit: Visit, town: Town, planner: User
) -> None:
    plan = factories.PlanFactory(organisation=town.programme.organisation, title="Trafikplan")
    warm = factories.PositionFactory(plan=plan, statement="Fjärrvärmen når alla skolor.")
    quiet = factories.PositionFactory(plan=plan, statement="Gatorna blir tystare.")
    page = visit("/ostersund/stallningstaganden/p1/kopplingar/", planner)
    page.get_by_label("Skäl").fill("De hör ihop.")
    page.get_by_label("Sök", exact=True).fill("tyst")
    expect(page.get_by_role("radio", name=re.compile(quiet.statement))).to_be_visible()
    page.get_by_role("link", name=warm.statement).click()
    expect(page.get_by_role("radio", name=re.compile(warm.statement))).to_be_checked()
    expect(page.get_by_label("Skäl")).to_have_value("De hör ihop.")
    assert violations(page) == []
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".why", has_text="De hör ihop.")).to_be_visible()
    assert PositionLink.objects.get(target=warm).rationale == "De hör ihop."


def test_one_of_many_units_is_chosen_by_keyboard_alone(
    transactional_db: None, visit: Visit, town: Town, planner: User
) -> None:
    own = {"organisation": town.organisation, "unit": town.programme.unit}
    factories.UnitFactory.create_batch(35, organisation=town.organisation)
    swim = factories.UnitFactory(organisation=town.organisation, name="Badhusen")
    factories.PositionFactory(plan=factories.PlanFactory(**own, status="drafting"), key="bad")
    page = visit("/ostersund/stallningstaganden/bad/redigera/", planner)
    keyboard = Keyboard(page)
    keyboard.go_to(page.get_by_label("Sök: Ansvarig"))
    page.keyboard.type("badhus")
    expect(page.locator("choice-picker [role=status]")).to_have_text("1 träffar")
    expect(page.locator("select[name=unit]")).to_have_value(str(swim.pk))
    assert violations(page) == []
    keyboard.follow(page.get_by_role("button", name="Spara"))
    expect(page.locator("select[name=unit]")).to_have_count(0)
    assert Position.objects.get(key="bad").unit == swim


def test_one_of_many_positions_is_found_and_chosen_by_keyboard_alone(
    transactional_db: None, visit: Visit, town: Town, planner: User
) -> None:
    own = {"organisation": town.organisation, "unit": town.programme.unit}
    draft = factories.PlanFactory(**own, status="drafting", type__family="comprehensive")
    factories.PositionFactory.create_batch(35, plan=draft, statement="Skogen sköts varsamt.")
    quay = factories.PositionFactory(plan=draft, statement="Kajen öppnas.")
    offered = Position.objects.get(key="p1")
    offer = factories.HandOverFactory(source=offered, target=None, target_plan=draft)
    page = visit(f"/ostersund/overlamningar/{offer.pk}/ta-in-i/", planner)
    expect(page.get_by_label("Sök", exact=True)).to_be_focused()
    page.keyboard.type("kaj")
    expect(page.locator("#status")).to_have_text("1 att välja på")
    keyboard = Keyboard(page)
    keyboard.go_to(page.get_by_role("radio", name="Kajen öppnas."))
    keyboard.press("Space")
    assert violations(page) == []
    keyboard.follow(page.get_by_role("button", name="Ta in i ställningstagandet"))
    expect(page.get_by_role("radio")).to_have_count(0)
    assert HandOver.objects.get(pk=offer.pk).target == quay
