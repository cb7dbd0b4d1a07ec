"""What stands in planning strategies comes back from packages as it went in, whatever it is."""

import random
from typing import Any

import pytest

from tests.interchange.building import Document, bring, document, everything, goals, package, plans
from tests.interchange.packages.test_exporting import forget_everything

pytestmark = pytest.mark.django_db
UNITS = ("ks", "sam", "barn", "kultur")
QUARTERS = [f"{year}-Q{number}" for year in (2027, 2028, 2029) for number in (1, 2, 3, 4)]
TEXTS = ("Mark.", "Två rader\noch en till", "Å, ä & ö")
LISTS = (
    *("situation_reports", "cooperations", "changed_conditions", "plan_needs", "capacities"),
    *("scenarios", "robustness_verdicts", "population_figures"),
)
Rows = list[dict[str, Any]]


def said(chance: random.Random, **values: Any) -> dict[str, Any]:
    """Some of the values, as a package says what is known."""
    return {name: value for name, value in values.items() if chance.random() < 0.6}


def reports_of(chance: random.Random) -> tuple[Rows, Rows]:
    """Reports of some units and years, with what they would do together with others."""
    reports, areas = [], []
    for unit in UNITS:
        for year in chance.sample((2026, 2027, 2028), chance.randint(0, 2)):
            names = ("situation", "plans", "challenges", "investments")
            texts = said(chance, **{name: chance.choice(TEXTS) for name in names})
            key, state = f"{unit}-{year}", chance.choice(("writing", "handed_in"))
            reports.append({"key": key, "unit": unit, "year": year, "state": state, **texts})
            for other in chance.sample([each for each in UNITS if each != unit], chance.randint(0, 2)):
                text = said(chance, text=chance.choice(TEXTS))
                areas.append({"key": f"{key}-{other}", "report": key, "unit": other, "title": other, **text})
    return reports, areas


def conditions_of(chance: random.Random, reports: Rows) -> Rows:
    """Changed conditions, some taken over from an indicator or from a report."""
    indicators, heard = ["i", "j", None, None], [each["key"] for each in reports]
    found = []
    for key in ("a", "b", "c", "d"):
        taken = {"indicator": indicators.pop(), "report": heard.pop() if heard else None}
        bears_on = {
            "goals": sorted(chance.sample(("f/a", "f/b", "f/c"), chance.randint(0, 3))),
            "plans": sorted(chance.sample(("p", "q"), chance.randint(0, 2))),
        }
        texts = said(chance, effect=chance.choice(TEXTS), source="SCB", unit=chance.choice(UNITS))
        row = {"key": key, "strategy": "s", "title": key, "state": "agreed", **texts, **taken, **bears_on}
        found.append({name: value for name, value in row.items() if value})
    return found


def needs_of(chance: random.Random, areas: Rows) -> Rows:
    """New plans that come from what units would do together."""
    chosen = chance.sample(areas, min(len(areas), 3))
    new = {"strategy": "s", "stance": "new", "type": "plan", "state": "proposed"}
    return [new | {"key": each["key"], "title": each["title"], "cooperation": each["key"]} for each in chosen]


def capacities_of(chance: random.Random) -> Rows:
    """Periods of each unit, one after the other."""
    found = []
    for unit in UNITS:
        ends = sorted(chance.sample(QUARTERS, 4))
        for first, last in (ends[:2], ends[2:])[: chance.randint(0, 2)]:
            money = said(chance, money=chance.randint(0, 10**6))
            period = {"strategy": "s", "unit": unit, "first": first, "last": last}
            found.append(period | {"person_months": chance.randint(0, 20), **money})
    return found


def futures_of(chance: random.Random) -> tuple[Rows, Rows, Rows]:
    """Scenarios, how some goals and directions hold under them, and numbers of inhabitants."""
    scenarios, verdicts = [], []
    for order, key in enumerate(chance.sample(("vaxer", "star", "krymper"), chance.randint(0, 3))):
        people = said(chance, both={"population": chance.randint(0, 10**6), "year": 2040}).get("both", {})
        names = ("drivers", "nearness", "mobility", "digital")
        texts = said(chance, unit=chance.choice(UNITS), **{name: chance.choice(TEXTS) for name in names})
        row = {"key": key, "strategy": "s", "title": key, "state": "agreed", "order": order}
        scenarios.append(row | people | texts)
        judged = [{"goal": f"f/{goal}"} for goal in "abc"] + [{"position": "d"}]
        for subject in chance.sample(judged, chance.randint(0, 4)):
            verdict = {"verdict": chance.choice(("holds", "partly", "fails")), "reason": chance.choice(TEXTS)}
            verdicts.append({"scenario": key, **subject, **verdict})
    number = {"number": chance.randint(0, 10**6), "year": 2025}
    figures: Rows = [
        {"sort": "goal", **number},
        {"sort": "forecast", **number, "source": "SCB"},
        {"sort": "outcome", **chance.choice(({"indicator": "i"}, number | {"source": "SCB"}))},
    ]
    told = chance.sample(figures, chance.randint(0, 3))
    return scenarios, verdicts, [{"strategy": "s", **each} for each in told]


def council(seed: int) -> Document:
    """A strategy with whatever a council may write down in it."""
    chance = random.Random(seed)
    reports, areas = reports_of(chance)
    parts = (
        reports,
        areas,
        conditions_of(chance, reports),
        needs_of(chance, areas),
        capacities_of(chance),
        *futures_of(chance),
    )
    return package(
        units=[{"key": key, "name": key, "kind": "department"} for key in UNITS],
        terms=[{"key": "t", "elected_on": "2026-09-13"}],
        planning_strategies=[{"key": "s", "term": "t", "title": "S", "status": "drafting"}],
        indicators=[{"key": key, "title": key} for key in ("i", "j")],
        **goals("a", "b", "c"),
        **plans("p", "q"),
        positions=[{"key": "d", "plan": "p", "statement": "Ditåt.", "aspect": "direction"}],
        **dict(zip(LISTS, parts, strict=True)),
    )


@pytest.mark.parametrize("seed", range(4))
def test_an_export_of_an_import_of_it_is_equal(seed: int) -> None:
    whole = council(seed)
    bring(whole)
    assert bring(whole).written == 0
    first, stored = everything(), document()
    for name in LISTS:
        rows = [{k: v for k, v in row.items() if k != "version"} for row in stored.get(name, [])]
        assert sorted(map(str, map(sorted_row, rows))) == sorted(map(str, map(sorted_row, whole[name])))
    forget_everything()
    bring(*first.values())
    assert everything() == first


def sorted_row(row: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted(row.items())
