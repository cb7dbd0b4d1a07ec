"""Linking plans, positions and measures to each other.

One page shows a thing's links at both ends with a form for a new one; every form is a plain POST too, and
htmx gets the part with the links.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import User
from pages.addresses import ITEM_KINDS
from pages.guards import Request, Viewer, for_members
from pages.history.refilling import as_asked
from pages.history.removed import RemovedLine, removed_from
from pages.links.forms import NewLinkForm, TieForm
from pages.links.selectors import LinkCard, can_link, link_card, links_url
from pages.links.suggesting import matched_goals, suggested_goals, suggested_positions, suggesting
from pages.positions.views import Ref, item_by_id, item_of
from pages.rendering import render_page, wants_fragment
from pages.undoing import LINKS
from pages.versioned import VersionedForm
from planning.models import Implementation, Measure, Plan, PlanLink, PositionLink
from planning.policies import Item, Part
from planning.services.links import (
    Link,
    Tie,
    Unlinked,
    change_link,
    implement_position,
    link_plans,
    link_positions,
    remove_link,
    stop_implementing,
)

TEMPLATE = "links/link_create.html"
NO_TIE = Tie("", None)


@require_http_methods(["GET", "POST"])
@for_members
def link_create(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """A thing's links at both ends, and linking it to another."""
    item = item_of(viewer, kind, ref)
    if request.method == "GET":
        initial = {"find": request.GET.get("find", ""), "target": request.GET.get("till", "")}
        form = NewLinkForm(initial=initial, source=item, viewer=viewer) if can_link(viewer, item) else None
        return show(request, opened(viewer, item, form))
    check_can_link(viewer, item)
    if "search" in request.POST:
        return show(
            request, opened(viewer, item, NewLinkForm.searched(request.POST, source=item, viewer=viewer))
        )
    form = NewLinkForm(request.POST, source=item, viewer=viewer)
    if not form.is_valid():
        return show(request, opened(viewer, item, form), status=422)
    try:
        join(viewer, item, form.chosen, NO_TIE if isinstance(item, Measure) else form.tie)
    except DomainError as error:
        form.add_error(None, error.message)
        return show(request, opened(viewer, item, form), status=error.status)
    return done(request, viewer, item, _("The link is saved."))


