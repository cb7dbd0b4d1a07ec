"""`make fuzz`: asks the API at random, each time otherwise, until Ctrl-C or the time that ARGS give."""

import os
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.house.schema_world import ask, headers

__all__ = ["headers"]
SPARED = (
    # This check asks again while schemathesis goes through what was asked, and that it (4.32) does not
    # survive; `schema_hooks.who_asks_is_looked_at` asks the same.
    *("--exclude-checks", "ignored_auth"),
    # How busy the machine is says nothing of the API.
    *("--suppress-health-check", "too_slow"),
)
pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True), pytest.mark.timeout(0)]


def test_nothing_is_found(headers: dict[str, list[str]], live_server: Any, tmp_path: Path) -> None:
    told = shlex.split(os.environ.get("FUZZ", ""))

    asked = ask(live_server.url, tmp_path, "fuzz", *headers["administrator"], *SPARED, *told, is_shown=True)

    assert asked.returncode == 0
