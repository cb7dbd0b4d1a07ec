"""Targets of own goals that contradict each other, as a list and side by side."""

import re

import pytest
from django.test import Client

from goals.models import Indicator, Target
from tests import factories
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db
LIST = "/ostersund/malvarden/motsagelser/"
PAIR = f"{LIST}mal/buss/mal/klimat/"


def text_of(response) -> str:
    main = response.content.decode().split("<main", 1)[1]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def other(town: Town) -> Target:
    """The buses' target, which wants more of the same than the climate's (0 in 2035), with a decided plan."""
    target = factories.TargetFactory(
        goal=town.buses,
        indicator=town.climate.targets.get().indicator,
        year=2035,
        value=20,
        baseline_year=2020,
        baseline_value=100,
    )
    town.programme.framework = town.framework
    town.programme.decided_by, town.programme.reference = "Kommunfullmäktige", "KF § 12"
    town.programme.save()
    town.recompute()
    return target


def test_the_two_targets_stand_beside_each_other_with_what_they_contradict_each_other_in(client, other):
    page = text_of(client.get(PAIR))

    assert "För 2035 vill det ena ha 20 ton, det andra 0 ton." in page
    assert "Redan från 2021 går deras vägar isär; 2035 ska båda vara nådda." in page
    assert "20 år 2035 0 år 2035" in page
    assert "Senast: 98 (2025). Mindre är bättre." in page
    assert "Klimatprogram Laga kraft Kommunfullmäktige KF § 12" in page


def test_the_picture_has_both_targets_apart_and_an_equal_table(client, other):
    html = client.get(PAIR).content.decode()

    picture = html.split('<svg role="img"')[1].split("</svg>")[0]
    assert picture.count('class="chart-line chart-first"') == picture.count("chart-line chart-second") == 1
    row = re.search(r'class="year">2035</th>(.*?)</tr>', html, re.DOTALL)
    assert re.findall(r"<td[^>]*>(.*?)</td>", row[1]) == ["–", "–", "20", "20", "0", "0", "de skiljer sig"]


def test_the_same_value_in_different_years_is_told_otherwise(client, other, town):
    Target.objects.filter(pk=other.pk).update(value=0, year=2030)
    town.recompute()

    page = text_of(client.get(PAIR))
    assert "Båda vill nå 0 ton, det ena 2030, det andra 2035." in page
    assert "Från 2030 till 2035 gäller det ena men inte det andra." in page


def test_of_yes_and_no_there_is_a_table_but_no_picture(client, other, town):
    Target.objects.filter(pk=other.pk).update(value=0, year=2030)
    Indicator.objects.update(value_type="boolean", unit=None)
    town.recompute()

    page = client.get(PAIR)
    assert "Båda vill nå ”nej”, det ena 2030, det andra 2035." in text_of(page)
    assert '<svg role="img"' not in page.content.decode()


def test_the_list_and_the_pages_of_both_goals_lead_to_it(client, other):
    pages = [
        LIST,
        "/ostersund/brister/",
        *(f"/ostersund/mal/ostersund/mal/{key}/" for key in ("buss", "klimat")),
    ]

    for page in [*pages, "/ostersund/"]:
        assert f'href="{PAIR}"' in client.get(page).content.decode(), page
    assert "1 par av mål" in text_of(client.get(LIST))


def test_targets_that_have_been_changed_contradict_each_other_no_more(client, other, town):
    Target.objects.filter(pk=other.pk).update(year=2040)

    assert "Åtgärdat sedan rapporten gjordes." in text_of(client.get(LIST))
    town.recompute()
    assert "Deras målvärden säger inte emot varandra" in text_of(client.get(PAIR))
    assert "Inga målvärden säger emot varandra" in text_of(client.get(LIST))


@pytest.fixture
def acts(other):
    """What somebody's browser shows that they can do about the pair: addresses."""

    def offered(browser: Client) -> list[str]:
        html = browser.get(PAIR).content.decode().split('id="acts-title"')[1]
        return re.findall(r'href="(/[^"]+)"', html.split("</section>")[0])

    return offered


def test_whoever_may_not_change_anything_is_offered_to_look_only(client, acts, log_in, planner):
    for browser in (client, log_in(planner)):
        assert [each for each in acts(browser) if "/redigera/" in each or "/kvittera/" in each] == []


def test_a_coordinator_is_offered_what_puts_it_right(acts, other, log_in, coordinator):
    browser = log_in(coordinator)
    addresses = acts(browser)

    assert f"/ostersund/malvarden/{other.goal_id}/{other.pk}/redigera/" in addresses
    assert len(addresses) == 8
    assert {browser.get(each).status_code for each in addresses} == {200}


def test_a_conflict_can_be_registered_with_the_names_filled_in(other, log_in, coordinator):
    page = log_in(coordinator).get(PAIR).content.decode()
    address = re.search(r'href="(/ostersund/malkonflikter/ny/\?brist=\d+)"', page)

    assert (
        "2 Buss till alla byar – 1 Klimatneutralt 2030"
        in log_in(coordinator).get(address[1]).content.decode()
    )


def test_the_target_of_a_goal_that_only_a_draft_lays_down_is_for_members(client, town, log_in, politician):
    hidden = factories.FrameworkFactory(organisation=town.organisation, key="utkast")
    goal = factories.GoalFactory(framework=hidden, key="h", title=SECRET)
    factories.TargetFactory(goal=goal, indicator=town.climate.targets.get().indicator, year=2035, value=7)
    town.draft.framework = hidden
    town.draft.save()
    town.recompute()
    address = f"{LIST}mal/klimat/utkast/h/"

    assert client.get(address).status_code == 404
    assert SECRET not in client.get(LIST).content.decode()
    assert "det ena ha 0 ton, det andra 7 ton" in text_of(log_in(politician).get(address))
    assert address in log_in(politician).get(LIST).content.decode()


def test_a_goal_beside_itself_and_goals_that_are_not_there_are_not_found(client, town):
    for pair in ("mal/buss/mal/buss", "mal/buss/mal/annat", "annat/buss/mal/buss"):
        assert client.get(f"{LIST}{pair}/").status_code == 404


def test_the_pages_take_a_bounded_number_of_queries(
    other, log_in, coordinator, django_assert_max_num_queries
):
    browser = log_in(coordinator)
    with django_assert_max_num_queries(10):
        browser.get(PAIR)
    with django_assert_max_num_queries(10):
        browser.get(LIST)
