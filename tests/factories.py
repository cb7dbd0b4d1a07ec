"""Factories of every record, by explicit import. Defaults are the plainest thing that is valid."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from dialogue import models as dialogue
from goals import models as goals
from organisations import models as organisations
from planning import models as planning
from strategy import models as strategy


class OrganisationFactory(DjangoModelFactory[organisations.Organisation]):
    class Meta:
        model = organisations.Organisation

    key = factory.Sequence("kommun-{}".format)
    slug = factory.SelfAttribute("key")
    name = factory.LazyAttribute(lambda o: o.key.capitalize())
    kind = "municipality"
    country = "SE"


class UnitFactory(DjangoModelFactory[organisations.Unit]):
    class Meta:
        model = organisations.Unit

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("unit-{}".format)
    name = factory.LazyAttribute(lambda u: u.key.capitalize())
    kind = "department"


class UserFactory(DjangoModelFactory[organisations.User]):
    class Meta:
        model = organisations.User
        skip_postgeneration_save = True

    email = factory.Sequence("person-{}@example.org".format)
    name = factory.Sequence("Person {}".format)
    password = factory.django.Password("correct horse battery staple")


class MembershipFactory(DjangoModelFactory[organisations.Membership]):
    class Meta:
        model = organisations.Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "reader"


class FrameworkFactory(DjangoModelFactory[goals.Framework]):
    class Meta:
        model = goals.Framework

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("framework-{}".format)
    title = factory.LazyAttribute(lambda f: f.key.capitalize())
    level = "municipal"


class FrameworkAdoptionFactory(DjangoModelFactory[goals.FrameworkAdoption]):
    class Meta:
        model = goals.FrameworkAdoption

    organisation = factory.SubFactory(OrganisationFactory)
    framework = factory.SubFactory(FrameworkFactory)


class GoalFactory(DjangoModelFactory[goals.Goal]):
    class Meta:
        model = goals.Goal

    framework = factory.SubFactory(FrameworkFactory)
    key = factory.Sequence("goal-{}".format)
    title = factory.LazyAttribute(lambda g: g.key.capitalize())


class GoalLinkFactory(DjangoModelFactory[goals.GoalLink]):
    class Meta:
        model = goals.GoalLink

    key = factory.Sequence("goal-link-{}".format)
    source = factory.SubFactory(GoalFactory)
    target = factory.SubFactory(GoalFactory, framework=factory.SelfAttribute("..source.framework"))
    recorded_by = factory.SelfAttribute("source.framework.organisation")
    relation = "contributes"


class IndicatorFactory(DjangoModelFactory[goals.Indicator]):
    class Meta:
        model = goals.Indicator

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("indicator-{}".format)
    title = factory.LazyAttribute(lambda i: i.key.capitalize())
    direction = "up"


class TargetFactory(DjangoModelFactory[goals.Target]):
    class Meta:
        model = goals.Target

    key = factory.Sequence("target-{}".format)
    goal = factory.SubFactory(GoalFactory)
    recorded_by = factory.SelfAttribute("goal.framework.organisation")
    indicator = factory.SubFactory(IndicatorFactory, organisation=factory.SelfAttribute("..recorded_by"))
    year = 2030
    value = 100


class ObservationFactory(DjangoModelFactory[goals.Observation]):
    class Meta:
        model = goals.Observation

    indicator = factory.SubFactory(IndicatorFactory)
    organisation = factory.SelfAttribute("indicator.organisation")
    recorded_by = factory.SelfAttribute("organisation")
    year = 2025
    value = 50


class EvidenceFactory(DjangoModelFactory[goals.Evidence]):
    class Meta:
        model = goals.Evidence

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence("Underlag {}".format)
    source = "https://example.org/"


class PlanTypeFactory(DjangoModelFactory[planning.PlanType]):
    class Meta:
        model = planning.PlanType

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("type-{}".format)
    name = "Program"
    family = "programme"


class PlanFactory(DjangoModelFactory[planning.Plan]):
    class Meta:
        model = planning.Plan

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("plan-{}".format)
    title = factory.LazyAttribute(lambda p: p.key.capitalize())
    type = factory.SubFactory(PlanTypeFactory, organisation=factory.SelfAttribute("..organisation"))
    status = "in_force"


class PlanAdoptionFactory(DjangoModelFactory[planning.PlanAdoption]):
    class Meta:
        model = planning.PlanAdoption

    organisation = factory.SubFactory(OrganisationFactory)
    plan = factory.SubFactory(PlanFactory)


class PlanEventFactory(DjangoModelFactory[planning.PlanEvent]):
    class Meta:
        model = planning.PlanEvent

    plan = factory.SubFactory(PlanFactory)
    on = "2026-01-15"
    title = "Antagen"


class PartFactory(DjangoModelFactory[Any]):
    class Meta:
        abstract = True

    plan = factory.SubFactory(PlanFactory)
    organisation = factory.SelfAttribute("plan.organisation")


class SectionFactory(PartFactory):
    class Meta:
        model = planning.Section

    key = factory.Sequence("section-{}".format)
    heading = factory.LazyAttribute(lambda s: s.key.capitalize())


class PositionFactory(PartFactory):
    class Meta:
        model = planning.Position

    key = factory.Sequence("position-{}".format)
    statement = factory.LazyAttribute(lambda p: f"Ställningstagande {p.key}.")


class MeasureFactory(PartFactory):
    class Meta:
        model = planning.Measure

    key = factory.Sequence("measure-{}".format)
    title = factory.LazyAttribute(lambda m: f"Åtgärd {m.key}")
    status = "planned"


class StatusUpdateFactory(DjangoModelFactory[planning.StatusUpdate]):
    class Meta:
        model = planning.StatusUpdate

    measure = factory.SubFactory(MeasureFactory)
    on = "2026-04-30"
    status = "ongoing"


class BudgetLineFactory(DjangoModelFactory[planning.BudgetLine]):
    class Meta:
        model = planning.BudgetLine

    measure = factory.SubFactory(MeasureFactory)
    year = 2027
    amount = 1_000_000


class ContributionFactory(DjangoModelFactory[planning.Contribution]):
    """A position's contribution to a goal of its own organisation, unless told otherwise."""

    class Meta:
        model = planning.Contribution

    position = factory.SubFactory(PositionFactory)
    goal = factory.SubFactory(
        GoalFactory, framework__organisation=factory.SelfAttribute("...position.plan.organisation")
    )
    recorded_by = factory.SelfAttribute("position.plan.organisation")
    strength = 2


