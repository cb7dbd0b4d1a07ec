"""The published schema is the one that validates, and both ways of validating agree."""

import copy
import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from interchange.packages.reading import parse
from interchange.packages.schema import PUBLISHED, list_schema, package_schema, published_text
from interchange.packages.tables import LISTS
from interchange.packages.validating import DATES, Validator, compiled_list, object_problems
from tests.oracle import random_packages

DATA = sorted((Path(settings.BASE_DIR) / "data").glob("*.json"))
ODD: list[Any] = [
    None,
    True,
    0,
    1,
    -1,
    10**30,
    Decimal("0.5"),
    "",
    "x",
    "A B",
    "2024-02-30",
    "x\n",
    [],
    {},
    [None],
]


def test_the_published_schema_is_made_of_the_tables() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == published_text()


def test_the_published_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(PUBLISHED.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_the_demonstration_fits_the_published_schema(path: Path) -> None:
    Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8"))).validate(
        json.loads(path.read_bytes())
    )


@pytest.mark.parametrize("seed", range(10))
def test_valid_packages_fit_the_schema(seed: int) -> None:
    for package in random_packages(seed, "small")[0]:
        Draft202012Validator(package_schema()).validate(package)


def mutated(row: Any, rng: random.Random) -> Any:
    """The object with something in it replaced, removed or added."""
    changed = copy.deepcopy(row)
    name = rng.choice([*changed, "version", "surprise"])
    if rng.random() < 0.2:
        changed.pop(name, None)
    else:
        changed[name] = rng.choice(ODD)
    return changed


@settings_of_hypothesis(deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_fast_check_and_the_library_agree(seed: int) -> None:
    rng = random.Random(seed)
    package = parse(rng.choice(DATA).read_bytes(), "x.json")
    for name in LISTS:
        for row in package.get(name, [])[:5]:
            changed = mutated(row, rng)
            slow = Validator(list_schema(name), format_checker=DATES).is_valid(changed)
            assert compiled_list(name)(changed) == slow, (name, changed)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("value", [None, 1, "text", [], True])
def test_what_stands_in_a_list_is_an_object(name: str, value: Any) -> None:
    assert [problem.path for problem in object_problems(name, 3, value, "")] == [f"/{name}/3"]


@pytest.mark.parametrize("name", LISTS)
def test_required_fields_are_named_one_by_one(name: str) -> None:
    required = [f"/{name}/0/{field}" for field in list_schema(name)["required"]]
    assert sorted(problem.path for problem in object_problems(name, 0, {}, "")) == sorted(required)
