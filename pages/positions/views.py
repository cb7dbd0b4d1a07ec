"""Positions, measures and plans with what is said of them, and changing that in place.

Every form works on a page of its own; htmx gets the card of the thing, in which the form stands open.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Changed, NotAllowed
from goals.models import Goal
from organisations.models import User
from pages.addresses import ITEM_KINDS, item_url
from pages.guards import Request, Viewer, for_members, in_organisation
from pages.handovers.selectors.commissions import commissions_on
from pages.history.refilling import as_asked, gone_as_asked
from pages.links.suggesting import suggesting
from pages.maps.selectors import place_url
from pages.positions.forms import ContributionForm, NewContributionForm
from pages.positions.selectors.cards import Card, card_of, measures_shown, positions_shown
from pages.positions.selectors.choosing import tree_of
from pages.rendering import render_page, wants_fragment
from pages.undoing import CONTRIBUTIONS
from pages.versioned import VersionedForm, sent_version
from planning.models import Contribution, Position
from planning.policies import Item, check_can_change, check_can_state
from planning.selectors.goals import goals_in_scope
from planning.selectors.plans import plans_shown
from planning.selectors.withdrawn import withdrawn_contribution
from planning.services.contributions import (
    Judgement,
    confirm_contribution,
    restore_contribution,
    state_contribution,
    withdraw_contribution,
)

TEMPLATE = "positions/item_detail.html"
Ref = tuple[str | None, str]


# Reading -----------------------------------------------------------------------------------------


@require_GET
@in_organisation
def position_detail(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """A position with links, place and what it means for goals; for members what was sent out of it too."""
    item = item_of(viewer, "position", ref)
    card = card_of(viewer, item)
    if viewer.is_member and isinstance(item, Position) and card.plan.type.is_comprehensive:
        card.commissions = commissions_on(viewer, item)
    if isinstance(item, Position) and getattr(item, "has_place", False):
        card.place_url = place_url(viewer.organisation, item)
    return show(request, card)


@require_GET
@in_organisation
def measure_detail(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """A measure with who, when, money, links and what it means for goals."""
    return show(request, card_of(viewer, item_of(viewer, "measure", ref)))


@require_GET
@in_organisation
def plan_contributions(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """What a plan as a whole means for goals, beside what its positions and measures say."""
    return show(request, card_of(viewer, item_of(viewer, "plan", ref)))


# Stating what bears on goals ---------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def contribution_create(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """Say how a plan, position or measure bears on a further goal."""
    item = item_of(viewer, kind, ref)
    check_can_state(viewer.standing, viewer.organisation, item)
    groups = goals_in_scope(viewer.organisation)
    if request.method == "GET":
        form = NewContributionForm(groups=groups, initial=initial_of(request, viewer, item))
        return show(request, opened(viewer, item, "new", form))
    form = NewContributionForm(request.POST, groups=groups)
    if not form.is_valid():
        return show(request, opened(viewer, item, "new", form), status=422)
    return state(request, viewer, Said(item, form.cleaned_data["goal"], form, None))


@require_GET
@for_members
def goal_choice_list(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """Goals to link to: those that the person linked last, and a framework's tree (`?ramverk=…`)."""
    item = item_of(viewer, kind, ref)
    tree = tree_of(viewer, item, request.GET.get("ramverk"))
    context = {"item": suggesting(viewer, item), "tree": tree}
    return render_page(request, "positions/goal_choice_list.html", context, partial="tree")


@require_http_methods(["GET", "POST"])
@for_members
def contribution_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Change how strongly, and why, something bears on a goal."""
    contribution = own_contribution(viewer, pk)
    if request.method == "GET":
        form = as_asked(request, contribution, partial(ContributionForm.of, contribution))
        return show(request, opened(viewer, contribution.item, pk, form))
    form = ContributionForm(request.POST)
    if not form.is_valid():
        return show(request, opened(viewer, contribution.item, pk, form), status=422)
    return state(request, viewer, Said(contribution.item, contribution.goal, form, form.expected_version))


@require_POST
@for_members
def contribution_confirm(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Say that it still holds, after a wording has changed."""
    contribution = own_contribution(viewer, pk)
    try:
        confirm_contribution(
            organisation=viewer.organisation,
            by=person(viewer),
            contribution=contribution,
            expected_version=sent_version(request),
        )
    except Changed as changed:
        return show(request, told(viewer, contribution.item, changed.message), status=409)
    return done(request, viewer, contribution.item, _("The link is confirmed."))


