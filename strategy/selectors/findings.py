"""The statutory findings that the report gets from the clock (alignment rules, section 9)."""

from collections.abc import Iterator
from datetime import date

from alignment.engine import Finding, Reference
from core.together import Row, together
from organisations.models import Organisation
from planning.models import Plan
from strategy import clock
from strategy.clock import SWEDEN
from strategy.selectors.rounds import (
    Round,
    adopted_by,
    comprehensive_plans,
    deadline_missed,
    is_known,
    organisation_row,
    round_of,
    round_rows,
    rounds_read,
)

OVERDUE = "strategy_overdue"
NOT_CURRENT = "comprehensive_plan_not_current"


def statutory_findings(organisation_id: int, on: date) -> tuple[Finding, ...]:
    """What the law says of a municipality's planning strategy and comprehensive plan on the day. One query.

    `strategy_overdue`: the deadline has passed and no strategy has been adopted for the running term.
    `comprehensive_plan_not_current`: its time has run out, or the council judged it wholly not current.
    Both only where it can be known: an organisation that has recorded no term gets neither, nor does one
    whose first term came after the election that counts. For the day: what was adopted later is not yet.
    """
    read = together(
        organisation=organisation_row(organisation_id),
        rounds=round_rows(organisation_id),
        plans=comprehensive_plans(organisation_id),
    )
    rounds = rounds_read(read["rounds"])
    if not rounds or read["organisation"][0]["kind"] != Organisation.Kind.MUNICIPALITY:
        return ()
    owner = read["organisation"][0]
    return (
        *_overdue(owner["country"], rounds, read["plans"], on),
        *_not_current(owner, rounds, read["plans"], on),
    )


def _overdue(country: str | None, rounds: list[Round], plans: list[Row], on: date) -> Iterator[Finding]:
    adopted = [date.fromisoformat(plan["adopted_on"]) for plan in plans if plan["adopted_on"]]
    if deadline_missed(country, rounds, adopted, on) is None:
        return
    running = round_of(rounds, clock.last_election(country or "", on) or on)
    unit = running.strategy.unit if running and running.strategy else None
    yield Finding(OVERDUE, "high", "politicians", (), unit)


def _not_current(owner: Row, rounds: list[Round], plans: list[Row], on: date) -> Iterator[Finding]:
    if owner["country"] != SWEDEN:
        return
    for plan in plans:
        in_force_on = date.fromisoformat(plan["in_force_on"] or date.max.isoformat())
        is_in_effect = plan["status"] in Plan.IN_EFFECT and (plan["valid_from"] or "") <= on.isoformat()
        if in_force_on > on or not is_in_effect:
            continue
        currency = clock.currency_of(in_force_on, adopted_by(rounds, on))
        if currency.is_judged or (on > currency.until and is_known(rounds, currency.counted_from)):
            subject = Reference("plan", f"{owner['key']}:{plan['key']}")
            yield Finding(NOT_CURRENT, "high", "politicians", (subject,), plan["unit__key"])
