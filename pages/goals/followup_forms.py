"""Forms of indicators, targets and values: shape and messages; rules live in policies and services."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from goals.models import Goal, Indicator, Observation
from goals.models.followup import DECIMALS, DIGITS
from pages.fields import TextField
from pages.versioned import VersionedForm

Choices = Sequence[tuple[str, str]]
MOST_STAGES = 50


def plain(value: Decimal | None) -> str:
    """A stored value as it stands in a form: without zeros at its end."""
    if value is None:
        return ""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


class NumberField(forms.CharField):
    """A number with a comma or a point, thousands apart or not; empty is none."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, required=False, show_hidden_initial=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number; raises `ValidationError`."""
        text = "".join(str(super().to_python(value)).split()).replace("\N{MINUS SIGN}", "-").replace(",", ".")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValidationError(_("Write a number, such as 12,5.")) from None
        if not number.is_finite() or number.adjusted() >= DIGITS - DECIMALS:
            raise ValidationError(_("The number is too large."))
        if number.quantize(Decimal(1).scaleb(-6)) != number:
            raise ValidationError(_("At most six decimals."))
        return Decimal(plain(number))

    def run_validators(self, value: Any) -> None:
        """The length is the text's, and nothing of the number's."""


def year_field(label: Any, *, required: bool = True, **kwargs: Any) -> forms.IntegerField:
    """A field for a year."""
    return forms.IntegerField(
        label=label, min_value=1900, max_value=2200, required=required, show_hidden_initial=True, **kwargs
    )


class IndicatorForm(VersionedForm):
    """Something that is measured."""

    merged_fields = (
        "title",
        "unit",
        "direction",
        "value_type",
        "stages",
        "max_age_years",
        "source",
        "external_id",
    )
    title = forms.CharField(label=_("What is measured"), max_length=300, show_hidden_initial=True)
    unit = forms.CharField(
        label=_("Unit of measure"), max_length=100, required=False, show_hidden_initial=True
    )
    direction = forms.ChoiceField(
        label=_("Which way is better"),
        choices=[("", _("Not said")), *Indicator.Direction.choices],
        required=False,
        show_hidden_initial=True,
    )
    value_type = forms.ChoiceField(
        label=_("Sort of value"), choices=Indicator.ValueType, show_hidden_initial=True
    )
    stages = TextField(
        label=_("Stages"), rows=3, required=False, help_text=_("One a line, from the first to the last.")
    )
    max_age_years = forms.IntegerField(
        label=_("Years until a value is too old"),
        min_value=0,
        max_value=100,
        initial=3,
        show_hidden_initial=True,
    )
    source = forms.ChoiceField(
        label=_("Where values come from"),
        choices=Indicator.Source,
        initial=Indicator.Source.MANUAL,
        required=False,
        show_hidden_initial=True,
    )
    external_id = forms.CharField(
        label=_("Number at its source"),
        max_length=200,
        required=False,
        show_hidden_initial=True,
        help_text=_(
            "In Kolada the number of the nyckeltal: N00945. At SCB and SSB the table's path and what is"
            " chosen in it: START/BE/BE0101/BE0101A/BefolkningNy?ContentsCode=BE0101N1."
        ),
    )

    def clean_source(self) -> str:
        """Where nothing is said values are entered by hand."""
        return str(self.cleaned_data["source"] or Indicator.Source.MANUAL)

    def clean_stages(self) -> str:
        """The stages; each fits, and there are not too many of them."""
        text = str(self.cleaned_data["stages"])
        lines = text.splitlines()
        if len(lines) > MOST_STAGES or any(len(line.strip()) > 200 for line in lines):
            raise ValidationError(_("At most 50 stages of 200 characters each."))
        return text


class ObservationForm(VersionedForm):
    """The value of a year."""

    merged_fields = ("year", "kind", "value", "note", "source")
    year = year_field(_("Year"))
    kind = forms.ChoiceField(
        label=_("Measured or foreseen"), choices=Observation.Kind, show_hidden_initial=True
    )
    value = NumberField(label=_("Value"), help_text=_("Nothing: it is not known."))
    note = TextField(label=_("Note"), rows=2, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False, show_hidden_initial=True)


class TargetForm(VersionedForm):
    """What an indicator shall show in a year."""

    merged_fields = (
        *("indicator_id", "scope", "year", "value", "baseline_year", "baseline_value"),
        *("desired_from", "desired_to", "accepted_from", "accepted_to"),
    )
    indicator_id = forms.ChoiceField(label=_("Indicator"), show_hidden_initial=True)
    scope = forms.ChoiceField(label=_("Of what"), choices=Goal.Scope, show_hidden_initial=True)
    year = year_field(_("Year"))
    value = NumberField(label=_("Value to reach"))
    baseline_year = year_field(
        _("Baseline: year"),
        required=False,
        help_text=_("With a baseline the way to the target can be judged each year."),
    )
    baseline_value = NumberField(label=_("Baseline: value"))
    desired_from = NumberField(
        label=_("Good from"), help_text=_("Bands instead of a value; an end may be open.")
    )
    desired_to = NumberField(label=_("Good to"))
    accepted_from = NumberField(label=_("Acceptable from"))
    accepted_to = NumberField(label=_("Acceptable to"))

    def __init__(self, *args: Any, indicators: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["indicator_id"]
        field.choices = indicators

    def clean(self) -> dict[str, Any]:
        """Half a baseline counts as none, so it is not taken."""
        values = super().clean() or self.cleaned_data
        year, value = values.get("baseline_year"), values.get("baseline_value")
        if (year is None) != (value is None) and not {"baseline_year", "baseline_value"} & set(self.errors):
            self.add_error(
                "baseline_value" if value is None else "baseline_year",
                _("A baseline is a year and a value."),
            )
        return values
