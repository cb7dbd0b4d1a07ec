"""What the items of one plan bring goals: the lines behind a row of the matrix, for many goals at once."""

from collections.abc import Iterable

from alignment.engine import ItemReport, lines_of
from alignment.models import GoalAlignment
from alignment.selectors.latest import Reader
from alignment.store.origins import PLAN, unpacked

NAME = ("goal__framework__organisation__key", "goal__framework__key", "goal__key")


def plan_item_lines(reader: Reader, plan: str, goals: Iterable[int]) -> dict[int, list[ItemReport]]:
    """By goal the lines of the plan (`owner:key`) that its numbers count, the strongest support first.

    Goals that the reader may not see, or that the report has not, are left out. One query.
    """
    wanted = set(goals)
    rows = GoalAlignment.objects.filter(organisation=reader.organisation).order_by()
    names, origins, reaches, hidden = {}, {}, {}, set()
    for pk, is_public, kept, below, owner, framework, key in rows.values_list(
        "goal_id", "is_public", "origins", "below", *NAME
    ):
        names[pk] = name = f"{owner}:{framework}/{key}"
        origins[name] = [origin for origin in unpacked(kept) if origin[PLAN] == plan]
        if not is_public:
            hidden.add(name)
        if pk in wanted and (is_public or reader.is_member):
            reaches[pk] = dict(below)
    return {
        pk: _ordered(
            lines_of(
                names[pk],
                origins,
                [(names[other], reach[other]) for other in reach if other in names],
                None if reader.is_member else hidden,
            )
        )
        for pk, reach in reaches.items()
    }


def _ordered(lines: Iterable[ItemReport]) -> list[ItemReport]:
    counted = (line for line in lines if line.in_numbers)
    return sorted(counted, key=lambda line: (line.opposing - line.supporting, line.kind, line.name))
