"""What strategies build on and reckon with, over the API: conditions, reports of units, and resources."""

from typing import Any

from django.db.models import QuerySet

from organisations.api.deeds import Doing
from organisations.api.inputs import content_of
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from strategy.api import inputs, serializers
from strategy.api.deeds import COOPERATION_DEEDS
from strategy.filters import CapacityFilter, ChangedConditionFilter, CooperationFilter, SituationReportFilter
from strategy.models import Capacity, ChangedCondition, Cooperation, SituationReport
from strategy.selectors.capacities import capacities_shown
from strategy.selectors.conditions import conditions_shown
from strategy.selectors.reports import cooperations_of, reports_of
from strategy.services import capacities, conditions, reports
from strategy.services.capacities import CapacityContent
from strategy.services.conditions import ConditionContent
from strategy.services.reports import CooperationContent, ReportContent


class ChangedConditions(Writable):
    """What the strategies say has changed since the plans were made."""

    kind = "changed-conditions"
    serializer_class = serializers.ChangedConditionSerializer
    input_class = inputs.ChangedConditionInput
    related = ("strategy", "indicator", "report", "unit")
    owner = "strategy.organisation_id"
    filterset_class = ChangedConditionFilter
    orderings = ("id", "key", "title", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        return conditions_shown(reader.organisation, to_member=reader.is_member)

    def make(self, writer: Writer, given: Values) -> ChangedCondition:
        """By coordinators."""
        return conditions.create_condition(**writer.by, strategy=given["strategy"], content=_condition(given))

    def change(self, writer: Writer, row: ChangedCondition, version: int, given: Values) -> None:
        """Whatever of it."""
        content = _condition(given)
        conditions.change_condition(**writer.by, condition=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: ChangedCondition, version: int) -> None:
        """Taken back."""
        conditions.remove_condition(**writer.by, condition=row, expected_version=version)


class SituationReports(Writable):
    """What the units report of each year: for members."""

    kind = "situation-reports"
    serializer_class = serializers.SituationReportSerializer
    input_class = inputs.SituationReportInput
    related = ("unit",)
    filterset_class = SituationReportFilter
    orderings = ("id", "key", "year", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, for members only, wherever one is named."""
        found = reports_of(reader.organisation).select_related(None)
        return found if reader.is_member else found.none()

    def make(self, writer: Writer, given: Values) -> SituationReport:
        """By those who work for the unit."""
        content = content_of(ReportContent, inputs.filled(given), SituationReport)
        return reports.create_report(**writer.by, unit=given["unit"], year=given["year"], content=content)

    def change(self, writer: Writer, row: SituationReport, version: int, given: Values) -> None:
        """Written on, handed in, or taken back to writing."""
        content = content_of(ReportContent, inputs.filled(given), SituationReport)
        reports.change_report(**writer.by, report=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: SituationReport, version: int) -> None:
        """If no strategy has taken anything over from it."""
        reports.remove_report(**writer.by, report=row, expected_version=version)


class Cooperations(Doing):
    """What the units would do together: for members."""

    kind = "cooperations"
    serializer_class = serializers.CooperationSerializer
    input_class = inputs.CooperationInput
    related = ("report", "unit", "measure")
    deeds = COOPERATION_DEEDS
    filterset_class = CooperationFilter
    orderings = ("id", "key", "title", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, for members only, wherever one is named."""
        found = cooperations_of(reader.organisation).select_related(None)
        return found if reader.is_member else found.none()

    def make(self, writer: Writer, given: Values) -> Cooperation:
        """By those who work for the unit whose report it is."""
        content = content_of(CooperationContent, inputs.filled(given), Cooperation)
        return reports.create_cooperation(**writer.by, report=given["report"], content=content)

    def change(self, writer: Writer, row: Cooperation, version: int, given: Values) -> None:
        """With whom, or on what."""
        content = content_of(CooperationContent, inputs.filled(given), Cooperation)
        reports.change_cooperation(**writer.by, cooperation=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Cooperation, version: int) -> None:
        """If no plan need has come of it."""
        reports.remove_cooperation(**writer.by, cooperation=row, expected_version=version)


class Capacities(Writable):
    """What units can put into planning."""

    kind = "capacities"
    serializer_class = serializers.CapacitySerializer
    input_class = inputs.CapacityInput
    related = ("strategy__term", "unit")
    owner = "strategy.organisation_id"
    filterset_class = CapacityFilter
    orderings = ("id", "first", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of adopted strategies, for members all."""
        shown = capacities_shown(reader.organisation, to_member=reader.is_member)
        return shown.select_related(None)

    def make(self, writer: Writer, given: Values) -> Capacity:
        """By coordinators."""
        content = content_of(CapacityContent, given, Capacity)
        return capacities.create_capacity(**writer.by, strategy=given["strategy"], content=content)

    def change(self, writer: Writer, row: Capacity, version: int, given: Values) -> None:
        """Other quarters, or another amount."""
        content = content_of(CapacityContent, given, Capacity)
        capacities.change_capacity(**writer.by, capacity=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Capacity, version: int) -> None:
        """Nobody has said then."""
        capacities.remove_capacity(**writer.by, capacity=row, expected_version=version)


def _condition(given: Values) -> ConditionContent:
    return content_of(ConditionContent, inputs.filled(given), ChangedCondition)
