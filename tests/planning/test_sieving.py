"""Of very many positions only those with the rarest words of a text are compared with it."""

import pytest

from organisations.models import Organisation, Unit
from planning.models import Position
from planning.selectors import sieving
from planning.selectors.sieving import sieved
from planning.selectors.suggestions import positions_resembling
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = ("kommunen", "bygger", "vindkraftverk")


@pytest.fixture
def positions(municipality: Organisation, department: Unit) -> list[Position]:
    """Thirty of which all name the municipality, one a wind power station, and one something like it."""
    plan = factories.PlanFactory(organisation=municipality, unit=department)
    texts = [
        "Kommunen bygger skolor.",
        "Ett vindkraftverk står kvar.",
        "Kommunen prövar vindkraft till havs.",
    ]
    return [factories.PositionFactory(plan=plan, statement=text) for text in (*texts, *texts[:1] * 27)]


@pytest.fixture
def many(positions: list[Position], monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Their ids, which are more than are compared without a sieve."""
    monkeypatch.setattr(sieving, "FEW", 10)
    monkeypatch.setattr(sieving, "MOST_LEFT", 2)
    return [position.pk for position in positions]


def test_few_are_all_compared_without_a_query(positions, django_assert_num_queries):
    with django_assert_num_queries(0):
        left = sieved([7, 8], WORDS, "swedish", start=5, begins=0.4)
    assert (left.left, left.of, left.tokens) == ([7, 8], 2, ())


def test_those_with_the_rarest_words_are_left_and_each_word_is_counted(many, django_assert_num_queries):
    with django_assert_num_queries(1):
        left = sieved(many, WORDS, "swedish", start=5, begins=0.4)
    numbers = dict(zip(left.tokens, left.numbers, strict=True))
    assert list(left.left) == [many[1], many[2]]
    assert (left.of, numbers["kommun"], numbers["vindkraftverk"], numbers["vindk*"]) == (30, 29, 1, 2)


def test_a_language_without_an_index_is_not_sieved(many):
    assert sieved(many, WORDS, "simple", start=5, begins=0.4).left == many


def test_a_text_of_which_no_word_is_there_finds_nothing(many, municipality):
    assert positions_resembling(municipality, "kväveoxid' | zzz:*", among=many) == []


def test_what_is_suggested_is_what_is_suggested_without_a_sieve(many, municipality, monkeypatch):
    found = positions_resembling(municipality, "Kommunen bygger ett vindkraftverk", among=many, most=2)
    monkeypatch.setattr(sieving, "FEW", 100)
    without = positions_resembling(municipality, "Kommunen bygger ett vindkraftverk", among=many, most=2)
    assert [(one.pk, one.words) for one in found] == [(one.pk, one.words) for one in without]
    assert found[0].pk == many[1]
