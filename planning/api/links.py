"""How plans bear on goals and on each other over the API."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import DomainError, Problem
from organisations.api.deeds import Doing
from organisations.api.inputs import content_of
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.resources import Rows
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from planning import filters
from planning.api import inputs, serializers, shown
from planning.api.deeds import CONFLICT_DEEDS, CONTRIBUTION_DEEDS, HAND_OVER_DEEDS
from planning.models import Conflict, Contribution, HandOver, PlanLink, PositionLink
from planning.services.conflicts import (
    Clash,
    Weighing,
    change_conflict,
    register_conflict,
    weigh_conflict,
)
from planning.services.contributions import (
    Judgement,
    state_contribution,
    state_contributions,
    withdraw_contribution,
)
from planning.services.handing_over import Offer, change_offer, offer_position, withdraw_offer
from planning.services.links import Link, Tie, change_link, link_plans, link_positions, remove_link

#: What a conflict names, and what is said for and against.
NAMED = ("plans", "positions")
WEIGHED = ("arguments_for", "arguments_against", "considered")


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
    stamp = staticmethod(shown.stamp)

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


class HandOvers(Doing):
    """What sectors hand to the comprehensive plan, and what became of it: for members."""

    kind = "hand-overs"
    serializer_class = serializers.HandOverSerializer
    input_class = inputs.HandOverInput
    deeds = HAND_OVER_DEEDS
    related = ("source__plan__type", "target__plan__type", "target_plan__type")
    owner = "recorded_by_id"
    filterset_class = filters.HandOverFilter
    orderings = ("id", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's."""
        return HandOver.objects.filter(recorded_by=reader.organisation)

    def said(self, row: HandOver) -> Values:
        """Whatever it leads to, it is offered to a plan."""
        return {"source": row.source, "target_plan": row.receiver, "rationale": row.rationale}

    def make(self, writer: Writer, given: Values) -> HandOver:
        """Offered to the comprehensive plan, which answers."""
        return offer_position(**writer.by, position=given["source"], offer=_offer(given))

    def change(self, writer: Writer, row: HandOver, version: int, given: Values) -> None:
        """To another plan, or for another reason, while nobody has answered."""
        change_offer(**writer.by, hand_over=row, expected_version=version, offer=_offer(given))

    def remove(self, writer: Writer, row: HandOver, version: int) -> None:
        """Taken back, while nobody has answered."""
        withdraw_offer(**writer.by, hand_over=row, expected_version=version)


class Conflicts(Doing):
    """Conflicts of interest and how they were weighed: for members (planning.policies.can_read_conflicts)."""

    kind = "conflicts"
    serializer_class = serializers.ConflictSerializer
    input_class = inputs.ConflictInput
    deeds = CONFLICT_DEEDS
    related = ("organisation", "unit", "goal__framework")
    filterset_class = filters.KeyedConflictFilter
    orderings = ("id", "key", "title", "updated_at", "resolved_on")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's."""
        return Conflict.objects.filter(organisation=reader.organisation)

    def make(self, writer: Writer, given: Values) -> Conflict:
        """Registered, and weighed if anything is said for or against."""
        made = register_conflict(**writer.by, clash=_clash(given))
        return self.weighed(writer, made, given) if any(given.get(name) for name in WEIGHED) else made

    def change(self, writer: Writer, row: Conflict, version: int, given: Values) -> None:
        """What it is about, and what speaks for and against, while it is not decided."""
        clash = _clash(given)
        stored = change_conflict(**writer.by, conflict=row, expected_version=version, clash=clash)
        if any(given.get(name) != getattr(row, name) for name in WEIGHED):
            self.weighed(writer, stored, given)

    def weighed(self, writer: Writer, stored: Conflict, given: Values) -> Conflict:
        """With what speaks for and against."""
        weighing = Weighing(*(given.get(name) for name in WEIGHED))
        version = stored.version
        return weigh_conflict(**writer.by, conflict=stored, expected_version=version, weighing=weighing)


def _clash(given: Values) -> Clash:
    return content_of(Clash, given | {name: tuple(given.get(name, ())) for name in NAMED}, Conflict)


def _offer(given: Values) -> Offer:
    return Offer(given["target_plan"], given.get("rationale"))


def tie_of(given: Values) -> Tie:
    """How two are related, and why."""
    return Tie(given["relation"], given.get("rationale"))


def _judgement(given: Values, place: int) -> Judgement:
    items = [given[name] for name in ("plan", "position", "measure") if given.get(name) is not None]
    if len(items) != 1:
        message = _("Name one of plan, position and measure.")
        raise DomainError(message, code="one_item", problems=[Problem(str(place), "one_item", message)])
    return Judgement(items[0], given["goal"], given["strength"], given.get("rationale"))
