"""Frameworks, goals and their follow-up over the API, as an organisation follows them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import QueryDict

from goals import filters
from goals.api import inputs, serializers
from goals.models import Framework, FrameworkAdoption, Goal, GoalLink, Indicator, Observation, Target
from goals.selectors import frameworks_offered
from goals.services.adoptions import AdoptionContent, adopt_framework, change_adoption, leave_framework
from goals.services.frameworks import FrameworkContent, change_framework, create_framework, remove_framework
from goals.services.goal_links import LinkContent, change_goal_link, create_goal_link, remove_goal_link
from goals.services.goals import GoalContent, change_goal, create_goal, remove_goal
from goals.services.indicators import IndicatorContent, change_indicator, create_indicator, remove_indicator
from goals.services.observations import (
    ObservationContent,
    change_observation,
    record_observation,
    remove_observation,
)
from goals.services.targets import TargetContent, change_target, create_target, remove_target
from organisations.api.inputs import content_of
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.resources import Rows
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from planning.api import shown


class Frameworks(Writable):
    """Frameworks that the organisation follows: its own, and those it has adopted."""

    kind = "frameworks"
    serializer_class = serializers.FrameworkSerializer
    input_class = inputs.FrameworkInput
    filterset_class = filters.FrameworkFilter
    orderings = ("id", "key", "title", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Without working material for the public."""
        followed = Framework.objects.followed_by(reader.organisation)
        return followed if reader.is_member else followed.filter(pk__in=shown.frameworks(reader))

    def offered(self, reader: Reader) -> QuerySet[Any]:
        """Others' frameworks that the reader may follow, and those that are followed already."""
        return Framework.objects.filter(pk__in=_followable(reader))

    def make(self, writer: Writer, given: Values) -> Framework:
        """By coordinators."""
        content = content_of(FrameworkContent, given, Framework)
        return create_framework(**writer.by, content=content)

    def change(self, writer: Writer, row: Framework, version: int, given: Values) -> None:
        """By coordinators."""
        content = content_of(FrameworkContent, given, Framework)
        change_framework(**writer.by, framework=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Framework, version: int) -> None:
        """If it has no goals and nobody follows it."""
        remove_framework(**writer.by, framework=row, expected_version=version)


class Goals(Writable):
    """Goals that the organisation follows."""

    kind = "goals"
    serializer_class = serializers.GoalSerializer
    input_class = inputs.GoalInput
    related = ("framework__organisation", "parent", "unit")
    owner = "framework.organisation_id"
    filterset_class = filters.KeyedGoalFilter
    orderings = ("id", "key", "title", "updated_at", "code", "valid_from", "valid_to")
    stamp = staticmethod(shown.stamp)

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of the frameworks that the reader is shown."""
        return shown.goals(reader)

    def offered(self, reader: Reader) -> QuerySet[Any]:
        """Those of frameworks that the reader may follow, or follows."""
        return Goal.objects.filter(framework__in=_followable(reader))

    def annotations(self, reader: Reader) -> dict[str, Any]:
        """The name that reports and packages have for a goal."""
        parts = ("framework__organisation__key", Value(":"), "framework__key", Value("/"), "key")
        return {"full_reference": Concat(*parts, output_field=CharField())}

    def filter_arguments(self, reader: Reader, query: QueryDict) -> dict[str, Any]:
        """Frameworks to choose among."""
        offered = Framework.objects.filter(pk__in=shown.frameworks(reader))
        return {"organisation": reader.organisation, "frameworks": offered}

    def by_keys(self, reader: Reader, rows: QuerySet[Any], keys: Iterable[str]) -> Mapping[str, Rows]:
        """Also by the whole name, `owner:framework/key`."""
        whole = {key for key in keys if ":" in key}
        named = rows.annotate(**self.annotations(reader)).filter(full_reference__in=whole) if whole else []
        found = super().by_keys(reader, rows, set(keys) - whole)
        return {**found, **{goal.full_reference: [goal] for goal in named}}

    def make(self, writer: Writer, given: Values) -> Goal:
        """In a framework of the organisation."""
        content = content_of(GoalContent, given, Goal)
        return create_goal(**writer.by, framework=given["framework"], content=content)

    def change(self, writer: Writer, row: Goal, version: int, given: Values) -> None:
        """What it says, where it stands, how long it holds."""
        content = content_of(GoalContent, given, Goal)
        change_goal(**writer.by, goal=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Goal, version: int) -> None:
        """If nothing refers to it."""
        remove_goal(**writer.by, goal=row, expected_version=version)


class GoalLinks(Writable):
    """How goals hang together, as the organisation states it."""

    kind = "goal-links"
    serializer_class = serializers.GoalLinkSerializer
    input_class = inputs.GoalLinkInput
    related = ("source__framework", "target")
    owner = "recorded_by_id"
    filterset_class = filters.GoalLinkFilter
    orderings = ("id", "key", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Links of which the reader is shown both ends."""
        known = shown.frameworks(reader)
        return GoalLink.objects.filter(
            recorded_by=reader.organisation, source__framework__in=known, target__framework__in=known
        )

    def make(self, writer: Writer, given: Values) -> GoalLink:
        """Said at its source."""
        content = content_of(LinkContent, given, GoalLink)
        return create_goal_link(**writer.by, source=given["source"], content=content)

    def change(self, writer: Writer, row: GoalLink, version: int, given: Values) -> None:
        """What the source is linked to, how, and why."""
        content = content_of(LinkContent, given, GoalLink)
        change_goal_link(**writer.by, link=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: GoalLink, version: int) -> None:
        """Taken back."""
        remove_goal_link(**writer.by, link=row, expected_version=version)


