"""The flow through a plan and through a measure: what they are for, what carries them out, and breaks."""

import pytest

from planning.models import Measure, Plan, PlanType, Position
from planning.models.links import HandOver
from tests import factories
from tests.pages.flow.test_flow_detail import told
from tests.pages.goals.test_goal_detail import text_of
from tests.pages.town import SECRET, Town

pytestmark = pytest.mark.django_db
PLAN = "/ostersund/planer/klimatprogram/kedja/"
COST = "12\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr"
MEASURE = "/ostersund/atgarder/m1/kedja/"


@pytest.fixture
def comprehensive(town: Town) -> Plan:
    """A comprehensive plan that expects measures, and whose position the measure carries out too."""
    own = {"organisation": town.organisation}
    type_ = factories.PlanTypeFactory(**own, family=PlanType.Family.COMPREHENSIVE, key="op")
    plan = factories.PlanFactory(**own, key="op", title="Översiktsplan", type=type_)
    position = factories.PositionFactory(plan=plan, key="op1", expects_measures=True)
    factories.ContributionFactory(position=position, goal=town.buses, strength=2)
    Measure.objects.get(key="m1").implementation_rows.create(position=position)
    return plan


def test_a_plan_runs_from_its_goals_over_its_measures_to_money(town, client):
    assert told(client, PLAN) == [
        "1 Klimatneutralt 2030 Klimatprogram 3 håller",
        "Klimatprogram Ny panna 1 håller",
        "Ny panna Finansierat 1 håller",
    ]


def test_a_plan_names_the_goals_that_no_other_plan_takes_up(town, client, comprehensive):
    town.recompute()
    without = "drar sammantaget åt dessa måls håll: 1 Klimatneutralt 2030"
    assert without in text_of(client.get(PLAN))

    position = factories.PositionFactory(plan=comprehensive, key="op2")
    factories.ContributionFactory(position=position, goal=town.climate, strength=1)
    town.recompute()
    assert "drar sammantaget åt" not in text_of(client.get(PLAN))


def test_what_a_sector_hands_over_runs_into_the_comprehensive_plan_from_both_ends(
    town, client, comprehensive
):
    source, target = Position.objects.get(key="p1"), Position.objects.get(key="op1")
    factories.HandOverFactory(source=source, target=target, state=HandOver.State.ACCEPTED)
    town.recompute()

    for page in (PLAN, "/ostersund/planer/op/kedja/", MEASURE):
        assert "Klimatprogram Översiktsplan 1 håller" in told(client, page), page


def test_spatial_positions_that_stay_outside_break_the_chain(town, client):
    Position.objects.filter(key="p1").update(spatial=True)

    assert "Klimatprogram Inte i översiktsplanen 1 kedjan bryts här" in told(client, PLAN)


def test_positions_that_wait_for_somebody_to_carry_them_out_break_the_chain(town, client, comprehensive):
    factories.PositionFactory(plan=comprehensive, key="op2", expects_measures=True)

    assert "Översiktsplan Ingen åtgärd 1 kedjan bryts här" in told(client, "/ostersund/planer/op/kedja/")


def test_a_measure_runs_from_the_goals_of_the_positions_that_it_carries_out(town, client, comprehensive):
    town.recompute()

    assert sorted(told(client, MEASURE)) == [
        "1 Klimatneutralt 2030 Klimatprogram 3 håller",
        "2 Buss till alla byar Översiktsplan 2 håller",
        "Klimatprogram Ny panna 3 håller",
        f"Ny panna Finansierat: {COST} 5 håller",
        "Översiktsplan Ny panna 2 håller",
    ]


def test_what_a_measure_says_itself_of_a_goal_prevails_and_may_counteract_it(town, client):
    measure = Measure.objects.get(key="m1")
    measure.contributions.create(recorded_by=town.organisation, goal=town.climate, strength=-2)
    Measure.objects.update(funding="unknown")

    assert told(client, MEASURE) == [
        "1 Klimatneutralt 2030 Klimatprogram 2 motverkar målet",
        "Klimatprogram Ny panna 2 motverkar målet",
        f"Ny panna Ingen har sagt hur det finansieras: {COST} 2 kedjan bryts här",
    ]


def test_a_measure_for_no_goal_says_so(town, client):
    Position.objects.get(key="p1").contributions.all().delete()

    assert "Inget mål som du kan se Klimatprogram 1 kedjan bryts här" in told(client, MEASURE)


