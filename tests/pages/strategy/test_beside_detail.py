"""A strategy beside those of neighbours and the region: how others have judged."""

from typing import Any

import pytest
from django.test import Client

from goals.models import Goal
from organisations.models import Organisation, User
from strategy.models import KeptContents, PlanNeed, PlanningStrategy, RequirementVerdict
from strategy.services.keeping import keep_contents
from tests import factories
from tests.pages.strategy.test_strategy_list import HTMX, browser, text

pytestmark = pytest.mark.django_db
SECRET = "Flygplatsen läggs ned"


@pytest.fixture
def region(municipality: Organisation, neighbour: Organisation) -> Organisation:
    made: Organisation = factories.OrganisationFactory(kind="region", name="Region Jämtland", is_public=True)
    Organisation.objects.filter(pk__in=[municipality.pk, neighbour.pk]).update(parent=made)
    return made


@pytest.fixture
def own(municipality: Organisation, region: Organisation) -> PlanningStrategy:
    """Being drawn up, with a verdict."""
    municipality.refresh_from_db()
    term = factories.TermFactory(organisation=municipality, elected_on="2026-09-13")
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term, title="Vårt utkast")
    factories.RequirementVerdictFactory(strategy=made, requirement="se-3-5-1", reason="Vi bygger nog.")
    return made


@pytest.fixture
def theirs(neighbour: Organisation) -> PlanningStrategy:
    """What Falun has adopted: a verdict, a stance on an open and one on a hidden plan, and a condition."""
    return adopted(neighbour, "Faluns strategi")


def adopted(organisation: Organisation, title: str) -> PlanningStrategy:
    term = factories.TermFactory(organisation=organisation)
    judged = {"comprehensive_plan_judgement": "partly_current"}
    made: PlanningStrategy = factories.AdoptedStrategyFactory(term=term, title=title, **judged)
    kind = factories.PlanTypeFactory(organisation=organisation, name="Program")
    of = {"organisation": organisation, "type": kind}
    plan = factories.PlanFactory(**of, title="Klimatprogram")
    hidden = factories.PlanFactory(**of, title="Dold plan", status="drafting")
    factories.PlanNeedFactory(strategy=made, plan=plan, reason="Målen är nya.")
    factories.PlanNeedFactory(strategy=made, plan=hidden, reason="Skäl för den dolda.")
    verdict = {"requirement": "se-3-5-1", "verdict": "not_current", "reason": "Bostäder saknas."}
    factories.RequirementVerdictFactory(strategy=made, **verdict)
    factories.ChangedConditionFactory(strategy=made, title="Gruvan växer", effect="Fler flyttar in.")
    look_ahead(made, goal=factories.GoalFactory(framework__organisation=organisation, title="Bo bra"))
    made.refresh_from_db()
    keep_contents(made)
    return made


def look_ahead(strategy: PlanningStrategy, goal: Goal) -> None:
    """A scenario, what holds under it of an open goal, of a hidden one and a hidden direction; a forecast."""
    ahead = factories.ScenarioFactory(
        strategy=strategy, title="Språnget", population=80_000, year=2040, drivers="Ny industri."
    )
    factories.RobustnessFactory(scenario=ahead, goal=goal, verdict="fails", reason="Marken tar slut.")
    working = factories.GoalFactory(framework__organisation=strategy.organisation, title="Dolda målet")
    factories.PlanFactory(
        organisation=strategy.organisation,
        status="drafting",
        framework=working.framework,
        title="Dold årsplan",
    )
    factories.RobustnessFactory(scenario=ahead, goal=working, reason="Dolda målets skäl.")
    draft = {"organisation": strategy.organisation, "status": "drafting", "type__family": "comprehensive"}
    hidden = factories.PositionFactory(
        plan=factories.PlanFactory(**draft), aspect="direction", statement="Dolda riktningen."
    )
    factories.RobustnessFactory(scenario=ahead, goal=None, position=hidden, reason="Dolda skälet.")
    forecast = {"sort": "forecast", "number": 66_000, "year": 2035, "source": "SCB"}
    factories.PopulationFigureFactory(strategy=strategy, **forecast)


def url_of(strategy: PlanningStrategy, rest: str = "") -> str:
    return f"/{strategy.organisation.slug}/strategi/{strategy.pk}/andra/{rest}"


