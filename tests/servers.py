"""Real PostgreSQL and Valkey for the whole test run, started before Django reads its settings.

Where `DATABASE_URL` and `REDIS_URL` are set, those servers are used. Each xdist worker has a test
database of its own (pytest-django) and a Valkey database of its own.
"""

import atexit
import os
import re
from contextlib import ExitStack
from pathlib import Path

import polib
import pytest

LOCALES = Path(__file__).resolve().parents[1] / "locale"
BEHAVIOUR = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "only-for-tests-and-long-enough-to-please-the-checks-of-django-0123456789",
    "HTTPS": "0",
    "LOG_LEVEL": "WARNING",
    # Most tests never commit, so that no revision moves: what is shown is drawn each time.
    "KEEP_PAGES_SECONDS": "0",
    # Tests ask more in a minute than anybody else; those of the limits set their own.
    "API_REQUESTS_PER_MINUTE_KEY": "1000000",
    "API_REQUESTS_PER_MINUTE_ADDRESS": "1000000",
}


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    for name, value in BEHAVIOUR.items():
        os.environ[name] = value
    os.environ.pop("DEBUG", None)
    os.environ.pop("DEMO", None)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _compile_translations()
    if worker is None and not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        _start()
    if worker is not None:
        os.environ["REDIS_URL"] = database_of_valkey(int(worker.removeprefix("gw")) + 1)


def _compile_translations() -> None:
    """The pages are tested in the languages that people read; a fresh clone has no compiled catalogues."""
    for catalogue in LOCALES.glob("*/LC_MESSAGES/django.po"):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


def _start() -> None:
    from config.embedded import serve

    stack = ExitStack()
    atexit.register(stack.close)
    servers = stack.enter_context(serve(durable=False))
    os.environ.update(DATABASE_URL=servers.database_url, REDIS_URL=servers.redis_url)


def database_of_valkey(number: int) -> str:
    """The address of another database of the Valkey that `REDIS_URL` names."""
    url = os.environ["REDIS_URL"]
    if url.startswith("unix:"):
        return re.sub(r"\?db=\d+$", "", url) + f"?db={number}"
    return re.sub(r"/\d*$", "", url) + f"/{number}"
