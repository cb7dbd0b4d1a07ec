"""Factories of the council's terms and planning strategies."""

import factory
from factory.django import DjangoModelFactory

from strategy import models
from tests.factories.goals import GoalFactory
from tests.factories.organisations import OrganisationFactory, UnitFactory
from tests.factories.planning import PlanFactory


class TermFactory(DjangoModelFactory[models.Term]):
    class Meta:
        model = models.Term

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.LazyAttribute(lambda t: str(t.elected_on)[:4])
    elected_on = "2022-09-11"


class PlanningStrategyFactory(DjangoModelFactory[models.PlanningStrategy]):
    """Being drawn up, unless told otherwise."""

    class Meta:
        model = models.PlanningStrategy

    term = factory.SubFactory(TermFactory)
    organisation = factory.SelfAttribute("term.organisation")
    key = factory.Sequence("strategi-{}".format)
    title = factory.LazyAttribute(lambda s: s.key.capitalize())


class AdoptedStrategyFactory(PlanningStrategyFactory):
    status = "adopted"
    adopted_on = "2024-05-20"
    decided_by = "Kommunfullmäktige"
    reference = "KF § 12"


class ChangedConditionFactory(DjangoModelFactory[models.ChangedCondition]):
    class Meta:
        model = models.ChangedCondition

    strategy = factory.SubFactory(PlanningStrategyFactory)
    key = factory.Sequence("forutsattning-{}".format)
    title = factory.LazyAttribute(lambda c: c.key.capitalize())


class StrategyRecipientFactory(DjangoModelFactory[models.StrategyRecipient]):
    class Meta:
        model = models.StrategyRecipient

    strategy = factory.SubFactory(AdoptedStrategyFactory)
    key = factory.Sequence("mottagare-{}".format)
    name = factory.LazyAttribute(lambda r: r.key.capitalize())
    sort = "other"


class StrategyChangeFactory(DjangoModelFactory[models.StrategyChange]):
    class Meta:
        model = models.StrategyChange

    strategy = factory.SubFactory(AdoptedStrategyFactory)
    key = factory.Sequence("andring-{}".format)
    decided_on = "2025-02-10"
    decided_by = "Kommunfullmäktige"
    reference = "KF § 7"
    summary = "Klimatprogrammet tas med."


class RequirementVerdictFactory(DjangoModelFactory[models.RequirementVerdict]):
    class Meta:
        model = models.RequirementVerdict

    strategy = factory.SubFactory(PlanningStrategyFactory)
    requirement = "se-3-3"
    verdict = "current"
    reason = "Håller."


class PlanNeedFactory(DjangoModelFactory[models.PlanNeed]):
    """A stance on a plan of the same organisation, unless told otherwise."""

    class Meta:
        model = models.PlanNeed

    strategy = factory.SubFactory(PlanningStrategyFactory)
    plan = factory.SubFactory(PlanFactory, organisation=factory.SelfAttribute("..strategy.organisation"))
    key = factory.Sequence("behov-{}".format)
    stance = "revise"


class SituationReportFactory(DjangoModelFactory[models.SituationReport]):
    """Of a unit of the same organisation, unless told otherwise."""

    class Meta:
        model = models.SituationReport

    organisation = factory.SubFactory(OrganisationFactory)
    unit = factory.SubFactory(UnitFactory, organisation=factory.SelfAttribute("..organisation"))
    key = factory.Sequence("rapport-{}".format)
    year = 2026


class CooperationFactory(DjangoModelFactory[models.Cooperation]):
    class Meta:
        model = models.Cooperation

    report = factory.SubFactory(SituationReportFactory)
    organisation = factory.SelfAttribute("report.organisation")
    unit = factory.SubFactory(UnitFactory, organisation=factory.SelfAttribute("..organisation"))
    key = factory.Sequence("samverkan-{}".format)
    title = factory.LazyAttribute(lambda c: c.key.capitalize())


class CapacityFactory(DjangoModelFactory[models.Capacity]):
    class Meta:
        model = models.Capacity

    strategy = factory.SubFactory(PlanningStrategyFactory)
    unit = factory.SubFactory(UnitFactory, organisation=factory.SelfAttribute("..strategy.organisation"))
    first = "2023-Q1"
    last = "2023-Q4"
    person_months = 3


class ScenarioFactory(DjangoModelFactory[models.Scenario]):
    class Meta:
        model = models.Scenario

    strategy = factory.SubFactory(PlanningStrategyFactory)
    organisation = factory.SelfAttribute("strategy.organisation")
    key = factory.Sequence("scenario-{}".format)
    title = factory.LazyAttribute(lambda s: s.key.capitalize())


class RobustnessFactory(DjangoModelFactory[models.Robustness]):
    """Of a goal of the same organisation, unless told otherwise."""

    class Meta:
        model = models.Robustness

    scenario = factory.SubFactory(ScenarioFactory)
    goal = factory.SubFactory(
        GoalFactory, framework__organisation=factory.SelfAttribute("...scenario.organisation")
    )
    verdict = "holds"
    reason = "Håller."


class PopulationFigureFactory(DjangoModelFactory[models.PopulationFigure]):
    class Meta:
        model = models.PopulationFigure

    strategy = factory.SubFactory(PlanningStrategyFactory)
    sort = "goal"
    number = 75_000
    year = 2040
