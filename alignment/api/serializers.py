"""The shapes that alignment's part of the API answers in, for its description."""

from decimal import Decimal
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from alignment.models import Finding, PlanAlignment, Stage, State
from organisations.api.fields import AddressField, Reference
from organisations.api.representing import decimal_text


class ReportSerializer(serializers.Serializer[Any]):
    """A goal-alignment report (docs/alignment.md), by keys: `<organisation>:<framework>/<goal>` and the like.

    The public content lacks `if_adopted`, proposed plans and what else the public may not see.
    """

    number = serializers.IntegerField()
    revision = serializers.IntegerField(help_text="The organisation's revision that the report holds for.")
    rules_version = serializers.IntegerField()
    is_current = serializers.BooleanField(
        help_text="Whether revision, date and rules are the present ones; if not, it is being recomputed."
    )
    computed_at = serializers.DateTimeField()
    date = serializers.DateField()
    organisation = serializers.CharField()
    goals = serializers.DictField()
    plans = serializers.DictField()
    matrix = serializers.DictField()
    totals = serializers.DictField()
    findings = serializers.ListField()
    provided_findings = serializers.ListField()


class FreshnessSerializer(serializers.Serializer[Any]):
    """How an organisation's latest report stands; all but `is_current` are null as long as there is none."""

    is_current = serializers.BooleanField()
    number = serializers.IntegerField(allow_null=True)
    computed_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField(allow_null=True)
    date = serializers.DateField(source="on", allow_null=True)
    rules_version = serializers.IntegerField(allow_null=True)


@extend_schema_field({"type": "string", "format": "decimal"})
class ExactField(serializers.Field[Any, Any, Any, Any]):
    """An exact number, as text."""

    def to_representation(self, value: Decimal) -> str | None:
        """Without zeros at its end."""
        return decimal_text(value)


class NumbersSerializer(serializers.Serializer[Any]):
    """The numbers for a goal over a set of plans: sums of strengths, and counts."""

    support = serializers.IntegerField()
    opposition = serializers.IntegerField()
    net = serializers.IntegerField()
    supporting_items = serializers.IntegerField()
    opposing_items = serializers.IntegerField()
    neutral_items = serializers.IntegerField()
    direct_items = serializers.IntegerField()
    supporting_plans = serializers.IntegerField()
    opposing_plans = serializers.IntegerField()


class TargetLineSerializer(serializers.Serializer[Any]):
    """A target that counts: what was to be reached, what has been, and what should have been by then."""

    name = serializers.CharField()
    indicator = serializers.CharField()
    recorded_by = serializers.CharField()
    scope = serializers.CharField()
    year = serializers.IntegerField()
    value = ExactField(allow_null=True)
    status = serializers.CharField()
    latest_year = serializers.IntegerField(allow_null=True)
    latest_value = ExactField(allow_null=True)
    expected = ExactField(allow_null=True)
    is_baseline_missing = serializers.BooleanField()


class ChosenSerializer(serializers.Serializer[Any]):
    """What a row of the latest report is described by; an answer may have fewer fields."""

    has_chosen_fields: ClassVar = True


class GoalLineSerializer(ChosenSerializer):
    """A goal in the latest report: its chain, stage by stage, and what bears on it. The id is the goal's.

    Members also read `if_adopted`: the same if all that is proposed were adopted.
    """

    id = serializers.IntegerField(source="goal_id")
    url = AddressField()
    goal = Reference("goals")
    framework = Reference("frameworks")
    is_own = serializers.BooleanField()
    is_tracked = serializers.BooleanField()
    chain_score = serializers.IntegerField(help_text="How whole the chain is, 0–100.")
    weakest_link = serializers.ChoiceField(Stage.choices, allow_null=True)
    stages = serializers.DictField(child=serializers.ChoiceField(State.choices))
    current = NumbersSerializer()
    if_adopted = NumbersSerializer()
    targets = TargetLineSerializer(many=True)

    class Meta:
        internal = ("if_adopted",)


class PlanLineSerializer(ChosenSerializer):
    """A plan that is not past in the latest report. The id is the plan's."""

    id = serializers.IntegerField(source="plan_id")
    url = AddressField()
    plan = Reference("plans")
    is_own = serializers.BooleanField()
    phase = serializers.ChoiceField(PlanAlignment.Phase.choices)
    score = serializers.IntegerField(
        allow_null=True, help_text="How well it is linked and carried out, 0–100."
    )
    numbers = serializers.DictField()


class CellSerializer(ChosenSerializer):
    """What a plan brings a tracked goal in the latest report."""

    plan = Reference("plans")
    goal = Reference("goals")
    support = serializers.IntegerField()
    opposition = serializers.IntegerField()
    net = serializers.IntegerField()
    items = serializers.IntegerField()


class SubjectSerializer(serializers.Serializer[Any]):
    """What a finding is about; `id` is null for what is not there any more."""

    kind = serializers.CharField()
    name = serializers.CharField()
    id = serializers.IntegerField(allow_null=True)


class AcknowledgementSerializer(serializers.Serializer[Any]):
    """When somebody has acknowledged a finding, and why it is let be."""

    at = serializers.DateTimeField()
    because = serializers.CharField()


class FindingLineSerializer(ChosenSerializer):
    """Something to put right. `unit` is the unit that should act, null the coordinators."""

    id = serializers.IntegerField()
    url = AddressField()
    code = serializers.CharField()
    severity = serializers.ChoiceField(Finding.Severity.choices)
    decides = serializers.ChoiceField(Finding.Decides.choices)
    is_provided = serializers.BooleanField()
    unit = Reference("units")
    goal = Reference("goals")
    plan = Reference("plans")
    subjects = SubjectSerializer(many=True)
    details = serializers.DictField()
    first_seen_at = serializers.DateTimeField()
    acknowledgement = AcknowledgementSerializer(allow_null=True)

    class Meta:
        internal = ("acknowledgement",)
