"""What the council plans to plan, over the API."""

from typing import Any

from django.db.models import QuerySet

from organisations.api.deeds import Doing
from organisations.api.inputs import content_of
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from strategy.api import inputs, serializers
from strategy.api.deeds import STRATEGY_DEEDS
from strategy.filters import PlanNeedFilter, PlanningStrategyFilter, RequirementVerdictFilter, TermFilter
from strategy.models import PlanNeed, PlanningStrategy, RequirementVerdict, Term
from strategy.selectors.portfolio import needs_shown, verdicts_shown
from strategy.services.needs import NeedContent, change_plan_need, create_plan_need, remove_plan_need
from strategy.services.strategies import StrategyContent, change_strategy, remove_strategy, start_strategy
from strategy.services.terms import TermContent, change_term, create_term, remove_term
from strategy.services.verdicts import VerdictContent, change_verdict, create_verdict, remove_verdict


class Terms(Writable):
    """The terms of the council."""

    kind = "terms"
    serializer_class = serializers.TermSerializer
    input_class = inputs.TermInput
    filterset_class = TermFilter
    orderings = ("id", "key", "elected_on", "updated_at", "begins_on", "ends_on", "constituted_on")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """All of them: elections are no secret."""
        found: QuerySet[Term] = Term.objects.filter(organisation=reader.organisation)
        return found

    def make(self, writer: Writer, given: Values) -> Term:
        """By coordinators."""
        return create_term(**writer.by, content=content_of(TermContent, given, Term))

    def change(self, writer: Writer, row: Term, version: int, given: Values) -> None:
        """Its days."""
        content = content_of(TermContent, given, Term)
        change_term(**writer.by, term=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Term, version: int) -> None:
        """If it has no strategy."""
        remove_term(**writer.by, term=row, expected_version=version)


class PlanningStrategies(Doing):
    """What the council plans to plan in each term."""

    kind = "planning-strategies"
    serializer_class = serializers.PlanningStrategySerializer
    input_class = inputs.PlanningStrategyInput
    related = ("term", "unit")
    filterset_class = PlanningStrategyFilter
    orderings = ("id", "key", "title", "updated_at", "adopted_on")
    deeds = STRATEGY_DEEDS

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Adopted ones, for members all."""
        own: QuerySet[PlanningStrategy] = PlanningStrategy.objects.filter(organisation=reader.organisation)
        return own if reader.is_member else own.filter(status=PlanningStrategy.Status.ADOPTED)

    def make(self, writer: Writer, given: Values) -> PlanningStrategy:
        """Begun for a term that has none yet."""
        content = content_of(StrategyContent, given, PlanningStrategy)
        return start_strategy(**writer.by, term=given["term"], content=content)

    def change(self, writer: Writer, row: PlanningStrategy, version: int, given: Values) -> None:
        """What it is called, whose it is, and when the county board's basis came."""
        content = content_of(StrategyContent, given, PlanningStrategy)
        change_strategy(**writer.by, strategy=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: PlanningStrategy, version: int) -> None:
        """If it is not adopted."""
        remove_strategy(**writer.by, strategy=row, expected_version=version)


class PlanNeeds(Writable):
    """The stances of the strategies on plans, and the new plans that they want."""

    kind = "plan-needs"
    serializer_class = serializers.PlanNeedSerializer
    input_class = inputs.PlanNeedInput
    related = ("strategy__term", "plan", "type", "unit")
    owner = "strategy.organisation_id"
    filterset_class = PlanNeedFilter
    orderings = ("id", "key", "updated_at", "start", "decision", "person_months", "cost")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies on plans that everybody sees, for members all."""
        return needs_shown(reader.organisation, to_member=reader.is_member)

    def make(self, writer: Writer, given: Values) -> PlanNeed:
        """By coordinators."""
        return create_plan_need(**writer.by, strategy=given["strategy"], content=_need(given))

    def change(self, writer: Writer, row: PlanNeed, version: int, given: Values) -> None:
        """Whatever of it."""
        change_plan_need(**writer.by, need=row, expected_version=version, content=_need(given))

    def remove(self, writer: Writer, row: PlanNeed, version: int) -> None:
        """Taken back."""
        remove_plan_need(**writer.by, need=row, expected_version=version)


class RequirementVerdicts(Writable):
    """The verdicts of the strategies on what the law asks of the comprehensive plan."""

    kind = "requirement-verdicts"
    serializer_class = serializers.RequirementVerdictSerializer
    input_class = inputs.RequirementVerdictInput
    related = ("strategy", "unit")
    owner = "strategy.organisation_id"
    filterset_class = RequirementVerdictFilter
    orderings = ("id", "requirement", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        return verdicts_shown(reader.organisation, to_member=reader.is_member)

    def make(self, writer: Writer, given: Values) -> RequirementVerdict:
        """By coordinators."""
        content = content_of(VerdictContent, given, RequirementVerdict)
        return create_verdict(**writer.by, strategy=given["strategy"], content=content)

    def change(self, writer: Writer, row: RequirementVerdict, version: int, given: Values) -> None:
        """Judged otherwise, or with better reasons."""
        content = content_of(VerdictContent, given, RequirementVerdict)
        change_verdict(**writer.by, verdict=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: RequirementVerdict, version: int) -> None:
        """Taken back."""
        remove_verdict(**writer.by, verdict=row, expected_version=version)


def _need(given: Values) -> NeedContent:
    return content_of(NeedContent, inputs.filled(given), PlanNeed)
