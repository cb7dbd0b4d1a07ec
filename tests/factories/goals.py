"""Factories of goals, what is measured of them, and what is known."""

import factory
from factory.django import DjangoModelFactory

from goals import models
from tests.factories.organisations import OrganisationFactory


class FrameworkFactory(DjangoModelFactory[models.Framework]):
    class Meta:
        model = models.Framework

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("framework-{}".format)
    title = factory.LazyAttribute(lambda f: f.key.capitalize())
    level = "municipal"


class FrameworkAdoptionFactory(DjangoModelFactory[models.FrameworkAdoption]):
    class Meta:
        model = models.FrameworkAdoption

    organisation = factory.SubFactory(OrganisationFactory)
    framework = factory.SubFactory(FrameworkFactory)


class GoalFactory(DjangoModelFactory[models.Goal]):
    class Meta:
        model = models.Goal

    framework = factory.SubFactory(FrameworkFactory)
    key = factory.Sequence("goal-{}".format)
    title = factory.LazyAttribute(lambda g: g.key.capitalize())


class GoalLinkFactory(DjangoModelFactory[models.GoalLink]):
    class Meta:
        model = models.GoalLink

    key = factory.Sequence("goal-link-{}".format)
    source = factory.SubFactory(GoalFactory)
    target = factory.SubFactory(GoalFactory, framework=factory.SelfAttribute("..source.framework"))
    recorded_by = factory.SelfAttribute("source.framework.organisation")
    relation = "contributes"


class IndicatorFactory(DjangoModelFactory[models.Indicator]):
    class Meta:
        model = models.Indicator

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("indicator-{}".format)
    title = factory.LazyAttribute(lambda i: i.key.capitalize())
    direction = "up"


class TargetFactory(DjangoModelFactory[models.Target]):
    class Meta:
        model = models.Target

    key = factory.Sequence("target-{}".format)
    goal = factory.SubFactory(GoalFactory)
    recorded_by = factory.SelfAttribute("goal.framework.organisation")
    indicator = factory.SubFactory(IndicatorFactory, organisation=factory.SelfAttribute("..recorded_by"))
    year = 2030
    value = 100


class ObservationFactory(DjangoModelFactory[models.Observation]):
    class Meta:
        model = models.Observation

    indicator = factory.SubFactory(IndicatorFactory)
    organisation = factory.SelfAttribute("indicator.organisation")
    recorded_by = factory.SelfAttribute("organisation")
    year = 2025
    value = 50


class EvidenceFactory(DjangoModelFactory[models.Evidence]):
    class Meta:
        model = models.Evidence

    organisation = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence("Underlag {}".format)
    source = "https://example.org/"
