"""What is kept at desks, and links, tell their own history: who changed what, and when."""

import re
from decimal import Decimal

import pghistory
import pytest
from django.test import Client

from goals.models import Framework, Target
from organisations.models import Unit, User
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
