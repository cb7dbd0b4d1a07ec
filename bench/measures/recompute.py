"""A full recompute: reading the snapshot, the engine, and storing the report; and what it costs a pair."""

import gc
from typing import Any

from django.db import connection
from django.utils import timezone

from alignment import engine
from alignment.snapshot import Reading, read
from alignment.store import Run, store
from alignment.store.rows import Contents
from bench import worlds
from bench.child import peak_memory_bytes, run_in_child
from bench.table import Line, duration, limited, megabytes
from bench.timing import median, timed
from core.garbage import garbage_collected_later
from organisations.models import Organisation
from planning.models import Contribution

TITLE = "Full recompute of a report (medians)"
LIMITS_SECONDS = {"M": 0.5, "L": 5.0}
RUNS = {"S": 9, "M": 9, "L": 3}
PARTS = ("snapshot", "engine", "public content", "documents", "store")
STORED_ROWS = (
    "alignment_reportstate",
    "alignment_alignmentreport",
    "alignment_goalalignment",
    "alignment_planalignment",
    "alignment_matrixcell",
    "alignment_finding",
)

Times = dict[str, float]


def lines(sizes: list[str]) -> list[Line]:
    """For each size the whole and its parts: first report, after an edit, unchanged; the cost of a pair."""
    found: list[Line] = []
    for size in sizes:
        worlds.ensure(size)
        found += _lines(size, run_in_child("bench.measures.recompute:measure", size))
    return found


def _lines(size: str, measured: dict[str, Any]) -> list[Line]:
    found = []
    for occasion in ("first report", "after one edit", "nothing changed"):
        times: Times = measured[occasion]
        parts = ", ".join(f"{part} {duration(times[part])}" for part in PARTS)
        whole, what = times["whole"], f"{size}: {occasion}"
        limit = LIMITS_SECONDS.get(size)
        found.append(limited(what, whole, limit, parts) if limit else Line(what, duration(whole), note=parts))
    pairs = measured["pairs"]
    per_pair = measured["after one edit"]["whole"] / pairs * 1e6
    return [
        *found,
        Line(
            f"{size}: a pair of item and goal",
            f"{per_pair:.1f} µs",
            note=f"{pairs:,} pairs; {measured['report']}",
        ),
        Line(f"{size}: peak memory", megabytes(measured["memory"])),
    ]


def measure(size: str) -> dict[str, Any]:
    """Runs of one size in this process: times of the parts, number of pairs, peak memory."""
    organisation = worlds.ensure(size)[0]
    _, contents, _ = _run(organisation)
    report = contents.internal
    found: dict[str, Any] = {
        "first report": _medians(organisation, RUNS[size], _forget),
        "after one edit": _medians(organisation, RUNS[size], _edit),
        "nothing changed": _medians(organisation, RUNS[size], lambda _organisation: None),
        "pairs": report.pairs,
        "report": f"{len(report.goals):,} goals, {len(report.plans):,} plans, "
        f"{len(report.matrix):,} cells, {len(report.findings):,} findings",
    }
    return found | {"memory": peak_memory_bytes()}


def _medians(organisation: Organisation, runs: int, prepare: Any) -> Times:
    all_times = []
    for _ in range(runs):
        prepare(organisation)
        gc.collect()
        all_times.append(_run(organisation)[0])
    return {part: median([times[part] for times in all_times]) for part in all_times[0]}


def _run(organisation: Organisation) -> tuple[Times, Contents, Reading]:
    """What a worker does for one organisation, part by part."""
    times: Times = {}
    began_at = timezone.now()
    with garbage_collected_later():
        times["snapshot"], reading = timed(lambda: read(organisation.pk))
        times["engine"], internal = timed(lambda: engine.report(reading.snapshot))
        times["public content"], public = timed(lambda: engine.publish(internal, reading.snapshot))
        times["documents"], contents = timed(
            lambda: Contents(internal, public, engine.as_document(internal), engine.as_document(public))
        )
        times["store"], _outcome = timed(lambda: store(Run(reading, contents, began_at)))
    times["whole"] = sum(times.values())
    return times, contents, reading


def _forget(organisation: Organisation) -> None:
    """As if no report had ever been made."""
    with connection.cursor() as cursor:
        for table in STORED_ROWS:
            cursor.execute(f"DELETE FROM {table} WHERE organisation_id = %s", [organisation.pk])  # noqa: S608 - constants


def _edit(organisation: Organisation) -> None:
    """Another strength for one contribution, as a planner would set it."""
    contribution = Contribution.objects.filter(
        recorded_by=organisation, position__isnull=False, strength__gt=0
    )[0]
    Contribution.objects.filter(pk=contribution.pk).update(strength=contribution.strength % 3 + 1)
