"""What an organisation is called, where it is found, and whether the public may read."""

from dataclasses import asdict, dataclass
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.integrity import explained
from core.versions import locked, write
from organisations.events import organisation_changed
from organisations.models import Organisation, User, validate_slug_is_free
from organisations.policies import check_administers

REFUSALS = {
    "organisations_organisation_slug_key": gettext_lazy(
        "Another organisation has this address. Choose another word."
    ),
    "organisation_accent_is_colour": gettext_lazy("A colour is written as # and six figures: #1a5f7a."),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an administrator sets.

    `slug` is the first part of all addresses of the organisation's pages, `contact_email` where the public
    writes to (empty: nowhere), `open_data_licence` what it may do with what is open to it.
    """

    name: str
    slug: str
    language: str
    time_zone: str
    accent: str
    is_public: bool
    contact_email: str
    open_data_licence: str


def change_settings(
    *, organisation: Organisation, by: User, expected_version: int, settings: Settings
) -> Organisation:
    """Change how the organisation is set up. Old addresses end to work when the slug changes.

    Raises `NotAllowed`, `Changed`, or `DomainError` with the field's name, or the name of the constraint,
    as its code. Announces `organisation_changed` if anything differs.
    """
    check_administers(by, organisation)
    _check(settings)
    with explained(REFUSALS), transaction.atomic():
        stored = locked(Organisation.objects.all(), pk=organisation.pk, expected_version=expected_version)
        if write(stored, asdict(settings)):
            organisation_changed.send(sender=Organisation, organisation=stored)
    return stored


def _check(settings: Settings) -> None:
    if not settings.name.strip():
        raise DomainError(_("An organisation has a name."), code="name")
    if settings.time_zone not in available_timezones():
        raise DomainError(_("There is no such time zone."), code="time_zone")
    if settings.open_data_licence not in Organisation.Licence:
        raise DomainError(_("There is no such licence to choose."), code="open_data_licence")
    try:
        if settings.contact_email:
            validate_email(settings.contact_email)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages), code="contact_email") from error
    try:
        validate_slug(settings.slug)
        validate_slug_is_free(settings.slug)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages), code="slug") from error
