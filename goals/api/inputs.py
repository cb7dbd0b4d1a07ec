"""The shapes of what is written of frameworks, goals and their follow-up."""

from typing import Any

from rest_framework import serializers

from goals.models import (
    Framework,
    FrameworkAdoption,
    Goal,
    GoalLink,
    Indicator,
    Observation,
    Target,
)
from goals.models.followup import DECIMALS, DIGITS
from goals.services.targets import Band
from organisations.api.inputs import AmountField, ClosedSerializer, InputSerializer, Named

#: As in the forms of the pages.
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_DEEP, MOST_YEARS = 100, 100


class FrameworkInput(InputSerializer):
    """A framework of one's own."""

    tracked_depth = serializers.IntegerField(min_value=1, max_value=MOST_DEEP, required=False)

    class Meta(InputSerializer.Meta):
        model = Framework
        fields = ("title", "level", "version_label", "tracked_depth", "source")


class FrameworkAdoptionInput(InputSerializer):
    """Another's framework that is followed, how deep, and without which goals."""

    framework = Named("frameworks", of_others=True)
    tracked_depth = serializers.IntegerField(min_value=1, max_value=MOST_DEEP, required=False)
    excluded = serializers.ListField(child=Named("goals", of_others=True), required=False, max_length=1_000)

    class Meta(InputSerializer.Meta):
        model = FrameworkAdoption
        fields = ("framework", "tracked_depth", "excluded")
        fixed = ("framework",)


class GoalInput(InputSerializer):
    """A goal in a framework of one's own."""

    framework = Named("frameworks")
    parent = Named("goals", required=False)  # type: ignore[assignment]  # the name that the thing has
    unit = Named("units", required=False)
    superseded_by = Named("goals", required=False)

    class Meta(InputSerializer.Meta):
        model = Goal
        fields = (
            *("framework", "parent", "code", "title", "text", "scope", "unit", "valid_from", "valid_to"),
            "superseded_by",
        )
        fixed = ("framework",)


class GoalLinkInput(InputSerializer):
    """How a goal helps another, or is at odds with it."""

    source = Named("goals")  # type: ignore[assignment]  # the name that the thing has
    target = Named("goals")
    strength = serializers.IntegerField(min_value=1, max_value=3, required=False)

    class Meta(InputSerializer.Meta):
        model = GoalLink
        fields = ("source", "target", "relation", "strength", "rationale")
        fixed = ("source",)


class IndicatorInput(InputSerializer):
    """An indicator of one's own."""

    max_age_years = serializers.IntegerField(min_value=0, max_value=MOST_YEARS, required=False)

    class Meta(InputSerializer.Meta):
        model = Indicator
        fields = ("title", "unit", "direction", "value_type", "stages", "max_age_years")


class BandInput(ClosedSerializer):
    """A closed interval; a missing end is open, and null instead of a band is none."""

    lower = AmountField(max_digits=DIGITS, decimal_places=DECIMALS, allow_null=True, required=False)
    upper = AmountField(max_digits=DIGITS, decimal_places=DECIMALS, allow_null=True, required=False)

    def to_internal_value(self, data: Any) -> Band:  # type: ignore[override]  # a pair, as services take it
        """Its two ends."""
        ends = super().to_internal_value(data)
        return ends.get("lower"), ends.get("upper")


class TargetInput(InputSerializer):
    """A target for a goal: a value, perhaps with a baseline, or bands."""

    goal = Named("goals")
    indicator = Named("indicators")
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    baseline_year = serializers.IntegerField(
        min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False, allow_null=True
    )
    desired = BandInput(required=False, allow_null=True)
    accepted = BandInput(required=False, allow_null=True)

    class Meta(InputSerializer.Meta):
        model = Target
        fields = (
            *("goal", "indicator", "scope", "year", "value", "baseline_year", "baseline_value"),
            *("desired", "accepted"),
        )
        fixed = ("goal",)


class ObservationInput(InputSerializer):
    """A value of an indicator of one's own."""

    indicator = Named("indicators")
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta(InputSerializer.Meta):
        model = Observation
        fields = ("indicator", "year", "kind", "value", "note", "source")
        fixed = ("indicator",)
