"""Every kind of fault is told with its place, the offending value and what was expected."""

import json
from typing import Any

import pytest

from interchange.packages.checking import MOST_LEVELS
from interchange.packages.contents import MOST_PROBLEMS
from organisations.models import Organisation
from tests.interchange.building import Document, bring, goals, package, plans, positions, refused

pytestmark = pytest.mark.django_db

INDICATORS = [
    {"key": "n", "title": "Antal"},
    {"key": "s", "title": "Steg", "value_type": "stages", "stages": ["inget", "halvt", "helt"]},
    {"key": "b", "title": "Ja", "value_type": "boolean"},
]
MEASURE = {"key": "m", "plan": "p", "title": "Åtgärd", "status": "ongoing"}
TARGET = {"key": "t", "goal": "f/g", "indicator": "n", "year": 2030}


def whole(**parts: Any) -> Document:
    """A package with a bit of everything."""
    rows: Document = {
        "positions": positions("o", "q"),
        "indicators": INDICATORS,
        "units": [{"key": "ks", "name": "KS", "kind": "board"}],
    }
    return package(**goals("g", "h"), **plans("p", "r"), **rows) | parts


def contribution(**fields: Any) -> Document:
    """A package with one contribution."""
    return whole(contributions=[{"item": "position:o", "goal": "f/g", "strength": 1} | fields])


