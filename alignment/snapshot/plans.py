"""Plans, their items and links as the engine reads them."""

from typing import Any

from alignment import engine
from alignment.snapshot.names import Names
from alignment.snapshot.rows import Row, Rows


def learn_plan_names(organisation: str, names: Names, rows: Rows) -> None:
    """Names of plans, positions, measures and conflicts."""
    owners = {row[0]: row[1] for row in rows.followed.plans}
    names.learn("plan", {row[0]: f"{row[1]}:{row[2]}" for row in rows.followed.plans})
    names.learn("position", {row[0]: f"{owners[row[1]]}:{row[2]}" for row in rows.positions})
    names.learn("measure", {row[0]: f"{owners[row[1]]}:{row[2]}" for row in rows.measures})
    names.learn("conflict", {row[0]: f"{organisation}:{row[1]}" for row in rows.followed.conflicts})


def plan_parts(organisation: str, names: Names, rows: Rows) -> dict[str, tuple[Any, ...]]:
    """The parts of a snapshot that `planning` holds."""
    plans = names.of("plan")
    return {
        "plans": tuple(_plan(names, row) for row in rows.followed.plans),
        "plan_adoptions": tuple(
            engine.PlanAdoption(organisation, plans[row[0]])
            for row in rows.followed.plans
            if row[10] and not row[11]
        ),
        "positions": tuple(_position(names, row) for row in rows.positions),
        "measures": _measures(names, rows),
        "contributions": _contributions(names, rows.contributions),
        "plan_links": tuple(
            engine.PlanLink(recorded_by, plans[source], plans[target], relation)
            for recorded_by, source, target, relation in rows.plan_links
            if target in plans
        ),
        "position_links": _position_links(names, rows.position_links),
        "conflicts": tuple(_conflict(organisation, names, row) for row in rows.followed.conflicts),
    }


def _plan(names: Names, row: Row) -> engine.Plan:
    pk, owner, _, status, family, unit, valid_from, valid_to, framework, superseded = row[:10]
    return engine.Plan(
        name=names.of("plan")[pk],
        owner=owner,
        status=status,
        family=family,
        unit=names.of("unit").get(unit),
        valid_from=valid_from,
        valid_to=valid_to,
        supersedes=names.some("plan", superseded),
        framework=names.of("framework").get(framework),
    )


def _position(names: Names, row: Row) -> engine.Position:
    pk, plan, _, spatial, aspect, expects_measures, status, unit = row
    return engine.Position(
        name=names.of("position")[pk],
        plan=names.of("plan")[plan],
        spatial=spatial,
        aspect=aspect,
        expects_measures=expects_measures,
        status=status,
        unit=names.of("unit").get(unit),
    )


def _measures(names: Names, rows: Rows) -> tuple[engine.Measure, ...]:
    implemented: dict[int, list[int]] = {}
    for measure, position in rows.implementations:
        implemented.setdefault(measure, []).append(position)
    units, plans, measures = names.of("unit"), names.of("plan"), names.of("measure")
    return tuple(
        engine.Measure(
            name=measures[pk],
            plan=plans[plan],
            status=status,
            funding=funding,
            end=end,
            statutory=statutory,
            unit=units.get(unit),
            implements=names.some("position", implemented.get(pk)),
        )
        for pk, plan, _, status, funding, end, statutory, unit in rows.measures
    )


def _contributions(names: Names, rows: list[Row]) -> tuple[engine.Contribution, ...]:
    goals = names.of("goal")
    items = {kind: names.of(kind) for kind in ("plan", "position", "measure")}
    return tuple(
        engine.Contribution(
            recorded_by, engine.Reference(kind, items[kind][item]), goals[goal], strength, is_outdated
        )
        for recorded_by, kind, item, goal, strength, is_outdated in rows
    )


def _position_links(names: Names, rows: list[Row]) -> tuple[engine.PositionLink, ...]:
    positions = names.of("position")
    return tuple(
        engine.PositionLink(recorded_by, positions[source], target, relation, state)
        for recorded_by, source, target, relation, state in rows
    )


def _conflict(organisation: str, names: Names, row: Row) -> engine.Conflict:
    pk, _, status, goal, unit, plans, positions = row
    return engine.Conflict(
        name=names.of("conflict")[pk],
        recorded_by=organisation,
        status=status,
        goal=None if goal is None else names.of("goal")[goal],
        plans=names.some("plan", plans),
        positions=names.some("position", positions),
        unit=names.of("unit").get(unit),
    )
