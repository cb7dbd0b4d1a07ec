"""The desk of a strategy's numbers of inhabitants, whose list is a part of the strategy's page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.asking import answered
from goals.models import Framework, Indicator
from organisations.models import Organisation, User
from pages.editing import Row, Words
from pages.strategy.need_forms import Choices, WholeNumberField, chosen
from pages.strategy.parts import PartDesk, PartLine, PartRow
from pages.strategy.population import TABLE, figure_lines_asked
from pages.versioned import VersionedForm
from strategy.models import FUTURE_YEARS, PopulationFigure
from strategy.selectors.scenarios import figures_talked_about
from strategy.services.population import (
    PopulationContent,
    change_population,
    create_population,
    remove_population,
)
from strategy.services.scenarios import MOST_PEOPLE


class PopulationForm(VersionedForm):
    """A number of inhabitants with its year and source; of the outcome perhaps an indicator instead."""

    merged_fields = ("number", "year", "source", "indicator_id")
    sort = forms.ChoiceField(label=_("What the number is"), show_hidden_initial=True)
    number = WholeNumberField(label=_("Inhabitants"), most=MOST_PEOPLE)
    year = WholeNumberField(label=_("Year"), most=FUTURE_YEARS[1])
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        required=False,
        show_hidden_initial=True,
        help_text=_("Who has reckoned or counted it, and when."),
    )
    indicator_id = chosen(
        _("Indicator that has the outcome"),
        help_text=_("Its latest value is shown then, without a number here."),
    )

    def __init__(self, *args: Any, asked: str, sorts: Choices, indicators: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.initial:
            self.initial = {"sort": asked}
        fields: Any = self.fields
        fields["sort"].choices = sorts
        fields["indicator_id"].choices = [*fields["indicator_id"].choices, *indicators]
        if not indicators:
            del self.fields["indicator_id"]


class PopulationDesk(PartDesk[PopulationFigure]):
    """The three numbers of one strategy; `asked` may say which of them a new one is."""

    kind = "population"
    table = TABLE
    part_name = "population"
    talk = "population"
    form_class = PopulationForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {
        "population_once_a_sort": "sort",
        "population_of_followed": "indicator_id",
    }
    words = Words(
        title=_("Inhabitants: goal, forecast and outcome"),
        lead="",
        create=_("Say a number of inhabitants"),
        created=_("The number of inhabitants is recorded."),
        saved=_("The number of inhabitants is saved."),
        remove=_("Take the number back"),
        removed=_("Taken back:"),
        nothing="",
        next_step="",
    )

    @property
    def new_anchor(self) -> str:
        return f"population-{self.asked.get('sort', '')}"

    def things(self) -> QuerySet[PopulationFigure]:
        return figures_talked_about(self.viewer.organisation).filter(strategy=self.strategy)

    def rows(self, things: Sequence[PopulationFigure]) -> list[Row]:
        lines = {line.anchor: line for line in answered(figure_lines_asked(self.viewer, self.strategy))}
        return [
            PartRow(f"population-{each.sort}", str(each), line=lines[f"population-{each.sort}"])
            for each in things
        ]

    def line_left(self, thing: PopulationFigure) -> PartLine | None:
        lines = answered(figure_lines_asked(self.viewer, self.strategy))
        return next((line for line in lines if line.anchor == f"population-{thing.sort}"), None)

    def form_arguments(self, thing: PopulationFigure | None) -> dict[str, Any]:
        asked = thing.sort if thing else self.asked.get("sort", "")
        sorts = [each for each in PopulationFigure.Sort.choices if thing is None or each[0] == thing.sort]
        is_outcome = asked not in {PopulationFigure.Sort.GOAL, PopulationFigure.Sort.FORECAST}
        offered = indicator_choices(self.viewer.organisation) if is_outcome else []
        return {"asked": asked, "sorts": sorts, "indicators": offered}

    def values(self, thing: PopulationFigure) -> dict[str, Any]:
        names = ("sort", *PopulationForm.merged_fields)
        return {name: "" if (value := getattr(thing, name)) is None else value for name in names}

    def content(self, values: dict[str, Any]) -> PopulationContent:
        """What the form says."""
        indicator = values.get("indicator_id")
        return PopulationContent(
            **{name: values[name] for name in ("sort", "number", "year", "source")},
            indicator=Indicator.objects.filter(pk=indicator).first() if indicator else None,
        )

    def create(self, by: User, values: dict[str, Any]) -> PopulationFigure:
        return create_population(
            organisation=self.viewer.organisation,
            by=by,
            strategy=self.strategy,
            content=self.content(values),
        )

    def change(
        self, by: User, thing: PopulationFigure, expected_version: int, values: dict[str, Any]
    ) -> PopulationFigure:
        return change_population(
            organisation=self.viewer.organisation,
            by=by,
            figure=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(
        self, by: User, thing: PopulationFigure, expected_version: int, sent: Mapping[str, str]
    ) -> None:
        remove_population(
            organisation=self.viewer.organisation, by=by, figure=thing, expected_version=expected_version
        )


def indicator_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """Indicators with numbers, of the organisation and of those whose frameworks it follows, by title."""
    owners = Framework.objects.followed_by(organisation).order_by().values("organisation")
    own = Indicator.objects.filter(organisation=organisation)
    found = (own | Indicator.objects.filter(organisation__in=owners)).order_by("title", "pk")
    return [(str(pk), title) for pk, title in found.values_list("pk", "title")]
