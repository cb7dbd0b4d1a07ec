"""Every page of the product, as an administrator opens it: readable by all, and no wider than a phone."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from organisations.models import Organisation, Unit, User
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.house import routes

FAMILIES = sorted({name.partition(":")[0] for name in routes.names()})


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


@pytest.mark.parametrize("family", FAMILIES)
def test_the_pages_of_a_family_can_be_read_by_everybody(
    visit: Visit,
    live_server: LiveServer,
    municipality: Organisation,
    department: Unit,
    administrator: User,
    family: str,
) -> None:
    world = routes.build_world(municipality, department)
    names = [name for name in routes.names() if name.partition(":")[0] == family]
    addresses = [
        address
        for name in names
        for secret in (False, True)
        for address in routes.addresses(world, name, secret=secret)
    ]
    page = visit(f"/{municipality.slug}/", administrator)
    found = []
    for address in addresses:
        answer = page.request.get(live_server.url + address)
        if answer.ok and "<html" in answer.text():
            page.goto(live_server.url + address)
            found += faults_of(page, address)

    assert found == []
