"""Goals of every level, and the links between them, which only lead upward between levels."""

from collections.abc import Sequence

from bench.generator import words
from bench.generator.draft import Draft

LEVELS = {
    "international": "international",
    "national": "national",
    "region": "regional",
    "municipality": "municipal",
}
GOALS_PER_FRAMEWORK = 65
CHILDREN_PER_ROOT = 2
LINKS_OF_A_ROOT = {0: 1, 1: 7, 2: 4}
LINKS_OF_A_CHILD = {0: 13, 1: 7}
STRENGTHS = {1: 3, 2: 5, 3: 2}


def write_units(draft: Draft) -> None:
    """The council below which everything is, boards, committees, departments, companies, outsiders."""
    draft.add("units", key="kf", name="Kommunfullmäktige", kind="council")
    for key, name, kind in words.DEPARTMENTS:
        draft.add("units", key=key, name=name, kind=kind, parent=None if kind == "external" else "kf")


def write_goals(draft: Draft, number: int) -> None:
    """So many goals in frameworks of some dozens, two levels deep; of the first, both levels are tracked."""
    own = draft.place.kind == "municipality"
    frameworks = max(1, round(number / GOALS_PER_FRAMEWORK)) if own else 1
    for place in range(frameworks):
        title = words.FRAMEWORK_TITLES[place % len(words.FRAMEWORK_TITLES)]
        volume = place // len(words.FRAMEWORK_TITLES)
        draft.add(
            "frameworks",
            key=f"mal-{place + 1}",
            title=f"{title}, del {volume + 1}" if volume else title,
            level=LEVELS[draft.place.kind],
            tracked_depth=2 if own and place == 0 else 1,
        )
        write_tree(draft, f"mal-{place + 1}", number // frameworks + (place < number % frameworks))


def write_tree(draft: Draft, framework: str, number: int) -> None:
    """So many goals: each root is followed by those below it."""
    root = ""
    for place in range(number):
        below = place % (CHILDREN_PER_ROOT + 1)
        key = f"m{place // (CHILDREN_PER_ROOT + 1) + 1}" + (f".{below}" if below else "")
        root = root if below else key
        draft.add(
            "goals",
            key=key,
            framework=framework,
            parent=root if below else None,
            code=key[1:],
            title=draft.chance.phrase(words.GOAL_VERBS, words.MATTERS, words.FOR_WHOM),
            text="Målet följs upp varje år och redovisas i årsredovisningen."
            if draft.chance.happens(0.4)
            else None,
            scope="organisation" if draft.chance.happens(0.25) else "society",
            unit=draft.unit() if draft.place.kind == "municipality" else None,
        )


def reference(goal: dict[str, str]) -> str:
    """A goal as its own package refers to it."""
    return f"{goal['framework']}/{goal['key']}"


def goal_references(draft: Draft, reader: Draft) -> list[str]:
    """All goals of an organisation, as another's package refers to them."""
    return [draft.refer(reference(goal), reader) for goal in draft.rows("goals")]


def adopt(draft: Draft, levels_above: Sequence[Draft]) -> None:
    """Follow the frameworks of the levels above."""
    for level in levels_above:
        for framework in level.rows("frameworks"):
            draft.add("adoptions", framework=level.refer(framework["key"], draft), tracked_depth=1)


def link_upward(draft: Draft, levels_above: Sequence[Draft]) -> None:
    """Say what the goals contribute to on the levels above: most roots do, some of those below them."""
    targets = [goal_references(level, draft) for level in levels_above]
    for goal in draft.rows("goals"):
        number = draft.chance.weighted(LINKS_OF_A_CHILD if "parent" in goal else LINKS_OF_A_ROOT)
        # The next level above is the one that most links lead to.
        picked = [draft.chance.one(level) for level in targets if level][-number:] if number else []
        for target in picked:
            draft.add(
                "goal_links",
                key=f"lank-{len(draft.rows('goal_links')) + 1}",
                source=reference(goal),
                target=target,
                relation="contributes",
                strength=draft.chance.weighted(STRENGTHS),
                rationale=draft.chance.one(words.REASONS),
            )
