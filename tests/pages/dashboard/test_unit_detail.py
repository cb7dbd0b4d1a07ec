import re
from datetime import timedelta

import pgtrigger
import pytest
from django.test import Client

from alignment.engine import STAGES
from alignment.models import AlignmentReport, GoalAlignment
from goals.models import Goal
from organisations.models import Unit
from pages.dashboard.views import MOST_PLANS
from planning.models import Measure, Plan
from tests import factories
from tests.pages.dashboard.test_overview import text_of
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(town: Town, department: Unit) -> Unit:
    """A board above the department of the programme; it answers for the goal that nothing takes up."""
    board = factories.UnitFactory(
        organisation=town.organisation, key="ksn", name="Samhällsnämnden", kind="committee"
    )
    Unit.objects.filter(pk=department.pk).update(parent=board)
    Goal.objects.filter(pk=town.buses.pk).update(unit=board)
    town.recompute()
    return board


def url(unit: Unit) -> str:
    return f"/ostersund/enhet/{unit.key}/"


def part(page: str, heading: str) -> str:
    """What stands under a heading."""
    return page[page.index(heading) :].split("<h2", 1)[0].split("</section>", 1)[0]


def test_the_score_is_the_mean_of_the_goals_that_the_unit_answers_for(
    client: Client, town: Town, board: Unit
) -> None:
    Goal.objects.filter(pk=town.climate.pk).update(unit=board)
    town.recompute()
    scores = GoalAlignment.objects.filter(goal__in=[town.buses, town.climate])
    mean = sum(row.chain_score for row in scores) / 2
    page = text_of(client.get(url(board)))
    assert f"{mean:.1f}".replace(".", ",") + " av 100" in page
    assert "Medelvärde för de 2 av organisationens mål" in page


def test_the_trend_compares_the_goals_that_the_earlier_report_had_too(
    log_in, town: Town, board: Unit, politician
) -> None:
    with pgtrigger.ignore("alignment.AlignmentReport:frozen"):
        AlignmentReport.objects.update(on=town.organisation.today() - timedelta(days=40))
    before = GoalAlignment.objects.get(goal=town.buses).chain_score
    factories.GoalFactory(framework=town.framework, unit=board, title="Nytt utan något")
    factories.ContributionFactory(position__plan=town.programme, goal=town.buses, strength=3)
    town.recompute()
    after = GoalAlignment.objects.get(goal=town.buses).chain_score
    assert after > before
    assert f"upp +{after - before} sedan" in text_of(log_in(politician).get(url(board)))


def test_goals_that_it_answers_for_stand_apart_from_those_it_bears_on(
    client: Client, town: Town, board: Unit
) -> None:
    page = client.get(url(board)).content.decode()
    own, others = part(page, 'id="goals-title"'), part(page, 'id="borne-on-title"')
    assert "Buss till alla byar" in own
    assert "Klimatneutralt 2030" not in own
    assert "Klimatneutralt 2030" in others
    states = re.findall(r'class="stage-cell tone-(\w+)".*?sr-only">([^<]+)<', others, re.DOTALL)
    stored = GoalAlignment.objects.get(goal=town.climate)
    assert [tone for tone, _word in states] == [getattr(stored, stage) for stage in STAGES]


def test_what_lies_under_a_board_counts_and_is_named(
    client: Client, town: Town, board: Unit, department: Unit
) -> None:
    page = client.get(url(board)).content.decode()
    assert f'href="{url(department)}"' in page
    assert "Klimatprogram" in part(page, 'id="plans-title"')
    assert "1 åtgärd pågår" in text_of(client.get(url(department)))


def test_a_measure_in_another_s_plan_makes_its_unit_bear_on_the_goal(
    client: Client, town: Town, other_department: Unit
) -> None:
    assert "Klimatneutralt 2030" not in text_of(client.get(url(other_department)))
    measure = factories.MeasureFactory(
        plan=town.programme,
        title="Elbuss",
        unit=other_department,
        end="2025-01-01",
        funding="applied",
    )
    measure.implementation_rows.create(position=town.programme.positions.get(key="p1"))
    town.recompute()
    page = client.get(url(other_department)).content.decode()
    assert "Klimatneutralt 2030" in part(page, 'id="borne-on-title"')
    assert "Klimatprogram" not in part(page, 'id="plans-title"')
    late = part(page, 'id="late-title"')
    assert "Elbuss" in late
    assert "skulle ha varit klar 1 januari 2025" in late


def test_overdue_measures_come_first_then_unpaid_ones_by_their_end(
    client: Client, town: Town, other_department: Unit
) -> None:
    in_plan = {"plan": town.programme, "unit": other_department}
    for title, end, status, funding in (
        ("Obetald utan slut", None, "planned", "unknown"),
        ("Obetald snart", "2099-01-01", "planned", "unfunded"),
        ("Försenad och obetald", "2024-06-01", "ongoing", "applied"),
        ("Försenad men betald", "2024-01-01", "paused", "decided"),
        ("Gjord", "2024-01-01", "done", "unfunded"),
        ("Inställd", "2024-01-01", "cancelled", "unfunded"),
        ("I tid och betald", "2099-01-01", "ongoing", "within_budget"),
    ):
        factories.MeasureFactory(**in_plan, title=title, end=end, status=status, funding=funding)
    town.recompute()
    late = part(client.get(url(other_department)).content.decode(), 'id="late-title"')
    rows = re.findall(r">((?:Obetald|Försenad|Gjord|Inställd|I tid)[^<]*)</a>", late)
    assert rows == ["Försenad men betald", "Försenad och obetald", "Obetald snart", "Obetald utan slut"]


