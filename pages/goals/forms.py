"""Forms of frameworks and goals: shape and messages; rules live in policies and services."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goals.models import Framework, Goal
from pages.fields import OptionalDayField, TextField
from pages.versioned import VersionedForm

Choices = Sequence[tuple[str, str]]


class FrameworkForm(VersionedForm):
    """An own framework of goals."""

    merged_fields = ("title", "level", "version_label", "tracked_depth", "source")
    title = forms.CharField(label=_("Title"), max_length=300, show_hidden_initial=True)
    level = forms.ChoiceField(label=_("Level"), choices=Framework.Level, show_hidden_initial=True)
    version_label = forms.CharField(
        label=_("Edition"), max_length=50, required=False, show_hidden_initial=True
    )
    tracked_depth = forms.IntegerField(
        label=_("Levels of goals that are followed up"),
        min_value=1,
        max_value=9,
        show_hidden_initial=True,
        help_text=_("1 follows up the uppermost goals only, 2 also those right below them."),
    )
    source = forms.URLField(
        label=_("Where it can be read"),
        max_length=500,
        required=False,
        show_hidden_initial=True,
        assume_scheme="https",
    )


class GoalForm(VersionedForm):
    """A goal of an own framework."""

    merged_fields = (
        *("code", "title", "text", "scope", "parent_id", "unit_id"),
        *("valid_from", "valid_to", "superseded_by_id"),
    )
    code = forms.CharField(label=_("Code"), max_length=50, required=False, show_hidden_initial=True)
    title = forms.CharField(label=_("Title"), max_length=500, show_hidden_initial=True)
    text = TextField(label=_("Text"), rows=4, required=False)
    scope = forms.ChoiceField(
        label=_("Who answers"),
        choices=[
            (Goal.Scope.SOCIETY, _("Society: the organisation is one of many")),
            (Goal.Scope.ORGANISATION, _("The organisation alone")),
        ],
        show_hidden_initial=True,
    )
    parent_id = forms.ChoiceField(
        label=_("Stands below"),
        required=False,
        show_hidden_initial=True,
        help_text=_("Goals below it move along with it."),
    )
    unit_id = forms.ChoiceField(label=_("Responsible unit"), required=False, show_hidden_initial=True)
    valid_from = OptionalDayField(label=_("Valid from"))
    valid_to = OptionalDayField(
        label=_("Valid to"), help_text=_("The last day that it holds. Nothing: until further notice.")
    )
    superseded_by_id = forms.ChoiceField(
        label=_("Superseded by"),
        required=False,
        show_hidden_initial=True,
        help_text=_("Contributions to a superseded goal are listed for review."),
    )

    def __init__(self, *args: Any, goals: Choices, units: Choices, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = {
            "parent_id": _("Nothing: it stands at the top"),
            "unit_id": _("Nobody"),
            "superseded_by_id": _("Nothing"),
        }
        for name, choices in (("parent_id", goals), ("unit_id", units), ("superseded_by_id", others)):
            field: Any = self.fields[name]
            field.choices = [("", nothing[name]), *choices]
