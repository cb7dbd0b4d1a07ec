"""Where terms and planning strategies are changed: desks whose list is the page of all of them."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Record
from core.templatetags.ui import day
from organisations.models import Unit, User
from pages.administration.selectors import unit_choices
from pages.editing import Desk, Row, Thing, Words
from pages.guards import Viewer
from pages.strategy.forms import AdoptionForm, StrategyForm, TermForm
from pages.versioned import VersionedForm
from strategy.clock import SWEDEN
from strategy.models import PlanningStrategy, Term
from strategy.policies import can_run_strategy
from strategy.services.strategies import (
    Adoption,
    StrategyContent,
    adopt_strategy,
    change_strategy,
    remove_strategy,
    start_strategy,
)
from strategy.services.terms import TermContent, change_term, create_term, remove_term


class RoundDesk(Desk[Thing]):
    """What coordinators change of the council's rounds, and members read."""

    namespace = "strategy"

    def can_change(self, thing: Record | None) -> bool:
        return can_run_strategy(self.viewer.standing)

    def address(self, action: str, *args: Any) -> str:
        if action == "list":
            return reverse("strategy:strategy_list", args=[self.viewer.organisation.slug])
        return super().address(action, *args)

    def trail(self) -> list[str]:
        return [_("Planning strategy"), self.list_url]

    def found(self, text: str) -> Sequence[Thing]:
        return list(self.things())


