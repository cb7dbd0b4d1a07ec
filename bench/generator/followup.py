"""Indicators, targets and observations: how goals are followed up."""

from bench.generator import words
from bench.generator.draft import Document, Draft
from bench.generator.goals import reference

SHARE_OF_GOALS_WITH_TARGET = 0.85
SHARE_OF_TARGETS_CONTRADICTED = 0.03
YEARS_OBSERVED = 6


def write_followup(draft: Draft) -> None:
    """An indicator and a target for most goals, with some years of observations."""
    for number, goal in enumerate(draft.rows("goals"), 1):
        if draft.chance.happens(SHARE_OF_GOALS_WITH_TARGET):
            write_target(draft, goal, write_indicator(draft, number))


def write_indicator(draft: Draft, number: int) -> str:
    """An indicator; returns its key."""
    matter = draft.chance.one(words.MATTERS)
    indicator = draft.add(
        "indicators",
        key=f"i{number}",
        title=f"{matter[0].upper()}{matter[1:]}, {draft.chance.one(words.FOR_WHOM)}",
        unit=draft.chance.one(words.MEASURED_UNITS),
        direction=draft.chance.weighted({"up": 5, "down": 4, "level": 1}),
        value_type="number",
        source=draft.chance.weighted({"manual": 4, "kolada": 4, "scb": 2}),
        max_age_years=3,
    )
    key: str = indicator["key"]
    return key


def write_target(draft: Draft, goal: Document, indicator: str) -> None:
    """A target some years ahead, mostly with a baseline, sometimes with bands; and what was measured."""
    year = draft.on.year + draft.chance.one((1, 4, 4, 9))
    baseline = draft.chance.one((20, 40, 100, 250))
    value = round(baseline * draft.chance.one((0.5, 0.7, 1.2, 1.5, 2.0)), 1)
    has_baseline = draft.chance.happens(0.8)
    has_bands = not has_baseline and draft.chance.happens(0.5)
    draft.add(
        "targets",
        key=f"t-{indicator}",
        goal=reference(goal),
        indicator=indicator,
        scope=goal["scope"],
        year=year,
        value=value,
        baseline_year=draft.on.year - YEARS_OBSERVED if has_baseline else None,
        baseline_value=baseline if has_baseline else None,
        desired=[value, None] if has_bands else None,
        accepted=[round(value * 0.9, 1), value] if has_bands else None,
    )
    if draft.place.kind == "municipality" and draft.chance.happens(0.9):
        write_observations(draft, indicator, baseline, value)


def write_observations(draft: Draft, indicator: str, first: float, last: float) -> None:
    """A series that goes from the one value towards the other, at its own pace; some divided by gender."""
    pace = draft.chance.one((-0.02, 0.03, 0.06, 0.09))
    divided = draft.chance.happens(0.15)
    for place in range(YEARS_OBSERVED):
        value = round(first + (last - first) * pace * place + draft.chance.rng.uniform(-1, 1), 1)
        year = draft.on.year - YEARS_OBSERVED + place
        for gender in "TKM" if divided else "T":
            draft.add("observations", indicator=indicator, year=year, gender=gender, value=value)


def write_contradictions(draft: Draft) -> None:
    """Of some targets another that a different goal has of the same indicator, with a value of its own."""
    goals, targets = draft.rows("goals"), draft.rows("targets")
    for number, target in enumerate([row for row in targets if _is_contradicted(draft)], 1):
        other = draft.chance.one([goal for goal in goals if reference(goal) != target["goal"]])
        draft.add(
            "targets",
            key=f"u{number}",
            goal=reference(other),
            indicator=target["indicator"],
            scope=target["scope"],
            year=target["year"],
            value=round(target["value"] * draft.chance.one((0.6, 0.8, 1.3)), 1),
        )


def _is_contradicted(draft: Draft) -> bool:
    return draft.chance.happens(SHARE_OF_TARGETS_CONTRADICTED)
