"""The API is as its schema says, whatever is asked: schemathesis, seeded and brief (`make fuzz` goes on)."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.house.schema_world import CALLERS, ask, headers

__all__ = ["headers"]
#: Ids begin anew, so that the same seed asks for the same things whatever ran before.
pytestmark = [
    pytest.mark.processes,
    pytest.mark.django_db(transaction=True, reset_sequences=True),
    # Half a minute of a quiet core a test; where others load the machine, many.
    pytest.mark.timeout(900),
]

#: Families with every sort of field and filter. All others, which share their fields, take five minutes:
#: `AT_LIMITS=. make test ARGS="tests/house/test_schema.py -k limit"` asks them, `make fuzz` does too.
FAMILIES = "terms|goals|indicators|memberships|capacities|comments|search|history"
AT_LIMITS = os.environ.get("AT_LIMITS", rf"^/api/v1/({FAMILIES})/")


@pytest.mark.parametrize("who", CALLERS)
def test_what_is_asked_at_random_is_answered_as_the_schema_says(
    headers: dict[str, list[str]], live_server: Any, tmp_path: Path, who: str
) -> None:
    # Who may write nothing is refused by each write alike (test_api_writes.py): these two read.
    chosen = () if who == "administrator" else ("--include-method", "GET")
    asked = ask(
        *(live_server.url, tmp_path, "run", *headers[who], *chosen, "--seed", "5", "--max-examples", "1"),
        *("--phases", "examples,fuzzing,stateful", "--no-shrink"),
    )

    assert asked.returncode == 0, asked.stdout


def test_what_stands_at_a_limit_is_answered_as_the_schema_says(
    headers: dict[str, list[str]], live_server: Any, tmp_path: Path
) -> None:
    asked = ask(
        *(live_server.url, tmp_path, "run", *headers["administrator"], "--seed", "5"),
        *("--phases", "coverage", "--no-shrink", "--include-path-regex", AT_LIMITS),
        # Who may ask what is no matter of limits: it is asked above.
        *("--exclude-checks", "ignored_auth"),
        is_thin=True,
    )

    assert asked.returncode == 0, asked.stdout