class TermDesk(RoundDesk[Term]):
    """Terms of the council."""

    kind = "term"
    form_class = TermForm
    fields_of_codes = {
        "term_election_unique": "elected_on",
        "term_elected_before_strategy": "elected_on",
        "term_no_overlap": "begins_on",
    }
    words = Words(
        title=gettext_lazy("Terms of the council"),
        lead="",
        create=gettext_lazy("Record a term"),
        created=gettext_lazy("The term is recorded."),
        saved=gettext_lazy("The term is saved."),
        remove=gettext_lazy("Remove the term"),
        removed=gettext_lazy("Removed:"),
        nothing="",
        next_step="",
    )

    def things(self) -> QuerySet[Term]:
        found: QuerySet[Term] = self.viewer.organisation.terms.all()
        return found

    def rows(self, things: Sequence[Term]) -> list[Row]:
        election = _("election on %(day)s")
        return [
            Row(
                f"term-{term.pk}",
                _("The term %(years)s") % {"years": term},
                facts=(
                    election % {"day": day(term.elected_on)},
                    *([_("extra election")] if term.is_extra else []),
                ),
            )
            for term in things
        ]

    def values(self, thing: Term) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in TermForm.merged_fields}

    def content(self, values: dict[str, Any]) -> TermContent:
        """What the form says of the term."""
        return TermContent(**{name: values[name] for name in TermForm.merged_fields})

    def create(self, by: User, values: dict[str, Any]) -> Term:
        return create_term(organisation=self.viewer.organisation, by=by, content=self.content(values))

    def change(self, by: User, thing: Term, expected_version: int, values: dict[str, Any]) -> Term:
        return change_term(
            organisation=self.viewer.organisation,
            by=by,
            term=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Term, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_term(
            organisation=self.viewer.organisation, by=by, term=thing, expected_version=expected_version
        )


class StrategyDesk(RoundDesk[PlanningStrategy]):
    """Planning strategies; a new one is begun for `term`."""

    kind = "strategy"
    form_class: ClassVar[type[VersionedForm]] = StrategyForm
    fields_of_codes = {"strategy_once_a_term": "title"}
    words = Words(
        title=gettext_lazy("Planning strategy"),
        lead="",
        create=gettext_lazy("Begin the strategy"),
        created=gettext_lazy("The strategy is begun. Record its adoption here when the council has decided."),
        saved=gettext_lazy("The strategy is saved."),
        remove=gettext_lazy("Remove the strategy"),
        removed=gettext_lazy("Removed:"),
        nothing="",
        next_step="",
    )

    def __init__(self, viewer: Viewer, term: Term | None = None) -> None:
        super().__init__(viewer)
        self.term = term

    def address(self, action: str, *args: Any) -> str:
        if action != "create":
            return super().address(action, *args)
        # Without a term there is nothing to begin but from the list of all terms.
        return super().address(action, self.term.pk) if self.term else self.list_url

    def things(self) -> QuerySet[PlanningStrategy]:
        own = PlanningStrategy.objects.filter(organisation=self.viewer.organisation)
        return own.select_related("term", "unit")

    def rows(self, things: Sequence[PlanningStrategy]) -> list[Row]:
        return [
            Row(
                f"strategy-{strategy.pk}",
                strategy.title,
                facts=(
                    _("The term %(years)s") % {"years": strategy.term},
                    *([strategy.unit.name] if strategy.unit else []),
                    *([str(strategy.reference)] if strategy.reference else []),
                ),
                badge=strategy.get_status_display(),
                language=self.viewer.organisation.language,
                inside_url=reverse(
                    "strategy:workbench_detail", args=[self.viewer.organisation.slug, strategy.pk]
                ),
            )
            for strategy in things
        ]

    def opened(self, thing: PlanningStrategy, form: VersionedForm, warning: str = "") -> Row:
        row = super().opened(thing, form, warning)
        if thing.is_adopted:
            row.remove_url = ""
        return row

    def form_arguments(self, thing: PlanningStrategy | None) -> dict[str, Any]:
        organisation = self.viewer.organisation
        return {
            "units": unit_choices(organisation),
            "country": organisation.country or "",
            "is_adopted": thing is not None and thing.is_adopted,
        }

    def values(self, thing: PlanningStrategy) -> dict[str, Any]:
        return {name: getattr(thing, name) or "" for name in StrategyForm.merged_fields}

    def content(self, values: dict[str, Any]) -> StrategyContent:
        """What the form says of the strategy."""
        units = Unit.objects.filter(organisation=self.viewer.organisation)
        unit = units.filter(pk=values["unit_id"]).first() if values["unit_id"] else None
        days = {name: values.get(name) for name in ("county_basis_on", "published_on", "announced_on")}
        return StrategyContent(values["title"], unit, **days)

    def create(self, by: User, values: dict[str, Any]) -> PlanningStrategy:
        if self.term is None:
            raise ValueError("a strategy is begun for a term")
        return start_strategy(
            organisation=self.viewer.organisation, by=by, term=self.term, content=self.content(values)
        )

    def change(
        self, by: User, thing: PlanningStrategy, expected_version: int, values: dict[str, Any]
    ) -> PlanningStrategy:
        return change_strategy(
            organisation=self.viewer.organisation,
            by=by,
            strategy=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(
        self, by: User, thing: PlanningStrategy, expected_version: int, sent: Mapping[str, str]
    ) -> None:
        remove_strategy(
            organisation=self.viewer.organisation, by=by, strategy=thing, expected_version=expected_version
        )


class AdoptionDesk(StrategyDesk):
    """Planning strategies, with the form for the council's decision."""

    form_class = AdoptionForm
    words = Words(
        title=gettext_lazy("Planning strategy"),
        lead="",
        create="",
        created="",
        saved=gettext_lazy("The adoption is recorded. The clock and the report follow."),
        remove="",
        removed="",
        nothing="",
        next_step="",
    )

    def address(self, action: str, *args: Any) -> str:
        return super().address("adopt" if action == "edit" else action, *args)

    def opened(self, thing: PlanningStrategy, form: VersionedForm, warning: str = "") -> Row:
        row = super().opened(thing, form, warning)
        row.remove_url = ""
        return row

    def form_arguments(self, thing: PlanningStrategy | None) -> dict[str, Any]:
        return {"judges": self.viewer.organisation.country == SWEDEN}

    def values(self, thing: PlanningStrategy) -> dict[str, Any]:
        return {name: getattr(thing, name) or "" for name in AdoptionForm.merged_fields}

    def change(
        self, by: User, thing: PlanningStrategy, expected_version: int, values: dict[str, Any]
    ) -> PlanningStrategy:
        adoption = Adoption(
            values["adopted_on"],
            values["decided_by"],
            values["reference"],
            values["case_number"],
            values.get("comprehensive_plan_judgement") or None,
        )
        return adopt_strategy(
            organisation=self.viewer.organisation,
            by=by,
            strategy=thing,
            expected_version=expected_version,
            adoption=adoption,
        )
