"""Telling people of what has happened to a thing; for the services of the apps above."""

from collections.abc import Callable, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import translation

from dialogue.models import Notification
from organisations.models import Membership, Organisation, User
from organisations.policies import COORDINATING, EDITING


def tell(
    organisation: Organisation, people: Iterable[User], subject: models.Model, words: Callable[[], str]
) -> None:
    """Tell people of a thing, each in their own language: `words` is asked in each. One query.

    For services, inside their transaction; asks no policy.
    """
    about = ContentType.objects.get_for_model(subject)
    told = []
    for person in people:
        with translation.override(person.language or organisation.language):
            text = words()
        about_it = {"organisation": organisation, "subject_type": about, "subject_id": subject.pk}
        told.append(Notification(**about_it, user=person, text=text))
    Notification.objects.bulk_create(told)


def editors_of(organisation: Organisation, unit_id: int | None, *, but: User) -> list[User]:
    """Those who edit what a unit answers for, without who tells; where there are none, the coordinators.

    Two queries at most.
    """
    there = Membership.objects.filter(organisation=organisation, user__is_active=True).select_related("user")
    others = there.exclude(user=but).order_by("pk")
    of_unit = others.filter(role__in=EDITING, unit_rows__unit=unit_id) if unit_id else others.none()
    found = [membership.user for membership in of_unit]
    return found or [membership.user for membership in others.filter(role__in=COORDINATING)]
