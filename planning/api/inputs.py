"""The shapes of what is written of plans, what stands in them, and what is said of them."""

from rest_framework import serializers

from organisations.api.inputs import InputSerializer, Named
from planning.models import (
    BudgetLine,
    Conflict,
    Contribution,
    HandOver,
    Measure,
    Plan,
    PlanAdoption,
    PlanLink,
    PlanType,
    Position,
    PositionLink,
    Section,
    StatusUpdate,
)
from planning.services.budgets import FIRST_YEAR, LAST_YEAR

#: Tags count too.
LONGEST_RICH_TEXT = 50_000


class PlanTypeInput(InputSerializer):
    """A sort of plans."""

    class Meta(InputSerializer.Meta):
        model = PlanType
        fields = ("name", "family", "steering")


class PlanInput(InputSerializer):
    """A plan: it begins with a title and a type, as an idea, commissioned or as a draft.

    All else is its front page; it goes on by transitions.
    """

    type = Named("plan-types")
    status = serializers.ChoiceField(Plan.Status.choices, required=False)
    unit = Named("units", required=False)
    parent = Named("plans", required=False)  # type: ignore[assignment]  # the name that the thing has
    framework = Named("frameworks", required=False)
    supersedes = serializers.ListField(child=Named("plans"), required=False, max_length=100)

    class Meta(InputSerializer.Meta):
        model = Plan
        fields = (
            *("title", "type", "status", "unit", "summary", "version_label", "valid_from", "valid_to"),
            *("decided_by", "reference", "case_number", "applies_to", "responsible_role", "revision_role"),
            *("next_check_on", "parent", "statutory_basis", "framework", "supersedes"),
        )
        fixed = ("type", "status")


class SectionInput(InputSerializer):
    """A section of a plan; of `body`, HTML, what may not stand in it is taken out."""

    plan = Named("plans")
    parent = Named("sections", required=False)  # type: ignore[assignment]  # the name that the thing has
    body = serializers.CharField(
        required=False, allow_null=True, allow_blank=True, max_length=LONGEST_RICH_TEXT
    )

    class Meta(InputSerializer.Meta):
        model = Section
        fields = ("plan", "parent", "heading", "body")
        fixed = ("plan",)


class PositionInput(InputSerializer):
    """A position of a plan; without a `code` a new one gets the next free number."""

    plan = Named("plans")
    section = Named("sections", required=False)
    unit = Named("units", required=False)

    class Meta(InputSerializer.Meta):
        model = Position
        fields = (
            *("plan", "section", "code", "statement", "rationale", "spatial", "aspect", "land_use", "unit"),
            *("status", "expects_measures"),
        )
        fixed = ("plan",)


class MeasureInput(InputSerializer):
    """A measure of a plan; without a `code` a new one gets the next free number."""

    plan = Named("plans")
    section = Named("sections", required=False)
    unit = Named("units", required=False)
    partners = serializers.ListField(child=Named("units"), required=False, max_length=200)
    implements = serializers.ListField(child=Named("positions"), required=False, max_length=200)
    status = serializers.ChoiceField(Measure.Status.choices, required=False)

    class Meta(InputSerializer.Meta):
        model = Measure
        fields = (
            *("plan", "section", "code", "title", "text", "unit", "partners", "start", "end", "status"),
            *("funding", "cost", "statutory", "implements"),
        )
        fixed = ("plan",)


class ContributionInput(InputSerializer):
    """How one of plan, position and measure bears on a goal: a strength from -3 to 3, and why."""

    plan = Named("plans", required=False)
    position = Named("positions", required=False)
    measure = Named("measures", required=False)
    goal = Named("goals")

    class Meta(InputSerializer.Meta):
        model = Contribution
        fields = ("plan", "position", "measure", "goal", "strength", "rationale")
        fixed = ("plan", "position", "measure", "goal")


class PlanLinkInput(InputSerializer):
    """How a plan is related to another, and why."""

    source = Named("plans")  # type: ignore[assignment]  # the name that the thing has
    target = Named("plans")

    class Meta(InputSerializer.Meta):
        model = PlanLink
        fields = ("source", "target", "relation", "rationale")
        fixed = ("source", "target")


class PositionLinkInput(InputSerializer):
    """How a position is related to another, and why."""

    source = Named("positions")  # type: ignore[assignment]  # the name that the thing has
    target = Named("positions")

    class Meta(InputSerializer.Meta):
        model = PositionLink
        fields = ("source", "target", "relation", "rationale")
        fixed = ("source", "target")


class PlanAdoptionInput(InputSerializer):
    """Another organisation's plan that is adopted as one's own, and the decision to do so."""

    plan = Named("plans", of_others=True)

    class Meta(InputSerializer.Meta):
        model = PlanAdoption
        fields = ("plan", "adopted_on", "reference")
        fixed = ("plan",)


class StatusUpdateInput(InputSerializer):
    """What is said of a measure at a follow-up; its own status is changed on the measure."""

    measure = Named("measures")

    class Meta(InputSerializer.Meta):
        model = StatusUpdate
        fields = ("measure", "on", "status", "text")
        fixed = ("measure",)


class BudgetLineInput(InputSerializer):
    """Money for a measure in a year, in whole currency units; what is saved is below nothing."""

    measure = Named("measures")
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta(InputSerializer.Meta):
        model = BudgetLine
        fields = ("measure", "year", "amount", "kind", "status")
        fixed = ("measure",)


class HandOverInput(InputSerializer):
    """A sector's spatial position that is offered to a comprehensive plan, and why."""

    source = Named("positions")  # type: ignore[assignment]  # the name that the thing has
    target_plan = Named("plans")

    class Meta(InputSerializer.Meta):
        model = HandOver
        fields = ("source", "target_plan", "rationale")
        fixed = ("source",)


class ConflictInput(InputSerializer):
    """What collides, and what speaks for and against; how it was resolved is said by `decide`."""

    goal = Named("goals", required=False)
    plans = serializers.ListField(child=Named("plans"), required=False, max_length=100)
    positions = serializers.ListField(child=Named("positions"), required=False, max_length=100)
    unit = Named("units", required=False)

    class Meta(InputSerializer.Meta):
        model = Conflict
        fields = (
            *("title", "goal", "plans", "positions", "unit", "arguments_for", "arguments_against"),
            "considered",
        )
