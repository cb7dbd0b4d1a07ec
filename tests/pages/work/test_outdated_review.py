"""Reviewing links together after a change of wording."""

import re
from typing import Any

import pytest
from django.test import Client

from planning.models import Contribution, Measure, Position
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/ostersund/mitt-arbete/lankar/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def stated(town) -> Contribution:
    """The programme's position was reworded since its link to the climate goal was reviewed."""
    stated = Contribution.objects.get(position__key="p1")
    Position.objects.filter(pk=stated.position_id).update(statement="Bygg ut fjärrvärmen överallt.")
    return stated


def boxes(response: Any) -> dict[str, bool]:
    """What each box sends, and whether it is ticked."""
    found = re.findall(r'name="chosen"\s+value="([\d:]+)"\s*(checked)?', response.content.decode())
    return {value: bool(ticked) for value, ticked in found}


def is_outdated(stated: Contribution) -> bool:
    return bool(Contribution.objects.with_outdated().get(pk=stated.pk).is_outdated)


def test_a_planner_sees_the_old_and_the_new_wording_and_what_hangs_on_it(client, planner, stated):
    client.force_login(planner)
    page = client.get(PAGE)
    text = page.content.decode()
    assert boxes(page) == {f"{stated.pk}:{stated.version}": True}
    assert "<del>" in text
    assert "fjärrvärmen." in text
    assert "överallt." in text
    assert "1 Klimatneutralt 2030" in text
    assert "Ersätter olja." in text
    assert f'href="/ostersund/bidrag/{stated.pk}/"' in text


def test_what_is_ticked_is_confirmed_without_javascript(client, planner, stated):
    client.force_login(planner)
    answer = client.post(PAGE, {"chosen": [f"{stated.pk}:{stated.version}"]})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert not is_outdated(stated)
    assert "1 link is confirmed." in client.get(PAGE).content.decode()


def test_htmx_gets_the_rest_of_the_list(client, planner, stated):
    client.force_login(planner)
    answer = client.post(PAGE, {"chosen": [f"{stated.pk}:{stated.version}"]}, headers=HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert "No link waits to be reviewed" in answer.content.decode()


def test_links_of_a_reworded_goal_stand_together(client, planner, town):
    factories.ContributionFactory(
        measure=Measure.objects.get(key="m1"), position=None, goal=town.climate, recorded_by=town.organisation
    )
    town.climate.title = "Klimatneutralt 2028"
    town.climate.save()
    client.force_login(planner)
    page = client.get(PAGE)
    assert len(boxes(page)) == 2
    assert page.content.decode().count("<h2") == 1


def test_what_another_organisation_disputes_is_not_ticked(client, coordinator, town, neighbour):
    region = factories.OrganisationFactory(kind="region", name="Regionen", key="region")
    position = factories.PositionFactory(plan__organisation=region)
    factories.PlanAdoptionFactory(organisation=town.organisation, plan=position.plan)
    goal = factories.GoalFactory(framework__organisation=region)
    factories.FrameworkAdoptionFactory(organisation=town.organisation, framework=goal.framework)
    factories.ContributionFactory(position=position, goal=goal, strength=-2)
    ours = factories.ContributionFactory(
        position=position, goal=goal, strength=1, recorded_by=town.organisation
    )
    Position.objects.filter(pk=position.pk).update(statement="Ny lydelse.")
    client.force_login(coordinator)
    page = client.get(PAGE)
    assert boxes(page) == {f"{ours.pk}:{ours.version}": False}
    assert "Regionen says otherwise: Counteracts" in page.content.decode()


def test_what_is_being_discussed_is_not_ticked(client, planner, stated, town):
    factories.CommentFactory(subject=stated, organisation=town.organisation)
    client.force_login(planner)
    page = client.get(PAGE)
    assert list(boxes(page).values()) == [False]
    assert "1 comment is not resolved" in page.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_somebody_changed_meanwhile_is_left_and_named(client, planner, stated, headers):
    other = factories.ContributionFactory(
        position=stated.position, goal__framework=stated.goal.framework, recorded_by=stated.recorded_by
    )
    Position.objects.filter(pk=stated.position_id).update(statement="Ännu en lydelse.")
    Contribution.objects.filter(pk=stated.pk).update(rationale="Ett annat skäl.")
    client.force_login(planner)
    sent = {"chosen": [f"{stated.pk}:{stated.version}", f"{other.pk}:{other.version}"]}
    answer = client.post(PAGE, sent, headers=headers)
    assert answer.status_code == 409
    assert "Some links were left as they are" in answer.content.decode()
    assert "Ännu en lydelse. → Klimatneutralt 2030" in answer.content.decode()
    assert not is_outdated(other)


@pytest.mark.parametrize("sent", [{}, {"chosen": ["x", "1", "1:x", "٣:٣"]}, {"chosen": ["999999999:1"]}])
def test_nothing_ticked_is_said_and_nothing_is_confirmed(client, planner, stated, sent):
    client.force_login(planner)
    answer = client.post(PAGE, sent)
    assert answer.status_code == 422
    assert is_outdated(stated)


def test_who_is_not_responsible_confirms_nothing(outsider, stated):
    browser, status = outsider
    answer = browser.post(PAGE, {"chosen": [f"{stated.pk}:{stated.version}"]})
    assert answer.status_code == status
    assert is_outdated(stated)


def test_another_unit_s_links_are_not_shown_to_a_planner(client, planner, stated, other_department):
    Position.objects.filter(pk=stated.position_id).update(unit=other_department)
    client.force_login(planner)
    assert boxes(client.get(PAGE)) == {}


def test_a_coordinator_chooses_one_unit(client, coordinator, stated, department, other_department):
    client.force_login(coordinator)
    assert len(boxes(client.get(PAGE))) == 1
    assert len(boxes(client.get(f"{PAGE}?unit={department.key}"))) == 1
    assert boxes(client.get(f"{PAGE}?unit={other_department.key}")) == {}


def test_fifty_a_page_and_few_queries(client, coordinator, town, django_assert_max_num_queries):
    position = Position.objects.get(key="p1")
    for _ in range(60):
        factories.ContributionFactory(position=position, goal__framework=town.framework)
    Position.objects.filter(pk=position.pk).update(statement="Ny lydelse.")
    client.force_login(coordinator)
    with django_assert_max_num_queries(17):
        page = client.get(PAGE)
    assert len(boxes(page)) == 50
