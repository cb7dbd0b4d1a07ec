"""The map of positions, the list beside it, and what the map draws."""

import json
import re
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from config.csp import policy
from goals.models import Goal
from organisations.models import Organisation
from pages.maps.geometry import drawn
from planning.models import Position
from tests import factories
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db
MAP = "/ostersund/karta/"
PLACES = f"{MAP}platser-sweref99tm.json"
SWEREF = {"type": "name", "properties": {"name": "EPSG:3006"}}
WGS_84 = {"type": "name", "properties": {"name": "EPSG:4326"}}
#: On the middle meridian of SWEREF 99 TM at 60° north (tests/pages/open_data says how that is reckoned).
ON_THE_GLOBE, ON_THE_MAP = [15.0, 60.0], [500_000, 6_651_411]
SERVER = "https://tiles.example"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"accept-language": "en"})


def placed(key: str, crs: dict[str, Any] = SWEREF, at: list[float] = [482_000, 7_007_000]) -> None:  # noqa: B006  # never changed
    geometry = {"type": "Point", "coordinates": at, "crs": crs}
    Position.objects.filter(key=key).update(geometry=geometry)


def many(town: Town, count: int) -> None:
    geometry = {"type": "Point", "coordinates": [500_000, 7_000_000], "crs": SWEREF}
    for number in range(count):
        factories.PositionFactory(plan=town.programme, order=number, geometry=geometry)


def features(client: Client, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(client.get(PLACES + query).content)["features"]
    return found


def names(page: str) -> list[str]:
    return re.findall(r'class="place-name"><a [^>]+>([^<]+)</a>', page)


def test_the_list_says_what_the_map_shows_with_plan_and_goals(town, reader):
    placed("p1")
    page = reader.get(MAP).content.decode()
    (feature,) = features(reader)

    assert names(page) == ["Bygg ut fjärrvärmen."] == [feature["properties"]["name"]]
    assert f'data-place="{feature["id"]}"' in page
    assert "Klimatprogram" in page
    assert "Klimatneutralt 2030" in page
    assert feature["properties"]["url"] == "/ostersund/stallningstaganden/p1/"
    assert feature["geometry"] == {"type": "Point", "coordinates": [482_000, 7_007_000]}


def test_drafts_are_on_the_map_for_members_alone_and_said_to_be_proposed(town, reader, politician):
    placed("p1")
    placed("p2")
    assert [each["properties"]["key"] for each in features(reader)] == ["p1"]
    named = "?" + "&".join(f"id={pk}" for pk in Position.objects.values_list("pk", flat=True))
    assert [each["properties"]["key"] for each in features(reader, named)] == ["p1"]
    for answer in (reader.get(MAP), reader.get(f"{MAP}?plan={town.draft.pk}")):
        assert SECRET not in answer.content.decode()

    reader.force_login(politician)
    assert {each["properties"]["key"]: each["properties"]["is_proposed"] for each in features(reader)} == {
        "p1": False,
        "p2": True,
    }
    assert "Proposed" in reader.get(MAP).content.decode()


def test_what_is_withdrawn_or_past_has_no_place_on_the_map_but_on_its_own_page(town, reader):
    placed("p1")
    Position.objects.filter(key="p1").update(status="withdrawn")

    assert features(reader) == []
    assert "No position has a place yet" in reader.get(MAP).content.decode()
    assert "plats-sweref99tm.json" in reader.get("/ostersund/stallningstaganden/p1/").content.decode()
    own = reader.get("/ostersund/stallningstaganden/p1/plats-sweref99tm.json")
    assert json.loads(own.content)["count"] == 1


def test_a_position_without_a_place_has_no_map(town, reader):
    assert "samplan-map" not in reader.get("/ostersund/stallningstaganden/p1/").content.decode()
    assert reader.get("/ostersund/stallningstaganden/p1/plats-sweref99tm.json").status_code == 404


def test_a_plan_leads_to_its_positions_on_the_map(town, reader):
    address = f"{MAP}?plan={town.programme.pk}"
    assert address not in reader.get("/ostersund/planer/klimatprogram/").content.decode()
    placed("p1")
    town.recompute()
    assert address in reader.get("/ostersund/planer/klimatprogram/").content.decode()
    assert len(features(reader, f"?plan={town.programme.pk}")) == 1


def test_positions_are_found_by_goal_and_by_what_they_are_about(town, reader, coordinator):
    reader.force_login(coordinator)
    placed("p1")
    placed("p2")
    Position.objects.filter(key="p2").update(aspect="consideration")

    for query, found in (
        (f"?goal={town.climate.pk}", ["p1"]), (f"?goal={town.buses.pk}", ["p2"]),
        ("?aspect=consideration", ["p2"]), ("?aspect=use", []),
    ):  # fmt: skip
        assert [each["properties"]["key"] for each in features(reader, query)] == found
    assert "No position matches" in reader.get(f"{MAP}?aspect=use").content.decode()
    for bad in ("?plan=x", "?goal=999999", "?page=x", "?aspect=%00"):
        assert reader.get(MAP + bad).status_code == 200


def test_goals_are_chosen_by_the_titles_that_the_reader_knows(town, reader):
    placed("p1")
    Goal.objects.filter(pk=town.climate.pk).update(titles={"en": "A climate-neutral municipality"})

    page = reader.get(f"{MAP}?goal={town.climate.pk}").content.decode()

    chosen = f'<option value="{town.climate.pk}" selected>1 A climate-neutral municipality</option>'
    assert chosen in page
    assert '<option value="">All</option>' in page
    assert f'<option value="{town.programme.pk}">Klimatprogram</option>' in page


def test_many_positions_are_shown_a_page_at_a_time_with_numbers_that_go_on(town, reader):
    many(town, 81)
    first = json.loads(reader.get(PLACES).content)
    second = json.loads(reader.get(first["next"]).content)

    assert (first["count"], len(first["features"]), second["next"]) == (81, 80, None)
    assert [each["properties"]["number"] for each in second["features"]] == [81]
    assert len(names(reader.get(f"{MAP}?page=2").content.decode())) == 1


def test_the_map_and_its_places_cost_as_many_queries_for_any_number(
    town, reader, politician, django_assert_max_num_queries
):
    reader.force_login(politician)
    many(town, 20)
    with django_assert_max_num_queries(20):
        assert reader.get(MAP).status_code == 200
    with django_assert_max_num_queries(10):
        assert reader.get(PLACES).status_code == 200


def test_whoever_has_the_places_is_told_that_they_are_the_same(town, reader):
    placed("p1")
    etag = reader.get(PLACES)["ETag"]
    assert reader.get(PLACES, headers={"if-none-match": etag}).status_code == 304
    placed("p1", at=[483_000, 7_007_000])
    assert reader.get(PLACES, headers={"if-none-match": etag}).status_code == 200


def test_places_in_degrees_come_to_the_same_projection_also_in_norway(town, reader):
    placed("p1", WGS_84, ON_THE_GLOBE)
    assert features(reader)[0]["geometry"]["coordinates"] == ON_THE_MAP
    assert json.loads(reader.get(PLACES).content)["crs"] == SWEREF
    Organisation.objects.filter(key="ostersund").update(country="NO")
    assert json.loads(reader.get(PLACES).content)["crs"]["properties"]["name"] == "EPSG:25833"


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [15.0, 123.0]},
        {"type": "Point", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "GeometryCollection", "geometries": []},
    ],
)
def test_what_cannot_be_drawn_stays_in_the_list(town, reader, geometry):
    Position.objects.filter(key="p1").update(geometry=geometry | {"crs": WGS_84})
    assert features(reader)[0]["geometry"] is None
    assert names(reader.get(MAP).content.decode()) == ["Bygg ut fjärrvärmen."]


