"""What was said of an edition while its revision was written, and goes along when the revision holds.

A revision is a copy, and the edition in force is spoken of until the day that the copy takes its place.
The rule: what the owner has said goes along where the next edition says the same there and has said
nothing of its own; where it has, that stands, and what was said is listed to be looked at
(`planning.selectors.editions.links_to_review`). A statement, or the reason of a link, that was copied and
then changed goes into its copy if nobody has touched that. Open comments follow to whatever their subject
became. Conflicts name what the plan and its positions became; what was dropped stays named. The plan's
story tells what went along.

For services, inside their transaction; asks no policy.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.services.moving import move_open_comments
from planning.models import (
    Conflict,
    ConflictPlan,
    ConflictPosition,
    Contribution,
    Measure,
    Plan,
    PlanEvent,
    PlanLink,
    Position,
    PositionLink,
    Section,
)
from planning.selectors.comparing import origins_of_sections
from planning.selectors.editions import SAID, Pointing, differs, twin_of

#: A story is read: of more than so many statements it says how many more there are.
MOST_TOLD = 30
WORDS_IN_A_NAME = 16
#: What of a statement, or of a link, goes into its copy.
CARRIED: Mapping[type[Any], tuple[str, ...]] = {
    **SAID,
    Contribution: (*SAID[Contribution], "reviewed_on", "reviewed_by_id"),
}


@dataclass(frozen=True, slots=True)
class Carried:
    """What went along: statements of goals, and how many reasons of links, comments and conflicts."""

    statements: Sequence[Contribution]
    reasons: int
    comments: int
    conflicts: int


def take_changes_along(
    found: Iterable[Pointing], twins: Mapping[tuple[Any, ...], Any]
) -> tuple[list[Contribution], int]:
    """Writes what was restated after it had been copied into copies that nobody has touched. Four statements.

    The review of a statement goes along with it: who restated it has read the wording, which is the same.
    Which statements were written, and of how many links the reason.
    """
    written: dict[type[Any], list[Any]] = {model: [] for model in CARRIED}
    reviews = {}
    for one in found:
        successor = one.unchanged
        twin = twins.get(twin_of(one, successor)) if successor else None
        if twin is None or not one.was_copied or not differs(one.link, twin) or not _is_untouched(one, twin):
            continue
        for name in CARRIED[type(twin)]:
            setattr(twin, name, getattr(one.link, name))
        written[type(twin)].append(twin)
        if isinstance(twin, Contribution):
            reviews[twin.pk] = one.link.reviewed_at
            twin.goal = one.link.goal
    for model, twins_of_model in written.items():
        fields = [name.removesuffix("_id") for name in CARRIED[model]]
        model.objects.bulk_update(twins_of_model, fields)
    statements = written[Contribution]
    for statement in statements:
        # A trigger has set the time of review to now.
        statement.reviewed_at = reviews[statement.pk]
    Contribution.objects.bulk_update(statements, ["reviewed_at"])
    return statements, len(written[PlanLink]) + len(written[PositionLink])


def _is_untouched(one: Pointing, twin: Any) -> bool:
    return one.meanwhile is not None and twin.updated_at <= one.meanwhile.copied


def carry_talk_along(old: Plan, new: Plan) -> tuple[int, int]:
    """Lets open comments and conflicts follow to what their subjects became: how many of each.

    Comments of other organisations are about the edition that they have adopted, and stay there.
    """
    became: dict[type[Any], dict[int, Any]] = {Plan: {old.pk: new}}
    for model in (Position, Measure):
        parts = model.objects.filter(plan=new, revises__plan=old)
        became[model] = _only_successors((part.revises_id, part) for part in parts)
    old_sections, new_sections = (Section.objects.filter(plan=plan) for plan in (old, new))
    origins = origins_of_sections(old_sections, new_sections)
    became[Section] = _only_successors((origins.get(part.pk), part) for part in new_sections)
    comments = sum(
        move_open_comments(organisation=new.organisation, model=model, onto=onto)
        for model, onto in became.items()
    )
    return comments, _conflicts_follow(new, became)


def _only_successors(pairs: Iterable[tuple[int | None, Any]]) -> dict[int, Any]:
    """What each part (an id) became; what became several stays: nobody can tell which of them is meant."""
    found = list(pairs)
    times = Counter(origin for origin, _part in found)
    return {origin: part for origin, part in found if origin is not None and times[origin] == 1}


def _conflicts_follow(plan: Plan, became: Mapping[type[Any], Mapping[int, Any]]) -> int:
    """The organisation's conflicts name what their plans and positions became; how many there are.

    The rows are changed where they are: their history tells that the conflict has followed.
    """
    kinds: tuple[tuple[type[Any], str, type[Any]], ...] = (
        (ConflictPlan, "plan_id", Plan),
        (ConflictPosition, "position_id", Position),
    )
    followed: set[int] = set()
    for model, column, kind in kinds:
        rows = model.objects.filter(conflict__organisation=plan.organisation_id)
        named = set(
            rows.filter(**{f"{column}__in": [one.pk for one in became[kind].values()]}).values_list(
                "conflict_id", column
            )
        )
        moved = []
        for row in rows.filter(**{f"{column}__in": list(became[kind])}):
            successor = became[kind][getattr(row, column)]
            followed.add(row.conflict_id)
            if (row.conflict_id, successor.pk) in named:
                row.delete()
                continue
            setattr(row, column, successor.pk)
            moved.append(row)
        model.objects.bulk_update(moved, [column.removesuffix("_id")])
    # Who has the form open must not set it back.
    Conflict.objects.filter(pk__in=followed).update(version=F("version") + 1)
    return len(followed)


def tell(plan: Plan, carried: Carried, *, on: date) -> None:
    """An event of the plan that says what went along, if anything did; it is not for the public."""
    with translation.override(plan.organisation.language):
        text = "\n".join(_lines(carried))
        title = _("Went along from the earlier edition")
    if text:
        PlanEvent.objects.create(plan=plan, on=on, title=title, text=text)


def _lines(carried: Carried) -> Iterable[str]:
    for one in carried.statements[:MOST_TOLD]:
        yield _("“%(item)s” – “%(goal)s”: %(strength)s.") % {
            "item": Truncator(str(one.item)).words(WORDS_IN_A_NAME),
            "goal": one.goal,
            "strength": one.get_strength_display(),
        }
    more = len(carried.statements) - MOST_TOLD
    if more > 0:
        yield ngettext("And %(number)s statement more.", "And %(number)s statements more.", more) % {
            "number": more
        }
    if carried.reasons:
        yield ngettext("%(number)s reason of a link.", "%(number)s reasons of links.", carried.reasons) % {
            "number": carried.reasons
        }
    if carried.comments:
        yield ngettext("%(number)s open comment.", "%(number)s open comments.", carried.comments) % {
            "number": carried.comments
        }
    if carried.conflicts:
        yield ngettext(
            "%(number)s conflict of interest.", "%(number)s conflicts of interest.", carried.conflicts
        ) % {"number": carried.conflicts}
