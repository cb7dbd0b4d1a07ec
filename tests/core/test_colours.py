from hypothesis import given
from hypothesis import strategies as st

from core.colours import (
    DARK,
    READABLE,
    WHITE,
    contrast,
    from_hex,
    readable_on_dark,
    readable_on_white,
    text_on,
    to_hex,
)

colours = st.tuples(*[st.integers(0, 255)] * 3)


@given(colours)
def test_any_accent_gives_text_that_can_be_read(colour) -> None:
    assert contrast(readable_on_white(colour), WHITE) >= READABLE
    assert contrast(readable_on_dark(colour), DARK) >= READABLE
    assert contrast(text_on(colour), colour) >= READABLE


@given(colours)
def test_a_colour_is_written_and_read(colour) -> None:
    assert from_hex(to_hex(colour)) == colour
