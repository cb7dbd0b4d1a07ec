"""A snapshot is consistent, cheap, and holds what the rules count."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alignment.engine import Finding, Reference
from alignment.snapshot import read, register_provider, snapshot, unregister_provider
from goals.models import FrameworkAdoption, Goal
from organisations.models import Organisation
from planning.models import Contribution, Plan, PlanLink, Position
from tests.alignment.loading import load
from tests.alignment.small import NATION, contribution_of, load_municipalities, municipality
from tests.factories import PlanAdoptionFactory

TODAY = date(2026, 11, 22)


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_takes_three_queries_at_most_in_a_read_only_repeatable_read_transaction() -> None:
    organisation = load_municipalities()[0]
    seen: list[Any] = []

    def look(organisation_id: int, on: date) -> list[Finding]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')"
            )
            seen.append(cursor.fetchone())
        return []

    register_provider(look)
    with CaptureQueriesContext(connection) as queries:
        snapshot(organisation, TODAY)
    unregister_provider(look)

    assert seen == [("repeatable read", "on")]
    # Beside the provider's: the transaction begins, is said to be of that kind, and ends.
    assert len(queries) - 1 <= 3 + 3


@pytest.mark.django_db
def test_what_apps_above_provide_is_in_the_snapshot() -> None:
    organisation = load_municipalities()[0]
    subject = Reference("organisation", organisation.key)

    def overdue(organisation_id: int, on: date) -> list[Finding]:
        return [Finding("strategy_overdue", "high", "politicians", (subject,))]

    register_provider(overdue)
    register_provider(overdue)
    found = snapshot(organisation, TODAY).provided_findings
    unregister_provider(overdue)

    assert [finding.code for finding in found] == ["strategy_overdue"]


@pytest.mark.django_db
def test_names_lead_back_to_ids() -> None:
    organisation = load_municipalities()[0]

    names = read(organisation.pk, TODAY).names

    assert names.ids("position")["kommun:s1"] == Position.objects.get(key="s1").pk
    assert names.ids("goal")["nation:mal/klimat"] == Goal.objects.get(key="klimat").pk
    assert names.ids("unit") == {"sam": organisation.units.get().pk}


@pytest.mark.django_db
def test_the_day_is_the_organisations_own() -> None:
    far_east, far_west = load_municipalities("ost", "vast")
    Organisation.objects.filter(pk=far_east.pk).update(time_zone="Pacific/Kiritimati")
    Organisation.objects.filter(pk=far_west.pk).update(time_zone="Pacific/Niue")

    days = [read(organisation.pk).snapshot.date for organisation in (far_east, far_west)]

    assert 1 <= (days[0] - days[1]).days <= 2


@pytest.mark.django_db
def test_an_unknown_time_zone_stops_nothing() -> None:
    organisation = load_municipalities()[0]
    Organisation.objects.filter(pk=organisation.pk).update(time_zone="Norrland/Ström")

    assert read(organisation.pk).snapshot.organisation == "kommun"


@pytest.mark.django_db
def test_an_organisation_that_is_gone_is_told_apart() -> None:
    with pytest.raises(Organisation.DoesNotExist):
        read(0)


@pytest.mark.django_db
def test_a_contribution_is_outdated_where_a_wording_changed_after_its_review() -> None:
    organisation = load_municipalities()[0]
    Position.objects.filter(key="s1").update(statement="Vi bygger fler cykelvägar.")

    outdated = {c.item.name for c in snapshot(organisation, TODAY).contributions if c.is_outdated}

    known = Contribution.objects.with_outdated().filter(is_outdated=True)
    assert outdated == {"kommun:s1"}
    assert list(known) == [contribution_of(organisation)]


@pytest.mark.django_db
def test_statements_of_others_on_a_shared_plan_stay_theirs() -> None:
    owner, follower = load_municipalities("region-x", "kommun")
    plan = Plan.objects.get(organisation=owner, key="p1")
    PlanAdoptionFactory(organisation=follower, plan=plan)
    goal = Goal.objects.get(key="vatten")
    Contribution.objects.create(recorded_by=follower, plan=plan, goal=goal, strength=3)

    of_owner = {
        (c.recorded_by, c.strength) for c in snapshot(owner, TODAY).contributions if c.item.kind == "plan"
    }
    of_follower = {
        (c.recorded_by, c.strength)
        for c in snapshot(follower, TODAY).contributions
        if c.item == Reference("plan", "region-x:p1")
    }

    assert of_owner == {("region-x", 1)}
    assert of_follower == {("region-x", 1), ("kommun", 3)}


@pytest.mark.django_db
def test_a_plan_that_ones_own_is_based_on_is_known_though_nobody_adopted_it() -> None:
    owner, other = load_municipalities("kommun", "granne")
    past = Plan.objects.get(organisation=other, key="p1")
    adoption = PlanAdoptionFactory(organisation=owner, plan=past)
    source = Plan.objects.get(organisation=owner, key="p1")
    PlanLink.objects.create(recorded_by=owner, source=source, target=past, relation="based_on")
    adoption.delete()
    Plan.objects.filter(pk=past.pk).update(status="repealed")

    made = snapshot(owner, TODAY)

    assert ("granne:p1", "repealed") in {(plan.name, plan.status) for plan in made.plans}
    assert made.plan_adoptions == ()


@pytest.mark.django_db
def test_goals_of_a_framework_that_is_followed_no_longer_are_known_by_name_only() -> None:
    organisation = load(NATION, municipality())["kommun"]
    FrameworkAdoption.objects.filter(organisation=organisation).delete()

    made = snapshot(organisation, TODAY)

    assert {framework.name for framework in made.frameworks} == {"kommun:vision"}
    assert "nation:mal/vatten" in {goal.name for goal in made.goals}
