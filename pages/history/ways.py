"""How each sort of thing is taken back to what it said: its forms, its services, or why not now.

Whoever makes a sort of thing that has a page of its own history adds it to `WAYS`. What is kept at desks
says so at its desk (`pages.editing`).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.models import Comment
from dialogue.policies import check_can_change as check_can_change_comment
from dialogue.policies import check_can_put_back, check_can_settle
from dialogue.providers import kind_of
from goals.models import Goal
from goals.policies import can_change_goal, check_allowed
from pages.addresses import ITEM_KINDS, item_ref
from pages.goals.forms import GoalForm
from pages.guards import Viewer
from pages.history.offers import Kept, Way, columns, reason
from pages.plans.forms import FrontPageForm
from pages.positions.part_forms import MeasureForm, PositionForm
from planning.models import (
    Commission,
    Conflict,
    Contribution,
    HandOver,
    Measure,
    Plan,
    PlanLink,
    Position,
    PositionLink,
    Section,
)
from planning.policies import (
    check_can_answer_commission,
    check_can_answer_offers,
    check_can_change,
    check_can_change_item,
    check_can_commission,
    check_can_decide,
    check_can_offer,
    check_can_restore,
    check_can_reword,
    check_can_state,
    check_can_weigh,
    check_is_open,
)
from planning.services.conflicts import units_of
from planning.services.measures import LOCKED as LOCKED_OF_MEASURE
from planning.services.plans import LOCKED as LOCKED_OF_PLAN
from planning.services.restoring import WORDING


def ways_of(viewer: Viewer, subject: Any) -> tuple[Way, ...]:
    """How what the thing once said is taken back; nothing for what nobody writes."""
    ways = WAYS.get(type(subject))
    return tuple(ways(viewer, subject)) if ways else ()


def address(viewer: Viewer, name: str, *args: Any) -> str:
    """The address of a page within the viewer's organisation."""
    return reverse(name, args=[viewer.organisation.slug, *args])


def rights(viewer: Viewer, check: Callable[..., None], about: Any) -> str:
    """Why the viewer may not do that with a thing; empty if they may."""
    return reason(check, viewer.standing, viewer.organisation, about)


# Plans, their parts, and goals -------------------------------------------------------------------


def _plan(viewer: Viewer, plan: Plan) -> Iterable[Way]:
    url = address(viewer, "plans:plan_edit", item_ref(viewer.organisation, plan))
    fields = columns(Plan, FrontPageForm.merged_fields)
    return _locked(plan, _form(url, fields, rights(viewer, check_can_change_item, plan)), LOCKED_OF_PLAN)


def _position(viewer: Viewer, position: Position) -> Iterable[Way]:
    url = address(viewer, "positions:position_edit", item_ref(viewer.organisation, position))
    fields = columns(Position, PositionForm.merged_fields) - set(WORDING[Position])
    yield _wording(viewer, position)
    yield _form(url, fields, rights(viewer, check_can_reword, position))


def _measure(viewer: Viewer, measure: Measure) -> Iterable[Way]:
    url = address(viewer, "positions:measure_edit", item_ref(viewer.organisation, measure))
    fields = columns(Measure, MeasureForm.merged_fields) - set(WORDING[Measure])
    form = _form(url, fields, rights(viewer, check_can_change_item, measure))
    return _wording(viewer, measure), *_locked(measure.plan, form, LOCKED_OF_MEASURE)


def _section(viewer: Viewer, section: Section) -> Iterable[Way]:
    yield _wording(viewer, section)


def _wording(viewer: Viewer, part: Position | Measure | Section) -> Way:
    """The wording of a part is taken back at once: nothing beside it has to be looked at."""

    def sent(kept: Kept) -> Mapping[str, Any]:
        return {"version": part.version, "kept": kept.pgh_id}

    return Way(
        _("Take this wording back"),
        WORDING[type(part)],
        address(viewer, "history:wording_restore", ITEM_KINDS.get(type(part), "section"), part.pk),
        why_not=rights(viewer, check_can_restore, part),
        sent=sent,
    )


