"""A strategist's round from the election to the adopted document, in Sweden and in Norway."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from organisations.models import Membership, Organisation, Unit, User
from planning.models import Plan
from strategy.models import OF_COUNTRY, PlanNeed, PlanningStrategy
from tests import factories
from tests.browser.conftest import Visit
from tests.browser.test_every_page import speak
from tests.browser.test_time_line import drag, part
from tests.conftest import person
from tests.pages.documents.claims import check_pdf
from tests.pages.plans.test_pdf_detail import text_of

SWEDISH = "Planeringsstrategi 2026–2030"
NORWEGIAN = "Kommunal planstrategi 2024–2027"


def write(page: Page, opener: Locator, button: str = "Spara", **values: str) -> None:
    """A form is opened, filled in by the names of its fields, and saved."""
    opener.click()
    form = page.locator("form.edit")
    fill_in(form, **values)
    form.get_by_role("button", name=button, exact=True).click()
    expect(form).to_have_count(0)


def fill_in(form: Locator, **values: str) -> None:
    for name, value in values.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("(each) => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=re.compile(f"^{re.escape(name)}")).first


def downloaded(page: Page, folder: Path, language: str) -> str:
    """What the strategy's PDF says, which is as accessible and lasting as it claims to be."""
    with page.expect_download() as downloading:
        page.locator(".downloads").get_by_role("link", name="PDF").click()
    path = downloading.value.path()
    check_pdf(path.read_bytes(), folder, language)
    return text_of(PdfReader(path))


@pytest.fixture
def programme(transactional_db: None, municipality: Organisation, department: Unit) -> Plan:
    """A programme in force in a town whose report has been made."""
    kind = factories.PlanTypeFactory(organisation=municipality, key="program", name="Program")
    made: Plan = factories.PlanFactory(
        organisation=municipality, key="klimat", title="Klimatprogram", type=kind, unit=department
    )
    return made


def begin(page: Page) -> None:
    """The election was on 13 September 2026: the strategy is due 24 months later."""
    write(page, link(page, "Registrera en mandatperiod"), elected_on="2026-09-13", begins_on="2026-10-15")
    page.goto(page.url.partition("/strategi/")[0] + "/strategi/")
    expect(page.get_by_text("13 september 2028").first).to_be_visible()
    write(page, link(page, "Påbörja strategin"), title=SWEDISH)
    page.get_by_role("link", name=SWEDISH, exact=True).click()


def judge(page: Page) -> None:
    """Each requirement of the law gets its verdict with reasons."""
    for requirement in OF_COUNTRY["SE"]:
        reason = f"Skäl för {requirement}."
        opener = page.locator(f"#requirement-{requirement}").get_by_role("link", name="Bedöm")
        write(page, opener, verdict="partly_current", reason=reason)
        expect(page.locator("#currency")).to_contain_text(reason)


def plan_the_work(page: Page, programme: Plan) -> None:
    """A stance with quarters, which is dragged on; what a unit can do of it; and a future to plan for."""
    write(
        page, link(page, "Ta ställning Klimatprogram"), stance="revise", reason="Målen är nya.",
        unit_id=str(programme.unit_id), start="2027-Q1", decision="2027-Q4", person_months="8",
    )  # fmt: skip
    expect(page.locator("#portfolio-above")).to_contain_text("1 av 1")
    drag(page, part(page, PlanNeed.objects.get(), "whole"), 1)
    expect(page.locator(".moved")).to_contain_text("kvartal 2 2027 – kvartal 1 2028")
    write(
        page, link(page, "Ange en enhets kapacitet"), unit_id=str(programme.unit_id), person_months="1",
        first="2027-Q1", last="2028-Q4",
    )  # fmt: skip
    expect(page.locator("#resources-above")).to_contain_text("överbokat med 1")
    write(page, link(page, "Beskriv ett scenario"), title="Staden växer", population="75000", year="2040")


def adopt(page: Page) -> None:
    """An adoption without its decision is refused; then the council's protocol is entered."""
    link(page, "Registrera antagandet").click()
    form = page.locator("form.edit")
    fill_in(form, adopted_on="2026-09-01", decided_by="Kommunfullmäktige", reference="KF § 84")
    form.get_by_role("button", name="Spara").click()
    expect(form).to_contain_text("före valet")
    fill_in(form, adopted_on="2026-11-24", case_number="KS 7/2026", comprehensive_plan_judgement="current")
    form.get_by_role("button", name="Spara").click()
    expect(form).to_have_count(0)


