import re
from datetime import date, timedelta

import pytest
from django.test import Client

from core.templatetags.ui import day
from organisations.models import Organisation, Unit
from planning.models import Plan
from strategy import clock
from strategy.models import PlanningStrategy
from tests import factories
from tests.pages.dashboard.test_overview import text_of
from tests.pages.dashboard.test_unit_detail import part
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db
URL = "/ostersund/klockan/"


@pytest.fixture
def comprehensive(town: Town) -> Plan:
    """The town's comprehensive plan, in force since the year before the last election but one."""
    kind = factories.PlanTypeFactory(organisation=town.organisation, family="comprehensive")
    plan = factories.PlanFactory(
        organisation=town.organisation, title="Översiktsplan 2040", type=kind, in_force_on="2021-03-01"
    )
    town.recompute()
    return plan


def election(organisation: Organisation, country: str = clock.SWEDEN) -> date:
    found = clock.last_election(country, organisation.today())
    assert found is not None
    return found


def test_the_clock_shows_the_law_s_days_with_their_paragraphs(
    client: Client, town: Town, comprehensive: Plan
) -> None:
    due = clock.strategy_deadline(election(town.organisation))
    page = text_of(client.get(URL))
    assert f"{day(due)} " in page
    assert "Fullmäktige antar en planeringsstrategi PBL 3 kap. 23 §" in page
    assert "Översiktsplan 2040 – översiktsplanen är aktuell till och med då PBL 3 kap. 25 §" in page
    assert "11 september 2024" in page
    assert "är inte registrerat: se fullmäktiges protokoll" in page


def test_a_comprehensive_plan_adopted_after_the_election_makes_a_strategy_needless(
    client: Client, town: Town, comprehensive: Plan
) -> None:
    adopted = election(town.organisation) + timedelta(days=1)
    Plan.objects.filter(pk=comprehensive.pk).update(adopted_on=adopted, in_force_on=None, status="adopted")
    page = text_of(client.get(URL))
    assert f"Behövs inte: översiktsplanen antogs {day(adopted)}" in page
    assert "har inte fått laga kraft" in page


def test_what_is_recorded_of_terms_and_strategies_is_certain(
    client: Client, town: Town, comprehensive: Plan, coordinator
) -> None:
    own = {"organisation": town.organisation}
    past = factories.TermFactory(**own, elected_on="2022-09-11")
    assert "översiktsplanen är aktuell till och med då PBL 3 kap. 25 § Tiden har gått ut" in text_of(
        client.get(URL)
    )
    adopted = factories.AdoptedStrategyFactory(term=past, adopted_on="2024-05-20")
    assert "Räknat från den planeringsstrategi som antogs 20 maj 2024" in text_of(client.get(URL))
    PlanningStrategy.objects.filter(pk=adopted.pk).update(comprehensive_plan_judgement="partly_current")
    assert "De delar som fullmäktige bedömde som inte aktuella har upphört" in text_of(client.get(URL))
    PlanningStrategy.objects.filter(pk=adopted.pk).update(comprehensive_plan_judgement="not_current")
    assert "hela planen inte är aktuell" in text_of(client.get(URL))
    running = election(town.organisation)
    later = factories.TermFactory(**own, elected_on=running)
    draft = factories.PlanningStrategyFactory(term=later, title=SECRET)
    assert "Ingen har antagits" in text_of(client.get(URL))
    assert SECRET not in text_of(client.get(URL))
    client.force_login(coordinator)
    assert f"”{SECRET}” tas fram" in text_of(client.get(URL))
    decided = {"status": "adopted", "adopted_on": running, "reference": "KF § 7"}
    PlanningStrategy.objects.filter(pk=draft.pk).update(**decided)
    page = text_of(client.get(URL))
    assert f"{SECRET} – fullmäktige har antagit sin planeringsstrategi" in page
    assert f"Antagen: KF § 7. Tiden gick till {day(clock.strategy_deadline(running))}" in page


def test_a_comprehensive_plan_that_has_gained_legal_force_is_sent_within_six_weeks(
    client: Client, town: Town, comprehensive: Plan
) -> None:
    assert "PBL 3 kap. 22 §" not in text_of(client.get(URL))
    today = town.organisation.today()
    Plan.objects.filter(pk=comprehensive.pk).update(in_force_on=today)
    page = text_of(client.get(URL))
    assert "översiktsplanen skickas till dem som lagen nämner, senast PBL 3 kap. 22 §" in page
    assert day(today + timedelta(weeks=6)) in page


