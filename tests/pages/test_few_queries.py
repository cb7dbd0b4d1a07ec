"""Pages and documents take ten queries at most, whatever there is to show: for members and the public."""

from datetime import date

import pghistory
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alignment.selectors.supposing import _kept
from goals.models import Indicator
from organisations.models import Organisation
from planning.models import Measure, Plan
from strategy.models import PlanningStrategy
from tests import factories
from tests.pages.town import Town

pytestmark = pytest.mark.django_db
MOST = 10
GOAL = "/ostersund/mal/ostersund/mal/klimat/"
STRATEGY = "/ostersund/strategi/{strategy}/"
EVERYBODY = [
    *("", "?sedan=forra", "enhet/sam/", "klockan/", "mal/", "matris/", "planer/", "brister/"),
    *("planer/klimatprogram/", "planer/op/", "planer/klimatprogram/kedja/", "planer/op/kedja/"),
    *("atgarder/m1/kedja/", "atgarder/m1/beror/", "planer/klimatprogram/beror/"),
    *("matris/klimatprogram/ostersund/mal/klimat/", "matris/?plans=difference"),
    *("malvarden/motsagelser/", "malvarden/motsagelser/mal/klimat/mal/buss/"),
    *("rapporter/", "rapporter/1/", "strategi/", "karta/", "karta/platser-sweref99tm.json"),
    *("oppna-data/", "oppna-data/katalog.ttl"),
    *(
        f"oppna-data/{name}"
        for name in ("mal.csv", "planer.csv", "bidrag.json", "stallningstaganden.geojson")
    ),
    *("rapporter/1/innehall.json", "oppna-data/rapport.json"),
]
PAGES = [GOAL, f"{GOAL}kedja/", f"{GOAL}beror/", *(f"/ostersund/{address}" for address in EVERYBODY)]
MEMBERS = [
    f"{GOAL}?visa=om-antagna",
    "/ostersund/prenumerationer/",
    "/ostersund/tank-om/",
    "/ostersund/malkonflikter/",
]
#: What is compared, and as documents what pages show: of members, who are told who changed what besides.
SHEET = "ladda-ner/kalkylark/"
COMPARED = [
    *("rapporter/{latest}/", "rapporter/jamfor/?fran=1&till={latest}"),
    *(f"rapporter/jamfor/{of}?fran=1&till={{latest}}&enhet=sam" for of in ("", SHEET)),
    *(f"{of}{SHEET}" for of in ("", "enhet/sam/", GOAL.removeprefix("/ostersund/"), "rapporter/1/")),
    *("planer/klimatprogram/samstammighet/kalkylark/", f"matris/{SHEET}?plans=difference"),
]


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
    term = factories.TermFactory(organisation=town.organisation, elected_on=date(2022, 9, 11))
    factories.AdoptedStrategyFactory(term=term)
    town.climate.superseded_by = factories.GoalFactory(framework=framework, key="ny")
    town.climate.parent = factories.GoalFactory(framework=town.framework, key="ovan")
    town.climate.save()
    return town


def grow(town: Town, number: int) -> None:
    """So much more of each thing that the pages show, and the report of it."""
    add(town, number)
    town.recompute()


def add(town: Town, number: int) -> None:
    """So much more of each thing."""
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
        strategy = PlanningStrategy.objects.get()
        factories.PlanNeedFactory(strategy=strategy, plan=plan, stance="revise")
        changed = factories.ChangedConditionFactory(strategy=strategy)
        changed.goal_rows.create(goal=town.climate)
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


def queries(client: Client, pages: list[str]) -> dict[str, int]:
    """How many queries each page takes when it is drawn and kept."""
    found = {}
    for page in pages:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200, page
        found[page] = len(asked)
    return found


@pytest.mark.parametrize("who", ["public", "member"])
def test_every_dashboard_takes_ten_queries_at_most_and_no_more_when_there_is_more(
    rich, client, politician, settings, who
) -> None:
    settings.KEEP_PAGES_SECONDS = 60
    strategy = STRATEGY.format(strategy=PlanningStrategy.objects.get().pk)
    pages = [*PAGES, strategy, f"{strategy}dokument/", f"{strategy}beslut/"]
    if who == "member":
        client.force_login(politician)
        pages += MEMBERS
    grow(rich, 2)
    few = queries(client, pages)
    grow(rich, 4)
    assert_few(few, queries(client, pages))


@pytest.mark.django_db(transaction=True)
def test_so_do_reports_beside_each_other_and_documents_of_pages(rich, client, politician, planner) -> None:
    client.force_login(politician)
    counted = []
    for more in (1, 3):
        with pghistory.context(user=planner.pk):
            Measure.objects.filter(key="m1").update(funding="unfunded", status="paused", cost=more)
            add(rich, more)
        rich.recompute()
        latest = rich.organisation.alignment_reports.count()
        counted.append(queries(client, [f"/ostersund/{each}".format(latest=latest) for each in COMPARED]))
    few, many = (list(each.values()) for each in counted)
    assert_few(dict(zip(COMPARED, few, strict=True)), dict(zip(COMPARED, many, strict=True)))


def test_what_if_takes_ten_queries_and_no_more_when_there_is_more(rich, client, politician) -> None:
    client.force_login(politician)
    counted = []
    for more in (2, 4):
        grow(rich, more)
        dropped, paid, moved = Measure.objects.filter(plan__organisation=rich.organisation).order_by("pk")[
            1:4
        ]
        address = f"/ostersund/tank-om/?slopa={dropped.pk}&finansiera={paid.pk}&klart={moved.pk}_2031-01-01"
        # Who tries something first waits for what a report reads as well.
        _kept.clear()
        counted.append(queries(client, [f"{address}&anta={rich.draft.pk}", address]))
    assert_few(*counted)


def assert_few(few: dict[str, int], many: dict[str, int]) -> None:
    """Whether no page takes more than ten, and none more than when there was less."""
    assert {page: number for page, number in many.items() if number > MOST} == {}
    assert {page: (few[page], number) for page, number in many.items() if number > few[page]} == {}
