"""Before, for and after a council meeting: a politician with a phone, a coordinator who prints, the public.

With `JOURNEY_PICTURES` set to a folder they leave there a picture of each step.
"""

import csv
import io
import json
import os
import re
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from alignment.services.pinning import pin_report
from organisations.models import User
from planning.models import Measure
from tests.browser.conftest import Visit
from tests.browser.test_frame import GOAL, violations
from tests.pages.town import SECRET, Town

MEETING = "Kommunfullmäktige 24 november"
PASSWORD = "correct horse battery staple"
BROKEN = "kedjan brister vid: finansierat"


def picture(page: Page, name: str) -> None:
    """A picture of the step, if somebody wants to look."""
    folder = os.environ.get("JOURNEY_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page) -> bool:
    """Whether nothing sticks out sideways."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return not wide


@pytest.fixture
def since_the_meeting(town: Town, coordinator: User) -> Town:
    """At the last meeting the climate's measure was paid for; since then it is not."""
    pin_report(organisation=town.organisation, by=coordinator, number=1, name=MEETING)
    Measure.objects.filter(key="m1").update(funding="unfunded")
    town.recompute()
    return town


def log_in(page: Page, user: User) -> None:
    """The person logs in with their password, and comes back to the overview."""
    page.get_by_role("link", name="Logga in").click()
    page.get_by_label("E-post").fill(user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Översikt")


def look_into_the_goal(page: Page) -> None:
    """From what has changed to the goal, and to its chain as a picture."""
    page.locator(".changes").get_by_role("link", name="1 Klimatneutralt 2030").click()
    expect(page.get_by_text("Finansierat").first).to_be_visible()
    picture(page, "politician-3-goal")
    page.get_by_role("link", name="Kedjan som bild: från målet till pengarna").click()
    expect(page.get_by_role("heading", name="Från målet till pengarna")).to_be_visible()
    picture(page, "politician-4-flow")
    assert fits(page)


def test_a_politician_prepares_a_meeting_on_a_phone(
    visit: Visit, since_the_meeting: Town, politician: User, coordinator: User
) -> None:
    page = visit("/ostersund/", width=390)
    log_in(page, politician)
    picture(page, "politician-1-overview")
    page.get_by_label("Jämför med").select_option(label=MEETING)
    page.get_by_role("button", name="Jämför", exact=True).click()
    expect(page.locator(".changes")).to_contain_text(BROKEN)
    picture(page, "politician-2-since-the-meeting")
    assert fits(page)
    look_into_the_goal(page)
    page.get_by_role("link", name="Översikt", exact=True).click()
    page.get_by_role("link", name="Pröva vad beslut skulle leda till").click()
    page.get_by_role("link", name=re.compile("Finansiera ?: Ny panna")).click()
    expect(page.get_by_role("heading", name="Vad det skulle leda till")).to_be_visible()
    picture(page, "politician-5-what-if")
    assert fits(page)
    shared = page.url.partition("/ostersund/")[2]
    page.get_by_role("link", name="Översikt", exact=True).click()
    page.get_by_role("link", name="Alla datum").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klockan")
    picture(page, "politician-6-clock")
    assert violations(page) == []

    colleague = visit(f"/ostersund/{shared}", coordinator)
    expect(colleague.get_by_role("link", name=re.compile("Ta bort ?: Ny panna"))).to_be_visible()


def test_a_coordinator_pins_compares_and_prints_the_report(
    visit: Visit, since_the_meeting: Town, coordinator: User
) -> None:
    page = visit("/ostersund/rapporter/", coordinator)
    page.get_by_role("link", name="Rapport 2", exact=True).click()
    page.get_by_label("Fäst vid ett möte").fill("Kommunfullmäktige 15 december")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Fäst vid:")).to_be_visible()
    picture(page, "coordinator-1-pinned")
    page.get_by_role("link", name="Alla rapporter").click()
    picture(page, "coordinator-2-reports")
    page.get_by_role("button", name="Jämför de två").click()
    expect(page.locator(".changes")).to_contain_text(BROKEN)
    picture(page, "coordinator-3-compared")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_hidden()
    expect(page.locator(".downloads")).to_be_hidden()
    expect(page.locator(".printed-from")).to_contain_text("/ostersund/rapporter/jamfor/?till=2&fran=1")
    picture(page, "coordinator-4-printed")
    page.emulate_media(media="screen")
    expect(page.locator(".printed-from")).to_be_hidden()
    with page.expect_download() as downloading:
        page.locator(".downloads").get_by_role("link", name="PDF").click()

    with pikepdf.open(downloading.value.path()) as pdf:
        assert pdf.Root.StructTreeRoot is not None
        assert "Vad som har ändrats" in str(pdf.docinfo.get("/Title"))
    assert violations(page) == []


def test_the_public_reads_and_downloads_without_logging_in(visit: Visit, since_the_meeting: Town) -> None:
    page = visit("/ostersund/")
    read = [page.content()]
    picture(page, "public-1-overview")
    page.get_by_role("link", name="Klimatneutralt 2030").first.click()
    expect(page).to_have_url(re.compile(GOAL))
    read.append(page.content())
    picture(page, "public-2-goal")
    with page.expect_download() as downloading:
        page.locator(".downloads").get_by_role("link", name="PDF").click()
    with pikepdf.open(downloading.value.path()) as pdf:
        assert len(pdf.pages) >= 1
    page.get_by_role("link", name="Öppna data").click()
    picture(page, "public-3-open-data")
    files = {}
    for form in ("CSV", "JSON"):
        address = page.get_by_role("link", name=f"{form} Åtgärder").get_attribute("href")
        files[form] = page.request.get(f"{page.url.partition('/ostersund/')[0]}{address}").body()
    read += [content.decode("utf-8-sig") for content in files.values()]

    assert all("Ny panna" in each for each in read[2:])
    assert json.loads(files["JSON"])
    assert list(csv.reader(io.StringIO(read[2])))
    assert not any(SECRET in each for each in read)
