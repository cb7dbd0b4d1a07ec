"""Forms of terms and planning strategies: shape and messages; rules live in policies and services."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField, OptionalDayField
from pages.versioned import VersionedForm
from strategy.clock import NORWAY, SWEDEN
from strategy.models import YEARS, PlanningStrategy

Choices = Sequence[tuple[str, str]]


def validate_day(day: date) -> None:
    """A day that a council of our times can have had."""
    if not YEARS[0] <= day <= YEARS[1]:
        raise forms.ValidationError(_("Choose a day of a council of our times."))


class TermForm(VersionedForm):
    """A term of the council: the election, and its days as far as they are known."""

    merged_fields = ("elected_on", "is_extra", "begins_on", "ends_on", "constituted_on")
    elected_on = DayField(label=_("Day of the election"), validators=[validate_day], show_hidden_initial=True)
    is_extra = forms.BooleanField(
        label=_("It was an extra election, from which the law counts nothing"),
        required=False,
        show_hidden_initial=True,
    )
    constituted_on = OptionalDayField(
        label=_("The council constituted itself on"),
        validators=[validate_day],
        help_text=_("In Norway the year for adopting the planning strategy is counted from this day."),
    )
    begins_on = OptionalDayField(label=_("First day of the term"), validators=[validate_day])
    ends_on = OptionalDayField(label=_("Last day of the term"), validators=[validate_day])


class StrategyForm(VersionedForm):
    """What a planning strategy is called, and who draws it up."""

    merged_fields = ("title", "unit_id", "county_basis_on", "published_on", "announced_on")
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        show_hidden_initial=True,
        help_text=_("Such as Planeringsstrategi 2026–2030."),
    )
    unit_id = forms.ChoiceField(label=_("Drawn up by"), required=False, show_hidden_initial=True)
    county_basis_on = OptionalDayField(
        label=_("The county board's basis came on"),
        validators=[validate_day],
        help_text=_("What länsstyrelsen gives in the second half between two elections (PBL 3 kap. 26 §)."),
    )

    published_on = OptionalDayField(
        label=_("The proposal became public on"),
        validators=[validate_day],
        help_text=_("At least 30 days before the council treats it (pbl. § 10-1)."),
    )
    announced_on = OptionalDayField(
        label=_("The adoption was announced on"),
        validators=[validate_day],
        help_text=_("Within two weeks from then the strategy is sent (PBL 3 kap. 24 §)."),
    )

    def __init__(self, *args: Any, units: Choices, country: str, is_adopted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fits = {
            "county_basis_on": country == SWEDEN,
            "announced_on": country == SWEDEN and is_adopted,
            "published_on": country == NORWAY,
        }
        for name in (name for name, does in fits.items() if not does):
            del self.fields[name]
        field: Any = self.fields["unit_id"]
        field.choices = [("", _("No unit: the coordinators")), *units]


class AdoptionForm(VersionedForm):
    """The council's decision on its planning strategy."""

    merged_fields = ("adopted_on", "decided_by", "reference", "case_number", "comprehensive_plan_judgement")
    adopted_on = DayField(label=_("Adopted on"), validators=[validate_day], show_hidden_initial=True)
    decided_by = forms.CharField(
        label=_("Decided by"),
        max_length=200,
        show_hidden_initial=True,
        help_text=_("Such as Kommunfullmäktige."),
    )
    reference = forms.CharField(
        label=_("Paragraph"), max_length=200, show_hidden_initial=True, help_text=_("Such as KF § 12.")
    )
    case_number = forms.CharField(
        label=_("Case number"), max_length=100, required=False, show_hidden_initial=True
    )
    comprehensive_plan_judgement = forms.ChoiceField(
        label=_("The council's verdict on the whole comprehensive plan"),
        choices=[("", _("Not judged")), *PlanningStrategy.Judgement.choices],
        required=False,
        show_hidden_initial=True,
        help_text=_("A plan that is judged not current ceases to be so with the decision (PBL 3 kap. 25 §)."),
    )

    def __init__(self, *args: Any, judges: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not judges:
            del self.fields["comprehensive_plan_judgement"]