def test_a_long_outline_is_drawn_no_finer_than_can_be_seen():
    ring = [[500_000 + 3 * number, 7_000_000 + number % 2] for number in range(3_000)]
    line = drawn({"type": "LineString", "coordinates": ring, "crs": SWEREF})
    small = {
        "type": "Polygon",
        "coordinates": [[[0.2, 0.2, 9], [5, 0], [5, 5], [0.2, 0.2, 9]]],
        "crs": SWEREF,
    }

    assert line is not None
    assert 2 <= len(line["coordinates"]) <= 2_000
    assert drawn(small) == {"type": "Polygon", "coordinates": [[[0, 0], [5, 0], [5, 5], [0, 0]]]}


def test_nothing_is_asked_of_others_unless_a_background_is_set(town, reader, settings):
    placed("p1")
    without = reader.get(MAP)
    assert "http" not in without["Content-Security-Policy"]
    assert 'data-wmts-url=""' in without.content.decode()

    settings.MAP_WMTS_URL = f"{SERVER}/wmts?token=abc"
    settings.CONTENT_SECURITY_POLICY = policy(settings.MAP_WMTS_URL)
    settings.KEEP_PAGES_SECONDS = 0
    answer = reader.get(MAP)
    rules = dict(rule.split(" ", 1) for rule in answer["Content-Security-Policy"].split("; "))
    assert {name for name, value in rules.items() if SERVER in value} == {"img-src", "connect-src"}
    assert f"{SERVER}/wmts?token=abc" in answer.content.decode()


@pytest.mark.parametrize(
    "url", ["tiles.example", "ftp://tiles.example", "https://a;b/", "https://x:y/", "//x/"]
)
def test_a_background_that_is_no_address_stops_the_start(url):
    with pytest.raises(ImproperlyConfigured):
        policy(url)
