"""Own frameworks and goals, changed in the browser."""

import re

import pytest
from django.test import Client

from goals.models import Framework, Goal
from organisations.models import User
from tests import factories

pytestmark = pytest.mark.django_db
FRAMEWORKS = "/ostersund/malramverk/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def goal(municipality, department) -> Goal:
    framework = factories.FrameworkFactory(organisation=municipality, title="Kommunens mål")
    return factories.GoalFactory(framework=framework, unit=department, code="1", title="Gott liv")


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def goals(goal: Goal) -> str:
    return f"{FRAMEWORKS}{goal.framework_id}/mal/"


def sent(goal: Goal, **changes: object) -> dict[str, object]:
    names = ("code", "title", "text", "scope", "parent_id", "unit_id")
    opened = {name: getattr(goal, name) or "" for name in names}
    initials = {f"initial-{name}": value for name, value in opened.items()}
    return {**opened, **initials, "version": goal.version, **changes}


def test_a_coordinator_makes_a_framework_without_javascript(coordinator):
    sent_framework = {"title": "Kommunens mål", "level": "municipal", "tracked_depth": 2}

    answer = browser(coordinator).post(f"{FRAMEWORKS}nytt/", sent_framework, follow=True)

    assert answer.redirect_chain == [(FRAMEWORKS, 302)]
    assert "The framework is made." in text(answer)
    assert Framework.objects.get().tracked_depth == 2


def test_a_depth_of_none_and_an_address_that_is_none_are_refused_beside_the_fields(coordinator):
    wrong = {"title": "x" * 301, "level": "municipal", "tracked_depth": 0, "source": "javascript:alert(1)"}

    answer = browser(coordinator).post(f"{FRAMEWORKS}nytt/", wrong, headers=HTMX)

    assert answer.status_code == 422
    assert set(re.findall(r'id="id_(\w+)_error"', text(answer))) == {"title", "tracked_depth", "source"}


def test_goals_stand_as_a_tree_in_a_bounded_number_of_queries(planner, goal, django_assert_max_num_queries):
    factories.GoalFactory.create_batch(20, framework=goal.framework, parent=goal)
    client = browser(planner)

    with django_assert_max_num_queries(8):
        page = text(client.get(goals(goal)))

    assert page.count('class="desk-row depth-2"') == 20
    assert "1 Gott liv" in page


def test_an_editor_rewords_a_goal_of_their_unit_in_place(planner, goal):
    row = text(
        browser(planner).post(
            f"{goals(goal)}{goal.pk}/redigera/", sent(goal, title="Ett gott liv"), headers=HTMX
        )
    )

    assert "1 Ett gott liv" in row
    assert "<p>The goal is saved.</p>" in row


def test_who_was_slower_sees_both_wordings(planner, goal):
    form = sent(goal, title="Ett gott liv")
    Goal.objects.filter(pk=goal.pk).update(title="Ett bättre liv", text="För alla.")

    answer = browser(planner).post(f"{goals(goal)}{goal.pk}/redigera/", form, headers=HTMX)

    assert answer.status_code == 409
    assert "<mark>bättre</mark>" in text(answer)
    assert "För alla." in text(answer)


def test_a_goal_that_ends_before_it_begins_is_refused_beside_the_day(planner, goal):
    wrong = sent(goal, valid_from="2027-01-01", valid_to="2026-01-01")

    answer = browser(planner).post(f"{goals(goal)}{goal.pk}/redigera/", wrong)

    assert answer.status_code == 422
    assert 'id="id_valid_to_error"' in text(answer)


def test_a_goal_is_made_below_another(planner, goal, department):
    new = {"title": "God luft", "scope": "society", "parent_id": goal.pk, "unit_id": department.pk}

    browser(planner).post(f"{goals(goal)}nytt/", new, headers=HTMX)

    assert Goal.objects.get(title="God luft").parent == goal


def test_a_goal_of_another_unit_shows_no_way_to_change_it(planner, goal, other_department):
    Goal.objects.filter(pk=goal.pk).update(unit=other_department)

    assert "redigera" not in text(browser(planner).get(goals(goal)))
    assert browser(planner).get(f"{goals(goal)}{goal.pk}/redigera/").status_code == 403


def test_a_goal_in_use_is_not_removed_and_the_row_says_why(planner, goal, municipality):
    factories.ContributionFactory(position__plan__organisation=municipality, goal=goal)

    answer = browser(planner).post(f"{goals(goal)}{goal.pk}/ta-bort/", {"version": 1}, headers=HTMX)

    assert answer.status_code == 409
    assert "1 contribution" in text(answer)


def test_another_municipality_s_framework_does_not_exist_here(coordinator, neighbour):
    away = factories.FrameworkFactory(organisation=neighbour)

    assert browser(coordinator).get(f"{FRAMEWORKS}{away.pk}/redigera/").status_code == 404
    assert browser(coordinator).get(f"{FRAMEWORKS}{away.pk}/mal/").status_code == 404
