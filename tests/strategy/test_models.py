"""What the database itself refuses of terms and strategies."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from core.integrity import violated
from organisations.models import Organisation
from strategy import clock
from strategy.models import PlanningStrategy, Term
from tests import factories

pytestmark = pytest.mark.django_db


def refusal(make, **values) -> str:
    """The name of what refuses the row, empty if nothing does."""
    try:
        with transaction.atomic():
            make(**values)
    except IntegrityError as error:
        return violated(error)
    return ""


@pytest.mark.parametrize("country", ["SE", "NO"])
def test_a_term_comes_from_an_ordinary_election_or_is_said_to_be_an_extra_one(country: str) -> None:
    organisation = factories.OrganisationFactory(country=country)
    for year in range(clock.FIRST_ELECTION[country], 2047):
        ordinary = clock.election_in(country, year)
        for day in [ordinary] if ordinary else [date(year, 9, 8), date(year, 9, 14)]:
            asked = {"organisation": organisation, "elected_on": day}
            assert bool(refusal(factories.TermFactory, **asked)) == (ordinary is None), day
    wrong = {"organisation": organisation, "elected_on": date(2050, 9, 1)}
    assert refusal(factories.TermFactory, **wrong) == "term_election_is_ordinary"
    assert refusal(factories.TermFactory, **wrong, is_extra=True, key="extra") == ""


def test_an_election_before_those_that_the_clock_knows_is_not_checked(municipality: Organisation) -> None:
    assert refusal(factories.TermFactory, organisation=municipality, elected_on=date(2010, 9, 19)) == ""


@pytest.mark.parametrize(
    ("days", "name"),
    [
        ({"begins_on": "2026-10-14"}, "term_no_overlap"),
        ({"elected_on": "2022-09-11", "key": "x"}, "term_election_unique"),
        ({"begins_on": "2026-09-01"}, "term_begins_after_election"),
        ({"ends_on": "2026-09-01"}, "term_ends_after_election"),
        ({"begins_on": "2026-10-15", "ends_on": "2026-10-14"}, "term_days_ordered"),
        ({"constituted_on": "2026-09-12"}, "term_constituted_after_election"),
        ({"begins_on": "2026-10-15", "ends_on": "2030-10-14", "constituted_on": "2026-10-20"}, ""),
    ],
)
def test_the_days_of_terms_stand_in_order_and_do_not_overlap(
    municipality: Organisation, days: dict[str, str], name: str
) -> None:
    own = {"organisation": municipality, "elected_on": "2022-09-11"}
    factories.TermFactory(**own, begins_on="2022-10-15", ends_on="2026-10-14")
    elsewhere = {"elected_on": "2022-09-11", "begins_on": "2022-10-15", "ends_on": "2026-10-14"}
    assert refusal(factories.TermFactory, **elsewhere) == ""
    assert refusal(factories.TermFactory, **own | {"elected_on": "2026-09-13"} | days) == name


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"adopted_on": None}, "strategy_adopted_by_a_decision"),
        ({"reference": None}, "strategy_adopted_by_a_decision"),
        ({"reference": ""}, "strategy_adopted_by_a_decision"),
        ({"status": "drafting"}, "strategy_decided_when_adopted"),
        (
            {"status": "drafting", "adopted_on": None, "comprehensive_plan_judgement": "current"},
            "strategy_decided_when_adopted",
        ),
        ({"adopted_on": "2022-09-10"}, "strategy_after_election"),
        ({"adopted_on": "2022-09-11", "comprehensive_plan_judgement": "not_current"}, ""),
    ],
)
def test_an_adopted_strategy_has_a_decision_after_the_election(values: dict[str, str], name: str) -> None:
    assert refusal(factories.AdoptedStrategyFactory, **values) == name


def test_a_strategy_is_of_its_own_council_s_term_and_the_only_one(neighbour: Organisation) -> None:
    strategy = factories.AdoptedStrategyFactory()
    later = Term.objects.filter(pk=strategy.term_id)
    assert refusal(factories.PlanningStrategyFactory, term=strategy.term) == "strategy_once_a_term"
    other = factories.TermFactory()
    foreign = {"term": other, "organisation": neighbour}
    assert refusal(factories.PlanningStrategyFactory, **foreign) == "strategy_in_term"
    moved = {"elected_on": date(2026, 9, 13)}
    assert refusal(later.update, **moved) == "term_elected_before_strategy"


def test_every_change_moves_the_version_and_is_kept_in_the_history(municipality: Organisation) -> None:
    term = factories.TermFactory(organisation=municipality)
    Term.objects.filter(pk=term.pk).update(constituted_on="2022-10-17")
    term.refresh_from_db()
    assert (term.version, str(term)) == (2, "2022–2026")
    assert term.history.count() == 2
    strategy = factories.PlanningStrategyFactory(term=term)
    PlanningStrategy.objects.filter(pk=strategy.pk).update(title="Annat")
    assert strategy.history.count() == 2
