"""What is another organisation's is stated on after adoption only; the fault is told with its place."""

from typing import Any

import pytest

from tests.interchange.building import Document, bring, goals, package, plans, positions, refused
from tests.interchange.packages.test_checking import TARGET, whole

pytestmark = pytest.mark.django_db


def region(**parts: Any) -> Document:
    """A region with a goal and a plan with a position."""
    return package("region", **goals("g"), **plans("p"), positions=positions("o")) | parts


STATEMENTS: list[tuple[Document, str]] = [
    (
        {"contributions": [{"item": "position:o", "goal": "region:f/g", "strength": 1}]},
        "/contributions/0/goal",
    ),
    (
        {"contributions": [{"item": "position:region:o", "goal": "f/g", "strength": 1}]},
        "/contributions/0/item",
    ),
    ({"targets": [TARGET | {"goal": "region:f/g", "value": 1}]}, "/targets/0/goal"),
    (
        {"goal_links": [{"key": "l", "source": "f/g", "target": "region:f/g", "relation": "conflicts"}]},
        "/goal_links/0/target",
    ),
    ({"plan_links": [{"source": "p", "target": "region:p", "relation": "based_on"}]}, "/plan_links/0/target"),
    (
        {"position_links": [{"source": "region:o", "target": "o", "relation": "supports"}]},
        "/position_links/0/source",
    ),
    (
        {"position_links": [{"source": "o", "target": "region:o", "relation": "carried_into"}]},
        "/position_links/0/target",
    ),
]


@pytest.mark.parametrize(("statement", "path"), STATEMENTS, ids=[path for _, path in STATEMENTS])
def test_nothing_is_stated_on_what_is_not_adopted(statement: Document, path: str) -> None:
    [problem] = refused(region(), whole(**statement))
    assert problem.startswith(f'{path}: "lillby" has adopted nothing of "region", whose ')


@pytest.mark.parametrize(("statement", "path"), STATEMENTS, ids=[path for _, path in STATEMENTS])
@pytest.mark.parametrize(
    "adoption", [{"adoptions": [{"framework": "region:f"}]}, {"plan_adoptions": [{"plan": "region:p"}]}]
)
def test_who_has_adopted_from_the_organisation_can_state(
    statement: Document, path: str, adoption: Document
) -> None:
    outcome = bring(region(), whole(**statement, **adoption))
    assert [
        one.created
        for one in outcome.lists
        if one.organisation == "lillby" and one.name == path.split("/")[1]
    ]


def test_an_earlier_adoption_is_enough() -> None:
    bring(region(), whole(adoptions=[{"framework": "region:f"}]))
    assert bring(whole(targets=[TARGET | {"goal": "region:f/g", "value": 1}])).written == 1


def test_a_value_is_recorded_by_whom_it_is_about_or_who_owns_the_indicator() -> None:
    other = package("other")
    own = {"indicator": "n", "organisation": "other", "year": 2024, "value": 1}
    bring(other, whole(observations=[own]))
    bring(package("other", observations=[{"indicator": "lillby:n", "year": 2024, "value": 2}]))
    third = package(
        "third", observations=[{"indicator": "lillby:n", "organisation": "other", "year": 2024, "value": 3}]
    )
    assert refused(third) == [
        '/observations/0/organisation: "third" can record "lillby:n" neither as its owner nor about itself'
    ]
