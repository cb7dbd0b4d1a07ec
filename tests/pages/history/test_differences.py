"""How one text differs from another, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from pages.history.differences import ADDED, REMOVED, differences

TEXTS = st.text(alphabet="ab \n", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_pieces(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(text for mark, text in pieces if mark != ADDED).split() == before.split()
    assert "".join(text for mark, text in pieces if mark != REMOVED) == after


def test_only_the_words_that_differ_are_marked():
    pieces = differences("Bygg tätt i stan.", "Bygg glest i stan.")
    assert pieces == (("", "Bygg "), ("del", "tätt "), ("ins", "glest "), ("", "i stan."))


def test_a_very_long_text_is_shown_as_replaced():
    before, after = "a " * 5_000, "b " * 5_000
    assert differences(before, after) == (("del", before), ("ins", after))
