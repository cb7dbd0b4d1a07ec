"""The statutory findings, on real elections: 11 September 2022 and 13 September 2026, 11 September 2023."""

from datetime import date
from typing import Any

import pytest

from alignment.models import Finding
from alignment.services.recomputing import recompute_report
from alignment.snapshot import snapshot
from organisations.models import Organisation, Unit
from planning.models import Plan
from strategy.models import PlanningStrategy, Term
from strategy.selectors.findings import statutory_findings
from tests import factories

pytestmark = pytest.mark.django_db
OVERDUE, NOT_CURRENT = "strategy_overdue", "comprehensive_plan_not_current"


@pytest.fixture
def term(municipality: Organisation) -> Term:
    made: Term = factories.TermFactory(organisation=municipality, elected_on="2022-09-11")
    return made


def comprehensive(organisation: Organisation, **values: Any) -> Plan:
    kind = factories.PlanTypeFactory(organisation=organisation, family="comprehensive")
    made: Plan = factories.PlanFactory(organisation=organisation, key="op", type=kind, **values)
    return made


def codes(organisation: Organisation, on: str) -> list[str]:
    found = statutory_findings(organisation.pk, date.fromisoformat(on))
    assert all((each.severity, each.decides) == ("high", "politicians") for each in found)
    return [each.code for each in found]


def test_a_strategy_is_overdue_the_day_after_24_months(municipality: Organisation, term: Term) -> None:
    assert codes(municipality, "2024-09-11") == []
    assert codes(municipality, "2024-09-12") == [OVERDUE]
    draft = factories.PlanningStrategyFactory(term=term)
    assert codes(municipality, "2024-09-12") == [OVERDUE]
    decided = {"status": "adopted", "adopted_on": "2024-10-01", "reference": "KF § 1"}
    PlanningStrategy.objects.filter(pk=draft.pk).update(**decided)
    assert codes(municipality, "2024-09-30") == [OVERDUE]
    assert codes(municipality, "2024-10-01") == []


def test_a_new_election_begins_a_new_round(municipality: Organisation, term: Term) -> None:
    assert codes(municipality, "2026-09-12") == [OVERDUE]
    assert codes(municipality, "2026-09-13") == []
    assert codes(municipality, "2028-09-13") == []
    assert codes(municipality, "2028-09-14") == [OVERDUE]


def test_nothing_is_overdue_that_is_not_known(municipality: Organisation) -> None:
    assert codes(municipality, "2028-09-14") == []
    extra = factories.TermFactory(organisation=municipality, elected_on="2025-03-02", is_extra=True)
    assert codes(municipality, "2028-09-14") == []
    factories.TermFactory(organisation=municipality, elected_on="2026-09-13")
    assert codes(municipality, "2026-09-01") == []
    assert codes(municipality, "2028-09-14") == [OVERDUE]
    Organisation.objects.filter(pk=extra.organisation_id).update(kind="region")
    assert codes(municipality, "2028-09-14") == []


def test_a_new_comprehensive_plan_in_time_makes_a_strategy_needless(
    municipality: Organisation, term: Term
) -> None:
    plan = comprehensive(municipality, adopted_on="2024-09-11", in_force_on="2024-10-10")
    assert codes(municipality, "2024-09-12") == []
    Plan.objects.filter(pk=plan.pk).update(adopted_on="2024-09-12")
    assert codes(municipality, "2024-09-12") == [OVERDUE]


def test_norway_counts_a_year_from_the_constitution_and_only_if_it_is_known(
    municipality: Organisation,
) -> None:
    Organisation.objects.filter(pk=municipality.pk).update(country="NO")
    term = factories.TermFactory(organisation=municipality, elected_on="2023-09-11")
    comprehensive(municipality, in_force_on="2013-03-21")
    assert codes(municipality, "2026-01-01") == []
    Term.objects.filter(pk=term.pk).update(constituted_on="2023-10-12")
    assert codes(municipality, "2024-10-12") == []
    assert codes(municipality, "2024-10-13") == [OVERDUE]
    factories.AdoptedStrategyFactory(term=term, adopted_on="2024-09-26")
    assert codes(municipality, "2024-10-13") == []


