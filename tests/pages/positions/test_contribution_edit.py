"""Linking to goals in place: stating, changing, confirming, withdrawing, undoing."""

import re

import pytest
from django.test import Client

from goals.models import Goal
from organisations.models import Organisation, Unit, User
from planning.models import Contribution, Position
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/ostersund/stallningstaganden/p/bidrag/nytt/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    return factories.PositionFactory(plan__organisation=municipality, plan__unit=department, key="p")


@pytest.fixture
def goal(municipality: Organisation) -> Goal:
    return factories.GoalFactory(framework__organisation=municipality, title="Klimatneutralt 2030")


@pytest.fixture
def stated(position: Position, goal: Goal) -> Contribution:
    return factories.ContributionFactory(position=position, goal=goal, strength=1, rationale="Lite grann.")


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def form_of(contribution: Contribution, **changes: object) -> dict[str, object]:
    opened = {"strength": contribution.strength, "rationale": contribution.rationale}
    initials = {f"initial-{name}": value for name, value in opened.items()}
    return {**opened, **initials, "version": contribution.version, **changes}


def test_the_picker_offers_the_goals_in_scope_by_framework(position, goal, desk, municipality):
    factories.GoalFactory(framework=goal.framework, title="Förbi", valid_to="2020-01-01")
    factories.GoalFactory(framework=goal.framework, title="Ersatt", superseded_by=goal)
    adoption = factories.FrameworkAdoptionFactory(organisation=municipality, framework__title="Miljömålen")
    factories.GoalFactory(framework=adoption.framework, title="Frisk luft")
    adoption.exclusions.create(
        goal=factories.GoalFactory(framework=adoption.framework, title="Storslagen fjällmiljö")
    )
    factories.GoalFactory(title="Någon annans mål")
    options = re.findall(
        r"<optgroup label=\"([^\"]+)\">|<option value=\"\d+\">([^<]+)", desk.get(NEW).content.decode()
    )
    assert [one or other for one, other in options] == [
        goal.framework.title,
        "Klimatneutralt 2030",
        "Miljömålen",
        "Frisk luft",
    ]


def test_a_planner_links_a_position_of_a_plan_in_force_to_a_goal(position, goal, desk):
    answer = desk.post(NEW, {"goal": goal.pk, "strength": -2, "rationale": "Mer trafik."}, headers=HTMX)
    stated = Contribution.objects.get()
    assert (stated.position, stated.goal, stated.strength) == (position, goal, -2)
    assert "Mer trafik." in answer.content.decode()
    assert "is saved." in answer.content.decode()


def test_a_reason_is_asked_for_and_the_chosen_goal_stays_chosen(position, goal, desk):
    answer = desk.post(NEW, {"goal": goal.pk, "strength": 3, "rationale": ""}, headers=HTMX)
    assert answer.status_code == 422
    assert f'<option value="{goal.pk}" selected>' in answer.content.decode()
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("strength", ["4", "-4", "x", "", "1.5"])
def test_a_strength_beyond_the_scale_is_refused(position, goal, desk, strength):
    answer = desk.post(NEW, {"goal": goal.pk, "strength": strength, "rationale": "Därför."})
    assert answer.status_code == 422
    assert not Contribution.objects.exists()


def test_two_who_link_the_same_goal_see_each_other_s_words(position, goal, stated, desk):
    answer = desk.post(NEW, {"goal": goal.pk, "strength": 3, "rationale": "Väldigt."}, headers=HTMX)
    shown = re.sub(r"</?mark>", "", answer.content.decode())
    assert answer.status_code == 409
    assert "Väldigt.</textarea>" in shown
    assert "Lite grann.</dd>" in shown
    assert "Contributes to some degree</dd>" in shown


def test_strength_and_reason_are_changed_in_place(stated, desk):
    desk.post(f"/ostersund/bidrag/{stated.pk}/", form_of(stated, strength=3), headers=HTMX)
    assert Contribution.objects.get().strength == 3


def test_a_lost_update_keeps_both_and_merges_what_does_not_collide(stated, desk):
    Contribution.objects.update(strength=2)
    address = f"/ostersund/bidrag/{stated.pk}/"
    shown = desk.post(address, form_of(stated, rationale="Mycket."), headers=HTMX).content.decode()
    assert "Mycket.</textarea>" in shown
    assert re.search(r'value="2"[^>]* checked', shown)
    assert Contribution.objects.get().rationale == "Lite grann."


