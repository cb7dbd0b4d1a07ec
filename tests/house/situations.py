"""What reports of the units' situation add to the walk of all routes, services and writes of the API."""

from typing import Any

from organisations.models import Organisation, User
from planning.models import Plan
from planning.services.arranging import Place
from planning.services.measures import MeasureContent
from strategy.models import Cooperation, PlanNeed, SituationReport
from strategy.services import reports
from tests import factories


def build(organisation: Organisation, secret_title: str, secret_key: str) -> None:
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


def new(report: SituationReport) -> dict[str, dict[str, Any]]:
    """What makes a thing of a kind of the API."""
    return {
        "situation-reports": {"unit": report.unit_id, "year": 2025, "situation": "Läget är gott."},
        "cooperations": {"report": report.pk, "unit": "bredvid", "title": "Kompetens"},
    }


#: What changes of a thing of a kind of the API.
CHANGES: dict[str, dict[str, Any]] = {
    "situation-reports": {"situation": "Ett annat läge."},
    "cooperations": {"text": "Annat skäl."},
}


def arguments(inside: dict[str, Any], *, secret: bool) -> dict[str, list[dict[str, Any]]]:
    """The arguments of the routes, inside a strategy."""
    report = SituationReport.objects.get(year=2024 if secret else 2019)
    asked = [inside | {"pk": report.cooperations.get().pk}]
    found = {"strategy:cooperation_take_up": asked}
    for action in ("detail", "edit", "remove"):
        found[f"strategy:report_{action}"] = [inside | {"pk": report.pk}]
        found[f"strategy:cooperation_{action}"] = asked
    return found


def by(world: Any, user: User) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


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
#: What coordinators do.
ACTS: dict[str, Any] = {
    "take_up_as_measure": lambda w, user: reports.take_up_as_measure(
        **by(w, user), **cooperation(), content=measure_to_be()
    ),
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
