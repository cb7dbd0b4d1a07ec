import re
from datetime import timedelta

import pgtrigger
import pytest
from django.test import Client

from alignment.engine.outputs import STAGES
from alignment.models import AlignmentReport, GoalAlignment
from goals.models import Goal
from planning.models import Measure
from strategy import clock
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
URL = "/ostersund/"


def text_of(response) -> str:
    """The page's words, without markup."""
    main = response.content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_the_headline_is_the_mean_of_the_own_goals(client: Client, town) -> None:
    report = AlignmentReport.objects.get(organisation=town.organisation)
    mean = report.public_totals["own"]["mean_chain_score"]
    assert f"{mean:.1f}".replace(".", ",") + " av 100" in text_of(client.get(URL))


def test_goals_come_with_the_weakest_chain_first(client: Client, town) -> None:
    page = text_of(client.get(URL))
    goals = page[page.index("Egna mål, svagaste") :]
    assert goals.index("Buss till alla byar") < goals.index("Klimatneutralt 2030")
    assert "saknar målvärde" in goals


def test_each_goal_shows_the_six_stages_of_its_chain_in_words(client: Client, town) -> None:
    page = client.get(URL).content.decode()
    row = next(row for row in page.split("<tr")[1:] if "Klimatneutralt 2030" in row)
    states = re.findall(r'class="stage-cell tone-(\w+)".*?sr-only">([^<]+)<', row, re.DOTALL)
    stored = GoalAlignment.objects.get(goal=town.climate)
    assert [tone for tone, _word in states] == [getattr(stored, stage) for stage in STAGES]
    assert all(word.strip() for _tone, word in states)


def test_adopted_frameworks_stand_apart_with_a_score_of_their_own(client: Client, town) -> None:
    own = text_of(client.get(URL))
    adoption = factories.FrameworkAdoptionFactory(
        organisation=town.organisation, framework__title="Miljömålen"
    )
    factories.GoalFactory(framework=adoption.framework, title="Giftfri miljö")
    town.recompute()
    page = text_of(client.get(URL))
    own_goals, others = page[page.index("Egna mål, svagaste") :].split("Andras mål som vi följer")
    assert "Giftfri miljö" in others
    assert "Giftfri miljö" not in own_goals
    assert re.findall(r"[\d,]+ av 100", page)[0] == re.findall(r"[\d,]+ av 100", own)[0]


def test_what_politicians_decide_is_a_sentence_with_links(client: Client, town) -> None:
    page = client.get(URL).content.decode()
    assert re.search(
        r"Ingen gällande plan tar upp målet <a href=\"/ostersund/mal/ostersund/mal/buss/\"", page
    )


def test_the_three_questions_are_answered_with_figures(client: Client, town) -> None:
    page = text_of(client.get(URL))
    assert "1 åtgärd pågår" in page
    assert "0 av 1 målvärden" in page
    assert "12 miljoner kr" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_officers_findings_are_counted_by_unit_with_links_to_the_lists(client: Client, town) -> None:
    page = client.get(URL).content.decode()
    assert re.search(r"/ostersund/brister/\?unit=[\w-]+&amp;decides=officers&amp;code=goal_behind", page)


def test_the_public_sees_nothing_of_a_draft(client: Client, town) -> None:
    assert SECRET not in client.get(URL).content.decode()


def test_an_earlier_report_is_compared_with(log_in, town, politician) -> None:
    with pgtrigger.ignore("alignment.AlignmentReport:frozen"):
        AlignmentReport.objects.update(on=town.organisation.today() - timedelta(days=40))
    Measure.objects.filter(key="m1").update(status="cancelled")
    town.recompute()
    page = text_of(log_in(politician).get(URL))
    assert "ned −" in page
    assert "för en månad sedan" in page


def test_a_reader_compares_with_the_start_of_the_term(client: Client, town) -> None:
    elected_on = clock.last_election(clock.SWEDEN, town.organisation.today())
    with pgtrigger.ignore("alignment.AlignmentReport:frozen"):
        AlignmentReport.objects.update(on=elected_on)
    Measure.objects.filter(key="m1").update(status="cancelled")
    town.recompute()
    assert "mandatperiodens början" not in text_of(client.get(URL))
    factories.TermFactory(organisation=town.organisation, elected_on=elected_on)
    response = client.get(f"{URL}?sedan=term")
    assert 'value="term" selected>mandatperiodens början' in response.content.decode()
    assert "ned −" in text_of(response)


def test_the_first_report_says_that_there_is_nothing_to_compare_with(client: Client, town) -> None:
    assert "Det här är den första rapporten" in text_of(client.get(URL))


def test_an_organisation_without_a_report_is_told_what_happens_next(client: Client, municipality) -> None:
    assert "Det finns ingen rapport ännu" in text_of(client.get(URL))


def test_htmx_gets_the_live_part_only(client: Client, town) -> None:
    page = client.get(URL, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "Klimatneutralt 2030" in page


def test_a_new_goal_shows_in_the_next_report(client: Client, town) -> None:
    Goal.objects.create(framework=town.framework, key="ny", title="Levande sjöar")
    town.recompute()
    assert "Levande sjöar" in text_of(client.get(URL))


def test_ten_queries_are_enough_with_decisions_to_make_and_an_earlier_report_to_compare_with(
    log_in, town, politician, django_assert_max_num_queries
) -> None:
    for number in range(30):
        goal = factories.GoalFactory(framework=town.framework, title=f"Mål {number}")
        plan = factories.PlanFactory(organisation=town.organisation, valid_to="2024-01-01")
        factories.ContributionFactory(position__plan=plan, goal=goal, strength=-3)
    town.recompute()
    client = log_in(politician)
    with django_assert_max_num_queries(10):
        page = text_of(client.get(URL))
    assert "motverkar" in page
    assert "sedan" in page
