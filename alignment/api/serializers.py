"""The shapes that alignment's part of the API answers in, for its description."""

from typing import Any

from rest_framework import serializers


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


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.ListField(  # type: ignore[assignment]  # RFC 9457 gives the member this name
        child=serializers.DictField()
    )
