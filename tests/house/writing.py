"""What is sent to each resource of the API that can be written: of the world of `routes`, in the draft."""

from typing import Any

from planning.models import Plan
from tests.house import council, filing, following
from tests.house.routes import SECRET_KEY, World


def new(world: World, kind: str) -> dict[str, Any]:
    """What makes a thing of the kind."""
    draft = Plan.objects.get(key=SECRET_KEY)
    unit = {"unit": draft.unit_id}
    made: dict[str, dict[str, Any]] = {
        "units": {"name": "Ny enhet", "kind": "department"},
        "frameworks": {"title": "Nya mål", "level": "municipal"},
        "goals": {"framework": "mal", "title": "Nytt", **unit},
        "goal-links": {"source": "ny", "target": "g", "relation": "contributes"},
        "indicators": {"title": "Andel"},
        "targets": {"goal": "ny", "indicator": world_indicator(world), "year": 2030, "value": "1.5"},
        "observations": {"indicator": world_indicator(world), "year": 1999, "value": "2"},
        "plan-types": {"name": "Ny typ", "family": "plan"},
        "plans": {"title": "Ny plan", "type": "program", "summary": "Kort.", **unit},
        "sections": {"plan": SECRET_KEY, "heading": "Nytt avsnitt"},
        "positions": {"plan": SECRET_KEY, "statement": "Vi ska."},
        "measures": {"plan": SECRET_KEY, "title": "Vi gör.", "implements": [f"{SECRET_KEY}-p"]},
        "contributions": {"position": world.open_position.pk, "goal": "ny", "strength": 1},
        "plan-links": {"source": SECRET_KEY, "target": "oppen", "relation": "based_on"},
        "position-links": {
            "source": f"{SECRET_KEY}-p",
            "target": world.open_position.pk,
            "relation": "supports",
        },
    }
    made |= following.new() | council.new()
    made |= {
        "documents": filing.new(),
        "hand-overs": {"source": "sektor-3", "target_plan": f"{SECRET_KEY}-op"},
        "comments": {"about": "position", "subject": world.open_position.pk, "text": "Bra."},
        "memberships": {"email": "ny@example.org", "name": "Ny", "role": "reader", "units": ["tom"]},
        "conflicts": {"title": "Ny konflikt", "goal": "ny", "plans": [SECRET_KEY], "considered": "Mycket."},
    }
    return made[kind]


def world_indicator(world: World) -> int:
    """The municipality's indicator; `test_api` has made one."""
    found: int = world.organisation.indicators.order_by("pk").values_list("pk", flat=True)[0]
    return found


#: What changes of a thing of the kind.
CHANGES: dict[str, dict[str, Any]] = {
    "units": {"name": "Annat namn"},
    "frameworks": {"title": "Annan titel"},
    "framework-adoptions": {"tracked_depth": 3},
    "goals": {"title": "Annan titel"},
    "goal-links": {"rationale": "Annat skäl."},
    "indicators": {"title": "Annan titel"},
    "targets": {"year": 2040},
    "observations": {"value": "7"},
    "plan-types": {"name": "Annat namn"},
    "plans": {"responsible_role": "Planchef"},
    "sections": {"heading": "Annan rubrik"},
    "positions": {"statement": "Annat."},
    "measures": {"status": "paused"},
    "contributions": {"rationale": "Annat skäl."},
    "plan-links": {"rationale": "Annat skäl."},
    "position-links": {"rationale": "Annat skäl."},
    "hand-overs": {"rationale": "Annat skäl."},
    "conflicts": {"title": "Annan titel"},
    "comments": {"text": "Bättre."},
    "memberships": {"role": "editor"},
    "documents": {"title": "Annat namn"},
    **following.CHANGES,
    **council.CHANGES,
}

#: What is said of what is done to a thing, by the last word of the address.
DEEDS: dict[str, dict[str, Any]] = {
    "transitions": {"to": "consultation", "on": "2026-01-15"},
    "review": {},
    "carry": {"plan": "oppen"},
    "accept": {"position": f"{SECRET_KEY}-o"},
    "return": {"reason": "Nej."},
    "offer-again": {"rationale": "Igen."},
    "decide": {"resolution": "Så.", "decided_by": "KF", "resolved_on": "2026-01-15"},
    "reopen": {},
    "resolve": {},
    "put-back": {},
    "measure": {"plan": "oppen"},
    "adopt": {"adopted_on": "2024-10-01", "decided_by": "KF", "reference": "§ 1"},
}
