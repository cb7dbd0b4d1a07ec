"""What is written to the log: enough to find a fault, nothing of what somebody has typed."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

FAILING = """
import django
django.setup()
import logging
def log_in(password):
    raise LookupError("nobody by that name")
try:
    log_in("hunter" + "2")
except LookupError:
    logging.getLogger("django.request").exception("Internal Server Error")
"""


def logged(*, as_json: bool) -> str:
    environment = os.environ | {
        "LOG_JSON": "1" if as_json else "0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    run = subprocess.run(
        [sys.executable, "-c", FAILING],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stderr


@pytest.mark.parametrize("as_json", [False, True])
def test_a_fault_is_logged_with_its_place_and_without_what_somebody_typed(as_json):
    written = logged(as_json=as_json)
    assert "Internal Server Error" in written
    assert "in log_in" in written
    assert "hunter2" not in written


def test_a_line_of_json_is_one_fault():
    lines = logged(as_json=True).splitlines()
    assert "LookupError: nobody by that name" in json.loads(lines[-1])["exception"]
