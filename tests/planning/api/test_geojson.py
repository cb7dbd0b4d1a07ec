"""Positions as GeoJSON: those with a place, in WGS 84 or SWEREF 99 TM, with the filters of the list."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db
HERE = "/api/v1/positions/"
GEO = "application/geo+json"
#: On the middle meridian of SWEREF 99 TM at 60° north (tests/pages/open_data says how that is reckoned).
SWEREF, WGS_84 = [500_000, 6_651_411.19], [15.0, 60.0]


def geometry(at: list[float], name: str) -> dict[str, Any]:
    return {"type": "Point", "coordinates": at, "crs": {"type": "name", "properties": {"name": name}}}


@pytest.fixture(autouse=True)
def positions(municipality: Organisation) -> None:
    """One in each reference system, one without a place, and one in a draft."""
    for key, place in (
        ("a", geometry(SWEREF, "EPSG:3006")),
        ("b", geometry(WGS_84, "urn:ogc:def:crs:OGC:1.3:CRS84")),
        ("c", None),
    ):
        factories.PositionFactory(
            plan__organisation=municipality, plan__key=f"plan-{key}", key=key, spatial=True, geometry=place
        )
    draft = factories.PlanFactory(organisation=municipality, status="drafting")
    factories.PositionFactory(plan=draft, key="hemlig", geometry=geometry(WGS_84, "EPSG:4326"))


def ask(client: Client, **query: Any) -> Any:
    return client.get(HERE, {"organisation": "ostersund", **query}, headers={"accept": GEO})


def places(answer: Any) -> dict[str, list[float]]:
    return {each["properties"]["key"]: each["geometry"]["coordinates"] for each in answer.json()["features"]}


def test_positions_with_a_place_are_features_in_wgs_84(client: Client) -> None:
    answer = ask(client)

    assert (answer.status_code, answer["Content-Type"]) == (200, GEO)
    assert places(answer) == {"a": pytest.approx(WGS_84), "b": WGS_84}
    assert (answer.json()["type"], "crs" in answer.json()) == ("FeatureCollection", False)
    [first, *_others] = answer.json()["features"]
    assert set(first["geometry"]) == {"type", "coordinates"}
    assert client.get(first["properties"]["url"]).json()["id"] == first["id"]


def test_sweref_99_tm_is_given_to_who_asks_for_it(client: Client) -> None:
    answer = ask(client, crs="EPSG:3006")

    assert answer.json()["crs"]["properties"]["name"] == "EPSG:3006"
    assert places(answer) == {"a": SWEREF, "b": pytest.approx(SWEREF, abs=0.01)}
    assert ask(client, crs="EPSG:9999").status_code == 400


def test_filters_fields_and_pages_are_those_of_the_list(client: Client) -> None:
    assert [*places(ask(client, key="b", fields="key"))] == ["b"]
    first = ask(client, page_size=1)

    assert [*places(first)] == ["a"]
    assert [*places(client.get(first.json()["next"], headers={"accept": GEO}))] == ["b"]


def test_members_see_the_places_of_drafts_too(log_in: Any, politician: Any) -> None:
    assert [*places(ask(log_in(politician)))] == ["a", "b", "hemlig"]


def test_both_forms_have_tags_of_their_own(client: Client) -> None:
    plain, placed = client.get(HERE, {"organisation": "ostersund"}), ask(client)

    assert plain["Content-Type"] == "application/json"
    assert plain["ETag"] != placed["ETag"]
    assert "Accept" in placed["Vary"]
    again = client.get(
        HERE, {"organisation": "ostersund"}, headers={"accept": GEO, "if-none-match": placed["ETag"]}
    )
    assert again.status_code == 304
    assert client.get(HERE, {"organisation": "ostersund", "crs": "EPSG:3006"}).status_code == 400
    other = client.get("/api/v1/measures/?organisation=ostersund", headers={"accept": GEO})
    assert (other.status_code, other["Content-Type"]) == (406, "application/problem+json")
