"""Removing what a package lacks wants a token and spares what others refer to."""

import json

import pytest

from goals.models import Goal
from interchange.packages.problems import PruneRefused
from organisations.models import Organisation
from tests.interchange.building import (
    Document,
    bring,
    document,
    everything,
    goals,
    package,
    plans,
    positions,
    refused,
)
from tests.oracle import random_packages

pytestmark = pytest.mark.django_db


def token(*documents: Document | str) -> str:
    """The token that a dry run gives."""
    return bring(*documents, is_dry_run=True, overwrite=True).prune_token


def test_prune_gives_exactly_the_package() -> None:
    bring(package(**goals("g", "h"), **plans("p", "r"), positions=positions("o", "q")))
    smaller = package(**goals("g"), **plans("r"), positions=positions("q", plan="r"))
    outcome = bring(smaller, prune=token(smaller))
    assert outcome.removed == 3
    left = document()
    assert [row["key"] for name in ("goals", "plans", "positions") for row in left[name]] == ["g", "r", "q"]


@pytest.mark.parametrize("seed", range(3))
def test_prune_of_an_export_gives_what_was_exported(seed: int) -> None:
    packages, reported, _ = random_packages(seed, "small")
    bring(*packages)
    first = everything()
    _, other, *_ = random_packages(seed, "tiny")
    own = next(one for one in packages if one["organisation"]["key"] == reported)
    bring(
        json.loads(json.dumps(own).replace('"key": "m', '"key": "extra-m'))
        | {"contributions": [], "budget_lines": []}
    )
    assert everything() != first
    bring(first[reported], prune=token(first[reported]), overwrite=True)
    assert without_versions(everything()[other]) == without_versions(first[other])


def without_versions(text: str) -> str:
    """A package without what moves at every change."""
    found = json.loads(text)
    for rows in found.values():
        for row in rows if isinstance(rows, list) else []:
            row.pop("version", None) if row.get("level") is None else row.pop("object_version", None)
    return json.dumps(found)


@pytest.mark.parametrize("wrong", ["", "guess"])
def test_a_wrong_token_removes_nothing(wrong: str) -> None:
    bring(package(**goals("g")))
    if wrong:
        assert refused(package(), prune=wrong) == []
    else:
        bring(package(), prune=wrong)
    assert Goal.objects.count() == 1


def test_a_token_is_for_one_text_of_the_package() -> None:
    bring(package(**goals("g")))
    old = token(package())
    assert refused(package(note="Annan"), prune=old) == []
    assert Goal.objects.count() == 1


def test_a_token_is_stale_when_the_organisation_has_moved_on() -> None:
    bring(package(**goals("g")))
    old = token(package())
    Organisation.objects.update(revision=99)
    assert refused(package(), prune=old) == []
    bring(package(), prune=token(package()))
    assert not Goal.objects.exists()


def test_nothing_absent_gives_no_token() -> None:
    bring(package(**goals("g")))
    assert token(package(**goals("g"))) == ""


def test_what_other_organisations_refer_to_is_refused_and_named() -> None:
    bring(package(**goals("g", "h"), **plans("p")))
    targets = [{"key": "t", "goal": "lillby:f/g", "indicator": "i", "year": 2030, "value": 1}]
    bring(
        package(
            "storby",
            adoptions=[{"framework": "lillby:f"}],
            indicators=[{"key": "i", "title": "i"}],
            targets=targets,
        )
    )
    assert refused(package(**plans("p")), prune=token(package(**plans("p")))) == [
        'goals lillby:f g: "storby" refers to it (targets: 1)',
        'frameworks f: "storby" refers to it (adoptions: 1)',
    ]
    assert Goal.objects.count() == 2


def test_statements_of_others_are_not_removed_silently() -> None:
    bring(package(**goals("g"), **plans("p"), positions=positions("o", "q")))
    contributions = [{"item": "position:lillby:o", "goal": "f/g", "strength": 1}]
    bring(package("storby", **goals("g"), plan_adoptions=[{"plan": "lillby:p"}], contributions=contributions))
    smaller = package(**goals("g"), **plans("p"), positions=positions("q"))
    with pytest.raises(PruneRefused) as caught:
        bring(smaller, prune=token(smaller))
    assert [problem.path for problem in caught.value.problems] == ["positions o"]


def test_both_sides_can_let_go_in_one_call() -> None:
    bring(package(**goals("g")), package("storby", adoptions=[{"framework": "lillby:f"}]))
    packages = [package(), package("storby")]
    assert bring(*packages, prune=token(*packages)).removed == 3


def test_a_package_that_needs_what_it_lacks_is_refused() -> None:
    bring(package(**goals("g"), **plans("p"), positions=positions("o")))
    lacking = package(**goals("g"), contributions=[{"item": "position:o", "goal": "f/g", "strength": 1}])
    [problem] = refused(lacking, prune=token(lacking))
    assert (
        problem == '/contributions/0/item: no position "o" in the package, and what it lacks is to be removed'
    )


def test_trees_are_removed_whole() -> None:
    rows = [
        {"key": key, "framework": "f", "title": key, "parent": parent}
        for key, parent in (("a", None), ("b", "a"), ("c", "b"))
    ]
    bring(package(**goals()) | {"goals": rows})
    assert bring(package(), prune=token(package())).removed == 4
