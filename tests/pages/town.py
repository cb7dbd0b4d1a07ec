"""A small town for the tests of pages: two own goals, a plan in force, a secret draft, and its report."""

from dataclasses import dataclass

from alignment.services.recomputing import recompute_report
from goals.models import Framework, Goal
from organisations.models import Organisation, Unit
from planning.models import Plan
from tests import factories

SECRET = "Hemligt utkast om flygplatsen"


@dataclass(frozen=True)
class Town:
    organisation: Organisation
    framework: Framework
    climate: Goal
    """Taken up by the programme, with a measure under way and a target that is behind."""
    buses: Goal
    """Taken up by nothing in force; the secret draft contributes to it."""
    programme: Plan
    draft: Plan

    def recompute(self) -> None:
        recompute_report(organisation_id=self.organisation.pk, always=True)


def build(organisation: Organisation, unit: Unit) -> Town:
    framework = factories.FrameworkFactory(organisation=organisation, key="mal", title="Kommunens mål")
    climate = factories.GoalFactory(framework=framework, key="klimat", code="1", title="Klimatneutralt 2030")
    buses = factories.GoalFactory(framework=framework, key="buss", code="2", title="Buss till alla byar")
    programme = factories.PlanFactory(
        organisation=organisation,
        key="klimatprogram",
        title="Klimatprogram",
        unit=unit,
        valid_from="2024-01-01",
    )
    position = factories.PositionFactory(
        plan=programme, key="p1", statement="Bygg ut fjärrvärmen.", unit=unit
    )
    measure = factories.MeasureFactory(
        plan=programme,
        key="m1",
        title="Ny panna",
        status="ongoing",
        funding="decided",
        cost=12_000_000,
        unit=unit,
    )
    factories.BudgetLineFactory(measure=measure, year=2027, amount=5_000_000, status="decided")
    measure.implementation_rows.create(position=position)
    factories.ContributionFactory(position=position, goal=climate, strength=3, rationale="Ersätter olja.")
    draft = factories.PlanFactory(organisation=organisation, key="utkast", title=SECRET, status="drafting")
    hidden = factories.PositionFactory(plan=draft, key="p2", statement=f"{SECRET}: busslinje")
    factories.ContributionFactory(position=hidden, goal=buses, strength=2, rationale=f"{SECRET}: skäl")
    follow_up(climate)
    town = Town(organisation, framework, climate, buses, programme, draft)
    town.recompute()
    return town


def follow_up(goal: Goal) -> None:
    """A target with a baseline, and outcomes that lag behind the way to it."""
    organisation = goal.framework.organisation
    indicator = factories.IndicatorFactory(
        organisation=organisation, key="utslapp", title="Utsläpp", unit="ton", direction="down"
    )
    factories.TargetFactory(
        goal=goal, indicator=indicator, key="t1", year=2035, value=0, baseline_year=2020, baseline_value=100
    )
    for year, value in ((2022, 99), (2025, 98)):
        factories.ObservationFactory(indicator=indicator, year=year, value=value)