def test_a_swedish_strategist_goes_from_the_election_to_the_adopted_document(
    visit: Visit, programme: Plan, coordinator: User, tmp_path: Path
) -> None:
    page = visit("/ostersund/strategi/", coordinator)
    begin(page)
    write(page, link(page, "Skriv ned en förutsättning"), title="Bron är stängd", effect="Trafiken växer.")
    judge(page)
    plan_the_work(page, programme)
    adopt(page)
    strategy = PlanningStrategy.objects.get()
    assert (strategy.adopted_on, strategy.reference) == (date(2026, 11, 24), "KF § 84")

    public = visit("/ostersund/strategi/")
    public.get_by_role("link", name=SWEDISH, exact=True).click()
    expect(public.locator("#portfolio")).to_contain_text("Målen är nya.")
    link(public, "Läs strategin som dokument").click()
    said = downloaded(public, tmp_path, "sv")
    entered = (SWEDISH, "24 november 2026", "KF § 84", "KS 7/2026", "Bron är stängd", "Målen är nya.")
    reasons = (f"Skäl för {requirement}." for requirement in OF_COUNTRY["SE"])
    assert [text for text in (*entered, *reasons, "kvartal 2 2027") if text not in said] == []


@pytest.fixture
def strategist(transactional_db: None) -> User:
    """Of a Norwegian municipality whose council was elected in September 2023."""
    place = factories.OrganisationFactory(
        key="trondheim", name="Trondheim kommune", country="NO", language="nb", is_public=True
    )
    factories.TermFactory(organisation=place, elected_on="2023-09-11")
    return person(place, Membership.Role.COORDINATOR)


def count_from_the_constitution(page: Page) -> None:
    """The year runs from the council's constitution; until that day is known the clock asks for it."""
    expect(page.locator(".days")).to_contain_text("Oppgi når kommunestyret ble konstituert")
    write(page, link(page, "Endre datoene"), "Lagre", constituted_on="2023-10-12")
    page.goto(page.url.partition("/strategi/")[0] + "/strategi/")
    expect(page.locator(".days")).to_contain_text("12. oktober 2024")
    write(page, link(page, "Begynn strategien"), "Lagre", title=NORWEGIAN)


def adopt_after_thirty_days(page: Page) -> None:
    """The proposal is public for thirty days before the council treats it."""
    form = page.locator("form.edit")
    write(page, link(page, f"Endre {NORWEGIAN}"), "Lagre", published_on="2024-08-20")
    page.goto(page.url.partition("/strategi/")[0] + "/strategi/")
    link(page, "Registrer vedtaket").click()
    fill_in(form, adopted_on="2024-09-10", decided_by="Kommunestyret", reference="PS 97/24")
    form.get_by_role("button", name="Lagre").click()
    expect(form).to_contain_text("19. september 2024")
    fill_in(form, adopted_on="2024-09-26")
    form.get_by_role("button", name="Lagre").click()
    expect(form).to_have_count(0)


def send(page: Page) -> None:
    """It goes to those whom the law names, and their receipts are entered."""
    link(page, "Mottakerliste").click()
    page.get_by_role("button", name="Sett opp dem loven nevner").click()
    write(page, link(page, "Endre Statsforvalteren"), "Lagre", sent_on="2024-10-01", received_on="2024-10-03")
    expect(page.locator(".desk")).to_contain_text("mottatt 3. oktober 2024")


def test_a_norwegian_strategist_goes_from_the_constitution_to_the_adopted_document(
    visit: Visit, live_server: LiveServer, strategist: User, tmp_path: Path
) -> None:
    page = visit("/trondheim/", strategist)
    speak(page, live_server.url, "nb")
    page.goto(f"{live_server.url}/trondheim/strategi/")
    count_from_the_constitution(page)
    page.get_by_role("link", name=NORWEGIAN, exact=True).click()
    workbench = page.url
    for requirement, verdict in (("no-samfunnsdel", "kept"), ("no-arealdel", "revised_partly")):
        opener = page.locator(f"#requirement-{requirement}").get_by_role("link", name="Vurder")
        write(page, opener, "Lagre", verdict=verdict, reason=f"Begrunnelse for {requirement}.")
    page.goto(f"{live_server.url}/trondheim/strategi/")
    adopt_after_thirty_days(page)
    page.goto(workbench)
    send(page)
    page.goto(workbench)
    said = downloaded(page, tmp_path, "nb")
    entered = (NORWEGIAN, "Trondheim kommune", "26. september 2024", "PS 97/24", "Revideres delvis")
    reasons = ("Begrunnelse for no-samfunnsdel.", "Begrunnelse for no-arealdel.")
    assert [text for text in (*entered, *reasons) if text not in said] == []
