"""The rows of a report: what each table should hold, from the internal and the public content."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import orjson

from alignment import engine
from alignment.engine import STAGES
from alignment.snapshot import Names, Reading
from alignment.store.origins import said_of
from alignment.store.tables import Table, Values, Wanted

GOALS = Table(
    "alignment_goalalignment",
    ("goal_id",),
    (
        *("framework_id", "is_public", "is_own", "is_tracked", "chain_score", "weakest_link", *STAGES),
        *("current", "if_adopted", "targets", "below", "origins", "bearers", "digest"),
    ),
    packed=("origins",),
)
PLANS = Table(
    "alignment_planalignment",
    ("plan_id",),
    ("is_public", "is_own", "phase", "score", "numbers", "public_numbers", "digest"),
)
CELLS = Table(
    "alignment_matrixcell",
    ("plan_id", "goal_id"),
    ("is_public", "support", "opposition", "net", "items"),
    is_digested=False,
)
FINDINGS = Table(
    "alignment_finding",
    ("fingerprint",),
    (
        *("is_public", "code", "severity", "severity_order", "decides", "is_provided"),
        *("unit_id", "goal_id", "plan_id", "subjects", "details", "public_details", "digest"),
    ),
    only_new=("first_seen_at", "acknowledged_because"),
)
PLACES = 6


@dataclass(frozen=True, slots=True)
class Contents:
    """One run's report and its public content, and both as documents."""

    internal: engine.Report
    public: engine.Report
    internal_document: dict[str, Any]
    public_document: dict[str, Any]


def contents_of(reading: Reading) -> Contents:
    """Run the engine. Raises `EngineLimitExceeded` if goals are linked too densely."""
    internal = engine.report(reading.snapshot)
    public = engine.publish(internal, reading.snapshot)
    return Contents(internal, public, engine.as_document(internal), engine.as_document(public))


def goal_rows(contents: Contents, reading: Reading) -> Wanted:
    """A row for each goal in scope."""
    names = reading.names
    public = {goal.name for goal in contents.public.goals}
    documents = contents.internal_document["goals"]
    goals, frameworks, units = names.ids("goal"), names.ids("framework"), names.ids("unit")
    bearers = dict(engine.bearers(contents.internal, reading.snapshot))
    return {
        (goals[goal.name],): _digested(
            (
                *(frameworks[goal.framework], goal.name in public, goal.own, goal.tracked),
                *(goal.chain_score, goal.weakest_link, *goal.stages.in_order()),
                *(_json(documents[goal.name]["current"]), _json(documents[goal.name]["if_adopted"])),
                _json([_target(target) for target in goal.targets]),
                _json([(goals[name], reach) for name, reach in goal.items.below]),
                said_of(goal.items),
                sorted(units[unit] for unit in bearers[goal.name]),
            )
        )
        for goal in contents.internal.goals
    }


def plan_rows(contents: Contents, names: Names) -> Wanted:
    """A row for each plan that is not past."""
    internal, public = contents.internal_document["plans"], contents.public_document["plans"]
    return {
        (names.ids("plan")[plan.name],): _digested(
            (
                *(plan.name in public, plan.own, plan.phase, plan.score, _json(internal[plan.name])),
                _json(public[plan.name]) if plan.name in public else None,
            )
        )
        for plan in contents.internal.plans
    }


def cell_rows(contents: Contents, names: Names) -> Wanted:
    """A row for each plan that is not past and tracked goal that it has an item for."""
    public = {(cell.plan, cell.goal) for cell in contents.public.matrix}
    plans, goals = names.ids("plan"), names.ids("goal")
    return {
        (plans[plan], goals[goal]): (
            (plan, goal) in public,
            support,
            opposition,
            support - opposition,
            items,
        )
        for plan, goal, support, opposition, items in contents.internal.matrix
    }


def finding_rows(contents: Contents, reading: Reading) -> Wanted:
    """A row for each finding, provided ones included; those of the same code and subjects are one."""
    public = {
        (finding.code, finding.subjects, is_provided): finding.details
        for finding, is_provided in _findings(contents.public)
    }
    plans = {("position", position.name): position.plan for position in reading.snapshot.positions}
    plans |= {("measure", measure.name): measure.plan for measure in reading.snapshot.measures}
    wanted: Wanted = {}
    for finding, is_provided in _findings(contents.internal):
        details = public.get((finding.code, finding.subjects, is_provided))
        values = (
            details is not None,
            *_finding(finding, is_provided, reading.names, plans),
            _json(dict(finding.details)),
            _json(dict(details or ())),
        )
        wanted.setdefault((fingerprint(finding, is_provided),), _digested(values))
    return wanted


def fingerprint(finding: engine.Finding, is_provided: bool) -> str:  # noqa: FBT001 - half of a pair
    """What a finding is recognised by from report to report: its code and subjects."""
    parts = [finding.code, str(is_provided), *(part for subject in finding.subjects for part in subject)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _findings(report: engine.Report) -> Iterator[tuple[engine.Finding, bool]]:
    yield from ((finding, False) for finding in report.findings)
    yield from ((finding, True) for finding in report.provided_findings)


def _finding(
    finding: engine.Finding,
    is_provided: bool,  # noqa: FBT001 - a column
    names: Names,
    plans: dict[tuple[str, str], str],
) -> Values:
    subjects = [
        {"kind": kind, "name": name, "id": names.ids(kind).get(name)} for kind, name in finding.subjects
    ]
    goal = next((name for kind, name in finding.subjects if kind == "goal"), None)
    plan = next((name for kind, name in finding.subjects if kind == "plan"), None)
    plan = plan or next((plans[subject] for subject in finding.subjects if subject in plans), None)
    return (
        *(finding.code, finding.severity, engine.SEVERITIES.index(finding.severity), finding.decides),
        *(is_provided, names.ids("unit").get(finding.unit or "")),
        *(names.ids("goal").get(goal or ""), names.ids("plan").get(plan or "")),
        _json(subjects),
    )


def _target(target: engine.TargetReport) -> dict[str, Any]:
    return {
        "name": target.name,
        "indicator": target.indicator,
        "recorded_by": target.recorded_by,
        "scope": target.scope,
        "year": target.year,
        "value": _number(target.value),
        "status": target.status,
        "latest_year": target.latest_year,
        "latest_value": _number(target.latest_value),
        "expected": _number(target.expected),
        "is_baseline_missing": target.is_baseline_missing,
    }


def _number(value: Decimal | Fraction | int | None) -> str | None:
    """An exact value in plain digits; what is reckoned, to six decimals."""
    if value is None:
        return None
    if isinstance(value, Fraction):
        value = Decimal(round(value * 10**PLACES)).scaleb(-PLACES)
    digits = format(Decimal(value), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _digested(values: Values) -> Values:
    return (*values, hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest())