def test_what_was_withdrawn_meanwhile_can_be_stated_again_with_what_was_written(stated, goal, desk):
    Contribution.objects.all().delete()
    answer = desk.post(f"/ostersund/bidrag/{stated.pk}/", form_of(stated, rationale="Mycket."), headers=HTMX)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Mycket.</textarea>" in shown
    assert f'<option value="{goal.pk}" selected>' in shown


def test_what_is_outdated_is_marked_and_confirmed(stated, desk):
    Position.objects.update(statement="Ny lydelse.")
    page = "/ostersund/stallningstaganden/p/"
    assert "To be reviewed" in desk.get(page).content.decode()
    version = Contribution.objects.get().version
    answer = desk.post(f"/ostersund/bidrag/{stated.pk}/bekrafta/", {"version": version}, headers=HTMX)
    assert "To be reviewed" not in answer.content.decode()
    assert "The link is confirmed." in answer.content.decode()


def test_a_withdrawal_offers_to_undo_itself(stated, desk):
    answer = desk.post(f"/ostersund/bidrag/{stated.pk}/aterta/", {"version": 1})
    assert not Contribution.objects.exists()
    token = re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]
    desk.post("/ostersund/bidrag/angra/", {"token": token})
    assert (Contribution.objects.get().strength, Contribution.objects.get().rationale) == (1, "Lite grann.")


@pytest.mark.parametrize("token", ["", "nonsense", "e30:1abc:xyz"])
def test_a_token_that_is_not_ours_undoes_nothing(position, desk, token):
    assert desk.post("/ostersund/bidrag/angra/", {"token": token}).status_code == 422


def test_withdrawing_an_older_version_is_refused_and_shows_what_is_stored(stated, desk):
    Contribution.objects.update(strength=3)
    answer = desk.post(f"/ostersund/bidrag/{stated.pk}/aterta/", {"version": 1}, headers=HTMX)
    assert answer.status_code == 409
    assert Contribution.objects.get().strength == 3


def test_another_organisation_s_statement_cannot_be_opened(position, municipality, coordinator, neighbour):
    adoption = factories.PlanAdoptionFactory(organisation=municipality, plan__organisation=neighbour)
    theirs = factories.ContributionFactory(
        position__plan=adoption.plan, goal__framework__organisation=neighbour, recorded_by=neighbour
    )
    client = Client()
    client.force_login(coordinator)
    assert client.get(f"/ostersund/bidrag/{theirs.pk}/").status_code == 404
    assert client.post(f"/ostersund/bidrag/{theirs.pk}/aterta/", {"version": 1}).status_code == 404


def test_others_state_and_withdraw_nothing(stated, outsider):
    client, status = outsider
    edit = f"/ostersund/bidrag/{stated.pk}/"
    for address in (NEW, edit, f"{edit}bekrafta/", f"{edit}aterta/"):
        assert client.post(address, {"version": 1, "strength": 3, "rationale": "x"}).status_code == status
    assert Contribution.objects.get().version == 1


def test_measures_and_plans_are_linked_the_same_way(position, goal, coordinator):
    factories.MeasureFactory(plan=position.plan, key="m")
    client = Client()
    client.force_login(coordinator)
    for address in (
        "/ostersund/atgarder/m/bidrag/nytt/",
        f"/ostersund/planer/{position.plan.key}/bidrag/nytt/",
    ):
        answer = client.post(address, {"goal": goal.pk, "strength": 1, "rationale": "Därför."}, follow=True)
        assert answer.status_code == 200
    assert Contribution.objects.filter(measure__isnull=False).count() == 1
    assert Contribution.objects.filter(plan__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("seen_at", "is_among_others"),
    [("/ostersund/planer/plan-x/?page=2", True), ("/ostersund/stallningstaganden/p/", False)],
)
def test_a_card_among_others_keeps_its_code_and_the_way_to_its_page(
    position, stated, desk, seen_at, is_among_others
):
    Position.objects.filter(pk=position.pk).update(code="4.2")
    opened = desk.get(
        f"/ostersund/bidrag/{stated.pk}/", headers=HTMX | {"HX-Current-URL": f"http://testserver{seen_at}"}
    ).content.decode()
    assert ('<span class="code">4.2</span>' in opened) is is_among_others
    assert (">Open<" in opened) is is_among_others
