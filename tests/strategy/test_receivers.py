"""A change here moves the revision and asks for the report once it is committed."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from redis import Redis

from alignment.services.debouncing import gate
from alignment.tasks import NOW
from organisations.models import Organisation, User
from strategy.services.strategies import Adoption, StrategyContent, adopt_strategy, start_strategy
from strategy.services.terms import TermContent, create_term

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def valkey() -> Iterator[Redis]:
    gate.cache_clear()
    with Redis.from_url(settings.REDIS_URL) as client:
        client.flushdb()
        yield client
        client.flushdb()


def test_each_step_moves_the_revision_and_asks_for_a_report(
    municipality: Organisation, coordinator: User, valkey: Redis
) -> None:
    own, seen = {"organisation": municipality, "by": coordinator}, []

    def look() -> None:
        seen.append((Organisation.objects.get(pk=municipality.pk).revision, valkey.llen(NOW)))
        valkey.flushdb()

    look()
    term = create_term(**own, content=TermContent(date(2022, 9, 11)))
    look()
    strategy = start_strategy(**own, term=term, content=StrategyContent("Planeringsstrategi"))
    look()
    decided = Adoption(date(2023, 11, 23), "Kommunfullmäktige", "KF § 12")
    adopt_strategy(**own, strategy=strategy, expected_version=1, adoption=decided)
    look()

    first = seen[0][0]
    assert [revision for revision, _ in seen] == [first, first + 1, first + 2, first + 3]
    assert [asked for _, asked in seen[1:]] == [1, 1, 1]
