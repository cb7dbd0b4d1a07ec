"""The machine that the figures are from: without it they say nothing."""

import os
import platform
import statistics
import time
from pathlib import Path

from django.db import connection


def description() -> list[str]:
    """Processor, memory, how busy it was, and the versions of what runs on it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        postgres, fsync = cursor.fetchone() or ("?", "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"{_processor()}, {_cores()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}",
        f"Python {platform.python_version()}, PostgreSQL {postgres} (fsync {fsync})",
        f"Load average {_load()}; the same loop of Python takes {1000 * pace():.0f} ms now",
    ]


def note() -> str:
    """How fast the machine is now, and a warning if others work on it."""
    load, now = os.getloadavg()[0], f"the same loop takes {1000 * pace():.0f} ms now"
    return f"{now}; load average {load:.1f} on {_cores()} cores" if load > _cores() else now


def pace() -> float:
    """Seconds that a loop takes which is the same in every run: shared machines differ from hour to hour."""
    return statistics.median(_loop() for _ in range(21))


def _loop() -> float:
    began, total = time.perf_counter(), 0
    for number in range(300_000):
        total += number * number
    return time.perf_counter() - began


def _load() -> str:
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
