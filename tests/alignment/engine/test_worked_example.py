"""The worked example (tests/examples/small.json), reckoned by hand."""

from __future__ import annotations

import json

import pytest

from alignment.engine import as_document, report
from tests.alignment.engine.from_package import ROOT, Document, read, snapshot_of


def expected_report() -> Document:
    # Shown with one decimal as a JSON number, so both sides are read as one.
    text = (ROOT / "tests/examples/small.expected.json").read_text(encoding="utf-8")
    document: Document = json.loads(text)
    return document


@pytest.fixture(scope="module")
def made() -> Document:
    snapshot = snapshot_of("lillby", "2026-11-22", [read("tests/examples/small.json"), read("data/un.json")])
    return as_document(report(snapshot))


@pytest.mark.parametrize(
    "part", ["date", "organisation", "plans", "matrix", "totals", "findings", "provided_findings"]
)
def test_every_part_of_the_worked_example_comes_out_as_reckoned(made: Document, part: str) -> None:
    assert made[part] == expected_report()[part]


@pytest.mark.parametrize("goal", sorted(expected_report()["goals"]))
def test_every_goal_of_the_worked_example_comes_out_as_reckoned(made: Document, goal: str) -> None:
    assert made["goals"][goal] == expected_report()["goals"][goal]


def test_the_worked_example_has_nothing_more(made: Document) -> None:
    expected = expected_report()

    assert made.keys() == expected.keys()
    assert made["goals"].keys() == expected["goals"].keys()
