"""Seeded random packages that provoke the corners of the specification, small enough to debug by hand.

Four organisations: `n` (international or national), `r` (a region), `s` (a stranger, another
municipality) and `o` (the municipality that the report is about).
"""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.oracle.drafting import Draft
from tests.oracle.stating import Statements
from tests.oracle.world import Document

REPORTED = "o"


@dataclass(frozen=True)
class Size:
    """How many objects `o` has at most; the others have fewer."""

    frameworks: int
    goals: int
    indicators: int
    targets: int
    plans: int
    positions: int
    measures: int
    links: int
    conflicts: int

    def part(self, share: float) -> "Size":
        """The same, scaled; at least one of each."""
        return Size(*(max(1, round(number * share)) for number in vars(self).values()))


SIZES = {
    "tiny": Size(1, 4, 1, 2, 2, 4, 3, 2, 1),
    "small": Size(2, 9, 2, 5, 5, 10, 8, 5, 2),
    "medium": Size(2, 16, 3, 10, 8, 22, 16, 10, 4),
    "large": Size(3, 28, 4, 20, 9, 36, 26, 22, 6),
}


def random_packages(seed: int, size: Size | str = "small") -> tuple[list[Document], str, dt.date]:
    """Valid packages (package.md), the organisation to report about, and the date to do it for."""
    rng = random.Random(seed)
    most = SIZES[size] if isinstance(size, str) else size
    on = random_day(rng)
    nation = Draft(rng, on, "n", rng.choice(["international", "national"]), None)
    region = Draft(rng, on, "r", "region", "n")
    stranger = Draft(rng, on, "s", "municipality", "r")
    reported = Draft(rng, on, REPORTED, "municipality", "r")
    drafts = [nation, region, stranger, reported]
    for draft, share in zip(drafts, (0.4, 0.5, 0.3, 1.0), strict=True):
        write_content(draft, most.part(share))
    reported.adopt(nation, goals=0.85, plans=0.4)
    reported.adopt(region, goals=0.85, plans=0.7)
    reported.adopt(stranger, goals=0.25, plans=0.2)
    region.adopt(nation, goals=0.9, plans=0.2)
    region.adopt(reported, goals=0.3, plans=0.2)
    region.adopt(stranger, goals=0.2, plans=0.1)
    stranger.adopt(nation, goals=0.9, plans=0.2)
    stranger.adopt(region, goals=0.9, plans=0.7)
    stranger.adopt(reported, goals=0.4, plans=0.3)
    for draft, share in zip(drafts, (0.4, 0.6, 0.6, 1.0), strict=True):
        write_statements(draft, drafts, most.part(share))
    return [draft.package for draft in drafts], REPORTED, on


def random_day(rng: random.Random) -> dt.date:
    """A report date; never 29 February, whose year before is a matter of taste."""
    day = dt.date(rng.randint(2023, 2027), rng.randint(1, 12), rng.randint(1, 28))
    turn = [dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)]
    return rng.choice([day, day, day, *turn])


def write_content(draft: Draft, size: Size) -> None:
    """What an organisation has by itself."""
    draft.write_frameworks(size.frameworks, size.goals)
    draft.write_indicators(size.indicators)
    draft.write_plans(size.plans)
    draft.write_positions(size.positions)
    draft.write_measures(size.measures)


def write_statements(draft: Draft, drafts: Sequence[Draft], size: Size) -> None:
    """What an organisation records about its own and about what it has adopted."""
    statements = Statements(draft, drafts)
    statements.write_supersessions()
    statements.write_implementations()
    statements.write_targets(size.targets)
    statements.write_observations()
    statements.write_contributions()
    statements.write_goal_links(size.links)
    statements.write_plan_links(size.links // 2 + 1)
    statements.write_position_links(size.links * 2)
    statements.write_conflicts(size.conflicts)
