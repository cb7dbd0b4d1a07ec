"""The desk of a strategy's stances on plans, whose list is the strategy's page."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.asking import answered
from organisations.models import Unit, User
from pages.administration.selectors import unit_choices
from pages.editing import Row, Words
from pages.guards import Viewer
from pages.plans.selectors.catalogue import catalogue
from pages.strategy.need_forms import NeedForm
from pages.strategy.parts import PartDesk, PartLine, PartRow, ids_asked
from pages.strategy.portfolio import TABLE, lines_asked
from planning.models import Plan, PlanType
from strategy.models import Cooperation, PlanNeed, PlanningStrategy
from strategy.selectors.reports import cooperations_of
from strategy.services.needs import NeedContent, change_plan_need, create_plan_need, remove_plan_need


class NeedDesk(PartDesk[PlanNeed]):
    """Stances of one strategy; `plan` is the one that a new stance is about, `begin` what its form says."""

    kind = "need"
    table = TABLE
    part_name = "portfolio"
    talk = "plan_need"
    form_class = NeedForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {"need_once_a_plan": "stance", "need_in_term": "start"}

    def __init__(self, viewer: Viewer, strategy: PlanningStrategy, asked: Mapping[str, str]) -> None:
        super().__init__(viewer, strategy, asked)
        about = [*ids_asked(asked, "plan_id"), *ids_asked(asked, "plan")][:1]
        self.plan = self.plans().filter(pk__in=about).first() if about else None
        told = [*ids_asked(asked, "cooperation_id"), *ids_asked(asked, "cooperation")][:1]
        self.cooperation = cooperations_of(viewer.organisation).filter(pk__in=told).first() if told else None
        self.begin = {
            "plan_id": self.plan.pk if self.plan else "",
            "title": asked.get("title", "")[:300],
            "statutory_basis": asked.get("law", "")[:300],
        }
        if self.cooperation:
            self.begin |= begun_by(self.cooperation)

    @property
    def words(self) -> Words:  # type: ignore[override]  # a new one names the plan
        """What the desk says."""
        return Words(
            title=_("Plan portfolio"),
            lead="",
            create=_("Take a stance on “%(plan)s”") % {"plan": self.plan} if self.plan else _("A new plan"),
            created=_("The stance is recorded."),
            saved=_("The stance is saved."),
            remove=_("Take the stance back"),
            removed=_("Taken back:"),
            nothing="",
            next_step="",
        )

    @property
    def new_anchor(self) -> str:
        return f"plan-{self.plan.pk}" if self.plan else super().new_anchor

    def things(self) -> QuerySet[PlanNeed]:
        return self.strategy.plan_needs.select_related(
            "unit", "type", "plan", "strategy__term", "cooperation"
        )

    def plans(self) -> QuerySet[Plan]:
        """What a stance can be about, as the portfolio shows it."""
        return catalogue(self.viewer)

    def rows(self, things: Sequence[PlanNeed]) -> list[Row]:
        plans = list(self.plans().filter(pk__in=[need.plan_id for need in things if need.plan_id]))
        lines = {
            line.anchor: line for line in answered(lines_asked(self.viewer, self.strategy, plans, things))
        }
        language = self.viewer.organisation.language
        return [
            PartRow(f"need-{need.pk}", str(need), language=language, line=lines.get(f"need-{need.pk}"))
            for need in things
        ]

    def line_left(self, thing: PlanNeed) -> PartLine | None:
        plans = list(self.plans().filter(pk=thing.plan_id)) if thing.plan_id else []
        return next(iter(answered(lines_asked(self.viewer, self.strategy, plans, []))), None)

    def form_arguments(self, thing: PlanNeed | None) -> dict[str, Any]:
        types = PlanType.objects.filter(organisation=self.viewer.organisation).order_by("name", "pk")
        return {
            "begin": self.begin if thing is None else {"plan_id": thing.plan_id},
            "quarters": self.strategy.term.quarters,
            "units": unit_choices(self.viewer.organisation),
            "types": [(str(each.pk), each.name) for each in types],
        }

    def values(self, thing: PlanNeed) -> dict[str, Any]:
        names = ("plan_id", "cooperation_id", *NeedForm.merged_fields)
        values = {name: getattr(thing, name) for name in names}
        return {name: "" if value is None else value for name, value in values.items()}

    def content(
        self, values: dict[str, Any], plan: Plan | None, cooperation: Cooperation | None
    ) -> NeedContent:
        """What the form says."""
        own = {"organisation": self.viewer.organisation}
        unit, kind = values["unit_id"], values.get("type_id")
        texts = (
            "reason",
            "state",
            "priority",
            "start",
            "decision",
            "person_months",
            "cost",
            "actors",
            "others",
        )
        return NeedContent(
            stance=values.get("stance") or PlanNeed.Stance.NEW,
            plan=plan,
            title=values.get("title", ""),
            type=PlanType.objects.filter(**own, pk=kind).first() if kind else None,
            statutory_basis=values.get("statutory_basis", ""),
            unit=Unit.objects.filter(**own, pk=unit).first() if unit else None,
            cooperation=cooperation,
            **{name: values[name] for name in texts},
        )

    def create(self, by: User, values: dict[str, Any]) -> PlanNeed:
        content = self.content(values, self.plan, self.cooperation)
        return create_plan_need(
            organisation=self.viewer.organisation, by=by, strategy=self.strategy, content=content
        )

    def change(self, by: User, thing: PlanNeed, expected_version: int, values: dict[str, Any]) -> PlanNeed:
        return change_plan_need(
            organisation=self.viewer.organisation,
            by=by,
            need=thing,
            expected_version=expected_version,
            content=self.content(values, thing.plan, thing.cooperation),
        )

    def move(self, by: User, thing: PlanNeed, expected_version: int, quarters: Mapping[str, str]) -> PlanNeed:
        """Change its quarters (`start`, `decision`), and nothing else of it."""
        said = {each.name: getattr(thing, each.name) for each in fields(NeedContent)}
        stays = {name: value for name, value in said.items() if value is not None}
        return change_plan_need(
            organisation=self.viewer.organisation,
            by=by,
            need=thing,
            expected_version=expected_version,
            content=NeedContent(**stays | dict(quarters)),
        )

    def remove(self, by: User, thing: PlanNeed, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_plan_need(
            organisation=self.viewer.organisation, by=by, need=thing, expected_version=expected_version
        )


def begun_by(cooperation: Cooperation) -> dict[str, Any]:
    """What the form for a new plan says that comes from what two units would do together."""
    return {
        "title": cooperation.title,
        "reason": cooperation.text or "",
        "unit_id": cooperation.report.unit_id,
        "cooperation_id": cooperation.pk,
    }
