"""Every page of the product, as an administrator opens it: readable by all, and no wider than a phone."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from organisations.models import Organisation, Unit, User
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.house import paths, routes

FAMILIES = sorted({name.partition(":")[0] for name in paths.names()})


def faults_of(page: Page, address: str) -> list[str]:
    """What axe finds and what sticks out, at both widths, with everything opened that opens."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{address} at {width}: {each}" for each in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{address} at {width}: wider than the window")
    return found


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> routes.World:
    return routes.build_world(municipality, department)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_pages_of_a_family_can_be_read_by_everybody(
    visit: Visit, live_server: LiveServer, world: routes.World, administrator: User, family: str
) -> None:
    page = visit(f"/{world.organisation.slug}/", administrator)
    found = []
    for name in paths.names():
        if name.partition(":")[0] == family:
            address = page_of(page, [live_server.url + each for each in addresses(world, name)])
            if address:
                page.goto(address)
                found += faults_of(page, name)

    assert not found, "\n".join(found)


def addresses(world: routes.World, name: str) -> list[str]:
    """Where the route is seen: at open things, else at secret ones."""
    return [each for secret in (False, True) for each in paths.of_route(world, name, secret=secret)]


def page_of(page: Page, addresses: list[str]) -> str:
    """The first of the addresses that answers with a whole page; none for parts of pages and for writing."""
    for address in addresses:
        answer = page.request.get(address)
        if answer.ok and "<html" in answer.text():
            return address
    return ""
