"""Plans with their sections, positions and measures."""

from datetime import date, timedelta

from bench.generator import words
from bench.generator.draft import Document, Draft
from bench.generator.sizes import Size

SECTIONS_PER_PLAN = 4
SHARE_IN_COMPREHENSIVE_PLAN = 0.08
PROPOSED = ("idea", "commissioned", "drafting", "consultation", "reworking", "review")
STATUSES = {"in_force": 58, "adopted": 10, "proposed": 20, "superseded": 9, "repealed": 3}
FAMILIES = {
    "fop": 1,
    "strategi": 3,
    "program": 5,
    "plan": 5,
    "handlingsplan": 4,
    "policy": 1,
    "riktlinjer": 1,
}
LAND_USES = ("A01", "A02", "A03", "A05", "A07", "A08", "A10")
MEASURE_STATUSES = {"planned": 30, "ongoing": 40, "done": 18, "paused": 7, "cancelled": 5}
FUNDINGS = {"within_budget": 40, "decided": 20, "applied": 10, "unfunded": 15, "unknown": 15}
REFERENCE_SYSTEM = {"type": "name", "properties": {"name": "EPSG:3006"}}


def write_plan_types(draft: Draft) -> None:
    """What the organisation calls its plans."""
    for key, name, family, steering in words.PLAN_TYPES:
        draft.add("plan_types", key=key, name=name[0].upper() + name[1:], family=family, steering=steering)


def write_plans(draft: Draft, size: Size) -> None:
    """So many plans, the first of them the comprehensive plan in force, with so many parts in all."""
    for number in range(1, size.plans + 1):
        _write_plan(draft, number)
    draft.chance.rng.shuffle(past := [plan for plan in draft.rows("plans") if plan["status"] == "superseded"])
    current = [plan for plan in draft.rows("plans")[1:] if plan["status"] in {"in_force", "adopted"}]
    for plan in draft.rows("plans"):
        if plan["status"] in PROPOSED and draft.chance.happens(0.4) and current:
            plan["supersedes"] = [draft.chance.one(current)["key"]]
        elif plan in current and past and draft.chance.happens(0.3):
            plan["supersedes"] = [past.pop()["key"]]
    write_sections(draft)
    write_positions(draft, size.positions)
    write_measures(draft, size.measures)


def _write_plan(draft: Draft, number: int) -> None:
    first = number == 1
    status = "in_force" if first else draft.chance.weighted(STATUSES)
    adopted = draft.chance.day(draft.on - timedelta(days=2_000), 1_900)
    kind = "op" if first else draft.chance.weighted(FAMILIES)
    decided = status != "proposed"
    draft.add(
        "plans",
        key=f"plan-{number}",
        title=_plan_title(draft, kind, number),
        type=kind,
        status=status if decided else draft.chance.one(PROPOSED),
        unit=draft.unit(),
        summary="Planen visar inriktningen, vem som gör vad och hur arbetet följs upp.",
        version_label=str(adopted.year) if decided else None,
        valid_from=adopted.isoformat() if decided else None,
        valid_to=_some_years_after(draft, adopted) if decided else None,
        adopted_on=adopted.isoformat() if decided else None,
        decided_by="Kommunfullmäktige" if decided else None,
        reference=f"§ {draft.chance.rng.randrange(20, 300)}/{adopted.year}" if decided else None,
    )


def _plan_title(draft: Draft, kind: str, number: int) -> str:
    if kind == "op":
        return f"Översiktsplan {draft.on.year + 14}"
    place = draft.chance.one(words.PLACE_BEGINNINGS) + draft.chance.one(words.PLACE_ENDS)
    if kind == "fop":
        return f"Fördjupad översiktsplan för {place}, nr {number}"
    name = next(name for key, name, _family, _steering in words.PLAN_TYPES if key == kind)
    period = f"{draft.on.year - number % 7}–{draft.on.year + 4}"
    return f"{draft.chance.one(words.PLAN_SUBJECTS)}{name} {period}, nr {number}"


def _some_years_after(draft: Draft, day: date) -> str:
    return (day + timedelta(days=365 * draft.chance.one((4, 5, 8, 12)))).isoformat()


def write_sections(draft: Draft) -> None:
    """The chapters of each plan."""
    for plan in draft.rows("plans"):
        for number, heading in enumerate(draft.chance.some(words.HEADINGS, SECTIONS_PER_PLAN), 1):
            body = (
                "<p>"
                + draft.chance.phrase(["Kommunen"], words.POSITION_VERBS, words.POSITION_THINGS)
                + ".</p>"
            )
            draft.add(
                "sections", key=f"{plan['key']}-{number}", plan=plan["key"], heading=heading, body=body * 3
            )


