"""A person's own work: what waits for them and their units."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Membership
from planning.models import Measure, Plan, Position
from tests import factories
from tests.conftest import person

pytestmark = pytest.mark.django_db
PAGE = "/ostersund/mitt-arbete/"


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def late(town) -> Measure:
    measure = Measure.objects.get(key="m1")
    Measure.objects.filter(pk=measure.pk).update(end="2025-06-30")
    Position.objects.filter(key="p1").update(statement="Bygg ut allt.")
    Plan.objects.filter(pk=town.draft.pk).update(unit=measure.unit)
    town.recompute()
    return measure


def read(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def test_a_planner_sees_what_waits_for_their_unit(client, planner, town, late):
    client.force_login(planner)
    page = read(client)
    assert "Bygg ut allt. → Klimatneutralt 2030" in page
    assert "Ny panna" in page
    assert "should have been done by 30 June 2025" in page
    assert town.draft.title in page
    assert 'href="/ostersund/brister/?code=measure_overdue&amp;unit=sam"' in page


def test_what_is_another_unit_s_is_not_theirs(client, municipality, other_department, late):
    client.force_login(person(municipality, Membership.Role.EDITOR, other_department))
    page = read(client)
    assert "Ny panna" not in page
    assert "Bygg ut allt." not in page
    assert "No measure in effect is late." in page


def test_a_coordinator_sees_all_units_or_chooses_one(client, coordinator, late, other_department):
    client.force_login(coordinator)
    assert "Ny panna" in read(client)
    assert 'href="/ostersund/brister/?code=measure_overdue"' in read(client)
    assert "Ny panna" in read(client, f"{PAGE}?unit=sam")
    assert "Ny panna" not in read(client, f"{PAGE}?unit={other_department.key}")
    assert "Ny panna" in read(client, f"{PAGE}?unit=nonsense")


def test_who_works_for_two_units_is_led_to_the_findings_of_each(
    client, municipality, department, other_department, late
):
    Position.objects.create(plan=late.plan, key="utan", statement="Utan mål.", unit=other_department)
    factories.MeasureFactory(plan=late.plan, end="2025-01-01", unit=other_department)
    late.plan.refresh_from_db()
    from_both = person(municipality, Membership.Role.EDITOR, department, other_department)
    client.force_login(from_both)
    page = read(client)
    assert "Ny panna" in page
    assert "Barn och utbildning" in page


def test_comments_that_call_on_the_person_wait_until_they_are_resolved(client, politician, town):
    comment = factories.CommentFactory(subject=town.draft.positions.get(), organisation=town.organisation)
    comment.mentions.create(user=politician)
    client.force_login(politician)
    assert f"#comment-{comment.pk}" in read(client)
    assert "You work for no unit here" in read(client)
    comment.resolved_at = "2026-01-01T12:00Z"
    comment.save()
    assert "Nobody waits for an answer from you." in read(client)


def test_an_answer_waits_as_long_as_what_it_answers(client, politician, town):
    about: dict[str, Any] = {"subject": town.draft, "organisation": town.organisation}
    first = factories.CommentFactory(**about)
    factories.CommentFactory(**about, parent=first, text="Vad säger du?").mentions.create(user=politician)
    client.force_login(politician)
    assert "Vad säger du?" in read(client)
    first.resolved_at = "2026-01-01T12:00Z"
    first.save()
    assert "Vad säger du?" not in read(client)


def test_long_lists_are_cut_and_lead_to_all(client, coordinator, town):
    factories.MeasureFactory.create_batch(12, plan=town.programme, end="2025-01-01")
    client.force_login(coordinator)
    assert "Show all 12" in read(client)
    assert read(client, f"{PAGE}forsenade-atgarder/").count("should have been done by") == 12


PARTS = (
    *("uppdrag", "erbjudanden", "kommentarer", "forsenade-atgarder", "planer-som-gar-ut"),
    *("planer-att-aktualitetsprova", "atgarder-som-snart-ska-vara-klara", "aterlamnat", "avbojt", "utkast"),
)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_a_page_of_its_own(client, planner, town, part):
    client.force_login(planner)
    assert client.get(f"{PAGE}{part}/").status_code == 200
    assert client.get(f"{PAGE}{part}/?page=99&unit=x").status_code == 200


@pytest.mark.parametrize("part", ["", "lankar/", *(f"{part}/" for part in PARTS)])
def test_it_is_for_members_only(client, stranger, town, part):
    assert client.get(f"{PAGE}{part}").status_code == 302
    client.force_login(stranger)
    assert client.get(f"{PAGE}{part}").status_code == 403


def test_a_withdrawn_draft_of_a_lower_unit_is_no_work(client, planner, town, late):
    Plan.objects.filter(pk=town.draft.pk).update(status="repealed")
    client.force_login(planner)
    assert town.draft.title not in read(client, f"{PAGE}utkast/")


def test_the_number_of_queries_does_not_grow(client, coordinator, town, late, django_assert_max_num_queries):
    for _ in range(9):
        position = factories.PositionFactory(plan=town.programme)
        factories.ContributionFactory(position=position, goal=town.climate)
        comment = factories.CommentFactory(subject=position)
        comment.mentions.create(user=coordinator)
        factories.MeasureFactory(plan=town.programme, end="2025-01-01")
    Position.objects.update(statement="Ny lydelse.")
    client.force_login(coordinator)
    with django_assert_max_num_queries(24):
        read(client)
