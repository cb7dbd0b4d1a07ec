"""The demonstration is loaded into an empty database, and never over anything.

What is in it: tests/pages/strategy/test_demo_rounds.py.
"""

import pytest
from django.contrib.auth import authenticate
from pytest_django import Settings

from interchange.services.demo import demo_files, load_demo
from organisations.demo import create_demo_accounts, demo_accounts
from organisations.models import Membership, Organisation, User
from tests.interchange.building import bring, package

pytestmark = pytest.mark.django_db


def test_nothing_is_loaded_over_anything() -> None:
    bring(package())
    assert load_demo(files=demo_files()) is None
    assert (Organisation.objects.count(), User.objects.count()) == (1, 0)


def test_there_is_somebody_for_every_role_in_ostersund() -> None:
    roles = {
        account.membership_role for account in demo_accounts() if account.organisation_key == "ostersund"
    }
    assert roles == set(Membership.Role)


def test_planners_work_for_their_units() -> None:
    units = [{"key": key, "name": key, "kind": "board"} for key in ("sam", "msn", "ks")]
    bring(package("ostersund", units=units), package("falun", units=units))
    create_demo_accounts()
    found = Membership.objects.filter(role="editor").values_list("organisation__key", "units__key")
    assert sorted(found) == [
        ("falun", "ks"),
        ("falun", "msn"),
        ("falun", "sam"),
        ("ostersund", "msn"),
        ("ostersund", "sam"),
    ]


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_people_can_log_in_only_in_the_demonstration(settings: Settings, is_demo: bool) -> None:
    settings.DEMO = is_demo
    bring(package("ostersund"))
    create_demo_accounts()
    account = demo_accounts()[0]
    assert (authenticate(username=account.email, password=account.password) is not None) == is_demo
