"""The desk of a strategy's verdicts on the comprehensive plan, whose list is the strategy's page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from organisations.models import Unit, User
from pages.administration.selectors import unit_choices
from pages.editing import Row, Words
from pages.fields import TextField
from pages.strategy.currency import TABLE, judged
from pages.strategy.need_forms import Choices, chosen
from pages.strategy.parts import PartDesk, PartLine, PartRow
from pages.versioned import VersionedForm
from strategy.models import OF_COUNTRY, VERDICTS, Requirement, RequirementVerdict
from strategy.services.verdicts import VerdictContent, change_verdict, create_verdict, remove_verdict


class VerdictForm(VersionedForm):
    """A verdict on one requirement, with its reasons."""

    merged_fields = ("verdict", "reason", "state", "unit_id")
    requirement = forms.ChoiceField(label=gettext_lazy("What is judged"), show_hidden_initial=True)
    verdict = forms.ChoiceField(label=gettext_lazy("Verdict"), show_hidden_initial=True)
    reason = TextField(rows=4, label=gettext_lazy("Reasons"))
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=RequirementVerdict.State.choices, show_hidden_initial=True
    )
    unit_id = chosen(gettext_lazy("Prepared by"))

    def __init__(
        self, *args: Any, asked: str, requirements: Choices, verdicts: Choices, units: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.initial:
            self.initial = {"requirement": asked}
        for name, choices in (("requirement", requirements), ("verdict", verdicts)):
            field: Any = self.fields[name]
            field.choices = choices
        unit: Any = self.fields["unit_id"]
        unit.choices = [*unit.choices, *units]


class VerdictDesk(PartDesk[RequirementVerdict]):
    """Verdicts of one strategy; `asked` may say which requirement a new one is on."""

    kind = "verdict"
    table = TABLE
    part_name = "currency"
    talk = "verdict"
    form_class = VerdictForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {"verdict_once_a_requirement": "requirement"}
    words = Words(
        title=gettext_lazy("Currency of the comprehensive plan"),
        lead="",
        create=gettext_lazy("Judge a requirement"),
        created=gettext_lazy("The verdict is recorded."),
        saved=gettext_lazy("The verdict is saved."),
        remove=gettext_lazy("Take the verdict back"),
        removed=gettext_lazy("Taken back:"),
        nothing="",
        next_step="",
    )

    @property
    def new_anchor(self) -> str:
        return f"requirement-{self.asked.get('requirement', '')}"

    def things(self) -> QuerySet[RequirementVerdict]:
        return self.strategy.verdicts.select_related("unit", "strategy")

    def rows(self, things: Sequence[RequirementVerdict]) -> list[Row]:
        return [
            PartRow(
                f"verdict-{each.pk}",
                str(each),
                line=judged(self.viewer, self.strategy, each.requirement, each),
            )
            for each in things
        ]

    def line_left(self, thing: RequirementVerdict) -> PartLine:
        return judged(self.viewer, self.strategy, thing.requirement, None)

    def form_arguments(self, thing: RequirementVerdict | None) -> dict[str, Any]:
        country = self.viewer.organisation.country or ""
        wanted = OF_COUNTRY.get(country, ()) if thing is None else (Requirement(thing.requirement),)
        return {
            "asked": self.asked.get("requirement", ""),
            "requirements": [(each.value, each.label) for each in wanted],
            "verdicts": [(each.value, each.label) for each in VERDICTS.get(country, ())],
            "units": unit_choices(self.viewer.organisation),
        }

    def values(self, thing: RequirementVerdict) -> dict[str, Any]:
        names = ("requirement", *VerdictForm.merged_fields)
        return {name: getattr(thing, name) or "" for name in names}

    def content(self, values: dict[str, Any]) -> VerdictContent:
        """What the form says."""
        units, unit = Unit.objects.filter(organisation=self.viewer.organisation), values["unit_id"]
        texts = {name: values[name] for name in ("requirement", "verdict", "reason", "state")}
        return VerdictContent(**texts, unit=units.filter(pk=unit).first() if unit else None)

    def create(self, by: User, values: dict[str, Any]) -> RequirementVerdict:
        return create_verdict(
            organisation=self.viewer.organisation,
            by=by,
            strategy=self.strategy,
            content=self.content(values),
        )

    def change(
        self, by: User, thing: RequirementVerdict, expected_version: int, values: dict[str, Any]
    ) -> RequirementVerdict:
        return change_verdict(
            organisation=self.viewer.organisation,
            by=by,
            verdict=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(
        self, by: User, thing: RequirementVerdict, expected_version: int, sent: Mapping[str, str]
    ) -> None:
        remove_verdict(
            organisation=self.viewer.organisation, by=by, verdict=thing, expected_version=expected_version
        )
