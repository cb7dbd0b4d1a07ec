"""Forms of positions and measures, new ones and changed ones, and of where they stand."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from organisations.models import Unit
from pages.fields import OptionalDayField, TextField
from pages.versioned import VersionedForm
from planning.models import Measure, Position, Section
from planning.selectors.document import SectionPlace
from planning.services.arranging import Beside, Direction
from planning.services.measures import LOCKED

NOBODY = ("", _("As the plan"))
NOTHING_SAID = ("", _("Not said"))
MOST_COST = 10**15
Choices = list[tuple[Any, Any]]


class UnitField(forms.TypedChoiceField):
    """One of the organisation's units, or none; `units` gives the choices."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=False, show_hidden_initial=True, **kwargs)


class LineField(forms.CharField):
    """A line of text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(show_hidden_initial=True, **kwargs)


class ChoiceField(forms.TypedChoiceField):
    """One of some words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(show_hidden_initial=True, **kwargs)


class YesField(forms.BooleanField):
    """Yes or no."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, show_hidden_initial=True, **kwargs)


class PartForm(VersionedForm):
    """What positions and measures have in common. `is_locked`: the plan is decided."""

    code = LineField(
        label=_("Code"),
        max_length=50,
        required=False,
        help_text=_("Left empty, a new one gets the next free number."),
    )
    unit = UnitField(label=_("Responsible"))

    def __init__(self, *args: Any, units: Iterable[Unit], is_locked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.pk: unit for unit in units}
        self.choose_among("unit", [NOBODY, *self.unit_choices()])
        if is_locked:
            for name in LOCKED:
                self.fields.pop(name, None)

    def unit_choices(self) -> Choices:
        """Units by name."""
        return [(unit.pk, unit.name) for unit in self.units.values()]

    def choose_among(self, name: str, choices: Choices) -> None:
        """Sets what can be chosen in a field."""
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def unit_of(self, name: str = "unit") -> Unit | None:
        """The unit that was chosen."""
        return self.units.get(self.cleaned_data.get(name) or 0)


class PositionForm(PartForm):
    """What a position says, why, and what sort it is of."""

    merged_fields = (
        *("statement", "rationale", "code", "unit"),
        *("spatial", "aspect", "land_use", "expects_measures"),
    )
    statement = TextField(label=_("Statement"), rows=4)
    rationale = TextField(label=_("Why"), rows=3, required=False)
    spatial = YesField(label=_("Spatial: about land and water"))
    aspect = ChoiceField(
        label=_("Aspect"), required=False, choices=[NOTHING_SAID, *Position.Aspect.choices], empty_value=None
    )
    land_use = LineField(
        label=_("Land use"),
        max_length=20,
        required=False,
        help_text=_("The code of the comprehensive plan's data model, such as A04."),
    )
    expects_measures = ChoiceField(
        label=_("Shall others carry it out?"),
        required=False,
        choices=[("", _("As the aspect says")), ("True", _("Yes")), ("False", _("No"))],
        coerce=lambda value: value == "True",
        empty_value=None,
    )
    field_order = (
        *("version", "statement", "rationale", "code", "unit"),
        *("spatial", "aspect", "land_use", "expects_measures"),
    )

    @classmethod
    def of(cls, position: Position, kept: Any = None, **kwargs: Any) -> "PositionForm":
        """The form as it opens; `kept`: filled in as its history has it at a moment."""
        shown = kept or position
        values = {name: getattr(shown, name) for name in cls.merged_fields} | {"unit": shown.unit_id}
        return cls(initial=values | {"version": position.version}, **kwargs)


class MeasureForm(PartForm):
    """What a measure says, who does it, when, and how it is paid for."""

    merged_fields = (
        *("title", "text", "code", "unit", "start", "end"),
        *("status", "funding", "cost", "statutory"),
    )
    merged_choices = ("partners",)
    title = LineField(label=_("What shall be done"), max_length=500)
    text = TextField(label=_("Description"), rows=3, required=False)
    partners = forms.TypedMultipleChoiceField(
        label=_("Together with"),
        coerce=int,
        required=False,
        show_hidden_initial=True,
        widget=forms.CheckboxSelectMultiple,
    )
    start = OptionalDayField(label=_("Begins"))
    end = OptionalDayField(label=_("Ends"))
    status = ChoiceField(label=_("Status"), choices=Measure.Status.choices)
    funding = ChoiceField(label=_("Funding"), choices=Measure.Funding.choices)
    cost = forms.IntegerField(
        label=_("Cost, whole kronor"),
        required=False,
        min_value=0,
        max_value=MOST_COST,
        show_hidden_initial=True,
    )
    statutory = YesField(label=_("Required by law"))
    field_order = (
        *("version", "title", "text", "status", "funding", "start", "end", "cost"),
        *("unit", "partners", "code", "statutory"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_among("partners", self.unit_choices())

    @classmethod
    def of(cls, measure: Measure, kept: Any = None, **kwargs: Any) -> "MeasureForm":
        """The form as it opens; `kept`: filled in as its history has it at a moment, partners as they are."""
        shown = kept or measure
        values = {name: getattr(shown, name) for name in cls.merged_fields} | {"unit": shown.unit_id}
        partners = sorted(unit.pk for unit in measure.partners.all())
        return cls(initial=values | {"partners": partners, "version": measure.version}, **kwargs)

    def chosen_partners(self) -> list[Unit]:
        """The units that take part."""
        return [self.units[pk] for pk in self.cleaned_data["partners"]]


class MoveForm(VersionedForm):
    """Where a section or a part of a plan shall go: past its neighbour, or into a section."""

    to = forms.ChoiceField(label=_("Move to"))

    def __init__(self, *args: Any, sections: Sequence[SectionPlace], none: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {str(place.section.pk): place.section for place in sections}
        into: Choices = [("none", none)]
        into += [(str(p.section.pk), f"{'— ' * (p.depth - 1)}{p.section.heading}") for p in sections]
        field = cast("forms.ChoiceField", self.fields["to"])
        field.choices = [("up", ""), ("down", ""), *into]
        field.widget.choices = into

    @property
    def destination(self) -> Direction | Beside | Section | None:
        """Where it goes, in the words of the services that move; None: into no section."""
        to = self.cleaned_data["to"]
        return Direction(to) if to in set(Direction) else self.sections.get(to)


class PartMoveForm(MoveForm):
    """Where a position or measure shall go: also beside another, as one drags it there."""

    beside = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_after = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].required = False

    def clean(self) -> dict[str, Any]:
        """Says where to: a neighbour or a section has to be chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("to") and cleaned.get("beside") is None and "to" not in self.errors:
            self.add_error("to", _("Choose where it shall go."))
        return cleaned

    @property
    def destination(self) -> Direction | Beside | Section | None:
        """Also beside another."""
        beside = self.cleaned_data["beside"]
        if beside is not None:
            return Beside(beside, is_after=self.cleaned_data["is_after"])
        return super().destination


def put_right(form: forms.Form, error: DomainError) -> None:
    """What a rule says no to, beside the field that it is about, else above the form."""
    placed = [problem for problem in error.problems if problem.path in form.fields]
    for problem in placed:
        form.add_error(problem.path, problem.message)
    if not placed:
        form.add_error(None, error.message)
