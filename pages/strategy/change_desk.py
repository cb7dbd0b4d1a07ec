"""The desk of the changes of an adopted strategy, whose list is the strategy's page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.ui import day
from organisations.models import User
from pages.editing import Row, Words
from pages.fields import DayField, TextField
from pages.guards import Viewer
from pages.strategy.desks import RoundDesk
from pages.strategy.forms import validate_day
from pages.versioned import VersionedForm
from strategy.models import PlanningStrategy, StrategyChange
from strategy.services.changes import ChangeContent, correct_change, record_change, remove_change


class ChangeForm(VersionedForm):
    """The council's decision on a change of its strategy."""

    merged_fields = ("decided_on", "decided_by", "reference", "case_number", "summary")
    summary = TextField(rows=3, label=gettext_lazy("What is changed"))
    decided_on = DayField(
        label=gettext_lazy("Decided on"), validators=[validate_day], show_hidden_initial=True
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Decided by"),
        max_length=200,
        show_hidden_initial=True,
        help_text=gettext_lazy("Such as Kommunfullmäktige."),
    )
    reference = forms.CharField(
        label=gettext_lazy("Paragraph"),
        max_length=200,
        show_hidden_initial=True,
        help_text=gettext_lazy("Such as KF § 12."),
    )
    case_number = forms.CharField(
        label=gettext_lazy("Case number"), max_length=100, required=False, show_hidden_initial=True
    )


class ChangeDesk(RoundDesk[StrategyChange]):
    """Changes of one strategy."""

    kind = "change"
    form_class = ChangeForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {}
    words = Words(
        title=gettext_lazy("Changes of the strategy"),
        lead="",
        create=gettext_lazy("Record the decision on a change"),
        created=gettext_lazy("The decision is recorded: the documents say what the strategy says now."),
        saved=gettext_lazy("The decision is saved."),
        remove=gettext_lazy("Remove the decision"),
        removed=gettext_lazy("Removed:"),
        nothing="",
        next_step="",
    )

    def __init__(self, viewer: Viewer, strategy: PlanningStrategy) -> None:
        super().__init__(viewer)
        self.strategy = strategy

    def address(self, action: str, *args: Any) -> str:
        if action == "list":
            return reverse("strategy:change_list", args=[self.viewer.organisation.slug, self.strategy.pk])
        return super().address(action, *args)

    def place(self) -> list[Any]:
        return [self.strategy.pk]

    def trail(self) -> list[str]:
        terms = reverse("strategy:strategy_list", args=[self.viewer.organisation.slug])
        home = [self.viewer.organisation.slug, self.strategy.pk]
        strategy = [self.strategy.title, reverse("strategy:workbench_detail", args=home)]
        return [_("Planning strategy"), terms, *strategy, _("The council's decisions"), self.list_url]

    def belongs(self) -> dict[str, Any]:
        return {"strategy_id": self.strategy.pk}

    def things(self) -> QuerySet[StrategyChange]:
        return self.strategy.changes.select_related("strategy")

    def rows(self, things: Sequence[StrategyChange]) -> list[Row]:
        language = self.viewer.organisation.language
        return [
            Row(
                f"change-{each.pk}",
                each.summary,
                facts=tuple(
                    filter(None, (day(each.decided_on), each.decided_by, each.reference, each.case_number))
                ),
                language=language,
            )
            for each in things
        ]

    def values(self, thing: StrategyChange) -> dict[str, Any]:
        return {name: getattr(thing, name) or "" for name in ChangeForm.merged_fields}

    def content(self, values: dict[str, Any]) -> ChangeContent:
        """What the form says."""
        return ChangeContent(**{name: values[name] for name in ChangeForm.merged_fields})

    def create(self, by: User, values: dict[str, Any]) -> StrategyChange:
        return record_change(
            organisation=self.viewer.organisation,
            by=by,
            strategy=self.strategy,
            content=self.content(values),
        )

    def change(
        self, by: User, thing: StrategyChange, expected_version: int, values: dict[str, Any]
    ) -> StrategyChange:
        return correct_change(
            organisation=self.viewer.organisation,
            by=by,
            change=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: StrategyChange, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_change(
            organisation=self.viewer.organisation, by=by, change=thing, expected_version=expected_version
        )