FAULTS: list[tuple[Document, str]] = [
    (contribution(goal="f/x"), '/contributions/0/goal: no goal "f/x"'),
    (contribution(goal="un:agenda-2030/99"), '/contributions/0/goal: no goal "un:agenda-2030/99"'),
    (contribution(item="position:x"), '/contributions/0/item: no position "x"'),
    (contribution(item="measure:region:x"), '/contributions/0/item: no measure "region:x"'),
    (contribution(strength=4), "/contributions/0/strength: 4 is not from -3 to 3"),
    (contribution(strength="1"), '/contributions/0/strength: "1" is not a whole number'),
    (contribution(strength=True), "/contributions/0/strength: true is not a whole number"),
    (contribution(colour="red"), "/contributions/0/colour: unknown key"),
    (
        contribution(reviewed_on="2024-02-30"),
        '/contributions/0/reviewed_on: "2024-02-30" is not a day, YYYY-MM-DD',
    ),
    (
        contribution(reviewed_on="20240229"),
        '/contributions/0/reviewed_on: "20240229" is not a day, YYYY-MM-DD',
    ),
    (
        whole(units=[{"key": "KS", "name": "x", "kind": "board"}]),
        '/units/0/key: "KS" is not a key: a-z 0-9 - . _ /, at most 100 characters',
    ),
    (
        whole(units=[{"key": "ks\n", "name": "x", "kind": "board"}]),
        '/units/0/key: "ks\\n" is not a key: a-z 0-9 - . _ /, at most 100 characters',
    ),
    (whole(units=[{"key": "k", "name": "", "kind": "board"}]), '/units/0/name: "" is not at least 1 long'),
    (whole(units=[{"key": "k", "kind": "board"}]), "/units/0/name: is missing"),
    (whole(units=[{"key": "k", "name": None, "kind": "board"}]), "/units/0/name: null is not a text"),
    (whole(units={}), "/units: an object is not a list"),
    (
        whole(units=[{"key": "k", "name": "x", "kind": "board", "parent": "y"}]),
        '/units/0/parent: no unit "y"',
    ),
    (whole(unknown=[]), "/unknown: unknown key"),
    (whole(version=2), "/version: 2 is not 1"),
    (whole(format="other"), '/format: "other" is not "samplan-package"'),
    (whole(organisation={"key": "lillby"}), "/organisation/kind: is missing"),
    (
        whole(organisation=package()["organisation"] | {"parent": "region-x"}),
        '/organisation/parent: no organisation "region-x"',
    ),
    (whole(targets=[TARGET]), "/targets/0/value: a target has a value or a band, desired or accepted"),
    (
        whole(targets=[TARGET | {"value": 1, "baseline_year": 2030}]),
        "/targets/0/baseline_year: 2030 is not before the target's year, 2030",
    ),
    (
        whole(targets=[TARGET | {"value": 10**20}]),
        "/targets/0/value: 100000000000000000000 is not a number below 10^20",
    ),
    (whole(targets=[TARGET | {"value": 1e-19}]), "/targets/0/value: 1E-19 has more than 18 decimals"),
    (whole(targets=[TARGET | {"value": 1, "year": 99999}]), "/targets/0/year: 99999 is not from 1 to 9999"),
    (whole(targets=[TARGET | {"desired": [2, 1]}]), "/targets/0/desired: 2 is above 1"),
    (whole(targets=[TARGET | {"desired": [2]}]), "/targets/0/desired: a list is not at least 2 long"),
    (whole(targets=[TARGET | {"desired": ["x", 1]}]), '/targets/0/desired/0: "x" is not a number or null'),
    (
        whole(targets=[TARGET | {"indicator": "s", "value": 3}]),
        "/targets/0/value: 3 is not a whole number from 0 to 2, as the indicator asks",
    ),
    (
        whole(observations=[{"indicator": "b", "year": 2024, "value": 0.5}]),
        "/observations/0/value: 0.5 is not a whole number from 0 to 1, as the indicator asks",
    ),
    (
        whole(indicators=[*INDICATORS, {"key": "e", "title": "e", "value_type": "stages"}]),
        "/indicators/3/stages: an indicator with stages names at least two",
    ),
    (
        whole(goal_links=[{"key": "l", "source": "f/g", "target": "f/g", "relation": "conflicts"}]),
        "/goal_links/0/target: the same as the source: nothing is linked to itself",
    ),
    (
        whole(plan_links=[{"source": "p", "target": "r", "relation": "likes"}]),
        '/plan_links/0/relation: "likes" is not one of "based_on", "details", "coordinates", "conflicts"',
    ),
    (
        whole(position_links=[{"source": "o", "target": "q", "relation": "supports", "state": "offered"}]),
        "/position_links/0/state: only hand-overs (carried_into) have this",
    ),
    (
        whole(position_links=[{"source": "o", "relation": "carried_into", "state": "offered"}]),
        "/position_links/0/target: is missing",
    ),
    (
        whole(position_links=[{"source": "o", "target_plan": "p", "relation": "carried_into"}]),
        "/position_links/0/target: is missing: what is accepted has become a position",
    ),
    (
        whole(
            position_links=[
                {"source": "o", "target": "q", "target_plan": "p", "relation": "carried_into"},
            ]
        ),
        "/position_links/0/target_plan: there is a target already, whose plan it is",
    ),
    (
        whole(**plans("p", "r", adopted_on="2025-01-01", next_check_on="2024-12-31")),
        "/plans/0/next_check_on: 2024-12-31 is before adopted_on, 2025-01-01",
    ),
    (
        whole(**plans("p", "r", valid_from="2025-01-01", valid_to="2024-01-01")),
        "/plans/0/valid_to: 2024-01-01 is before valid_from, 2025-01-01",
    ),
    (whole(**plans("p", "r", supersedes=["p"])), "/plans/0/supersedes: no plan supersedes itself"),
    (whole(**plans("p", "r", supersedes=["r", "x"])), '/plans/0/supersedes/1: no plan "x"'),
    (
        whole(
            sections=[{"key": "s", "plan": "p", "heading": "x"}],
            positions=positions("o", plan="r", section="s"),
        ),
        '/positions/0/section: section "s" is in another plan, "p"',
    ),
    (
        whole(sections=[{"key": "s", "plan": "region:p", "heading": "x"}]),
        '/sections/0/plan: "region:p" is not the key of a plan of this package',
    ),
    (whole(**goals("g", superseded_by="f/g")), "/goals/0/superseded_by: no goal is superseded by itself"),
    (whole(positions=positions("o", revises="o")), "/positions/0/revises: nothing is a revision of itself"),
    (
        whole(measures=[MEASURE | {"revises": "lillby:m"}]),
        "/measures/0/revises: nothing is a revision of itself",
    ),
    (whole(**goals("g", titles={"de": "Ziel"})), "/goals/0/titles/de: unknown key"),
    (
        whole(**goals("g", colour="red")),
        '/goals/0/colour: "red" is not a colour: # and six hexadecimal digits',
    ),
    (whole(**goals("g", parent="x")), '/goals/0/parent: no goal "x"'),
    (whole(adoptions=[{"framework": "f", "excluded": ["x"]}]), '/adoptions/0/excluded/0: no goal "x"'),
    (
        whole(frameworks=[{"key": "f/x", "title": "x", "level": "municipal"}]),
        '/frameworks/0/key: "f/x" is not a key: a-z 0-9 - . _, at most 100 characters',
    ),
    (
        whole(frameworks=[{"key": "f", "title": "x", "level": "municipal", "source": "javascript:alert(1)"}]),
        '/frameworks/0/source: "javascript:alert(1)" is not a web address, http:// or https://',
    ),
]


