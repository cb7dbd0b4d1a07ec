"""What is kept at desks, and links, tell their own history: who changed what, and when."""

import re
from decimal import Decimal

import pghistory
import pytest
from django.test import Client

from goals.models import Framework, Goal, GoalLink, Target
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
    assert 'name="reference" value="KS 7"' not in html


@pytest.mark.parametrize("asked", ["x", "999999999", "-1", "9" * 30])
def test_a_moment_that_never_was_shows_what_is(town, coordinator, asked):
    html = browser(coordinator).get(f"/ostersund/planer/utkast/framsida/?historik={asked}").content.decode()

    assert f'value="{town.draft.title}"' in html


def links_of(goal: Goal) -> str:
    return f"/ostersund/malkopplingar/{goal.pk}/"


def test_what_a_goal_link_said_fills_in_its_form(town, municipality, coordinator):
    link = factories.GoalLinkFactory(
        source=town.climate, target=town.buses, recorded_by=municipality, rationale="Bussar drar mindre."
    )
    type(link).objects.update(rationale="Annat skäl.")
    client = browser(coordinator)
    told = client.get(f"{links_of(town.climate)}{link.pk}/").content.decode()
    address = re.search(r'href="([^"]*redigera/\?historik=\d+)"', told)[1]

    assert "Bussar drar mindre.</textarea>" in client.get(address).content.decode()


def test_a_removed_goal_link_is_told_in_the_list_and_made_anew(town, municipality, coordinator):
    link = factories.GoalLinkFactory(
        source=town.climate, target=town.buses, recorded_by=municipality, strength=3, rationale="Därför."
    )
    client, here = browser(coordinator), links_of(town.climate)
    client.post(f"{here}{link.pk}/ta-bort/", {"version": 1})
    told = client.get(here).content.decode()
    address = re.search(r'href="([^"]*nytt/\?historik=\d+)"', told)[1]
    form = client.get(address).content.decode()
    sent = {"target_id": town.buses.pk, "relation": link.relation, "strength": 3, "rationale": "Därför."}
    client.post(f"{here}nytt/", sent)

    assert str(coordinator) in told
    assert "Därför.</textarea>" in form
    assert GoalLink.objects.get().rationale == "Därför."
    assert "?historik=" not in client.get(here).content.decode()


def test_what_another_goal_s_link_said_fills_nothing_in(town, municipality, coordinator):
    link = factories.GoalLinkFactory(
        source=town.climate, target=town.buses, recorded_by=municipality, rationale="Bara här."
    )
    first = link.history.earliest("pgh_id").pgh_id

    html = browser(coordinator).get(f"{links_of(town.buses)}nytt/?historik={first}").content.decode()

    assert "Bara här." not in html


def test_removed_goals_and_frameworks_are_told_to_readers_without_a_way_back(town, politician, coordinator):
    gone = factories.GoalFactory(framework=town.framework, title="Fler bryggor")
    gone.delete()
    here = f"/ostersund/malramverk/{town.framework.pk}/mal/"

    assert "nytt/?historik=" in browser(coordinator).get(here).content.decode()
    html = browser(politician).get(here).content.decode()
    assert "Fler bryggor" in html
    assert "?historik=" not in html


def test_a_removed_value_and_target_fill_in_the_forms_for_new_ones(town, coordinator):
    target = Target.objects.get(goal=town.climate)
    Target.objects.filter(pk=target.pk).delete()
    client, here = browser(coordinator), f"/ostersund/malvarden/{town.climate.pk}/"
    address = re.search(r'href="([^"]*nytt/\?historik=\d+)"', client.get(here).content.decode())[1]

    assert f'value="{target.year}"' in client.get(address).content.decode()
