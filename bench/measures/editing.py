"""From a planner's edit to the stored report, and to the page that somebody else has open."""

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from alignment.services.recomputing import recompute_report
from bench import worlds
from bench.browser import Window
from bench.measures.pages import member_of
from bench.processes import web_server, workers
from bench.table import Line, duration, limited
from bench.timing import median, percentile_95
from organisations.models import Organisation, User
from planning.models import Contribution
from planning.services.contributions import Judgement, state_contribution

EDITS = 30
TITLE = f"From an edit to the stored report, and to the page that somebody else has open ({EDITS} edits at M)"
LIMIT_STORED_SECONDS, LIMIT_SHOWN_SECONDS = 1.0, 2.0
PATIENCE_SECONDS = 60.0
LOOK_EVERY_SECONDS = 0.005
STATE = """
SELECT o.revision, s.revision FROM organisations_organisation o
JOIN alignment_reportstate s ON s.organisation_id = o.id WHERE o.id = %s
"""

Times = tuple[float, float, float]


def lines(sizes: list[str]) -> list[Line]:
    """Median and 95th percentile, with real workers, a real Valkey and a real web server."""
    organisation = worlds.ensure("M")[0]
    recompute_report(organisation_id=organisation.pk)
    editor, politician = member_of(organisation, "coordinator"), member_of(organisation, "reader")
    with workers("worker-now", "worker-fan-out"), web_server() as port:
        window = Window(port, organisation, politician)
        phases = random.Random(1)  # noqa: S311 - when in its pace the window asks next
        times = [
            _measure(organisation, editor, window, contribution, phases.uniform(0, window.interval_seconds))
            for contribution in contributions(organisation, EDITS + 1)
        ]
    return _lines(times[1:], window.interval_seconds)


def _lines(times: list[Times], interval_seconds: float) -> list[Line]:
    saved, stored, shown = (list(column) for column in zip(*times, strict=True))
    pace = f"the page asks every {duration(interval_seconds)}"
    return [
        Line("edit to answer, median", duration(median(saved))),
        Line("edit to stored report, median", duration(median(stored))),
        limited("edit to stored report, p95", percentile_95(stored), LIMIT_STORED_SECONDS),
        Line("edit to changed page, median", duration(median(shown)), note=pace),
        limited("edit to changed page, p95", percentile_95(shown), LIMIT_SHOWN_SECONDS, pace),
    ]


def contributions(organisation: Organisation, number: int) -> list[Contribution]:
    """So many contributions that count: of positions of plans in force, for the organisation's goals."""
    found = Contribution.objects.filter(
        recorded_by=organisation,
        strength__gt=0,
        goal__framework__organisation=organisation,
        position__status="active",
        position__plan__status="in_force",
    )
    return list(found.select_related("goal", "position__plan").order_by("pk")[:number])


def _measure(
    organisation: Organisation, editor: User, window: Window, contribution: Contribution, phase_seconds: float
) -> Times:
    """One edit: seconds until it is saved, until its report is stored, and until the window shows it."""
    with watched(organisation) as stored:
        began = time.perf_counter()
        change_strength(organisation, editor, contribution)
        saved = time.perf_counter()
        shown = window.wait_for_news(first_after_seconds=phase_seconds, patience_seconds=PATIENCE_SECONDS)
    return saved - began, stored[0] - began, shown - began


def change_strength(organisation: Organisation, editor: User, contribution: Contribution) -> None:
    """What a planner does who thinks better of a contribution, by the service that the page uses."""
    judgement = Judgement(
        contribution.item, contribution.goal, contribution.strength % 3 + 1, contribution.rationale
    )
    state_contribution(
        organisation=organisation, by=editor, judgement=judgement, expected_version=contribution.version
    )


@contextmanager
def watched(organisation: Organisation) -> Iterator[list[float]]:
    """Holds, when the context is left, the instant at which a newer revision had its report."""
    instants: list[float] = []
    ready = threading.Event()
    watcher = threading.Thread(target=_watch, args=(organisation.pk, instants, ready))
    watcher.start()
    ready.wait()
    yield instants
    watcher.join()
    if not instants:
        raise TimeoutError("no report was stored for the new revision")


def _watch(organisation_id: int, instants: list[float], ready: threading.Event) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        before = connection.execute(STATE, [organisation_id]).fetchone() or (0, 0)
        ready.set()
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while time.perf_counter() < deadline:
            now = connection.execute(STATE, [organisation_id]).fetchone() or (0, 0)
            if now[0] > before[0] and now[0] == now[1]:
                instants.append(time.perf_counter())
                return
            time.sleep(LOOK_EVERY_SECONDS)
