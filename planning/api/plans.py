"""Plans and what stands in them over the API."""

from typing import Any

from django.db.models import Q, QuerySet

from organisations.api.reader import Reader
from organisations.api.resources import Resource
from planning import filters
from planning.api import serializers, shown
from planning.models import BudgetLine, Plan, PlanAdoption, PlanEvent, PlanType, Section, StatusUpdate
from planning.selectors.plans import with_phase


class PlanTypes(Resource):
    """What the organisation calls its sorts of plans."""

    kind = "plan-types"
    serializer_class = serializers.PlanTypeSerializer
    filterset_class = filters.PlanTypeFilter
    orderings = ("id", "key", "name", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of the plans that the reader is shown; for members also what no plan is of yet."""
        used = Q(pk__in=shown.plans(reader).values("type_id"))
        own = Q(organisation=reader.organisation)
        return PlanType.objects.filter(used | own if reader.is_member else used)


class Plans(Resource):
    """The organisation's own and adopted plans."""

    kind = "plans"
    serializer_class = serializers.PlanSerializer
    filterset_class = filters.KeyedPlanFilter
    orderings = ("id", "key", "title", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Decided ones, for members all."""
        return with_phase(shown.plans(reader), reader.once("today", reader.organisation.today))


class PlanAdoptions(Resource):
    """Which plans of others the organisation has adopted."""

    kind = "plan-adoptions"
    serializer_class = serializers.PlanAdoptionSerializer
    orderings = ("id", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, of plans that the reader is shown."""
        return PlanAdoption.objects.filter(
            organisation=reader.organisation, plan__in=shown.plans(reader).values("pk")
        )


class PlanEvents(Resource):
    """The dated steps in the plans' courses."""

    kind = "plan-events"
    serializer_class = serializers.PlanEventSerializer
    filterset_class = filters.PlanEventFilter
    orderings = ("id", "on", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of a decided plan everybody sees what has happened since the decision."""
        found = PlanEvent.objects.filter(plan__in=shown.plans(reader).values("pk"))
        return found if reader.is_member else found.filter(status__in=Plan.DECIDED)


class Sections(Resource):
    """The chapters and sections of plans."""

    kind = "sections"
    serializer_class = serializers.SectionSerializer
    filterset_class = filters.SectionFilter
    orderings = ("id", "key", "order", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of plans that the reader is shown."""
        found: QuerySet[Section] = Section.objects.filter(plan__in=shown.plans(reader).values("pk"))
        return found


class Positions(Resource):
    """What the plans take a stand on."""

    kind = "positions"
    serializer_class = serializers.PositionSerializer
    filterset_class = filters.PositionFilter
    orderings = ("id", "key", "order", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of plans that the reader is shown."""
        return shown.positions(reader)


class Measures(Resource):
    """What is to be done by the plans."""

    kind = "measures"
    serializer_class = serializers.MeasureSerializer
    filterset_class = filters.MeasureFilter
    orderings = ("id", "key", "title", "order", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of plans that the reader is shown."""
        return shown.measures(reader)


class StatusUpdates(Resource):
    """What was said of measures at follow-ups: for members."""

    kind = "status-updates"
    serializer_class = serializers.StatusUpdateSerializer
    filterset_class = filters.StatusUpdateFilter
    orderings = ("id", "on", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of measures that the reader is shown."""
        return StatusUpdate.objects.filter(measure__in=shown.measures(reader).values("pk"))


class BudgetLines(Resource):
    """Money for measures, year by year."""

    kind = "budget-lines"
    serializer_class = serializers.BudgetLineSerializer
    filterset_class = filters.BudgetLineFilter
    orderings = ("id", "year", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of measures that the reader is shown."""
        return BudgetLine.objects.filter(measure__in=shown.measures(reader).values("pk"))
