"""Rounding of exact values, half up (alignment.md, introduction)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction) -> int:
    """The nearest integer; halves go up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def one_decimal(value: Fraction) -> Decimal:
    """The value with one decimal; halves go up."""
    return Decimal(half_up(value * 10)).scaleb(-1)


def percentage(parts: int, whole: int) -> int:
    """100 times the ratio, as an integer; ``whole`` is above zero."""
    return half_up(Fraction(100 * parts, whole))
