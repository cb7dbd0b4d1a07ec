"""What is kept at desks, and links, tell their own history: who changed what, and when."""

import re
from decimal import Decimal

import pghistory
import pytest
from django.test import Client

from goals.models import Framework, Goal, Target
from organisations.models import Unit, User
from planning.models import Contribution, Plan
from tests import factories

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_framework_tells_who_renamed_it(town, coordinator):
    stored = Framework.objects.filter(pk=town.framework.pk)
    with pghistory.context(user=coordinator.pk):
        stored.update(title="Vision 2040", tracked_depth=2)

    html = browser(coordinator).get(f"/ostersund/malramverk/{town.framework.pk}/").content.decode()

    assert str(coordinator) in html
    assert "Målnivåer som följs upp" in html
    assert re.search(r"<del>.*Kommunens mål.*</del>", html)
    assert re.search(r"<ins>.*Vision 2040.*</ins>", html)


def test_a_target_tells_its_numbers_and_bands_in_words(town, coordinator):
    target = Target.objects.get(goal=town.climate)
    Target.objects.filter(pk=target.pk).update(value=Decimal("12.5"))

    html = browser(coordinator).get(f"/ostersund/malvarden/{town.climate.pk}/{target.pk}/").content.decode()

    assert "12,5" in html
    assert "Indikator" in html


def test_a_unit_tells_its_history_to_administrators_only(town, administrator, planner, department):
    Unit.objects.filter(pk=department.pk).update(name="Bygg och miljö")
    here = f"/ostersund/administration/enheter/{department.pk}/"

    assert "Bygg och miljö" in browser(administrator).get(here).content.decode()
    assert browser(planner).get(here).status_code == 403


def test_another_municipality_s_things_tell_nothing(town, coordinator):
    theirs = factories.FrameworkFactory(title="Deras mål")

    assert browser(coordinator).get(f"/ostersund/malramverk/{theirs.pk}/").status_code == 404


def test_a_link_between_positions_tells_its_history(town, municipality, coordinator):
    source, target = (factories.PositionFactory(plan=plan) for plan in (town.programme, town.draft))
    link = factories.PositionLinkFactory(source=source, target=target, recorded_by=municipality)
    type(link).objects.filter(pk=link.pk).update(relation="conflicts", rationale="Samma mark.")
    here = f"/ostersund/historik/position_link/{link.pk}/"

    html = browser(coordinator).get(here).content.decode()

    assert "Samma mark." in html
    assert (
        f'href="{here}"'
        in browser(coordinator).get(f"/ostersund/kopplingar/stallningstagande/{link.pk}/").content.decode()
    )


def test_another_municipality_s_link_tells_nothing(town, neighbour, coordinator):
    plan = factories.PlanFactory(organisation=neighbour)
    source, target = (factories.PositionFactory(plan=plan) for _ in range(2))
    link = factories.PositionLinkFactory(source=source, target=target, recorded_by=neighbour)

    answer = browser(coordinator).get(f"/ostersund/historik/position_link/{link.pk}/")

    assert answer.status_code == 404


def test_what_a_goal_said_fills_in_its_form_and_is_saved_with_the_same_rights(town, coordinator, politician):
    goal = town.climate
    Goal.objects.filter(pk=goal.pk).update(title="Klimatneutralt 2045")
    first = goal.history.earliest("pgh_id").pgh_id
    here = f"/ostersund/malramverk/{goal.framework_id}/mal/{goal.pk}/redigera/?historik={first}"

    told = browser(coordinator).get(f"/ostersund/historik/goal/{goal.pk}/").content.decode()
    html = browser(coordinator).get(here).content.decode()

    assert f'href="{here}"' in told
    assert 'value="Klimatneutralt 2030"' in html
    assert "Spara för att ta tillbaka det" in html
    assert "historik=" not in browser(politician).get(f"/ostersund/historik/goal/{goal.pk}/").content.decode()


def test_what_was_said_of_a_contribution_fills_in_its_form(town, coordinator):
    stated = Contribution.objects.get(rationale="Ersätter olja.")
    Contribution.objects.filter(pk=stated.pk).update(rationale="Ersätter gas.", strength=1)
    first = stated.history.earliest("pgh_id").pgh_id

    told = browser(coordinator).get(f"/ostersund/historik/contribution/{stated.pk}/").content.decode()
    address = re.search(rf'href="([^"]*\?historik={first})"', told)[1]

    assert "Ersätter olja." in browser(coordinator).get(address).content.decode()


def test_a_front_page_is_filled_in_as_it_was(town, coordinator):
    first = town.draft.history.earliest("pgh_id").pgh_id
    Plan.objects.filter(pk=town.draft.pk).update(title="Annat namn", reference="KS 7")

    html = browser(coordinator).get(f"/ostersund/planer/utkast/framsida/?historik={first}").content.decode()

    assert f'value="{town.draft.title}"' in html
    assert "KS 7" not in html


@pytest.mark.parametrize("asked", ["x", "999999999", "-1", "9" * 30])
def test_a_moment_that_never_was_shows_what_is(town, coordinator, asked):
    html = browser(coordinator).get(f"/ostersund/planer/utkast/framsida/?historik={asked}").content.decode()

    assert f'value="{town.draft.title}"' in html
