"""What the council's terms and planning strategies add to the walk of all routes and services."""

from dataclasses import replace
from datetime import date
from typing import Any

from organisations.models import Organisation, User
from planning.models import Plan, PlanType
from strategy.models import PlanNeed, PlanningStrategy, RequirementVerdict, Term
from strategy.services import needs, strategies, terms, verdicts
from tests import factories

#: Anybody who may write records a term of their own council, whatever the address.
MAKES_ANEW = {"strategy:term_create"}
ACTS_ANEW = {"create_term"}


def build(organisation: Organisation, secret_title: str, secret_key: str) -> None:
    """A term with an adopted strategy, one with a secret draft, and one without any."""
    own = {"organisation": organisation}
    past = factories.TermFactory(**own, elected_on="2018-09-09")
    adopted = factories.AdoptedStrategyFactory(term=past, title="Öppen planeringsstrategi")
    running = factories.TermFactory(**own, elected_on="2022-09-11")
    draft = factories.PlanningStrategyFactory(term=running, title=secret_title, key=f"{secret_key}-strategi")
    stances(organisation, adopted, draft, secret_title)
    factories.TermFactory(**own, elected_on="2030-09-08", key="tom")


def stances(
    organisation: Organisation, adopted: PlanningStrategy, draft: PlanningStrategy, secret_title: str
) -> None:
    """What both strategies say of the open plan, and of the secret one."""
    plans = {plan.key: plan for plan in Plan.objects.filter(organisation=organisation)}
    secret = next(plan for key, plan in plans.items() if plan.status == "drafting" and key != "oppen")
    factories.RequirementVerdictFactory(strategy=adopted, reason="Öppet skäl.")
    factories.RequirementVerdictFactory(strategy=draft, reason=secret_title)
    factories.PlanNeedFactory(strategy=adopted, plan=plans["oppen"], key="oppen", reason="Öppet skäl.")
    factories.PlanNeedFactory(strategy=adopted, plan=secret, key=secret.key, reason=secret_title)
    factories.PlanNeedFactory(strategy=draft, plan=plans["oppen"], key="hemlig", reason=secret_title)


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
        "type_id": PlanType.objects.get(organisation=organisation, key="ledig").pk,
        "stance": "keep",
        "requirement": "se-3-5-1",
        "verdict": "partly_current",
        "state": "agreed",
        "person_months": "3",
        "actors": "alone",
    }


def new() -> dict[str, dict[str, Any]]:
    """What makes a thing of a kind of the API."""
    strategy = PlanningStrategy.objects.get(status="drafting").pk
    return {
        "terms": {"elected_on": "2034-09-10"},
        "planning-strategies": {"term": "tom", "title": "Ny strategi"},
        "requirement-verdicts": {
            "strategy": strategy,
            "requirement": "se-3-5-1",
            "verdict": "current",
            "reason": "Håller.",
        },
        "plan-needs": {"strategy": strategy, "stance": "new", "title": "Ny plan", "type": "ledig"},
    }


#: What changes of a thing of the kind.
CHANGES: dict[str, dict[str, Any]] = {
    "terms": {"constituted_on": "2030-10-20"},
    "planning-strategies": {"title": "Annan titel"},
    "requirement-verdicts": {"reason": "Annat skäl."},
    "plan-needs": {"reason": "Annat skäl."},
}


def of_route(name: str) -> dict[str, Any]:
    """What the same field holds where a verdict is on its requirement already."""
    return {"requirement": "se-3-3"} if name == "strategy:verdict_edit" else {}


def arguments(*, secret: bool) -> dict[str, list[dict[str, Any]]]:
    """The arguments of the routes."""
    status = "drafting" if secret else "adopted"
    strategy = [{"pk": PlanningStrategy.objects.get(status=status).pk}]
    term = [{"pk": empty_term().pk}]
    found = {f"strategy:term_{action}": term for action in ("detail", "edit", "remove")}
    found |= {f"strategy:strategy_{action}": strategy for action in ("detail", "edit", "adopt", "remove")}
    found |= {"strategy:strategy_create": [{"term": empty_term().pk}]}
    inside = {"strategy": strategy[0]["pk"]}
    status = "drafting" if secret else "adopted"
    verdict = [inside | {"pk": RequirementVerdict.objects.get(strategy__status=status).pk}]
    found |= {f"strategy:verdict_{action}": verdict for action in ("detail", "edit", "remove")}
    need = [inside | {"pk": PlanNeed.objects.get(key="hemlig" if secret else "oppen").pk}]
    found |= {f"strategy:need_{action}": need for action in ("detail", "edit", "remove")}
    return found | {
        f"strategy:{name}": [inside] for name in ("workbench_detail", "need_create", "verdict_create")
    }


def empty_term() -> Term:
    return Term.objects.get(key="tom")


def draft() -> dict[str, Any]:
    return {"strategy": PlanningStrategy.objects.get(status="drafting"), "expected_version": 1}


def by(world: Any, user: User) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


def need() -> dict[str, Any]:
    return {"need": PlanNeed.objects.get(key="hemlig"), "expected_version": 1}


DAYS = terms.TermContent(date(2034, 9, 10))
NAMED = strategies.StrategyContent("Annan strategi")
DECIDED = strategies.Adoption(date(2024, 10, 1), "Kommunfullmäktige", "KF § 1")


def verdict() -> dict[str, Any]:
    found = RequirementVerdict.objects.get(strategy__status="drafting")
    return {"verdict": found, "expected_version": 1}


JUDGED = verdicts.VerdictContent("se-3-5-1", "current", "Håller.")
WANTED = needs.NeedContent("new", title="Ny plan")
KEPT = needs.NeedContent("keep")


def wanted(world: Any) -> needs.NeedContent:
    return replace(WANTED, type=PlanType.objects.get(organisation__key="ostersund", key="ledig"))


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
    "create_verdict": lambda w, user: verdicts.create_verdict(
        **by(w, user), strategy=draft()["strategy"], content=JUDGED
    ),
    "change_verdict": lambda w, user: verdicts.change_verdict(**by(w, user), **verdict(), content=JUDGED),
    "remove_verdict": lambda w, user: verdicts.remove_verdict(**by(w, user), **verdict()),
    "create_plan_need": lambda w, user: needs.create_plan_need(
        **by(w, user), strategy=draft()["strategy"], content=wanted(w)
    ),
    "change_plan_need": lambda w, user: needs.change_plan_need(
        **by(w, user), **need(), content=replace(KEPT, plan=need()["need"].plan)
    ),
    "remove_plan_need": lambda w, user: needs.remove_plan_need(**by(w, user), **need()),
    "remove_strategy": lambda w, user: strategies.remove_strategy(**by(w, user), **draft()),
}
