"""What plans and their parts do for goals and for each other."""

from collections.abc import Sequence

from bench.generator import words
from bench.generator.draft import Document, Draft
from bench.generator.goals import goal_references

SHARE_NEGATIVE = 0.05
GOALS_OF_A_PLAN = 14
POSITIVE_STRENGTHS = {0: 4, 1: 36, 2: 42, 3: 18}
NEGATIVE_STRENGTHS = {-1: 6, -2: 3, -3: 1}
PLAN_LINKS = {"based_on": 0.8, "coordinates": 0.5, "details": 0.2, "conflicts": 0.03}


def write_contributions(draft: Draft, number: int, levels_above: Sequence[Draft]) -> None:
    """So many judgements, exactly a twentieth of them negative.

    A plan and its parts mostly bear on the dozen goals that the plan is about, three in four of them
    the municipality's own. Some positions and measures bear on nothing: what planners have not judged.
    """
    own = goal_references(draft, draft)
    others = [goal for level in levels_above for goal in goal_references(level, draft)]
    about = {plan["key"]: _goals_of_a_plan(draft, own, others) for plan in draft.rows("plans")}
    items = _items_that_bear(draft)
    stated: dict[tuple[str, str], None] = {}
    while len(stated) < number:
        item, plan = draft.chance.one(items)
        goal = draft.chance.one(about[plan] if draft.chance.happens(0.9) else own)
        stated[item, goal] = None
    negative = set(draft.chance.some(range(number), round(number * SHARE_NEGATIVE)))
    for place, (item, goal) in enumerate(stated):
        draft.add(
            "contributions",
            item=item,
            goal=goal,
            strength=draft.chance.weighted(NEGATIVE_STRENGTHS if place in negative else POSITIVE_STRENGTHS),
            rationale=draft.chance.one(words.REASONS),
            reviewed_on=draft.on.replace(month=1, day=15).isoformat(),
        )


def _goals_of_a_plan(draft: Draft, own: list[str], others: list[str]) -> list[str]:
    from_above = draft.chance.some(others, GOALS_OF_A_PLAN // 4)
    return [*draft.chance.some(own, GOALS_OF_A_PLAN - len(from_above)), *from_above]


def _items_that_bear(draft: Draft) -> list[tuple[str, str]]:
    """Items with the plan that they belong to: all plans, nine in ten of positions and measures."""
    items = [(f"plan:{plan['key']}", plan["key"]) for plan in draft.rows("plans")]
    for kind in ("position", "measure"):
        judged = [part for part in draft.rows(f"{kind}s") if draft.chance.happens(0.9)]
        items += [(f"{kind}:{part['key']}", part["plan"]) for part in judged]
    return items


def write_links(draft: Draft) -> None:
    """Links between plans and between positions, hand-overs to the comprehensive plan, and conflicts."""
    _link_plans(draft)
    comprehensive = draft.rows("plans")[0]["key"]
    in_comprehensive = [row for row in draft.rows("positions") if row["plan"] == comprehensive]
    elsewhere = [row for row in draft.rows("positions") if row["plan"] != comprehensive]
    _hand_over(draft, elsewhere, [row["key"] for row in in_comprehensive if row["status"] == "active"])
    for position in in_comprehensive:
        if position["aspect"] == "direction" and draft.chance.happens(0.6):
            target = draft.chance.one(elsewhere)["key"]
            draft.add("position_links", source=position["key"], target=target, relation="implemented_by")
    pairs = {tuple(row["key"] for row in draft.chance.some(elsewhere, 2)): None for _ in elsewhere[::15]}
    for source, target in pairs:
        relation = draft.chance.weighted({"supports": 4, "conflicts": 1})
        draft.add("position_links", source=source, target=target, relation=relation)
    _write_conflicts(draft, elsewhere)


def _hand_over(draft: Draft, positions: list[Document], targets: list[str]) -> None:
    for position in positions:
        if position.get("spatial") and draft.chance.happens(0.7):
            draft.add(
                "position_links",
                source=position["key"],
                target=draft.chance.one(targets),
                relation="carried_into",
                state=draft.chance.weighted({"accepted": 6, "offered": 3, "returned": 1}),
            )


def _link_plans(draft: Draft) -> None:
    plans = draft.rows("plans")
    for plan in plans[1:]:
        for relation, probability in PLAN_LINKS.items():
            target = draft.chance.one(plans)["key"]
            if draft.chance.happens(probability) and target != plan["key"]:
                draft.add("plan_links", source=plan["key"], target=target, relation=relation)


def _write_conflicts(draft: Draft, positions: list[Document]) -> None:
    goals = goal_references(draft, draft)
    for number in range(1, len(draft.rows("plans")) // 5 + 2):
        first, second = draft.chance.some(positions, 2)
        status = draft.chance.weighted({"identified": 3, "discussed": 2, "resolved": 4})
        resolved = status == "resolved"
        draft.add(
            "conflicts",
            key=f"konflikt-{number}",
            title=f"Konflikt om {draft.chance.one(words.POSITION_THINGS)}",
            goal=draft.chance.one(goals) if draft.chance.happens(0.7) else None,
            plans=sorted({first["plan"], second["plan"]}),
            positions=[first["key"], second["key"]],
            status=status,
            unit=draft.unit(),
            resolution="Avvägt i samband med antagandet." if resolved else None,
            resolved_on=draft.on.replace(month=1, day=20).isoformat() if resolved else None,
        )
