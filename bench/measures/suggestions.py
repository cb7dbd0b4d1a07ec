"""How often the goal that planners chose is among the first five that would have been suggested.

The demonstration's own links (data/*.json) are the answer sheet: for each position or measure that is said
to contribute to goals, its text alone is given, without what its plan has linked.
"""

from collections import defaultdict
from pathlib import Path

from django.conf import settings

from bench.table import Line, duration
from bench.timing import median, timed
from bench.worlds import analyse
from interchange.services.packages import Source, import_packages
from organisations.models import Organisation
from planning.models import Contribution
from planning.policies import Item
from planning.selectors.goals import goals_in_scope
from planning.selectors.suggestions import goals_resembling, text_of

TITLE = "Suggested goals: in how many of the demonstration's real links the right one is suggested"
RANKS = (1, 3, 5, 10)


def lines(sizes: list[str]) -> list[Line]:
    """For each number of suggestions the share of links of which the goal is among them."""
    organisations = demo()
    places: list[int | None] = []
    seconds: list[float] = []
    for organisation in organisations:
        found, took = measured(organisation)
        places += found
        seconds += took
    if not places:
        raise ValueError("the demonstration has no links")
    return [
        *(_line(places, rank) for rank in RANKS),
        Line("one suggestion", duration(median(seconds)), note=f"{len(seconds)} texts, median"),
    ]


def demo() -> list[Organisation]:
    """The municipalities of the demonstration, loaded if they are not there yet."""
    files = sorted((Path(settings.BASE_DIR) / "data").glob("*.json"))
    keys = [path.stem for path in files]
    if not Organisation.objects.filter(key__in=keys).exists():
        import_packages(sources=[Source.file(path) for path in files])
        analyse()
    return list(Organisation.objects.filter(key__in=keys, kind="municipality").order_by("key"))


def measured(organisation: Organisation) -> tuple[list[int | None], list[float]]:
    """For each link the place of its goal among what is suggested (none: not there), and each text's time."""
    scope = [goal.pk for group in goals_in_scope(organisation) for goal in group.goals]
    places: list[int | None] = []
    seconds: list[float] = []
    for item, goals in links_of(organisation, set(scope)).items():
        took, found = timed(
            lambda item=item: goals_resembling(  # type: ignore[misc]  # a loop's value, bound at once
                organisation, text_of(item), among=scope, plan_id=item.plan_id, most=max(RANKS)
            )
        )
        ids = [suggestion.goal_id for suggestion in found]
        places += [ids.index(goal) + 1 if goal in ids else None for goal in sorted(goals)]
        seconds.append(took)
    return places, seconds


def links_of(organisation: Organisation, scope: set[int]) -> dict[Item, set[int]]:
    """Positions and measures with the goals in scope that they are said to contribute to."""
    stated = Contribution.objects.filter(recorded_by=organisation, plan__isnull=True, strength__gt=0)
    found: dict[Item, set[int]] = defaultdict(set)
    for row in stated.select_related("position", "measure").order_by("pk"):
        item = row.position or row.measure
        if item is not None and row.goal_id in scope:
            found[item].add(row.goal_id)
    return found


def _line(places: list[int | None], rank: int) -> Line:
    right = sum(place is not None and place <= rank for place in places)
    return Line(
        f"among the first {rank}", f"{right / len(places):.0%}", note=f"{right} of {len(places)} links"
    )
