"""Frameworks, goals and their follow-up over the API, as an organisation follows them."""

from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Concat
from django.http import QueryDict

from goals import filters
from goals.api import serializers
from goals.models import Framework, FrameworkAdoption, GoalLink, Observation
from organisations.api.reader import Reader
from organisations.api.resources import Resource
from planning.api import shown


class Frameworks(Resource):
    """Frameworks that the organisation follows: its own, and those it has adopted."""

    kind = "frameworks"
    serializer_class = serializers.FrameworkSerializer
    filterset_class = filters.FrameworkFilter
    orderings = ("id", "key", "title", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Without working material for the public."""
        return Framework.objects.filter(pk__in=shown.frameworks(reader))


class Goals(Resource):
    """Goals that the organisation follows."""

    kind = "goals"
    serializer_class = serializers.GoalSerializer
    filterset_class = filters.KeyedGoalFilter
    orderings = ("id", "key", "title", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of the frameworks that the reader is shown."""
        return shown.goals(reader)

    def annotations(self, reader: Reader) -> dict[str, Any]:
        """The name that reports and packages have for a goal."""
        parts = ("framework__organisation__key", Value(":"), "framework__key", Value("/"), "key")
        return {"full_reference": Concat(*parts, output_field=CharField())}

    def filter_arguments(self, reader: Reader, query: QueryDict) -> dict[str, Any]:
        """Frameworks to choose among."""
        offered = Framework.objects.filter(pk__in=shown.frameworks(reader))
        return {"organisation": reader.organisation, "frameworks": offered}


class GoalLinks(Resource):
    """How goals hang together, as the organisation states it."""

    kind = "goal-links"
    serializer_class = serializers.GoalLinkSerializer
    filterset_class = filters.GoalLinkFilter
    orderings = ("id", "key", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Links of which the reader is shown both ends."""
        known = shown.frameworks(reader)
        return GoalLink.objects.filter(
            recorded_by=reader.organisation, source__framework__in=known, target__framework__in=known
        )


class FrameworkAdoptions(Resource):
    """Which frameworks of others the organisation follows."""

    kind = "framework-adoptions"
    serializer_class = serializers.FrameworkAdoptionSerializer
    orderings = ("id", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, of frameworks that the reader is shown."""
        return FrameworkAdoption.objects.filter(
            organisation=reader.organisation, framework__in=shown.frameworks(reader)
        )


class Indicators(Resource):
    """What measures the goals that the organisation follows."""

    kind = "indicators"
    serializer_class = serializers.IndicatorSerializer
    filterset_class = filters.IndicatorFilter
    orderings = ("id", "key", "title", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Whatever measures a goal that the reader is shown."""
        return shown.indicators(reader)


class Targets(Resource):
    """What values the indicators shall have."""

    kind = "targets"
    serializer_class = serializers.TargetSerializer
    filterset_class = filters.TargetFilter
    orderings = ("id", "key", "year", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of goals that the reader is shown."""
        return shown.targets(reader)


class Observations(Resource):
    """The organisation's values of indicators."""

    kind = "observations"
    serializer_class = serializers.ObservationSerializer
    filterset_class = filters.ObservationFilter
    orderings = ("id", "year", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of indicators that the reader is shown."""
        return Observation.objects.filter(
            organisation=reader.organisation, indicator__in=shown.indicators(reader).values("pk")
        )