@require_GET
@for_members
def suggestion_list(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """Goals that the text of a position or measure resembles; htmx puts them above the choice of a goal."""
    item = item_of(viewer, kind, ref)
    context = {"item": suggesting(viewer, item), "suggestions": suggested_goals(viewer, item)}
    return render_page(request, "links/suggestion_list.html", context, partial="suggestions")


@require_GET
@for_members
def suggested_position_list(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """Positions of other plans that the text resembles; htmx puts them above the search for a position."""
    item = cast("Part", item_of(viewer, kind, ref))
    context = {
        "item": suggesting(viewer, item),
        "links_url": links_url(viewer, item),
        "suggestions": suggested_positions(viewer, item),
    }
    return render_page(request, "links/suggested_position_list.html", context, partial="suggestions")


@require_GET
@for_members
def goal_match_list(request: Request, viewer: Viewer) -> HttpResponse:
    """Goals that a search finds (`?sok=`); a choice of goals gets them as its options."""
    text = request.GET.get("sok", "")
    context = {"asked": text.strip(), "groups": matched_goals(viewer, text)}
    return render_page(request, "links/goal_match_list.html", context, partial="options")


@require_http_methods(["GET", "POST"])
@for_members
def link_edit(request: Request, viewer: Viewer, kind: str, pk: int) -> HttpResponse:
    """Change how two things are related, or why."""
    stored = own_link(viewer, kind, pk)
    item = stored.source
    if request.method == "GET":
        form = as_asked(request, stored, partial(TieForm.of, stored, source=item, viewer=viewer))
        return show(request, opened(viewer, item, form, pk))
    form = TieForm(request.POST, source=item, viewer=viewer)
    if not form.is_valid():
        return show(request, opened(viewer, item, form, pk), status=422)
    acting: dict[str, Any] = {"organisation": viewer.organisation, "by": person(viewer), "link": stored}
    try:
        change_link(**acting, expected_version=form.expected_version, tie=form.tie)
    except Changed as changed:
        return show_both(request, viewer, item, changed)
    except DomainError as error:
        form.add_error(None, error.message)
        return show(request, opened(viewer, item, form, pk), status=error.status)
    return done(request, viewer, item, _("The link is saved."))


@require_POST
@for_members
def link_remove(request: Request, viewer: Viewer, kind: str, pk: int) -> HttpResponse:
    """Take a link back."""
    item, act = removing(viewer, pk) if kind == "measure" else withdrawing(request, viewer, kind, pk)
    try:
        unlinked = act()
    except Changed as changed:
        return warned(request, viewer, item, changed)
    card = opened(viewer, item, NewLinkForm(source=item, viewer=viewer))
    card.said, card.undo = _("The link is removed."), LINKS.token(unlinked)
    return show(request, card)


@require_POST
@for_members
def link_restore(request: Request, viewer: Viewer) -> HttpResponse:
    """Undo a removal of the last day."""
    unlinked = LINKS.read(request.POST)
    item = item_by_id(viewer, unlinked.kind, unlinked.source_id)
    check_can_link(viewer, item)
    other = item_by_id(viewer, "plan" if unlinked.kind == "plan" else "position", unlinked.target_id)
    try:
        join(viewer, item, other, Tie(unlinked.relation, unlinked.rationale))
    except DomainError as error:
        return warned(request, viewer, item, error)
    return done(request, viewer, item, _("The link is back as it was."))


# Acting ------------------------------------------------------------------------------------------


def join(viewer: Viewer, item: Item, other: Any, tie: Tie) -> None:
    """Link a thing to another; a measure simply implements a position, whatever the tie says."""
    acting: dict[str, Any] = {"organisation": viewer.organisation, "by": person(viewer)}
    if isinstance(item, Measure):
        implement_position(**acting, measure=item, position=other)
    elif isinstance(item, Plan):
        link_plans(**acting, source=item, target=other, tie=tie)
    else:
        link_positions(**acting, source=item, target=other, tie=tie)


def withdrawing(request: Request, viewer: Viewer, kind: str, pk: int) -> tuple[Item, Callable[[], Unlinked]]:
    """At which thing a link of plans or positions is shown, and taking it back."""
    stored, form = own_link(viewer, kind, pk), VersionedForm(request.POST)
    form.is_valid()
    acting: dict[str, Any] = {"organisation": viewer.organisation, "by": person(viewer), "link": stored}
    return stored.source, lambda: remove_link(**acting, expected_version=form.expected_version)


def removing(viewer: Viewer, pk: int) -> tuple[Item, Callable[[], Unlinked]]:
    """At which measure an implementation is shown, and taking it back."""
    row = Implementation.objects.filter(pk=pk).select_related("position").first()
    if row is None:
        raise Http404
    measure = cast("Measure", item_by_id(viewer, "measure", row.measure_id))
    check_can_link(viewer, measure)
    acting: dict[str, Any] = {"organisation": viewer.organisation, "by": person(viewer)}
    return measure, lambda: stop_implementing(**acting, measure=measure, position=row.position)


# Finding what is meant ---------------------------------------------------------------------------


def own_link(viewer: Viewer, kind: str, pk: int) -> Link:
    """The organisation's link, at a source that the viewer may link. Raises `Http404`, `NotAllowed`."""
    rows: Any = PlanLink.objects if kind == "plan" else PositionLink.objects
    found = rows.filter(pk=pk, recorded_by=viewer.organisation).first()
    if found is None:
        raise Http404
    found.source = item_by_id(viewer, kind, found.source_id)
    check_can_link(viewer, found.source)
    stored: Link = found
    return stored


def check_can_link(viewer: Viewer, item: Item) -> None:
    """Raises `NotAllowed` unless the viewer may link the thing to others."""
    if not can_link(viewer, item):
        raise NotAllowed(
            _("Only those who work for the responsible unit, and coordinators, can change this.")
        )


def person(viewer: Viewer) -> User:
    """The member who acts."""
    if not isinstance(viewer.user, User):
        raise NotAllowed(_("Log in to change this."))
    return viewer.user


# Answering ---------------------------------------------------------------------------------------


def warned(request: Request, viewer: Viewer, item: Item, error: DomainError) -> HttpResponse:
    """The thing's links as they are, with what stood against the attempt."""
    card = opened(viewer, item, None)
    card.warning = error.message
    return show(request, card, status=409 if isinstance(error, Changed) else error.status)


def opened(viewer: Viewer, item: Item, form: TieForm | None, editing: int = 0) -> LinkCard:
    """The thing's links with a form: for a new one, or to change one."""
    card = link_card(viewer, item)
    card.form, card.editing = form, editing
    return card


def show_both(request: Request, viewer: Viewer, item: Item, changed: Changed) -> HttpResponse:
    """Somebody was faster: what the person wrote, with what is stored now beside it."""
    if not isinstance(changed.stored, PlanLink | PositionLink):
        card = opened(viewer, item, None)
        card.warning = changed.message
        return show(request, card, status=409)
    merged = TieForm.merged(request.POST, changed.stored, source=item, viewer=viewer)
    card = opened(viewer, item, merged, changed.stored.pk)
    card.warning = changed.message
    return show(request, card, status=409)


def done(request: Request, viewer: Viewer, item: Item, message: str) -> HttpResponse:
    """The thing's links with the new state; without htmx, back to the page of its links."""
    form = NewLinkForm(source=item, viewer=viewer) if wants_fragment(request) else None
    card = opened(viewer, item, form)
    if form is not None:
        card.said = message
        return show(request, card)
    messages.success(request, message)
    return HttpResponseRedirect(card.url)


def show(request: Request, card: LinkCard, *, status: int = 200) -> HttpResponse:
    """The page of a thing's links; for htmx the part with the links."""
    context = {
        "card": card,
        "removed": [] if wants_fragment(request) else removed_here(request.viewer, card.item),
    }
    return render_page(request, TEMPLATE, context, partial="card", status=status)


def removed_here(viewer: Viewer, item: Item) -> list[RemovedLine]:
    """What was linked to the thing and is not any more, also to goals; each sort with the last first."""
    kind = ITEM_KINDS[type(item)]
    sort, end = ("implementation", kind) if kind == "measure" else (f"{kind}_link", "source")
    linked = removed_from(viewer, sort, item, **{end: item.pk})
    return [*linked, *removed_from(viewer, "contribution", item, **{kind: item.pk})]
