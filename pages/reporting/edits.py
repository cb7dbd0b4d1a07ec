"""What people changed between two reports, in words: for members."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from alignment.models import GoalAlignment
from core.asking import Asking, ask, beside, each_of
from core.prepared import written_once
from goals.models import Framework, Indicator
from pages.guards import Viewer
from pages.history.selectors import (
    Change,
    changes_between,
    fields_of_history,
    names_asked,
    people_asked,
    person_id,
)
from pages.history.words import event_name
from pages.preparing import for_viewers
from pages.things import LOADERS, Reference, Thing, things_asked
from planning.selectors.edited import Anchor, Edited, Edits

KINDS: dict[str, Promise] = {
    "plan": _("Plan"),
    "position": _("Position"),
    "measure": _("Measure"),
    "implementation": _("Carrying out"),
    "budget_line": _("Budget line"),
    "contribution": _("Contribution to a goal"),
    "plan_link": _("Link between plans"),
    "position_link": _("Link between positions"),
    "hand_over": _("Hand-over"),
    "conflict": _("Conflict of interest"),
    "framework": _("Framework of goals"),
    "framework_adoption": _("Adoption of a framework"),
    "goal": _("Goal"),
    "goal_link": _("Link between goals"),
    "indicator": _("Indicator"),
    "target": _("Target"),
    "observation": _("Value of an indicator"),
}
TEXTS = ("title", "statement", "heading", "key", "year")
MOST_CAUSES = 4
#: Of what an edit is about, where it is mentioned.
MOST_WORDS = 12


@dataclass(frozen=True)
class Edit:
    """A thing that was changed: what it is, what became of it, who did it and when last."""

    kind: str | Promise
    thing: Thing
    event: str
    who: str
    at: datetime
    changes: tuple[Change, ...]
    edited: Edited

    @property
    def name(self) -> str:
        """An anchor on the page."""
        return f"edit-{self.edited.kind}-{self.edited.pk}"

    @cached_property
    def mention(self) -> SafeString:
        """The edit in a few words with who did it, leading to where it is told; many goals mention it."""
        words = Truncator(self.thing.text).words(MOST_WORDS, truncate=" …")
        who = f" ({self.who})" if self.who else ""
        return format_html('<a href="#{}">{} {}</a>{}', self.name, self.kind, words, who)


def edits_shown_asked(viewer: Viewer, found: Edits) -> Asking[list[Edit]]:
    """The edits in words, without things that stand as they stood. One step."""
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for edited in found.things:
        by_kind[edited.kind] += [row for row in (edited.before, edited.after) if row is not None]
    fields = {kind: fields_of_history(type(rows[0])) for kind, rows in by_kind.items()}
    named, people, named_by_kind = yield from beside(
        _named_asked(viewer, found.things),
        people_asked([row for edited in found.things for row in edited.rows]),
        each_of(names_asked(rows, fields[kind]) for kind, rows in by_kind.items()),
    )
    names = dict(zip(by_kind, named_by_kind, strict=True))
    shown = []
    for edited in found.things:
        changes: tuple[Change, ...] = ()
        if edited.after is not None:
            about = (edited.before, edited.after, fields[edited.kind], names[edited.kind])
            changes = tuple(changes_between(*about))
        if not changes and edited.before is not None and edited.after is not None:
            continue
        who = dict.fromkeys(people.get(person_id(row), "") for row in edited.rows)
        shown.append(
            Edit(
                kind=KINDS[edited.kind],
                thing=named.thing(edited),
                event=event_name(_event(edited)),
                who=", ".join(name for name in who if name),
                at=edited.at,
                changes=changes,
                edited=edited,
            )
        )
    return shown


def fed_asked(viewer: Viewer, goals: Iterable[int]) -> Asking[dict[int, set[int]]]:
    """For each of the goals itself and those that feed it."""
    goals = list(goals)
    found = yield from ask(_feeding(viewer, goals=goals))
    return {goal: {goal} for goal in goals} | {pk: {pk, *dict(below)} for pk, below in found}


@for_viewers
def _feeding(viewer: Viewer, goals: list[int]) -> QuerySet[Any, tuple[int, Any]]:
    rows = GoalAlignment.objects.filter(organisation=viewer.organisation, goal__among=goals).order_by()
    return rows.values_list("goal_id", "below")


def causes_of(
    fed: dict[int, set[int]], bearing: dict[Anchor, set[int]], edits: Iterable[Edit]
) -> dict[int, list[Edit]]:
    """For each goal the edits of what bears on it, or on a goal that feeds it."""
    borne_on = [(edit, _bears_on(edit, bearing)) for edit in edits]
    return {goal: [edit for edit, goals in borne_on if goals & below] for goal, below in fed.items()}


def _bears_on(edit: Edit, bearing: dict[Anchor, set[int]]) -> set[int]:
    """A statement about a goal is about that goal alone, whatever its item says of others."""
    goals = {pk for kind, pk in edit.edited.anchors if kind == "goal"}
    if goals:
        return goals
    return set().union(*(bearing.get(anchor, set()) for anchor in edit.edited.anchors))


def _event(edited: Edited) -> str:
    if edited.before is None:
        return "insert"
    return "delete" if edited.after is None else "update"


def _named_asked(viewer: Viewer, found: Iterable[Edited]) -> "Asking[_Naming]":
    """What the things are called: by themselves, else by what they tie together."""
    wanted: set[Reference] = set()
    for edited in found:
        if edited.kind in LOADERS:
            wanted.add((edited.kind, edited.pk))
        wanted |= edited.anchors
    frameworks = [row.framework_id for each in found for row in each.rows if hasattr(row, "framework_id")]
    known, indicators, titles = yield from beside(
        things_asked(viewer.organisation, wanted),
        _titles_asked(Indicator, (pk for kind, pk in wanted if kind == "indicator")),
        _titles_asked(Framework, frameworks),
    )
    return _Naming(viewer, known, indicators, titles)


@dataclass(frozen=True, slots=True)
class _Naming:
    """What edited things and what they tie together are called."""

    viewer: Viewer
    known: dict[Reference, Thing]
    indicators: dict[int, str]
    frameworks: dict[int, str]

    def thing(self, edited: Edited) -> Thing:
        """The thing with its address; of what is gone the words that it had."""
        own = self.known.get((edited.kind, edited.pk))
        if own is not None:
            return own
        # Goals last: what bears on them comes before.
        ends = (self._end(anchor) for anchor in sorted(edited.anchors, key=_goals_last))
        tied = [end for end in ends if end is not None]
        if tied:
            text = " → ".join(end.text for end in tied)
            return Thing(text, tied[0].url, tied[0].language)
        return Thing(self._words(edited.rows[-1]), "", self.viewer.organisation.language)

    def _end(self, anchor: Anchor) -> Thing | None:
        kind, pk = anchor
        if kind == "indicator" and pk in self.indicators:
            return Thing(self.indicators[pk], "", self.viewer.organisation.language)
        return self.known.get(anchor)

    def _words(self, row: Any) -> str:
        title = self.frameworks.get(getattr(row, "framework_id", 0))
        return title or next((str(getattr(row, name)) for name in TEXTS if getattr(row, name, None)), "")


def _goals_last(anchor: Anchor) -> tuple[bool, Anchor]:
    return anchor[0] == "goal", anchor


def _titles_asked(model: Any, ids: Iterable[int]) -> Asking[dict[int, str]]:
    wanted = set(ids)
    return dict((yield from ask(_titles(model, ids=wanted))) if wanted else ())


@written_once
def _titles(model: Any, *, ids: Iterable[int]) -> QuerySet[Any, tuple[int, str]]:
    titles: QuerySet[Any, tuple[int, str]] = model.objects.filter(pk__among=ids).order_by()
    return titles.values_list("pk", "title")
