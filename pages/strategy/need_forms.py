"""The form of a stance on a plan: shape and messages; rules live in the services."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.fields import TextField
from pages.strategy.words import quarter_words
from pages.versioned import VersionedForm
from strategy.models import PlanNeed
from strategy.services.needs import MOST_MONEY, MOST_MONTHS

Choices = Sequence[tuple[str, str]]
NOT_SAID = [("", pgettext_lazy("a choice in a form", "Not said"))]
OTHER_QUARTER = _("Choose a quarter of the strategy's term.")


class WholeNumberField(forms.IntegerField):
    """A whole number that people write with thousands apart; empty is none."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(
            min_value=0, max_value=most, required=False, widget=shown, show_hidden_initial=True, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        """The number; raises `ValidationError`."""
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


def chosen(label: Any, choices: Any = (), **kwargs: Any) -> forms.ChoiceField:
    """A choice that may be left open."""
    return forms.ChoiceField(
        label=label, choices=[*NOT_SAID, *choices], required=False, show_hidden_initial=True, **kwargs
    )


class NeedForm(VersionedForm):
    """What the council means to do with a plan (`plan_id`), or which new plan it wants.

    Which of the two it is decides the fields: a new plan has a title, a type and perhaps a law, a plan
    that is there has a stance.
    """

    merged_fields = (
        *("stance", "title", "type_id", "statutory_basis", "reason", "state", "priority", "unit_id"),
        *("start", "decision", "person_months", "cost", "actors", "others"),
    )
    plan_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    cooperation_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stance = forms.ChoiceField(
        label=_("Stance"),
        choices=[each for each in PlanNeed.Stance.choices if each[0] != PlanNeed.Stance.NEW],
        show_hidden_initial=True,
    )
    title = forms.CharField(label=_("Title of the new plan"), max_length=300, show_hidden_initial=True)
    type_id = forms.ChoiceField(label=_("Type"), show_hidden_initial=True)
    statutory_basis = forms.CharField(
        label=_("Legal basis"), max_length=300, required=False, show_hidden_initial=True
    )
    reason = TextField(
        rows=3,
        label=_("Why"),
        required=False,
        help_text=_("What has changed and what holds, which problem gets better, how urgent it is."),
    )
    state = forms.ChoiceField(label=_("State"), choices=PlanNeed.State.choices, show_hidden_initial=True)
    priority = chosen(_("Priority"), PlanNeed.Priority.choices)
    unit_id = chosen(_("Responsible unit"))
    start = chosen(_("The work begins"), error_messages={"invalid_choice": OTHER_QUARTER})
    decision = chosen(_("The decision is taken"), error_messages={"invalid_choice": OTHER_QUARTER})
    person_months = WholeNumberField(label=_("Person-months"), most=MOST_MONTHS)
    cost = WholeNumberField(label=_("Cost in kronor"), most=MOST_MONEY)
    actors = chosen(_("Who decides"), PlanNeed.Actors.choices)
    others = forms.CharField(
        label=_("The other actors"),
        max_length=500,
        required=False,
        show_hidden_initial=True,
        help_text=_("If the municipality is one actor among several: who the others are."),
    )

    def __init__(
        self, *args: Any, begin: dict[str, Any], quarters: Sequence[str], units: Choices, types: Choices,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.initial:
            self.initial = begin
        said = (begin if self.is_bound else self.initial).get("plan_id")
        for name in ("title", "type_id", "statutory_basis") if said else ("stance",):
            del self.fields[name]
        offered = [(quarter, quarter_words(quarter)) for quarter in quarters]
        for name, choices in (
            ("type_id", types),
            ("unit_id", [*NOT_SAID, *units]),
            ("start", [*NOT_SAID, *offered]),
            ("decision", [*NOT_SAID, *offered]),
        ):
            if name in self.fields:
                field: Any = self.fields[name]
                field.choices = choices

    def initials(self) -> list[SafeString]:
        """What stood in the form when it opened, which plan it is about, and what it comes from."""
        return [self[name].as_hidden() for name in ("plan_id", "cooperation_id")] + super().initials()
