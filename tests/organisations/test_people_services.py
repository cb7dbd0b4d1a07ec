"""Inviting people, their roles and units, and letting them go."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Membership, Organisation, User
from organisations.services.people import Place, change_membership, end_membership, invite_person
from tests import factories

pytestmark = pytest.mark.django_db
EDITOR = Place("editor", frozenset())


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The messages are looked at as they stand in the code."""
    with translation.override("en"):
        yield


def invite(organisation: Organisation, by: User, email: str, place: Place = EDITOR) -> Membership:
    return invite_person(organisation=organisation, by=by, email=email, name="Ny", place=place)


def change(membership: Membership, by: User, place: Place, **values: Any) -> Membership:
    return change_membership(
        organisation=membership.organisation,
        by=by,
        membership=membership,
        place=place,
        **{"expected_version": membership.version} | values,
    )


def of(user: User) -> Membership:
    return user.memberships.get()


def test_somebody_new_gets_an_account_without_a_password(municipality, administrator, department):
    membership = invite(
        municipality, administrator, " Ny@Ostersund.example ", Place("editor", frozenset({department.pk}))
    )

    assert membership.user.email == "ny@ostersund.example"
    assert not membership.user.has_usable_password()
    assert list(membership.units.all()) == [department]


def test_somebody_with_an_account_keeps_it(municipality, administrator, stranger):
    membership = invite(municipality, administrator, stranger.email.upper())

    assert membership.user == stranger
    assert membership.user.name == stranger.name
    assert stranger.memberships.count() == 2


def test_nobody_is_invited_twice(municipality, administrator, planner):
    with pytest.raises(DomainError, match="already here") as refused:
        invite(municipality, administrator, planner.email)

    assert refused.value.code == "email"


def test_units_change_and_the_version_moves_with_them(administrator, planner, department, other_department):
    before = of(planner)

    changed = change(before, administrator, Place("editor", frozenset({other_department.pk})))

    assert list(changed.units.all()) == [other_department]
    assert changed.version > before.version
    assert of(planner).version == changed.version


def test_another_municipality_s_unit_is_nobody_s_here(administrator, planner, neighbour):
    away = factories.UnitFactory(organisation=neighbour)

    with pytest.raises(DomainError, match="not the organisation's"):
        change(of(planner), administrator, Place("editor", frozenset({away.pk})))


def test_who_read_older_units_overwrites_nothing(administrator, planner, other_department):
    membership = of(planner)
    membership.unit_rows.create(unit=other_department)

    with pytest.raises(Changed):
        change(membership, administrator, Place("reader", frozenset()))

    assert of(planner).role == "editor"


def test_the_last_administrator_stays_one(administrator):
    with pytest.raises(DomainError, match="only administrator") as refused:
        change(of(administrator), administrator, Place("editor", frozenset(), is_own_meant=True))

    assert refused.value.code == "last_administrator"
    assert of(administrator).role == "administrator"


def test_the_last_administrator_does_not_leave(municipality, administrator):
    membership = of(administrator)

    with pytest.raises(DomainError, match="only administrator"):
        end_membership(
            organisation=municipality,
            by=administrator,
            membership=membership,
            expected_version=membership.version,
            is_own_meant=True,
        )


def test_an_administrator_who_cannot_log_in_does_not_count(municipality, administrator):
    factories.MembershipFactory(organisation=municipality, role="administrator", user__is_active=False)

    with pytest.raises(DomainError, match="only administrator"):
        change(of(administrator), administrator, Place("editor", frozenset(), is_own_meant=True))


def test_ones_own_role_is_given_up_only_by_who_means_it(municipality, administrator):
    factories.MembershipFactory(organisation=municipality, role="administrator")

    with pytest.raises(DomainError, match="your own role"):
        change(of(administrator), administrator, Place("reader", frozenset()))
    changed = change(of(administrator), administrator, Place("reader", frozenset(), is_own_meant=True))

    assert changed.role == "reader"


def test_who_leaves_keeps_the_account(municipality, administrator, planner):
    membership = of(planner)

    end_membership(
        organisation=municipality,
        by=administrator,
        membership=membership,
        expected_version=membership.version,
    )

    assert User.objects.filter(pk=planner.pk).exists()
    assert not planner.memberships.exists()


@pytest.mark.parametrize("role", ["coordinator", "planner", "politician", "stranger"])
def test_only_administrators_invite(role, municipality, request):
    with pytest.raises(NotAllowed):
        invite(municipality, request.getfixturevalue(role), "ny@ostersund.example")
