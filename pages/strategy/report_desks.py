"""The desks of situation reports and of what units would do together, whose lists are a strategy's parts."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.models import Record
from organisations.models import Unit, User
from pages.administration.selectors import unit_choices
from pages.editing import Row, Words
from pages.fields import TextField
from pages.strategy.need_forms import Choices
from pages.strategy.parts import PartDesk, PartRow, ids_asked
from pages.strategy.reports import (
    COOPERATIONS,
    REPORTS,
    cooperation_lines,
    needs_from_cooperation,
    report_lines,
)
from pages.versioned import VersionedForm
from strategy.models import Cooperation, SituationReport
from strategy.policies import can_write_report
from strategy.selectors.reports import cooperations_in, reports_in
from strategy.services.reports import (
    TEXTS,
    CooperationContent,
    ReportContent,
    change_cooperation,
    change_report,
    create_cooperation,
    create_report,
    remove_cooperation,
    remove_report,
)


class ReportForm(VersionedForm):
    """What a unit reports; whose report it is, and of which year, is said when it is begun."""

    merged_fields = (*TEXTS, "state")
    unit_id = forms.ChoiceField(label=gettext_lazy("Unit"), show_hidden_initial=True)
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int, show_hidden_initial=True)
    situation = TextField(rows=4, label=gettext_lazy("Situation"), required=False)
    plans = TextField(rows=4, label=gettext_lazy("Plans"), required=False)
    challenges = TextField(
        rows=4,
        label=gettext_lazy("Challenges at the growth goal"),
        required=False,
        help_text=gettext_lazy("What the unit would have to master if the council's goal is reached."),
    )
    investments = TextField(rows=4, label=gettext_lazy("Needs of investment"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=SituationReport.State, show_hidden_initial=True
    )

    def __init__(
        self, *args: Any, units: Choices, years: Sequence[tuple[int, str]], is_new: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("unit_id", units), ("year", years)):
            field: Any = self.fields[name]
            field.choices = choices
            if not is_new:
                del self.fields[name]


class ReportDesk(PartDesk[SituationReport]):
    """Situation reports of the years of one strategy's term."""

    kind = "report"
    table = REPORTS
    part_name = "reports"
    talk = "situation_report"
    form_class = ReportForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {"report_once_a_year": "year"}
    words = Words(
        title=gettext_lazy("Situation reports"),
        lead="",
        create=gettext_lazy("A situation report"),
        created=gettext_lazy("The report is begun. Say in the list with whom the unit would work together."),
        saved=gettext_lazy("The report is saved."),
        remove=gettext_lazy("Remove the report"),
        removed=gettext_lazy("Removed:"),
        nothing="",
        next_step="",
    )

    def can_change(self, thing: Record | None) -> bool:
        unit = thing.unit_id if isinstance(thing, SituationReport) else None
        return can_write_report(self.viewer.standing, unit)

    def belongs(self) -> dict[str, Any]:
        return {"organisation": self.viewer.organisation}

    def things(self) -> QuerySet[SituationReport]:
        return reports_in(self.viewer.organisation, self.strategy.term)

    def rows(self, things: Sequence[SituationReport]) -> list[Row]:
        language = self.viewer.organisation.language
        return [
            PartRow(line.anchor, str(line.name), language=language, line=line)
            for line in report_lines(self.viewer, self.strategy, things)
        ]

    def form_arguments(self, thing: SituationReport | None) -> dict[str, Any]:
        if thing is not None:
            return {"units": (), "years": (), "is_new": False}
        standing, term = self.viewer.standing, self.strategy.term
        units = [each for each in unit_choices(self.viewer.organisation) if standing.edits(int(each[0]))]
        years = range(term.elected_on.year, term.last_year + 1)
        return {"units": units, "years": [(year, str(year)) for year in years], "is_new": True}

    def values(self, thing: SituationReport) -> dict[str, Any]:
        names = ("unit_id", "year", *ReportForm.merged_fields)
        return {name: "" if (value := getattr(thing, name)) is None else value for name in names}

    def content(self, values: dict[str, Any]) -> ReportContent:
        """What the form says."""
        return ReportContent(**{name: values[name] for name in ReportForm.merged_fields})

    def create(self, by: User, values: dict[str, Any]) -> SituationReport:
        unit = Unit.objects.get(organisation=self.viewer.organisation, pk=values["unit_id"])
        return create_report(
            organisation=self.viewer.organisation,
            by=by,
            unit=unit,
            year=values["year"],
            content=self.content(values),
        )

    def change(
        self, by: User, thing: SituationReport, expected_version: int, values: dict[str, Any]
    ) -> SituationReport:
        return change_report(
            organisation=self.viewer.organisation,
            by=by,
            report=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(
        self, by: User, thing: SituationReport, expected_version: int, sent: Mapping[str, str]
    ) -> None:
        remove_report(
            organisation=self.viewer.organisation, by=by, report=thing, expected_version=expected_version
        )


class CooperationForm(VersionedForm):
    """With which unit a report (`report_id`) asks to work together, and on what."""

    merged_fields = ("title", "unit_id", "text")
    report_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("What it is about"),
        max_length=300,
        show_hidden_initial=True,
        help_text=gettext_lazy("Such as skills, land, infrastructure or economy."),
    )
    unit_id = forms.ChoiceField(label=gettext_lazy("Together with"), show_hidden_initial=True)
    text = TextField(rows=3, label=gettext_lazy("Why, and what is needed"), required=False)

    def __init__(self, *args: Any, begin: dict[str, Any], units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.initial:
            self.initial = begin
        field: Any = self.fields["unit_id"]
        field.choices = units

    def initials(self) -> list[SafeString]:
        """What stood in the form when it opened, and which report it is in."""
        return [self["report_id"].as_hidden(), *super().initials()]


class CooperationDesk(PartDesk[Cooperation]):
    """What the reports of the years of one strategy's term ask to do together with other units."""

    kind = "cooperation"
    table = COOPERATIONS
    part_name = "cooperations"
    talk = "cooperation"
    form_class: ClassVar[type[VersionedForm]] = CooperationForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {"cooperation_key_unique": "title"}
    words = Words(
        title=gettext_lazy("Dependencies between units"),
        lead="",
        create=gettext_lazy("An area to work together on"),
        created=gettext_lazy("The area to work together on is written down."),
        saved=gettext_lazy("The area to work together on is saved."),
        remove=gettext_lazy("Take it back"),
        removed=gettext_lazy("Taken back:"),
        nothing="",
        next_step="",
    )

    @property
    def report(self) -> SituationReport | None:
        """The report that a new one is in, as the address or the form says."""
        told = [*ids_asked(self.asked, "report_id"), *ids_asked(self.asked, "report")][:1]
        return reports_in(self.viewer.organisation, self.strategy.term).filter(pk__in=told).first()

    def can_change(self, thing: Record | None) -> bool:
        unit = thing.report.unit_id if isinstance(thing, Cooperation) else None
        return can_write_report(self.viewer.standing, unit)

    def belongs(self) -> dict[str, Any]:
        return {"organisation": self.viewer.organisation}

    def things(self) -> QuerySet[Cooperation]:
        return cooperations_in(self.viewer.organisation, self.strategy.term)

    def rows(self, things: Sequence[Cooperation]) -> list[Row]:
        language = self.viewer.organisation.language
        needs = needs_from_cooperation(self.strategy)
        return [
            PartRow(line.anchor, str(line.name), language=language, line=line)
            for line in cooperation_lines(self.viewer, self.strategy, things, needs)
        ]

    def form_arguments(self, thing: Cooperation | None) -> dict[str, Any]:
        report = thing.report if thing else self.report
        own = str(report.unit_id) if report else ""
        return {
            "begin": {"report_id": report.pk if report else ""},
            "units": [each for each in unit_choices(self.viewer.organisation) if each[0] != own],
        }

    def values(self, thing: Cooperation) -> dict[str, Any]:
        names = ("report_id", *CooperationForm.merged_fields)
        return {name: getattr(thing, name) or "" for name in names}

    def content(self, values: dict[str, Any]) -> CooperationContent:
        """What the form says."""
        unit = Unit.objects.get(organisation=self.viewer.organisation, pk=values["unit_id"])
        return CooperationContent(unit, values["title"], values["text"])

    def create(self, by: User, values: dict[str, Any]) -> Cooperation:
        report = self.report
        if report is None:
            raise DomainError(_("Begin at the report of the unit that asks."), code="report_id")
        return create_cooperation(
            organisation=self.viewer.organisation, by=by, report=report, content=self.content(values)
        )

    def change(
        self, by: User, thing: Cooperation, expected_version: int, values: dict[str, Any]
    ) -> Cooperation:
        return change_cooperation(
            organisation=self.viewer.organisation,
            by=by,
            cooperation=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Cooperation, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_cooperation(
            organisation=self.viewer.organisation,
            by=by,
            cooperation=thing,
            expected_version=expected_version,
        )
