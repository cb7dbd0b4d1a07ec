"""Several counts in one whole number: one addition where hundreds of thousands of lines are counted."""

from __future__ import annotations

from collections.abc import Mapping

FIELD_BITS = 32
FIELD_MASK = (1 << FIELD_BITS) - 1
"""No field can run over: the limit on pairs (``limits``) keeps every sum far below 2 ** 32."""


def tally(counts: Mapping[int, int]) -> int:
    """A number that holds each count in the field of its place."""
    return sum(count << FIELD_BITS * place for place, count in counts.items())


def count_in(total: int, place: int) -> int:
    """The count in the field of a place."""
    return total >> FIELD_BITS * place & FIELD_MASK
