"""Two real days: an officer who writes a programme, and the team that keeps the comprehensive plan.

With `GUIDE_PICTURES` set to a folder they leave there the pictures of the planners' guide (docs/guide/).
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goals.models import Goal
from organisations.models import Organisation, Unit, User
from planning.models import Conflict, Contribution, Plan, Position
from tests import factories
from tests.browser.conftest import Visit

ROADS = "Ett sammanhängande gång- och cykelnät byggs mellan stadsdelarna och Frösön."
BRIDGE = "Mark reserveras för en gång- och cykelbro över Vallsundet."


def picture(page: Page, name: str) -> None:
    """A picture for the guide, if one is being made."""
    folder = os.environ.get("GUIDE_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.fixture
def climate(municipality: Organisation, department: Unit) -> Goal:
    """The council's goal; plan types, and the comprehensive plan in force."""
    own = {"organisation": municipality}
    framework = factories.FrameworkFactory(**own, key="mal", title="Kommunfullmäktiges mål")
    goal: Goal = factories.GoalFactory(
        framework=framework, key="klimat", code="1", title="Utsläppen från resor halveras till 2030"
    )
    factories.GoalFactory(framework=framework, key="halsa", code="2", title="Fler rör sig i vardagen")
    factories.PlanTypeFactory(**own, key="program", name="Program")
    kind = factories.PlanTypeFactory(**own, key="op", name="Översiktsplan", family="comprehensive")
    plan = factories.PlanFactory(
        **own, key="op-2040", title="Översiktsplan 2040", type=kind, unit=department, status="in_force"
    )
    factories.PositionFactory(
        plan=plan,
        key="op-1",
        code="1",
        statement="Bebyggelsen förtätas längs kollektivtrafikens stråk.",
        unit=department,
        spatial=True,
        aspect="direction",
    )
    return goal


def fill_in(page: Page, **values: str) -> None:
    """Fills in fields by their names."""
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def test_a_sector_officer_writes_a_programme(
    visit: Visit, climate: Goal, planner: User, coordinator: User
) -> None:
    page = visit("/ostersund/planer/", planner)
    page.get_by_role("link", name="Ny plan").click()
    page.get_by_label("Titel").fill("Cykelprogram 2027–2030")
    page.get_by_label("Typ").select_option(label="Program")
    picture(page, "01-ny-plan")
    page.get_by_role("button", name="Skapa planen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cykelprogram 2027–2030")

    page.get_by_role("link", name="Nytt avsnitt").click()
    page.get_by_label("Rubrik").fill("Cykelnätet")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Cykelnätet")).to_be_visible()
    for statement in (ROADS, BRIDGE):
        page.get_by_role("link", name="Nytt ställningstagande Cykelnätet").click()
        page.get_by_label("Ställningstagande", exact=True).fill(statement)
        page.get_by_label("Rumsligt: handlar om mark och vatten").check()
        picture(page, "02-nytt-stallningstagande")
        page.get_by_role("button", name="Spara").click()
        expect(page.get_by_text(statement)).to_be_visible()
    plan = Plan.objects.get(title="Cykelprogram 2027–2030")
    assert list(plan.positions.order_by("order").values_list("statement", flat=True)) == [ROADS, BRIDGE]
    picture(page, "03-programmet")
