"""What the council's terms and planning strategies add to the walk of all routes and services."""

from dataclasses import replace
from datetime import date
from typing import Any

from goals.models import Goal
from organisations.models import Organisation, User
from pages.documents.formats import FORMS
from planning.models import Plan, PlanType
from planning.services.arranging import Place
from planning.services.measures import MeasureContent
from strategy.models import (
    Capacity,
    ChangedCondition,
    Cooperation,
    PlanNeed,
    PlanningStrategy,
    RequirementVerdict,
    SituationReport,
    StrategyChange,
    StrategyRecipient,
    Term,
)
from strategy.services import (
    beginning,
    capacities,
    changes,
    conditions,
    needs,
    recipients,
    reports,
    strategies,
    taking_over,
    terms,
    verdicts,
)
from tests import factories
from tests.house import futures

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
    reported(organisation, secret_title, secret_key)


def reported(organisation: Organisation, secret_title: str, secret_key: str) -> None:
    """A report of each of the years of both terms, which none but members read, and what they ask for.

    The unit that reports is the one that answers for the plans, so that who works there may write.
    """
    unit = Plan.objects.get(organisation=organisation, key="oppen").unit
    own = {"organisation": organisation}
    other = factories.UnitFactory(**own, key="bredvid", name="Enheten bredvid")
    for year in (2019, 2024):
        key = f"{secret_key}-{year}"
        report = factories.SituationReportFactory(**own, unit=unit, year=year, key=key, plans=secret_title)
        factories.CooperationFactory(report=report, unit=other, key=f"{key}-s", title=secret_title)
    free = factories.SituationReportFactory(**own, unit=unit, year=2020, key="fri")
    helped = factories.CooperationFactory(report=free, unit=other, key="tagen", title=secret_title)
    need = PlanNeed.objects.get(key="oppen")
    PlanNeed.objects.filter(pk=need.pk).update(cooperation=helped)
    PlanNeed.objects.filter(pk=need.pk).update(version=1)


def stances(
    organisation: Organisation, adopted: PlanningStrategy, draft: PlanningStrategy, secret_title: str
) -> None:
    """What both strategies say of the open plan, and of the secret one."""
    plans = {plan.key: plan for plan in Plan.objects.filter(organisation=organisation)}
    secret = next(plan for key, plan in plans.items() if plan.status == "drafting" and key != "oppen")
    factories.StrategyChangeFactory(strategy=adopted)
    for strategy, name in ((adopted, "Region Öppen"), (draft, secret_title)):
        factories.StrategyRecipientFactory(strategy=strategy, name=name, key="mottagare")
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
    unit = report.unit_id
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
        "situation-reports": {"unit": unit, "year": 2025, "situation": "Läget är gott."},
        "cooperations": {"report": report.pk, "unit": "bredvid", "title": "Kompetens"},
        "capacities": {
            "strategy": strategy,
            "unit": unit,
            "person_months": 4,
            "first": "2025-Q1",
            "last": "2025-Q2",
        },
        "strategy-changes": {
            "strategy": StrategyChange.objects.get().strategy_id,
            "decided_on": "2025-04-01",
            "decided_by": "Kommunfullmäktige",
            "reference": "KF § 3",
            "summary": "Ett skäl till.",
        },
        "strategy-recipients": {"strategy": strategy, "name": "Grannkommunen", "sort": "municipality"},
        **futures.new(strategy),
    }