def test_what_politicians_decide_stands_apart_from_what_officers_mend(
    client: Client, town: Town, board: Unit, department: Unit
) -> None:
    page = client.get(url(board)).content.decode()
    assert re.search(r"Ingen gällande plan tar upp målet .*Buss till alla byar", part(page, 'id="decisions-'))
    assert "tar upp målet" not in text_of(client.get(url(department)))


def test_the_public_sees_no_draft_and_no_conflict_of_the_unit(
    log_in, client: Client, town: Town, board: Unit, politician
) -> None:
    Plan.objects.filter(pk=town.draft.pk).update(unit=board)
    conflict = factories.ConflictFactory(organisation=town.organisation, title="Flyg mot klimat", unit=board)
    conflict.plan_rows.create(plan=town.draft)
    town.recompute()
    public = client.get(url(board)).content.decode()
    assert SECRET not in public
    assert "Flyg mot klimat" not in public
    seen = log_in(politician).get(url(board)).content.decode()
    assert SECRET in part(seen, 'id="plans-title"')
    assert "Flyg mot klimat" in part(seen, 'id="conflicts-title"')


def test_a_unit_is_chosen_on_the_overview_without_scripts(client: Client, town: Town, board: Unit) -> None:
    page = client.get("/ostersund/").content.decode()
    chooser = page[page.index('name="enhet"') :].split("</select>", 1)[0]
    assert "Hela organisationen" in chooser
    assert re.search(r">Samhällsnämnden</option>\s*<option[^>]*>\s+Samhällsbyggnad<", chooser)
    assert client.get("/ostersund/?enhet=ksn")["Location"] == url(board)
    for nonsense in ("", "finns-inte", "\0", "Ä/ö"):
        assert client.get("/ostersund/", {"enhet": nonsense}).status_code == 200


def test_another_municipality_s_unit_is_not_found(client: Client, town: Town, neighbour) -> None:
    factories.UnitFactory(organisation=neighbour, key="falun-namnd")
    assert client.get("/ostersund/enhet/falun-namnd/").status_code == 404
    assert client.get("/ostersund/enhet/finns-inte/").status_code == 404


def test_without_a_report_the_unit_is_told_what_happens_next(client: Client, department: Unit) -> None:
    assert "Det finns ingen rapport ännu" in text_of(client.get(url(department)))


def test_htmx_gets_the_live_part_only(client: Client, town: Town, board: Unit) -> None:
    page = client.get(url(board), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "Buss till alla byar" in page


def test_from_what_it_answers_for_one_comes_to_the_unit(client: Client, town: Town, board: Unit) -> None:
    Plan.objects.update(unit=board)
    Measure.objects.update(unit=board)
    town.recompute()
    link = f'<a href="{url(board)}">Samhällsnämnden</a>'
    for page in ("mal/ostersund/mal/buss", "planer/klimatprogram", "planer", "atgarder/m1", "brister"):
        assert link in client.get(f"/ostersund/{page}/").content.decode(), page


def test_more_goals_plans_and_measures_take_no_more_queries(
    log_in, town: Town, board: Unit, politician, django_assert_max_num_queries
) -> None:
    for number in range(3):
        goal = factories.GoalFactory(framework=town.framework, unit=board)
        plan = factories.PlanFactory(organisation=town.organisation, unit=town.programme.unit)
        factories.ContributionFactory(position__plan=plan, goal=goal, strength=-3)
        factories.MeasureFactory(plan=plan, title=f"Försenad {number}", end="2024-01-01")
        factories.ConflictFactory(organisation=town.organisation, unit=board)
    town.recompute()
    client = log_in(politician)
    with django_assert_max_num_queries(10):
        client.get(url(board))


def test_the_weakest_plans_of_many_are_shown_and_all_of_them_a_click_away(
    log_in, town: Town, board: Unit, politician
) -> None:
    for number in range(MOST_PLANS + 1):
        factories.PlanFactory(organisation=town.organisation, unit=board, title=f"Plan {number:02}")
    client = log_in(politician)
    first = part(client.get(url(board)).content.decode(), 'id="plans-title"')
    found = re.search(r'href="(\?planer=alla)#plans-title">Och (\d) planer till', first)
    assert first.count('scope="row"') == MOST_PLANS
    assert found
    every = part(client.get(url(board) + found[1]).content.decode(), 'id="plans-title"')
    assert every.count('scope="row"') == MOST_PLANS + int(found[2])
    assert "Plan 00" in every
    assert "every-plan" not in every
