"""The shapes of frameworks, goals and their follow-up."""

from typing import Any, ClassVar

from django.db.backends.postgresql.psycopg_any import NumericRange
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from goals.models import (
    AdoptionExclusion,
    Framework,
    FrameworkAdoption,
    Goal,
    GoalLink,
    Indicator,
    Observation,
    Target,
)
from organisations.api.fields import RecordSerializer, Reference, References
from organisations.api.representing import decimal_text

TIMES = ("created_at", "updated_at")
KEYED = ("id", "key", "url", "version")
PLAIN = ("id", "url", "version")


class BandSerializer(serializers.Serializer[Any]):
    """A closed interval; a missing end is open."""

    is_closed: ClassVar = True
    lower = serializers.DecimalField(max_digits=38, decimal_places=18, allow_null=True, required=False)
    upper = serializers.DecimalField(max_digits=38, decimal_places=18, allow_null=True, required=False)


@extend_schema_field(BandSerializer)
class BandField(serializers.Field[Any, Any, Any, Any]):
    """A band of values."""

    is_made = True

    def __init__(self) -> None:
        super().__init__(read_only=True, allow_null=True)

    def to_representation(self, value: NumericRange) -> dict[str, str | None]:
        """Its two ends."""
        return {"lower": decimal_text(value.lower), "upper": decimal_text(value.upper)}


class FrameworkSerializer(RecordSerializer):
    """A set of goals with one owner: Agenda 2030, miljömålen, a region's strategy, a council's goals."""

    organisation = Reference("organisations")

    class Meta:
        model = Framework
        fields = (
            *(*KEYED, "organisation", "title", "level", "version_label", "tracked_depth", "source"),
            *TIMES,
        )


class GoalSerializer(RecordSerializer):
    """One goal of a framework. `reference` is unique everywhere: `owner:framework/key`."""

    reference = serializers.CharField(source="full_reference", read_only=True)
    framework = Reference("frameworks")
    parent = Reference("goals")  # type: ignore[assignment]  # the name that the thing has
    unit = Reference("units")
    superseded_by = Reference("goals")

    class Meta:
        model = Goal
        fields = (
            *(*KEYED, "reference", "framework", "parent", "code", "title", "titles", "text", "scope", "unit"),
            *("valid_from", "valid_to", "superseded_by", "colour", *TIMES),
        )


class GoalLinkSerializer(RecordSerializer):
    """One goal contributes to another (1…3), or conflicts with it."""

    recorded_by = Reference("organisations")
    source = Reference("goals")  # type: ignore[assignment]  # the name that the thing has
    target = Reference("goals")

    class Meta:
        model = GoalLink
        fields = (*KEYED, "recorded_by", "source", "target", "relation", "strength", "rationale", *TIMES)


class FrameworkAdoptionSerializer(RecordSerializer):
    """An organisation follows another's framework, perhaps without some goals."""

    organisation = Reference("organisations")
    framework = Reference("frameworks")
    excluded = References("goals", AdoptionExclusion, "adoption", "goal")

    class Meta:
        model = FrameworkAdoption
        fields = (*PLAIN, "organisation", "framework", "tracked_depth", "excluded", *TIMES)


class IndicatorSerializer(RecordSerializer):
    """Something that is measured: a number, one of ordered stages, or yes and no."""

    organisation = Reference("organisations")

    class Meta:
        model = Indicator
        fields = (
            *(*KEYED, "organisation", "title", "unit", "direction", "value_type", "stages", "source"),
            *("external_id", "max_age_years", *TIMES),
        )


class TargetSerializer(RecordSerializer):
    """A value that an indicator shall have in a year, for one goal; numbers are exact, as text."""

    recorded_by = Reference("organisations")
    goal = Reference("goals")
    indicator = Reference("indicators")
    desired = BandField()
    accepted = BandField()

    class Meta:
        model = Target
        fields = (
            *(*KEYED, "recorded_by", "goal", "indicator", "scope", "year", "value", "baseline_year"),
            *("baseline_value", "desired", "accepted", *TIMES),
        )


class ObservationSerializer(RecordSerializer):
    """The value of an indicator for an organisation in a year; null says that it is not known.

    One that was fetched has its `source`, `fetched_at`, and what the source said then: `fetched_value`. Where
    `value` is another, somebody has corrected it.
    """

    recorded_by = Reference("organisations")
    indicator = Reference("indicators")
    organisation = Reference("organisations")

    class Meta:
        model = Observation
        fields = (
            *(*PLAIN, "recorded_by", "indicator", "organisation", "year", "gender", "kind", "value", "note"),
            *("source", "fetched_at", "fetched_value", *TIMES),
        )
