"""The commands say in words what the services do."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from organisations.models import Organisation
from tests.interchange.building import Document, bring, document, exported, goals, package

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: Any, **options: Any) -> str:
    """What a command writes."""
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def saved(folder: Path, *packages: Document) -> list[str]:
    """Packages as files."""
    paths = [folder / f"{one['organisation']['key']}.json" for one in packages]
    for path, one in zip(paths, packages, strict=True):
        path.write_text(json.dumps(one), encoding="utf-8")
    return [str(path) for path in paths]


def test_import_tells_what_it_did(tmp_path: Path) -> None:
    out = run("import_package", *saved(tmp_path, package(**goals("g", "h"))))
    assert "lillby goals: 2 created, 0 changed, 0 left alone, 0 absent" in out


def test_dry_run_names_what_would_happen_and_gives_the_token(tmp_path: Path) -> None:
    bring(package(**goals("g", "h")))
    paths = saved(tmp_path, package(**goals("g", "new")))
    out = run("import_package", *paths, "--dry-run")
    assert "  created: lillby:f new\n" in out
    assert "  absent: lillby:f h\n" in out
    token = out.partition("--prune ")[2].strip()
    assert "Removed: 1" in run("import_package", *paths, "--prune", token)
    assert [row["key"] for row in document()["goals"]] == ["g", "new"]


def test_problems_are_told_with_file_and_place(tmp_path: Path) -> None:
    faulty = package(contributions=[{"item": "plan:p", "goal": "un:agenda-2030/99", "strength": 1}])
    with pytest.raises(CommandError) as caught:
        run("import_package", *saved(tmp_path, faulty))
    assert 'lillby.json: /contributions/0/goal: no goal "un:agenda-2030/99"' in str(caught.value)
    assert caught.value.returncode == 1


def test_very_many_problems_are_cut_short(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as caught:
        run("import_package", *saved(tmp_path, package(units=[1] * 1000)))
    lines = str(caught.value).splitlines()
    assert (len(lines), lines[-1]) == (52, "  … and 950 more")


def test_overwrite_is_an_option(tmp_path: Path) -> None:
    bring(package(**goals("g")))
    paths = saved(tmp_path, document())
    bring(package(**goals("g", text="Ändrat")))
    with pytest.raises(CommandError, match="changed since the export"):
        run("import_package", *paths)
    run("import_package", *paths, "--overwrite")
    assert "text" not in document()["goals"][0]


def test_export_writes_to_the_terminal_or_a_file(tmp_path: Path) -> None:
    bring(package(**goals("g")))
    run("export_package", "lillby", "--output", str(tmp_path / "out.json"))
    assert (
        run("export_package", "lillby") == exported() == (tmp_path / "out.json").read_text(encoding="utf-8")
    )


def test_export_of_an_unknown_organisation_is_told() -> None:
    with pytest.raises(CommandError, match='There is no organisation "atlantis"'):
        run("export_package", "atlantis")


@pytest.mark.parametrize("key", ["\udcff", "a b", "x" * 1000, ""])
def test_export_of_what_can_be_no_key_is_told(key: str) -> None:
    with pytest.raises(CommandError, match="There is no organisation"):
        run("export_package", key)


@pytest.mark.parametrize(
    ("command", "consequence"),
    [("import_package", "imported"), ("export_package", "exported"), ("load_demo", "loaded")],
)
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OperationalError("refused\nIs the server running?"), "The database does not answer"),
        (InterfaceError("connection already closed"), "The database does not answer"),
        (ProgrammingError('relation "x" does not exist'), "The database is not prepared"),
    ],
)
def test_a_database_that_is_away_is_told(
    command: str, consequence: str, error: Exception, told: str, tmp_path: Path
) -> None:
    arguments = {"import_package": saved(tmp_path, package()), "export_package": ["lillby"]}

    def refuse(*_: Any) -> None:
        raise error

    with connection.execute_wrapper(refuse), pytest.raises(CommandError) as caught:
        run(command, *arguments.get(command, []))
    assert str(caught.value).startswith(told)
    assert f"nothing was {consequence}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_export_to_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    bring(package())
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        run("export_package", "lillby", "--output", str(tmp_path))


def test_progress_is_told_line_by_line(tmp_path: Path) -> None:
    err = StringIO()
    call_command("import_package", *saved(tmp_path, package(**goals("g"))), stdout=StringIO(), stderr=err)
    assert err.getvalue().splitlines()[0] == "Reading 1/1: lillby.json"
    assert err.getvalue().splitlines()[-1].startswith("Writing 3/3: goals")
    assert Organisation.objects.exists()
