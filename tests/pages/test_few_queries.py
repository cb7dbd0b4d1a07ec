"""Dashboards take ten queries at most, whatever there is to show: for members and for the public."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alignment.selectors.supposing import _kept
from goals.models import Indicator
from organisations.models import Organisation
from planning.models import Measure, Plan
from tests import factories
from tests.pages.town import Town

pytestmark = pytest.mark.django_db
MOST = 10
GOAL = "/ostersund/mal/ostersund/mal/klimat/"
EVERYBODY = [
    *("", "?sedan=forra", "enhet/sam/", "klockan/", "mal/", "matris/", "planer/", "brister/"),
    *("planer/klimatprogram/", "planer/op/", "planer/klimatprogram/kedja/", "planer/op/kedja/"),
    "atgarder/m1/kedja/",
]
PAGES = [GOAL, f"{GOAL}kedja/", *(f"/ostersund/{address}" for address in EVERYBODY)]
MEMBERS = [f"{GOAL}?visa=om-antagna"]


@pytest.fixture
def rich(town: Town, other_department) -> Town:
    """The town lies in a region and a country, has an adopted plan and goals, and something of each kind."""
    country = factories.OrganisationFactory(key="sverige", kind="national", name="Sverige", is_public=True)
    region = factories.OrganisationFactory(
        key="lanet", kind="region", name="Länet", parent=country, is_public=True
    )
    Organisation.objects.filter(pk=town.organisation.pk).update(parent=region)
    for owner in (region, country):
        framework = factories.FrameworkFactory(organisation=owner, key="mal", level="regional")
        factories.FrameworkAdoptionFactory(organisation=town.organisation, framework=framework)
        factories.GoalFactory(framework=framework, key="klimat")
    plan = factories.PlanFactory(organisation=region, key="strategi", valid_from="2024-01-01")
    factories.PlanAdoptionFactory(organisation=town.organisation, plan=plan)
    whole = {"organisation": town.organisation, "key": "op", "type__family": "comprehensive"}
    factories.PlanFactory(**whole, valid_from="2020-01-01", valid_to="2024-01-01", in_force_on="2020-01-01")
    factories.TermFactory(organisation=town.organisation, elected_on=date(2022, 9, 11))
    town.climate.superseded_by = factories.GoalFactory(framework=framework, key="ny")
    town.climate.parent = factories.GoalFactory(framework=town.framework, key="ovan")
    town.climate.save()
    return town


def grow(town: Town, number: int) -> None:
    """So much more of each thing that the pages show."""
    organisation, region = town.organisation, Organisation.objects.get(key="lanet")
    op, adopted = Plan.objects.get(key="op"), Plan.objects.get(key="strategi")
    indicator = Indicator.objects.get(key="utslapp")
    for each in range(number):
        child = factories.GoalFactory(framework=town.framework, parent=town.climate)
        above = factories.GoalFactory(framework=region.frameworks.get())
        factories.GoalLinkFactory(source=child, target=above, strength=2, rationale="Därför")
        factories.GoalLinkFactory(source=town.climate, target=above, strength=3)
        plan = factories.PlanFactory(
            organisation=organisation, valid_from="2024-01-01", valid_to="2025-01-01"
        )
        factories.PlanLinkFactory(source=plan, target=town.programme)
        for inside, goal in ((plan, child), (plan, town.climate), (adopted, town.climate), (op, above)):
            position = factories.PositionFactory(plan=inside, spatial=inside == plan, aspect="direction")
            factories.ContributionFactory(
                position=position, goal=goal, recorded_by=organisation, strength=3, rationale="Ty"
            )
            measure = factories.MeasureFactory(plan=plan, end="2025-01-01", funding="unfunded", cost=each)
            measure.implementation_rows.create(position=position)
            factories.BudgetLineFactory(measure=measure, year=2027 + each)
        source, target = (
            factories.PositionFactory(plan=plan, spatial=True),
            factories.PositionFactory(plan=op),
        )
        factories.HandOverFactory(source=source, target=target, recorded_by=organisation, state="accepted")
        factories.ContributionFactory(position=source, goal=town.climate, strength=-3)
        factories.ConflictFactory(organisation=organisation, goal=town.climate, unit=town.programme.unit)
        factories.TargetFactory(goal=town.climate, indicator=indicator, year=2040 + each, value=each)
        other = factories.IndicatorFactory(organisation=region)
        factories.TargetFactory(goal=town.climate, indicator=other, recorded_by=organisation)
        for about in (organisation, region):
            factories.ObservationFactory(indicator=other, organisation=about, recorded_by=about)
    town.recompute()


def queries(client: Client, pages: list[str]) -> dict[str, int]:
    """How many queries each page takes when it is drawn and kept."""
    found = {}
    for page in pages:
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(page).status_code == 200, page
        found[page] = len(asked)
    return found


@pytest.mark.parametrize("who", ["public", "member"])
def test_every_dashboard_takes_ten_queries_at_most_and_no_more_when_there_is_more(
    rich, client, politician, settings, who
) -> None:
    settings.KEEP_PAGES_SECONDS = 60
    pages = PAGES
    if who == "member":
        client.force_login(politician)
        pages = [*PAGES, *MEMBERS]
    grow(rich, 2)
    few = queries(client, pages)
    grow(rich, 4)
    many = queries(client, pages)
    assert {page: number for page, number in many.items() if number > MOST} == {}
    assert {page: (few[page], number) for page, number in many.items() if number > few[page]} == {}


def test_what_if_takes_ten_queries_where_the_report_of_today_is_at_hand(rich, client, politician) -> None:
    client.force_login(politician)
    grow(rich, 4)
    dropped, paid, moved = Measure.objects.filter(plan__organisation=rich.organisation).order_by("pk")[1:4]
    address = f"/ostersund/tank-om/?slopa={dropped.pk}&finansiera={paid.pk}&klart={moved.pk}_2031-01-01"
    _kept.clear()
    pages = [f"{address}&anta={rich.draft.pk}", address]
    # Who tries something first waits for what a report reads as well: seventeen queries, at any size.
    first, then = queries(client, pages).values()
    assert then <= MOST
    assert first <= then + 17
