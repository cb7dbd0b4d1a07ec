"""Goals and follow-up data as the engine reads them."""

from decimal import Decimal
from typing import Any

from alignment import engine
from alignment.snapshot.names import Names
from alignment.snapshot.rows import Row, Rows


def learn_goal_names(names: Names, rows: Rows) -> None:
    """Names of frameworks, goals (of others' frameworks too), goal links and targets."""
    names.learn("framework", {row[0]: f"{row[2]}:{row[3]}" for row in rows.followed.frameworks})
    frameworks = names.of("framework")
    names.learn("goal", {row[0]: f"{frameworks[row[1]]}/{row[2]}" for row in rows.goals})
    names.learn("goal", {row[0]: f"{row[1]}/{row[2]}" for row in rows.goals_elsewhere})
    names.learn("goal_link", {row[0]: f"{row[1]}:{row[2]}" for row in rows.goal_links})
    names.learn("target", {row[0]: f"{row[1]}:{row[2]}" for row in rows.targets})


def goal_parts(organisation: str, names: Names, rows: Rows) -> dict[str, tuple[Any, ...]]:
    """The parts of a snapshot that `goals` holds."""
    indicators = {row[15]: f"{row[16]}:{row[17]}" for row in rows.targets}
    return {
        "frameworks": tuple(_framework(row) for row in rows.followed.frameworks),
        "framework_adoptions": tuple(
            _adoption(organisation, names, row) for row in rows.followed.frameworks if row[5] is not None
        ),
        "goals": (
            *(_goal(names, row) for row in rows.goals),
            *(_goal_elsewhere(row) for row in rows.goals_elsewhere),
        ),
        "goal_links": tuple(_goal_link(names, row) for row in rows.goal_links),
        "indicators": tuple({row[15]: _indicator(row) for row in rows.targets}.values()),
        "targets": tuple(_target(names, indicators, row) for row in rows.targets),
        "observations": tuple(
            engine.Observation(recorded_by, organisation, indicators[indicator], year, value)
            for recorded_by, indicator, year, value in rows.observations
        ),
    }


def _framework(row: Row) -> engine.Framework:
    return engine.Framework(name=f"{row[2]}:{row[3]}", owner=row[2], tracked_depth=row[4])


def _adoption(organisation: str, names: Names, row: Row) -> engine.FrameworkAdoption:
    excluded = frozenset(names.some("goal", row[6]))
    return engine.FrameworkAdoption(organisation, f"{row[2]}:{row[3]}", excluded, row[5])


def _goal(names: Names, row: Row) -> engine.Goal:
    pk, framework, _, parent, unit, valid_from, valid_to, superseded_by = row
    goals = names.of("goal")
    return engine.Goal(
        name=goals[pk],
        framework=names.of("framework")[framework],
        parent=None if parent is None else goals[parent],
        unit=names.of("unit").get(unit),
        valid_from=valid_from,
        valid_to=valid_to,
        superseded_by=None if superseded_by is None else goals[superseded_by],
    )


def _goal_elsewhere(row: Row) -> engine.Goal:
    _, framework, key, superseded_by = row
    return engine.Goal(name=f"{framework}/{key}", framework=framework, superseded_by=superseded_by)


def _goal_link(names: Names, row: Row) -> engine.GoalLink:
    pk, recorded_by, _, source, target, relation, strength = row
    goals = names.of("goal")
    return engine.GoalLink(
        names.of("goal_link")[pk], recorded_by, goals[source], goals[target], relation, strength
    )


def _indicator(row: Row) -> engine.Indicator:
    owner, key, direction, max_age_years = row[16:]
    # Without a direction nothing is better than the value itself.
    return engine.Indicator(f"{owner}:{key}", owner, direction or "level", max_age_years)


def _target(names: Names, indicators: dict[int, str], row: Row) -> engine.Target:
    pk, recorded_by, _, goal, scope, year, value, baseline_year, baseline_value = row[:9]
    return engine.Target(
        name=names.of("target")[pk],
        recorded_by=recorded_by,
        goal=names.of("goal")[goal],
        indicator=indicators[row[15]],
        year=year,
        value=value,
        scope=scope,
        baseline_year=baseline_year,
        baseline_value=baseline_value,
        desired=_band(*row[9:12]),
        accepted=_band(*row[12:15]),
    )


def _band(is_there: bool, lowest: Decimal | None, highest: Decimal | None) -> engine.Band | None:  # noqa: FBT001 - a column
    return (lowest, highest) if is_there else None
