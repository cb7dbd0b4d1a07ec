"""Parts of pages are drawn once for all who see the same, until what they show changes."""

import re

import pytest
from django.core.cache import caches
from django.test import Client

from alignment.models import Finding
from alignment.services.findings import acknowledge_finding
from planning.models import Measure, Position
from tests import factories
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db(transaction=True)
OVERVIEW, PLAN, PLANS = "/ostersund/", "/ostersund/planer/klimatprogram/", "/ostersund/planer/"


@pytest.fixture(autouse=True)
def _kept(settings) -> None:
    settings.KEEP_PAGES_SECONDS = 60


def content(client: Client, address: str) -> str:
    return client.get(address).content.decode().split("<main", 1)[1]


@pytest.mark.parametrize(
    "address", [OVERVIEW, PLAN, f"{PLAN}beror/", PLANS, "/ostersund/mal/", "/ostersund/brister/"]
)
def test_what_was_drawn_for_one_is_shown_to_the_next(
    town: Town, address: str, django_assert_max_num_queries
) -> None:
    drawn = content(Client(), address)

    with django_assert_max_num_queries(5):
        assert content(Client(), address) == drawn


def test_an_edit_is_seen_at_once(town: Town, client: Client) -> None:
    assert "Bygg ut fjärrvärmen." in content(client, PLAN)

    Position.objects.filter(key="p1").update(statement="Bygg ut fjärrkylan.")

    assert "Bygg ut fjärrkylan." in content(client, PLAN)


def test_a_new_report_is_seen_at_once(town: Town, client: Client) -> None:
    before = content(client, OVERVIEW)
    Measure.objects.update(status="cancelled")
    between = content(client, OVERVIEW)

    town.recompute()

    assert content(client, OVERVIEW) not in {before, between}


def test_an_acknowledgement_is_seen_at_once(town: Town, coordinator, log_in) -> None:
    client, finding = log_in(coordinator), Finding.objects.filter(code="goal_behind").get()
    before = content(client, "/ostersund/brister/")

    acknowledge_finding(organisation=town.organisation, by=coordinator, finding=finding, because="Vi vet.")

    assert content(client, "/ostersund/brister/") != before


def test_the_public_never_gets_what_was_drawn_for_a_member(town: Town, politician, stranger, log_in) -> None:
    assert SECRET in content(log_in(politician), PLANS)

    others = Client()
    others.force_login(stranger)
    assert SECRET not in content(Client(), PLANS) + content(others, PLANS)


def test_who_may_edit_gets_a_page_of_their_own(town: Town, politician, planner) -> None:
    reader, writer = Client(), Client()
    reader.force_login(politician)
    writer.force_login(planner)

    assert "bidrag/nytt" not in content(reader, PLAN)
    assert "bidrag/nytt" in content(writer, PLAN)


def test_editors_of_different_units_get_different_pages(town: Town, planner) -> None:
    ours, theirs = Client(), Client()
    ours.force_login(planner)
    theirs.force_login(factories.MembershipFactory(organisation=town.organisation, role="editor").user)

    assert "bidrag/nytt" in content(ours, PLAN)
    assert "bidrag/nytt" not in content(theirs, PLAN)


def test_a_form_in_a_kept_page_works_for_whoever_gets_it(town: Town, coordinator) -> None:
    contribution = town.programme.positions.get().contributions.get()
    Position.objects.update(statement="En ny lydelse.")
    first, second = (Client(enforce_csrf_checks=True) for _ in range(2))
    for client in (first, second):
        client.force_login(coordinator)
        page = content(client, PLAN)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token

    sent = {"csrfmiddlewaretoken": token[1], "version": contribution.version}
    answer = second.post(f"/ostersund/bidrag/{contribution.pk}/bekrafta/", sent)

    assert answer.status_code == 302


def test_each_language_and_each_filter_is_drawn_for_itself(town: Town, politician, log_in) -> None:
    client = log_in(politician)
    swedish = content(client, PLANS)

    assert client.get(PLANS, headers={"accept-language": "nb"}).content.decode() != swedish
    assert "Klimatprogram" not in content(client, f"{PLANS}?q=finnsinte")


def test_the_publics_filters_fill_no_cache(town: Town, settings) -> None:
    cache = caches["default"]
    cache.clear()

    content(Client(), f"{PLANS}?q=klimat")

    assert not cache._cache.get_client().keys("*page:*")


def test_without_a_cache_pages_are_drawn_each_time(town: Town, settings) -> None:
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:9/0"}
    settings.CACHES = {"default": away}

    assert "Klimatprogram" in content(Client(), PLANS)


def test_other_organisations_are_kept_apart(town: Town, neighbour) -> None:
    factories.PlanFactory(organisation=neighbour, title="Falu plan", status="in_force")

    assert "Falu plan" not in content(Client(), PLANS)
    assert "Falu plan" in content(Client(), "/falun/planer/")
