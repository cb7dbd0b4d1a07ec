"""What was said of one thing, and what people were told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, QuerySet

from dialogue.models import Comment, Notification
from dialogue.providers import kind_named
from organisations.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and the answers to it, the oldest first."""

    comment: Comment
    answers: tuple[Comment, ...]


def subject_named(organisation: Organisation, kind: str, pk: int) -> Any:
    """The thing of that kind and id that the organisation's members see and talk of; else None. One query."""
    found = kind_named(kind)
    if found is None or not found.is_discussed:
        return None
    return found.shown(organisation).filter(pk=pk).first()


def comments_on(organisation: Organisation, subject: Model) -> QuerySet[Comment]:
    """What the organisation's people have said of a thing."""
    kind = ContentType.objects.get_for_model(subject)
    return Comment.objects.filter(organisation=organisation, subject_type=kind, subject_id=subject.pk)


def threads_on(organisation: Organisation, subject: Model) -> list[Thread]:
    """The comments on a thing with their answers, the oldest first. Three queries at most."""
    people = ("created_by", "resolved_by", "removed_by")
    comments = comments_on(organisation, subject).select_related(*people)
    found = list(comments.prefetch_related("mentions__user").order_by("created_at", "pk"))
    answers: dict[int | None, list[Comment]] = {}
    for comment in found:
        answers.setdefault(comment.parent_id, []).append(comment)
    return [Thread(comment, tuple(answers.get(comment.pk, ()))) for comment in answers.get(None, ())]


def open_comments_on(organisation: Organisation, model: type[Model], ids: Iterable[int]) -> dict[int, int]:
    """How many comments on each of a model's things wait to be resolved. One query."""
    kind = ContentType.objects.get_for_model(model)
    found = Comment.objects.filter(organisation=organisation, subject_type=kind, subject_id__in=list(ids))
    waiting = found.filter(parent__isnull=True, resolved_at__isnull=True, removed_at__isnull=True)
    rows: Any = waiting.order_by().values_list("subject_id")
    return dict(rows.annotate(Count("pk")))


def calls_on(organisation: Organisation, user: User) -> QuerySet[Comment]:
    """Comments and answers that call on a person and are not resolved, the newest first."""
    named = Comment.objects.filter(organisation=organisation, mentions__user=user, removed_at__isnull=True)
    waiting = named.filter(resolved_at__isnull=True, parent__resolved_at__isnull=True)
    return waiting.select_related("subject_type", "created_by").order_by("-created_at", "-pk")


def notifications_of(organisation: Organisation, user: User) -> QuerySet[Notification]:
    """What a person has been told in an organisation, the newest first."""
    told = Notification.objects.filter(organisation=organisation, user=user)
    return told.select_related("subject_type", "comment__created_by")
