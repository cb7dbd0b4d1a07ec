"""The list of conflicts of interest, and what findings speak of below it."""

import re

import pytest
from django.test import Client

from alignment.models import Finding
from organisations.models import User
from planning.models import Conflict
from tests import factories
from tests.pages.town import Town

pytestmark = pytest.mark.django_db
CONFLICTS = "/ostersund/malkonflikter/"


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


@pytest.fixture
def counteracted(town: Town) -> Finding:
    """The programme counteracts the goal of buses, by a position."""
    position = factories.PositionFactory(plan=town.programme, key="bil", statement="Bygg fler parkeringar.")
    factories.ContributionFactory(position=position, goal=town.buses, strength=-2)
    town.recompute()
    return Finding.objects.get(code="goal_counteracted")


def registered(town: Town, title: str, **fields: object) -> Conflict:
    made: Conflict = factories.ConflictFactory(organisation=town.organisation, title=title, **fields)
    return made


def parts(response) -> tuple[str, str]:
    """What is registered, and what is detected."""
    above, _, below = response.content.decode().partition('id="detected"')
    return above, below


def test_open_conflicts_come_first_each_with_its_goal_and_plans(town, desk):
    registered(town, "Avgjord sak", status="resolved", resolved_on="2026-02-23")
    conflict = registered(town, "Bussgata eller torg", goal=town.buses)
    conflict.plan_rows.create(plan=town.programme)
    above, _ = parts(desk.get(CONFLICTS))
    assert above.index("Bussgata eller torg") < above.index("Avgjord sak")
    row = above[above.index("Bussgata eller torg") : above.index("Avgjord sak")]
    assert "Buss till alla byar" in row
    assert "Klimatprogram" in row


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("status=resolved", {"B"}),
        ("status=identified", {"A", "C"}),
        ("unit=sam", {"A"}),
        ("unit=sam&status=resolved", set()),
        ("status=nonsense", {"A", "B", "C"}),
        ("page=999", {"A", "B", "C"}),
    ],
)
def test_filters(town, desk, department, query, titles):
    registered(town, "Konflikt A", unit=department)
    registered(town, "Konflikt B", status="resolved")
    registered(town, "Konflikt C")
    above, _ = parts(desk.get(f"{CONFLICTS}?{query}"))
    assert set(re.findall(r">Konflikt ([ABC])</a>", above)) == titles


def test_what_findings_speak_of_stands_below_with_a_way_to_register_it(town, desk, counteracted):
    _, below = parts(desk.get(CONFLICTS))
    assert "Klimatprogram" in below
    assert f'href="{CONFLICTS}ny/?brist={counteracted.pk}"' in below


def test_once_registered_it_stands_above_only_and_the_finding_leads_to_it(town, desk, counteracted):
    conflict = registered(town, "Bussar och bilar", goal=town.buses)
    conflict.plan_rows.create(plan=town.programme)
    town.recompute()
    above, below = parts(desk.get(CONFLICTS))
    assert ("Bussar och bilar" in above, "Klimatprogram" in below) == (True, False)
    finding = desk.get("/ostersund/brister/?code=goal_counteracted").content.decode()
    assert f'href="{CONFLICTS}{conflict.pk}/"' in finding


def test_htmx_gets_the_results_only(town, desk):
    answer = desk.get(CONFLICTS, headers={"HX-Request": "true"}).content.decode()
    assert answer.strip().startswith("<section")


def test_the_public_and_other_municipalities_read_no_conflict(town, stranger):
    conflict = registered(town, "Hemlig avvägning", status="resolved")
    client = Client()
    for address in (CONFLICTS, f"{CONFLICTS}{conflict.pk}/", f"{CONFLICTS}ny/"):
        assert client.get(address).status_code == 302
    client.force_login(stranger)
    for address in (CONFLICTS, f"{CONFLICTS}{conflict.pk}/", f"{CONFLICTS}ny/"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Hemlig" not in answer.content.decode()


def test_readers_read_and_are_shown_no_way_to_change(town, politician, counteracted):
    conflict = registered(town, "Bussar och bilar", goal=town.buses)
    client = Client()
    client.force_login(politician)
    assert "Bussar och bilar" in client.get(CONFLICTS).content.decode()
    page = client.get(f"{CONFLICTS}{conflict.pk}/").content.decode()
    assert not {
        verb for verb in ("redigera/", "vaga/", "avgor/") if f"{CONFLICTS}{conflict.pk}/{verb}" in page
    }


def test_queries_do_not_grow_with_the_conflicts(town, desk, counteracted, django_assert_max_num_queries):
    for number in range(30):
        conflict = registered(town, f"Konflikt {number}", goal=town.buses)
        conflict.position_rows.create(position=factories.PositionFactory(plan=town.programme))
    with django_assert_max_num_queries(26):
        desk.get(CONFLICTS)
