"""The rounds of the planning strategy as the law sees them: terms, their strategies, and what is known.

What is not recorded is not known to be missing. A council's rounds are known from the first ordinary term
that is recorded on: an organisation that has recorded no term gets no finding, and the clock says that it
does not know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.together import Read, Row
from organisations.models import Organisation
from planning.models import Plan, PlanType
from strategy import clock
from strategy.clock import NORWAY, SWEDEN
from strategy.models import PlanningStrategy, Term

Judgement = PlanningStrategy.Judgement


@dataclass(frozen=True, slots=True)
class Strategy:
    """What is recorded of a planning strategy."""

    pk: int
    title: str
    status: str
    unit: str | None
    adopted_on: date | None
    decided_by: str
    reference: str
    case_number: str
    judgement: str

    def is_adopted(self, on: date) -> bool:
        """Whether the council had adopted it by that day."""
        return self.adopted_on is not None and self.adopted_on <= on


@dataclass(frozen=True, slots=True)
class Round:
    """What is recorded of a term, and its strategy if one has been begun."""

    pk: int
    elected_on: date
    is_extra: bool
    begins_on: date | None
    ends_on: date | None
    constituted_on: date | None
    strategy: Strategy | None

    def is_adopted(self, on: date) -> bool:
        """Whether the council had adopted the term's strategy by that day."""
        return self.strategy is not None and self.strategy.is_adopted(on)

    def deadline(self, country: str | None) -> date | None:
        """The last day on which the council adopts its strategy; None where no law says, or nobody knows.

        Sweden counts from the ordinary election, Norway from the constitution of the council.
        """
        return None if self.is_extra else legal_deadline(country, self.elected_on, self.constituted_on)


OF_TERM = ("pk", "elected_on", "is_extra", "begins_on", "ends_on", "constituted_on")
OF_STRATEGY = {
    "strategy": "pk",
    "title": "title",
    "status": "status",
    "unit": "unit__key",
    "adopted_on": "adopted_on",
    "decided_by": "decided_by",
    "reference": "reference",
    "case_number": "case_number",
    "judgement": "comprehensive_plan_judgement",
}


def legal_deadline(country: str | None, election: date, constituted_on: date | None) -> date | None:
    """The last day for the strategy of a term that comes from an ordinary election; None if unknown.

    Sweden: PBL 3 kap. 23 §, for elections since the rules came. Norway: pbl. § 10-1.
    """
    if country == SWEDEN and election >= clock.STRATEGIES_SINCE:
        return clock.strategy_deadline(election)
    if country == NORWAY and constituted_on is not None:
        return clock.norwegian_strategy_deadline(constituted_on)
    return None


def round_rows(organisation_id: int) -> Read:
    """The terms of an organisation with their strategies, the latest first, as `rounds_read` takes them."""
    terms = Term.objects.filter(organisation=organisation_id).order_by("-elected_on", "pk")
    rows: Read = terms.values(*OF_TERM, *(f"strategies__{field}" for field in OF_STRATEGY.values()))
    return rows


def rounds_read(rows: Iterable[Row]) -> list[Round]:
    """The same as rounds; days come as texts where the rows were read together with others."""
    return [_round(row) for row in rows]


def _round(row: Row) -> Round:
    said = {name: row[f"strategies__{field}"] for name, field in OF_STRATEGY.items()}
    pk = said.pop("strategy")
    texts = {name: said[name] or "" for name in ("decided_by", "reference", "case_number", "judgement")}
    days = {name: _day(row[name]) for name in ("begins_on", "ends_on", "constituted_on")}
    strategy = None if pk is None else Strategy(pk, **said | texts | {"adopted_on": _day(said["adopted_on"])})
    elected_on = _day(row["elected_on"])
    if elected_on is None:
        raise ValueError("a term comes from an election, says its table")
    return Round(row["pk"], elected_on, row["is_extra"], **days, strategy=strategy)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def comprehensive_plans(organisation_id: int) -> Read:
    """The organisation's decided comprehensive plans, not those of a part of it."""
    plans = Plan.objects.decided().filter(
        organisation=organisation_id, type__family=PlanType.Family.COMPREHENSIVE
    )
    rows: Read = plans.order_by("pk").values(
        "key", "status", "valid_from", "adopted_on", "in_force_on", "unit__key"
    )
    return rows


def organisation_row(organisation_id: int) -> Read:
    """What the rules ask of the organisation itself."""
    rows: Read = Organisation.objects.filter(pk=organisation_id).values("key", "country", "kind")
    return rows


def is_known(rounds: Iterable[Round], election: date) -> bool:
    """Whether it would be recorded if a strategy had been adopted after that ordinary election."""
    return any(each.elected_on <= election and not each.is_extra for each in rounds)


def round_of(rounds: Iterable[Round], election: date) -> Round | None:
    """The term that comes from that ordinary election, if it is recorded."""
    return next((each for each in rounds if each.elected_on == election and not each.is_extra), None)


def adopted_by(rounds: Iterable[Round], on: date) -> list[clock.Adopted]:
    """The strategies that had been adopted by that day, with their verdicts on the comprehensive plan."""
    return [
        clock.Adopted(
            each.strategy.adopted_on,
            is_judged_not_current=each.strategy.judgement == Judgement.NOT_CURRENT,
            is_judged_in_part=each.strategy.judgement == Judgement.PARTLY_CURRENT,
        )
        for each in rounds
        if each.strategy is not None and each.strategy.adopted_on is not None and each.strategy.is_adopted(on)
    ]


def deadline_missed(
    country: str | None, rounds: list[Round], plans_adopted_on: Iterable[date], on: date
) -> date | None:
    """The legal deadline that has passed without a strategy for the term that runs on the day; else None.

    The term is that of the latest ordinary election. Sweden: PBL 3 kap. 23 §, not if a new comprehensive
    plan was adopted in time. Norway: pbl. § 10-1, only if the council's constitution is entered. A late
    strategy is one; what was missed in an earlier term is over.
    """
    election = clock.last_election(country or "", on)
    if election is None or not is_known(rounds, election):
        return None
    running = round_of(rounds, election)
    deadline = legal_deadline(country, election, running.constituted_on if running else None)
    if deadline is None or on <= deadline or (running and running.is_adopted(on)):
        return None
    if country == SWEDEN and clock.is_needless(election, (day for day in plans_adopted_on if day <= on)):
        return None
    return deadline
