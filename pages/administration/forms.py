"""Forms of the administration: shape and messages; rules live in policies and services."""

from collections.abc import Mapping, Sequence
from typing import Any, Self
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.models import Record
from organisations.models import Language, Membership, Organisation, Unit, validate_slug_is_free
from pages.differing import differing
from pages.fields import ManyField
from pages.versioned import Theirs, VersionedForm
from planning.models import PlanType

Choices = Sequence[tuple[str, str]]
#: Where municipalities of the two countries are; another zone that is set already stays.
TIME_ZONES = ("Europe/Stockholm", "Europe/Oslo")


def nothing_or_id(value: str) -> int | None:
    """The id that a choice stands for; none for the empty choice."""
    return int(value) if value else None


class UnitForm(VersionedForm):
    """A unit: name, sort, and where it stands in the tree."""

    merged_fields = ("name", "kind", "parent_id")
    name = forms.CharField(label=_("Name"), max_length=200, show_hidden_initial=True)
    kind = forms.ChoiceField(label=_("Sort"), choices=Unit.Kind, show_hidden_initial=True)
    parent_id = forms.ChoiceField(
        label=_("Stands below"),
        required=False,
        show_hidden_initial=True,
        help_text=_("Everything below the unit moves along with it."),
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent_id"]
        field.choices = [("", _("Nothing: it stands at the top")), *units]


class PlanTypeForm(VersionedForm):
    """A plan type: the organisation's own name for it, and the family that rules look at."""

    merged_fields = ("name", "family", "steering")
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        show_hidden_initial=True,
        help_text=_("As the organisation's guidelines for steering documents call it."),
    )
    family = forms.ChoiceField(
        label=_("Family"),
        choices=PlanType.Family,
        show_hidden_initial=True,
        help_text=_("What the rules look at: a comprehensive plan, for instance, is one by its family."),
    )
    steering = forms.ChoiceField(
        label=_("What it tells"),
        choices=[("", _("Not said")), *PlanType.Steering.choices],
        required=False,
        show_hidden_initial=True,
    )


class MembershipForm(VersionedForm):
    """What a person may do, and for which units."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=Membership.Role,
        show_hidden_initial=True,
        help_text=_(
            "Readers see drafts. Editors edit what their units are responsible for. Coordinators edit"
            " everything. Administrators also keep units, people and settings."
        ),
    )
    units = ManyField(label=_("Works for"), required=False)
    is_own_meant = forms.BooleanField(
        label=_("This is me: I mean to give up my own role as administrator"), required=False
    )

    def __init__(self, *args: Any, units: Choices, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["units"]
        field.choices = units
        if not is_own:
            del self.fields["is_own_meant"]

    @classmethod
    def merged(cls, sent: Mapping[str, Any], stored: Record, **kwargs: Any) -> Self:
        """The form as the person sent it; what is stored now stands beside it where it differs."""
        data: Any = sent
        data = data.copy()
        data["version"] = str(stored.version)
        form = cls(data, **kwargs)
        form.theirs = tuple(form.differences(stored))
        return form

    def differences(self, stored: Any) -> list[Theirs]:
        """Where the stored role and units are others than those of the form."""
        roles = self.shown("role", self.data.get("role", "")), self.shown("role", stored.role)
        mine: Any = self["units"].data or []
        theirs: list[str] = stored.units
        units = [
            ", ".join(self.shown("units", pk) for pk in sorted(chosen)) or "–" for chosen in (mine, theirs)
        ]
        pairs = ((str(self["role"].label), roles), (str(self["units"].label), units))
        return [Theirs(label, differing(one, other)) for label, (one, other) in pairs if one != other]


class InvitationForm(MembershipForm):
    """Somebody new."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        required=False,
        help_text=_("For somebody who has an account already, the name that they have is kept."),
    )
    field_order = ("version", "email", "name", "role", "units")


class SettingsForm(VersionedForm):
    """How the organisation is set up."""

    merged_fields = (
        *("name", "slug", "language", "time_zone", "accent"),
        *("is_public", "contact_email", "open_data_licence"),
    )
    name = forms.CharField(label=_("Name"), max_length=200, show_hidden_initial=True)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=100,
        validators=[validate_slug_is_free],
        show_hidden_initial=True,
        help_text=_("The first part of all addresses here. Links to the old address end to work."),
    )
    language = forms.ChoiceField(
        label=_("Language of the content"), choices=Language, show_hidden_initial=True
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), show_hidden_initial=True)
    accent = forms.RegexField(
        label=_("Colour"),
        regex=r"^#[0-9a-f]{6}\Z",
        widget=forms.TextInput(attrs={"type": "color"}),
        show_hidden_initial=True,
        error_messages={"invalid": _("A colour is written as # and six figures: #1a5f7a.")},
    )
    is_public = forms.BooleanField(
        label=_("Open to the public"),
        required=False,
        show_hidden_initial=True,
        help_text=_(
            "Anybody on the internet then reads plans that are adopted, their goals, and the report on"
            " them. Drafts, comments, people and acknowledgements are for members only, always."
        ),
    )

    contact_email = forms.EmailField(
        label=_("E-mail address for the public"),
        max_length=254,
        required=False,
        show_hidden_initial=True,
        help_text=_(
            "Shown with the open data and in the accessibility statement. Not a person's own address."
        ),
    )
    open_data_licence = forms.ChoiceField(
        label=_("Licence of the open data"),
        choices=Organisation.Licence,
        show_hidden_initial=True,
        help_text=_("What the public may do with what is open to it."),
    )

    def __init__(self, *args: Any, stored_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = dict.fromkeys([*TIME_ZONES, stored_zone])
        field: Any = self.fields["time_zone"]
        field.choices = [(zone, zone) for zone in zones if zone in available_timezones()]

    @classmethod
    def of(cls, organisation: Organisation, kept: Any) -> "SettingsForm":
        """The form as it opens: as `kept` says, which is the organisation or a moment of its history."""
        values = {name: getattr(kept, name) for name in cls.merged_fields}
        return cls(initial=values | {"version": organisation.version}, stored_zone=kept.time_zone)


def people_counted(number: int) -> str:
    """A number of people in words."""
    return ngettext("%(n)d person", "%(n)d people", number) % {"n": number}
