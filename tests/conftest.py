"""People and places that many tests know by name.

Östersund has a planner in the department Samhällsbyggnad, a coordinator, an administrator and a
politician; the stranger is a coordinator of another municipality, Falun.
"""

import gc
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation

from alignment.selectors import supposing
from organisations.models import Membership, Organisation, Unit, User
from tests import factories
from tests.emptying import empty_database

TESTS = Path(__file__).parent
#: The files that last longest, the longest first; what is not named lasts some seconds.
LONGEST = (
    "browser/test_every_page.py",
    "config/test_launch.py",
    "house/test_routes.py",
    "house/test_schema.py",
    "alignment/processes/test_recompute.py",
    "alignment/test_against_oracle.py",
    "interchange/packages/test_exporting.py",
    "house/test_api.py",
    "browser/test_frame.py",
    "house/test_api_writes.py",
    "house/test_rights.py",
    "pages/documents/test_downloads.py",
    "interchange/packages/test_pruning.py",
    "browser/test_keyboard.py",
    "browser/test_matrix.py",
    "browser/test_editing.py",
    "alignment/processes/test_broker_away.py",
    "config/test_serve.py",
    "interchange/packages/test_checking.py",
    "pages/test_few_queries.py",
    "house/test_published.py",
    "browser/test_strategist.py",
    "browser/test_two_days.py",
    "browser/test_rich_text.py",
    "house/test_generated_client.py",
)

# Machines are shared: no example is judged by how long it takes (`make bench` measures).
hypothesis.settings.register_profile(
    "shared", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("shared")


def pytest_configure(config: pytest.Config) -> None:
    settings.MEDIA_ROOT = tempfile.mkdtemp(prefix="samplan-files-")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Django has no other way to say how a test that commits is cleaned up after.
    TransactionTestCase._fixture_teardown = lambda _test: empty_database()  # type: ignore[method-assign]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Workers take the files that last longest first, so that none is left with one when the rest is done."""
    if hasattr(config, "workerinput"):
        places = {name: place for place, name in enumerate(LONGEST)}
        items.sort(key=lambda item: places.get(item.path.relative_to(TESTS).as_posix(), len(places)))


def pytest_collection_finish() -> None:
    """What is there once all tests are collected stays: nobody looks for garbage in it time and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _language() -> None:
    """Every test begins in the same language: what a page activates outlives its request."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """What one test has put by, no other finds: ids begin anew now and then, and name something else."""
    yield
    supposing._kept.clear()
    is_marked = request.node.get_closest_marker("django_db") is not None
    if is_marked or {"db", "transactional_db", "live_server"} & set(request.fixturenames):
        cache.clear()


@pytest.fixture
def municipality(db: None) -> Organisation:
    return factories.OrganisationFactory(key="ostersund", name="Östersunds kommun", is_public=True)


@pytest.fixture
def neighbour(db: None) -> Organisation:
    return factories.OrganisationFactory(key="falun", name="Falu kommun", is_public=True)


@pytest.fixture
def department(municipality: Organisation) -> Unit:
    return factories.UnitFactory(organisation=municipality, key="sam", name="Samhällsbyggnad")


@pytest.fixture
def other_department(municipality: Organisation) -> Unit:
    return factories.UnitFactory(organisation=municipality, key="bun", name="Barn och utbildning")


def person(organisation: Organisation, role: str, *units: Unit) -> User:
    user = factories.UserFactory(email=f"{role}@{organisation.key}.example", name=role.capitalize())
    membership = factories.MembershipFactory(user=user, organisation=organisation, role=role)
    for unit in units:
        membership.unit_rows.create(unit=unit)
    return user


@pytest.fixture
def planner(municipality: Organisation, department: Unit) -> User:
    return person(municipality, Membership.Role.EDITOR, department)


@pytest.fixture
def coordinator(municipality: Organisation) -> User:
    return person(municipality, Membership.Role.COORDINATOR)


@pytest.fixture
def administrator(municipality: Organisation) -> User:
    return person(municipality, Membership.Role.ADMINISTRATOR)


@pytest.fixture
def politician(municipality: Organisation) -> User:
    return person(municipality, Membership.Role.READER)


@pytest.fixture
def stranger(neighbour: Organisation) -> User:
    return person(neighbour, Membership.Role.COORDINATOR)


@pytest.fixture
def log_in(client: Client) -> Any:
    """A function that logs a person in and gives the client."""

    def enter(user: User) -> Client:
        client.force_login(user)
        return client

    return enter


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Before the database goes, whoever still holds it is sent away: a thread of a server that a browser
    has kept a connection to may live until the process ends."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            # Only what was opened here: the server's own work, such as autovacuum, ends by itself.
            " WHERE backend_type = 'client backend'"
            " AND datname = current_database() AND pid <> pg_backend_pid()"
        )