class PlanLinkFactory(DjangoModelFactory[planning.PlanLink]):
    class Meta:
        model = planning.PlanLink

    source = factory.SubFactory(PlanFactory)
    target = factory.SubFactory(PlanFactory, organisation=factory.SelfAttribute("..source.organisation"))
    recorded_by = factory.SelfAttribute("source.organisation")
    relation = "based_on"


class PositionLinkFactory(DjangoModelFactory[planning.PositionLink]):
    class Meta:
        model = planning.PositionLink

    source = factory.SubFactory(PositionFactory)
    target = factory.SubFactory(
        PositionFactory, plan__organisation=factory.SelfAttribute("...source.plan.organisation")
    )
    recorded_by = factory.SelfAttribute("source.plan.organisation")
    relation = "supports"


class HandOverFactory(DjangoModelFactory[planning.HandOver]):
    class Meta:
        model = planning.HandOver

    source = factory.SubFactory(PositionFactory, spatial=True)
    target = factory.SubFactory(
        PositionFactory,
        plan__organisation=factory.SelfAttribute("...source.plan.organisation"),
        plan__type__family="comprehensive",
    )
    recorded_by = factory.SelfAttribute("source.plan.organisation")


class CommissionFactory(DjangoModelFactory[planning.Commission]):
    class Meta:
        model = planning.Commission

    position = factory.SubFactory(PositionFactory, plan__type__family="comprehensive", aspect="direction")
    organisation = factory.SelfAttribute("position.plan.organisation")
    unit = factory.SubFactory(UnitFactory, organisation=factory.SelfAttribute("..organisation"))


class LeftLinkFactory(DjangoModelFactory[planning.LeftLink]):
    class Meta:
        model = planning.LeftLink

    recorded_by = factory.SubFactory(OrganisationFactory)
    end = "positionlink-target"
    link_id = factory.Sequence(int)


class ConflictFactory(DjangoModelFactory[planning.Conflict]):
    class Meta:
        model = planning.Conflict

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("conflict-{}".format)
    title = factory.LazyAttribute(lambda c: c.key.capitalize())
    status = "identified"


class TermFactory(DjangoModelFactory[strategy.Term]):
    class Meta:
        model = strategy.Term

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.LazyAttribute(lambda t: str(t.elected_on)[:4])
    elected_on = "2022-09-11"


class PlanningStrategyFactory(DjangoModelFactory[strategy.PlanningStrategy]):
    """Being drawn up, unless told otherwise."""

    class Meta:
        model = strategy.PlanningStrategy

    term = factory.SubFactory(TermFactory)
    organisation = factory.SelfAttribute("term.organisation")
    key = factory.Sequence("strategi-{}".format)
    title = factory.LazyAttribute(lambda s: s.key.capitalize())


class AdoptedStrategyFactory(PlanningStrategyFactory):
    status = "adopted"
    adopted_on = "2024-05-20"
    decided_by = "Kommunfullmäktige"
    reference = "KF § 12"


class ChangedConditionFactory(DjangoModelFactory[strategy.ChangedCondition]):
    class Meta:
        model = strategy.ChangedCondition

    strategy = factory.SubFactory(PlanningStrategyFactory)
    key = factory.Sequence("forutsattning-{}".format)
    title = factory.LazyAttribute(lambda c: c.key.capitalize())