def test_members_see_their_draft_beside_what_the_nearest_have_adopted(
    own: PlanningStrategy, theirs: PlanningStrategy, region: Organisation, politician: User
) -> None:
    adopted(region, "Regionens strategi")
    page = text(browser(politician).get(url_of(own)))
    table = page.split("Vad som bedöms")[1]
    assert "Region Jämtland Regionen Regionens strategi" in table
    assert "Falu kommun I samma region Faluns strategi" in table
    assert table.index("Region Jämtland") < table.index("Falu kommun")
    assert "Aktuell Vi bygger nog." in table
    assert "Inte aktuell Bostäder saknas." in table
    assert "Översiktsplanen i sin helhet" in table
    assert "Klimatprogram Revideras Målen är nya." in table
    assert "Gruvan växer Fler flyttar in." in table
    assert "Hur andra har bedömt" in text(browser(politician).get(f"/ostersund/strategi/{own.pk}/"))


def test_what_others_have_not_decided_or_keep_hidden_is_shown_to_nobody(
    own: PlanningStrategy, theirs: PlanningStrategy, client: Client, politician: User, stranger: User
) -> None:
    later = factories.TermFactory(organisation=theirs.organisation, elected_on="2026-09-13")
    factories.RequirementVerdictFactory(
        strategy=factories.PlanningStrategyFactory(term=later, title=SECRET), reason=SECRET
    )
    RequirementVerdict.objects.filter(strategy=theirs).update(reason=SECRET, verdict="current")
    PlanNeed.objects.filter(strategy=theirs).update(reason=SECRET)
    factories.PlanNeedFactory(strategy=theirs, plan=None, stance="new", title=SECRET,
                              type=factories.PlanTypeFactory(organisation=theirs.organisation))  # fmt: skip
    factories.ChangedConditionFactory(strategy=theirs, title=SECRET)
    PlanningStrategy.objects.filter(pk=theirs.pk).update(title="Faluns strategi")
    assert client.get(url_of(own)).status_code == 404
    decided = {"status": "adopted", "adopted_on": "2026-10-20", "reference": "KF § 1"}
    PlanningStrategy.objects.filter(pk=own.pk).update(**decided)
    for reader in (browser(politician), browser(stranger), client):
        page = text(reader.get(url_of(own)))
        assert "Bostäder saknas." in page
        assert "Målen är nya." in page
        assert "Marken tar slut." in page
        assert SECRET not in page
        assert "dolda" not in page.lower()


def test_futures_stand_beside_each_other_and_a_goal_that_both_have_judged_in_one_line(
    own: PlanningStrategy, theirs: PlanningStrategy, region: Organisation, politician: User
) -> None:
    shared = factories.GoalFactory(framework__organisation=region, title="Lika villkor")
    for organisation in (own.organisation, theirs.organisation):
        factories.FrameworkAdoptionFactory(organisation=organisation, framework=shared.framework)
    for strategy, verdict in ((own, "holds"), (theirs, "partly")):
        said = {"strategy": strategy, "title": "Stiltje", "population": None, "year": None}
        scenario = factories.ScenarioFactory(**said)
        factories.RobustnessFactory(scenario=scenario, goal=shared, verdict=verdict, reason="Det räcker.")
    KeptContents.objects.all().delete()
    keep_contents(theirs)
    page = text(browser(politician).get(url_of(own))).split("Vad som bedöms")[1]
    assert "Prognos Östersunds kommun Inget upptecknat Falu kommun 66 000 år 2035 SCB" in page
    assert "Språnget 80 000 invånare 2040 Ny industri." in page
    assert "Lika villkor Östersunds kommun Håller Stiltje: Det räcker." in page
    assert "Falu kommun Håller delvis Stiltje: Det räcker. Andra mål och utvecklingsinriktningar" in page
    assert "Bo bra Håller inte Språnget: Marken tar slut." in page


def test_an_organisation_that_is_not_public_cannot_be_chosen(
    own: PlanningStrategy, theirs: PlanningStrategy, neighbour: Organisation, politician: User
) -> None:
    Organisation.objects.filter(pk=neighbour.pk).update(is_public=False)
    page = text(browser(politician).get(url_of(own, f"?med1={neighbour.slug}")))
    assert "Falu kommun" not in page
    assert "Bostäder saknas." not in page
    assert "Ingen annan visar en antagen planeringsstrategi här" in page


