"""What items state and take themselves, goal by goal: what all lines are made of (alignment.md §3)."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.engine.inputs import Plan
from alignment.engine.lines import BOTH, NUMBERS, STAGES, Origins, PlainOrigin
from alignment.engine.outputs import Reference
from alignment.engine.reach import Reach
from alignment.engine.scope import PROPOSED, Scope
from alignment.engine.statements import STRENGTHS as STATED
from alignment.engine.statements import Statements, Taking


def all_origins(scope: Scope, statements: Statements) -> dict[str, list[PlainOrigin]]:
    """What the items of the plans that are not past state or take, by goal in scope, in a fixed order."""
    found: dict[str, list[PlainOrigin]] = {}
    plans = {plan.name for plan in scope.plans_not_past()}
    for item in sorted(item for item, plan in scope.item_plans.items() if plan.name in plans):
        for goal, origin in _origins(item, scope.item_plans[item], scope, statements):
            found.setdefault(goal, []).append(origin)
    return found


def goals_below(reach: Reach, origins: Origins) -> dict[str, list[tuple[str, int]]]:
    """For each goal the goals below it for which some item states or takes something, by name."""
    found: dict[str, list[tuple[str, int]]] = {}
    for goal in sorted(origins):
        for above, arriving in reach.above(goal):
            found.setdefault(above, []).append((goal, arriving))
    return found


def _origins(
    item: Reference, plan: Plan, scope: Scope, statements: Statements
) -> Iterator[tuple[str, PlainOrigin]]:
    """What one item states or takes for goals in scope; its statements and its takings never meet."""
    head = (item.kind, item.name, plan.name, scope.phases[plan.name])
    for goal, stated in statements.stated(item).items():
        if goal in scope.goals:
            yield goal, (*head, BOTH, *STATED[stated], (), ())
    takings = statements.takings(item.name) if item.kind == "measure" else None
    if takings is None:
        return
    for goal, taking in takings.from_all.items():
        counted = takings.from_other_plans.get(goal)
        if goal not in scope.goals:
            continue
        if counted == taking:
            yield goal, _taken(head, BOTH, taking, scope)
            continue
        yield goal, _taken(head, STAGES, taking, scope)
        if counted is not None:
            yield goal, _taken(head, NUMBERS, counted, scope)


def _taken(head: tuple[str, str, str, str], basis: str, taking: Taking, scope: Scope) -> PlainOrigin:
    drafts = tuple(n for n in taking.sources if scope.phases[scope.positions[n].plan] == PROPOSED)
    return (*head, basis, *taking.strength, taking.sources, drafts)
