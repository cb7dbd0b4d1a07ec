"""A small municipality with a report worth the name, for tests of everything around the engine."""

from typing import Any

from alignment import engine
from alignment.models import AlignmentReport, ReportState
from alignment.selectors.freshness import is_current
from alignment.snapshot import read
from alignment.store import rows, tables
from alignment.store.contents import freeze
from goals.models import Goal
from organisations.models import Organisation
from planning.models import Contribution
from tests.alignment.loading import Document, load

NATION: Document = {
    "organisation": {"key": "nation", "name": "Nationen", "kind": "national", "country": "SE"},
    "frameworks": [{"key": "mal", "title": "Nationella mål", "level": "national"}],
    "goals": [
        {"key": "klimat", "framework": "mal", "title": "Klimat"},
        {"key": "vatten", "framework": "mal", "title": "Vatten"},
    ],
}


def municipality(key: str = "kommun") -> Document:
    """One own goal and two of the nation's; a plan in force, a draft, and what they state."""
    return {
        "organisation": {"key": key, "name": key.capitalize(), "kind": "municipality", "country": "SE"},
        "units": [{"key": "sam", "name": "Samhällsbyggnad", "kind": "department"}],
        "frameworks": [{"key": "vision", "title": "Vision", "level": "municipal"}],
        "adoptions": [{"framework": "nation:mal"}],
        "goals": [{"key": "g1", "framework": "vision", "title": "God luft", "unit": "sam"}],
        "goal_links": [
            {"key": "l1", "source": "vision/g1", "target": "nation:mal/klimat", "relation": "contributes"}
        ],
        "plan_types": [{"key": "program", "name": "Program", "family": "programme"}],
        "plans": [
            {"key": "p1", "title": "Luftprogram", "type": "program", "status": "in_force", "unit": "sam"},
            {"key": "utkast", "title": "Hemligt utkast", "type": "program", "status": "drafting"},
        ],
        "positions": [
            {"key": "s1", "plan": "p1", "statement": "Vi bygger cykelvägar."},
            {"key": "s2", "plan": "utkast", "statement": "Hemligt ställningstagande."},
        ],
        "measures": [
            {"key": "a1", "plan": "p1", "title": "Bygg", "status": "ongoing", "funding": "decided",
             "implements": ["s1", "s2"]},
        ],
        "contributions": [
            {"item": "position:s1", "goal": "vision/g1", "strength": 2},
            {"item": "position:s2", "goal": "vision/g1", "strength": -2},
            {"item": "plan:p1", "goal": "nation:mal/vatten", "strength": 1},
        ],
    }  # fmt: skip


def load_municipalities(*keys: str) -> list[Organisation]:
    """The nation and municipalities that follow its goals."""
    found = load(NATION, *(municipality(key) for key in keys or ("kommun",)))
    return [found[key] for key in keys or ("kommun",)]


def contribution_of(organisation: Organisation) -> Contribution:
    """What the municipality's position in force states for its own goal."""
    return Contribution.objects.get(recorded_by=organisation, position__key="s1")


def national_goal() -> Goal:
    """A goal that every municipality follows."""
    return Goal.objects.get(key="klimat", framework__key="mal")


def report_is_current(organisation: Organisation) -> bool:
    """Whether the stored report holds for the database as it is."""
    return is_current(Organisation.objects.get(pk=organisation.pk))


def assert_stored_report_is_right(organisation: Organisation) -> None:
    """Current, equal to what is computed afresh, numbered without gaps, with the rows that belong to it."""
    assert report_is_current(organisation)
    reading = read(organisation.pk)
    contents = rows.contents_of(reading)
    state = ReportState.objects.get(pk=organisation.pk)
    numbers = AlignmentReport.objects.filter(organisation=organisation).order_by("number")
    assert list(numbers.values_list("number", flat=True)) == list(range(1, state.latest.number + 1))
    assert state.latest.internal_id == freeze(contents.internal_document).sha256
    assert state.latest.public_id == freeze(contents.public_document).sha256
    assert_rows_are_those_of(reading, contents)


def assert_rows_are_those_of(reading: Any, contents: rows.Contents) -> None:
    """The rows of the latest report are exactly those of a run."""
    wanted = (
        (rows.GOALS, rows.goal_rows(contents, reading)),
        (rows.PLANS, rows.plan_rows(contents, reading.names)),
        (rows.CELLS, rows.cell_rows(contents, reading.names)),
        (rows.FINDINGS, rows.finding_rows(contents, reading)),
    )
    for table, of_table in wanted:
        assert tables.differences(table, reading.organisation_id, of_table).number == 0, table.name


def document_of(organisation: Organisation) -> dict[str, Any]:
    """The report as it is computed afresh."""
    return engine.as_document(engine.report(read(organisation.pk).snapshot))