#: What changes of a thing of the kind.
CHANGES: dict[str, dict[str, Any]] = {
    "terms": {"constituted_on": "2030-10-20"},
    "planning-strategies": {"title": "Annan titel"},
    "requirement-verdicts": {"reason": "Annat skäl."},
    "plan-needs": {"reason": "Annat skäl."},
    "changed-conditions": {"effect": "Annan påverkan."},
    "situation-reports": {"situation": "Ett annat läge."},
    "cooperations": {"text": "Annat skäl."},
    "capacities": {"person_months": 5},
    "strategy-changes": {"summary": "Något annat."},
    "strategy-recipients": {"note": "Per post."},
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
    report = SituationReport.objects.get(year=2024 if secret else 2019)
    asked = [inside | {"pk": report.cooperations.get().pk}]
    found["strategy:cooperation_take_up"] = asked
    for action in ("detail", "edit", "remove"):
        found[f"strategy:report_{action}"] = [inside | {"pk": report.pk}]
        found[f"strategy:cooperation_{action}"] = asked
    need = [inside | {"pk": PlanNeed.objects.get(key="hemlig" if secret else "oppen").pk}]
    found |= {f"strategy:need_{action}": need for action in ("detail", "edit", "remove")}
    found |= decisions(inside, status)
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


def decisions(inside: dict[str, Any], status: str) -> dict[str, list[dict[str, Any]]]:
    """What the council decides after the adoption, and who is told."""
    decided = StrategyChange.objects.get()
    change = [{"strategy": decided.strategy_id, "pk": decided.pk}]
    found = {f"strategy:change_{action}": change for action in ("detail", "edit", "remove")}
    found |= {
        f"strategy:{name}": [{"strategy": decided.strategy_id}]
        for name in ("change_list", "change_create", "plans_begin")
    }
    recipient = StrategyRecipient.objects.get(strategy__status=status)
    found |= {
        f"strategy:recipient_{action}": [inside | {"pk": recipient.pk}]
        for action in ("detail", "edit", "remove")
    }
    found |= {
        f"strategy:{name}": [inside] for name in ("recipient_list", "recipient_create", "recipients_propose")
    }
    return found


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


def change() -> dict[str, Any]:
    return {"change": StrategyChange.objects.get(), "expected_version": 1}


DECIDED_CHANGE = changes.ChangeContent(date(2025, 4, 1), "Kommunfullmäktige", "KF § 3", "Ett skäl till.")


def recipient() -> dict[str, Any]:
    found = StrategyRecipient.objects.get(strategy__status="drafting")
    return {"recipient": found, "expected_version": 1}


TOLD = recipients.RecipientContent("Grannkommunen", "municipality")
JUDGED = verdicts.VerdictContent("se-3-5-1", "current", "Håller.")


def condition() -> dict[str, Any]:
    found = ChangedCondition.objects.get(strategy__status="drafting")
    return {"condition": found, "expected_version": 1}


def capacity(world: Any) -> capacities.CapacityContent:
    return capacities.CapacityContent(world.open_position.unit, "2025-Q1", "2025-Q2", 4)


def said_capacity() -> dict[str, Any]:
    return {"capacity": Capacity.objects.get(strategy__status="drafting"), "expected_version": 1}


def report() -> dict[str, Any]:
    return {"report": SituationReport.objects.get(year=2024), "expected_version": 1}


def cooperation() -> dict[str, Any]:
    return {"cooperation": Cooperation.objects.get(report__year=2024), "expected_version": 1}


def together(world: Any) -> reports.CooperationContent:
    return reports.CooperationContent(cooperation()["cooperation"].unit, "Kompetens")


def measure_to_be() -> reports.MeasureToBe:
    plan = Plan.objects.filter(organisation__key="ostersund", status="drafting").order_by("pk")[0]
    return reports.MeasureToBe(Place(plan), MeasureContent("Gemensam kompetens"))


REPORTED = reports.ReportContent("Läget är gott.")
CHANGED = conditions.ConditionContent("Fler bor ensamma")
WANTED = needs.NeedContent("new", title="Ny plan")
KEPT = needs.NeedContent("keep")


def wanted(world: Any) -> needs.NeedContent:
    return replace(WANTED, type=PlanType.objects.get(organisation__key="ostersund", key="ledig"))


ACTS: dict[str, Any] = {
    **futures.ACTS,
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
    "record_change": lambda w, user: changes.record_change(
        **by(w, user), strategy=change()["change"].strategy, content=DECIDED_CHANGE
    ),
    "correct_change": lambda w, user: changes.correct_change(
        **by(w, user), **change(), content=DECIDED_CHANGE
    ),
    "remove_change": lambda w, user: changes.remove_change(**by(w, user), **change()),
    "list_recipients": lambda w, user: recipients.list_recipients(
        **by(w, user), strategy=draft()["strategy"]
    ),
    "create_recipient": lambda w, user: recipients.create_recipient(
        **by(w, user), strategy=draft()["strategy"], content=TOLD
    ),
    "change_recipient": lambda w, user: recipients.change_recipient(
        **by(w, user), **recipient(), content=TOLD
    ),
    "remove_recipient": lambda w, user: recipients.remove_recipient(**by(w, user), **recipient()),
    "begin_plan": lambda w, user: beginning.begin_plan(**by(w, user), need=PlanNeed.objects.get(key="oppen")),
    "begin_all_plans": lambda w, user: beginning.begin_all_plans(
        **by(w, user), strategy=change()["change"].strategy
    ),
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
    "take_up_as_measure": lambda w, user: reports.take_up_as_measure(
        **by(w, user), **cooperation(), content=measure_to_be()
    ),
    "remove_plan_need": lambda w, user: needs.remove_plan_need(**by(w, user), **need()),
    "remove_strategy": lambda w, user: strategies.remove_strategy(**by(w, user), **draft()),
}
#: What those do who work for the unit.
UNIT_ACTS: dict[str, Any] = {
    "create_report": lambda w, user: reports.create_report(
        **by(w, user), unit=report()["report"].unit, year=2025, content=REPORTED
    ),
    "change_report": lambda w, user: reports.change_report(**by(w, user), **report(), content=REPORTED),
    "remove_report": lambda w, user: reports.remove_report(**by(w, user), **report()),
    "create_cooperation": lambda w, user: reports.create_cooperation(
        **by(w, user), report=report()["report"], content=together(w)
    ),
    "change_cooperation": lambda w, user: reports.change_cooperation(
        **by(w, user), **cooperation(), content=together(w)
    ),
    "remove_cooperation": lambda w, user: reports.remove_cooperation(**by(w, user), **cooperation()),
}