def _goal(viewer: Viewer, goal: Goal) -> Iterable[Way]:
    url = address(viewer, "goals:own_goal_edit", goal.framework_id, goal.pk)
    may = can_change_goal(viewer.standing, viewer.organisation, goal)
    yield _form(url, columns(Goal, GoalForm.merged_fields), reason(check_allowed, may))


# What is stated ----------------------------------------------------------------------------------


def _contribution(viewer: Viewer, stated: Contribution) -> Iterable[Way]:
    url = address(viewer, "positions:contribution_edit", stated.pk)
    yield _form(url, {"strength", "rationale"}, rights(viewer, check_can_change, stated))


def _link(viewer: Viewer, link: PlanLink | PositionLink) -> Iterable[Way]:
    kwargs = {
        "slug": viewer.organisation.slug,
        "kind": "plan" if isinstance(link, PlanLink) else "position",
        "pk": link.pk,
    }
    why_not = rights(viewer, check_can_state, link.source)
    yield _form(reverse("links:link_edit", kwargs=kwargs), {"relation", "rationale"}, why_not)


# Conflicts ---------------------------------------------------------------------------------------


def _conflict(viewer: Viewer, conflict: Conflict) -> Iterable[Way]:
    """What it is about, how it was weighed, what was decided: each in its own form, none past its state."""
    is_decided = conflict.status == Conflict.Status.RESOLVED
    decided = _("The conflict is decided. Open it again to change it.") if is_decided else ""
    weigh = reason(check_can_weigh, viewer.standing, units_of(conflict)) or decided
    decide = reason(check_can_decide, viewer.standing) or decided
    about = columns(Conflict, ("title", "goal", "unit"))
    weighing = ("arguments_for", "arguments_against", "considered")
    decision = ("resolution", "decided_by", "resolved_on")
    here = (conflict.pk,)
    edit, weigh_url, decide_url = (
        address(viewer, f"conflicts:conflict_{verb}", *here) for verb in ("edit", "weigh", "decide")
    )
    yield Way(_("Fill in what it was about"), about, edit, why_not=weigh)
    yield Way(_("Fill in how it was weighed"), weighing, weigh_url, why_not=weigh)
    yield Way(
        _("Fill in what was decided"),
        decision,
        decide_url,
        why_not=decide,
        only={"status": Conflict.Status.RESOLVED},
    )


# Hand-overs and assignments ----------------------------------------------------------------------


def _hand_over(viewer: Viewer, hand_over: HandOver) -> Iterable[Way]:
    """What was said for it and in answer to it is filled in where that step can be taken now."""
    state = HandOver.State(hand_over.state)
    offer = rights(viewer, check_can_offer, hand_over.source) or _OFFER_STANDS.get(state, "")
    answer = rights(viewer, check_can_answer_offers, hand_over.receiver)
    edit, again, merge, back = (
        address(viewer, f"handovers:hand_over_{verb}", hand_over.pk)
        for verb in ("edit", "offer_again", "merge", "return")
    )
    if state == HandOver.State.OFFERED:
        offered = {"rationale", "target_plan_id"}
        only = {"state": state}
        yield Way(_("Fill in how it was offered"), offered, edit, why_not=str(offer), only=only)
    else:
        yield Way(_("Fill in why it was offered"), {"rationale"}, again, why_not=str(offer))
    for step, url in ((HandOver.State.ACCEPTED, merge), (HandOver.State.RETURNED, back)):
        can = state == HandOver.State.OFFERED or step == HandOver.State.RETURNED != state
        why_not = answer or (
            "" if can else _("It has been answered. It can be answered anew once it is offered again.")
        )
        fields = {"answer", "target_id"} if step == HandOver.State.ACCEPTED else {"answer"}
        yield Way(_("Fill in the answer"), fields, url, why_not=why_not, only={"state": step})


