"""Who may talk, and who may settle what was said.

Every member of the organisation reads and writes comments, readers too: politicians and colleagues
are asked what they think of drafts that they do not edit. Nobody else does, whatever the plan's
status, and whoever has adopted another's plan talks about it among themselves.
"""

from django.utils.translation import gettext as _

from core.errors import DomainError, NotAllowed
from dialogue.models import Comment
from dialogue.providers import kind_of
from organisations.models import Organisation, User
from organisations.policies import Standing


def is_shown(organisation: Organisation, subject: object) -> bool:
    """Whether members of the organisation see the thing, and can therefore talk about it (one query)."""
    kind = kind_of(subject)
    pk = getattr(subject, "pk", None)
    return kind is not None and kind.shown(organisation).filter(pk=pk).exists()


def check_can_comment(standing: Standing, organisation: Organisation, subject: object) -> None:
    """Raises `NotAllowed` for who is no member, `DomainError` for what cannot be talked about there."""
    check_is_member(standing)
    kind = kind_of(subject)
    if kind is None or not kind.is_discussed or not is_shown(organisation, subject):
        raise DomainError(_("This cannot be commented on here."), code="not_commentable")


def can_be_told(standing: Standing, organisation: Organisation, subject: object) -> bool:
    """Whether a person may hear of a thing by e-mail: members, of what they see (two queries at most).

    Asked when somebody subscribes, and again before each letter.
    """
    if not standing.is_member:
        return False
    if isinstance(subject, Organisation):
        return subject.pk == organisation.pk
    kind = kind_of(subject)
    return kind is not None and kind.is_subscribed and is_shown(organisation, subject)


def check_can_subscribe(standing: Standing, organisation: Organisation, subject: object) -> None:
    """Raises `NotAllowed` for who is no member, `DomainError` for what nobody is told of there."""
    check_is_member(standing)
    if not can_be_told(standing, organisation, subject):
        raise DomainError(_("Nobody is told of this by e-mail here."), code="not_subscribable")


def check_is_member(standing: Standing) -> None:
    """Raises `NotAllowed` for who does not work in the organisation."""
    if not standing.is_member:
        raise NotAllowed(_("This is for those who work in the organisation."))


def can_change(standing: Standing, by: User, comment: Comment) -> bool:
    """Only who wrote it changes a comment."""
    return standing.is_member and comment.created_by_id == by.pk and not comment.is_removed


def can_remove(standing: Standing, by: User, comment: Comment) -> bool:
    """Who wrote it, and coordinators, remove a comment."""
    is_theirs = standing.is_member and comment.created_by_id == by.pk
    return (is_theirs or standing.is_coordinator) and not comment.is_removed


def can_put_back(standing: Standing, by: User, comment: Comment) -> bool:
    """Who removed a comment, and coordinators, put its words back: nobody undoes what those took away."""
    is_theirs = standing.is_member and comment.removed_by_id == by.pk
    return comment.is_removed and (is_theirs or standing.is_coordinator)


def can_read_history(standing: Standing, by: User, comment: Comment) -> bool:
    """Every member reads what a comment said before; of a removed one only its writer, and coordinators.

    What was taken away would else be read by everybody all the same.
    """
    is_theirs = comment.created_by_id == by.pk
    return standing.is_member and (not comment.is_removed or is_theirs or standing.is_coordinator)


def can_settle(standing: Standing, by: User, comment: Comment, unit_id: int | None) -> bool:
    """Who opened it resolves and reopens a comment, and who edits what it is about (`unit_id`)."""
    is_theirs = standing.is_member and comment.created_by_id == by.pk
    return comment.parent_id is None and (is_theirs or standing.edits(unit_id))


def check_can_change(standing: Standing, by: User, comment: Comment) -> None:
    """Raises `NotAllowed` unless `can_change`, `DomainError` for a removed comment."""
    check_is_there(comment)
    if not can_change(standing, by, comment):
        raise NotAllowed(_("Only who wrote a comment can change it."))


def check_can_remove(standing: Standing, by: User, comment: Comment) -> None:
    """Raises `NotAllowed` unless `can_remove`, `DomainError` for a removed comment."""
    check_is_there(comment)
    if not can_remove(standing, by, comment):
        raise NotAllowed(_("Only who wrote a comment, and coordinators, can remove it."))


def check_can_put_back(standing: Standing, by: User, comment: Comment) -> None:
    """Raises `NotAllowed` unless `can_put_back`, `DomainError` for a comment that is there."""
    check_is_member(standing)
    if not comment.is_removed:
        raise DomainError(_("The comment is there: nothing has to be put back."), code="not_removed")
    if not can_put_back(standing, by, comment):
        raise NotAllowed(_("Only who removed a comment, and coordinators, can put it back."))


def check_can_read_history(standing: Standing, by: User, comment: Comment) -> None:
    """Raises `NotAllowed` unless `can_read_history`."""
    check_is_member(standing)
    if not can_read_history(standing, by, comment):
        raise NotAllowed(
            _("The comment has been removed. What it said is read by who wrote it, and by coordinators.")
        )


def check_can_settle(standing: Standing, by: User, comment: Comment, unit_id: int | None) -> None:
    """Raises `NotAllowed` unless `can_settle`, `DomainError` for an answer."""
    if comment.parent_id is not None:
        raise DomainError(_("An answer is resolved together with what it answers."), code="is_answer")
    if not can_settle(standing, by, comment, unit_id):
        raise NotAllowed(
            _(
                "Only who wrote a comment, those who work for the responsible unit, "
                "and coordinators can do this."
            )
        )


def check_is_there(comment: Comment) -> None:
    """Raises `DomainError` for a removed comment."""
    if comment.is_removed:
        raise DomainError(_("The comment has been removed."), code="removed")


def can_file(standing: Standing, organisation: Organisation, subject: object) -> bool:
    """Who edits a thing files documents with it; with what others keep, the coordinators (one query)."""
    kind = kind_of(subject)
    if kind is None or not kind.is_filed_with or not standing.edits(kind.unit_id(subject)):
        return False
    return is_shown(organisation, subject)


def check_can_file(standing: Standing, organisation: Organisation, subject: object) -> None:
    """Raises `NotAllowed` for who does not edit the thing, `DomainError` for what nothing is filed with."""
    check_is_member(standing)
    kind = kind_of(subject)
    if kind is None or not kind.is_filed_with or not is_shown(organisation, subject):
        raise DomainError(_("No documents are kept with this here."), code="not_filed_with")
    if not standing.edits(kind.unit_id(subject)):
        raise NotAllowed(
            _("Only those who work for the responsible unit, and coordinators, can change this.")
        )


def check_can_settle_feedback(standing: Standing) -> None:
    """Raises `NotAllowed` unless the person sees to what people outside say: coordinators do."""
    if not standing.is_coordinator:
        raise NotAllowed(_("Coordinators see to what people outside have written."))
