"""Factories of organisations, their units and people."""

import factory
from factory.django import DjangoModelFactory

from organisations import models


class OrganisationFactory(DjangoModelFactory[models.Organisation]):
    class Meta:
        model = models.Organisation

    key = factory.Sequence("kommun-{}".format)
    slug = factory.SelfAttribute("key")
    name = factory.LazyAttribute(lambda o: o.key.capitalize())
    kind = "municipality"
    country = "SE"


class UnitFactory(DjangoModelFactory[models.Unit]):
    class Meta:
        model = models.Unit

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence("unit-{}".format)
    name = factory.LazyAttribute(lambda u: u.key.capitalize())
    kind = "department"


class UserFactory(DjangoModelFactory[models.User]):
    class Meta:
        model = models.User
        skip_postgeneration_save = True

    email = factory.Sequence("person-{}@example.org".format)
    name = factory.Sequence("Person {}".format)
    password = factory.django.Password("correct horse battery staple")


class MembershipFactory(DjangoModelFactory[models.Membership]):
    class Meta:
        model = models.Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "reader"
