"""A discussion as a page shows it, and what a person was told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from dialogue.models import Comment, Notification
from dialogue.policies import can_change, can_put_back, can_read_history, can_remove, can_settle
from dialogue.providers import Kind, kind_named, kind_of_model
from dialogue.selectors.discussions import Thread, threads_on
from organisations.models import Organisation, User
from pages.dialogue.forms import CommentForm
from pages.guards import Viewer
from pages.things import Reference, Thing, gone, things


@dataclass(frozen=True, slots=True)
class Line:
    """A comment as the viewer sees it. `author` is empty for somebody who has left."""

    comment: Comment
    author: str
    called_on: tuple[str, ...]
    can_change: bool
    can_remove: bool
    can_put_back: bool
    can_read_history: bool

    @property
    def anchor(self) -> str:
        """The id of its element."""
        return f"comment-{self.comment.pk}"

    @property
    def is_told(self) -> bool:
        """Whether there is a history to be read: its text or state is another than when it was written."""
        return self.comment.version > 1 and self.can_read_history


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """A comment with the answers to it."""

    first: Line
    answers: tuple[Line, ...]
    can_settle: bool


@dataclass(slots=True)
class Discussion:
    """What is said of one thing.

    `changing` and `answering` are the id of the comment that the form is open for; without either the
    form writes a new one. `said` tells what has just been done, `warning` stands above the form.
    """

    kind: str
    pk: int
    thing: Thing
    url: str
    threads: list[ThreadShown]
    resolved: list[ThreadShown]
    form: CommentForm
    changing: int | None = None
    answering: int | None = None
    said: str = ""
    warning: str = ""

    @property
    def id(self) -> str:
        """The id of the discussion's element."""
        return f"discussion-{self.kind}-{self.pk}"

    @property
    def resolved_id(self) -> str:
        """The id of what opens to the resolved comments."""
        return f"{self.id}-resolved"

    @property
    def is_calling(self) -> bool:
        """Whether the form already calls on somebody, or says something wrong of that."""
        return bool(self.form["mentions"].value() or (self.form.is_bound and self.form["mentions"].errors))

    @property
    def is_writing_new(self) -> bool:
        """Whether the form is for a new comment."""
        return self.changing is None and self.answering is None


def discussion_url(organisation: Organisation, kind: str, pk: int) -> str:
    """Where a thing's discussion is."""
    return reverse("dialogue:discussion_detail", args=[organisation.slug, kind, pk])


def discussion_of(viewer: Viewer, kind: str, subject: Any, form: CommentForm) -> Discussion:
    """The discussion of a thing, with the form that stands open in it; at most five queries."""
    found = kind_named(kind)
    unit_id = found.unit_id(subject) if found else None
    shown = [thread_shown(viewer, thread, unit_id) for thread in threads_on(viewer.organisation, subject)]
    return Discussion(
        kind=kind,
        pk=subject.pk,
        thing=things(viewer.organisation, [(kind, subject.pk)]).get((kind, subject.pk), gone()),
        url=discussion_url(viewer.organisation, kind, subject.pk),
        threads=[thread for thread in shown if not thread.first.comment.is_resolved],
        resolved=[thread for thread in shown if thread.first.comment.is_resolved],
        form=form,
    )


def thread_shown(viewer: Viewer, thread: Thread, unit_id: int | None) -> ThreadShown:
    """A comment and its answers, with what the viewer may do with them."""
    person = viewer.user
    settles = isinstance(person, User) and can_settle(viewer.standing, person, thread.comment, unit_id)
    answers = tuple(line_of(viewer, answer) for answer in thread.answers)
    return ThreadShown(line_of(viewer, thread.comment), answers, settles)


def line_of(viewer: Viewer, comment: Comment) -> Line:
    """A comment, with what the viewer may do with it."""
    person = viewer.user if isinstance(viewer.user, User) else None
    return Line(
        comment=comment,
        author=str(comment.created_by or ""),
        called_on=tuple(str(mention.user) for mention in comment.mentions.all()),
        can_change=person is not None and can_change(viewer.standing, person, comment),
        can_remove=person is not None and can_remove(viewer.standing, person, comment),
        can_put_back=person is not None and can_put_back(viewer.standing, person, comment),
        can_read_history=person is not None and can_read_history(viewer.standing, person, comment),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A notification: by whom, of what, and where it leads; `url` is empty where there is nothing to see."""

    notification: Notification
    by: str
    thing: Thing
    url: str
    text: str

    @property
    def is_unread(self) -> bool:
        """Whether it counts in the person's number of unread ones."""
        return self.notification.read_at is None


def told(organisation: Organisation, notifications: Sequence[Notification]) -> list[Told]:
    """Notifications with names and addresses of what they are about; three queries a kind of thing."""
    references = {each.pk: reference_of(each) for each in notifications}
    seen = those_shown(organisation, references.values())
    names = things(organisation, seen)
    return [told_of(organisation, each, references[each.pk], names) for each in notifications]


def told_of(
    organisation: Organisation, notification: Notification, about: Reference, names: dict[Reference, Thing]
) -> Told:
    """One notification; `names` has what it is about, if that is still to be seen."""
    comment = notification.comment
    url = discussion_url(organisation, *about) if about in names else ""
    if comment is None and about in names:
        url = names[about].url
    return Told(
        notification=notification,
        by=str(comment.created_by or "") if comment else "",
        thing=names.get(about) or gone(),
        url=f"{url}#comment-{comment.pk}" if url and comment else url,
        text=comment.text if comment else notification.text,
    )


def reference_of(about: Notification | Comment) -> Reference:
    """Kind and id of what is spoken of; the kind is empty for what nobody talks about."""
    kind = kind_of_model(about.subject_type.model_class())
    return (kind.name if kind else "", about.subject_id)


def those_shown(organisation: Organisation, references: Iterable[Reference]) -> set[Reference]:
    """Those of the things that the organisation's members see; one query a kind."""
    ids: dict[Kind, set[int]] = {}
    for name, pk in references:
        kind = kind_named(name)
        if kind is not None:
            ids.setdefault(kind, set()).add(pk)
    return {
        (kind.name, pk)
        for kind, wanted in ids.items()
        for pk in kind.shown(organisation).filter(pk__in=wanted).values_list("pk", flat=True)
    }
