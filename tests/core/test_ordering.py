"""Lists stand in the order of the alphabet that their readers know."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from core.ordering import sort_key

LETTERS = st.text(st.sampled_from("aBcxyzÅåÄäÖöÆæØøÉéü 0129-–,."), max_size=30)


def in_database(text: str, language: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sort_key(%s, %s)", [text, language])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
@given(text=LETTERS, language=st.sampled_from(["sv", "nb", "en"]))
def test_texts_have_one_place_whoever_puts_them_in_order(text: str, language: str) -> None:
    assert sort_key(text, language) == in_database(text, language)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", ["Aneby", "Zinkgruvan", "Åre", "Älmhult", "Örebro"]),
        ("nb", ["Aneby", "Zinkgruvan", "Älmhult", "Örebro", "Åre"]),
    ],
)
def test_each_language_ends_its_alphabet_in_its_own_way(language: str, expected: list[str]) -> None:
    names = ["Örebro", "Åre", "Zinkgruvan", "Älmhult", "Aneby"]

    assert sorted(names, key=lambda name: sort_key(name, language)) == expected


def test_numbers_stand_by_their_value() -> None:
    titles = ["Plan 10", "Plan 9", "Plan 100"]

    assert sorted(titles, key=lambda title: sort_key(title, "sv")) == [
        "Plan 9",
        "Plan 10",
        "Plan 100",
    ]
