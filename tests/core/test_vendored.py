from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core.management.commands.vendored import faults_of


def test_the_vendored_files_are_the_ones_that_are_listed() -> None:
    assert faults_of(Path(settings.BASE_DIR) / "static" / "vendor") == []


def test_a_changed_a_missing_and_an_unlisted_file_are_named(tmp_path, settings) -> None:
    folder = tmp_path / "static" / "vendor"
    folder.mkdir(parents=True)
    rows = "".join(f"| `{name}` | `{'0' * 64}` |\n" for name in ("a.css", "gone.css"))
    (folder / "VENDORED.md").write_text(rows)
    (folder / "a.css").write_text("a {}")
    (folder / "b.css").write_text("b {}")
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError) as failure:
        call_command("vendored")
    assert str(failure.value).splitlines() == ["missing: gone.css", "not listed: b.css", "changed: a.css"]
