"""Recording terms and strategies: who may, and what is refused with which words."""

from datetime import date
from typing import Any

import pytest

from core.errors import Changed, DomainError, InUse, NotAllowed
from organisations.models import Organisation, Unit, User
from strategy.models import PlanningStrategy, Term
from strategy.services.strategies import (
    Adoption,
    StrategyContent,
    adopt_strategy,
    change_strategy,
    remove_strategy,
    start_strategy,
)
from strategy.services.terms import TermContent, change_term, create_term, remove_term
from tests import factories

pytestmark = pytest.mark.django_db
ELECTION = date(2022, 9, 11)
DECIDED = Adoption(date(2023, 11, 23), "Kommunfullmäktige", "KF § 12")


@pytest.fixture
def own(municipality: Organisation, coordinator: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": coordinator}


@pytest.fixture
def draft(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on=ELECTION)
    made: PlanningStrategy = factories.PlanningStrategyFactory(term=term)
    return made


def code_of(act: Any, **arguments: Any) -> str:
    with pytest.raises(DomainError) as caught:
        act(**arguments)
    return caught.value.code


def test_a_coordinator_records_a_term_and_its_strategy_up_to_the_adoption(
    own: dict[str, Any], department: Unit
) -> None:
    term = create_term(**own, content=TermContent(ELECTION))
    change_term(**own, term=term, expected_version=1, content=TermContent(ELECTION, begins_on=ELECTION))
    strategy = start_strategy(**own, term=term, content=StrategyContent(" Strategi 2023–2028 "))
    content = StrategyContent("Planeringsstrategi 2023–2028", department)
    strategy = change_strategy(**own, strategy=strategy, expected_version=1, content=content)
    adopted = adopt_strategy(
        **own, strategy=strategy, expected_version=2, adoption=Adoption(*decision(), "KS 1/2023", "current")
    )
    assert (term.key, adopted.key, adopted.title, adopted.unit) == (
        "2022", "strategi-2022", "Planeringsstrategi 2023–2028", department,
    )  # fmt: skip
    assert (adopted.is_adopted, adopted.comprehensive_plan_judgement) == (True, "current")


def decision() -> tuple[date, str, str]:
    return DECIDED.adopted_on, DECIDED.decided_by, DECIDED.reference


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (TermContent(date(2022, 9, 12)), "elected_on"),
        (TermContent(date(2023, 9, 11)), "elected_on"),
        (TermContent(ELECTION, constituted_on=date(2022, 9, 10)), "constituted_on"),
        (TermContent(ELECTION, begins_on=date(2022, 9, 10)), "begins_on"),
        (TermContent(ELECTION, begins_on=date(2022, 10, 15), ends_on=date(2022, 10, 14)), "ends_on"),
        (TermContent(date(2026, 9, 13), begins_on=date(2026, 10, 1)), "term_no_overlap"),
        (TermContent(date(2018, 9, 9)), "term_election_unique"),
    ],
)
def test_wrong_days_of_a_term_are_refused(own: dict[str, Any], content: TermContent, code: str) -> None:
    factories.TermFactory(organisation=own["organisation"], elected_on="2018-09-09", ends_on="2026-10-14")
    assert code_of(create_term, **own, content=content) == code
    assert Term.objects.count() == 1


def test_the_message_names_the_right_day(own: dict[str, Any]) -> None:
    with pytest.raises(DomainError, match="11 september 2022"):
        create_term(**own, content=TermContent(date(2022, 9, 12)))
    create_term(**own, content=TermContent(date(2022, 9, 12), is_extra=True))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"adopted_on": date(2022, 9, 10)}, "adopted_on"),
        ({"adopted_on": date(2199, 1, 1)}, "adopted_on"),
        ({"decided_by": " "}, "decided_by"),
        ({"reference": ""}, "reference"),
    ],
)
def test_an_adoption_needs_a_decision_after_the_election(
    own: dict[str, Any], draft: PlanningStrategy, change: dict[str, Any], code: str
) -> None:
    said = {"adopted_on": DECIDED.adopted_on, "decided_by": "KF", "reference": "§ 12"} | change
    asked = {"strategy": draft, "expected_version": 1, "adoption": Adoption(**said)}
    assert code_of(adopt_strategy, **own, **asked) == code
    draft.refresh_from_db()
    assert not draft.is_adopted


def test_overlapping_terms_and_adoptions_without_a_decision_are_refused_in_clear_words(
    own: dict[str, Any], draft: PlanningStrategy
) -> None:
    over = TermContent(date(2026, 9, 13), begins_on=date(2026, 10, 1))
    Term.objects.filter(pk=draft.term_id).update(ends_on="2026-10-14")
    with pytest.raises(DomainError, match="Datumen överlappar en annan mandatperiods"):
        create_term(**own, content=over)
    for adoption, words in (
        (Adoption(DECIDED.adopted_on, "KF", " "), "Ange beslutets paragraf"),
        (Adoption(DECIDED.adopted_on, " ", "§ 12"), "Ange vem som beslutade"),
    ):
        with pytest.raises(DomainError, match=words):
            adopt_strategy(**own, strategy=draft, expected_version=1, adoption=adoption)


def test_a_norwegian_council_judges_no_comprehensive_plan(
    own: dict[str, Any], draft: PlanningStrategy
) -> None:
    own["organisation"].country = "NO"
    adoption = Adoption(*decision(), judgement="current")
    asked = {"strategy": draft, "expected_version": 1, "adoption": adoption}
    assert code_of(adopt_strategy, **own, **asked) == "judgement"


def test_what_is_built_upon_or_decided_stays(own: dict[str, Any], draft: PlanningStrategy) -> None:
    with pytest.raises(InUse, match=draft.title):
        remove_term(**own, term=draft.term, expected_version=1)
    adopt_strategy(**own, strategy=draft, expected_version=1, adoption=DECIDED)
    with pytest.raises(InUse):
        remove_strategy(**own, strategy=draft, expected_version=2)
    assert code_of(start_strategy, **own, term=draft.term, content=StrategyContent("En till")) == (
        "strategy_once_a_term"
    )


def test_a_draft_and_an_empty_term_can_be_removed(own: dict[str, Any], draft: PlanningStrategy) -> None:
    remove_strategy(**own, strategy=draft, expected_version=1)
    remove_term(**own, term=draft.term, expected_version=1)
    assert not Term.objects.exists()


def test_nobody_overwrites_what_they_have_not_seen(own: dict[str, Any], draft: PlanningStrategy) -> None:
    content = StrategyContent("Annat")
    change_strategy(**own, strategy=draft, expected_version=1, content=content)
    with pytest.raises(Changed):
        adopt_strategy(**own, strategy=draft, expected_version=1, adoption=DECIDED)


def test_another_council_s_term_and_unit_are_refused(own: dict[str, Any], neighbour: Organisation) -> None:
    theirs = factories.TermFactory(organisation=neighbour)
    unit = factories.UnitFactory(organisation=neighbour)
    assert code_of(start_strategy, **own, term=theirs, content=StrategyContent("X")) == "not_own_term"
    assert code_of(start_strategy, **own, term=theirs, content=StrategyContent("X", unit)) == "unit_id"
    assert code_of(start_strategy, **own, term=theirs, content=StrategyContent(" ")) == "title"


def test_editors_and_readers_may_not(
    own: dict[str, Any], planner: User, politician: User, stranger: User
) -> None:
    for person in (planner, politician, stranger):
        with pytest.raises(NotAllowed):
            create_term(**own | {"by": person}, content=TermContent(ELECTION))