class StrategyRecipientFactory(DjangoModelFactory[strategy.StrategyRecipient]):
    class Meta:
        model = strategy.StrategyRecipient

    strategy = factory.SubFactory(AdoptedStrategyFactory)
    key = factory.Sequence("mottagare-{}".format)
    name = factory.LazyAttribute(lambda r: r.key.capitalize())
    sort = "other"


class StrategyChangeFactory(DjangoModelFactory[strategy.StrategyChange]):
    class Meta:
        model = strategy.StrategyChange

    strategy = factory.SubFactory(AdoptedStrategyFactory)
    key = factory.Sequence("andring-{}".format)
    decided_on = "2025-02-10"
    decided_by = "Kommunfullmäktige"
    reference = "KF § 7"
    summary = "Klimatprogrammet tas med."


class RequirementVerdictFactory(DjangoModelFactory[strategy.RequirementVerdict]):
    class Meta:
        model = strategy.RequirementVerdict

    strategy = factory.SubFactory(PlanningStrategyFactory)
    requirement = "se-3-3"
    verdict = "current"
    reason = "Håller."


class PlanNeedFactory(DjangoModelFactory[strategy.PlanNeed]):
    """A stance on a plan of the same organisation, unless told otherwise."""

    class Meta:
        model = strategy.PlanNeed

    strategy = factory.SubFactory(PlanningStrategyFactory)
    plan = factory.SubFactory(PlanFactory, organisation=factory.SelfAttribute("..strategy.organisation"))
    key = factory.Sequence("behov-{}".format)
    stance = "revise"


class SituationReportFactory(DjangoModelFactory[strategy.SituationReport]):
    """Of a unit of the same organisation, unless told otherwise."""

    class Meta:
        model = strategy.SituationReport

    organisation = factory.SubFactory(OrganisationFactory)
    unit = factory.SubFactory(UnitFactory, organisation=factory.SelfAttribute("..organisation"))
    key = factory.Sequence("rapport-{}".format)
    year = 2026


class CooperationFactory(DjangoModelFactory[strategy.Cooperation]):
    class Meta:
        model = strategy.Cooperation

    report = factory.SubFactory(SituationReportFactory)
    organisation = factory.SelfAttribute("report.organisation")
    unit = factory.SubFactory(UnitFactory, organisation=factory.SelfAttribute("..organisation"))
    key = factory.Sequence("samverkan-{}".format)
    title = factory.LazyAttribute(lambda c: c.key.capitalize())


class CapacityFactory(DjangoModelFactory[strategy.Capacity]):
    class Meta:
        model = strategy.Capacity

    strategy = factory.SubFactory(PlanningStrategyFactory)
    unit = factory.SubFactory(UnitFactory, organisation=factory.SelfAttribute("..strategy.organisation"))
    first = "2023-Q1"
    last = "2023-Q4"
    person_months = 3


class ScenarioFactory(DjangoModelFactory[strategy.Scenario]):
    class Meta:
        model = strategy.Scenario

    strategy = factory.SubFactory(PlanningStrategyFactory)
    organisation = factory.SelfAttribute("strategy.organisation")
    key = factory.Sequence("scenario-{}".format)
    title = factory.LazyAttribute(lambda s: s.key.capitalize())


class RobustnessFactory(DjangoModelFactory[strategy.Robustness]):
    """Of a goal of the same organisation, unless told otherwise."""

    class Meta:
        model = strategy.Robustness

    scenario = factory.SubFactory(ScenarioFactory)
    goal = factory.SubFactory(
        GoalFactory, framework__organisation=factory.SelfAttribute("...scenario.organisation")
    )
    verdict = "holds"
    reason = "Håller."


class PopulationFigureFactory(DjangoModelFactory[strategy.PopulationFigure]):
    class Meta:
        model = strategy.PopulationFigure

    strategy = factory.SubFactory(PlanningStrategyFactory)
    sort = "goal"
    number = 75_000
    year = 2040


class CommentFactory(DjangoModelFactory[dialogue.Comment]):
    class Meta:
        model = dialogue.Comment

    subject = factory.SubFactory(PositionFactory)
    organisation = factory.LazyAttribute(lambda c: c.subject.plan.organisation)
    text = "Ska detta verkligen stå här?"


class NotificationFactory(DjangoModelFactory[dialogue.Notification]):
    """Somebody is told of a comment, unless told otherwise."""

    class Meta:
        model = dialogue.Notification

    user = factory.SubFactory(UserFactory)
    comment = factory.SubFactory(CommentFactory)
    subject = factory.SelfAttribute("comment.subject")
    organisation = factory.SelfAttribute("comment.organisation")
    cause = "mentioned"


class DocumentFactory(DjangoModelFactory[dialogue.Document]):
    class Meta:
        model = dialogue.Document

    subject = factory.SubFactory(PlanFactory)
    organisation = factory.LazyAttribute(lambda d: d.subject.organisation)
    title = "Protokoll"
    file = factory.django.FileField(filename="protokoll.pdf", data=b"%PDF-1.7")
    media_type = "application/pdf"
    size_bytes = 8
    sha256 = "0" * 64
