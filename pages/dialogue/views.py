"""Discussions: what colleagues say of a plan, position, measure …, for members only.

Every form works on a page of its own; htmx gets the whole discussion of the thing, wherever it stands.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Changed
from dialogue.models import Comment
from dialogue.policies import check_can_change, check_is_there
from dialogue.providers import kind_of
from dialogue.selectors.discussions import subject_named
from dialogue.selectors.people import members_of
from dialogue.services.comments import (
    change_comment,
    put_back_comment,
    remove_comment,
    reopen_comment,
    resolve_comment,
    write_comment,
)
from pages.dialogue.forms import CommentForm
from pages.dialogue.selectors import Discussion, discussion_of
from pages.guards import Request, Viewer, for_members
from pages.history.refilling import as_asked
from pages.positions.views import person
from pages.rendering import render_page, wants_fragment
from pages.versioned import sent_version

TEMPLATE = "dialogue/discussion_detail.html"


@require_GET
@for_members
def discussion_detail(request: Request, viewer: Viewer, kind: str, pk: int) -> HttpResponse:
    """What is said of a thing."""
    return show(request, opened(viewer, kind, subject_of(viewer, kind, pk)))


@require_http_methods(["GET", "POST"])
@for_members
def comment_create(request: Request, viewer: Viewer, kind: str, pk: int) -> HttpResponse:
    """Say something of a thing."""
    subject = subject_of(viewer, kind, pk)
    if request.method == "GET":
        return show(request, focused(opened(viewer, kind, subject)))
    form = CommentForm(request.POST, **parts(viewer, kind, pk))
    if not form.is_valid():
        return show(request, focused(opened(viewer, kind, subject, form)), status=422)
    written = write_comment(
        organisation=viewer.organisation, by=person(viewer), subject=subject, remark=form.remark
    )
    return done(request, viewer, written, _("The comment is saved."))


@require_http_methods(["GET", "POST"])
@for_members
def comment_answer(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Answer a comment."""
    comment, kind = comment_of(viewer, pk)
    check_is_there(comment)
    within = parts(viewer, kind, comment.subject_id)
    if request.method == "GET":
        return show(request, answering(viewer, comment, kind, CommentForm(**within)))
    form = CommentForm(request.POST, **within)
    if not form.is_valid():
        return show(request, answering(viewer, comment, kind, form), status=422)
    written = write_comment(
        organisation=viewer.organisation,
        by=person(viewer),
        subject=comment.subject,
        remark=form.remark,
        parent=comment,
    )
    return done(request, viewer, written, _("The answer is saved."))


@require_http_methods(["GET", "POST"])
@for_members
def comment_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Change one's own comment; 409 with both versions if it was changed elsewhere meanwhile."""
    comment, kind = comment_of(viewer, pk)
    check_can_change(viewer.standing, person(viewer), comment)
    within = parts(viewer, kind, comment.subject_id)
    if request.method == "GET":
        form = as_asked(request, comment, partial(CommentForm.of, comment, **within))
        return show(request, changing(viewer, comment, kind, form))
    form = CommentForm(request.POST, **within)
    if not form.is_valid():
        return show(request, changing(viewer, comment, kind, form), status=422)
    try:
        changed = change_comment(
            organisation=viewer.organisation,
            by=person(viewer),
            comment=comment,
            expected_version=form.expected_version,
            remark=form.remark,
        )
    except Changed as conflict:
        if not isinstance(conflict.stored, Comment):
            raise
        merged = CommentForm.merged(request.POST, conflict.stored, **within)
        discussion = changing(viewer, comment, kind, merged)
        discussion.warning = conflict.message
        return show(request, discussion, status=409)
    return done(request, viewer, changed, _("The comment is changed."))


@require_POST
@for_members
def comment_resolve(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Say that nothing more is to be done about it."""
    return act(request, viewer, pk, resolve_comment, _("The comment is resolved."))


@require_POST
@for_members
def comment_reopen(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Take it up again."""
    return act(request, viewer, pk, reopen_comment, _("The comment is open again."))


@require_POST
@for_members
def comment_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Take its text away."""
    return act(request, viewer, pk, remove_comment, _("The comment is removed."))


@require_POST
@for_members
def comment_put_back(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Give a removed comment its words back."""
    return act(request, viewer, pk, put_back_comment, _("The comment is back."))


# Finding what is meant ---------------------------------------------------------------------------


def subject_of(viewer: Viewer, kind: str, pk: int) -> Any:
    """The thing that is talked about; raises `Http404` for what the organisation's members do not see."""
    subject = subject_named(viewer.organisation, kind, pk)
    if subject is None:
        raise Http404
    return subject


def comment_of(viewer: Viewer, pk: int) -> tuple[Comment, str]:
    """A comment of the organisation on something that its members see, and of what kind that is."""
    comment = get_object_or_404(Comment, organisation=viewer.organisation, pk=pk)
    kind = kind_of(comment.subject)
    if kind is None:
        raise Http404
    subject_of(viewer, kind.name, comment.subject_id)
    return comment, kind.name


def parts(viewer: Viewer, kind: str, pk: int) -> dict[str, Any]:
    """What every form of a discussion has: whom one can call on, and ids of its own on a page with many."""
    return {"members": members_of(viewer.organisation), "auto_id": f"id_{kind}_{pk}_%s"}


# Answering ---------------------------------------------------------------------------------------


def opened(viewer: Viewer, kind: str, subject: Any, form: CommentForm | None = None) -> Discussion:
    """The discussion with a form open in it; without one, for a new comment."""
    return discussion_of(viewer, kind, subject, form or CommentForm(**parts(viewer, kind, subject.pk)))


def focused(discussion: Discussion) -> Discussion:
    """The same, with the keyboard in the form."""
    discussion.form.focus_first()
    return discussion


def changing(viewer: Viewer, comment: Comment, kind: str, form: CommentForm) -> Discussion:
    """The discussion with a comment open for change."""
    discussion = focused(opened(viewer, kind, comment.subject, form))
    discussion.changing = comment.pk
    return discussion


def answering(viewer: Viewer, comment: Comment, kind: str, form: CommentForm) -> Discussion:
    """The discussion with a form open below a comment."""
    discussion = focused(opened(viewer, kind, comment.subject, form))
    discussion.answering = comment.pk
    return discussion


def act(
    request: Request, viewer: Viewer, pk: int, service: Callable[..., Comment], message: str
) -> HttpResponse:
    """Let the service do what a button asks; who read an older version sees the discussion as it is now."""
    comment, kind = comment_of(viewer, pk)
    try:
        stored = service(
            organisation=viewer.organisation,
            by=person(viewer),
            comment=comment,
            expected_version=sent_version(request),
        )
    except Changed as conflict:
        discussion = opened(viewer, kind, comment.subject)
        discussion.warning = conflict.message
        return show(request, discussion, status=409)
    return done(request, viewer, stored, message)


def done(request: Request, viewer: Viewer, comment: Comment, message: str) -> HttpResponse:
    """The discussion with the new state; without htmx, back to its page."""
    kind = kind_of(comment.subject)
    discussion = opened(viewer, kind.name if kind else "", comment.subject)
    if wants_fragment(request):
        discussion.said = message
        return show(request, discussion)
    messages.success(request, message)
    return HttpResponseRedirect(f"{discussion.url}#comment-{comment.pk}")


def show(request: Request, discussion: Discussion, *, status: int = 200) -> HttpResponse:
    """The page of the discussion; for htmx the discussion."""
    return render_page(request, TEMPLATE, {"discussion": discussion}, partial="discussion", status=status)