def write_positions(draft: Draft, number: int) -> None:
    """So many positions, a part of them in the comprehensive plan, the rest over the other plans."""
    comprehensive, *others = draft.rows("plans")
    in_comprehensive = round(number * SHARE_IN_COMPREHENSIVE_PLAN)
    for place in range(number):
        plan = comprehensive if place < in_comprehensive else others[place % len(others)]
        spatial = plan is comprehensive or plan["type"] == "fop" or draft.chance.happens(0.15)
        draft.add(
            "positions",
            key=f"p{place + 1}",
            plan=plan["key"],
            section=_section(draft, plan),
            code=f"P{place + 1}",
            statement="Kommunen "
            + draft.chance.phrase(words.POSITION_VERBS, words.POSITION_THINGS, words.POSITION_CONDITIONS)
            + ".",
            rationale=draft.chance.one(words.REASONS) if draft.chance.happens(0.7) else None,
            unit=draft.unit() if draft.chance.happens(0.3) else None,
            status="withdrawn" if draft.chance.happens(0.02) else "active",
            **(_spatial(draft, plan) if spatial else {}),
        )


def _spatial(draft: Draft, plan: Document) -> Document:
    """What makes a position spatial: aspect, land use and, for some, a rectangle on the map."""
    aspect = draft.chance.weighted({"direction": 3, "use": 5, "consideration": 2})
    found: Document = {"spatial": True, "aspect": aspect}
    if aspect == "use":
        found["land_use"] = draft.chance.one(LAND_USES)
    if plan["type"] in {"op", "fop"} and draft.chance.happens(0.5):
        east, north = (
            draft.chance.rng.randrange(300_000, 700_000),
            draft.chance.rng.randrange(6_200_000, 7_300_000),
        )
        corners = [
            [east, north],
            [east + 900, north],
            [east + 900, north + 700],
            [east, north + 700],
            [east, north],
        ]
        found["geometry"] = {"type": "Polygon", "coordinates": [corners], "crs": REFERENCE_SYSTEM}
    return found


def write_measures(draft: Draft, number: int) -> None:
    """So many measures over all plans but the comprehensive one, which sectors implement."""
    _comprehensive, *others = draft.rows("plans")
    positions: dict[str, list[str]] = {}
    for position in draft.rows("positions"):
        positions.setdefault(position["plan"], []).append(position["key"])
    everywhere = [position["key"] for position in draft.rows("positions")]
    for place in range(number):
        plan = others[place % len(others)]
        own = positions.get(plan["key"], [])
        implements = draft.chance.some(own, 1 + place % 2) if draft.chance.happens(0.6) else []
        if draft.chance.happens(0.2):
            implements.append(draft.chance.one(everywhere))
        _write_measure(draft, plan, place + 1, sorted(set(implements)))


def _write_measure(draft: Draft, plan: Document, number: int, implements: list[str]) -> None:
    start = draft.chance.day(draft.on - timedelta(days=1_200), 1_500)
    partners = draft.chance.some([key for key, *_rest in words.DEPARTMENTS], 2)
    measure = draft.add(
        "measures",
        key=f"a{number}",
        plan=plan["key"],
        section=_section(draft, plan),
        code=f"Å{number}",
        title=draft.chance.phrase(words.MEASURE_VERBS, words.MEASURE_THINGS)
        + f" i {draft.chance.one(words.PLACE_BEGINNINGS)}{draft.chance.one(words.PLACE_ENDS)}",
        unit=draft.unit(),
        partners=partners if draft.chance.happens(0.3) else None,
        start=start.isoformat(),
        end=draft.chance.day(start + timedelta(days=90), 1_500).isoformat()
        if draft.chance.happens(0.9)
        else None,
        status=draft.chance.weighted(MEASURE_STATUSES),
        funding=draft.chance.weighted(FUNDINGS),
        cost=draft.chance.rng.randrange(50, 20_000) * 1_000 if draft.chance.happens(0.6) else None,
        statutory=True if draft.chance.happens(0.05) else None,
        implements=implements or None,
    )
    if draft.chance.happens(0.25):
        amount = draft.chance.rng.randrange(50, 5_000) * 1_000
        draft.add(
            "budget_lines", measure=measure["key"], year=draft.on.year + 1, amount=amount, status="decided"
        )


def _section(draft: Draft, plan: Document) -> str:
    return f"{plan['key']}-{draft.chance.rng.randrange(1, SECTIONS_PER_PLAN + 1)}"
