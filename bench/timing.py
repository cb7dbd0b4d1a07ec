"""Times of repeated runs."""

import gc
import math
import statistics
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Result = TypeVar("Result")


def timed(action: Callable[[], Result]) -> tuple[float, Result]:
    """How long the action takes in seconds, and what it returns."""
    began = time.perf_counter()
    result = action()
    return time.perf_counter() - began, result


def repeated(action: Callable[[], object], *, times: int, warm_ups: int = 1) -> list[float]:
    """How long each of several runs takes in seconds, after some that do not count.

    Earlier garbage is collected before each run, so that nobody pays for it but who made it.
    """
    for _ in range(warm_ups):
        action()
    seconds = []
    for _ in range(times):
        gc.collect()
        seconds.append(timed(action)[0])
    return seconds


def in_a_row(action: Callable[[], object], *, times: int, warm_ups: int = 1) -> list[float]:
    """The same one after the other, as somebody asks a server who has several questions.

    Earlier garbage is collected once, and none meanwhile: a tenth of a second of that before each question
    would leave the server asleep, and its memory out of the processor's cache.
    """
    for _ in range(warm_ups):
        action()
    gc.collect()
    gc.disable()
    try:
        return [timed(action)[0] for _ in range(times)]
    finally:
        gc.enable()


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def percentile_95(values: Sequence[float]) -> float:
    """The smallest value that at least 95 of 100 do not exceed."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]
