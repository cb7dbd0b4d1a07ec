"""History over the API: members read all of it, everybody what became of adopted plans."""

from typing import Any

import pghistory
import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Measure, Plan, Position
from tests import factories

# Each service is a transaction of its own, as history tells moments apart by their transactions.
pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/api/v1/history/"
SECRET = "Hemligt förslag"


@pytest.fixture
def plan(municipality: Organisation, department: Unit, planner: User) -> Plan:
    """A plan whose position read otherwise while it was a draft."""
    draft = factories.PlanFactory(
        organisation=municipality, unit=department, key="plan", title="Planen", status="drafting"
    )
    factories.PositionFactory(plan=draft, key="p", statement=SECRET)
    with pghistory.context(user=planner.pk):
        Position.objects.update(statement="Bygg tätt i stan.")
    Plan.objects.update(status="in_force")
    return Plan.objects.get()


def ask(client: Client, thing: Any, query: str = "", kind: str = "positions") -> Any:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client.get(f"{HERE}?organisation=ostersund&kind={kind}&id={thing.pk}&{query}")


def test_members_read_who_changed_what(
    log_in: Any, plan: Plan, politician: User, django_assert_max_num_queries: Any
) -> None:
    client = log_in(politician)
    with django_assert_max_num_queries(10):
        [changed, created] = ask(client, plan.positions.get()).json()["results"]

    assert (changed["event"], changed["who"]) == ("Changed", "Editor")
    assert {"field": "Statement", "before": SECRET, "after": "Bygg tätt i stan."} in changed["changes"]
    assert created["event"] == "Created"


def test_the_history_of_a_measure_with_all_that_hangs_on_it_takes_ten_queries_at_most(
    log_in: Any, plan: Plan, politician: User, planner: User, django_assert_max_num_queries: Any
) -> None:
    measure = factories.MeasureFactory(plan=plan, key="m", unit=plan.unit)
    for number in range(3):
        with pghistory.context(user=planner.pk):
            factories.StatusUpdateFactory(measure=measure)
            factories.BudgetLineFactory(measure=measure, year=2030 + number)
            measure.partner_rows.create(unit=factories.UnitFactory(organisation=plan.organisation))
            measure.implementation_rows.create(
                position=factories.PositionFactory(plan=plan, key=f"ny{number}")
            )
            Measure.objects.update(title=f"Panna {number}")
    client = log_in(politician)
    ask(client, measure, kind="measures")

    with django_assert_max_num_queries(10):
        results = ask(client, measure, kind="measures").json()["results"]

    assert len(results) > 12
    told = {change["field"] for each in results for change in each["changes"]}
    assert {"Budget line", "Report on status", "Together with", "Carries out", "Title"} <= told


def test_everybody_reads_the_wording_of_the_adoption_and_no_name(client: Client, plan: Plan) -> None:
    answer = ask(client, plan.positions.get())

    assert [each["event"] for each in answer.json()["results"]] == ["Adopted in this wording"]
    assert "who" not in answer.json()["results"][0]
    assert SECRET not in answer.content.decode()
    assert "Editor" not in answer.content.decode()


def test_history_comes_page_by_page_and_nothing_twice(log_in: Any, plan: Plan, politician: User) -> None:
    client, position = log_in(politician), plan.positions.get()
    for number in range(4):
        Position.objects.update(rationale=f"Skäl {number}")
    whole = ask(client, position).json()["results"]

    answer, paged = ask(client, position, "page_size=2"), []
    while True:
        paged += answer.json()["results"]
        following = answer.json()["next"]
        if following is None:
            break
        if len(paged) == 2:
            Position.objects.update(rationale="Nytt under tiden")
        answer = client.get(following)

    assert paged == whole
    assert len(whole) == 6


def test_what_was_removed_keeps_its_history_for_members(log_in: Any, plan: Plan, politician: User) -> None:
    stated = factories.ContributionFactory(
        position=plan.positions.get(), goal__framework__organisation=plan.organisation
    )
    pk, stated = stated.pk, stated.delete()

    client = log_in(politician)
    answer = client.get(f"{HERE}?organisation=ostersund&kind=contributions&id={pk}")

    assert [each["changes"] != [] for each in answer.json()["results"]][-1]
    assert len(answer.json()["results"]) == 2


def test_drafts_and_what_members_alone_read_have_no_history_for_others(
    client: Client, plan: Plan, stranger: User
) -> None:
    draft = factories.PlanFactory(organisation=plan.organisation, status="drafting")
    conflict = factories.ConflictFactory(organisation=plan.organisation)
    for user in (None, stranger):
        if user:
            client.force_login(user)
        assert ask(client, draft, kind="plans").status_code == 404
        assert ask(client, conflict, kind="conflicts").status_code == 403


def test_what_cannot_be_asked_is_a_problem(client: Client, plan: Plan) -> None:
    one = "kind=plans&id="
    here = f"{one}{plan.pk}"
    wrong = ["", "kind=plans", "kind=x&id=1", "kind=%00&id=1"]
    wrong += [f"{one}0", f"{one}x", f"{one}{'9' * 30}", f"{here}&x=1", f"{here}&cursor=x"]
    for query in wrong:
        answer = client.get(f"{HERE}?organisation=ostersund&{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), query
    assert Measure.objects.count() == 0


def test_members_read_what_became_of_what_no_page_of_history_is_about(
    log_in: Any, plan: Plan, planner: User, neighbour: Organisation
) -> None:
    client, unit = log_in(planner), plan.unit
    Unit.objects.filter(pk=unit.pk).update(name="Bygg och miljö")
    filed = factories.DocumentFactory(subject=plan)
    theirs = factories.UnitFactory(organisation=neighbour)

    renamed = ask(client, unit, kind="units").json()["results"][0]

    assert {"field": "Name", "before": "Samhällsbyggnad", "after": "Bygg och miljö"} in renamed["changes"]
    assert ask(client, filed, kind="documents").json()["results"][0]["event"] == "Created"
    assert ask(client, theirs, kind="units").status_code == 404
    assert ask(Client(), unit, kind="units").status_code == 403


def test_what_a_removed_comment_said_is_for_its_writer_and_coordinators(
    log_in: Any, plan: Plan, politician: User, coordinator: User
) -> None:
    comment = factories.CommentFactory(subject=plan.positions.get(), organisation=plan.organisation)
    type(comment).objects.filter(pk=comment.pk).update(text="", removed_at="2026-01-15T12:00Z")

    assert ask(log_in(politician), comment, kind="comments").status_code == 403
    assert ask(log_in(coordinator), comment, kind="comments").status_code == 200
