"""The page of the planning strategy, and its forms."""

import re
from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from strategy.models import PlanningStrategy, Term
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/ostersund/strategi/"
HTMX = {"HX-Request": "true"}
SECRET = "Hemlig strategi om flygplatsen"


@pytest.fixture
def term(municipality: Organisation) -> Term:
    made: Term = factories.TermFactory(organisation=municipality, elected_on="2022-09-11")
    return made


@pytest.fixture
def adopted(term: Term) -> PlanningStrategy:
    made: PlanningStrategy = factories.AdoptedStrategyFactory(
        term=term, title="Planeringsstrategi 2023–2028", comprehensive_plan_judgement="partly_current"
    )
    return made


@pytest.fixture
def draft(municipality: Organisation) -> PlanningStrategy:
    later = factories.TermFactory(organisation=municipality, elected_on="2026-09-13")
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=later, title=SECRET)
    return made


def text(answer: Any) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def browser(user: User) -> Client:
    client = Client(headers={"Accept-Language": "sv"})
    client.force_login(user)
    return client


def test_everybody_reads_what_is_adopted_and_only_members_what_is_being_drawn_up(
    client: Client, adopted: PlanningStrategy, draft: PlanningStrategy, politician: User, stranger: User
) -> None:
    for public in (text(client.get(URL)), text(browser(stranger).get(URL))):
        assert SECRET not in public
        assert "Mandatperioden 2026–2030" in public
        assert "Planeringsstrategi 2023–2028" in public
        assert "KF § 12" in public
        assert "Delvis aktuell" in public
        assert "Antagen i tid." in public
    member = text(browser(politician).get(URL))
    assert f"{SECRET} Tas fram" in member
    assert "Registrera" not in member


def test_each_term_has_its_legal_deadline(client: Client, term: Term, municipality: Organisation) -> None:
    page = text(client.get(URL))
    assert "11 september 2024" in page
    assert "PBL 3 kap. 23 §" in page
    assert "Tiden har gått ut" in page
    kind = factories.PlanTypeFactory(organisation=municipality, family="comprehensive")
    factories.PlanFactory(organisation=municipality, type=kind, adopted_on="2024-06-01")
    assert "en ny översiktsplan antogs i tid" in text(client.get(URL))
    Term.objects.update(is_extra=True)
    assert "PBL" not in text(client.get(URL))


def test_norway_asks_for_the_constitution(client: Client, municipality: Organisation) -> None:
    Organisation.objects.filter(pk=municipality.pk).update(country="NO")
    factories.TermFactory(organisation=municipality, elected_on="2023-09-11")
    assert "Ange när fullmäktige konstituerades" in text(client.get(URL))
    Term.objects.update(constituted_on="2023-10-12")
    assert "12 oktober 2024" in text(client.get(URL))


def test_without_terms_it_says_what_to_do(
    client: Client, municipality: Organisation, coordinator: User
) -> None:
    assert "Samordnare registrerar mandatperioder" in text(client.get(URL))
    assert "Registrera den mandatperiod som pågår" in text(browser(coordinator).get(URL))


def test_as_many_queries_for_any_number_of_terms(
    adopted: PlanningStrategy, draft: PlanningStrategy, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    page = browser(coordinator)
    for year, day in ((2006, 17), (2010, 19), (2014, 14)):
        factories.TermFactory(organisation=adopted.organisation, elected_on=f"{year}-09-{day}")
    with django_assert_max_num_queries(6):
        assert page.get(URL).status_code == 200


def test_a_coordinator_goes_from_the_election_to_the_adopted_strategy_without_javascript(
    municipality: Organisation, department: Unit, coordinator: User
) -> None:
    page = browser(coordinator)
    days = {"elected_on": "2022-09-11", "constituted_on": "2022-10-17"}
    answer = page.post(f"{URL}mandatperioder/ny/", days, follow=True)
    assert answer.redirect_chain == [(URL, 302)]
    assert "Mandatperioden är registrerad" in text(answer)
    term = Term.objects.get()
    named = {"title": "Planeringsstrategi 2023–2028", "unit_id": department.pk}
    assert "Strategin är påbörjad" in text(
        page.post(f"{URL}mandatperioder/{term.pk}/borja/", named, follow=True)
    )
    strategy = PlanningStrategy.objects.get()
    decided = {
        "version": 1, "adopted_on": "2023-11-23", "decided_by": "Kommunfullmäktige", "reference": "KF § 9",
        "comprehensive_plan_judgement": "current",
    }  # fmt: skip
    answer = page.post(f"{URL}{strategy.pk}/anta/", decided, follow=True)
    assert "Antagandet är registrerat" in text(answer)
    assert "Antagen i tid." in text(answer)
    assert "Antagen" in text(page.get(f"{URL}{strategy.pk}/"))


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ({"elected_on": "2026-09-14"}, "Det ordinarie valet 2026 är den 13 september 2026."),
        ({"elected_on": "2027-09-12"}, "2027 är inget år med ordinarie val"),
        ({"elected_on": "2022-09-11"}, "En mandatperiod efter detta val är redan registrerad"),
        ({"elected_on": "2026-09-13", "begins_on": "2026-10-01"}, "Datumen överlappar en annan"),
        ({"elected_on": "2026-09-13", "constituted_on": "2026-09-01"}, "Detta är före valet."),
        ({"elected_on": "9999-09-13", "is_extra": "on"}, "Välj ett datum mellan 1850 och 2200."),
        ({"elected_on": "i höstas"}, "giltigt datum"),
    ],
)
def test_wrong_days_are_refused_beside_the_field_and_nothing_is_lost(
    term: Term, coordinator: User, days: dict[str, str], message: str
) -> None:
    Term.objects.update(ends_on="2026-10-14")
    for headers in ({}, HTMX):
        answer = browser(coordinator).post(f"{URL}mandatperioder/ny/", days, headers=headers)
        assert answer.status_code == 422
        assert message in text(answer)
        assert all(f'value="{day}"' in answer.content.decode() for day in days.values() if day != "on")
    assert Term.objects.count() == 1


