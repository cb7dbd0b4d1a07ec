"""What the council's terms and planning strategies add to the walk of all routes and services."""

from dataclasses import replace
from datetime import date
from typing import Any

from goals.models import Goal
from organisations.models import Organisation, User
from pages.documents.formats import FORMS
from planning.models import Plan, PlanType
from strategy.models import (
    Capacity,
    ChangedCondition,
    PlanNeed,
    PlanningStrategy,
    RequirementVerdict,
    SituationReport,
    Term,
)
from strategy.services import (
    capacities,
    conditions,
    needs,
    strategies,
    taking_over,
    terms,
    verdicts,
)
from tests import factories
from tests.house import decisions, futures, situations

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
    situations.build(organisation, secret_title, secret_key)


def stances(
    organisation: Organisation, adopted: PlanningStrategy, draft: PlanningStrategy, secret_title: str
) -> None:
    """What both strategies say of the open plan, and of the secret one."""
    plans = {plan.key: plan for plan in Plan.objects.filter(organisation=organisation)}
    secret = next(plan for key, plan in plans.items() if plan.status == "drafting" and key != "oppen")
    decisions.build(adopted, draft, secret_title)
    factories.RequirementVerdictFactory(strategy=adopted, reason="Öppet skäl.")
    factories.RequirementVerdictFactory(strategy=draft, reason=secret_title)
    conditions_of(adopted, draft, [plans["oppen"], secret], secret_title)
    factories.PlanNeedFactory(strategy=adopted, plan=plans["oppen"], key="oppen", reason="Öppet skäl.")
    factories.PlanNeedFactory(strategy=adopted, plan=secret, key=secret.key, reason=secret_title)
    factories.PlanNeedFactory(strategy=draft, plan=plans["oppen"], key="hemlig", reason=secret_title)
    busy = {"unit": plans["oppen"].unit, "person_months": 3}
    factories.CapacityFactory(strategy=adopted, **busy, first="2019-Q1", last="2019-Q4")
    factories.CapacityFactory(strategy=draft, **busy, first="2023-Q1", last="2023-Q4")
    futures.build(adopted, draft, secret, secret_title)


def conditions_of(
    adopted: PlanningStrategy, draft: PlanningStrategy, plans: list[Plan], secret_title: str
) -> None:
    """An open changed condition that bears on the secret plan and goal too, and a secret one."""
    condition = factories.ChangedConditionFactory(strategy=adopted, key="oppen", title="Öppet läge")
    hidden = Goal.objects.get(framework__organisation=adopted.organisation, key="h")
    for plan in plans:
        condition.plan_rows.create(plan=plan)
    condition.goal_rows.create(goal=hidden)
    ChangedCondition.objects.filter(pk=condition.pk).update(version=1)
    factories.ChangedConditionFactory(strategy=draft, key="hemlig", title=secret_title)


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
        "decided_on": "2025-04-01",
        "sort": "other",
        "person_months": "3",
        "first": "2024-Q1",
        "last": "2024-Q4",
        "actors": "alone",
    }


def new() -> dict[str, dict[str, Any]]:
    """What makes a thing of a kind of the API."""
    strategy = PlanningStrategy.objects.get(status="drafting").pk
    report = SituationReport.objects.get(year=2024)
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
        "changed-conditions": {"strategy": strategy, "title": "Fler bor ensamma", "goals": ["ny"]},
        **situations.new(report),
        "capacities": {
            "strategy": strategy,
            "unit": report.unit_id,
            "person_months": 4,
            "first": "2025-Q1",
            "last": "2025-Q2",
        },
        **decisions.new(strategy),
        **futures.new(strategy),
    }


