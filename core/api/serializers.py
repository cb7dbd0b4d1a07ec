"""The shapes that answers of the whole API share."""

from typing import Any

from rest_framework import serializers


class ReferenceSerializer(serializers.Serializer[Any]):
    """Another thing by its id, its key (if its kind has any) and its address; expanded, all of it."""

    id = serializers.IntegerField()
    key = serializers.CharField(required=False)
    url = serializers.URLField()


class ErrorSerializer(serializers.Serializer[Any]):
    """One thing that is wrong: where, a code for programs, and what to do about it."""

    path = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ErrorSerializer(many=True)  # type: ignore[assignment]  # RFC 9457 gives the member this name


class BehindSerializer(ProblemSerializer):
    """Somebody was faster: `current` is the thing as it is now, missing if it is gone."""

    current = serializers.DictField(required=False)


class SeveralBehindSerializer(ProblemSerializer):
    """Somebody was faster: `current` are those of the things that have changed, as they are now."""

    current = serializers.ListField(child=serializers.DictField(), required=False)
