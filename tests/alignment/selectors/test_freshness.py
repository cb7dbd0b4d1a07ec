"""Whether a report is current, and which ones are behind."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from alignment.models import ReportState
from alignment.selectors.freshness import Freshness, freshness, is_current, organisations_behind
from alignment.services.recomputing import recompute_report
from organisations.models import Organisation
from tests.alignment.small import load_municipalities

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    found = load_municipalities()[0]
    recompute_report(organisation_id=found.pk)
    return found


def test_a_report_is_current_for_its_revision_day_and_rules(organisation: Organisation) -> None:
    assert is_current(organisation)


@pytest.mark.parametrize("stale", [{"revision": 0}, {"on": "2020-01-01"}, {"rules_version": 0}])
def test_a_report_is_behind_if_any_of_them_has_moved(
    organisation: Organisation, stale: dict[str, int]
) -> None:
    Organisation.objects.update(revision=7)
    ReportState.objects.update(revision=7)
    ReportState.objects.update(**stale)

    assert not is_current(organisation)
    assert organisations_behind() == [organisation.pk]


def test_midnight_comes_where_the_organisation_is(organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(time_zone="Pacific/Kiritimati")
    recompute_report(organisation_id=organisation.pk, always=True)

    Organisation.objects.filter(pk=organisation.pk).update(time_zone="Pacific/Niue")

    assert not is_current(organisation)


def test_those_without_a_report_come_first_then_the_longest_unchecked(organisation: Organisation) -> None:
    second, third = (
        Organisation.objects.create(key=key, slug=key, name=key, kind="municipality") for key in ("b", "c")
    )
    recompute_report(organisation_id=second.pk)
    ReportState.objects.filter(pk=organisation.pk).update(checked_at=timezone.now())
    ReportState.objects.filter(pk=second.pk).update(checked_at=timezone.now() - timedelta(hours=1))
    ReportState.objects.update(rules_version=0)

    assert organisations_behind() == [third.pk, second.pk, organisation.pk]


def test_a_nation_has_no_report_to_be_behind_with(organisation: Organisation) -> None:
    assert Organisation.objects.get(key="nation").pk not in organisations_behind()


@pytest.mark.parametrize(("seconds", "overdue"), [(1, False), (30, True)])
def test_a_stale_report_is_overdue_after_a_moment(seconds: int, overdue: bool) -> None:
    computed_at = timezone.now() - timedelta(seconds=seconds)

    assert Freshness(is_current=False, computed_at=computed_at).is_overdue is overdue
    assert not Freshness(is_current=True, computed_at=computed_at).is_overdue


def test_who_may_not_read_learns_nothing(organisation: Organisation) -> None:
    organisation.is_public = False

    assert freshness(organisation, AnonymousUser()) is None
