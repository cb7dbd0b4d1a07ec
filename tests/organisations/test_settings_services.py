"""What an organisation is called, where it is found, and whether the public may read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Organisation, User
from organisations.services.settings import Settings, change_settings

pytestmark = pytest.mark.django_db
NEW = Settings(
    "Östersund",
    "staden",
    "sv",
    "Europe/Stockholm",
    "#204060",
    is_public=False,
    contact_email="",
    open_data_licence="cc0",
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The messages are looked at as they stand in the code."""
    with translation.override("en"):
        yield


def change(organisation: Organisation, by: User, settings: Settings = NEW, version: int = 1) -> Organisation:
    return change_settings(organisation=organisation, by=by, expected_version=version, settings=settings)


def test_an_administrator_closes_the_organisation_to_the_public(municipality, administrator):
    changed = change(municipality, administrator)

    assert (changed.name, changed.slug, changed.is_public) == ("Östersund", "staden", False)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("slug", "api", "slug"),
        ("slug", "å ä", "slug"),
        ("name", "  ", "name"),
        ("time_zone", "Europe/Atlantis", "time_zone"),
        ("accent", "red", "organisation_accent_is_colour"),
    ],
)
def test_what_would_not_work_is_refused(municipality, administrator, field, value, code):
    with pytest.raises(DomainError) as refused:
        change(municipality, administrator, replace(NEW, **{field: value}))

    assert refused.value.code == code


def test_two_organisations_do_not_share_an_address(municipality, administrator, neighbour):
    with pytest.raises(DomainError, match="Another organisation has this address"):
        change(municipality, administrator, replace(NEW, slug=neighbour.slug))


def test_who_read_an_older_version_overwrites_nothing(municipality, administrator):
    with pytest.raises(Changed):
        change(municipality, administrator, version=7)


@pytest.mark.parametrize("role", ["coordinator", "planner", "politician", "stranger"])
def test_only_administrators_change_settings(role, municipality, request):
    with pytest.raises(NotAllowed):
        change(municipality, request.getfixturevalue(role))