def test_one_to_three_are_chosen_each_once_and_a_name_that_is_none_is_said(
    own: PlanningStrategy, theirs: PlanningStrategy, politician: User
) -> None:
    far = factories.OrganisationFactory(slug="lund", name="Lunds kommun", is_public=True)
    adopted(far, "Lunds strategi")
    page = browser(politician)
    assert "Lunds strategi" not in text(page.get(url_of(own)))
    chosen = text(page.get(url_of(own, "?med1=lund&med2=lund"), headers=HTMX))
    assert chosen.count("Lunds strategi") == 1
    assert "Faluns strategi" not in chosen
    assert "<html" not in chosen
    assert "giltigt" in text(page.get(url_of(own, "?med1=inte-har")))
    assert "Ingen är vald att jämföra med" in text(page.get(url_of(own, "?med1=&med2=&med3=")))


def test_swedish_and_norwegian_verdicts_stand_beside_each_other_by_their_own_laws(
    own: PlanningStrategy, politician: User
) -> None:
    place = factories.OrganisationFactory(slug="trondheim", country="NO", language="nb", is_public=True)
    term = factories.TermFactory(organisation=place, elected_on="2023-09-11", constituted_on="2023-10-12")
    strategy = factories.AdoptedStrategyFactory(term=term, title="Kommunal planstrategi")
    said = {"requirement": "no-arealdel", "verdict": "revised_partly", "reason": "Byen vokser."}
    factories.RequirementVerdictFactory(strategy=strategy, **said)
    strategy.refresh_from_db()
    keep_contents(strategy)
    page = text(browser(politician).get(url_of(own, "?med1=trondheim")))
    assert "pbl. §§ 10-1, 11-5" in page
    assert "Revideras delvis Byen vokser." in page
    assert "Krävs inte av landets lag" in page


def test_where_nobody_is_near_those_of_the_same_country_come_first(
    own: PlanningStrategy, politician: User
) -> None:
    adopted(factories.OrganisationFactory(slug="lund", name="Lunds kommun", is_public=True), "Lunds strategi")
    page = text(browser(politician).get(url_of(own)))
    assert "Lunds kommun Lunds strategi" in page
    assert "Aktuell Vi bygger nog." in page
    assert "Inte aktuell Bostäder saknas." in page


def test_whom_the_strategy_is_sent_to_is_near_for_members_only(
    own: PlanningStrategy, client: Client, politician: User
) -> None:
    far = factories.OrganisationFactory(slug="lund", name="Lunds kommun", is_public=True)
    adopted(far, "Lunds strategi")
    factories.StrategyRecipientFactory(strategy=own, name="Lunds kommun")
    decided = {"status": "adopted", "adopted_on": "2026-10-20", "reference": "KF § 1"}
    PlanningStrategy.objects.filter(pk=own.pk).update(**decided)
    assert "Lunds kommun På sändlistan" in text(browser(politician).get(url_of(own)))
    assert "På sändlistan" not in text(client.get(url_of(own)))


def test_as_few_queries_for_three_others_as_for_one(
    own: PlanningStrategy,
    theirs: PlanningStrategy,
    region: Organisation,
    politician: User,
    django_assert_max_num_queries: Any,
) -> None:
    adopted(region, "Regionens strategi")
    adopted(factories.OrganisationFactory(slug="lund", is_public=True), "Lunds strategi")
    reader, asked = browser(politician), f"?med1=lund&med2={region.slug}&med3={theirs.organisation.slug}"
    with django_assert_max_num_queries(10):
        assert "Lunds strategi" in text(reader.get(url_of(own, asked)))
    decided = {"status": "adopted", "adopted_on": "2026-10-20", "reference": "KF § 1"}
    PlanningStrategy.objects.filter(pk=own.pk).update(**decided)
    with django_assert_max_num_queries(10):
        assert Client().get(url_of(own, asked)).status_code == 200


def test_what_the_page_shows_of_others_is_read_over_the_api(theirs: PlanningStrategy, client: Client) -> None:
    of = f"?organisation={theirs.organisation.slug}"
    for kind, field, said in (
        ("planning-strategies", "title", "Faluns strategi"),
        ("requirement-verdicts", "reason", "Bostäder saknas."),
        ("plan-needs", "reason", "Målen är nya."),
        ("changed-conditions", "effect", "Fler flyttar in."),
    ):
        rows = client.get(f"/api/v1/{kind}/{of}").json()["results"]
        assert [row[field] for row in rows] == [said], kind
