"""What if: the report of an organisation under other decisions, reckoned now and stored nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import orjson

from alignment import engine
from alignment.models import Finding, GoalAlignment
from alignment.snapshot import Names, Reading, read
from alignment.store.rows import FINDINGS, Contents, finding_rows
from core.garbage import garbage_collected_later
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions that are supposed, by the ids of measures and plans; see `engine.Supposition`."""

    drop: frozenset[int] = frozenset()
    fund: frozenset[int] = frozenset()
    ends: dict[int, date] = field(default_factory=dict)
    adopt: frozenset[int] = frozenset()
    repeal: frozenset[int] = frozenset()
    on: date | None = None

    @property
    def measures(self) -> frozenset[int]:
        """The measures that something is supposed of."""
        return self.drop | self.fund | self.ends.keys()

    @property
    def plans(self) -> frozenset[int]:
        """The plans that something is supposed of."""
        return self.adopt | self.repeal

    def __bool__(self) -> bool:
        """Whether anything is supposed."""
        return self != Decisions()


@dataclass(frozen=True, slots=True)
class Supposed:
    """The report as it would be beside the report as it is, for members: nothing is left out.

    `goals` are those whose chains or numbers differ, by id, as they would be; `findings_new` and
    `findings_gone` are not stored. `is_complete`: nothing was left out because it is no longer there.
    """

    on: date
    difference: engine.Difference
    goals: dict[int, GoalAlignment]
    goal_ids: dict[str, int]
    plan_ids: dict[str, int]
    findings_new: list[Finding]
    findings_gone: list[Finding]
    is_complete: bool
    document: Mapping[str, Any]
    """All of it, in the shape of the worked example."""


def supposed(organisation: Organisation, decisions: Decisions) -> Supposed:
    """The organisation's report under other decisions, and how it differs from the one of today.

    At most 20 queries. Raises `engine.Contradiction` and `engine.EngineLimitExceeded`.
    """
    with garbage_collected_later():
        return _supposed(organisation, decisions)


@dataclass(frozen=True, slots=True)
class _Today:
    """The report as it is, and what it was made of."""

    reading: Reading
    contents: Contents
    findings: Any


#: The last one, by organisation, revision and day: who tries one decision after the other waits for
#: half as long. One a process, and none of a size that would stand in the memory's way.
_kept: dict[tuple[int, int, date, int], _Today] = {}
MOST_KEPT = 20_000


def _today(organisation: Organisation) -> _Today:
    key = (organisation.pk, organisation.revision, organisation.today(), engine.RULES_VERSION)
    found = _kept.get(key)
    if found is None:
        reading = read(organisation.pk)
        contents = _for_members(reading)
        found = _Today(reading, contents, finding_rows(contents, reading))
        _kept.clear()
        if len(reading.snapshot.contributions) <= MOST_KEPT and reading.revision == organisation.revision:
            _kept[key] = found
    return found


def _supposed(organisation: Organisation, decisions: Decisions) -> Supposed:
    today = _today(organisation)
    reading, before, old = today.reading, today.contents, today.findings
    names = reading.names
    changed = replace(reading, snapshot=engine.suppose(reading.snapshot, _named(decisions, names)))
    after = _for_members(changed)
    difference = engine.difference(before.internal_document, after.internal_document)
    new = finding_rows(after, changed)
    return Supposed(
        on=changed.snapshot.date,
        difference=difference,
        goals=_goals(after, difference, names),
        goal_ids=names.ids("goal"),
        plan_ids=names.ids("plan"),
        findings_new=[_finding(organisation, new[key]) for key in new.keys() - old.keys()],
        findings_gone=[_finding(organisation, old[key]) for key in old.keys() - new.keys()],
        is_complete=decisions.measures <= names.of("measure").keys()
        and decisions.plans <= names.of("plan").keys(),
        document=after.internal_document,
    )


def _for_members(reading: Reading) -> Contents:
    """The report without a public content of its own, which nobody asks for here."""
    report = engine.report(reading.snapshot)
    document = engine.as_document(report)
    return Contents(report, report, document, document)


def _named(decisions: Decisions, names: Names) -> engine.Supposition:
    measures, plans = names.of("measure"), names.of("plan")

    def named(ids: Iterable[int], kind: dict[int, str]) -> frozenset[str]:
        return frozenset(kind[pk] for pk in ids if pk in kind)

    return engine.Supposition(
        drop=named(decisions.drop, measures),
        fund=named(decisions.fund, measures),
        ends=tuple((measures[pk], day) for pk, day in sorted(decisions.ends.items()) if pk in measures),
        adopt=named(decisions.adopt, plans),
        repeal=named(decisions.repeal, plans),
        on=decisions.on,
    )


def _goals(after: Contents, difference: engine.Difference, names: Names) -> dict[int, GoalAlignment]:
    """The goals that differ as rows of the report that would be."""
    reports = {goal.name: goal for goal in after.internal.goals}
    found = (reports[goal.name] for goal in difference.goals if goal.name in reports)
    ids = names.ids("goal")
    return {
        ids[goal.name]: GoalAlignment(
            goal_id=ids[goal.name],
            is_own=goal.own,
            is_tracked=goal.tracked,
            chain_score=goal.chain_score,
            weakest_link=goal.weakest_link,
            **dict(zip(engine.STAGES, goal.stages.in_order(), strict=True)),
        )
        for goal in found
    }


def _finding(organisation: Organisation, values: tuple[Any, ...]) -> Finding:
    columns = dict(zip(FINDINGS.columns, values, strict=True))
    for name in ("subjects", "details", "public_details"):
        columns[name] = orjson.loads(columns[name])
    return Finding(organisation=organisation, **columns)
