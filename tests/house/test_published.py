"""What is published beside the code says what the code says."""

from pathlib import Path

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.house

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_description_of_the_api_is_the_present_one(tmp_path: Path) -> None:
    present = tmp_path / "openapi.yaml"

    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(present))

    committed = (ROOT / "docs" / "api" / "openapi.yaml").read_text(encoding="utf-8")
    assert committed == present.read_text(encoding="utf-8"), "make fix writes docs/api/openapi.yaml anew"


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
