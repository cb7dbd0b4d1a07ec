"""What is published beside the code says what the code says."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from core.api.views import described

pytestmark = pytest.mark.house

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_description_of_the_api_is_the_present_one() -> None:
    present = described()

    assert not GENERATOR_STATS, "manage.py spectacular says what is described wrongly, or not at all"
    validate_schema(json.loads(present["json"]))
    committed = (ROOT / "docs" / "api" / "openapi.yaml").read_bytes()
    assert committed == present["yaml"], "make fix writes docs/api/openapi.yaml anew"


def test_who_asks_for_the_description_at_once_or_again_gets_what_was_put_together_once() -> None:
    with ThreadPoolExecutor(3) as callers:
        found = [each.result()["yaml"] for each in [callers.submit(described) for _each in range(3)]]

    assert all(each is found[0] for each in [*found, described()["yaml"]])


@pytest.mark.parametrize("form", ["application/vnd.oai.openapi", "application/vnd.oai.openapi+json"])
def test_the_description_is_answered_with_a_tag_and_whoever_has_it_is_not_answered_again(
    client: Client, form: str
) -> None:
    answered = client.get("/api/v1/schema/", headers={"Accept": form})

    again = client.get("/api/v1/schema/", headers={"Accept": form, "If-None-Match": answered["ETag"]})

    assert answered.content == described()["json" if "json" in form else "yaml"]
    assert answered["Content-Type"] == form
    assert {"Accept", "Accept-Language"} <= set(answered["Vary"].split(", "))
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "docs/glossary.md", "docs/packages.md"])
def test_documents_point_to_files_that_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pointed = {word.strip("`[](),.;:") for word in text.replace("](", " ").split() if "/" in word}
    files = {
        word
        for word in pointed
        if word.endswith((".md", ".py", ".yml", ".yaml", ".png", ".json")) and "*" not in word
    }

    missing = [
        word
        for word in files
        if not (ROOT / word).exists() and not (ROOT / name).parent.joinpath(word).exists()
    ]

    assert [
        word for word in missing if "://" not in word and "…" not in word and not word.startswith("/")
    ] == []
