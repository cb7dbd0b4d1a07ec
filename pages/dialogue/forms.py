"""Writing a comment: the text, and whom it calls on."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.models import Record
from dialogue.models import Comment
from dialogue.services.comments import Remark
from organisations.models import User
from pages.fields import TextField
from pages.versioned import VersionedForm


class CommentForm(VersionedForm):
    """A comment, an answer, or a change of one."""

    merged_fields = ("text",)
    text = TextField(label=_("Comment"), rows=3)
    mentions = forms.ModelMultipleChoiceField(
        label=_("Call on colleagues"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
        help_text=_("They are told of it. You can also write @ and the name in the text."),
    )

    def __init__(self, *args: Any, members: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mentions"]
        field.queryset = members

    @classmethod
    def of(cls, comment: Comment, kept: Any = None, **kwargs: Any) -> Self:
        """The form as it opens for a change; with the words of `kept`, a row of the comment's history."""
        values = {
            "text": (kept or comment).text,
            "version": comment.version,
            "mentions": [mention.user_id for mention in comment.mentions.all()],
        }
        return cls(initial=values, **kwargs)

    @classmethod
    def merged(cls, sent: Mapping[str, Any], stored: Record, **kwargs: Any) -> Self:
        """As for any record; whom the person calls on stays as they chose."""
        form = super().merged(sent, stored, **kwargs)
        data: Any = form.data
        chosen: Any = sent
        data.setlist("mentions", chosen.getlist("mentions"))
        return form

    @property
    def remark(self) -> Remark:
        """What was written."""
        return Remark(self.cleaned_data["text"], tuple(self.cleaned_data["mentions"]))
