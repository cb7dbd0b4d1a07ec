"""The desk of a strategy's changed conditions, whose list is a part of the strategy's page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.asking import answered
from goals.models import Goal, Indicator
from organisations.models import Unit, User
from pages.administration.selectors import unit_choices
from pages.editing import Row, Words
from pages.fields import FoldedField, TextField
from pages.history.refilling import hung_on
from pages.positions.forms import label_of
from pages.strategy.conditions import MOST_TITLE, TABLE, lines_asked
from pages.strategy.need_forms import Choices, chosen
from pages.strategy.parts import PartDesk, PartRow, ids_asked
from pages.versioned import VersionedForm
from planning.models import Plan
from planning.selectors.goals import goals_in_scope
from strategy.models import (
    ChangedCondition,
    ChangedConditionGoal,
    ChangedConditionPlan,
    SituationReport,
)
from strategy.selectors.conditions import conditions_shown
from strategy.selectors.reports import reports_of
from strategy.services.conditions import (
    ConditionContent,
    change_condition,
    create_condition,
    remove_condition,
)


class ConditionForm(VersionedForm):
    """What has changed, and what that does to which goals and plans."""

    merged_fields = ("title", "effect", "source", "state", "unit_id")
    merged_choices = ("goals", "plans")
    indicator_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    report_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("What has changed"), max_length=MOST_TITLE, show_hidden_initial=True)
    effect = TextField(
        rows=4,
        label=_("Effect"),
        required=False,
        help_text=_("What it does to goals and plans, and what the council should do about it."),
    )
    goals = FoldedField(label=_("Goals that it bears on"))
    plans = FoldedField(label=_("Plans that it bears on"))
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        required=False,
        show_hidden_initial=True,
        help_text=_("Such as a forecast, a decision of the state, or a report."),
    )
    state = forms.ChoiceField(label=_("State"), choices=ChangedCondition.State, show_hidden_initial=True)
    unit_id = chosen(_("Prepared by"))

    def __init__(self, *args: Any, goals: Any, plans: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["goals"].choices, fields["plans"].choices = goals, plans
        fields["unit_id"].choices = [*fields["unit_id"].choices, *units]

    def initials(self) -> list[SafeString]:
        """What stood in the form when it opened, and what it was taken over from."""
        return [self[name].as_hidden() for name in ("indicator_id", "report_id")] + super().initials()

    @classmethod
    def ticked(cls, stored: Any, name: str) -> list[Any]:
        """The goals or plans that are ticked, which the desk has by their ids."""
        models: dict[str, Any] = {"goals": Goal, "plans": Plan}
        return list(models[name].objects.filter(pk__in=getattr(stored, name)))


class ConditionDesk(PartDesk[ChangedCondition]):
    """Changed conditions of one strategy."""

    kind = "condition"
    table = TABLE
    part_name = "conditions"
    talk = "condition"
    has_tied = True
    form_class = ConditionForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {
        "condition_once_an_indicator": "title",
        "condition_of_followed": "title",
        "condition_once_a_report": "title",
    }
    words = Words(
        title=_("Changed conditions"),
        lead="",
        create=_("A changed condition"),
        created=_("The changed condition is written down."),
        saved=_("The changed condition is saved."),
        remove=_("Take it back"),
        removed=_("Taken back:"),
        nothing="",
        next_step="",
    )

    def things(self) -> QuerySet[ChangedCondition]:
        own = conditions_shown(self.viewer.organisation, to_member=True).filter(strategy=self.strategy)
        return own.prefetch_related("goal_rows", "plan_rows").select_related(
            "strategy", "indicator", "report"
        )

    def rows(self, things: Sequence[ChangedCondition]) -> list[Row]:
        own = ChangedCondition.objects.filter(pk__in=[each.pk for each in things])
        lines = {line.condition.pk: line for line in answered(lines_asked(self.viewer, own))}
        return [
            PartRow(
                f"condition-{each.pk}",
                str(each),
                language=self.viewer.organisation.language,
                line=lines[each.pk],
            )
            for each in things
        ]

    def form_arguments(self, thing: ChangedCondition | None) -> dict[str, Any]:
        there = self.values(thing) if thing else {}
        return {
            "goals": self.goals_offered({*there.get("goals", ()), *ids_asked(self.asked, "goals")}),
            "plans": [(plan.pk, plan.title) for plan in self.plans_offered(there.get("plans", ()))],
            "units": unit_choices(self.viewer.organisation),
        }

    def goals_offered(self, named: set[int]) -> list[tuple[int, str]]:
        """Own goals, the uppermost of others, and those that are named already."""
        own = self.viewer.organisation.pk
        return [
            (goal.pk, label_of(goal))
            for group in goals_in_scope(self.viewer.organisation)
            for goal in group.goals
            if group.framework.organisation_id == own or goal.parent_id is None or goal.pk in named
        ]

    def plans_offered(self, named: Sequence[int]) -> QuerySet[Plan]:
        """Plans that hold or are to come, and those that are named already."""
        followed = Plan.objects.followed_by(self.viewer.organisation)
        return (followed.exclude(status__in=Plan.PAST) | followed.filter(pk__in=named)).order_by(
            "title", "pk"
        )

    def values(self, thing: ChangedCondition) -> dict[str, Any]:
        return self.texts(thing) | {
            "goals": sorted(row.goal_id for row in thing.goal_rows.all()),
            "plans": sorted(row.plan_id for row in thing.plan_rows.all()),
        }

    def values_then(self, kept: Any) -> dict[str, Any]:
        about = {"condition": kept.pgh_obj_id}
        return self.texts(kept) | {
            "goals": hung_on(ChangedConditionGoal, kept, "goal_id", **about),
            "plans": hung_on(ChangedConditionPlan, kept, "plan_id", **about),
        }

    def texts(self, said: Any) -> dict[str, Any]:
        """What it says itself, now or then."""
        names = ("indicator_id", "report_id", *ConditionForm.merged_fields)
        return {name: "" if (value := getattr(said, name)) is None else value for name in names}

    def content(
        self, values: dict[str, Any], indicator: Indicator | None, report: SituationReport | None
    ) -> ConditionContent:
        """What the form says."""
        units, unit = Unit.objects.filter(organisation=self.viewer.organisation), values["unit_id"]
        return ConditionContent(
            **{name: values[name] for name in ("title", "effect", "source", "state")},
            unit=units.filter(pk=unit).first() if unit else None,
            indicator=indicator,
            report=report,
            goals=tuple(Goal.objects.filter(pk__in=values["goals"])),
            plans=tuple(Plan.objects.filter(pk__in=values["plans"])),
        )

    def create(self, by: User, values: dict[str, Any]) -> ChangedCondition:
        indicator = Indicator.objects.filter(pk=values["indicator_id"]).first()
        report = reports_of(self.viewer.organisation).filter(pk=values["report_id"]).first()
        return create_condition(
            organisation=self.viewer.organisation,
            by=by,
            strategy=self.strategy,
            content=self.content(values, indicator, report),
        )

    def change(
        self, by: User, thing: ChangedCondition, expected_version: int, values: dict[str, Any]
    ) -> ChangedCondition:
        return change_condition(
            organisation=self.viewer.organisation,
            by=by,
            condition=thing,
            expected_version=expected_version,
            content=self.content(values, thing.indicator, thing.report),
        )

    def remove(
        self, by: User, thing: ChangedCondition, expected_version: int, sent: Mapping[str, str]
    ) -> None:
        remove_condition(
            organisation=self.viewer.organisation, by=by, condition=thing, expected_version=expected_version
        )
