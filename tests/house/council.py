"""What the council's terms and planning strategies add to the walk of all routes and services."""

from datetime import date
from typing import Any

from organisations.models import Organisation, User
from strategy.models import PlanningStrategy, Term
from strategy.services import strategies, terms
from tests import factories

#: Anybody who may write records a term of their own council, whatever the address.
MAKES_ANEW = {"strategy:term_create"}
ACTS_ANEW = {"create_term"}


def build(organisation: Organisation, secret_title: str, secret_key: str) -> None:
    """A term with an adopted strategy, one with a secret draft, and one without any."""
    own = {"organisation": organisation}
    past = factories.TermFactory(**own, elected_on="2018-09-09")
    factories.AdoptedStrategyFactory(term=past, title="Öppen planeringsstrategi")
    running = factories.TermFactory(**own, elected_on="2022-09-11")
    factories.PlanningStrategyFactory(term=running, title=secret_title, key=f"{secret_key}-strategi")
    factories.TermFactory(**own, elected_on="2030-09-08", key="tom")


def form(organisation: Organisation) -> dict[str, Any]:
    """What a person who may write would send to any of the routes."""
    return {
        "elected_on": "2034-09-10",
        "begins_on": "2034-10-15",
        "ends_on": "",
        "constituted_on": "2034-10-20",
        "adopted_on": "2024-10-01",
        "case_number": "KS 12/2024",
        "comprehensive_plan_judgement": "current",
    }


def arguments(*, secret: bool) -> dict[str, list[dict[str, Any]]]:
    """The arguments of the routes."""
    status = "drafting" if secret else "adopted"
    strategy = [{"pk": PlanningStrategy.objects.get(status=status).pk}]
    term = [{"pk": empty_term().pk}]
    found = {f"strategy:term_{action}": term for action in ("detail", "edit", "remove")}
    found |= {f"strategy:strategy_{action}": strategy for action in ("detail", "edit", "adopt", "remove")}
    return found | {"strategy:strategy_create": [{"term": empty_term().pk}]}


def empty_term() -> Term:
    return Term.objects.get(key="tom")


def draft() -> dict[str, Any]:
    return {"strategy": PlanningStrategy.objects.get(status="drafting"), "expected_version": 1}


def by(world: Any, user: User) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


DAYS = terms.TermContent(date(2034, 9, 10))
NAMED = strategies.StrategyContent("Annan strategi")
DECIDED = strategies.Adoption(date(2024, 10, 1), "Kommunfullmäktige", "KF § 1")
ACTS: dict[str, Any] = {
    "create_term": lambda w, user: terms.create_term(**by(w, user), content=DAYS),
    "change_term": lambda w, user: terms.change_term(
        **by(w, user), term=empty_term(), expected_version=1, content=DAYS
    ),
    "remove_term": lambda w, user: terms.remove_term(**by(w, user), term=empty_term(), expected_version=1),
    "start_strategy": lambda w, user: strategies.start_strategy(
        **by(w, user), term=empty_term(), content=NAMED
    ),
    "change_strategy": lambda w, user: strategies.change_strategy(**by(w, user), **draft(), content=NAMED),
    "adopt_strategy": lambda w, user: strategies.adopt_strategy(**by(w, user), **draft(), adoption=DECIDED),
    "remove_strategy": lambda w, user: strategies.remove_strategy(**by(w, user), **draft()),
}