def test_norway_reckons_from_the_constitution(client: Client, town: Town) -> None:
    Organisation.objects.filter(pk=town.organisation.pk).update(country="NO")
    election_day = election(town.organisation, clock.NORWAY)
    constituted_on = election_day + timedelta(days=30)
    factories.TermFactory(
        organisation=town.organisation, elected_on=election_day, constituted_on=constituted_on
    )
    page = text_of(client.get(URL))
    assert day(clock.norwegian_strategy_deadline(constituted_on)) in page
    assert f"Räknat från att fullmäktige konstituerades {day(constituted_on)}" in page


def test_what_is_not_recorded_is_said_and_not_guessed(client: Client, town: Town) -> None:
    assert "Ingen gällande översiktsplan är registrerad" in text_of(client.get(URL))
    Organisation.objects.filter(pk=town.organisation.pk).update(country="NO")
    page = text_of(client.get(URL))
    assert "pbl. § 10-1" in page
    assert "räknas inte ut här" in page
    assert "PBL 3 kap." not in page
    Organisation.objects.filter(pk=town.organisation.pk).update(country=None)
    assert "Vad lagen anger" not in text_of(client.get(URL))


def test_plans_are_on_the_clock_with_how_long_is_left(client: Client, town: Town, politician) -> None:
    today = town.organisation.today()
    Plan.objects.filter(pk=town.programme.pk).update(
        valid_to=today - timedelta(days=3), next_check_on=today + timedelta(days=20)
    )
    Plan.objects.filter(pk=town.draft.pk).update(valid_to=today + timedelta(days=9))
    town.draft.supersession_rows.create(superseded=town.programme)
    page = text_of(client.get(URL))
    assert "för 3 dagar sedan Klimatprogram – giltigheten löper ut Tiden har gått ut" in page
    assert "20 dagar kvar Klimatprogram – aktualitetsprövning Inom en månad" in page
    assert SECRET not in page
    assert "en revidering skrivs" not in page
    client.force_login(politician)
    assert "en revidering skrivs" in text_of(client.get(URL))


def test_the_overview_shows_the_next_days_and_leads_to_all(client: Client, town: Town) -> None:
    today = town.organisation.today()
    for number in range(9):
        factories.PlanFactory(
            organisation=town.organisation, title=f"Plan {number}", valid_to=today + timedelta(days=number)
        )
    panel = part(client.get("/ostersund/").content.decode(), 'id="clock-title"')
    assert len(re.findall(r"Plan \d", panel)) == 4
    assert 'href="/ostersund/klockan/"' in panel
    assert "9 dagar sammanlagt" in panel
    assert len(re.findall(r"Plan \d", client.get(URL).content.decode())) == 9


def test_the_overview_shows_of_both_kinds_of_days_the_nearest_in_their_order(
    client: Client, town: Town
) -> None:
    today = town.organisation.today()
    for number, (checked, ends) in enumerate([(-9, 40), (-1, -1), (-5, 1), (0, 7), (2, -2), (3, 3)]):
        factories.PlanFactory(
            organisation=town.organisation,
            title=f"Plan {number}",
            next_check_on=today + timedelta(days=checked),
            valid_to=today + timedelta(days=ends),
        )
    panel = part(client.get("/ostersund/").content.decode(), 'id="clock-title"')
    assert re.findall(r"Plan \d", panel) == [f"Plan {number}" for number in (1, 1, 3, 2, 4, 5)]
    assert "12 dagar sammanlagt, varav 5 har passerat" in panel


def test_a_unit_has_its_own_plans_on_the_clock_and_only_boards_the_law(
    client: Client, town: Town, comprehensive: Plan, department: Unit, django_assert_max_num_queries
) -> None:
    today = town.organisation.today()
    Plan.objects.filter(pk=town.programme.pk).update(valid_to=today)
    board = factories.UnitFactory(organisation=town.organisation, key="ks", name="Styrelsen", kind="board")
    panel = part(client.get("/ostersund/enhet/sam/").content.decode(), 'id="clock-title"')
    assert "Klimatprogram" in panel
    assert "PBL" not in panel
    with django_assert_max_num_queries(14):
        panel = part(client.get("/ostersund/enhet/ks/").content.decode(), 'id="clock-title"')
    assert "Klimatprogram" not in panel
    assert "PBL 3 kap. 23 §" in panel
    of_board = text_of(client.get(URL, {"enhet": board.key}))
    assert "Klimatprogram" not in of_board
    assert "Översiktsplan 2040" in of_board
    assert client.get(URL, {"enhet": "\0", "page": "x"}).status_code == 200