@pytest.mark.parametrize(
    ("document", "problem"), FAULTS, ids=[problem.split(": ")[0] for _, problem in FAULTS]
)
def test_a_fault_is_told_with_its_place(document: Document, problem: str) -> None:
    assert problem in refused(document)
    assert not Organisation.objects.exists()


def test_the_package_without_the_faults_is_accepted() -> None:
    bring(contribution())
    assert Organisation.objects.get().key == "lillby"


def test_all_faults_are_told_at_once() -> None:
    faulty = contribution(goal="f/x") | {"unknown_too": 1}
    faulty.pop("unknown_too")
    faulty["units"] = [{"key": "k", "name": "x", "kind": "board", "surprise": 1}]
    faulty["plans"][0]["unit"] = "nobody"
    assert [problem.partition(": ")[0] for problem in refused(faulty)] == [
        "/units/0/surprise", "/plans/0/unit", "/contributions/0/goal",
    ]  # fmt: skip


def test_a_reference_to_a_faulty_object_is_no_fault_of_its_own() -> None:
    faulty = contribution()
    faulty["goals"][0]["surprise"] = 1
    assert refused(faulty) == ["/goals/0/surprise: unknown key"]


def test_a_reference_to_nothing_is_told_once() -> None:
    assert refused(contribution(goal="un:agenda-2030/99")) == [
        '/contributions/0/goal: no goal "un:agenda-2030/99"'
    ]


def test_a_wrong_day_is_told_once() -> None:
    assert len(refused(contribution(reviewed_on="i går"))) == 1


def test_a_number_that_cannot_be_kept_is_not_told_as_missing_too() -> None:
    assert refused(whole(targets=[TARGET | {"value": 1e-19}])) == [
        "/targets/0/value: 1E-19 has more than 18 decimals"
    ]


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("NaN", "/targets/0/value: NaN is not a number below 10^20"),
        ("1e400", "/targets/0/value: 1e400 is not a number below 10^20"),
        ("9" * 100, "/targets/0/value: 99999999999999999999… is not a number below 10^20"),
    ],
)
def test_a_number_too_large_to_keep_is_told(number: str, problem: str) -> None:
    text = json.dumps(whole(targets=[TARGET | {"value": 77777}])).replace("77777", number)
    assert refused(text) == [problem]


def test_a_version_that_could_not_be_moved_any_more_is_refused() -> None:
    highest = whole(**goals("g", version=2**31 - 1))
    assert refused(highest)[0] == "/goals/0/version: 2147483647 is not from 0 to 1073741824"


def test_a_package_of_faults_only_is_not_read_to_its_end() -> None:
    assert len(refused(package(units=[1] * 20_000))) == MOST_PROBLEMS + 1


def test_only_hand_overs_lead_to_a_plan() -> None:
    link = {"source": "o", "target_plan": "p", "relation": "supports"}
    assert refused(whole(position_links=[link])) == [
        "/position_links/0/target_plan: only hand-overs (carried_into) have this",
        "/position_links/0/target: is missing",
    ]


