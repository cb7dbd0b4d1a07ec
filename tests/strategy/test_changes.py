"""What was adopted stays readable as it was; what is changed after it needs a decision of its own."""

from datetime import date, timedelta
from typing import Any

import pytest

from core.errors import Changed, InUse, NotAllowed
from organisations.models import Organisation, User
from strategy.models import KeptContents, PlanningStrategy, StrategyChange
from strategy.selectors.decisions import decided_contents, decisions_of
from strategy.services.changes import ChangeContent, correct_change, record_change, remove_change
from strategy.services.strategies import Adoption, adopt_strategy
from strategy.services.verdicts import VerdictContent, change_verdict, create_verdict
from tests import factories
from tests.interchange.building import bring, document, exported, package, refused
from tests.strategy.test_models import refusal
from tests.strategy.test_needs import code_of

pytestmark = pytest.mark.django_db
ADOPTION = Adoption(date(2024, 5, 20), "Kommunfullmäktige", "KF § 12")
CHANGE = ChangeContent(date(2025, 2, 10), "Kommunfullmäktige", "KF § 7", "Bostäderna bedöms på nytt.")


@pytest.fixture
def own(municipality: Organisation, coordinator: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": coordinator}


@pytest.fixture
def strategy(own: dict[str, Any], municipality: Organisation) -> PlanningStrategy:
    """Adopted with a verdict on housing."""
    term = factories.TermFactory(organisation=municipality, elected_on=date(2022, 9, 11))
    made = factories.PlanningStrategyFactory(term=term, title="Strategi")
    judge = VerdictContent("se-3-5-1", "current", "Räcker.")
    create_verdict(**own, strategy=made, content=judge)
    return adopt_strategy(**own, strategy=made, expected_version=1, adoption=ADOPTION)


def judge_otherwise(own: dict[str, Any], strategy: PlanningStrategy, reason: str = "Räcker inte.") -> None:
    verdict = strategy.verdicts.get()
    content = VerdictContent("se-3-5-1", "partly_current", reason)
    change_verdict(**own, verdict=verdict, expected_version=verdict.version, content=content)


def verdicts(strategy: PlanningStrategy) -> list[str]:
    """What each decision kept of the verdict on housing."""
    return [each.contents.verdicts[0].verdict for each in decisions_of(strategy) if each.contents]


def test_what_was_adopted_stays_when_the_strategy_is_changed(
    own: dict[str, Any], strategy: PlanningStrategy
) -> None:
    judge_otherwise(own, strategy)
    assert verdicts(strategy) == ["current"]
    again = Adoption(date(2024, 5, 21), "Kommunfullmäktige", "KF § 13")
    adopt_strategy(**own, strategy=strategy, expected_version=2, adoption=again)
    assert verdicts(strategy) == ["current"]


def test_a_change_is_decided_put_right_and_removed(
    own: dict[str, Any], strategy: PlanningStrategy, planner: User
) -> None:
    judge_otherwise(own, strategy)
    with pytest.raises(NotAllowed):
        record_change(**own | {"by": planner}, strategy=strategy, content=CHANGE)
    made = record_change(**own, strategy=strategy, content=CHANGE)
    assert verdicts(strategy) == ["current", "partly_current"]
    right = ChangeContent(date(2025, 2, 11), "KF", "KF § 8", "Bostäder.", "KS 1/2025")
    assert correct_change(**own, change=made, expected_version=1, content=right).reference == "KF § 8"
    with pytest.raises(Changed):
        remove_change(**own, change=made, expected_version=1)
    judge_otherwise(own, strategy, "Räcker inte alls.")
    later = ChangeContent(date(2025, 5, 1), "KF", "KF § 9", "Skälen.")
    last = record_change(**own, strategy=strategy, content=later)
    with pytest.raises(InUse):
        remove_change(**own, change=made, expected_version=2)
    remove_change(**own, change=last, expected_version=1)
    kept = decided_contents(strategy)
    assert kept is not None
    assert kept.verdicts[0].reason == "Räcker inte."


def test_a_change_that_makes_no_sense_is_refused(own: dict[str, Any], strategy: PlanningStrategy) -> None:
    assert code_of(record_change, **own, strategy=strategy, content=CHANGE) == "nothing_changed"
    judge_otherwise(own, strategy)
    tomorrow = own["organisation"].today() + timedelta(days=1)
    for content, code in (
        (ChangeContent(date(2024, 5, 19), "KF", "§ 1", "X"), "decided_on"),
        (ChangeContent(date(2026, 9, 13), "KF", "§ 1", "X"), "decided_on"),
        (ChangeContent(tomorrow, "KF", "§ 1", "X"), "decided_on"),
        (ChangeContent(date(2025, 1, 1), " ", "§ 1", "X"), "decided_by"),
        (ChangeContent(date(2025, 1, 1), "KF", " ", "X"), "reference"),
        (ChangeContent(date(2025, 1, 1), "KF", "§ 1", " "), "summary"),
    ):
        assert code_of(record_change, **own, strategy=strategy, content=content) == code
    draft = factories.PlanningStrategyFactory(
        term__organisation=own["organisation"], term__elected_on=date(2018, 9, 9), term__key="2018"
    )
    assert code_of(record_change, **own, strategy=draft, content=CHANGE) == "strategy_not_adopted"
    assert refusal(factories.StrategyChangeFactory, strategy=draft) == "strategy_change_of_adopted"
    early = {"strategy": strategy, "decided_on": "2024-01-01"}
    assert refusal(factories.StrategyChangeFactory, **early) == "strategy_change_of_adopted"
    assert refusal(factories.StrategyChangeFactory, strategy=strategy, summary="") == (
        "strategy_change_by_a_decision"
    )


def test_packages_carry_changes_and_keep_what_they_say_as_decided() -> None:
    parts: dict[str, Any] = {
        "terms": [{"key": "t", "elected_on": "2022-09-11"}],
        "planning_strategies": [
            {"key": "s", "term": "t", "title": "S", "status": "adopted", "adopted_on": "2024-05-20",
             "reference": "KF § 1"}
        ],
        "requirement_verdicts": [
            {"strategy": "s", "requirement": "se-3-3", "verdict": "current", "reason": "Håller."}
        ],
    }  # fmt: skip
    change = {"key": "c", "strategy": "s", "decided_on": "2024-05-01", "decided_by": "KF",
              "reference": "KF § 2", "summary": "Mer."}  # fmt: skip
    [problem] = refused(package(**parts, strategy_changes=[change]))
    assert "strategin är inte antagen, eller antogs senare" in problem
    bring(package(**parts))
    assert KeptContents.objects.get().content["verdicts"][0]["reason"] == "Håller."
    change["decided_on"] = "2025-05-01"
    bring(package(**parts, strategy_changes=[change]))
    assert [each.change is None for each in KeptContents.objects.all()] == [True, False]
    assert document()["strategy_changes"][0]["summary"] == "Mer."
    assert bring(exported()).written == 0
    assert StrategyChange.objects.get().reference == "KF § 2"
