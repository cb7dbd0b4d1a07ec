"""How much the engine takes on before it refuses, rather than eat the machine's memory."""

from __future__ import annotations

MAX_ITEM_GOAL_PAIRS = 5_000_000
MAX_STRENGTHS_CARRIED = 10_000_000


class EngineLimitExceeded(Exception):
    """The snapshot links so much to so much that its report would not fit; the message has the numbers."""


def check_size(*, pairs: int, carried: int = 0) -> None:
    """Refuse more than the engine takes on.

    ``pairs``: of an item or target and a goal; ``carried``: strengths carried upward, one a goal.
    """
    if pairs > MAX_ITEM_GOAL_PAIRS:
        raise EngineLimitExceeded(
            f"The goal links make {pairs:,} pairs of an item or target and a goal; "
            f"the limit is {MAX_ITEM_GOAL_PAIRS:,}."
        )
    if carried > MAX_STRENGTHS_CARRIED:
        raise EngineLimitExceeded(
            f"The goal links carry {carried:,} strengths upward; the limit is {MAX_STRENGTHS_CARRIED:,}."
        )
