"""Who gets an adopted strategy: those whom the law names, with the days of sending and of receipts."""

from datetime import date, timedelta
from typing import Any

import pytest

from organisations.models import Organisation, User
from strategy.clock import publicity_ends, sending_deadline
from strategy.models import PlanningStrategy, StrategyRecipient
from strategy.services.recipients import RecipientContent, create_recipient, list_recipients
from strategy.services.strategies import Adoption, StrategyContent, adopt_strategy, change_strategy
from tests import factories
from tests.interchange.building import bring, document, exported, package
from tests.pages.strategy.test_strategy_list import browser, text
from tests.strategy.test_models import refusal
from tests.strategy.test_needs import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(municipality: Organisation, coordinator: User) -> dict[str, Any]:
    return {"organisation": municipality, "by": coordinator}


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    term = factories.TermFactory(organisation=municipality, elected_on=date(2022, 9, 11))
    made: PlanningStrategy = factories.AdoptedStrategyFactory(term=term)
    made.refresh_from_db()
    return made


def names(strategy: PlanningStrategy) -> list[str]:
    return list(strategy.recipients.order_by("pk").values_list("name", flat=True))


def test_the_law_s_days_are_counted_from_the_announcement_and_the_publicity() -> None:
    assert sending_deadline(date(2024, 5, 27)) == date(2024, 6, 10)
    assert publicity_ends(date(2024, 8, 1)) == date(2024, 8, 31)


def test_those_whom_the_law_names_are_put_on_the_list_once(
    own: dict[str, Any], strategy: PlanningStrategy, neighbour: Organisation
) -> None:
    region = factories.OrganisationFactory(key="region", name="Region Mitt", kind="region")
    Organisation.objects.filter(pk__in=[own["organisation"].pk, neighbour.pk]).update(parent=region)
    own["organisation"].refresh_from_db()
    list_recipients(**own, strategy=strategy)
    assert names(strategy) == ["Boverket", "Länsstyrelsen", "Region Mitt", "Falu kommun"]
    assert list_recipients(**own, strategy=strategy) == []
    own["organisation"].country = "NO"
    made = list_recipients(**own, strategy=strategy)
    assert [each.name for each in made] == ["Statsforvalteren"]


def test_days_that_make_no_sense_are_refused(own: dict[str, Any], strategy: PlanningStrategy) -> None:
    today = own["organisation"].today()
    for content, code in (
        (RecipientContent(" ", "other"), "name"),
        (RecipientContent("A", "other", None, today), "sent_on"),
        (RecipientContent("A", "other", today, today - timedelta(days=1)), "received_on"),
        (RecipientContent("A", "other", today + timedelta(days=1)), "sent_on"),
    ):
        assert code_of(create_recipient, **own, strategy=strategy, content=content) == code
    create_recipient(**own, strategy=strategy, content=RecipientContent("A", "other"))
    again = {"strategy": strategy, "content": RecipientContent("A", "state")}
    assert code_of(create_recipient, **own, **again) == "recipient_named_once"
    make = factories.StrategyRecipientFactory
    assert refusal(make, strategy=strategy, received_on="2024-06-01") == "recipient_sent_before_received"
    for announced_on in (date(2024, 5, 1), today + timedelta(days=1)):
        said = StrategyContent("X", announced_on=announced_on)
        asked = {"strategy": strategy, "expected_version": 1, "content": said}
        assert code_of(change_strategy, **own, **asked) == "announced_on"


def test_a_norwegian_proposal_is_public_for_thirty_days_before_the_decision(own: dict[str, Any]) -> None:
    own["organisation"].country = "NO"
    own["organisation"].save()
    term = factories.TermFactory(organisation=own["organisation"], elected_on=date(2023, 9, 11), key="2023")
    made = factories.PlanningStrategyFactory(term=term, published_on=date(2024, 8, 1))
    asked = {**own, "strategy": made, "expected_version": 1}
    assert code_of(adopt_strategy, **asked, adoption=Adoption(date(2024, 8, 30), "KS", "§ 1")) == "adopted_on"
    assert adopt_strategy(**asked, adoption=Adoption(date(2024, 8, 31), "KS", "§ 1")).is_adopted


def test_the_page_has_the_deadline_and_takes_the_receipts(
    own: dict[str, Any], strategy: PlanningStrategy, planner: User, django_assert_max_num_queries: Any
) -> None:
    url = f"/ostersund/strategi/{strategy.pk}/"
    member = browser(own["by"])
    said = {"title": "Strategi", "unit_id": "", "version": 1, "announced_on": "2024-05-27"}
    member.post(f"{url}redigera/", said)
    member.post(f"{url}mottagare/enligt-lag/")
    assert names(strategy) == ["Boverket", "Länsstyrelsen", "Regionen"]
    first = strategy.recipients.earliest("pk")
    sent = {"name": "Boverket", "sort": "state", "version": 1}
    days = {"sent_on": "2024-06-03", "received_on": "2024-06-05"}
    member.post(f"{url}mottagare/{first.pk}/redigera/", sent | days)
    with django_assert_max_num_queries(10):
        page = text(member.get(f"{url}mottagare/"))
    assert "skickas senast den 10 juni 2024 (PBL 3 kap. 24 §)" in page
    assert "skickad 3 juni 2024" in page
    assert "mottagen 5 juni 2024" in page
    assert browser(planner).post(f"{url}mottagare/enligt-lag/").status_code == 403
    assert "Strategin skickas till dem som lagen nämner, senast PBL 3 kap. 24 §" in text(
        member.get(f"{url}dokument/")
    )
    member.post(f"{url}mottagare/{first.pk}/ta-bort/", {"version": 2})
    member.post(f"{url}mottagare/ny/", {"name": "Naturskyddsföreningen", "sort": "other"})
    assert names(strategy) == ["Länsstyrelsen", "Regionen", "Naturskyddsföreningen"]


def test_packages_carry_the_mailing_list() -> None:
    parts: dict[str, Any] = {
        "terms": [{"key": "t", "elected_on": "2022-09-11"}],
        "planning_strategies": [
            {"key": "s", "term": "t", "title": "S", "status": "adopted", "adopted_on": "2024-05-20",
             "reference": "KF § 1", "announced_on": "2024-05-27"}
        ],
    }  # fmt: skip
    row = {"key": "boverket", "strategy": "s", "name": "Boverket", "sort": "state", "sent_on": "2024-06-03"}
    bring(package(**parts, strategy_recipients=[row]))
    assert bring(exported()).written == 0
    assert document()["strategy_recipients"] == [row | {"version": 1}]
    assert StrategyRecipient.objects.get().strategy.announced_on == date(2024, 5, 27)
