"""A plan's alignment statement for programs: the same verdicts and reasons as in the document, as values."""

from collections.abc import Iterable
from typing import Any

from alignment.models import GoalAlignment
from alignment.selectors.latest import Cell
from pages.documents.selectors.statement import Items, items_of, known_of, verdict_of
from pages.guards import Viewer
from pages.naming import Names
from planning.models import Plan


def statement_data(viewer: Viewer, plan: Plan) -> dict[str, Any]:
    """The statement by the latest report, as the viewer may see it. At most four queries."""
    known = known_of(viewer, Names(viewer.organisation), plan)
    items = items_of(viewer, plan, known)
    report, alignment = known.report, known.alignment
    return {
        "date": viewer.today,
        "report": {"number": report.number, "computed_at": report.computed_at} if report else None,
        "score": alignment.score if alignment else None,
        "goals": [_goal(row, known.cells.get(row.goal_id), items) for row in known.goals],
        "findings": [{"code": code, "number": number} for code, _name, number in known.findings],
    }


def _goal(row: GoalAlignment, cell: Cell | None, items: Items) -> dict[str, Any]:
    """The verdict for a goal, its numbers (null where nothing is said), and the items behind it."""
    framework, goal = row.framework, row.goal
    named = goal.framework
    return {
        "goal": goal.pk,
        "key": f"{named.organisation.key}:{named.key}/{goal.key}",
        "code": goal.code,
        "title": goal.title,
        "framework": framework.title,
        "level": framework.level,
        "verdict": verdict_of(cell).value,
        "support": cell.support if cell else None,
        "opposition": cell.opposition if cell else None,
        "net": cell.net if cell else None,
        "items": list(_items(items, row.goal_id)),
    }


def _items(items: Items, goal: int) -> Iterable[dict[str, Any]]:
    """What bears on the goal itself: how strongly, and why; a measure may take it from positions."""
    for line in items.lines.get(goal, ()):
        said = items.reasons.get((line.kind, line.name, goal))
        for strength in [s for s in (line.supporting, -line.opposing) if s] or [0]:
            yield {
                "kind": line.kind,
                "key": line.name,
                "title": items.names.get((line.kind, line.name), items.plan.title),
                "strength": strength,
                "reason": said.text if said else None,
                "language": said.language if said else None,
                "taken_from": [name for name in line.taken_from if ("position", name) in items.names],
            }
