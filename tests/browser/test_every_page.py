"""Every page of the product, as an administrator opens it: readable by all, and no wider than a phone.

Each page is loaded once: the states that it can be read in are put on and off around it. In which language
it is loaded takes turns from page to page; then what the server answers in the two others is put into its
place, as htmx does, and axe looks at that with all its rules but that of colours, which take most of its time
and are the same in every language.
"""

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from organisations.models import Organisation, Unit, User
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_frame import violations
from tests.house import paths, routes

LANGUAGES = ("sv", "nb", "en")
#: 1280 at 200 % zoom, and the narrowest that a page has to fit (WCAG 1.4.10).
NARROW = (640, 320)
#: How a reader's system can ask for other colours.
COLOURS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "dark"},
    {"forced_colors": "active", "contrast": "more"},
)
USUAL: dict[str, Any] = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
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


def faults_of(page: Page, address: str) -> list[str]:
    """What axe finds and what sticks out, at both widths, with everything opened that opens."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    found = []
    for width, but in zip(WIDTHS, ("", "color-contrast"), strict=True):  # colours are the same at both
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{address} at {width}: {each}" for each in violations(page, but=but)]
        found += too_wide(page, address)
    for asked in COLOURS:
        page.emulate_media(**USUAL | asked)
        state = " ".join(map(str, asked.values()))
        found += [f"{address}, {state}: {each}" for each in violations(page, "color-contrast")]
    page.emulate_media(**USUAL)
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 900})
        found += too_wide(page, address)
    return found


def faults_in_other_languages(page: Page, address: str, url: str, name: str) -> list[str]:
    """The same of the page in the languages that it has not been loaded in, in the narrowest window."""
    loaded = page.evaluate("document.documentElement.lang")
    found = []
    for language in LANGUAGES:
        if language != loaded:
            speak(page, url, language)
            page.evaluate(PUT, page.request.get(address).text())
            assert page.evaluate("document.documentElement.lang") == language
            found += [f"{name} in {language}: {each}" for each in violations(page, but="color-contrast")]
            found += too_wide(page, f"{name} in {language}")
    return found


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
    found = []
    for number, name in enumerate(paths.names()):
        if name.partition(":")[0] == family:
            speak(page, live_server.url, LANGUAGES[number % len(LANGUAGES)])
            address = page_of(page, [live_server.url + each for each in addresses(world, name)])
            if address:
                page.goto(address)
                found += faults_of(page, name)
                found += faults_in_other_languages(page, address, live_server.url, name)

    assert not found, "\n".join(found)


def test_what_belongs_to_no_organisation_can_be_read_by_everybody(
    visit: Visit, live_server: LiveServer
) -> None:
    page = visit(OUTSIDE[0])
    found = []
    for path, language in zip(OUTSIDE, LANGUAGES, strict=True):
        speak(page, live_server.url, language)
        page.goto(live_server.url + path)
        found += faults_of(page, path)
        found += faults_in_other_languages(page, live_server.url + path, live_server.url, path)

    assert not found, "\n".join(found)


def speak(page: Page, url: str, language: str) -> None:
    """From now on the person reads in that language."""
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary of the right form


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
