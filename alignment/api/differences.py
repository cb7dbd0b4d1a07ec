"""How reports differ, as the API tells it; things by their names in reports, as in the reports."""

from typing import Any

from rest_framework import serializers

from alignment import engine
from alignment.api.serializers import ReportSerializer


class NumberChangeSerializer(serializers.Serializer[Any]):
    """A number before and after, null where there is none."""

    before = serializers.FloatField(allow_null=True)
    after = serializers.FloatField(allow_null=True)


class WordChangeSerializer(serializers.Serializer[Any]):
    """A word before and after, null where there is none."""

    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)


class GoalDifferenceSerializer(serializers.Serializer[Any]):
    """A goal whose chain or numbers differ; of the stages those that do."""

    goal = serializers.CharField()
    own = serializers.BooleanField()
    tracked = serializers.BooleanField()
    chain_score = NumberChangeSerializer()
    net = NumberChangeSerializer()
    stages = serializers.DictField(child=WordChangeSerializer())
    is_broken = serializers.BooleanField()
    is_mended = serializers.BooleanField()


class PlanDifferenceSerializer(serializers.Serializer[Any]):
    """A plan whose phase or score differs."""

    plan = serializers.CharField()
    phase = WordChangeSerializer()
    score = NumberChangeSerializer()


class CellDifferenceSerializer(serializers.Serializer[Any]):
    """What a plan brings a tracked goal, where that differs."""

    plan = serializers.CharField()
    goal = serializers.CharField()
    net = NumberChangeSerializer()


class DifferenceSerializer(serializers.Serializer[Any]):
    """All that differs; findings as in reports: code, severity, who decides, subjects."""

    mean_chain_score = NumberChangeSerializer()
    goals = GoalDifferenceSerializer(many=True)
    plans = PlanDifferenceSerializer(many=True)
    matrix = CellDifferenceSerializer(many=True)
    findings_new = serializers.ListField()
    findings_gone = serializers.ListField()


class ReportNameSerializer(serializers.Serializer[Any]):
    """Which report it is."""

    number = serializers.IntegerField()
    date = serializers.DateField()
    computed_at = serializers.DateTimeField()


class ComparisonSerializer(serializers.Serializer[Any]):
    """Two reports, and what differs between them."""

    to = ReportNameSerializer()
    difference = DifferenceSerializer()

    def get_fields(self) -> dict[str, Any]:
        """With one that is named by a word of Python's."""
        return {"from": ReportNameSerializer(), **super().get_fields()}


class WouldBeSerializer(ReportSerializer):
    """The report as it would be: it has no number, for nobody keeps it."""

    number = revision = rules_version = is_current = computed_at = None  # type: ignore[assignment]  # it has none


class SimulationSerializer(serializers.Serializer[Any]):
    """The report as it would be, and what differs from the present one."""

    date = serializers.DateField()
    difference = DifferenceSerializer()
    report = WouldBeSerializer()


class AskedSerializer(serializers.Serializer[Any]):
    """Where the report will be, and where to see whether it is there."""

    report = serializers.URLField()
    freshness = serializers.URLField()


def as_difference(found: engine.Difference) -> dict[str, Any]:
    """The difference in the shape of `DifferenceSerializer`."""
    return {
        "mean_chain_score": _change(found.mean_chain_score),
        "goals": [_goal(each) for each in found.goals],
        "plans": [
            {"plan": each.name, "phase": _change(each.phase), "score": _change(each.score)}
            for each in found.plans
        ],
        "matrix": [{"plan": each.plan, "goal": each.goal, "net": _change(each.net)} for each in found.cells],
        "findings_new": found.findings_new,
        "findings_gone": found.findings_gone,
    }


def _goal(goal: engine.GoalDifference) -> dict[str, Any]:
    return {
        "goal": goal.name,
        "own": goal.is_own,
        "tracked": goal.is_tracked,
        "chain_score": _change(goal.score),
        "net": _change(goal.net),
        "stages": {stage: _change(change) for stage, change in goal.stages},
        "is_broken": goal.is_broken,
        "is_mended": goal.is_mended,
    }


def _change(change: engine.Change[Any]) -> dict[str, Any]:
    return {"before": change.before, "after": change.after}
