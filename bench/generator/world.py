"""A whole world: an international body, a state, a region and one municipality or more that follow them."""

from dataclasses import dataclass
from datetime import date

from bench.generator import words
from bench.generator.draft import Document, Draft, Place
from bench.generator.followup import write_contradictions, write_followup
from bench.generator.goals import adopt, link_upward, write_goals, write_units
from bench.generator.plans import write_plan_types, write_plans
from bench.generator.sizes import Size
from bench.generator.statements import write_contributions, write_links

#: Shares of all goals that a municipality has in scope.
SHARES_ABOVE = {"international": 0.10, "national": 0.12, "region": 0.13}
NAMES_ABOVE = {"international": "Världens mål", "national": "Riket", "region": "Region Mellanlandet"}


@dataclass(frozen=True, slots=True)
class World:
    """Package documents: the levels above first, from the top down, then the municipalities."""

    above: list[Document]
    municipalities: list[Document]

    @property
    def documents(self) -> list[Document]:
        """All of them, in an order in which each refers to earlier ones only."""
        return [*self.above, *self.municipalities]


def world(size: Size, *, name: str, on: date, seed: int = 1, municipalities: int = 1) -> World:
    """A world of so many municipalities of a size; keys of organisations begin with `name`.

    The same arguments give the same documents. `on` is the day around which things happen.
    """
    levels: list[Draft] = []
    goals_above = {kind: round(size.goals * share) for kind, share in SHARES_ABOVE.items()}
    for kind, number in goals_above.items():
        parent = levels[-1].place.key if levels else None
        draft = Draft(Place(f"{name}-{kind}", NAMES_ABOVE[kind], kind, parent), seed=f"{seed}/{name}", on=on)
        write_goals(draft, number)
        adopt(draft, levels)
        link_upward(draft, levels)
        if kind == "national":
            write_followup(draft)
        levels.append(draft)
    below = []
    for number in range(municipalities):
        draft = Draft(_place(name, number, levels[-1].place.key), seed=f"{seed}/{name}", on=on)
        _write_municipality(draft, levels, size)
        below.append(draft)
    return World([draft.document for draft in levels], [draft.document for draft in below])


def _place(name: str, number: int, region: str) -> Place:
    beginnings, ends = words.PLACE_BEGINNINGS, words.PLACE_ENDS
    title = beginnings[number % len(beginnings)] + ends[number % len(ends)]
    return Place(f"{name}-kommun-{number + 1}", f"{title}s kommun", "municipality", region)


def _write_municipality(draft: Draft, levels: list[Draft], size: Size) -> None:
    write_units(draft)
    write_goals(draft, size.goals - sum(len(level.rows("goals")) for level in levels))
    adopt(draft, levels)
    link_upward(draft, levels)
    write_followup(draft)
    write_plan_types(draft)
    write_plans(draft, size)
    write_contributions(draft, size.contributions, levels)
    write_links(draft)
    write_contradictions(draft)


def objects_in(document: Document) -> int:
    """How many objects a package holds."""
    return sum(len(rows) for rows in document.values() if isinstance(rows, list))
