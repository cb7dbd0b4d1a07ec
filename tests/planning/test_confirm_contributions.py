"""Confirming many contributions at once."""

from typing import Any

import pytest

from core.errors import NotAllowed
from organisations.models import Organisation, User
from planning.models import Contribution, Position
from planning.services.contributions import AsRead, Confirmation, confirm_contributions
from tests.factories import ContributionFactory, PositionFactory


@pytest.fixture
def pair(municipality, department) -> list[Contribution]:
    """Two outdated contributions of one position."""
    position = PositionFactory(plan__organisation=municipality, plan__unit=department)
    pair = [ContributionFactory(position=position) for _ in range(2)]
    Position.objects.filter(pk=position.pk).update(statement="Ny lydelse.")
    return pair


def confirm(organisation: Organisation, by: User, stated: list[Any]) -> Confirmation:
    chosen = [AsRead(each, each.version) for each in stated]
    return confirm_contributions(organisation=organisation, by=by, chosen=chosen)


def outdated() -> set[int]:
    rows = Contribution.objects.with_outdated().filter(is_outdated=True)
    return set(rows.values_list("pk", flat=True))


def test_all_are_confirmed_with_who_and_when(municipality, planner, pair):
    outcome = confirm(municipality, planner, pair)
    assert [each.pk for each in outcome.confirmed] == [each.pk for each in pair]
    assert outdated() == set()
    assert set(Contribution.objects.values_list("reviewed_by", flat=True)) == {planner.pk}


def test_what_somebody_changed_or_withdrew_is_left(municipality, planner, pair):
    third = ContributionFactory(position=pair[0].position)
    Contribution.objects.filter(pk=pair[0].pk).update(strength=3)
    Contribution.objects.filter(pk=third.pk).delete()
    outcome = confirm(municipality, planner, [*pair, third])
    assert [each.pk for each in outcome.confirmed] == [pair[1].pk]
    assert [each.pk for each in outcome.left] == [pair[0].pk, third.pk]
    pair[0].refresh_from_db()
    assert (pair[0].strength, pair[0].reviewed_by) == (3, None)


def test_one_that_is_not_theirs_lets_none_be_confirmed(municipality, planner, pair):
    theirs = ContributionFactory(position=PositionFactory(plan__organisation=municipality))
    with pytest.raises(NotAllowed):
        confirm(municipality, planner, [*pair, theirs])
    assert outdated() == {each.pk for each in pair}
