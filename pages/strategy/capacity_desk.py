"""The desk of what units can put into planning, whose list is a part of the strategy's page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organisations.models import Unit, User
from pages.administration.selectors import unit_choices
from pages.editing import Row, Words
from pages.strategy.need_forms import Choices, WholeNumberField
from pages.strategy.parts import PartDesk, PartRow
from pages.strategy.resources import TABLE, capacity_lines
from pages.strategy.words import quarter_words
from pages.versioned import VersionedForm
from strategy.models import Capacity
from strategy.selectors.capacities import capacities_shown
from strategy.services.capacities import CapacityContent, change_capacity, create_capacity, remove_capacity
from strategy.services.needs import MOST_MONEY, MOST_MONTHS


class CapacityForm(VersionedForm):
    """What a unit can put into planning in each quarter of a period."""

    merged_fields = ("unit_id", "first", "last", "person_months", "money")
    unit_id = forms.ChoiceField(label=_("Unit"), show_hidden_initial=True)
    first = forms.ChoiceField(label=_("From the quarter"), show_hidden_initial=True)
    last = forms.ChoiceField(label=_("To the quarter"), show_hidden_initial=True)
    person_months = WholeNumberField(label=_("Person-months a quarter"), most=MOST_MONTHS)
    money = WholeNumberField(label=_("Kronor a quarter"), most=MOST_MONEY)

    def __init__(self, *args: Any, units: Choices, quarters: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_months"].required = True
        for name, choices in (("unit_id", units), ("first", quarters), ("last", quarters)):
            field: Any = self.fields[name]
            field.choices = choices


class CapacityDesk(PartDesk[Capacity]):
    """Capacities of one strategy."""

    kind = "capacity"
    table = TABLE
    part_name = "resources"
    talk = "capacity"
    form_class = CapacityForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {
        "capacity_no_overlap": "first",
        "capacity_once_a_quarter": "first",
    }
    words = Words(
        title=_("Resources"),
        lead="",
        create=_("What a unit can do"),
        created=_("The capacity is said."),
        saved=_("The capacity is saved."),
        remove=_("Take it back"),
        removed=_("Taken back:"),
        nothing="",
        next_step="",
    )

    def things(self) -> QuerySet[Capacity]:
        own = capacities_shown(self.viewer.organisation, to_member=True)
        return own.filter(strategy=self.strategy).select_related("unit", "strategy")

    def rows(self, things: Sequence[Capacity]) -> list[Row]:
        language = self.viewer.organisation.language
        lines = capacity_lines(self.viewer, self.strategy, things)
        return [PartRow(line.anchor, str(line.name), language=language, line=line) for line in lines]

    def form_arguments(self, thing: Capacity | None) -> dict[str, Any]:
        quarters = [(quarter, quarter_words(quarter)) for quarter in self.strategy.term.quarters]
        return {"units": unit_choices(self.viewer.organisation), "quarters": quarters}

    def values(self, thing: Capacity) -> dict[str, Any]:
        names = CapacityForm.merged_fields
        return {name: "" if (value := getattr(thing, name)) is None else value for name in names}

    def content(self, values: dict[str, Any]) -> CapacityContent:
        """What the form says."""
        unit = Unit.objects.get(organisation=self.viewer.organisation, pk=values["unit_id"])
        said = {name: values[name] for name in ("first", "last", "person_months", "money")}
        return CapacityContent(unit, **said)

    def create(self, by: User, values: dict[str, Any]) -> Capacity:
        return create_capacity(
            organisation=self.viewer.organisation,
            by=by,
            strategy=self.strategy,
            content=self.content(values),
        )

    def change(self, by: User, thing: Capacity, expected_version: int, values: dict[str, Any]) -> Capacity:
        return change_capacity(
            organisation=self.viewer.organisation,
            by=by,
            capacity=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Capacity, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_capacity(
            organisation=self.viewer.organisation, by=by, capacity=thing, expected_version=expected_version
        )
