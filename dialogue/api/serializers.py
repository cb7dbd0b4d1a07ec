"""The shapes of comments and documents."""

import base64
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dialogue.models import Comment, Document
from dialogue.services.comments import LONGEST_COMMENT
from organisations.api.fields import RecordSerializer, Reference
from organisations.api.inputs import LONGEST_NAME, MOST, InputSerializer, Named

#: RFC 4648 §4, as it has to be: whole, with its padding.
BASE_64 = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$"


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


@extend_schema_field({"type": "string", "format": "byte", "pattern": BASE_64})
class Base64Field(serializers.CharField):
    """The bytes of a file, as JSON has them."""

    default_error_messages: ClassVar[dict[str, Any]] = {"base64": _("This is not Base64.")}

    def to_internal_value(self, data: Any) -> Any:
        """The bytes."""
        try:
            return base64.b64decode(super().to_internal_value(data), validate=True)
        except ValueError:
            return self.fail("base64")


class DocumentInput(InputSerializer):
    """A file, of what it is (`about` is its kind, `subject` its id), and what it is called.

    Without a title it is called as the file (`name`), whose end says of which sort it is. Only the title is
    changed later: another file is another document.
    """

    about = serializers.CharField(max_length=40)
    subject = serializers.IntegerField(min_value=1, max_value=MOST)
    title = serializers.CharField(max_length=300, required=False)
    name = serializers.CharField(max_length=LONGEST_NAME)
    content = Base64Field()

    class Meta(InputSerializer.Meta):
        model = Document
        fields = ("about", "subject", "title", "name", "content")
        fixed = ("about", "subject", "name", "content")


class DocumentSerializer(RecordSerializer):
    """A file that is filed with a thing: what it is called, what it is, how long, and where it is handed out.

    `subject` is the id of what it belongs to, `about` says of which kind that is.
    """

    organisation = Reference("organisations")
    about = serializers.CharField(read_only=True)
    subject = serializers.IntegerField(source="subject_id", read_only=True)

    class Meta:
        model = Document
        fields = (
            *("id", "url", "version", "organisation", "about", "subject", "title", "media_type"),
            *("size_bytes", "sha256", "created_at", "updated_at"),
        )
