"""The shapes of plans, what stands in them, and what is said of them."""

from rest_framework import serializers

from organisations.api.fields import RecordSerializer, Reference, References
from planning.models import (
    BudgetLine,
    Conflict,
    ConflictPlan,
    ConflictPosition,
    Contribution,
    HandOver,
    Implementation,
    Measure,
    MeasurePartner,
    Plan,
    PlanAdoption,
    PlanEvent,
    PlanLink,
    PlanSupersession,
    PlanType,
    Position,
    PositionLink,
    Section,
    StatusUpdate,
)
from planning.selectors.plans import Phase

TIMES = ("created_at", "updated_at")
KEYED = ("id", "key", "url", "version")
PLAIN = ("id", "url", "version")


class PlanTypeSerializer(RecordSerializer):
    """What an organisation calls a sort of plan."""

    organisation = Reference("organisations")

    class Meta:
        model = PlanType
        fields = (*KEYED, "organisation", "name", "family", "steering", *TIMES)


class PlanSerializer(RecordSerializer):
    """A steering document in one edition. `phase` is how it stands today."""

    organisation = Reference("organisations")
    type = Reference("plan-types")
    phase = serializers.ChoiceField(Phase.choices, read_only=True)
    unit = Reference("units")
    parent = Reference("plans")  # type: ignore[assignment]  # the name that the thing has
    framework = Reference("frameworks")
    supersedes = References("plans", PlanSupersession, "plan", "superseded")

    class Meta:
        model = Plan
        fields = (
            *(*KEYED, "organisation", "title", "type", "status", "phase", "unit", "summary", "version_label"),
            *("valid_from", "valid_to", "adopted_on", "in_force_on", "decided_by", "reference"),
            *("case_number", "applies_to", "responsible_role", "revision_role", "next_check_on", "parent"),
            *("statutory_basis", "framework", "supersedes", *TIMES),
        )


class PlanAdoptionSerializer(RecordSerializer):
    """An organisation has adopted another's plan as its own."""

    organisation = Reference("organisations")
    plan = Reference("plans")

    class Meta:
        model = PlanAdoption
        fields = (*PLAIN, "organisation", "plan", "adopted_on", "reference", *TIMES)


class PlanEventSerializer(RecordSerializer):
    """A dated step in a plan's course."""

    plan = Reference("plans")

    class Meta:
        model = PlanEvent
        fields = (*PLAIN, "plan", "on", "status", "title", "text", *TIMES)


class SectionSerializer(RecordSerializer):
    """A chapter or section of a plan; `body` is HTML, cleaned when it was written."""

    plan = Reference("plans")
    parent = Reference("sections")  # type: ignore[assignment]  # the name that the thing has

    class Meta:
        model = Section
        fields = (*KEYED, "plan", "parent", "order", "heading", "body", *TIMES)


class PositionSerializer(RecordSerializer):
    """What a plan takes a stand on; `geometry` is GeoJSON in the reference system that it names."""

    plan = Reference("plans")
    section = Reference("sections")
    unit = Reference("units")
    revises = Reference("positions")

    class Meta:
        model = Position
        fields = (
            *(*KEYED, "plan", "section", "order", "code", "statement", "rationale", "spatial", "aspect"),
            *("land_use", "unit", "status", "expects_measures", "revises", "geometry", *TIMES),
        )


class MeasureSerializer(RecordSerializer):
    """Something that somebody shall do, with who, when and how it is paid for."""

    plan = Reference("plans")
    section = Reference("sections")
    unit = Reference("units")
    partners = References("units", MeasurePartner, "measure", "unit")
    implements = References("positions", Implementation, "measure", "position")
    revises = Reference("measures")

    class Meta:
        model = Measure
        fields = (
            *(*KEYED, "plan", "section", "order", "code", "title", "text", "unit", "partners", "start"),
            *("end", "status", "funding", "cost", "statutory", "implements", "revises", *TIMES),
        )


class StatusUpdateSerializer(RecordSerializer):
    """What was said of a measure at a follow-up."""

    measure = Reference("measures")

    class Meta:
        model = StatusUpdate
        fields = (*PLAIN, "measure", "on", "status", "text", *TIMES)


class BudgetLineSerializer(RecordSerializer):
    """Money for a measure in a year, in whole currency units of the country."""

    measure = Reference("measures")

    class Meta:
        model = BudgetLine
        fields = (*PLAIN, "measure", "year", "amount", "kind", "status", *TIMES)


class ContributionSerializer(RecordSerializer):
    """How one plan, position or measure bears on one goal; members see when that was reviewed last."""

    recorded_by = Reference("organisations")
    plan = Reference("plans")
    position = Reference("positions")
    measure = Reference("measures")
    goal = Reference("goals")

    class Meta:
        model = Contribution
        fields = (
            *(*PLAIN, "recorded_by", "plan", "position", "measure", "goal", "strength", "rationale"),
            *("reviewed_on", *TIMES),
        )
        internal = ("reviewed_on",)


class PlanLinkSerializer(RecordSerializer):
    """One plan is based on, details, is coordinated with or conflicts with another."""

    recorded_by = Reference("organisations")
    source = Reference("plans")  # type: ignore[assignment]  # the name that the thing has
    target = Reference("plans")

    class Meta:
        model = PlanLink
        fields = (*PLAIN, "recorded_by", "source", "target", "relation", "rationale", *TIMES)


class PositionLinkSerializer(RecordSerializer):
    """One position is implemented by, supports or conflicts with another."""

    recorded_by = Reference("organisations")
    source = Reference("positions")  # type: ignore[assignment]  # the name that the thing has
    target = Reference("positions")

    class Meta:
        model = PositionLink
        fields = (*PLAIN, "recorded_by", "source", "target", "relation", "rationale", *TIMES)


class HandOverSerializer(RecordSerializer):
    """A sector's spatial position is handed to the comprehensive plan; `answer` is what was answered."""

    recorded_by = Reference("organisations")
    source = Reference("positions")  # type: ignore[assignment]  # the name that the thing has
    target = Reference("positions")
    target_plan = Reference("plans")

    class Meta:
        model = HandOver
        fields = (
            *(*PLAIN, "recorded_by", "source", "target", "target_plan", "state", "rationale", "answer"),
            *TIMES,
        )


class ConflictSerializer(RecordSerializer):
    """A conflict of interest that the organisation has registered, and how it was weighed."""

    organisation = Reference("organisations")
    goal = Reference("goals")
    plans = References("plans", ConflictPlan, "conflict", "plan")
    positions = References("positions", ConflictPosition, "conflict", "position")
    unit = Reference("units")

    class Meta:
        model = Conflict
        fields = (
            *(*KEYED, "organisation", "title", "goal", "plans", "positions", "status", "unit"),
            *("arguments_for", "arguments_against", "considered", "resolution", "decided_by"),
            *("resolved_on", *TIMES),
        )
