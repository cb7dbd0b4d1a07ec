"""What refers to a part of a plan, so that it cannot simply go."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from planning.models import (
    Commission,
    Conflict,
    Contribution,
    HandOver,
    Implementation,
    Measure,
    Position,
    PositionLink,
    Section,
)

MOST_NAMED = 5
WORDS_IN_A_NAME = 8


def references_to(part: Position | Measure | Section) -> list[str]:
    """What refers to the part, in words; the organisation's own links to goals go with it: not these."""
    found = list(_references(part))
    more = len(found) - MOST_NAMED
    return found[:MOST_NAMED] + ([_("and %(n)s more") % {"n": more}] if more > 0 else [])


def _references(part: Position | Measure | Section) -> Iterator[str]:
    if isinstance(part, Section):
        yield from _named(part.children.all())
        yield from _named(Position.objects.filter(section=part).defer("geometry"))
        yield from _named(Measure.objects.filter(section=part))
        return
    if isinstance(part, Position):
        yield from _of_position(part)
    else:
        yield from _of_measure(part)
    stated = Contribution.objects.filter(**{part._meta.model_name or "": part})
    for row in stated.exclude(recorded_by=part.organisation_id).select_related("recorded_by"):
        yield _("a link to a goal, stated by %(name)s") % {"name": row.recorded_by}


def _of_position(position: Position) -> Iterator[str]:
    ends = Q(source=position) | Q(target=position)
    for row in HandOver.objects.filter(ends).select_related("source", "target", "target_plan"):
        yield from _named([(row.target or row.target_plan) if row.source_id == position.pk else row.source])
    for link in PositionLink.objects.filter(ends).select_related("source", "target"):
        yield from _named([link.target if link.source_id == position.pk else link.source])
    rows = Implementation.objects.filter(position=position).select_related("measure")
    yield from _named(row.measure for row in rows)
    for asked in Commission.objects.filter(position=position).select_related("unit"):
        yield _("an assignment to %(unit)s") % {"unit": asked.unit}
    yield from _named(Conflict.objects.filter(position_rows__position=position))


def _of_measure(measure: Measure) -> Iterator[str]:
    if measure.status_updates.exists():
        yield _("follow-ups of the measure")
    if measure.budget_lines.exists():
        yield _("money in the budget")


def _named(things: Iterable[object]) -> Iterator[str]:
    for thing in things:
        yield f"“{Truncator(str(thing)).words(WORDS_IN_A_NAME, truncate=' …')}”"