def test_what_is_past_or_cancelled_has_no_chain(town, client):
    Measure.objects.update(status="cancelled")
    assert "Den ingår inte i någon kedja" in text_of(client.get(MEASURE))

    Plan.objects.filter(key="klimatprogram").update(status="repealed")
    assert "Den ingår inte i någon kedja" in text_of(client.get(PLAN))


def test_drafts_are_for_members_only(town, client, log_in, politician):
    draft = factories.MeasureFactory(plan=town.draft, key="m2", title=SECRET)
    draft.implementation_rows.create(position=Position.objects.get(key="p1"))
    Measure.objects.get(key="m1").implementation_rows.create(position=Position.objects.get(key="p2"))
    town.recompute()

    for page in (PLAN, MEASURE):
        assert SECRET not in client.get(page).content.decode()
    assert client.get("/ostersund/planer/utkast/kedja/").status_code == 404
    for page in (PLAN, MEASURE, "/ostersund/planer/utkast/kedja/"):
        assert SECRET in log_in(politician).get(page).content.decode()


def test_the_plan_s_and_the_measure_s_pages_and_what_is_touched_lead_to_it(town, client):
    for page in (PLAN, MEASURE):
        own = page.removesuffix("kedja/")
        for leading in (own, f"{own}beror/"):
            assert f'href="{page}"' in client.get(leading).content.decode(), leading


def test_a_great_plan_shows_the_first_and_the_rest_together(town, client, django_assert_max_num_queries):
    for number in range(20):
        goal = factories.GoalFactory(framework=town.framework, title=f"Mål {number}")
        position = factories.PositionFactory(plan=town.programme, statement=f"Nr {number}")
        factories.ContributionFactory(position=position, goal=goal, strength=3)
        measure = factories.MeasureFactory(plan=town.programme, status="ongoing")
        measure.implementation_rows.create(position=position)
    town.recompute()

    with django_assert_max_num_queries(8):
        found = told(client, PLAN)
    assert "7 mål till Klimatprogram 21 håller" in found
    assert "Klimatprogram 4 till utan finansiering 4 håller" in found
    assert "1 åtgärd till Finansierat 1 håller" in found
    height = client.get(PLAN).context["page"].picture.height
    assert height < 1_000
    assert len(told(client, f"{PLAN}?visa=mal")) == 21
    measures = client.get(f"{PLAN}?visa=atgarder").content.decode()
    assert '<span class="count">21</span>' in measures
    assert "Kedjan bryts på 20 ställen" in measures


def test_a_plan_that_many_hand_over_to_draws_those_that_hand_over_most_and_counts_the_rest(
    town, client, comprehensive, django_assert_max_num_queries
):
    own = {"recorded_by": town.organisation, "state": HandOver.State.ACCEPTED}
    for number in range(15):
        plan = factories.PlanFactory(organisation=town.organisation, title=f"Plan {number}")
        target = factories.PositionFactory(plan=comprehensive, key=f"op1{number}", spatial=True)
        for _again in range(1 + (number == 14)):
            factories.HandOverFactory(source=factories.PositionFactory(plan=plan), target=target, **own)
    town.recompute()

    page = "/ostersund/planer/op/kedja/"
    with django_assert_max_num_queries(8):
        found = told(client, page)
    assert "Plan 14 Översiktsplan 2 håller" in found
    assert "3 planer till Översiktsplan 3 håller" in found
    assert f'href="{page}?visa=planer#table-title"' in client.get(page).content.decode()
    whole = told(client, f"{page}?visa=planer")
    assert sum("Plan " in row for row in whole) == 15


def test_measures_that_nobody_pays_for_are_drawn_before_others_that_do_as_much(town, client):
    for number in range(18):
        measure = factories.MeasureFactory(plan=town.programme, title=f"Å{number:02}", status="ongoing")
        measure.funding = "unfunded" if number > 16 else "within_budget"
        measure.save()

    found = told(client, PLAN)
    assert "Å17 Inte finansierat 1 kedjan bryts här" in found
    assert "3 åtgärder till Finansierat 3 håller" in found


def test_the_chain_of_a_plan_is_among_the_plans_and_that_of_a_goal_among_the_goals(town, client):
    goal = "/ostersund/mal/ostersund/mal/klimat/kedja/"
    for page, place in (
        (PLAN, "/ostersund/planer/"),
        (MEASURE, "/ostersund/planer/"),
        (goal, "/ostersund/mal/"),
    ):
        assert f'<a href="{place}" aria-current="true">' in client.get(page).content.decode()
