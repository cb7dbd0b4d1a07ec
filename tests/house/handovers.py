"""What handing over adds to the walk of all routes and services."""

from typing import Any

from organisations.models import User
from planning.models import HandOver, Plan, Position
from planning.services import handing_over
from planning.services.arranging import Place
from tests import factories


def build(plan: Plan, secret: Position) -> None:
    """A sector's plan in force that offers two positions to a secret draft: one waits, one is returned."""
    own = {"organisation": plan.organisation, "unit": plan.unit}
    draft = factories.PlanFactory(
        **own, key=f"{secret.plan.key}-op", title=secret.rationale, type=plan.type, status="drafting"
    )
    factories.PositionFactory(plan=draft, key=f"{secret.plan.key}-o", statement=secret.statement)
    sector = factories.PlanFactory(**own, key="sektor", title="Sektorns plan", type=secret.plan.type)
    waiting, returned, _free = (
        factories.PositionFactory(plan=sector, key=f"sektor-{n}", statement=f"Sektorns {n}.", spatial=True)
        for n in (1, 2, 3)
    )
    to_draft = {"target": None, "target_plan": draft, "rationale": secret.rationale}
    factories.HandOverFactory(source=waiting, **to_draft)
    factories.HandOverFactory(source=returned, state="returned", answer=secret.rationale, **to_draft)


def the_draft() -> Plan:
    return Plan.objects.get(key__endswith="-op", status="drafting")


def in_draft() -> Position:
    found: Position = the_draft().positions.get(statement__startswith="Hemlig")
    return found


def form(name: str) -> dict[str, Any]:
    """What a person who may write would send to one of the routes of hand-overs."""
    if not name.startswith("handovers:"):
        return {}
    return {"plan": the_draft().pk, "target": in_draft().pk, "answer": "Så här.", "section": ""}


def arguments() -> dict[str, list[dict[str, Any]]]:
    """The arguments of the routes; members read all of them, and nobody else any."""
    waiting = {"pk": HandOver.objects.get(source__key="sektor-1").pk}
    found = {
        f"handovers:hand_over_{action}": [waiting]
        for action in ("detail", "accept", "merge", "return", "withdraw")
    }
    found["handovers:hand_over_offer_again"] = [{"pk": HandOver.objects.get(source__key="sektor-2").pk}]
    found["handovers:hand_over_create"] = [{"ref": (None, "sektor-3")}]
    return found


def on(world: Any, user: User, key: str) -> dict[str, Any]:
    hand_over = HandOver.objects.get(source__key=key)
    return {"organisation": world.organisation, "by": user, "hand_over": hand_over, "expected_version": 1}


ACTS: dict[str, Any] = {
    "offer_position": lambda world, user: handing_over.offer_position(
        organisation=world.organisation,
        by=user,
        position=Position.objects.get(key="sektor-3"),
        offer=handing_over.Offer(the_draft()),
    ),
    "withdraw_offer": lambda world, user: handing_over.withdraw_offer(**on(world, user, "sektor-1")),
    "offer_again": lambda world, user: handing_over.offer_again(
        **on(world, user, "sektor-2"), rationale="Flyttad."
    ),
    "accept_into_position": lambda world, user: handing_over.accept_into_position(
        **on(world, user, "sektor-1"), into=handing_over.IntoPosition(in_draft())
    ),
    "accept_as_position": lambda world, user: handing_over.accept_as_position(
        **on(world, user, "sektor-1"), new=handing_over.AsPosition(Place(the_draft()))
    ),
    "return_offer": lambda world, user: handing_over.return_offer(
        **on(world, user, "sektor-1"), reason="Nej."
    ),
}
