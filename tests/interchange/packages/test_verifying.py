"""What a package changes has to fit what it lacks."""

from typing import Any

import pytest

from goals.models import Indicator
from planning.models import Section
from tests.interchange.building import Document, bring, goals, package, plans, positions, refused
from tests.interchange.packages.test_pruning import token

pytestmark = pytest.mark.django_db


def indicator(**fields: Any) -> Document:
    """A package with one indicator."""
    return package(indicators=[{"key": "i", "title": "I"} | fields])


def test_an_indicator_keeps_room_for_the_values_on_record() -> None:
    bring(indicator(value_type="stages", stages=["inget", "halvt", "helt"]))
    bring(package(observations=[{"indicator": "i", "year": 2024, "value": 2}]))
    assert refused(indicator(value_type="stages", stages=["inget", "helt"])) == [
        '/indicators/0/value_type: 2, on record by "lillby" for 2024, is then out of range'
    ]
    assert len(Indicator.objects.get().stages) == 3


def test_values_of_other_organisations_count_too() -> None:
    bring(indicator(), package("storby"))
    bring(package("storby", observations=[{"indicator": "lillby:i", "year": 2024, "value": 57.3}]))
    [problem] = refused(indicator(value_type="boolean"))
    assert problem.endswith('57.3, on record by "storby" for 2024, is then out of range')


def test_targets_count_too() -> None:
    target = {"key": "t", "goal": "f/g", "indicator": "i", "year": 2030, "value": 7}
    bring(indicator() | goals("g") | {"targets": [target]})
    [problem] = refused(indicator(value_type="boolean"))
    assert "7, on record" in problem


def test_values_that_change_with_their_indicator_are_no_obstacle() -> None:
    observed = {"indicator": "i", "year": 2024}
    bring(indicator() | {"observations": [observed | {"value": 57.3}]})
    changed = indicator(value_type="boolean") | {"observations": [observed | {"value": 1}]}
    assert bring(changed).written == 2


def test_values_that_are_removed_are_no_obstacle() -> None:
    bring(indicator() | {"observations": [{"indicator": "i", "year": 2024, "value": 57.3}]})
    assert bring(indicator(value_type="boolean"), prune=token(indicator(value_type="boolean"))).removed == 1


def section(plan: str, **parts: Any) -> Document:
    """A package with a section in a plan."""
    rows = [{"key": "s", "plan": plan, "heading": "Avsnitt"}]
    return package(**plans("p", "r"), sections=rows, **parts)


def test_a_section_does_not_leave_its_positions_behind() -> None:
    bring(section("p", positions=positions("o", section="s")))
    assert refused(section("r")) == [
        '/sections/0/plan: "o" stands in this section and stays in the other plan'
    ]
    bring(section("r", positions=positions("o", plan="r", section="s")))
    assert Section.objects.get().plan.key == "r"
