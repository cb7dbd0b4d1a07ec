"""Filters of what is said about things and filed with them, for the API."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from core.filters import IdFilter, WordsFilter
from dialogue.models import Comment, Document
from dialogue.providers import kind_named
from organisations.filters import OwnFilter


class AboutFilter(OwnFilter):
    """By what it is about: its kind, and its id."""

    about = django_filters.CharFilter(method="of_kind", label=_("Kind of thing"))
    subject = IdFilter(field_name="subject_id", label=_("Thing"))

    class Meta:
        model = Document
        fields = ("about", "subject")

    def of_kind(self, rows: Any, name: str, value: str) -> Any:
        """Of things of that kind; of a kind that there is not, nothing."""
        kind = kind_named(value)
        if kind is None:
            return rows.none()
        return rows.filter(subject_type=ContentType.objects.get_for_model(kind.model))


class DocumentFilter(AboutFilter):
    """Documents, also by words of their titles."""

    q = WordsFilter("title")
    media_type = django_filters.CharFilter(label=_("Media type"))

    class Meta:
        model = Document
        fields = ("q", "about", "subject", "media_type")


class CommentFilter(AboutFilter):
    """Comments, also by what they answer, and by whether anything is still to be done about them."""

    q = WordsFilter("text")

    class State:
        """Whether somebody has resolved it."""

        OPEN = "open"
        RESOLVED = "resolved"
        CHOICES = ((OPEN, _("Open")), (RESOLVED, _("Resolved")))

    parent = IdFilter(field_name="parent_id", label=_("In answer to"))
    state = django_filters.ChoiceFilter(choices=State.CHOICES, method="in_state", label=_("State"))

    class Meta:
        model = Comment
        fields = ("q", "about", "subject", "parent", "state")

    def in_state(self, rows: Any, name: str, value: str) -> Any:
        """Open comments, or resolved ones; answers are neither."""
        return rows.filter(parent=None, removed_at=None, resolved_at__isnull=value == self.State.OPEN)
