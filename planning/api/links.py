"""How plans bear on goals and on each other over the API."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import DomainError, Problem
from organisations.api.deeds import Doing
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.resources import Resource, Rows
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from planning import filters
from planning.api import inputs, serializers, shown
from planning.api.deeds import CONTRIBUTION_DEEDS
from planning.models import Conflict, Contribution, HandOver, PlanLink, PositionLink
from planning.services.contributions import (
    Judgement,
    state_contribution,
    state_contributions,
    withdraw_contribution,
)
from planning.services.links import Link, Tie, change_link, link_plans, link_positions, remove_link


class Contributions(Doing):
    """How plans, positions and measures bear on goals, as the organisation judges it."""

    kind = "contributions"
    serializer_class = serializers.ContributionSerializer
    input_class = inputs.ContributionInput
    deeds = CONTRIBUTION_DEEDS
    related = ("goal__framework", "plan", "position__plan", "measure__plan")
    owner = "recorded_by_id"
    filterset_class = filters.ContributionFilter
    orderings = ("id", "strength", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of which the reader is shown both the item and the goal."""
        plans = shown.plans(reader).values("pk")
        item = Q(plan__in=plans) | Q(position__plan__in=plans) | Q(measure__plan__in=plans)
        return Contribution.objects.filter(
            item, recorded_by=reader.organisation, goal__framework__in=shown.frameworks(reader)
        )

    def make_all(self, writer: Writer, given: Sequence[Values]) -> Rows:
        """All that is stated at once, with a few queries."""
        with self.placed(None):
            judgements = [_judgement(one, place) for place, one in enumerate(given)]
            return state_contributions(**writer.by, judgements=judgements)

    def change(self, writer: Writer, row: Contribution, version: int, given: Values) -> None:
        """Its strength and reason: that counts as a review."""
        judgement = Judgement(row.item, row.goal, given["strength"], given.get("rationale"))
        state_contribution(**writer.by, judgement=judgement, expected_version=version)

    def remove(self, writer: Writer, row: Contribution, version: int) -> None:
        """Taken back."""
        withdraw_contribution(**writer.by, contribution=row, expected_version=version)


class Links(Writable):
    """What links between plans, and between positions, have in common."""

    owner = "recorded_by_id"

    def change(self, writer: Writer, row: Link, version: int, given: Values) -> None:
        """How the two are related, or why."""
        change_link(**writer.by, link=row, expected_version=version, tie=tie_of(given))

    def remove(self, writer: Writer, row: Link, version: int) -> None:
        """Taken back."""
        remove_link(**writer.by, link=row, expected_version=version)


class PlanLinks(Links):
    """How plans hang together, as the organisation states it."""

    kind = "plan-links"
    serializer_class = serializers.PlanLinkSerializer
    input_class = inputs.PlanLinkInput
    related = ("source", "target")
    filterset_class = filters.PlanLinkFilter
    orderings = ("id", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Links of which the reader is shown both ends."""
        plans = shown.plans(reader).values("pk")
        return PlanLink.objects.filter(recorded_by=reader.organisation, source__in=plans, target__in=plans)

    def make(self, writer: Writer, given: Values) -> PlanLink:
        """Said at its source."""
        ends = {"source": given["source"], "target": given["target"]}
        return link_plans(**writer.by, **ends, tie=tie_of(given))


class PositionLinks(Links):
    """How positions hang together, as the organisation states it."""

    kind = "position-links"
    serializer_class = serializers.PositionLinkSerializer
    input_class = inputs.PositionLinkInput
    related = ("source__plan", "target__plan")
    filterset_class = filters.PositionLinkFilter
    orderings = ("id", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Links of which the reader is shown both ends."""
        plans = shown.plans(reader).values("pk")
        return PositionLink.objects.filter(
            recorded_by=reader.organisation, source__plan__in=plans, target__plan__in=plans
        )

    def make(self, writer: Writer, given: Values) -> PositionLink:
        """Said at its source."""
        ends = {"source": given["source"], "target": given["target"]}
        return link_positions(**writer.by, **ends, tie=tie_of(given))


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


def tie_of(given: Values) -> Tie:
    """How two are related, and why."""
    return Tie(given["relation"], given.get("rationale"))


def _judgement(given: Values, place: int) -> Judgement:
    items = [given[name] for name in ("plan", "position", "measure") if given.get(name) is not None]
    if len(items) != 1:
        message = _("Name one of plan, position and measure.")
        raise DomainError(message, code="one_item", problems=[Problem(str(place), "one_item", message)])
    return Judgement(items[0], given["goal"], given["strength"], given.get("rationale"))
