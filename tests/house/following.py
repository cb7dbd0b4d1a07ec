"""What following measures up, and adopting what is another's, add to the walk of services and of the API."""

from datetime import date
from typing import Any

from goals.models import Framework
from organisations.models import Organisation, User
from planning.models import BudgetLine, Measure, Plan, PlanAdoption, StatusUpdate
from planning.services import adoptions, budgets, following_up
from tests import factories

#: Whoever coordinates anywhere adopts something there, whatever the address.
ACTS_ANEW = {"adopt_plan"}


def build(organisation: Organisation) -> None:
    """What was said of a measure, money for it, and a region's plans: one is adopted, one is not."""
    measure = Measure.objects.get(organisation=organisation, key="sektor-m")
    factories.StatusUpdateFactory(measure=measure, text="Allt löper.")
    factories.BudgetLineFactory(measure=measure, year=2030)
    region = factories.OrganisationFactory(key="lanet", kind="region", is_public=True)
    adopted = factories.PlanFactory(organisation=region, key="lanets-plan", title="Länets plan")
    factories.PlanAdoptionFactory(organisation=organisation, plan=adopted)
    factories.PlanFactory(organisation=region, key="lanets-andra", title="Länets andra plan")
    factories.FrameworkFactory(organisation=region, key="lanets-mal", level="regional", title="Länets mål")


def another() -> Plan:
    return Plan.objects.get(key="lanets-andra")


def new() -> dict[str, dict[str, Any]]:
    """What makes a thing of a kind of the API."""
    return {
        "framework-adoptions": {"framework": Framework.objects.get(key="lanets-mal").pk},
        "plan-adoptions": {"plan": another().pk, "adopted_on": "2025-05-20"},
        "status-updates": {"measure": "sektor-m", "on": "2026-01-15", "status": "ongoing"},
        "budget-lines": {"measure": "sektor-m", "year": 2031, "amount": 500_000},
    }


CHANGES: dict[str, dict[str, Any]] = {
    "plan-adoptions": {"reference": "KF § 3"},
    "status-updates": {"text": "Det går bra."},
    "budget-lines": {"amount": 700_000},
}
ACCOUNT = following_up.Account(date(2026, 1, 15), "ongoing", "Det går bra.")
MONEY = budgets.Money(2031, 700_000)


def by(world: Any, user: User) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


def measure() -> dict[str, Any]:
    return {"measure": Measure.objects.get(key="sektor-m")}


def report() -> dict[str, Any]:
    return {"report": StatusUpdate.objects.get(measure__key="sektor-m"), "expected_version": 1}


def line() -> dict[str, Any]:
    return {"line": BudgetLine.objects.get(measure__key="sektor-m"), "expected_version": 1}


def adoption() -> dict[str, Any]:
    return {"adoption": PlanAdoption.objects.get(plan__key="lanets-plan"), "expected_version": 1}


ACTS: dict[str, Any] = {
    "report_status": lambda w, user: following_up.report_status(**by(w, user), **measure(), account=ACCOUNT),
    "change_status_report": lambda w, user: following_up.change_status_report(
        **by(w, user), **report(), account=ACCOUNT
    ),
    "remove_status_report": lambda w, user: following_up.remove_status_report(**by(w, user), **report()),
    "create_budget_line": lambda w, user: budgets.create_budget_line(**by(w, user), **measure(), money=MONEY),
    "change_budget_line": lambda w, user: budgets.change_budget_line(**by(w, user), **line(), money=MONEY),
    "remove_budget_line": lambda w, user: budgets.remove_budget_line(**by(w, user), **line()),
    "adopt_plan": lambda w, user: adoptions.adopt_plan(
        **by(w, user), plan=another(), resolution=adoptions.Resolution()
    ),
    "change_plan_adoption": lambda w, user: adoptions.change_plan_adoption(
        **by(w, user), **adoption(), resolution=adoptions.Resolution(reference="KF § 3")
    ),
    "leave_plan": lambda w, user: adoptions.leave_plan(**by(w, user), **adoption()),
}
COORDINATING = {"adopt_plan", "change_plan_adoption", "leave_plan"}
