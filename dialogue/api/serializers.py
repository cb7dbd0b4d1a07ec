"""The shapes of comments and documents."""

from rest_framework import serializers

from dialogue.models import Comment, Document
from dialogue.services.comments import LONGEST_COMMENT
from organisations.api.fields import RecordSerializer, Reference
from organisations.api.inputs import InputSerializer, Named


class CommentSerializer(RecordSerializer):
    """A remark on a thing, or an answer to one; a removed one has no text any more.

    `subject` is the id of what it is about, `about` says of which kind that is.
    """

    organisation = Reference("organisations")
    about = serializers.CharField(read_only=True)
    subject = serializers.IntegerField(source="subject_id", read_only=True)
    parent = Reference("comments")  # type: ignore[assignment]  # the name that the thing has
    written_by = serializers.CharField(source="writer", read_only=True, allow_null=True)

    class Meta:
        model = Comment
        fields = (
            *("id", "url", "version", "organisation", "about", "subject", "parent", "text", "written_by"),
            *("resolved_at", "removed_at", "created_at", "updated_at"),
        )


class CommentInput(InputSerializer):
    """What is said, of what (`about` is its kind, `subject` its id), and perhaps in answer to what."""

    about = serializers.CharField(max_length=40)
    subject = serializers.IntegerField(min_value=1)
    parent = Named("comments", required=False)  # type: ignore[assignment]  # the name that the thing has
    text = serializers.CharField(max_length=LONGEST_COMMENT)

    class Meta(InputSerializer.Meta):
        model = Comment
        fields = ("about", "subject", "parent", "text")
        fixed = ("about", "subject", "parent")


class DocumentSerializer(RecordSerializer):
    """A file that is filed with a thing: what it is called, what it is, and how long."""

    organisation = Reference("organisations")
    about = serializers.CharField(read_only=True)
    subject = serializers.IntegerField(source="subject_id", read_only=True)

    class Meta:
        model = Document
        fields = (
            *("id", "url", "version", "organisation", "about", "subject", "title", "media_type"),
            *("size_bytes", "sha256", "created_at", "updated_at"),
        )
