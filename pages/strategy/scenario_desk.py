"""The desk of a strategy's scenarios, whose list is a part of the strategy's page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.asking import answered
from organisations.models import Unit, User
from pages.administration.selectors import unit_choices
from pages.editing import Row, Words
from pages.fields import TextField
from pages.strategy.need_forms import Choices, WholeNumberField, chosen
from pages.strategy.parts import PartDesk, PartRow
from pages.strategy.scenarios import TABLE, scenario_lines_asked
from pages.versioned import VersionedForm
from strategy.models import FUTURE_YEARS, Scenario
from strategy.selectors.scenarios import scenarios_talked_about
from strategy.services.scenarios import (
    MOST_ORDER,
    MOST_PEOPLE,
    TEXTS,
    ScenarioContent,
    change_scenario,
    create_scenario,
    remove_scenario,
)


class ScenarioForm(VersionedForm):
    """A future, what leads there, and how people then reach what they need."""

    merged_fields = ("title", "population", "year", *TEXTS, "state", "unit_id", "order")
    title = forms.CharField(label=_("Scenario"), max_length=300, show_hidden_initial=True)
    population = WholeNumberField(label=_("Inhabitants"), most=MOST_PEOPLE)
    year = WholeNumberField(label=_("In the year"), most=FUTURE_YEARS[1])
    drivers = TextField(
        rows=4,
        label=_("What drives it"),
        required=False,
        help_text=_("What would lead there: businesses, moving, births, the climate, decisions of others."),
    )
    nearness = TextField(
        rows=2, label=_("Nearness"), required=False, help_text=_("What people have close to home.")
    )
    mobility = TextField(rows=2, label=_("Mobility"), required=False, help_text=_("How people travel."))
    digital = TextField(
        rows=2,
        label=_("Digital access"),
        required=False,
        help_text=_("What people reach without travelling."),
    )
    state = forms.ChoiceField(label=_("State"), choices=Scenario.State, show_hidden_initial=True)
    unit_id = chosen(_("Prepared by"))
    order = WholeNumberField(
        label=_("Place in the list"), most=MOST_ORDER, help_text=_("Lower numbers stand first.")
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit_id"]
        unit.choices = [*unit.choices, *units]


class ScenarioDesk(PartDesk[Scenario]):
    """Scenarios of one strategy."""

    kind = "scenario"
    table = TABLE
    part_name = "scenarios"
    talk = "scenario"
    form_class = ScenarioForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {"scenario_key_unique": "title"}
    words = Words(
        title=_("Desired futures and uncertainties"),
        lead="",
        create=_("A scenario"),
        created=_("The scenario is described."),
        saved=_("The scenario is saved."),
        remove=_("Remove the scenario with its verdicts"),
        removed=_("Taken back:"),
        nothing="",
        next_step="",
    )

    def things(self) -> QuerySet[Scenario]:
        return scenarios_talked_about(self.viewer.organisation).filter(strategy=self.strategy)

    def rows(self, things: Sequence[Scenario]) -> list[Row]:
        own = Scenario.objects.filter(pk__in=[each.pk for each in things])
        lines = {line.scenario.pk: line for line in answered(scenario_lines_asked(self.viewer, own))}
        language = self.viewer.organisation.language
        return [
            PartRow(f"scenario-{each.pk}", str(each), language=language, line=lines[each.pk])
            for each in things
        ]

    def form_arguments(self, thing: Scenario | None) -> dict[str, Any]:
        return {"units": unit_choices(self.viewer.organisation)}

    def values(self, thing: Scenario) -> dict[str, Any]:
        names = ScenarioForm.merged_fields
        return {name: "" if (value := getattr(thing, name)) is None else value for name in names}

    def content(self, values: dict[str, Any]) -> ScenarioContent:
        """What the form says."""
        units, unit = Unit.objects.filter(organisation=self.viewer.organisation), values["unit_id"]
        names = ("title", "population", "year", *TEXTS, "state")
        return ScenarioContent(
            **{name: values[name] for name in names},
            unit=units.filter(pk=unit).first() if unit else None,
            order=values["order"] or 0,
        )

    def create(self, by: User, values: dict[str, Any]) -> Scenario:
        return create_scenario(
            organisation=self.viewer.organisation,
            by=by,
            strategy=self.strategy,
            content=self.content(values),
        )

    def change(self, by: User, thing: Scenario, expected_version: int, values: dict[str, Any]) -> Scenario:
        return change_scenario(
            organisation=self.viewer.organisation,
            by=by,
            scenario=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Scenario, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_scenario(
            organisation=self.viewer.organisation, by=by, scenario=thing, expected_version=expected_version
        )
