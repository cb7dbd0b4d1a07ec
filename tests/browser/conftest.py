"""A real Chromium. Every page fails its test on an error in the console, CSP messages included."""

import os
import shutil
from collections.abc import Callable, Iterator
from threading import Condition
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from organisations.models import User
from tests.pages.conftest import town

__all__ = ["town"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: The two widths that every page is looked at in.
WIDTHS = (1280, 390)
Visit = Callable[..., Page]
LONGEST_ANSWER = 20.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("The browser tests need Chromium: name one in $CHROMIUM, or apt-get install -y chromium")
    # Playwright keeps a loop running in this thread; the database is used between its calls only.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def faults() -> list[str]:
    """What the consoles of this test's pages said that they should not have."""
    return []


@pytest.fixture
def answered(live_server: LiveServer) -> Iterator[None]:
    """When the test's windows are closed, waits until the server has answered what they last asked for:
    else the database would be emptied under its hands."""
    under_way, is_idle = [0], Condition()

    def count(change: int) -> None:
        with is_idle:
            under_way[0] += change
            is_idle.notify_all()

    def began(**_signal: Any) -> None:
        count(1)

    def ended(**_signal: Any) -> None:
        count(-1)

    request_started.connect(began)
    request_finished.connect(ended)
    yield
    with is_idle:
        is_idle.wait_for(lambda: under_way[0] <= 0, timeout=LONGEST_ANSWER)
    request_started.disconnect(began)
    request_finished.disconnect(ended)


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, answered: None, faults: list[str]) -> Iterator[Visit]:
    """`visit(path, user=None, width=1280, scripts=True)`: a page in a window, logged in as user."""
    contexts: list[BrowserContext] = []

    def opened(path: str, user: User | None = None, width: int = 1280, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="sv-SE", java_script_enabled=scripts
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.on("console", lambda message: note(message, faults))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


#: What htmx says where there is no line.
UNSENT = ("htmx:sendError", "htmx:afterRequest")


def note(message: ConsoleMessage, faults: list[str]) -> None:
    """Errors and warnings are faults; the browser's report of an answer such as 422, or that it stands
    without a line, is not."""
    is_answer = "Failed to load resource" in message.text and any(
        f" {code} " in message.text for code in (409, 412, 422)
    )
    is_offline = "ERR_INTERNET_DISCONNECTED" in message.text or message.text.startswith(UNSENT)
    if message.type in ("error", "warning") and not (is_answer or is_offline):
        faults.append(f"{message.type}: {message.text}")


#: Whether the focus is at the element, and where it is can be seen: in the window, and drawn.
FOCUS = """(wanted) => {
    const focused = document.activeElement;
    const style = getComputedStyle(focused);
    const box = focused.getBoundingClientRect();
    const isDrawn = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== "none"
        || focused.type === "date";  // the browser draws the focus in its parts
    const isInside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
    return {isThere: focused === wanted, isSeen: isDrawn && isInside, place: focused.outerHTML.slice(0, 200)};
}"""
MOST_STOPS = 250


class Keyboard:
    """A person without a mouse: goes on with the Tab key until they are where they want to be."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Types a text in the place of what stands in the field that has the focus."""
        self.press("Control+a")
        self.page.keyboard.type(text)

    def go_to(self, wanted: Locator, *, key: str = "Tab") -> None:
        """Tabs to something that can be seen; each stop on the way shows where the focus is."""
        expect(wanted).to_be_visible()
        for _stop in range(MOST_STOPS):
            self.press(key)
            focus = wanted.evaluate(FOCUS)
            assert focus["isSeen"], f"the focus cannot be seen: {focus['place']}"
            if focus["isThere"]:
                return
        pytest.fail(f"no way with {key} to {wanted}")

    def follow(self, wanted: Locator) -> None:
        """Tabs to a link or button and opens or presses it."""
        self.go_to(wanted)
        self.press("Enter")

    def stands_at(self, wanted: Locator) -> None:
        """The focus has come to the element, and is seen there."""
        expect(wanted).to_be_focused()
        focus = wanted.evaluate(FOCUS)
        assert focus["isSeen"], f"the focus cannot be seen: {focus['place']}"


def session_cookie(user: User, url: str) -> dict[str, str]:
    """The cookie of a session in which the person is logged in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }
