"""Making a measure of what two units would do together: where it shall stand, and who does it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Record
from organisations.models import Unit, User
from pages.administration.selectors import unit_choices
from pages.editing import Row, Words
from pages.fields import TextField
from pages.strategy.need_forms import Choices
from pages.strategy.report_desks import CooperationDesk
from pages.versioned import VersionedForm
from planning.models import Plan, Section
from planning.services.arranging import Place
from strategy.models import Cooperation
from strategy.policies import can_run_strategy
from strategy.services.reports import measure_of, take_up_as_measure

Places = dict[str, Place]
Grouped = list[tuple[str, list[tuple[str, str]]]]


class TakingUpForm(VersionedForm):
    """Where the measure stands, what it is, and who does it."""

    place = forms.ChoiceField(
        label=gettext_lazy("Plan and section"),
        help_text=gettext_lazy("Plans that are not decided yet: a measure is part of what is decided."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500)
    text = TextField(rows=4, label=gettext_lazy("Text"), required=False)
    unit_id = forms.ChoiceField(label=gettext_lazy("Responsible unit"))

    def __init__(self, *args: Any, places: Grouped, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("place", places), ("unit_id", units)):
            field: Any = self.fields[name]
            field.choices = choices


class TakingUpDesk(CooperationDesk):
    """What the reports ask to do together, with the form that makes a measure of it."""

    form_class = TakingUpForm
    words = Words(
        title=gettext_lazy("Dependencies between units"),
        lead="",
        create="",
        created="",
        saved=gettext_lazy("It has become a measure. Goals, time and money are said in the plan."),
        remove="",
        removed="",
        nothing="",
        next_step="",
    )

    def can_change(self, thing: Record | None) -> bool:
        return can_run_strategy(self.viewer.standing)

    def address(self, action: str, *args: Any) -> str:
        return super().address("take_up" if action == "edit" else action, *args)

    def opened(self, thing: Cooperation, form: VersionedForm, warning: str = "") -> Row:
        row = super().opened(thing, form, warning)
        row.title, row.remove_url = _("Make a measure of “%(area)s”") % {"area": thing}, ""
        return row

    def places(self) -> Places:
        """Every plan that can be written in, and each of its sections, by what the form calls them."""
        own = Plan.objects.filter(organisation=self.viewer.organisation).exclude(
            status__in=[*Plan.DECIDED, *Plan.PAST]
        )
        sections = Section.objects.filter(plan__in=own).select_related("plan")
        found = {str(plan.pk): Place(plan) for plan in own.order_by("title", "pk")}
        for section in sections.order_by("plan", "order", "pk"):
            found[f"{section.plan_id}-{section.pk}"] = Place(section.plan, section)
        return found

    def form_arguments(self, thing: Cooperation | None) -> dict[str, Any]:
        return {
            "places": grouped(self.places().items()),
            "units": unit_choices(self.viewer.organisation),
        }

    def values(self, thing: Cooperation) -> dict[str, Any]:
        return {"title": thing.title, "text": thing.text or "", "unit_id": thing.report.unit_id}

    def change(
        self, by: User, thing: Cooperation, expected_version: int, values: dict[str, Any]
    ) -> Cooperation:
        unit = Unit.objects.get(organisation=self.viewer.organisation, pk=values["unit_id"])
        take_up_as_measure(
            organisation=self.viewer.organisation,
            by=by,
            cooperation=thing,
            expected_version=expected_version,
            content=measure_of(
                thing, self.places()[values["place"]], title=values["title"], text=values["text"], unit=unit
            ),
        )
        return thing


def grouped(places: Iterable[tuple[str, Place]]) -> Grouped:
    """The places as choices: by plan, the plan itself before its sections."""
    found: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    for name, place in places:
        plan = found.setdefault(place.plan.pk, (place.plan.title, []))
        plan[1].append((name, place.section.heading if place.section else _("In no section")))
    return list(found.values())
