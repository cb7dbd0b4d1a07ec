"""Goals as rows with their chains: what the overview and the list of goals show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alignment.models import GoalAlignment
from goals.models import Goal
from organisations.models import Organisation
from pages.things import Thing, goal_thing
from pages.words import STAGES, weakest_link

#: What lists need not load: it opens on the goal's own page.
HEAVY = ("below", "origins", "current", "if_adopted")
#: What a row of a goal's chain shows of its alignment, beside the goal.
CHAIN = ("goal_id", "framework_id", "is_own", "chain_score", "weakest_link", *STAGES)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with its chain, for a table; `change` is in points since an earlier report, if one is compared.

    `alignment` is None for a goal that is no part of the report (no longer valid, or excluded).
    """

    goal: Thing
    pk: int
    alignment: GoalAlignment | None
    weakest: str
    change: int | None = None
    level: int = 1

    @property
    def score(self) -> int | None:
        """Chain score, 0 to 100."""
        return self.alignment.chain_score if self.alignment else None


def goal_row(
    organisation: Organisation,
    goal: Goal,
    alignment: GoalAlignment | None,
    *,
    change: int | None = None,
    level: int = 1,
) -> GoalRow:
    """A goal (with framework and its organisation) as a row."""
    return GoalRow(
        goal_thing(organisation, goal), goal.pk, alignment, weakest_words(alignment), change, level
    )


def weakest_words(alignment: GoalAlignment | None) -> str:
    """The weakest link of a chain as a phrase; empty if it is whole."""
    if alignment is None or alignment.weakest_link is None:
        return ""
    return weakest_link(alignment.weakest_link, getattr(alignment, alignment.weakest_link))


def rows_with_change(
    organisation: Organisation, alignments: Iterable[GoalAlignment], before: Mapping[str, int]
) -> list[GoalRow]:
    """The alignments (with goal, framework and organisation) as rows, in the same order.

    `before` holds the chain scores of an earlier report by the goals' names.
    """
    rows = []
    for alignment in alignments:
        earlier = before.get(alignment.goal.reference)
        change = None if earlier is None else alignment.chain_score - earlier
        rows.append(goal_row(organisation, alignment.goal, alignment, change=change))
    return rows
