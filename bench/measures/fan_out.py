"""A national goal changes: how long until every municipality that follows it has a new report."""

import time

from django.utils import timezone

from alignment.selectors.freshness import organisations_behind
from alignment.services.recomputing import recompute_report
from alignment.tasks import ask_for_those_behind
from bench import worlds
from bench.cloning import clone
from bench.generator import SIZES, World, world
from bench.processes import workers
from bench.table import Line, duration, limited
from bench.timing import timed
from interchange.services.packages import import_packages
from organisations.models import Organisation

MUNICIPALITIES, ORIGINALS = 290, 5
TITLE = f"A national goal changes, which {MUNICIPALITIES} municipalities of size S follow (two workers)"
LIMIT_SECONDS = 180.0
PATIENCE_SECONDS = 900.0
LOOK_EVERY_SECONDS = 0.5
PREFIX = "many"


def lines(sizes: list[str]) -> list[Line]:
    """How long the municipalities' first reports take, and then those that the goal's change asks for."""
    made = world(SIZES["S"], name=PREFIX, on=timezone.localdate(), municipalities=ORIGINALS)
    loading, municipalities = timed(lambda: worlds.municipalities_of(f"{PREFIX}-") or _load(made))
    for organisation_id in set(organisations_behind()) - {each.pk for each in municipalities}:
        recompute_report(organisation_id=organisation_id)
    with workers("worker-now", "worker-fan-out"):
        first = timed(_first_reports)[0]
        changed = timed(lambda: _change_goal(made))[0]
    number = len(municipalities)
    return [
        Line("making the municipalities", duration(loading), note=f"{ORIGINALS} imported, the rest copied"),
        Line("first report of each", duration(first), note=f"{first / number * 1000:.0f} ms a report"),
        limited("all reports current", changed, LIMIT_SECONDS, f"{changed / number * 1000:.0f} ms a report"),
    ]


def _load(made: World) -> list[Organisation]:
    import_packages(sources=[worlds.source(document) for document in made.documents])
    originals = worlds.municipalities_of(f"{PREFIX}-")
    clone(originals, MUNICIPALITIES // ORIGINALS - 1)
    worlds.analyse()
    return worlds.municipalities_of(f"{PREFIX}-")


def _first_reports() -> None:
    ask_for_those_behind()
    _wait_until_current()


def _change_goal(made: World) -> None:
    """The state words a goal anew and sends its package; contributions to the goal are to be reviewed."""
    document = made.above[1]
    goal = document["goals"][0]
    goal["title"] = f"{goal['title']}, i ny lydelse"
    import_packages(sources=[worlds.source(document)])
    if not organisations_behind():
        raise ValueError("the change of a national goal concerned nobody")
    _wait_until_current()


def _wait_until_current() -> None:
    """Return when no report is behind. Raises `TimeoutError` if that takes too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while organisations_behind():
        if time.monotonic() > deadline:
            raise TimeoutError("some reports did not become current")
        time.sleep(LOOK_EVERY_SECONDS)
