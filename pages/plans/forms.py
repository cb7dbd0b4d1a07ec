"""Forms of plans and their sections."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from goals.models import Framework
from organisations.models import Unit
from organisations.policies import Standing
from pages.fields import OptionalDayField, RichTextField, TextField
from pages.positions.part_forms import ChoiceField, LineField, UnitField
from pages.versioned import VersionedForm
from planning.models import Plan, PlanType, Section
from planning.policies import BEGINNING
from planning.selectors.editions import replaced_by_choice
from planning.services.plans import LOCKED, FrontPage, NewPlan

NOBODY = ("", _("Nobody yet"))
NONE = ("", _("None"))
#: Of a plan's goals: a framework that is made when the front page is saved.
NEW_GOALS = "new"


class NewPlanForm(forms.Form):
    """What one has to know to begin a plan."""

    title = forms.CharField(label=_("What shall the plan be called?"), max_length=300)
    type = forms.TypedChoiceField(label=_("Sort"), coerce=int)
    unit = forms.TypedChoiceField(label=_("Responsible"), coerce=int, empty_value=None, required=False)
    begins_as = forms.ChoiceField(
        label=_("How far has it come?"),
        choices=[(status.value, status.label) for status in BEGINNING],
        initial=Plan.Status.DRAFTING,
    )

    def __init__(
        self, *args: Any, types: Iterable[PlanType], units: Iterable[Unit], standing: Standing, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.types = {kind.pk: kind for kind in types}
        self.units = {unit.pk: unit for unit in units}
        cast("forms.ChoiceField", self.fields["type"]).choices = [
            (pk, kind.name) for pk, kind in self.types.items()
        ]
        self._offer_units(standing)

    def _offer_units(self, standing: Standing) -> None:
        """Any unit can be sent, so that the policy answers; offered are those that the person may choose."""
        nobody = [NOBODY] if standing.is_coordinator else []
        field = cast("forms.ChoiceField", self.fields["unit"])
        field.choices = [NOBODY, *((pk, unit.name) for pk, unit in self.units.items())]
        field.widget.choices = [
            *nobody,
            *((pk, unit.name) for pk, unit in self.units.items() if standing.edits(pk)),
        ]

    def said(self) -> NewPlan:
        """What the person says of the plan."""
        values = self.cleaned_data
        return NewPlan(
            title=values["title"],
            type=self.types[values["type"]],
            unit=self.units.get(values["unit"] or 0),
            status=values["begins_as"],
        )


class FrontPageForm(VersionedForm):
    """A plan's front page, as guidelines for steering documents ask for."""

    merged_fields = (
        *("title", "summary", "unit", "version_label", "valid_from", "valid_to"),
        *("decided_by", "reference", "parent", "statutory_basis", "framework"),
        *("case_number", "applies_to", "responsible_role", "revision_role", "next_check_on"),
    )
    merged_choices = ("supersedes",)
    title = LineField(label=_("Title"), max_length=300)
    summary = TextField(label=_("Summary"), rows=4, required=False)
    unit = UnitField(label=_("Responsible"))
    responsible_role = LineField(
        label=_("Responsible role"), max_length=200, required=False, help_text=_("Such as head of planning.")
    )
    revision_role = LineField(
        label=_("Responsible for revision"),
        max_length=200,
        required=False,
        help_text=_("A role or a unit, if it is another."),
    )
    applies_to = LineField(
        label=_("Applies to"),
        max_length=300,
        required=False,
        help_text=_("Such as all committees and companies."),
    )
    version_label = LineField(label=_("Edition"), max_length=50, required=False)
    valid_from = OptionalDayField(label=_("Valid from"))
    valid_to = OptionalDayField(label=_("Valid until"))
    next_check_on = OptionalDayField(
        label=_("Next check of currency"),
        help_text=_("When somebody asks whether the plan is still as it should be. My work reminds of it."),
    )
    decided_by = LineField(label=_("Decided by"), max_length=200, required=False)
    reference = LineField(
        label=_("Paragraph"), max_length=200, required=False, help_text=_("Such as KF § 12.")
    )
    case_number = LineField(label=_("Case number"), max_length=100, required=False)
    parent = UnitField(label=_("Part of"))
    statutory_basis = LineField(label=_("Legal basis"), max_length=300, required=False)
    supersedes = forms.TypedMultipleChoiceField(
        label=_("Replaces"),
        coerce=int,
        required=False,
        show_hidden_initial=True,
        widget=forms.CheckboxSelectMultiple,
    )
    framework = ChoiceField(
        label=_("Lays down the goals"),
        required=False,
        help_text=_("Goals that the plan itself decides on; they count as the organisation's own."),
    )

    def __init__(
        self,
        *args: Any,
        units: Iterable[Unit],
        parents: Iterable[Plan],
        frameworks: Iterable[Framework],
        replaceable: Iterable[Plan],
        is_locked: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.frameworks = {framework.pk: framework for framework in frameworks}
        cast("forms.ChoiceField", self.fields["framework"]).choices = [
            ("", _("No goals of its own")),
            (NEW_GOALS, _("New goals, under the plan's name")),
            *((str(pk), each.title) for pk, each in self.frameworks.items()),
        ]
        self.replaceable = {plan.pk: plan for plan in replaceable}
        cast("forms.ChoiceField", self.fields["supersedes"]).choices = [
            (pk, each.title) for pk, each in self.replaceable.items()
        ]
        self.units = {unit.pk: unit for unit in units}
        self.parents = {plan.pk: plan for plan in parents}
        unit, parent = (cast("forms.ChoiceField", self.fields[name]) for name in ("unit", "parent"))
        unit.choices = [NOBODY, *((pk, each.name) for pk, each in self.units.items())]
        parent.choices = [NONE, *((pk, each.title) for pk, each in self.parents.items())]
        if is_locked:
            for name in (*LOCKED, "supersedes"):
                del self.fields[name.removesuffix("_id")]

    @classmethod
    def of(cls, plan: Plan, kept: Any = None, **kwargs: Any) -> "FrontPageForm":
        """The form as it opens; `kept`: filled in as its history has it at a moment."""
        shown = kept or plan
        values = {name: getattr(shown, name) for name in cls.merged_fields}
        ids = {"unit": shown.unit_id, "parent": shown.parent_id, "framework": shown.framework_id}
        ids["version"] = plan.version
        replaced = sorted(each.pk for each in cls.ticked(plan, "supersedes"))
        return cls(initial=values | ids | {"supersedes": replaced}, **kwargs)

    @classmethod
    def ticked(cls, stored: Any, name: str) -> list[Any]:
        """Of what it replaces, what is there to choose."""
        return list(replaced_by_choice(stored)) if name == "supersedes" else super().ticked(stored, name)

    def said(self, plan: Plan) -> FrontPage:
        """What the form says; fields that it does not have are as the plan has them."""
        values = self.cleaned_data
        chosen = ("unit", "parent", "framework")
        names = [name for name in self.merged_fields if name not in chosen]
        known = {name: values.get(name, getattr(plan, name)) for name in names}
        return FrontPage(
            **known,
            unit=self.units.get(values["unit"] or 0),
            parent=self.parents.get(values["parent"] or 0),
            framework=self.chosen_framework(plan),
            has_new_goals=values.get("framework") == NEW_GOALS,
            supersedes=self.chosen_to_replace(),
        )

    def chosen_to_replace(self) -> tuple[Plan, ...] | None:
        """The plans that are ticked; None, if the form does not ask."""
        if "supersedes" not in self.fields:
            return None
        return tuple(self.replaceable[pk] for pk in self.cleaned_data["supersedes"])

    def chosen_framework(self, plan: Plan) -> Framework | None:
        """The framework that is chosen; the plan's, if the form does not ask."""
        if "framework" not in self.fields:
            return plan.framework
        chosen = self.cleaned_data["framework"]
        return self.frameworks.get(int(chosen)) if chosen and chosen != NEW_GOALS else None


class SectionForm(VersionedForm):
    """A section's heading and text."""

    merged_fields = ("heading", "body")
    heading = LineField(label=_("Heading"), max_length=300)
    body = RichTextField(label=_("Text"), rows=8, required=False)

    @classmethod
    def of(cls, section: Section, **kwargs: Any) -> "SectionForm":
        """The form as it opens."""
        values = {"heading": section.heading, "body": section.body or ""}
        return cls(initial=values | {"version": section.version}, **kwargs)