#: What changes of a thing of the kind.
CHANGES: dict[str, dict[str, Any]] = {
    "terms": {"constituted_on": "2030-10-20"},
    "planning-strategies": {"title": "Annan titel"},
    "requirement-verdicts": {"reason": "Annat skäl."},
    "plan-needs": {"reason": "Annat skäl."},
    "changed-conditions": {"effect": "Annan påverkan."},
    **situations.CHANGES,
    "capacities": {"person_months": 5},
    **decisions.CHANGES,
    **futures.CHANGES,
}


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
    condition = [inside | {"pk": ChangedCondition.objects.get(strategy__status=status).pk}]
    found |= {f"strategy:condition_{action}": condition for action in ("detail", "edit", "remove")}
    for kind, pk in futures.ids_at(status).items():
        found |= {
            f"strategy:{kind}_{action}": [inside | {"pk": pk}] for action in ("detail", "edit", "remove")
        }
    capacity = [inside | {"pk": Capacity.objects.get(strategy__status=status).pk}]
    found |= {f"strategy:capacity_{action}": capacity for action in ("detail", "edit", "remove")}
    need = [inside | {"pk": PlanNeed.objects.get(key="hemlig" if secret else "oppen").pk}]
    found |= {f"strategy:need_{action}": need for action in ("detail", "edit", "remove")}
    found |= situations.arguments(inside, secret=secret) | decisions.arguments(inside, status)
    found |= {"strategy:need_begin": need, "strategy:need_move": need, "strategy:promise_list": [inside]}
    found |= {"strategy:stances_take_over": [inside]}
    found |= {
        f"strategy:{name}": [inside]
        for name in (
            *("workbench_detail", "document_detail", "beside_detail"),
            *(f"{kind}_create" for kind in ("need", "verdict", "condition", "capacity")),
            *(f"{kind}_create" for kind in ("scenario", "robustness", "population")),
            *("report_create", "cooperation_create"),
        )
    }
    return found | {
        "documents:strategy_detail": [inside | {"form": form} for form in FORMS],
        "documents:plan_list_detail": [inside],
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


def condition() -> dict[str, Any]:
    found = ChangedCondition.objects.get(strategy__status="drafting")
    return {"condition": found, "expected_version": 1}


def capacity(world: Any) -> capacities.CapacityContent:
    return capacities.CapacityContent(world.open_position.unit, "2025-Q1", "2025-Q2", 4)


def said_capacity() -> dict[str, Any]:
    return {"capacity": Capacity.objects.get(strategy__status="drafting"), "expected_version": 1}


CHANGED = conditions.ConditionContent("Fler bor ensamma")
WANTED = needs.NeedContent("new", title="Ny plan")
KEPT = needs.NeedContent("keep")


def wanted(world: Any) -> needs.NeedContent:
    return replace(WANTED, type=PlanType.objects.get(organisation__key="ostersund", key="ledig"))


ACTS: dict[str, Any] = {
    **futures.ACTS,
    **decisions.ACTS,
    **situations.ACTS,
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
    "take_over_stances": lambda w, user: taking_over.take_over_stances(
        **by(w, user), strategy=draft()["strategy"]
    ),
    "create_verdict": lambda w, user: verdicts.create_verdict(
        **by(w, user), strategy=draft()["strategy"], content=JUDGED
    ),
    "change_verdict": lambda w, user: verdicts.change_verdict(**by(w, user), **verdict(), content=JUDGED),
    "remove_verdict": lambda w, user: verdicts.remove_verdict(**by(w, user), **verdict()),
    "create_condition": lambda w, user: conditions.create_condition(
        **by(w, user), strategy=draft()["strategy"], content=CHANGED
    ),
    "change_condition": lambda w, user: conditions.change_condition(
        **by(w, user), **condition(), content=CHANGED
    ),
    "remove_condition": lambda w, user: conditions.remove_condition(**by(w, user), **condition()),
    "create_capacity": lambda w, user: capacities.create_capacity(
        **by(w, user), strategy=draft()["strategy"], content=capacity(w)
    ),
    "change_capacity": lambda w, user: capacities.change_capacity(
        **by(w, user), **said_capacity(), content=capacity(w)
    ),
    "remove_capacity": lambda w, user: capacities.remove_capacity(**by(w, user), **said_capacity()),
    "create_plan_need": lambda w, user: needs.create_plan_need(
        **by(w, user), strategy=draft()["strategy"], content=wanted(w)
    ),
    "change_plan_need": lambda w, user: needs.change_plan_need(
        **by(w, user), **need(), content=replace(KEPT, plan=need()["need"].plan)
    ),
    "remove_plan_need": lambda w, user: needs.remove_plan_need(**by(w, user), **need()),
    "remove_strategy": lambda w, user: strategies.remove_strategy(**by(w, user), **draft()),
}
#: What those do who work for the unit.
UNIT_ACTS = situations.UNIT_ACTS