def test_a_plan_from_2021_ceases_in_september_2024_and_is_not_revived(
    municipality: Organisation, term: Term
) -> None:
    comprehensive(municipality, in_force_on="2021-03-01")
    assert NOT_CURRENT not in codes(municipality, "2024-09-11")
    assert codes(municipality, "2024-09-12") == [OVERDUE, NOT_CURRENT]
    factories.AdoptedStrategyFactory(term=term, adopted_on="2024-09-12")
    assert codes(municipality, "2024-09-12") == [NOT_CURRENT]


def test_a_strategy_in_time_prolongs_until_24_months_after_the_next_election(
    municipality: Organisation, term: Term
) -> None:
    comprehensive(municipality, in_force_on="2021-03-01")
    strategy = factories.AdoptedStrategyFactory(term=term, adopted_on="2024-05-20")
    assert codes(municipality, "2028-09-13") == []
    assert codes(municipality, "2028-09-14") == [OVERDUE, NOT_CURRENT]
    PlanningStrategy.objects.filter(pk=strategy.pk).update(comprehensive_plan_judgement="partly_current")
    assert codes(municipality, "2024-05-20") == []
    PlanningStrategy.objects.filter(pk=strategy.pk).update(comprehensive_plan_judgement="not_current")
    assert codes(municipality, "2024-05-19") == []
    assert codes(municipality, "2024-05-20") == [NOT_CURRENT]


def test_whether_a_plan_ran_out_before_the_first_recorded_term_is_not_known(
    municipality: Organisation,
) -> None:
    comprehensive(municipality, in_force_on="2021-03-01")
    factories.TermFactory(organisation=municipality, elected_on="2026-09-13")
    assert codes(municipality, "2026-11-26") == []


def test_only_a_comprehensive_plan_in_force_can_cease_to_be_current(
    municipality: Organisation, term: Term
) -> None:
    plan = comprehensive(municipality, in_force_on=None)
    assert codes(municipality, "2024-09-12") == [OVERDUE]
    for change in ({"status": "superseded"}, {"valid_from": "2025-01-01", "status": "in_force"}):
        Plan.objects.filter(pk=plan.pk).update(in_force_on="2021-03-01", **change)
        assert codes(municipality, "2024-09-12") == [OVERDUE]


def test_the_findings_name_plan_and_units_in_one_query(
    municipality: Organisation, term: Term, department: Unit, django_assert_num_queries: Any
) -> None:
    comprehensive(municipality, in_force_on="2021-03-01", unit=department)
    factories.PlanningStrategyFactory(term=term, unit=department)
    with django_assert_num_queries(1):
        overdue, not_current = statutory_findings(municipality.pk, date(2024, 9, 12))
    assert (overdue.subjects, overdue.unit) == ((), "sam")
    assert (not_current.subjects, not_current.unit) == ((("plan", "ostersund:op"),), "sam")


def test_the_report_has_them_as_provided_findings_for_everybody(
    municipality: Organisation, term: Term, department: Unit
) -> None:
    comprehensive(municipality, in_force_on="2021-03-01", unit=department)
    assert len(snapshot(municipality, date(2024, 9, 12)).provided_findings) == 2
    on_record = PlanningStrategy.Judgement.NOT_CURRENT
    factories.AdoptedStrategyFactory(
        term=term, adopted_on="2024-05-20", comprehensive_plan_judgement=on_record
    )
    recompute_report(organisation_id=municipality.pk)
    found = Finding.objects.get(organisation=municipality, code=NOT_CURRENT)
    assert (found.is_provided, found.is_public, found.unit_id) == (True, True, department.pk)
