"""Writing over the API: made, changed, removed with the services of the pages; guarded, and never half."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Contribution, Measure, Plan
from tests import factories

MEASURES = "/api/v1/measures/"
CONTRIBUTIONS = "/api/v1/contributions/"
PROBLEM = "application/problem+json"


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> Any:
    """A draft of a plan with a position and a measure, and a goal."""
    own = {"organisation": municipality}
    plan = factories.PlanFactory(**own, key="trafik", title="Trafikplan", unit=department, status="drafting")
    position = factories.PositionFactory(plan=plan, key="p1", unit=department)
    measure = factories.MeasureFactory(plan=plan, key="m1", title="Bro", unit=department, status="planned")
    goal = factories.GoalFactory(framework__organisation=municipality, framework__key="mal", key="g1")
    return SimpleNamespace(plan=plan, position=position, measure=measure, goal=goal, unit=department)


@pytest.fixture
def as_planner(log_in: Any, planner: User) -> Client:
    client: Client = log_in(planner)
    return client


@pytest.fixture
def as_coordinator(log_in: Any, coordinator: User) -> Client:
    client: Client = log_in(coordinator)
    return client


def send(client: Client, method: str, path: str, content: Any = "", **headers: str) -> Any:
    """Sends to the municipality's part of the API; `If-Match` as `if_match`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(client, method)(
        f"{path}?organisation=ostersund", content, content_type="application/json", headers=named
    )


def problems(answer: Any) -> list[tuple[str, str]]:
    assert answer["Content-Type"] == PROBLEM, answer.content
    return [(each["path"], each["code"]) for each in answer.json()["errors"]]


def of(thing: Any, path: str = MEASURES) -> str:
    return f"{path}{thing.pk}/"


def test_a_new_thing_is_answered_with_its_address_and_version(as_planner: Client, world: Any) -> None:
    content = {
        "plan": "trafik",
        "title": " Ny bro ",
        "unit": {"key": "sam"},
        "partners": [world.unit.pk],
        "implements": ["p1"],
        "start": "2027-01-01",
        "cost": 1200000,
    }

    answer = send(as_planner, "post", MEASURES, content)

    made = answer.json()
    assert (answer.status_code, answer["Location"]) == (201, made["url"])
    assert answer["ETag"].startswith(f'"{made["version"]}-')
    assert (made["title"], made["status"], made["unit"]["key"]) == ("Ny bro", "planned", "sam")
    assert [each["key"] for each in made["implements"] + made["partners"]] == ["p1", "sam"]
    read = as_planner.get(answer["Location"])
    assert (read.json(), read["ETag"]) == (made, answer["ETag"])


def test_what_changes_is_sent_with_the_tag_that_was_answered(as_planner: Client, world: Any) -> None:
    tag = send(as_planner, "get", of(world.measure))["ETag"]

    changed = send(as_planner, "patch", of(world.measure), {"status": "ongoing"}, if_match=tag)
    behind = send(as_planner, "patch", of(world.measure), {"title": "Färja"}, if_match=tag)
    unsaid = send(as_planner, "patch", of(world.measure), {"title": "Färja"})
    many = send(as_planner, "patch", of(world.measure), [{}, {}], if_match='"2"')

    assert (changed.status_code, changed.json()["status"], changed.json()["title"]) == (200, "ongoing", "Bro")
    assert (behind.status_code, behind["Content-Type"]) == (412, PROBLEM)
    assert behind.json()["current"] == changed.json()
    assert (unsaid.status_code, many.status_code) == (428, 400)
    assert Measure.objects.get(pk=world.measure.pk).title == "Bro"


def test_what_was_read_can_be_put_back_as_a_whole(as_planner: Client, world: Any) -> None:
    read = send(as_planner, "get", of(world.measure)).json()

    same = send(as_planner, "put", of(world.measure), read)
    plain = send(as_planner, "put", of(world.measure), {"title": "Färja", "version": read["version"]})
    wrong = read | {"key": "annan", "version": 2, "plan": factories.PlanFactory().pk, "updated_at": "2026"}

    assert (same.status_code, same.json()) == (200, read)
    assert (plain.json()["title"], plain.json()["unit"]) == ("Färja", None)
    told = problems(send(as_planner, "put", of(world.measure), wrong))
    assert sorted(told) == [("/key", "read_only"), ("/plan", "not_found"), ("/updated_at", "read_only")]


def test_a_thing_is_removed_by_who_has_read_it_last(as_planner: Client, world: Any) -> None:
    assert send(as_planner, "delete", of(world.measure)).status_code == 428
    assert send(as_planner, "delete", of(world.measure), if_match='"7"').status_code == 412

    gone = send(as_planner, "delete", of(world.measure), if_match='"1"')

    assert (gone.status_code, gone.content) == (204, b"")
    assert send(as_planner, "delete", of(world.measure), if_match='"1"').status_code == 404