def test_numbers_that_are_none_are_told() -> None:
    text = json.dumps(package()).replace('"version": 1', '"version": NaN')
    assert refused(text) == ["/version: NaN is not 1"]


@pytest.mark.parametrize(
    ("name", "identity"),
    [("contributions", "item, goal"), ("units", "key"), ("position_links", "source, target")],
)
def test_a_second_object_with_the_same_identity_is_told(name: str, identity: str) -> None:
    rows = {
        "contributions": {"item": "position:o", "goal": "f/g", "strength": 1},
        "units": {"key": "ks", "name": "KS", "kind": "board"},
        "position_links": {"source": "o", "target": "q", "relation": "carried_into"},
    }
    [problem] = refused(whole(**{name: [rows[name], rows[name]]}))
    assert problem.startswith(f"/{name}/1")
    assert problem.endswith(f": the same {identity} as /{name}/0")


def test_the_same_reference_written_in_two_ways_is_one_identity() -> None:
    rows = [{"item": item, "goal": "f/g", "strength": 1} for item in ("position:o", "position:lillby:o")]
    assert refused(whole(contributions=rows)) == ["/contributions/1: the same item, goal as /contributions/0"]


def test_parents_that_form_a_loop_are_all_named() -> None:
    units = [
        {"key": key, "name": key, "kind": "board", "parent": parent}
        for key, parent in ("ab", "bc", "ca", "da")
    ]
    loop = "lillby:a (/units/0) → lillby:b (/units/1) → lillby:c (/units/2) → lillby:a (/units/0)"
    assert refused(package(units=units)) == [
        f'/units/{place}/parent: unit "{key}" would be its own ancestor: {loop}'
        for place, key in enumerate("abc")
    ]


def test_a_loop_by_way_of_the_database_is_found() -> None:
    bring(package(**goals("a")))
    bring(package(**goals("b", parent="a")))
    [problem] = refused(package(**goals("a", parent="b")))
    assert problem.startswith(
        '/goals/0/parent: goal "f/a" would be its own ancestor: lillby:f/a (/goals/0) → lillby:f/b'
    )


def test_a_loop_by_way_of_another_organisations_plan_is_found() -> None:
    bring(package("one", **plans("p")), package("two", **plans("p", parent="one:p")))
    [problem] = refused(package("one", **plans("p", parent="two:p")))
    assert problem.startswith('/plans/0/parent: plan "p" would be its own ancestor: one:p (/plans/0) → two:p')


def chain(length: int) -> Document:
    """Units, each below the one before."""
    rows = [{"key": f"u{n}", "name": "x", "kind": "board", "parent": f"u{n - 1}"} for n in range(length)]
    return package(units=[rows[0] | {"parent": None}, *rows[1:]])


def test_a_tree_has_an_end() -> None:
    assert refused(chain(MOST_LEVELS + 5)) == ['/units/100/parent: unit "u100" is below more than 99 others']
    bring(chain(MOST_LEVELS))


def test_a_tree_has_an_end_also_by_way_of_the_database() -> None:
    bring(chain(MOST_LEVELS))
    deeper = {"key": "deeper", "name": "x", "kind": "board", "parent": "u99"}
    [problem] = refused(package(units=[deeper]))
    assert problem.startswith("/units/0/parent: ")


def test_an_organisation_above_itself_is_named() -> None:
    alone = package()
    alone["organisation"]["parent"] = "lillby"
    [problem] = refused(alone)
    assert problem.startswith('/organisation/parent: organisation "lillby" would be its own ancestor')


def test_organisations_form_no_loop() -> None:
    one, other = package("one"), package("other")
    one["organisation"]["parent"], other["organisation"]["parent"] = "other", "one"
    assert len(refused(one, other)) == 2


def test_an_organisation_has_one_package_in_a_call() -> None:
    [problem] = refused(package(), package())
    assert problem == '/organisation/key: the organisation "lillby" has a second package, lillby.json'
