"""Every page of the product, as an administrator opens it: readable by all, and no wider than a phone.

Each page is loaded once: the states that it can be read in are put on and off around it. In which language
it is loaded takes turns from page to page; then what the server answers in the two others is put into its
place, as htmx does, and axe looks at that with all its rules but that of colours, which take most of its time
and are the same in every language.

The server answers once in each language; the browser keeps axe as it has compiled it, from page to page.
"""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from playwright.sync_api import APIResponse, Page
from pytest_django.live_server_helper import LiveServer

from organisations.models import Organisation, Unit, User
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.house import paths, routes

LANGUAGES = ("sv", "nb", "en")
#: 1280 at 200 % zoom, and the narrowest that a page has to fit (WCAG 1.4.10).
NARROW = (640, 320)
#: How a reader's system asks for colours: not at all, for dark ones, for few with more contrast.
USUAL: dict[str, Any] = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
DARK = USUAL | {"color_scheme": "dark"}
CONTRAST = USUAL | {"forced_colors": "active", "contrast": "more"}
#: Every component, the log-in, and the list of organisations.
OUTSIDE = ("/om/komponenter/", "/konto/login/", "/?alla=1")
#: Puts another answer of the server into the place of the page: what it says, and in which language.
PUT = """(html) => {
    const other = new DOMParser().parseFromString(html, "text/html");
    document.documentElement.lang = other.documentElement.lang;
    document.title = other.title;
    document.body.replaceWith(document.adoptNode(other.body));
    document.querySelectorAll("details").forEach((each) => { each.open = true });
}"""
FAMILIES = sorted({name.partition(":")[0] for name in paths.names()})


def faults(page: Page, url: str, asked: list[str], name: str, turn: int) -> list[str]:
    """What is wrong with the first of the addresses that is a page, in every state and language.

    `turn`: which of the languages it is loaded in; in the two others it is put into its place.
    """
    loaded, second, third = (LANGUAGES[(turn + each) % len(LANGUAGES)] for each in range(len(LANGUAGES)))
    speak(page, url, second)
    answer = page_of(page, asked)
    if answer is None:
        return []
    speak(page, url, loaded)
    page.goto(answer.url)
    found = faults_of(page, name)
    found += faults_in_another_language(page, answer, second, name)
    speak(page, url, third)
    return found + faults_in_another_language(page, page.request.get(answer.url), third, name)


def faults_of(page: Page, name: str) -> list[str]:
    """What axe finds and what sticks out, in all widths and colours, with everything opened that opens."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    found = []
    for width, asked in zip(WIDTHS, (USUAL, DARK), strict=True):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(**asked)
        found += [f"{name} at {width}, {asked['color_scheme']}: {each}" for each in violations(page)]
        found += too_wide(page, name)
    page.emulate_media(**CONTRAST)
    found += [f"{name} in few colours: {each}" for each in violations(page, "color-contrast")]
    page.emulate_media(**USUAL)
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 900})
        found += too_wide(page, name)
    return found


def faults_in_another_language(page: Page, answer: APIResponse, language: str, name: str) -> list[str]:
    """The same of what the server has answered in a language that the page is not loaded in, in the
    narrowest window."""
    page.evaluate(PUT, answer.text())
    assert page.evaluate("document.documentElement.lang") == language
    found = [f"{name} in {language}: {each}" for each in violations(page, but="color-contrast")]
    return found + too_wide(page, f"{name} in {language}")


def too_wide(page: Page, address: str) -> list[str]:
    """Whether the page scrolls sideways."""
    is_wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    width = page.evaluate("innerWidth")
    return [f"{address} at {width}: wider than the window"] if page.evaluate(is_wider) else []


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> routes.World:
    return routes.build_world(municipality, department)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_pages_of_a_family_can_be_read_by_everybody(
    visit: Visit, live_server: LiveServer, world: routes.World, administrator: User, family: str
) -> None:
    page = visit(f"/{world.organisation.slug}/", administrator)
    page.add_init_script(AXE_SCRIPT)
    found = []
    for number, name in enumerate(paths.names()):
        if name.partition(":")[0] == family:
            asked = [live_server.url + each for each in addresses(world, name)]
            found += faults(page, live_server.url, asked, name, number)

    assert not found, "\n".join(found)


def test_what_belongs_to_no_organisation_can_be_read_by_everybody(
    visit: Visit, live_server: LiveServer
) -> None:
    page = visit(OUTSIDE[0])
    page.add_init_script(AXE_SCRIPT)
    found = []
    for number, path in enumerate(OUTSIDE):
        found += faults(page, live_server.url, [live_server.url + path], path, number)

    assert not found, "\n".join(found)


def speak(page: Page, url: str, language: str) -> None:
    """From now on the person reads in that language."""
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary of the right form


def addresses(world: routes.World, name: str) -> list[str]:
    """Where the route is seen: at open things, else at secret ones."""
    return [each for secret in (False, True) for each in paths.of_route(world, name, secret=secret)]


def page_of(page: Page, addresses: list[str]) -> APIResponse | None:
    """The first of the answers that is a whole page; none for parts of pages and for writing."""
    for address in addresses:
        answer = page.request.get(address)
        if answer.ok and "<html" in answer.text():
            return answer
    return None
