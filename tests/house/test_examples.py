"""What the schema shows as sent and answered is what the server answers, and as the schema says.

What makes a thing of a new kind is told in `story.py`; `make examples` asks, and writes what was answered.
"""

import os
from functools import cache
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from core.api import examples as shown
from core.api.schema import GEO_JSON, JSON
from organisations.api.representing import KINDS
from tests.house import examples, story
from tests.house.test_published import ROOT

ANEW = "what is answered has changed: make examples writes core/api/examples.json anew"
#: Of these nothing is shown: they describe themselves, or what is answered later is shown elsewhere.
WITHOUT = {
    ("post /api/v1/packages/{organisation}/", "202"): "as packages/{organisation}/imports/{id}/ answers",
    ("get /api/v1/documents/{id}/content/", "200"): "a file as it was filed, whatever is in it",
}


@cache
def described() -> dict[str, Any]:
    """The schema as it is published."""
    text = (ROOT / "docs" / "api" / "openapi.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def contents() -> list[tuple[str, str, dict[str, Any]]]:
    """All that goes well and is JSON: by operation and code (or `sent`), with its schema."""
    found = []
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            place = f"{method} {path}"
            parts = {code: answer for code, answer in operation["responses"].items() if code[0] == "2"}
            parts |= {"sent": operation["requestBody"]} if "requestBody" in operation else {}
            for part, told in parts.items():
                forms = told.get("content", {})
                found += [(place, part, forms[form]) for form in forms.keys() & {JSON, GEO_JSON}]
    return found


@pytest.mark.django_db
def test_what_is_shown_is_what_is_answered() -> None:
    untold = [kind for kind, it in KINDS.items() if hasattr(it, "acts") and "post" in it.acts()["list"]]
    assert [kind for kind in untold if kind not in story.NEW] == [], (
        "tests/house/story.py: say what makes one"
    )

    present = examples.written(examples.collect())

    if os.environ.get("EXAMPLES") == "write":
        shown.PLACE.write_text(present, encoding="utf-8")
    assert shown.PLACE.read_text(encoding="utf-8") == present, ANEW


@pytest.mark.house
def test_everything_that_goes_well_has_an_example_that_is_as_the_schema_says() -> None:
    components, without, wrong = {"components": described()["components"]}, set(), []
    for place, part, content in contents():
        if "example" not in content:
            without.add((place, part))
            continue
        validator = Draft202012Validator(content["schema"] | components)
        wrong += [(place, part, error.message) for error in validator.iter_errors(content["example"])]

    assert wrong == []
    assert without == WITHOUT.keys(), ANEW
    assert len(contents()) > 400


@pytest.mark.house
def test_each_sort_of_problem_has_an_example_that_is_as_the_schema_says() -> None:
    components = described()["components"]
    for name, response in components["responses"].items():
        [content] = response["content"].values()
        validator = Draft202012Validator(content["schema"] | {"components": components})
        assert content["examples"], name
        for code, example in content["examples"].items():
            assert [error.message for error in validator.iter_errors(example["value"])] == [], (name, code)
