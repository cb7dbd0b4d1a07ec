"""`manage.py alignment_report`: the report as JSON, or a plain sentence about what is wrong."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.alignment.loading import load, read
from tests.alignment.small import load_municipalities

EXPECTED = Path(__file__).parents[1] / "examples" / "small.expected.json"


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("alignment_report", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_worked_example_is_printed_to_the_letter() -> None:
    load(read("data/un.json"), read("tests/examples/small.json"))

    assert printed("lillby", "--date", "2026-11-22") == EXPECTED.read_text("utf-8")


@pytest.mark.django_db
def test_an_unknown_organisation_is_named_with_those_that_look_like_it() -> None:
    load_municipalities("ostersund", "falun")

    with pytest.raises(CommandError, match=r"Östersund\W.*ostersund"):
        printed("Östersund")
    with pytest.raises(CommandError, match=r"ostersnd\W.*ostersund"):
        printed("ostersnd")


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["\udcff", "\0", "x" * 5000])
def test_what_can_be_no_key_is_no_organisation(key: str) -> None:
    with pytest.raises(CommandError, match=r"organisation"):
        printed(key)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "i morgon", "", "2026", "22/11/2026", "2026-W47-7", "20261122", "0000-01-01"]
)
def test_a_date_that_is_none_is_named(text: str) -> None:
    with pytest.raises(CommandError, match=f"[“”]{text}[“”]"):
        printed("lillby", "--date", text)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")

    with pytest.raises(CommandError) as error:
        printed("lillby")

    assert "127.0.0.1" in str(error.value)
    assert error.value.returncode == 1
    connection.close()