def test_an_adoption_without_a_decision_is_refused(draft: PlanningStrategy, coordinator: User) -> None:
    page, url = browser(coordinator), f"{URL}{draft.pk}/anta/"
    said = {"version": 1, "adopted_on": "2026-09-12", "decided_by": "KF", "reference": "KF § 1"}
    assert "Detta är före valet av det fullmäktige" in text(page.post(url, said))
    assert page.post(url, said | {"reference": " "}).status_code == 422
    assert page.post(url, said | {"adopted_on": "2199-01-01"}, headers=HTMX).status_code == 422
    draft.refresh_from_db()
    assert not draft.is_adopted


def test_who_comes_second_sees_both_versions(draft: PlanningStrategy, coordinator: User) -> None:
    PlanningStrategy.objects.filter(pk=draft.pk).update(title="Någon annans titel")
    sent = {"title": "Min titel", "unit_id": "", "initial-title": SECRET, "version": 1}
    answer = browser(coordinator).post(f"{URL}{draft.pk}/redigera/", sent, headers=HTMX)
    assert answer.status_code == 409
    assert "Någon annans titel" in text(answer)
    assert 'value="Min titel"' in answer.content.decode()


def test_the_norwegian_form_asks_for_no_verdict_and_an_adopted_strategy_is_not_removed(
    adopted: PlanningStrategy, coordinator: User
) -> None:
    page = browser(coordinator)
    assert "comprehensive_plan_judgement" in page.get(f"{URL}{adopted.pk}/anta/").content.decode()
    assert "ta-bort" not in page.get(f"{URL}{adopted.pk}/redigera/").content.decode()
    answer = page.post(f"{URL}{adopted.pk}/ta-bort/", {"version": 1})
    assert answer.status_code == 409
    assert "den tas inte bort" in text(answer)
    Organisation.objects.filter(pk=adopted.organisation_id).update(country="NO")
    assert "comprehensive_plan_judgement" not in page.get(f"{URL}{adopted.pk}/anta/").content.decode()


def test_a_strategy_is_renamed_and_adopted_in_place_and_its_row_leads_to_its_parts(
    draft: PlanningStrategy, coordinator: User
) -> None:
    page, decided = browser(coordinator), {"adopted_on": "2026-10-20", "reference": "KF § 1"}
    for action, sent in (("redigera", {"title": "Ny titel"}), ("anta", decided | {"decided_by": "KF"})):
        draft.refresh_from_db()
        version = {"version": draft.version}
        answer = page.post(f"{URL}{draft.pk}/{action}/", sent | version, headers=HTMX)
        assert answer.status_code == 200
        assert f'href="{URL}{draft.pk}/"' in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.title, draft.is_adopted) == ("Ny titel", True)


@pytest.mark.parametrize("who", ["planner", "politician", "stranger"])
def test_only_coordinators_change_anything(
    draft: PlanningStrategy, request: pytest.FixtureRequest, who: str
) -> None:
    page = browser(request.getfixturevalue(who))
    for path in ("mandatperioder/ny/", f"mandatperioder/{draft.term_id}/borja/", f"{draft.pk}/anta/"):
        assert page.get(f"{URL}{path}").status_code == 403
        assert page.post(f"{URL}{path}", {}).status_code == 403
    assert browser(request.getfixturevalue(who)).get(f"{URL}10000/").status_code in {403, 404}


def test_findings_of_the_law_lead_to_the_page(term: Term, municipality: Organisation, client: Client) -> None:
    from alignment.services.recomputing import recompute_report

    kind = factories.PlanTypeFactory(organisation=municipality, family="comprehensive")
    factories.PlanFactory(organisation=municipality, type=kind, in_force_on="2021-03-01", title="ÖP 2040")
    recompute_report(organisation_id=municipality.pk)
    page = client.get("/ostersund/brister/").content.decode()
    assert f'href="{URL}"' in page
    assert "Till planeringsstrategin" in page
