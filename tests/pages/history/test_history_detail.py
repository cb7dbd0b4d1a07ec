"""The history of things as readable differences, and taking a wording back."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Measure, Position, Section
from tests import factories

pytestmark = pytest.mark.django_db
EDIT = "/ostersund/stallningstaganden/p/redigera/"


@pytest.fixture
def draft(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(
        organisation=municipality, unit=department, status="drafting", key="utkast", title="Utkast"
    )
    made: Position = factories.PositionFactory(plan=plan, key="p", statement="Bygg tätt i stan.")
    return made


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def page_of(thing) -> str:
    return f"/ostersund/historik/{type(thing).__name__.lower()}/{thing.pk}/"


def words(page: str) -> str:
    """The page as a screen reader reads it."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_a_change_is_shown_word_by_word_with_who_and_when(draft, desk):
    desk.post(EDIT, {"statement": "Bygg glest i stan.", "version": 1})
    page = desk.get(page_of(draft)).content.decode()
    assert re.search(r"<del>.*tätt.*</del><ins>.*glest.*</ins>", page)
    assert "Statement Bygg removed: tätt (end)added: glest (end)i stan." in words(page)
    assert re.search(r"<strong>Changed</strong>.*Editor", page, re.DOTALL)


def test_the_first_moment_shows_what_there_was(draft, desk):
    page = words(desk.get(page_of(draft)).content.decode())
    assert "Created" in page
    assert "Statement Bygg tätt i stan." in page
    assert "by import or in the database" in page


def test_choices_references_and_yes_or_no_are_named(draft, desk, department, other_department):
    Position.objects.update(unit=department, aspect="use", spatial=False)
    Position.objects.update(unit=other_department, aspect="direction", spatial=True)
    page = words(desk.get(page_of(draft)).content.decode())
    assert "removed: Samhällsbyggnad (end)added: Barn och utbildning (end)" in page
    assert "removed: Use of land and water (end)added: Direction of development (end)" in page
    assert "Spatial removed: No (end)added: Yes (end)" in page


def test_rich_text_is_compared_by_its_words(draft, desk):
    section = factories.SectionFactory(plan=draft.plan, body="<p>Ett &amp; två.</p><p>Tre.</p>")
    Section.objects.update(body="<p>Ett &amp; <strong>fyra</strong>.</p><p>Tre.</p>")
    page = words(desk.get(page_of(section)).content.decode())
    assert "removed: två. (end)added: fyra. (end)Tre." in page


def test_measures_plans_contributions_and_goals_have_a_history_too(draft, desk, municipality):
    measure = factories.MeasureFactory(plan=draft.plan, cost=1_500_000, end="2027-05-01")
    Measure.objects.update(status="ongoing", cost=2_500_000)
    contribution = factories.ContributionFactory(position=draft, strength=3)
    for thing, text in (
        (measure, "removed: Planned (end)added: Ongoing (end)"),
        (draft.plan, "Title Utkast"),
        (contribution, "How it bears on the goal Indispensable for the goal"),
        (contribution.goal, "Scope Society"),
    ):
        assert text in words(desk.get(page_of(thing)).content.decode())


def test_it_is_paged_and_queries_do_not_grow(draft, desk, department, django_assert_max_num_queries):
    for number in range(45):
        Position.objects.update(statement=f"Lydelse {number}.", unit=department if number % 2 else None)
    first = desk.get(page_of(draft)).content.decode()
    assert first.count("<dl") == 20
    assert "removed: 24. (end)added: 25. (end)" in words(first)
    assert "Bygg tätt i stan." in words(desk.get(f"{page_of(draft)}?page=3").content.decode())
    with django_assert_max_num_queries(16):
        desk.get(page_of(draft))


@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_it_is_for_members(request, draft, who):
    client = Client()
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    answer = client.get(page_of(draft))
    assert answer.status_code == (302 if who == "anonymous" else 403)


def kept(page: str) -> str:
    return re.findall(r'name="kept" value="(\d+)"', page)[-1]


def test_an_earlier_wording_is_taken_back_and_the_other_stays_in_the_history(draft, desk):
    Position.objects.update(statement="Bygg glest.")
    page = desk.get(page_of(draft)).content.decode()
    answer = desk.post(f"{page_of(draft)}aterstall/", {"version": 2, "kept": kept(page)}, follow=True)
    assert Position.objects.get().statement == "Bygg tätt i stan."
    assert "The earlier wording is back." in answer.content.decode()
    assert draft.history.count() == 3


def test_who_read_an_older_version_restores_nothing(draft, desk):
    Position.objects.update(statement="Bygg glest.")
    page = desk.get(page_of(draft)).content.decode()
    Position.objects.update(statement="Bygg lagom.")
    answer = desk.post(f"{page_of(draft)}aterstall/", {"version": 2, "kept": kept(page)})
    assert answer.status_code == 409
    assert "Bygg lagom" in words(answer.content.decode())
    assert Position.objects.get().statement == "Bygg lagom."


def test_a_decided_plan_offers_no_restoring(draft, desk):
    Position.objects.update(statement="Bygg glest.")
    draft.plan.status = "in_force"
    draft.plan.save()
    assert "aterstall" not in desk.get(page_of(draft)).content.decode()
    assert desk.post(f"{page_of(draft)}aterstall/", {"version": 2, "kept": 1}).status_code == 422


@pytest.mark.parametrize("sent", ["", "x", "0", "99999999999"])
def test_a_moment_that_is_not_there_restores_nothing(draft, desk, sent):
    assert desk.post(f"{page_of(draft)}aterstall/", {"version": 1, "kept": sent}).status_code == 422


def test_others_may_not_restore(draft, outsider):
    client, status = outsider
    assert client.post(f"{page_of(draft)}aterstall/", {"version": 1, "kept": 1}).status_code == status