@require_POST
@for_members
def contribution_withdraw(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Take it back; the answer offers to undo that."""
    contribution = own_contribution(viewer, pk)
    item = contribution.item
    try:
        withdrawn = withdraw_contribution(
            organisation=viewer.organisation,
            by=person(viewer),
            contribution=contribution,
            expected_version=sent_version(request),
        )
    except Changed as changed:
        return show(request, told(viewer, item, changed.message), status=409)
    card = told(
        viewer, item, _("The link to “%(goal)s” is withdrawn.") % {"goal": contribution.goal.local_title}
    )
    card.undo = CONTRIBUTIONS.token(withdrawn)
    return show(request, card)


@require_POST
@for_members
def contribution_restore(request: Request, viewer: Viewer) -> HttpResponse:
    """Undo a withdrawal of the last day."""
    withdrawn = CONTRIBUTIONS.read(request.POST)
    item = item_by_id(viewer, withdrawn.kind, withdrawn.item_id)
    try:
        restore_contribution(
            organisation=viewer.organisation, by=person(viewer), item=item, withdrawn=withdrawn
        )
    except Changed as changed:
        return show(request, told(viewer, item, changed.message), status=409)
    return done(request, viewer, item, _("The link is back as it was."))


# Finding what is meant ---------------------------------------------------------------------------


def items_of(viewer: Viewer, kind: str) -> QuerySet[Any]:
    """The plans, positions or measures that the viewer is shown."""
    if kind == "position":
        return positions_shown(viewer)
    if kind == "measure":
        return measures_shown(viewer)
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member)
    return plans.select_related("organisation", "unit", "type")


def item_of(viewer: Viewer, kind: str, ref: Ref) -> Item:
    """The plan, position or measure of that owner and key; raises `Http404`."""
    owner, key = ref
    item: Item = get_object_or_404(
        items_of(viewer, kind), organisation__key=owner or viewer.organisation.key, key=key
    )
    return item


def item_by_id(viewer: Viewer, kind: str, pk: int) -> Item:
    """The plan, position or measure of that id; raises `Http404`."""
    item: Item = get_object_or_404(items_of(viewer, kind), pk=pk)
    return item


def initial_of(request: Request, viewer: Viewer, item: Item) -> dict[str, Any]:
    """What a new statement's form holds: the goal of the address, or what was stated and withdrawn once."""
    about = {ITEM_KINDS[type(item)]: item.pk, "recorded_by": viewer.organisation}
    kept = gone_as_asked(request, Contribution, **about)
    if kept is None:
        return {"goal": request.GET.get("mal")}
    return {"goal": kept.goal_id, "strength": kept.strength, "rationale": kept.rationale or ""}


def own_contribution(viewer: Viewer, pk: int) -> Contribution:
    """The organisation's statement, which the viewer may change.

    While somebody wrote on it another may have withdrawn it: then it is given as it was, and the
    service will say so. Raises `Http404`, `NotAllowed`.
    """
    own = Contribution.objects.filter(recorded_by=viewer.organisation)
    found = own.select_related("goal").filter(pk=pk).first() or withdrawn_contribution(
        pk, viewer.organisation
    )
    if found is None:
        raise Http404
    check_can_change(viewer.standing, viewer.organisation, found)
    return found


def person(viewer: Viewer) -> User:
    """The member who acts."""
    if not isinstance(viewer.user, User):
        raise NotAllowed(_("Log in to change this."))
    return viewer.user


# Answering ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """What the person says of an item and a goal, upon a version that they read (none: a first statement)."""

    item: Item
    goal: Goal
    form: VersionedForm
    expected_version: int | None


def state(request: Request, viewer: Viewer, said: Said) -> HttpResponse:
    """Save what the person says; what they wrote comes back if it cannot be saved."""
    values = said.form.cleaned_data
    judgement = Judgement(said.item, said.goal, values["strength"], values["rationale"])
    try:
        state_contribution(
            organisation=viewer.organisation,
            by=person(viewer),
            judgement=judgement,
            expected_version=said.expected_version,
        )
    except Changed as changed:
        return show_both(request, viewer, said, changed)
    return done(
        request, viewer, said.item, _("The link to “%(goal)s” is saved.") % {"goal": said.goal.local_title}
    )


def show_both(request: Request, viewer: Viewer, said: Said, changed: Changed) -> HttpResponse:
    """Somebody was faster: what the person wrote, with what is stored now beside it."""
    if isinstance(changed.stored, Contribution):
        form: VersionedForm = ContributionForm.merged(request.POST, changed.stored)
        return show(request, opened(viewer, said.item, changed.stored.pk, form, changed.message), status=409)
    sent = {name: request.POST.get(name, "") for name in ("strength", "rationale")}
    form = NewContributionForm(sent | {"goal": said.goal.pk}, groups=goals_in_scope(viewer.organisation))
    message = _("Somebody has withdrawn this link meanwhile. Save to state it again.")
    return show(request, opened(viewer, said.item, "new", form, message), status=409)


def opened(viewer: Viewer, item: Item, editing: str | int, form: VersionedForm, warning: str = "") -> Card:
    """The item's card with a form open in it, and perhaps a warning above the form."""
    card = card_of(viewer, with_parents(viewer, item))
    card.editing, card.form, card.warning = editing, form, warning
    form.focus_first()
    return card


def told(viewer: Viewer, item: Item, message: str) -> Card:
    """The item's card as it is stored now, with what has happened."""
    card = card_of(viewer, with_parents(viewer, item))
    card.said = message
    return card


def with_parents(viewer: Viewer, item: Item) -> Item:
    """The item read anew with what a card shows of it."""
    return item_by_id(viewer, ITEM_KINDS[type(item)], item.pk)


def done(request: Request, viewer: Viewer, item: Item, message: str) -> HttpResponse:
    """The card with the new state; without htmx, back to the item's page."""
    if wants_fragment(request):
        return show(request, told(viewer, item, message))
    messages.success(request, message)
    return HttpResponseRedirect(item_url(viewer.organisation, with_parents(viewer, item)))


def show(request: Request, card: Card, *, status: int = 200) -> HttpResponse:
    """The item's page; for htmx its card, with what it shows where it stands alone or among others."""
    asked_from = request.htmx.current_url_abs_path if wants_fragment(request) else None
    is_alone = asked_from is None or asked_from.partition("?")[0] == card.url
    context = {"card": card, "is_alone": is_alone}
    return render_page(request, TEMPLATE, context, partial="card", status=status)
