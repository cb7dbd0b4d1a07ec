"""The desk of how goals and directions fare under scenarios; each is a cell of a matrix on the page."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.asking import answered
from core.errors import DomainError
from goals.models import Goal
from organisations.models import User
from pages.editing import Row, Words
from pages.fields import TextField
from pages.positions.forms import label_of
from pages.strategy.need_forms import Choices
from pages.strategy.parts import LONGEST_ID, PartDesk, PartLine, PartRow, PartTable
from pages.strategy.robustness import Matrix, matrix_asked, subject_of, table_of
from pages.versioned import VersionedForm
from planning.models import Position
from planning.selectors.goals import goals_in_scope
from strategy.models import Robustness
from strategy.selectors.scenarios import directions_of, robustness_talked_about
from strategy.services.robustness import (
    RobustnessContent,
    change_robustness,
    create_robustness,
    remove_robustness,
)


class RobustnessForm(VersionedForm):
    """How a goal or a direction fares under a scenario, and why."""

    merged_fields = ("verdict", "reason")
    subject = forms.ChoiceField(label=_("Goal or direction"), show_hidden_initial=True)
    scenario_id = forms.ChoiceField(label=_("Scenario"), show_hidden_initial=True)
    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=Robustness.Verdict.choices, show_hidden_initial=True
    )
    reason = TextField(rows=4, label=_("Reasons"))

    def __init__(
        self, *args: Any, asked: dict[str, str], subjects: Choices, scenarios: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.initial:
            self.initial = asked
        for name, choices in (("subject", subjects), ("scenario_id", scenarios)):
            field: Any = self.fields[name]
            field.choices = choices


class RobustnessDesk(PartDesk[Robustness]):
    """Verdicts under the scenarios of one strategy; `asked` may say on what, and under which scenario."""

    kind = "robustness"
    part_name = "robustness"
    talk = "robustness"
    form_class = RobustnessForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {
        "robustness_once_a_goal": "subject",
        "robustness_once_a_position": "subject",
    }
    words = Words(
        title=_("How goals and directions hold under each scenario"),
        lead="",
        create=_("Judge a goal or a direction under a scenario"),
        created=_("The verdict is recorded."),
        saved=_("The verdict is saved."),
        remove=_("Take the verdict back"),
        removed=_("Taken back:"),
        nothing="",
        next_step="",
    )

    @property
    def table(self) -> PartTable:
        """A column for each scenario of the strategy."""
        return table_of(self.strategy.scenarios.all(), self.viewer.organisation.language)

    @property
    def new_anchor(self) -> str:
        subject = self.asked.get("subject", "")
        is_known = any(line.anchor == f"robustness-{subject}" for line in self.matrix.lines)
        return f"robustness-{subject}" if is_known else super().new_anchor

    @cached_property
    def matrix(self) -> Matrix:
        """The matrix as it is when the form opens."""
        return answered(matrix_asked(self.viewer, self.strategy))

    def belongs(self) -> dict[str, Any]:
        return {"scenario__strategy_id": self.strategy.pk}

    def things(self) -> QuerySet[Robustness]:
        own = robustness_talked_about(self.viewer.organisation)
        return own.filter(scenario__strategy=self.strategy)

    def rows(self, things: Sequence[Robustness]) -> list[Row]:
        found = answered(matrix_asked(self.viewer, self.strategy)).lines
        lines = {line.anchor: line for line in found}
        language = self.viewer.organisation.language
        anchors = [f"robustness-{subject_of(each)}" for each in things]
        return [
            PartRow(anchor, str(each), language=language, line=lines[anchor])
            for anchor, each in zip(anchors, things, strict=True)
        ]

    def line_left(self, thing: Robustness) -> PartLine | None:
        lines = answered(matrix_asked(self.viewer, self.strategy)).lines
        anchor = f"robustness-{subject_of(thing)}"
        return next((line for line in lines if line.anchor == anchor), None)

    def form_arguments(self, thing: Robustness | None) -> dict[str, Any]:
        if thing is not None:
            one = label_of(thing.goal) if thing.goal else str(thing.position)
            scenarios, subjects = [thing.scenario], [(subject_of(thing), one)]
        else:
            scenarios, subjects = list(self.strategy.scenarios.all()), self.subjects()
        return {
            "asked": {name: self.asked.get(name, "") for name in ("subject", "scenario_id")},
            "scenarios": [(str(each.pk), each.title) for each in scenarios],
            "subjects": subjects,
        }

    def subjects(self) -> list[tuple[str, str]]:
        """Own goals, the uppermost of others, and the directions of the comprehensive plan."""
        organisation = self.viewer.organisation
        goals = [
            (f"goal-{goal.pk}", label_of(goal))
            for group in goals_in_scope(organisation)
            for goal in group.goals
            if group.framework.organisation_id == organisation.pk or goal.parent_id is None
        ]
        directions = directions_of(organisation).order_by("plan", "order", "pk")
        return goals + [(f"position-{each.pk}", str(each)) for each in directions]

    def values(self, thing: Robustness) -> dict[str, Any]:
        return {
            "subject": subject_of(thing),
            "scenario_id": thing.scenario_id,
            "verdict": thing.verdict,
            "reason": thing.reason,
        }

    def content(self, values: dict[str, Any]) -> RobustnessContent:
        """What the form says."""
        sort, _dash, pk = values["subject"].partition("-")
        asked = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < LONGEST_ID else 0
        return RobustnessContent(
            values["verdict"],
            values["reason"],
            goal=Goal.objects.filter(pk=asked).first() if sort == "goal" else None,
            position=Position.objects.select_related("plan__type").filter(pk=asked).first()
            if sort == "position"
            else None,
        )

    def create(self, by: User, values: dict[str, Any]) -> Robustness:
        scenario = self.strategy.scenarios.filter(pk=values["scenario_id"]).first()
        if scenario is None:
            raise DomainError(gettext("Choose a scenario of the strategy."), code="scenario_id")
        return create_robustness(
            organisation=self.viewer.organisation, by=by, scenario=scenario, content=self.content(values)
        )

    def change(
        self, by: User, thing: Robustness, expected_version: int, values: dict[str, Any]
    ) -> Robustness:
        return change_robustness(
            organisation=self.viewer.organisation,
            by=by,
            robustness=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Robustness, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_robustness(
            organisation=self.viewer.organisation, by=by, robustness=thing, expected_version=expected_version
        )
