"""What an import leaves alone, and what it does not overwrite."""

from typing import Any

import pytest

from goals.models import Goal
from interchange.packages import writing
from interchange.packages.problems import PackageConflict
from organisations.models import Organisation
from planning.models import Measure, Position
from tests.interchange.building import Document, bring, document, goals, package, plans, positions, refused

pytestmark = pytest.mark.django_db


def renamed(found: Document, title: str = "Nytt") -> Document:
    """The package with its first goal renamed."""
    found["goals"][0]["title"] = title
    return found


def test_only_what_differs_is_written() -> None:
    bring(package(**goals("g", "h")))
    outcome = bring(package(**goals("g")) | {"goals": [{"key": "g", "framework": "f", "title": "Nytt"}]})
    [changed] = [one for one in outcome.lists if one.name == "goals"]
    assert (changed.created, changed.changed, changed.unchanged, len(changed.absent)) == (
        (),
        ("lillby:f g",),
        0,
        1,
    )
    assert dict(Goal.objects.values_list("key", "version")) == {"g": 2, "h": 1}


def test_what_the_package_lacks_is_left_alone() -> None:
    bring(package(**goals("g", "h")))
    bring(package())
    assert Goal.objects.count() == 2


def test_an_export_that_is_changed_and_brought_back_is_no_conflict() -> None:
    bring(package(**goals("g")))
    bring(renamed(document()))
    assert (Goal.objects.get().title, Goal.objects.get().version) == ("Nytt", 2)


def test_what_was_changed_since_the_export_is_a_conflict() -> None:
    bring(package(**goals("g", "h")))
    found = document()
    Goal.objects.filter(key="g").update(title="Ändrat")
    assert refused(renamed(found)) == [
        "/goals/0: changed since the export: it is version 2 here, the package has 1"
    ]
    assert Goal.objects.get(key="g").title == "Ändrat"
    bring(found, overwrite=True)
    assert Goal.objects.get(key="g").title == "Nytt"


def test_every_conflict_is_listed_and_nothing_is_imported() -> None:
    bring(package(**goals("g", "h"), **plans("p")))
    found = document()
    Goal.objects.update(text="Ändrat")
    found["plans"][0]["title"] = "Ny"
    with pytest.raises(PackageConflict) as caught:
        bring(found)
    assert [problem.path for problem in caught.value.problems] == ["/goals/0", "/goals/1"]
    assert document()["plans"][0]["title"] == "p"


def test_a_change_to_the_same_is_no_conflict() -> None:
    bring(package(**goals("g")))
    found = renamed(document())
    Goal.objects.update(title="Nytt")
    assert bring(found).written == 0


def test_objects_without_version_are_new_data() -> None:
    bring(package(**goals("g")))
    Goal.objects.update(title="Ändrat")
    bring(package(**goals("g")))
    assert Goal.objects.get().title == "Mål g"


@pytest.mark.parametrize("field", ["partners", "implements"])
def test_a_change_of_what_belongs_to_an_object_is_a_conflict(field: str) -> None:
    units = [{"key": key, "name": key, "kind": "board"} for key in ("a", "b")]
    measure: dict[str, Any] = {"key": "m", "plan": "p", "title": "M", "status": "ongoing"}
    bring(
        package(**plans("p"), units=units, positions=positions("a", "b"), measures=[measure | {field: ["a"]}])
    )
    found = document()
    bring(package(measures=[measure | {field: ["a", "b"]}]))
    found["measures"][0]["title"] = "N"
    [problem] = refused(found)
    assert problem.startswith("/measures/0: changed since the export")


def test_the_organisation_itself_can_be_in_conflict() -> None:
    bring(package())
    found = document()
    Organisation.objects.update(name="Storby")
    assert [problem.partition(":")[0] for problem in refused(found)] == ["/organisation"]


def test_what_was_removed_and_made_anew_is_a_conflict() -> None:
    bring(package(**goals("g")))
    Goal.objects.update(title="Två")
    found = document()
    Goal.objects.all().delete()
    bring(package(**goals("g")))
    assert refused(found) == ["/goals/0: changed since the export: it is version 1 here, the package has 2"]


def test_a_copy_follows_the_system_that_it_comes_from() -> None:
    bring(package(**goals("g")))
    ahead = renamed(document())
    ahead["organisation"]["revision"], ahead["goals"][0]["version"] = 900, 7
    bring(ahead)
    assert (Goal.objects.get().title, Goal.objects.get().version) == ("Nytt", 7)


def test_references_that_go_and_come_are_written() -> None:
    units = [{"key": key, "name": key, "kind": "board"} for key in ("a", "b", "c")]
    measure = {"key": "m", "plan": "p", "title": "M", "status": "ongoing"}
    bring(package(**plans("p"), units=units, measures=[measure | {"partners": ["a", "b"]}]))
    bring(package(measures=[measure | {"partners": ["c", "b"]}]))
    partners = Measure.objects.get().partners.order_by("key")
    assert [unit.key for unit in partners] == ["b", "c"]


# Trees that are rearranged -------------------------------------------------------------------------------


def below(key: str, parent: str | None) -> Document:
    """An organisation with the parent."""
    found = package(key)
    found["organisation"]["parent"] = parent
    return found


@pytest.mark.parametrize("is_turned", [False, True])
def test_organisations_can_change_places(is_turned: bool) -> None:
    bring(below("one", None), below("two", "one"))
    files = [below("one", "two"), below("two", None)]
    assert bring(*(reversed(files) if is_turned else files)).written == 2


@pytest.mark.parametrize("is_turned", [False, True])
def test_plans_of_two_organisations_can_change_places(is_turned: bool) -> None:
    bring(package("one", **plans("p")), package("two", **plans("p", parent="one:p")))
    files = [package("one", **plans("p", parent="two:p")), package("two", **plans("p"))]
    assert bring(*(reversed(files) if is_turned else files)).written == 2


def test_units_can_change_places_in_a_large_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "AT_ONCE", 1)
    rows = [{"key": key, "name": key, "kind": "board"} for key in ("a", "b")]
    bring(package(units=[rows[0], rows[1] | {"parent": "a"}]))
    assert bring(package(units=[rows[0] | {"parent": "b"}, rows[1]])).written == 2


# The order of a plan's parts -----------------------------------------------------------------------------


def keys() -> list[str]:
    return [row["key"] for row in document()["positions"]]


def test_a_whole_plan_takes_the_order_of_the_package() -> None:
    bring(package(**plans("p"), positions=positions("a", "b", "c")))
    bring(package(positions=positions("c", "new", "a", "b")))
    assert keys() == ["c", "new", "a", "b"]


def test_a_part_of_a_plan_leaves_the_order_alone() -> None:
    bring(package(**plans("p"), positions=positions("a", "b", "c")))
    bring(package(positions=positions("c", "new", "a")))
    assert keys() == ["a", "b", "c", "new"]


def test_gaps_between_parts_are_no_difference() -> None:
    bring(package(**plans("p"), positions=positions("a", "b")))
    Position.objects.filter(key="b").update(order=10)
    assert bring(package(positions=positions("a", "b"))).written == 0


def test_a_part_that_moves_to_another_plan_comes_last_there() -> None:
    bring(package(**plans("p", "r"), positions=[*positions("a"), *positions("x", "y", plan="r")]))
    bring(package(positions=[*positions("x", "y", plan="r"), *positions("a", plan="r")]))
    assert keys() == ["x", "y", "a"]
