"""What handing over adds to the walk of all routes and services."""

from typing import Any

from organisations.models import User
from planning.models import Commission, HandOver, Measure, Plan, Position
from planning.services import commissioning, handing_over
from planning.services.arranging import Place
from planning.services.measures import MeasureContent
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
    for key, state in (("uppdrag", "sent"), ("nej", "declined")):
        expecting = factories.PositionFactory(
            plan=draft, key=f"{secret.plan.key}-{key}", statement=secret.statement, aspect="direction"
        )
        factories.CommissionFactory(position=expecting, unit=plan.unit, state=state, message=secret.rationale)
    factories.MeasureFactory(plan=sector, key="sektor-m", title="Sektorns åtgärd")
    factories.HandOverFactory(source=waiting, **to_draft)
    factories.HandOverFactory(source=returned, state="returned", answer=secret.rationale, **to_draft)


def the_draft() -> Plan:
    return Plan.objects.get(key__endswith="-op", status="drafting")


def in_draft() -> Position:
    found: Position = the_draft().positions.get(key__endswith="-o")
    return found


def form(name: str) -> dict[str, Any]:
    """What a person who may write would send to one of the routes of hand-overs."""
    if not name.startswith("handovers:"):
        return {}
    found = {"plan": the_draft().pk, "target": in_draft().pk, "answer": "Så här.", "section": ""}
    found["receiver"] = the_draft().pk
    if not name.startswith("handovers:commission"):
        return found
    unit_id = the_draft().unit_id
    return found | {"units": [unit_id], "measures": [a_measure().pk], "message": "Var snäll.", "due": ""}


def arguments(*, secret: bool) -> dict[str, list[dict[str, Any]]]:
    """The arguments of the routes; members read all of them, and nobody else any."""
    waiting = {"pk": HandOver.objects.get(source__key="sektor-1").pk}
    found = {
        f"handovers:hand_over_{action}": [waiting]
        for action in ("detail", "accept", "edit", "merge", "return", "withdraw")
    }
    found["handovers:hand_over_offer_again"] = [{"pk": HandOver.objects.get(source__key="sektor-2").pk}]
    sent = {"pk": commission("uppdrag").pk}
    found |= {
        f"handovers:commission_{action}": [sent]
        for action in ("detail", "answer", "edit", "new_measure", "decline", "withdraw")
    }
    found["handovers:commission_send_again"] = [{"pk": commission("nej").pk}]
    found["handovers:commission_create"] = [
        {"ref": (None, commission("nej").position.key if secret else "p")}
    ]
    found["handovers:hand_over_create"] = [{"ref": (None, "sektor-3")}]
    return found


def a_measure() -> Measure:
    found: Measure = Measure.objects.get(key="sektor-m")
    return found


def commission(key: str) -> Commission:
    return Commission.objects.get(position__key__endswith=f"-{key}")


def asked(world: Any, user: User, key: str) -> dict[str, Any]:
    own = {"organisation": world.organisation, "by": user}
    return own | {"commission": commission(key), "expected_version": 1}


def on(world: Any, user: User, key: str) -> dict[str, Any]:
    hand_over = HandOver.objects.get(source__key=key)
    return {"organisation": world.organisation, "by": user, "hand_over": hand_over, "expected_version": 1}


ACTS: dict[str, Any] = {
    "send_commissions": lambda world, user: commissioning.send_commissions(
        organisation=world.organisation,
        by=user,
        position=commission("nej").position,
        errand=commissioning.Errand((commission("nej").unit,), "Var snäll."),
    ),
    "send_commission_again": lambda world, user: commissioning.send_commission_again(
        **asked(world, user, "nej"), wanted=commissioning.Wanted("Igen.")
    ),
    "change_commission": lambda world, user: commissioning.change_commission(
        **asked(world, user, "uppdrag"), wanted=commissioning.Wanted("Annat.")
    ),
    "withdraw_commission": lambda world, user: commissioning.withdraw_commission(
        **asked(world, user, "uppdrag")
    ),
    "answer_commission": lambda world, user: commissioning.answer_commission(
        **asked(world, user, "uppdrag"), answer=commissioning.WithMeasures((a_measure(),))
    ),
    "answer_with_new_measure": lambda world, user: commissioning.answer_with_new_measure(
        **asked(world, user, "uppdrag"),
        answer=commissioning.WithNewMeasure(Place(the_draft()), MeasureContent("Ny åtgärd")),
    ),
    "decline_commission": lambda world, user: commissioning.decline_commission(
        **asked(world, user, "uppdrag"), reason="Nej."
    ),
    "offer_position": lambda world, user: handing_over.offer_position(
        organisation=world.organisation,
        by=user,
        position=Position.objects.get(key="sektor-3"),
        offer=handing_over.Offer(the_draft()),
    ),
    "change_offer": lambda world, user: handing_over.change_offer(
        **on(world, user, "sektor-1"), offer=handing_over.Offer(the_draft(), "Annat.")
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