def test_everything_wrong_is_told_at_once_with_its_path(as_planner: Client, world: Any) -> None:
    others = factories.PlanFactory(key="annans", organisation__is_public=False)
    content = {
        "plan": others.pk,
        "title": "x" * 501,
        "status": "sometime",
        "colour": "red",
        "start": "tomorrow",
        "cost": "much",
        "partners": [1.5, "bun"],
        "text": "\0",
        "id": 5,
    }

    told = problems(send(as_planner, "post", MEASURES, content))

    assert sorted(told) == [
        ("/colour", "unknown"),
        ("/cost", "invalid"),
        ("/id", "read_only"),
        ("/partners/0", "name"),
        ("/start", "invalid"),
        ("/status", "invalid_choice"),
        ("/text", "null_characters_not_allowed"),
        ("/title", "max_length"),
    ]
    named = {"plan": others.pk, "title": "x", "unit": others.key, "implements": ["p1", "p2"]}
    told = problems(send(as_planner, "post", MEASURES, named))
    assert sorted(told) == [("/implements/1", "not_found"), ("/plan", "not_found"), ("/unit", "not_found")]
    assert Measure.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "sort", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"title": NaN}', "application/json", 400),
        (b'{"title": "\xff"}', "application/json", 400),
        (b'{"title": "\\ud800"}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"a":' * 30 + b"1" + b"}" * 30, "application/json", 400),
        (b"[]", "application/json", 400),
        (b"7", "application/json", 400),
        (b'["x", null, {}]', "application/json", 400),
        (b"title=x", "application/x-www-form-urlencoded", 415),
        (b'"' + b"x" * 6_000_000 + b'"', "application/json", 413),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    as_planner: Client, world: Any, body: bytes, sort: str, status: int
) -> None:
    for method, path in (("post", MEASURES), ("patch", MEASURES), ("put", of(world.measure))):
        answer = getattr(as_planner, method)(f"{path}?organisation=ostersund", body, content_type=sort)
        assert (answer.status_code in {status, 428}, answer["Content-Type"]) == (True, PROBLEM), (
            answer.content
        )


def test_a_rule_of_the_service_says_where_it_was_broken(as_planner: Client, world: Any) -> None:
    made = [{"plan": "trafik", "title": "A", "code": "7"}, {"plan": "trafik", "title": "B", "code": "7"}]

    assert problems(send(as_planner, "post", MEASURES, made)) == [("/1/code", "code_taken")]
    assert Measure.objects.count() == 1
    Plan.objects.update(status="in_force")
    locked = send(as_planner, "patch", of(world.measure), {"title": "Färja", "version": 1})
    free = send(as_planner, "patch", of(world.measure), {"status": "done", "version": 1})
    assert (locked.status_code, problems(locked)) == (422, [("/", "plan_decided")])
    assert free.status_code == 200


def test_several_are_changed_all_or_none(as_planner: Client, world: Any) -> None:
    other = factories.MeasureFactory(plan=world.plan, key="m2", title="Kaj", unit=world.unit)
    both = [
        {"id": world.measure.pk, "version": 1, "status": "done"},
        {"id": other.pk, "version": 1, "status": "done"},
    ]

    behind = send(as_planner, "patch", MEASURES, [both[0], both[1] | {"version": 4}])
    lacking = [{"id": other.pk}, {"version": 1}, {"version": 1, "id": 2**63}]
    unsaid = send(as_planner, "patch", MEASURES, [both[0], *lacking, both[0]])
    nothing = send(as_planner, "patch", MEASURES, [both[0], both[1] | {"id": 2**63 - 1}])

    assert (behind.status_code, problems(behind)) == (412, [("/1", "changed")])
    assert [row["id"] for row in behind.json()["current"]] == [other.pk]
    all_behind = send(as_planner, "patch", MEASURES, [each | {"version": 9} for each in both])
    assert problems(all_behind) == [("/0", "changed"), ("/1", "changed")]
    assert [row["status"] for row in all_behind.json()["current"]] == ["planned", "planned"]
    assert [path for path, _code in problems(unsaid)] == ["/1/version", "/2/id", "/3/id", "/4/id"]
    assert problems(nothing) == [("/1/id", "not_found")]
    assert not Measure.objects.filter(status="done").exists()
    changed = send(as_planner, "patch", MEASURES, both).json()
    assert [(row["id"], row["status"], row["version"]) for row in changed] == [
        (world.measure.pk, "done", 2),
        (other.pk, "done", 2),
    ]


def test_contributions_are_stated_by_the_hundred_with_few_queries(
    as_planner: Client, world: Any, django_assert_max_num_queries: Any
) -> None:
    parts = [factories.PositionFactory(plan=world.plan, unit=world.unit) for _number in range(30)]
    content = [
        {"position": each.key, "goal": "ostersund:mal/g1", "strength": 2, "rationale": "För."}
        for each in parts
    ]

    with django_assert_max_num_queries(25):
        answer = send(as_planner, "post", CONTRIBUTIONS, content)

    assert (answer.status_code, len(answer.json())) == (201, 30)
    assert answer.json()[7]["position"]["key"] == parts[7].key
    assert answer.json()[7]["reviewed_on"] is not None
    assert Contribution.objects.exclude(created_by__email="editor@ostersund.example").count() == 0
    assert Contribution.objects.count() == 30


