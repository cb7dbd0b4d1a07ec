"""When a browser on a mobile network shows something of a page that it has never been to."""

import importlib
import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from alignment.services.recomputing import recompute_report
from bench import worlds
from bench.dashboards import opened
from bench.environment import BenchError
from bench.measures.pages import client_of
from bench.processes import web_server
from bench.table import Line, duration, limited
from organisations.models import Organisation

TITLE = "First contentful paint in Chromium on 4G, nothing cached in the browser (median of 5)"
LIMIT_SECONDS = 1.0
RUNS = 5
#: "Fast 4G" of Chromium's own developer tools: 9 Mbit/s down and 1.5 up less a tenth, 165 ms to and fro.
FOUR_G = {
    "offline": False,
    "downloadThroughput": 9_000_000 / 8 * 0.9,
    "uploadThroughput": 1_500_000 / 8 * 0.9,
    "latency": 165,
}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PAINTED = """() => new Promise((resolve) => {
    new PerformanceObserver((list) => {
        const found = list.getEntriesByName("first-contentful-paint");
        if (found.length) resolve([
            found[0].startTime,
            performance.getEntriesByType("navigation")[0].responseEnd,
            performance.getEntriesByType("resource").reduce((sum, each) => sum + each.transferSize,
                performance.getEntriesByType("navigation")[0].transferSize),
        ]);
    }).observe({type: "paint", buffered: true});
})"""


def lines(sizes: list[str]) -> list[Line]:
    """For each page at each size: as the public sees it on a phone, served as the product is deployed."""
    found = []
    with _deployed() as port, _chromium() as browser:
        for size in sizes:
            organisation = worlds.ensure(size)[0]
            recompute_report(organisation_id=organisation.pk)
            found += [_line(size, name, port, address, browser) for name, address in _pages(organisation)]
    return found


def _pages(organisation: Organisation) -> Iterator[tuple[str, str]]:
    client = client_of(None)
    for name, address in opened(organisation):
        client.get(address)  # somebody has been there since the report was computed
        yield name, address


def _line(size: str, name: str, port: int, address: str, browser: Any) -> Line:
    runs = [_painted(f"http://127.0.0.1:{port}{address}", browser) for _ in range(RUNS)]
    painted, answered, size_bytes = (statistics.median(column) for column in zip(*runs, strict=True))
    note = f"page there after {duration(answered / 1000)}, {size_bytes / 1000:.0f} kB in all"
    return limited(f"{size}: {name}", painted / 1000, LIMIT_SECONDS, note)


def _painted(url: str, browser: Any) -> tuple[float, float, float]:
    """When the first text or picture was drawn, when the page had come (ms), and bytes of all that came."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    try:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", FOUR_G)
        page.goto(url, wait_until="load")
        first, answered, size_bytes = page.evaluate(PAINTED)
        return first, answered, size_bytes
    finally:
        context.close()


@contextmanager
def _deployed() -> Iterator[int]:
    """The web server with static files collected and compressed, as the image has them; yields its port."""
    with tempfile.TemporaryDirectory() as folder:
        manifest = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
        with override_settings(STATIC_ROOT=folder, STORAGES=settings.STORAGES | manifest):
            call_command("collectstatic", interactive=False, verbosity=0)
        os.environ |= {"STATIC_MANIFEST": "1", "STATIC_ROOT": folder}
        try:
            with web_server() as port:
                yield port
        finally:
            for name in ("STATIC_MANIFEST", "STATIC_ROOT"):
                os.environ.pop(name)


@contextmanager
def _chromium() -> Iterator[Any]:
    """A headless Chromium. Raises `BenchError` where there is none."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise BenchError("No Chromium was found: name one in $CHROMIUM.")
    playwright = importlib.import_module("playwright.sync_api")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # it keeps a loop running in this thread
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--headless=new", "--no-sandbox"])
        yield browser
        browser.close()
