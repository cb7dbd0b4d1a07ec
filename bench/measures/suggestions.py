"""How often what planners chose is among the first five that would have been suggested.

The demonstration's own links (data/*.json) are the answer sheet: for each position or measure that is said
to contribute to goals, or is linked to positions of other plans, its text alone is given, without what its
plan has linked.
"""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db.models import F

from bench.table import Line, duration
from bench.timing import median, timed
from bench.worlds import analyse
from interchange.services.packages import Source, import_packages
from organisations.models import Organisation
from planning.models import Contribution, HandOver, Implementation, PositionLink
from planning.policies import Part
from planning.selectors.goals import goals_in_scope
from planning.selectors.suggestions import (
    Suggestion,
    goals_resembling,
    positions_in_reach,
    positions_resembling,
    text_of,
)

Answers = dict[Part, set[int]]
TITLE = "Suggestions: in how many of the demonstration's real links the right one is suggested"
RANKS = (1, 3, 5, 10)
#: Where the right answers were among what is suggested (none: not there), and how long each text took.
Outcome = tuple[list[int | None], list[float]]


def lines(sizes: list[str]) -> list[Line]:
    """For each sort of link and number of suggestions the share of links of which the right one is there."""
    organisations = demo()
    return [
        *_lines("goal", [measured_goals(organisation) for organisation in organisations]),
        *_lines("position", [measured_positions(organisation, linked) for organisation in organisations]),
        *_lines("handed over", [measured_positions(organisation, handed) for organisation in organisations]),
    ]


def demo() -> list[Organisation]:
    """The municipalities of the demonstration, loaded if they are not there yet."""
    files = sorted((Path(settings.BASE_DIR) / "data").glob("*.json"))
    keys = [path.stem for path in files]
    if not Organisation.objects.filter(key__in=keys).exists():
        import_packages(sources=[Source.file(path) for path in files])
        analyse()
    return list(Organisation.objects.filter(key__in=keys, kind="municipality").order_by("key"))


def measured_goals(organisation: Organisation) -> Outcome:
    """The places of the goals that items are said to contribute to."""
    scope = [goal.pk for group in goals_in_scope(organisation) for goal in group.goals]
    return _measured(
        contributing(organisation, set(scope)),
        lambda item: goals_resembling(
            organisation, text_of(item), among=scope, plan_id=item.plan_id, most=max(RANKS)
        ),
    )


def measured_positions(organisation: Organisation, sheet: Callable[[Organisation], Answers]) -> Outcome:
    """The places of the positions of other plans that items are linked to."""
    return _measured(
        sheet(organisation),
        lambda item: positions_resembling(
            organisation,
            text_of(item),
            among=list(positions_in_reach(organisation, item).values_list("pk", flat=True)),
            plan_id=item.plan_id,
            most=max(RANKS),
        ),
    )


def _measured(answers: Answers, suggest: Callable[[Part], list[Suggestion]]) -> Outcome:
    places: list[int | None] = []
    seconds: list[float] = []
    for item, right in answers.items():
        took, found = timed(lambda item=item: suggest(item))  # type: ignore[misc]  # bound at once
        ids = [suggestion.pk for suggestion in found]
        places += [ids.index(pk) + 1 if pk in ids else None for pk in sorted(right)]
        seconds.append(took)
    return places, seconds


def contributing(organisation: Organisation, scope: set[int]) -> Answers:
    """Positions and measures with the goals in scope that they are said to contribute to."""
    stated = Contribution.objects.filter(recorded_by=organisation, plan__isnull=True, strength__gt=0)
    found: Answers = defaultdict(set)
    for row in stated.select_related("position", "measure").order_by("pk"):
        item = row.position or row.measure
        if item is not None and row.goal_id in scope:
            found[item].add(row.goal_id)
    return found


def linked(organisation: Organisation) -> Answers:
    """Positions and measures with the positions of other plans that they are linked to, or implement."""
    found: Answers = defaultdict(set)
    stated = PositionLink.objects.filter(recorded_by=organisation).exclude(source__plan=F("target__plan"))
    for link in stated.select_related("source").order_by("pk"):
        found[link.source].add(link.target_id)
    own = Implementation.objects.filter(measure__organisation=organisation)
    for row in own.exclude(measure__plan=F("position__plan")).select_related("measure").order_by("pk"):
        found[row.measure].add(row.position_id)
    return found


def handed(organisation: Organisation) -> Answers:
    """Positions with those of the comprehensive plan that they were handed over to."""
    found: Answers = defaultdict(set)
    stated = HandOver.objects.filter(recorded_by=organisation, target__isnull=False)
    for row in stated.select_related("source").order_by("pk"):
        if row.target_id is not None:
            found[row.source].add(row.target_id)
    return found


def _lines(kind: str, outcomes: list[Outcome]) -> list[Line]:
    places = [place for found, _ in outcomes for place in found]
    seconds = [took for _, each in outcomes for took in each]
    if not places:
        raise ValueError(f"the demonstration has no links: {kind}")
    return [
        *(_line(kind, places, rank) for rank in RANKS),
        Line(f"{kind}: one text", duration(median(seconds)), note=f"{len(seconds)} texts, median"),
    ]


def _line(kind: str, places: list[int | None], rank: int) -> Line:
    right = sum(place is not None and place <= rank for place in places)
    return Line(
        f"{kind}: among the first {rank}",
        f"{right / len(places):.0%}",
        note=f"{right} of {len(places)} links",
    )
