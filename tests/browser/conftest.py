"""A real Chromium. Every page fails its test on an error in the console, CSP messages included."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from organisations.models import User
from tests.pages.conftest import town

__all__ = ["town"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: The two widths that every page is looked at in.
WIDTHS = (1280, 390)
Visit = Callable[..., Page]


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
def visit(browser: Browser, live_server: LiveServer, faults: list[str]) -> Iterator[Visit]:
    """`visit(path, user=None, width=1280)` opens a page in a window of its own, logged in as the person."""
    contexts: list[BrowserContext] = []

    def opened(path: str, user: User | None = None, width: int = 1280) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="sv-SE")
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


def note(message: ConsoleMessage, faults: list[str]) -> None:
    """Errors and warnings are faults; the browser's report of an answer such as 422 is not."""
    is_answer = "Failed to load resource" in message.text and any(
        f" {code} " in message.text for code in (409, 412, 422)
    )
    if message.type in ("error", "warning") and not is_answer:
        faults.append(f"{message.type}: {message.text}")


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
