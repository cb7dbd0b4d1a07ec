"""Talking about things: comments, answers to them, and whom they call on.

Who wrote a comment is who the database knows to act (`created_by`); the services say who that is, so
that a command or a test is no different from a request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pghistory
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from core.versions import locked, write
from dialogue.events import comment_changed
from dialogue.models import Comment, Mention, Notification
from dialogue.policies import (
    check_can_change,
    check_can_comment,
    check_can_put_back,
    check_can_remove,
    check_can_settle,
    check_is_there,
)
from dialogue.providers import kind_of
from dialogue.selectors.people import members_of, named_in
from organisations.models import Organisation, User
from organisations.policies import standing

LONGEST_COMMENT = 10_000
Cause = Notification.Cause


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says, and the members of the organisation that they call on beside those named in it."""

    text: str
    mentions: tuple[User, ...] = ()


@transaction.atomic
def write_comment(
    *,
    organisation: Organisation,
    by: User,
    subject: models.Model,
    remark: Remark,
    parent: Comment | None = None,
) -> Comment:
    """Say something about a thing, or answer what somebody has said of it.

    Tells those whom it calls on and, of an answer, who takes part. Raises `NotAllowed` for who is no
    member; `DomainError` for what the organisation's members do not see, an empty text, a mention of
    somebody else, an answer to an answer. Announces `comment_changed`.
    """
    check_can_comment(standing(by, organisation), organisation, subject)
    text = checked(remark.text)
    thread = _answerable(organisation, subject, parent) if parent else None
    with pghistory.context(user=by.pk):
        written = Comment.objects.create(organisation=organisation, subject=subject, parent=thread, text=text)
        written.refresh_from_db(fields=["version", "created_at", "created_by"])
        called_on = _call_on(written, remark)
    if thread:
        _notify(written, _taking_part(thread) - called_on, Cause.ANSWERED)
    comment_changed.send(sender=Comment, organisation=organisation, comment=written)
    return written


@transaction.atomic
def change_comment(
    *, organisation: Organisation, by: User, comment: Comment, expected_version: int, remark: Remark
) -> Comment:
    """Change one's own comment and whom it calls on; who is called on anew is told.

    Raises `NotAllowed`, `Changed`, or `DomainError` for a removed comment, an empty text or a mention of
    somebody who does not work there. Announces `comment_changed`.
    """
    _check_own(organisation, comment)
    check_can_change(standing(by, organisation), by, comment)
    text = checked(remark.text)
    with pghistory.context(user=by.pk):
        stored = _locked(organisation, comment, expected_version)
        check_is_there(stored)
        write(stored, {"text": text})
        _call_on(stored, remark)
    comment_changed.send(sender=Comment, organisation=organisation, comment=stored)
    return stored


def resolve_comment(
    *, organisation: Organisation, by: User, comment: Comment, expected_version: int
) -> Comment:
    """Say that nothing more is to be done about a comment and its answers.

    Raises `NotAllowed`, `Changed`, or `DomainError` for an answer. Announces `comment_changed`.
    """
    changes = {"resolved_at": timezone.now(), "resolved_by_id": by.pk}
    return _settle(organisation, by, comment, expected_version, changes)


def reopen_comment(
    *, organisation: Organisation, by: User, comment: Comment, expected_version: int
) -> Comment:
    """Take up a resolved comment again.

    Raises `NotAllowed`, `Changed`, or `DomainError` for an answer. Announces `comment_changed`.
    """
    return _settle(organisation, by, comment, expected_version, {"resolved_at": None, "resolved_by_id": None})


@transaction.atomic
def remove_comment(
    *, organisation: Organisation, by: User, comment: Comment, expected_version: int
) -> Comment:
    """Take a comment's text away; its place and the answers to it stay, and history has the text.

    Raises `NotAllowed`, `Changed`, or `DomainError` if it is removed already. Announces
    `comment_changed`.
    """
    _check_own(organisation, comment)
    check_can_remove(standing(by, organisation), by, comment)
    with pghistory.context(user=by.pk):
        stored = _locked(organisation, comment, expected_version)
        check_is_there(stored)
        write(stored, {"text": "", "removed_at": timezone.now(), "removed_by_id": by.pk})
    comment_changed.send(sender=Comment, organisation=organisation, comment=stored)
    return stored