def test_contributions_are_all_stated_or_none(as_planner: Client, world: Any) -> None:
    first = {"position": "p1", "goal": "g1", "strength": 2}
    others = factories.PositionFactory(plan=world.plan, unit=factories.UnitFactory())
    stated = send(as_planner, "post", CONTRIBUTIONS, first).json()

    again = send(as_planner, "post", CONTRIBUTIONS, first)
    twice = send(as_planner, "post", CONTRIBUTIONS, [{"measure": "m1", "goal": "g1", "strength": 1}] * 2)
    not_mine = send(as_planner, "post", CONTRIBUTIONS, [first | {"position": others.key}])
    unclear = send(as_planner, "post", CONTRIBUTIONS, [first | {"measure": "m1"}])

    assert (again.status_code, problems(again)) == (412, [("/goal", "stated_already")])
    assert again.json()["current"] == stated
    assert problems(twice) == [("/1/goal", "stated_already")]
    assert (not_mine.status_code, problems(not_mine)) == (403, [("/0", "not_allowed")])
    assert problems(unclear) == [("/0", "one_item")]
    assert Contribution.objects.count() == 1


def test_a_browser_s_session_writes_with_its_token_only(world: Any, planner: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(planner)

    assert send(client, "patch", of(world.measure), {"version": 1, "title": "x"}).status_code == 403
    assert send(Client(), "patch", of(world.measure), {"version": 1, "title": "x"}).status_code == 401


def test_a_number_in_a_list_of_texts_is_no_text(as_planner: Client, world: Any) -> None:
    told = send(as_planner, "post", "/api/v1/indicators/", {"title": "Läget", "stages": ["Dåligt", 0]})

    assert problems(told) == [("/stages", "invalid")]


def test_nothing_is_changed_twice_at_once(as_planner: Client, world: Any) -> None:
    once = {"id": world.measure.pk, "version": world.measure.version, "status": "ongoing"}

    told = send(as_planner, "patch", MEASURES, [once, once, {"version": 1}])

    assert problems(told) == [("/1/id", "twice"), ("/2/id", "required")]


def test_a_filter_by_what_is_not_there_says_so(as_planner: Client, world: Any) -> None:
    told = as_planner.get("/api/v1/plans/?organisation=ostersund&unit=nowhere&family=nonsense")

    assert sorted(problems(told)) == [("/family", "invalid_choice"), ("/unit", "not_found")]


def note(client: Client, organisation: Organisation, value: Any, year: int = 2025) -> Any:
    indicator = factories.IndicatorFactory(organisation=organisation)
    content = {"indicator": indicator.key, "year": year, "value": value}
    return send(client, "post", "/api/v1/observations/", content)


@pytest.mark.parametrize(
    ("value", "noted"),
    [
        *[("12.50", "12.5"), (12.5, "12.5"), (12, "12"), ("-.5", "-0.5"), ("7.", "7"), (None, None)],
        *[("1" * 20 + ".000000000000000001",) * 2, (2**53 - 1, "9007199254740991")],
        *[(0.0033333333333333335, "0.003333333333333334"), (1e-300, "0")],
    ],
)
def test_a_decimal_is_a_text_or_a_number(
    as_coordinator: Client, municipality: Organisation, value: Any, noted: str | None
) -> None:
    answer = note(as_coordinator, municipality, value)

    assert answer.status_code == 201, answer.content
    assert answer.json()["value"] == noted


@pytest.mark.parametrize(
    ("value", "code"),
    [
        *[
            ("", "invalid"),
            (" 1", "invalid"),
            ("1e5", "invalid"),
            ("1_000", "invalid"),
            ("\u0663", "invalid"),
        ],
        *[("1,5", "invalid"), (True, "invalid"), ([1], "invalid"), (2.0**53, "inexact"), (-1e300, "inexact")],
        *[("1" * 21, "max_whole_digits"), ("0." + "1" * 19, "max_decimal_places")],
    ],
)
def test_what_is_no_decimal_is_refused(
    as_coordinator: Client, municipality: Organisation, value: Any, code: str
) -> None:
    answer = note(as_coordinator, municipality, value)

    assert answer.status_code == 400
    assert problems(answer) == [("/value", code)]


def test_a_band_has_two_ends_and_says_which_one_is_wrong(
    as_coordinator: Client, world: Any, municipality: Organisation
) -> None:
    indicator = factories.IndicatorFactory(organisation=municipality, key="resor")
    content = {"goal": world.goal.pk, "indicator": indicator.key, "year": 2030}

    made = send(
        as_coordinator, "post", "/api/v1/targets/", content | {"desired": {"lower": 1.5, "upper": None}}
    )
    wrong = {"desired": {"upper": ""}, "accepted": {"middle": "1"}}
    refused = send(as_coordinator, "post", "/api/v1/targets/", content | wrong)

    assert made.json()["desired"] == {"lower": "1.5", "upper": None}
    assert sorted(problems(refused)) == [("/accepted/middle", "unknown"), ("/desired/upper", "invalid")]
