"""Targets of own goals that contradict each other (alignment rules, section 9: `targets_disagree`).

Two targets with one indicator and scope do if they want different values for a year, or a value in
different years. Which pairs of goals have such targets the report says; which these are is read here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from django.utils.translation import gettext as _

from alignment.engine import disagree
from core.asking import Asking, answered, ask
from goals.models import Indicator, Target
from pages.goals.selectors.followup import along, path_of, worded
from pages.guards import Viewer


@dataclass(frozen=True, slots=True)
class Clash:
    """Two targets of different goals that contradict each other."""

    first: Target
    second: Target

    @property
    def indicator(self) -> Indicator:
        """What both measure."""
        return self.first.indicator

    @property
    def words(self) -> str:
        """What they contradict each other in."""
        first, second = self.first, self.second
        if first.year == second.year:
            words = _("For %(year)s one wants %(first)s, the other %(second)s.")
            return words % {"year": first.year, "first": with_unit(first), "second": with_unit(second)}
        words = _("Both want %(value)s, one by %(first)s, the other by %(second)s.")
        return words % {"value": with_unit(first), "first": first.year, "second": second.year}

    @property
    def years(self) -> str:
        """For which years they do."""
        first, second = self.first, self.second
        if first.year != second.year:
            words = _("From %(early)s until %(late)s the one is due and the other is not.")
            return words % dict(zip(("early", "late"), sorted((first.year, second.year)), strict=True))
        parted = parted_from(first, second)
        if parted is None or parted >= first.year:
            return _("They contradict each other in %(year)s.") % {"year": first.year}
        words = _("Their ways part in %(from)s already; in %(year)s both are due.")
        return words % {"from": parted, "year": first.year}


def with_unit(target: Target) -> str:
    """The value of a target with what it is counted in; a stage, yes and no in quotation marks."""
    value = worded(target.indicator, target.value)
    if target.indicator.value_type != Indicator.ValueType.NUMBER:
        return _("“%(value)s”") % {"value": value}
    return f"{value} {target.indicator.unit}" if target.indicator.unit else value


def parted_from(first: Target, second: Target) -> int | None:
    """The first year for which the ways to two targets ask for different values; none without two ways."""
    ways = path_of(first), path_of(second)
    if not all(ways):
        return None
    start, end = max(way[0][0] for way in ways), min(way[-1][0] for way in ways)
    years = range(start, end + 1)
    return next((year for year in years if along(ways[:1], year) != along(ways[1:], year)), None)


def clashes(first: Iterable[Target], second: Iterable[Target]) -> list[Clash]:
    """The pairs of targets of two goals that contradict each other, by indicator and year."""
    pairs = [
        Clash(one, other)
        for one, other in product(first, second)
        if (one.indicator_id, one.scope) == (other.indicator_id, other.scope)
        and one.value is not None
        and other.value is not None
        and disagree((one.year, one.value), (other.year, other.value))
    ]
    return sorted(
        pairs, key=lambda each: (each.indicator.title, each.indicator.pk, each.first.year, each.second.year)
    )


def own_targets(viewer: Viewer, goals: Iterable[int]) -> dict[int, list[Target]]:
    """The organisation's targets for goals of its own that have a value, by goal. One query."""
    return answered(own_targets_asked(viewer, goals))


def own_targets_asked(viewer: Viewer, goals: Iterable[int]) -> Asking[dict[int, list[Target]]]:
    """The same, asked for."""
    found = yield from ask(
        Target.objects.filter(goal__in=list(goals), recorded_by=viewer.organisation, value__isnull=False)
        .select_related("indicator", "recorded_by")
        .order_by("year", "key")
    )
    grouped: dict[int, list[Target]] = {}
    for target in found:
        grouped.setdefault(target.goal_id, []).append(target)
    return grouped