def _commission(viewer: Viewer, commission: Commission) -> Iterable[Way]:
    """What was asked is filled in unless it was answered, why it was declined while it waits."""
    state = Commission.State(commission.state)
    ask = rights(viewer, check_can_commission, commission.position) or _ASSIGNMENT_STANDS.get(state, "")
    answer = reason(check_can_answer_commission, viewer.standing, commission.unit_id)
    if state != Commission.State.SENT:
        answer = answer or _("It has been answered. It can be answered anew once it is sent again.")
    asking = "edit" if state == Commission.State.SENT else "send_again"
    again, decline = (
        address(viewer, f"handovers:commission_{verb}", commission.pk) for verb in (asking, "decline")
    )
    yield Way(_("Fill in what was asked"), {"message", "due"}, again, why_not=str(ask))
    only = {"state": Commission.State.DECLINED}
    yield Way(_("Fill in the answer"), {"answer"}, decline, why_not=answer, only=only)


#: Why what is said for an offer, or asked with an assignment, is not written anew in that state.
_OFFER_STANDS: Mapping[HandOver.State, Promise] = {
    HandOver.State.ACCEPTED: gettext_lazy(
        "It has been taken in, so what was said for it is not changed any more."
    ),
}
_ASSIGNMENT_STANDS: Mapping[Commission.State, Promise] = {
    Commission.State.ANSWERED: gettext_lazy(
        "The unit has answered with measures, so what was asked is not changed any more."
    ),
}


# Comments ----------------------------------------------------------------------------------------


def _comment(viewer: Viewer, comment: Comment) -> Iterable[Way]:
    """Its words by its own form; what removed or resolved it is undone at once, by those who may."""
    about = (viewer.standing, viewer.user, comment)
    kind = kind_of(comment.subject)
    settle = reason(check_can_settle, *about, kind.unit_id(comment.subject) if kind else None)

    def here(verb: str) -> str:
        return address(viewer, f"dialogue:comment_{verb}", comment.pk)

    def sent(_kept: Kept) -> Mapping[str, Any]:
        return {"version": comment.version}

    if comment.is_removed:
        why_not = reason(check_can_put_back, *about)
        there = {"removed_at": None}
        yield Way(
            _("Put the comment back"), {"text"}, here("put_back"), why_not=why_not, sent=sent, only=there
        )
        return
    yield Way(
        _("Fill in the form as it was"),
        {"text"},
        here("edit"),
        why_not=reason(check_can_change_comment, *about),
        only={"removed_at": None},
    )
    if comment.is_resolved:
        is_open = {"resolved_at": None, "removed_at": None}
        yield Way(
            _("Open it again"), {"resolved_at"}, here("reopen"), why_not=settle, sent=sent, only=is_open
        )


# What they share ---------------------------------------------------------------------------------


def _form(url: str, fields: Iterable[str], why_not: str) -> Way:
    return Way(_("Fill in the form as it was"), frozenset(fields), url, why_not=why_not)


def _locked(plan: Plan, form: Way, locked: Iterable[str]) -> tuple[Way, ...]:
    """A form that lacks the locked fields of a decided plan, and why those stay as they are."""
    if not plan.is_decided:
        return (form,)
    closed = frozenset(form.fields) & frozenset(locked)
    why_not = form.why_not or reason(check_is_open, plan)
    return (
        Way(form.text, frozenset(form.fields) - closed, form.url, why_not=form.why_not),
        Way(form.text, closed, form.url, why_not=why_not),
    )


WAYS: Mapping[type, Callable[[Viewer, Any], Iterable[Way]]] = {
    Plan: _plan,
    Position: _position,
    Measure: _measure,
    Section: _section,
    Goal: _goal,
    Contribution: _contribution,
    PlanLink: _link,
    PositionLink: _link,
    Conflict: _conflict,
    HandOver: _hand_over,
    Commission: _commission,
    Comment: _comment,
}