class FrameworkAdoptions(Writable):
    """Which frameworks of others the organisation follows."""

    kind = "framework-adoptions"
    serializer_class = serializers.FrameworkAdoptionSerializer
    input_class = inputs.FrameworkAdoptionInput
    related = ("framework",)
    filterset_class = filters.FrameworkAdoptionFilter
    orderings = ("id", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, of frameworks that the reader is shown."""
        return FrameworkAdoption.objects.filter(
            organisation=reader.organisation, framework__in=shown.frameworks(reader)
        )

    def make(self, writer: Writer, given: Values) -> FrameworkAdoption:
        """Of a framework of others, perhaps without some goals."""
        return adopt_framework(**writer.by, framework=given["framework"], content=_adoption(given))

    def change(self, writer: Writer, row: FrameworkAdoption, version: int, given: Values) -> None:
        """How deep it is followed up, and which goals are left out."""
        content = _adoption(given)
        change_adoption(**writer.by, adoption=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: FrameworkAdoption, version: int) -> None:
        """If nothing is stated of its goals."""
        leave_framework(**writer.by, adoption=row, expected_version=version)


class Indicators(Writable):
    """What measures the goals that the organisation follows."""

    kind = "indicators"
    serializer_class = serializers.IndicatorSerializer
    input_class = inputs.IndicatorInput
    filterset_class = filters.IndicatorFilter
    orderings = ("id", "key", "title", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Whatever measures a goal that the reader is shown."""
        return shown.indicators(reader)

    def make(self, writer: Writer, given: Values) -> Indicator:
        """An own one."""
        return create_indicator(**writer.by, content=_indicator(given))

    def change(self, writer: Writer, row: Indicator, version: int, given: Values) -> None:
        """Its sort of value only while nothing stands on it."""
        content = _indicator(given)
        change_indicator(**writer.by, indicator=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Indicator, version: int) -> None:
        """If it has no targets and no values."""
        remove_indicator(**writer.by, indicator=row, expected_version=version)


class Targets(Writable):
    """What values the indicators shall have."""

    kind = "targets"
    serializer_class = serializers.TargetSerializer
    input_class = inputs.TargetInput
    related = ("goal__framework", "indicator")
    owner = "recorded_by_id"
    filterset_class = filters.TargetFilter
    orderings = ("id", "key", "year", "updated_at", "value")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of goals that the reader is shown."""
        return shown.targets(reader)

    def said(self, row: Target) -> Values:
        """Bands as their two ends."""
        bands = {"desired": row.desired, "accepted": row.accepted}
        return super().said(row) | {
            name: None if band is None else (band.lower, band.upper) for name, band in bands.items()
        }

    def make(self, writer: Writer, given: Values) -> Target:
        """For a goal that the organisation has or follows."""
        return create_target(**writer.by, goal=given["goal"], content=_target(given))

    def change(self, writer: Writer, row: Target, version: int, given: Values) -> None:
        """One that the organisation has set."""
        change_target(**writer.by, target=row, expected_version=version, content=_target(given))

    def remove(self, writer: Writer, row: Target, version: int) -> None:
        """One that the organisation has set."""
        remove_target(**writer.by, target=row, expected_version=version)


class Observations(Writable):
    """The organisation's values of indicators."""

    kind = "observations"
    serializer_class = serializers.ObservationSerializer
    input_class = inputs.ObservationInput
    related = ("indicator",)
    owner = "recorded_by_id"
    filterset_class = filters.ObservationFilter
    orderings = ("id", "year", "updated_at", "value")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of indicators that the reader is shown."""
        return Observation.objects.filter(
            organisation=reader.organisation, indicator__in=shown.indicators(reader).values("pk")
        )

    def make(self, writer: Writer, given: Values) -> Observation:
        """Of an own indicator."""
        content = content_of(ObservationContent, given, Observation)
        return record_observation(**writer.by, indicator=given["indicator"], content=content)

    def change(self, writer: Writer, row: Observation, version: int, given: Values) -> None:
        """Put right."""
        content = content_of(ObservationContent, given, Observation)
        change_observation(**writer.by, observation=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: Observation, version: int) -> None:
        """Taken away."""
        remove_observation(**writer.by, observation=row, expected_version=version)


def _indicator(given: Values) -> IndicatorContent:
    return content_of(IndicatorContent, given | {"stages": tuple(given.get("stages") or ())}, Indicator)


def _target(given: Values) -> TargetContent:
    bands = {name: given.get(name) or (None, None) for name in ("desired", "accepted")}
    return content_of(TargetContent, given | bands, Target)


def _followable(reader: Reader) -> QuerySet[Any]:
    """Ids of the frameworks that are followed, or could be."""
    followed = Framework.objects.followed_by(reader.organisation).values("pk")
    offered = frameworks_offered(reader.organisation, reader.user).values("pk")
    return Framework.objects.filter(Q(pk__in=followed) | Q(pk__in=offered)).values("pk")


def _adoption(given: Values) -> AdoptionContent:
    left_out = frozenset(goal.pk for goal in given.get("excluded", ()))
    return content_of(AdoptionContent, given | {"excluded": left_out}, FrameworkAdoption)
