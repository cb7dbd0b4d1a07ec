"""Reading over the API: pages of a list, chosen and expanded fields, filters, and what is unchanged."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.models import Organisation, Unit, User
from planning.models import Measure, Plan
from tests import factories

MEASURES = "/api/v1/measures/"


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, key="trafik", title="Trafikplan", unit=department)


@pytest.fixture
def measures(plan: Plan, department: Unit) -> list[Measure]:
    titles = ["Bro", "Cykelväg", "Allé", "Bro"]
    return [
        factories.MeasureFactory(plan=plan, key=f"m{number}", title=title, unit=department, status="planned")
        for number, title in enumerate(titles)
    ]


def get(client: Client, path: str = MEASURES, **query: Any) -> Any:
    return client.get(path, {"organisation": "ostersund", **query})


def keys(answer: Any) -> list[str]:
    return [row["key"] for row in answer.json()["results"]]


def test_a_thing_names_itself_and_others(client: Client, measures: list[Measure]) -> None:
    row = get(client, key="m0").json()["results"][0]

    assert row["url"] == f"http://testserver{MEASURES}{row['id']}/?organisation=ostersund"
    assert (row["key"], row["version"], row["title"]) == ("m0", 1, "Bro")
    assert row["plan"]["key"] == "trafik"
    assert row["unit"]["key"] == "sam"
    assert client.get(row["plan"]["url"]).json()["title"] == "Trafikplan"
    assert client.get(row["url"]).json() == row


@pytest.mark.parametrize("ordering", ["id", "-id", "key", "-key", "title", "-title", "updated_at"])
def test_pages_follow_one_another_in_every_order(
    client: Client, measures: list[Measure], ordering: str
) -> None:
    whole = keys(get(client, ordering=ordering))

    answer, paged = get(client, ordering=ordering, page_size=1), []
    while True:
        paged += keys(answer)
        following = answer.json()["next"]
        if following is None:
            break
        answer = client.get(following)

    assert paged == whole
    assert sorted(paged) == ["m0", "m1", "m2", "m3"]


def test_a_cursor_is_good_for_its_own_list_only(client: Client, measures: list[Measure]) -> None:
    following = get(client, page_size=1).json()["next"]

    assert client.get(following).status_code == 200
    for other in (following.replace("measures", "positions"), following + "&ordering=title", following + "x"):
        answer = client.get(other)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["path"] == "/cursor"


def test_chosen_fields_are_all_that_is_read(client: Client, measures: list[Measure]) -> None:
    with CaptureQueriesContext(connection) as seen:
        rows = get(client, fields="title").json()["results"]

    assert [set(row) for row in rows] == [{"id", "title"}] * 4
    [read] = [one["sql"] for one in seen if 'FROM "planning_measure"' in one["sql"]]
    assert '"text"' not in read
    assert '"cost"' not in read
    assert len(seen) == 3, "the organisation, its stamp, the rows"


def test_what_is_expanded_is_there_as_a_whole(client: Client, measures: list[Measure]) -> None:
    row = get(client, expand="plan,unit", key="m1").json()["results"][0]

    assert (row["plan"]["title"], row["plan"]["status"]) == ("Trafikplan", "in_force")
    assert row["unit"]["name"] == "Samhällsbyggnad"
    assert "type" not in row["plan"], "one level only"


def test_what_others_may_not_see_is_not_named(
    client: Client, measures: list[Measure], politician: User
) -> None:
    draft = factories.PlanFactory(organisation=measures[0].organisation, key="utkast", status="drafting")
    secret = factories.PositionFactory(plan=draft, key="hemlig")
    measures[0].implementation_rows.create(position=secret)

    assert get(client, expand="implements", key="m0").json()["results"][0]["implements"] == []
    assert "reviewed_on" not in get(client, "/api/v1/contributions/").content.decode()
    client.force_login(politician)
    assert get(client, key="m0").json()["results"][0]["implements"][0]["key"] == "hemlig"


def test_filters_are_those_of_the_pages(client: Client, measures: list[Measure], plan: Plan) -> None:
    Measure.objects.filter(key="m2").update(status="done")

    assert keys(get(client, status=["done", "paused"])) == ["m2"]
    assert keys(get(client, q="cykelväg")) == ["m1"]
    assert keys(get(client, unit="sam", plan=plan.pk)) == ["m0", "m1", "m2", "m3"]
    assert keys(get(client, "/api/v1/plans/", phase="current")) == ["trafik"]
    assert keys(get(client, plan=plan.pk + 1000)) == []


def settle() -> None:
    """What a commit does with revisions."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_who_has_the_present_answer_is_told_so(client: Client, measures: list[Measure]) -> None:
    settle()
    for path in (MEASURES, f"{MEASURES}{measures[0].pk}/"):
        first = get(client, path)
        query = {"organisation": "ostersund"}
        again = client.get(path, query, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert not first["ETag"].startswith("W/")
        Measure.objects.filter(pk=measures[0].pk).update(title=f"Ny bro {path}")
        settle()
        assert client.get(path, query, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_long_list_that_has_not_changed_is_not_read_again(
    client: Client, measures: list[Measure], politician: User, django_assert_num_queries: Any
) -> None:
    region = factories.OrganisationFactory(key="lanet", kind="region", is_public=True)
    unit = factories.UnitFactory(organisation=region)
    adopted = factories.PlanFactory(organisation=region)
    factories.PlanAdoptionFactory(organisation=Organisation.objects.get(key="ostersund"), plan=adopted)
    factories.MeasureFactory(plan=adopted, unit=unit, key="region")
    settle()
    tag = {"if-none-match": get(client)["ETag"]}
    with django_assert_num_queries(2):
        assert client.get(MEASURES, {"organisation": "ostersund"}, headers=tag).status_code == 304
    for change in (
        lambda: Unit.objects.filter(pk=unit.pk).update(key="annan"),
        lambda: Plan.objects.filter(pk=adopted.pk).update(status="repealed"),
        lambda: measures[0].partner_rows.create(unit=unit),
        lambda: measures[1].partner_rows.create(unit=unit),
    ):
        change()
        settle()
        answer = client.get(MEASURES, {"organisation": "ostersund"}, headers=tag)
        assert answer.status_code == 200
        tag = {"if-none-match": answer["ETag"]}
    client.force_login(politician)
    assert client.get(MEASURES, {"organisation": "ostersund"}, headers=tag).status_code == 200
    assert client.get(MEASURES, {"organisation": "ostersund", "page_size": 3}, headers=tag).status_code == 200


def test_problems_are_told_in_the_caller_s_language(client: Client, measures: list[Measure]) -> None:
    words = {}
    for language in ("sv", "nb", "en"):
        answer = client.get(MEASURES, {"organisation": "finns-inte"}, headers={"accept-language": language})
        words[language] = answer.json()["title"]
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")

    assert len(set(words.values())) == 3


def test_a_member_of_another_municipality_reads_what_everybody_reads(
    client: Client, measures: list[Measure], stranger: User
) -> None:
    factories.MeasureFactory(
        plan=factories.PlanFactory(organisation=measures[0].organisation, status="drafting"), key="hemlig"
    )
    public = get(client)
    client.force_login(stranger)

    assert get(client).json() == public.json()
    assert "hemlig" not in keys(public)
