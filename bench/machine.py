"""The machine that the figures are from: without it they say nothing."""

import os
import platform
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
        f"Load average {_load()}",
    ]


def busy_note() -> str:
    """A warning if others work on the machine; empty if not."""
    load = os.getloadavg()[0]
    return f"load average {load:.1f} on {_cores()} cores: others work here too" if load > _cores() else ""


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