@transaction.atomic
def put_back_comment(
    *, organisation: Organisation, by: User, comment: Comment, expected_version: int
) -> Comment:
    """Give a removed comment the words back that it had, as its history keeps them. Nobody is told anew.

    Raises `NotAllowed`, `Changed`, or `DomainError` if it is not removed. Announces `comment_changed`.
    """
    _check_own(organisation, comment)
    check_can_put_back(standing(by, organisation), by, comment)
    with pghistory.context(user=by.pk):
        stored = _locked(organisation, comment, expected_version)
        write(stored, {"text": _last_words(stored), "removed_at": None, "removed_by_id": None})
    comment_changed.send(sender=Comment, organisation=organisation, comment=stored)
    return stored


def _last_words(comment: Comment) -> str:
    """What a removed comment said last; raises `DomainError` if its history does not have it."""
    kept: Any = comment.history  # type: ignore[attr-defined]  # pghistory adds it
    text = kept.exclude(text="").order_by("-pgh_id").values_list("text", flat=True).first()
    if not text:
        raise DomainError(_("What it said is not kept any more."), code="words_gone")
    return str(text)


def checked(text: str) -> str:
    """The text as it is stored; raises `DomainError` if there is none, or far too much."""
    stripped = text.strip()
    if not stripped:
        raise DomainError(_("Write something first."), code="text_missing")
    if len(stripped) > LONGEST_COMMENT:
        raise DomainError(_("The comment is too long."), code="text_too_long")
    return stripped


@transaction.atomic
def _settle(
    organisation: Organisation, by: User, comment: Comment, expected_version: int, changes: dict[str, Any]
) -> Comment:
    _check_own(organisation, comment)
    kind = kind_of(comment.subject)
    unit_id = kind.unit_id(comment.subject) if kind else None
    check_can_settle(standing(by, organisation), by, comment, unit_id)
    with pghistory.context(user=by.pk):
        stored = _locked(organisation, comment, expected_version)
        if stored.is_resolved != (changes["resolved_at"] is not None):
            write(stored, changes)
            comment_changed.send(sender=Comment, organisation=organisation, comment=stored)
    return stored


def _locked(organisation: Organisation, comment: Comment, expected_version: int) -> Comment:
    own = Comment.objects.filter(organisation=organisation)
    return locked(own, pk=comment.pk, expected_version=expected_version)


def _check_own(organisation: Organisation, comment: Comment) -> None:
    if comment.organisation_id != organisation.pk:
        raise NotAllowed(_("This was said in another organisation."))


def _answerable(organisation: Organisation, subject: models.Model, parent: Comment) -> Comment:
    """What is answered, locked so that it is not removed meanwhile."""
    same = Q(subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk)
    comments = Comment.objects.filter(same, organisation=organisation, parent=None)
    thread = comments.select_for_update(of=("self",), no_key=True).filter(pk=parent.pk).first()
    if thread is None:
        raise DomainError(_("Only comments on the same thing can be answered."), code="not_answerable")
    check_is_there(thread)
    return thread


def _call_on(comment: Comment, remark: Remark) -> set[int]:
    """Whom the comment calls on, as rows; tells those who were not called on before. Their ids."""
    members = {member.pk: member for member in members_of(comment.organisation)}
    picked = {user.pk for user in remark.mentions}
    if not picked <= set(members):
        raise DomainError(
            _("Only those who work in the organisation can be called on."), code="mention_not_member"
        )
    wanted = picked | {user.pk for user in named_in(comment.text, members.values())}
    before = set(comment.mentions.values_list("user_id", flat=True))
    comment.mentions.exclude(user__in=wanted).delete()
    Mention.objects.bulk_create([Mention(comment=comment, user_id=pk) for pk in sorted(wanted - before)])
    _notify(comment, wanted - before, Cause.MENTIONED)
    return wanted


def _taking_part(thread: Comment) -> set[int]:
    """The ids of those who have written in a thread and still work in the organisation."""
    written = Comment.objects.filter(Q(pk=thread.pk) | Q(parent=thread), removed_at=None)
    people = User.objects.filter(pk__in=written.values("created_by_id"))
    return set(people.filter(memberships__organisation=thread.organisation_id).values_list("pk", flat=True))


def _notify(comment: Comment, people: Iterable[int], cause: Cause) -> None:
    """Tells people of a comment, but not who wrote it."""
    Notification.objects.bulk_create(
        Notification(
            organisation_id=comment.organisation_id,
            subject_type_id=comment.subject_type_id,
            subject_id=comment.subject_id,
            user_id=pk,
            cause=cause,
            comment=comment,
        )
        for pk in sorted(people)
        if pk != comment.created_by_id
    )
