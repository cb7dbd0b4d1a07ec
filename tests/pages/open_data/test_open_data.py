"""Open data: files of what everybody may read, the page about them, and the catalogue for data portals."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Node, URIRef

from organisations.models import Organisation
from planning.models import Position
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
HERE = "/ostersund/oppna-data/"
SETS = ("mal", "planer", "stallningstaganden", "atgarder", "bidrag")
#: On the middle meridian of SWEREF 99 TM, 15° east, at 60° north: the arc from the equator there is
#: 6 654 072.8 m on GRS 80, and the projection shortens it to 0.9996 of that.
SQUARE = (500_000.0, 6_651_411.19)
ON_THE_GLOBE = (15.0, 60.0)


@pytest.fixture
def public() -> Client:
    return Client(headers={"accept-language": "en"})


def rows_of(client: Client, name: str) -> list[dict[str, Any]]:
    answer = client.get(f"{HERE}{name}.json")
    assert answer.status_code == 200, name
    found: list[dict[str, Any]] = json.loads(answer.content)["rows"]
    return found


def test_goals_come_with_their_chains_as_the_public_report_has_them(town, public):
    goals = {row["key"]: row for row in rows_of(public, "mal")}

    climate = goals["klimat"]
    assert (climate["title"], climate["level"], climate["on_track"]) == (
        "Klimatneutralt 2030", town.framework.level, "broken",
    )  # fmt: skip
    assert (goals["buss"]["planned"], goals["buss"]["weakest_link"]) == ("broken", "measurable")
    assert climate["url"] == "http://testserver/ostersund/mal/ostersund/mal/klimat/"
    assert public.get(climate["url"]).status_code == 200


def test_plans_positions_measures_and_contributions_name_each_other_by_their_keys(town, public):
    (plan,) = rows_of(public, "planer")
    (position,) = rows_of(public, "stallningstaganden")
    (measure,) = rows_of(public, "atgarder")
    (said,) = rows_of(public, "bidrag")

    assert (plan["key"], plan["unit"], plan["valid_from"]) == (
        "klimatprogram",
        "Samhällsbyggnad",
        "2024-01-01",
    )
    assert (position["plan"], measure["plan"], measure["implements"]) == (
        "klimatprogram",
        "klimatprogram",
        ["p1"],
    )
    assert (measure["cost"], measure["funding"]) == (12_000_000, "decided")
    assert said == {
        "kind": "position", "key": "p1", "owner": "ostersund", "framework": "mal", "goal": "klimat",
        "strength": 3, "rationale": "Ersätter olja.",
    }  # fmt: skip
    for row in (plan, position, measure):
        assert public.get(row["url"]).status_code == 200


def test_the_report_is_the_public_one_whoever_asks_and_by_the_same_keys(town, public, coordinator, log_in):
    for client in (public, log_in(coordinator)):
        content = client.get(f"{HERE}rapport.json").content
        report = json.loads(content)

        assert (report["organisation"], report["number"]) == ("ostersund", 1)
        assert report["goals"]["ostersund:mal/klimat"]["stages"]["on_track"] == "broken"
        assert "ostersund:utkast" not in content.decode()
    assert "/ostersund/oppna-data/rapport.json" in public.get(HERE).content.decode()


def test_without_a_report_the_file_says_so(municipality, public):
    assert json.loads(public.get(f"{HERE}rapport.json").content)["number"] is None


@pytest.mark.parametrize("who", ["public", "coordinator"])
def test_drafts_are_in_no_file_whoever_asks(town, public, coordinator, who):
    client = Client()
    if who == "coordinator":
        client.force_login(coordinator)

    for name in SETS:
        for form in ("csv", "json"):
            assert SECRET not in client.get(f"{HERE}{name}.{form}").content.decode()


def test_a_spreadsheet_reads_the_same_rows(town, public):
    answer = public.get(f"{HERE}atgarder.csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode(), newline=""))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (row["title"], row["cost"], row["implements"], row["text"]) == ("Ny panna", "12000000", "p1", "")


def test_what_has_a_place_is_on_the_map_of_the_world(town, public):
    system = {"type": "name", "properties": {"name": "EPSG:3006"}}
    place = {"type": "Polygon", "coordinates": [[[*SQUARE], [SQUARE[0] + 9, SQUARE[1]], [*SQUARE]]]}
    Position.objects.filter(key="p1").update(geometry=place | {"crs": system})

    collection = json.loads(public.get(f"{HERE}stallningstaganden.geojson").content)

    (feature,) = collection["features"]
    (longitude, latitude), *_more = feature["geometry"]["coordinates"][0]
    assert (longitude, latitude) == pytest.approx(ON_THE_GLOBE, abs=0.000001)
    assert "crs" not in feature["geometry"]
    assert feature["properties"]["statement"] == "Bygg ut fjärrvärmen."


def test_whoever_has_the_file_is_told_that_it_is_the_same_until_something_changes(town, public, settings):
    settings.KEEP_PAGES_SECONDS = 0  # the revision, by which files are kept, moves at commit
    etag = public.get(f"{HERE}planer.csv")["ETag"]
    assert public.get(f"{HERE}planer.csv", headers={"if-none-match": etag}).status_code == 304

    town.programme.title = "Nytt klimatprogram"
    town.programme.save()

    again = public.get(f"{HERE}planer.csv", headers={"if-none-match": etag})
    assert again.status_code == 200
    assert "Nytt klimatprogram" in again.content.decode()


@pytest.mark.parametrize("address", ["planer.geojson", "hemligt.csv", "katalog.html", "planer.xlsx"])
def test_what_there_is_not_is_not_found(town, public, address):
    assert public.get(f"{HERE}{address}").status_code == 404


def test_nothing_is_open_where_the_organisation_is_not(town, administrator):
    Organisation.objects.filter(pk=town.organisation.pk).update(is_public=False)
    client = Client(headers={"accept-language": "en"})
    client.force_login(administrator)

    page = client.get(HERE).content.decode()

    assert "Nothing is open to the public here yet" in page
    assert "/ostersund/administration/installningar/" in page
    assert client.get(f"{HERE}planer.csv").status_code == 404


def test_the_page_says_what_each_column_means_under_what_licence_and_whom_to_ask(town, public):
    Organisation.objects.update(contact_email="oppet@ostersund.example", open_data_licence="cc_by")

    page = re.sub(r"\s+", " ", public.get(HERE).content.decode())

    assert "CC BY 4.0" in page
    assert "mailto:oppet@ostersund.example" in page
    for name in ("weakest_link", "next_check_on", "land_use", "implements", "strength"):
        assert f"<code>{name}</code>" in page


@pytest.mark.parametrize("count", [1, 6])
def test_queries_do_not_grow_with_the_rows(town, public, django_assert_max_num_queries, count):
    factories.MeasureFactory.create_batch(count, plan=town.programme)
    factories.PositionFactory.create_batch(count, plan=town.programme)

    for name in SETS:
        with django_assert_max_num_queries(8):
            public.get(f"{HERE}{name}.csv?nytt={count}")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own, reading JSON-LD
@pytest.mark.parametrize(("form", "read_as"), [("rdf", "xml"), ("ttl", "turtle"), ("jsonld", "json-ld")])
def test_data_portals_find_what_the_swedish_profile_asks_for(town, public, form, read_as):
    graph = Graph().parse(data=public.get(f"{HERE}katalog.{form}").content, format=read_as)

    (whole,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert_said(graph, whole, DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license)
    (publisher,) = graph.objects(whole, DCTERMS.publisher)
    assert_said(graph, publisher, FOAF.name)
    datasets = set(graph.objects(whole, DCAT.dataset))
    assert len(datasets) == len((*SETS, "rapport"))
    for dataset in datasets:
        assert_said(graph, dataset, DCTERMS.title, DCTERMS.description, DCTERMS.publisher)
        for distribution in graph.objects(dataset, DCAT.distribution):
            (at,) = graph.objects(distribution, DCAT.accessURL)
            assert public.get(str(at)).status_code == 200


def assert_said(graph: Graph, subject: Node, *properties: URIRef) -> None:
    for each in properties:
        assert list(graph.objects(subject, each)), f"{subject} has no {each}"


def test_the_catalogue_speaks_the_organisation_s_language_and_english(town, public):
    Organisation.objects.update(contact_email="oppet@ostersund.example")
    graph = Graph().parse(data=public.get(f"{HERE}katalog.ttl").content, format="turtle")

    (whole,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert set(graph.objects(whole, DCTERMS.title)) == {
        Literal("Öppna data om mål och planer", lang="sv"),
        Literal("Open data on goals and plans", lang="en"),
    }
    assert URIRef("mailto:oppet@ostersund.example") in set(graph.objects())
