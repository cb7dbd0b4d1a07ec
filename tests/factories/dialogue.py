"""Factories of what people say to each other, and of what is filed."""

import factory
from factory.django import DjangoModelFactory

from dialogue import models
from tests.factories.organisations import UserFactory
from tests.factories.planning import PlanFactory, PositionFactory


class CommentFactory(DjangoModelFactory[models.Comment]):
    class Meta:
        model = models.Comment

    subject = factory.SubFactory(PositionFactory)
    organisation = factory.LazyAttribute(lambda c: c.subject.plan.organisation)
    text = "Ska detta verkligen stå här?"


class NotificationFactory(DjangoModelFactory[models.Notification]):
    """Somebody is told of a comment, unless told otherwise."""

    class Meta:
        model = models.Notification

    user = factory.SubFactory(UserFactory)
    comment = factory.SubFactory(CommentFactory)
    subject = factory.SelfAttribute("comment.subject")
    organisation = factory.SelfAttribute("comment.organisation")
    cause = "mentioned"


class DocumentFactory(DjangoModelFactory[models.Document]):
    class Meta:
        model = models.Document

    subject = factory.SubFactory(PlanFactory)
    organisation = factory.LazyAttribute(lambda d: d.subject.organisation)
    title = "Protokoll"
    file = factory.django.FileField(filename="protokoll.pdf", data=b"%PDF-1.7")
    media_type = "application/pdf"
    size_bytes = 8
    sha256 = "0" * 64
