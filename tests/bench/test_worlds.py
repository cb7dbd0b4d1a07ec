"""Generated municipalities are valid packages, and copies of them are municipalities of their own."""

import json
from dataclasses import replace

import pytest
from django.utils import timezone

from alignment import engine
from alignment.snapshot import snapshot
from bench import worlds
from bench.cloning import clone
from bench.generator import SIZES, objects_in, world
from interchange.services.packages import export_package, import_packages
from organisations.models import Organisation
from planning.models import Contribution, Implementation

SMALL = replace(SIZES["S"], positions=40, measures=30, contributions=100)


@pytest.fixture
def municipality(db: None) -> Organisation:
    return worlds.load("x-", SMALL, 1)[0]


def test_a_generated_municipality_is_imported_as_it_is(municipality: Organisation):
    made = world(SMALL, name="x", on=timezone.localdate()).municipalities[0]
    assert objects_in(export_package(organisation=municipality)) == objects_in(made)


def test_importing_it_again_changes_nothing(municipality: Organisation):
    made = world(SMALL, name="x", on=timezone.localdate())
    assert import_packages(sources=[worlds.source(document) for document in made.documents]).written == 0


def test_there_is_something_of_everything_to_report(municipality: Organisation):
    report = engine.report(snapshot(municipality))
    assert len(report.goals) == SMALL.goals
    assert {plan.phase for plan in report.plans} == {"current", "proposed"}
    assert {stage for goal in report.goals for stage in goal.stages.in_order()} == {
        "ok",
        "partial",
        "broken",
        "na",
    }


def test_a_copy_has_as_much_as_the_original(municipality: Organisation):
    clone([municipality], 2)
    number = Contribution.objects.filter(recorded_by=municipality).count()
    for copy in worlds.municipalities_of("x-")[1:]:
        assert Contribution.objects.filter(recorded_by=copy).count() == number > 0


def test_a_copy_refers_to_its_own_and_shares_what_is_of_others(municipality: Organisation):
    clone([municipality], 1)
    copy = Organisation.objects.get(key="x-kommun-1-1")
    stated = Contribution.objects.filter(recorded_by=copy, position__isnull=False)
    owners = {*stated.values_list("position__organisation__key", "goal__framework__organisation__kind")}
    assert {owner for owner, _ in owners} == {"x-kommun-1-1"}
    assert {kind for _, kind in owners} == {"municipality", "region", "national", "international"}
    assert not Implementation.objects.filter(
        measure__organisation=copy, position__organisation=municipality
    ).exists()


def test_a_copy_has_the_same_report_under_its_own_name(municipality: Organisation):
    clone([municipality], 1)
    reports = [
        json.dumps(engine.as_document(engine.report(snapshot(each))), default=str).replace(each.key, "x")
        for each in worlds.municipalities_of("x-")
    ]
    assert reports[0] == reports[1]
