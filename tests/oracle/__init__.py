"""A slow second reckoning of the alignment report, and random packages to compare it on."""

from tests.oracle.packages import SIZES, Size, random_packages
from tests.oracle.reckoning import reckon

__all__ = ["SIZES", "Size", "random_packages", "reckon"]
