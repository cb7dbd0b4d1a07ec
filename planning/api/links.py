"""How plans bear on goals and on each other over the API."""

from typing import Any

from django.db.models import Q, QuerySet

from organisations.api.reader import Reader
from organisations.api.resources import Resource
from planning import filters
from planning.api import serializers, shown
from planning.models import Conflict, Contribution, HandOver, PlanLink, PositionLink


class Contributions(Resource):
    """How plans, positions and measures bear on goals, as the organisation judges it."""

    kind = "contributions"
    serializer_class = serializers.ContributionSerializer
    filterset_class = filters.ContributionFilter
    orderings = ("id", "strength", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of which the reader is shown both the item and the goal."""
        plans = shown.plans(reader).values("pk")
        item = Q(plan__in=plans) | Q(position__plan__in=plans) | Q(measure__plan__in=plans)
        return Contribution.objects.filter(
            item, recorded_by=reader.organisation, goal__framework__in=shown.frameworks(reader)
        )


class PlanLinks(Resource):
    """How plans hang together, as the organisation states it."""

    kind = "plan-links"
    serializer_class = serializers.PlanLinkSerializer
    filterset_class = filters.PlanLinkFilter
    orderings = ("id", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Links of which the reader is shown both ends."""
        plans = shown.plans(reader).values("pk")
        return PlanLink.objects.filter(recorded_by=reader.organisation, source__in=plans, target__in=plans)


class PositionLinks(Resource):
    """How positions hang together, as the organisation states it."""

    kind = "position-links"
    serializer_class = serializers.PositionLinkSerializer
    filterset_class = filters.PositionLinkFilter
    orderings = ("id", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Links of which the reader is shown both ends."""
        plans = shown.plans(reader).values("pk")
        return PositionLink.objects.filter(
            recorded_by=reader.organisation, source__plan__in=plans, target__plan__in=plans
        )


class HandOvers(Resource):
    """What sectors hand to the comprehensive plan, and what became of it: for members."""

    kind = "hand-overs"
    serializer_class = serializers.HandOverSerializer
    filterset_class = filters.HandOverFilter
    orderings = ("id", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's."""
        return HandOver.objects.filter(recorded_by=reader.organisation)


class Conflicts(Resource):
    """Conflicts of interest and how they were weighed: for members (planning.policies.can_read_conflicts)."""

    kind = "conflicts"
    serializer_class = serializers.ConflictSerializer
    filterset_class = filters.ConflictFilter
    orderings = ("id", "key", "title", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's."""
        return Conflict.objects.filter(organisation=reader.organisation)
