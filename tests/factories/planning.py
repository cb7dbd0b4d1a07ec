"""Factories of plans, their parts, and how they bear on goals and on each other."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from planning import models
from tests.factories.goals import GoalFactory
from tests.factories.organisations import OrganisationFactory, UnitFactory


class PlanTypeFactory(DjangoModelFactory[models.PlanType]):
    class Meta:
        model = models.PlanType

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("type-{}".format)
    name = "Program"
    family = "programme"


class PlanFactory(DjangoModelFactory[models.Plan]):
    class Meta:
        model = models.Plan

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("plan-{}".format)
    title = factory.LazyAttribute(lambda p: p.key.capitalize())
    type = factory.SubFactory(PlanTypeFactory, organisation=factory.SelfAttribute("..organisation"))
    status = "in_force"


class PlanAdoptionFactory(DjangoModelFactory[models.PlanAdoption]):
    class Meta:
        model = models.PlanAdoption

    organisation = factory.SubFactory(OrganisationFactory)
    plan = factory.SubFactory(PlanFactory)


class PlanEventFactory(DjangoModelFactory[models.PlanEvent]):
    class Meta:
        model = models.PlanEvent

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
        model = models.Section

    key = factory.Sequence("section-{}".format)
    heading = factory.LazyAttribute(lambda s: s.key.capitalize())


class PositionFactory(PartFactory):
    class Meta:
        model = models.Position

    key = factory.Sequence("position-{}".format)
    statement = factory.LazyAttribute(lambda p: f"Ställningstagande {p.key}.")


class MeasureFactory(PartFactory):
    class Meta:
        model = models.Measure

    key = factory.Sequence("measure-{}".format)
    title = factory.LazyAttribute(lambda m: f"Åtgärd {m.key}")
    status = "planned"


class StatusUpdateFactory(DjangoModelFactory[models.StatusUpdate]):
    class Meta:
        model = models.StatusUpdate

    measure = factory.SubFactory(MeasureFactory)
    on = "2026-04-30"
    status = "ongoing"


class BudgetLineFactory(DjangoModelFactory[models.BudgetLine]):
    class Meta:
        model = models.BudgetLine

    measure = factory.SubFactory(MeasureFactory)
    year = 2027
    amount = 1_000_000


class ContributionFactory(DjangoModelFactory[models.Contribution]):
    """A position's contribution to a goal of its own organisation, unless told otherwise."""

    class Meta:
        model = models.Contribution

    position = factory.SubFactory(PositionFactory)
    goal = factory.SubFactory(
        GoalFactory, framework__organisation=factory.SelfAttribute("...position.plan.organisation")
    )
    recorded_by = factory.SelfAttribute("position.plan.organisation")
    strength = 2


class PlanLinkFactory(DjangoModelFactory[models.PlanLink]):
    class Meta:
        model = models.PlanLink

    source = factory.SubFactory(PlanFactory)
    target = factory.SubFactory(PlanFactory, organisation=factory.SelfAttribute("..source.organisation"))
    recorded_by = factory.SelfAttribute("source.organisation")
    relation = "based_on"


class PositionLinkFactory(DjangoModelFactory[models.PositionLink]):
    class Meta:
        model = models.PositionLink

    source = factory.SubFactory(PositionFactory)
    target = factory.SubFactory(
        PositionFactory, plan__organisation=factory.SelfAttribute("...source.plan.organisation")
    )
    recorded_by = factory.SelfAttribute("source.plan.organisation")
    relation = "supports"


class HandOverFactory(DjangoModelFactory[models.HandOver]):
    class Meta:
        model = models.HandOver

    source = factory.SubFactory(PositionFactory, spatial=True)
    target = factory.SubFactory(
        PositionFactory,
        plan__organisation=factory.SelfAttribute("...source.plan.organisation"),
        plan__type__family="comprehensive",
    )
    recorded_by = factory.SelfAttribute("source.plan.organisation")


class CommissionFactory(DjangoModelFactory[models.Commission]):
    class Meta:
        model = models.Commission

    position = factory.SubFactory(PositionFactory, plan__type__family="comprehensive", aspect="direction")
    organisation = factory.SelfAttribute("position.plan.organisation")
    unit = factory.SubFactory(UnitFactory, organisation=factory.SelfAttribute("..organisation"))


class LeftLinkFactory(DjangoModelFactory[models.LeftLink]):
    class Meta:
        model = models.LeftLink

    recorded_by = factory.SubFactory(OrganisationFactory)
    end = "positionlink-target"
    link_id = factory.Sequence(int)


class ConflictFactory(DjangoModelFactory[models.Conflict]):
    class Meta:
        model = models.Conflict

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("conflict-{}".format)
    title = factory.LazyAttribute(lambda c: c.key.capitalize())
    status = "identified"
