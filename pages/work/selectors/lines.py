"""What waits as lines: what it is, what is to be known of it, and what the person can do, where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.templatetags.ui import day
from dialogue.models import Comment
from pages.addresses import ContributionAddresses
from pages.dialogue.selectors import discussion_url, reference_of, those_shown
from pages.guards import Viewer
from pages.handovers.selectors import cards, commissions
from pages.things import Reference, Thing, gone, part_thing, plan_thing, things
from pages.work.selectors.scope import Scope
from planning.models import Commission, Contribution, HandOver, Measure, Plan

WORDS_OF_COMMENT = 30
#: What a line has to know of a measure beside its name.
OF_MEASURE = ("end", "unit__name", "plan__unit__name")


@dataclass(frozen=True, slots=True)
class Line:
    """Something that waits: what it is, where it stands or what is said, what is to be known.

    `todo` says what to do, `todo_url` where; nothing for those who may only read. `late` is said of what
    should have been done already.
    """

    thing: Thing
    notes: tuple[str, ...] = ()
    text: str = ""
    todo: str = ""
    todo_url: str = ""
    late: str = ""


def _do(scope: Scope, todo: str, url: str) -> dict[str, str]:
    """What can be done, for those who may."""
    return {"todo": todo, "todo_url": url} if scope.can_edit else {}


# Handed over and asked for -----------------------------------------------------------------------


def assignments(viewer: Viewer, scope: Scope, rows: Sequence[Commission]) -> list[Line]:
    """What the units are asked to carry out."""
    return [_assignment(viewer, scope, row) for row in rows]


def _assignment(viewer: Viewer, scope: Scope, row: Commission) -> Line:
    shown = commissions.line_of(viewer, row)
    by = _("Answer by %(day)s") % {"day": day(row.due)} if row.due else ""
    return Line(
        shown.item,
        (str(shown.plan), f"→ {row.unit.name}", by),
        _short(row.message),
        late=pgettext("an answer", "Late") if shown.is_late else "",
        **_do(scope, _("Answer with measures, or say why not"), shown.url),
    )


def declined(viewer: Viewer, scope: Scope, rows: Sequence[Commission]) -> list[Line]:
    """What units do not carry out, and why."""
    found = []
    for row in rows:
        shown = commissions.line_of(viewer, row)
        notes = (str(shown.plan), f"→ {row.unit.name}", _("declined %(day)s") % {"day": day(row.updated_at)})
        todo = _do(scope, _("Read why not, and perhaps send it again"), shown.url)
        found.append(Line(shown.item, notes, _short(row.answer), **todo))
    return found


def offers(viewer: Viewer, scope: Scope, rows: Sequence[HandOver]) -> list[Line]:
    """What sectors offer the plans."""
    found = []
    for row in rows:
        shown = cards.line_of(viewer, row)
        notes = (f"{shown.plan} → {shown.receiver}", _("offered %(day)s") % {"day": day(row.updated_at)})
        todo = _do(scope, _("Take it in or return it"), shown.url)
        found.append(Line(shown.item, notes, _short(row.rationale), **todo))
    return found


def returned(viewer: Viewer, scope: Scope, rows: Sequence[HandOver]) -> list[Line]:
    """What was offered and came back, and why."""
    found = []
    for row in rows:
        shown = cards.line_of(viewer, row)
        notes = (f"{shown.plan} → {shown.receiver}", _("returned %(day)s") % {"day": day(row.updated_at)})
        todo = _do(scope, _("Read why, and perhaps offer it again"), shown.url)
        found.append(Line(shown.item, notes, _short(row.answer), **todo))
    return found


def _short(text: str | None) -> str:
    return Truncator(text or "").words(WORDS_OF_COMMENT, truncate=" …")


# Deadlines ---------------------------------------------------------------------------------------


def overdue(viewer: Viewer, scope: Scope, rows: Sequence[Measure]) -> list[Line]:
    """Measures that should have been done."""
    return [
        _measure(viewer, scope, row, _("should have been done by %(day)s") % {"day": day(row.end)})
        for row in rows
    ]


def ending(viewer: Viewer, scope: Scope, rows: Sequence[Measure]) -> list[Line]:
    """Measures that should soon be done."""
    return [_measure(viewer, scope, row, _("to be done by %(day)s") % {"day": day(row.end)}) for row in rows]


def _measure(viewer: Viewer, scope: Scope, measure: Measure, when: str) -> Line:
    unit, thing = measure.unit or measure.plan.unit, part_thing(viewer.organisation, measure)
    todo = _do(scope, _("Say how far it has come, or when it ends"), f"{thing.url}redigera/")
    return Line(thing, (when, unit.name if unit else "", measure.plan.title), **todo)


def expiring(viewer: Viewer, scope: Scope, rows: Sequence[Any]) -> list[Line]:
    """Plans whose time runs out; those that somebody revises say so."""
    found = []
    for plan in rows:
        is_over = plan.valid_to < viewer.today
        when = _("its time ran out on %(day)s") if is_over else _("its time runs out on %(day)s")
        revised = _("a revision is being written") if plan.is_revised else ""
        thing = plan_thing(viewer.organisation, plan)
        words = (
            _("See how the revision goes") if plan.is_revised else _("Start a revision, or have it repealed")
        )
        notes = (when % {"day": day(plan.valid_to)}, plan.unit.name if plan.unit else "", revised)
        found.append(Line(thing, notes, **_do(scope, words, f"{thing.url}status/")))
    return found


def checks(viewer: Viewer, scope: Scope, rows: Sequence[Any]) -> list[Line]:
    """Plans of which somebody should ask whether they still are as they should be."""
    return [_check(viewer, scope, plan) for plan in rows]


def _check(viewer: Viewer, scope: Scope, plan: Any) -> Line:
    is_late = plan.next_check_on < viewer.today
    when = _("its currency should have been checked by %(day)s") if is_late else _("to be checked by %(day)s")
    unit = plan.unit.name if plan.unit else ""
    revised = _("a revision is being written") if plan.is_revised else ""
    thing = plan_thing(viewer.organisation, plan)
    todo = _do(scope, _("Check it, and say when the next time is"), f"{thing.url}framsida/")
    return Line(
        thing, (when % {"day": day(plan.next_check_on)}, unit, plan.revision_role or "", revised), **todo
    )


# Links, drafts and comments ----------------------------------------------------------------------


def outdated(viewer: Viewer, scope: Scope, rows: Sequence[Contribution]) -> list[Line]:
    """Links to review."""
    names = things(viewer.organisation, [("contribution", row.pk) for row in rows])
    addresses = ContributionAddresses(viewer.organisation)
    return [
        Line(
            names.get(("contribution", row.pk), gone()),
            (str(row.get_strength_display()), _since(row)),
            **_do(scope, _("Confirm the link, or change it"), addresses.edit(row.pk)),
        )
        for row in rows
    ]


def _since(row: Contribution) -> str:
    return _("reviewed %(day)s") % {"day": day(row.reviewed_on)} if row.reviewed_on else ""


def drafts(viewer: Viewer, scope: Scope, rows: Sequence[Plan]) -> list[Line]:
    """Plans being written."""
    return [_draft(viewer, scope, row) for row in rows]


def _draft(viewer: Viewer, scope: Scope, plan: Plan) -> Line:
    changed = _("changed %(day)s") % {"day": day(plan.updated_at)}
    unit = plan.unit.name if plan.unit else ""
    thing = plan_thing(viewer.organisation, plan)
    todo = _do(scope, _("Go on writing"), thing.url)
    return Line(thing, (str(plan.get_status_display()), unit, changed), **todo)


def comments(viewer: Viewer, _scope: Scope, rows: Sequence[Comment]) -> list[Line]:
    """Comments that call on the person: every member may answer."""
    organisation = viewer.organisation
    seen = those_shown(organisation, [reference_of(row) for row in rows])
    names = things(organisation, seen)
    return [_comment(viewer, row, names) for row in rows]


def _comment(viewer: Viewer, comment: Comment, names: Mapping[Reference, Thing]) -> Line:
    about = reference_of(comment)
    thing = names.get(about)
    if thing is None:
        return Line(gone(), text=comment.text)
    url = f"{discussion_url(viewer.organisation, *about)}#comment-{comment.pk}"
    return Line(
        Thing(thing.text, url, thing.language),
        tuple(filter(None, (str(comment.created_by or ""), day(comment.created_at)))),
        _short(comment.text),
        todo=_("Answer it, or mark it as resolved"),
        todo_url=url,
    )
