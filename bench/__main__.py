"""`make bench`: measures, and prints a table. `python -m bench --size M --only recompute` for some of it."""

import argparse
import importlib
import sys
import time

from bench.environment import BenchError, environment
from config.servers import ServersError

#: Names of measurements in the order of running, and the sizes that each is made at.
MEASURES = {
    "recompute": ("S", "M", "L"),
    "dense": ("M", "L"),
    "reading": ("S", "M", "L"),
    "pages": ("M", "L"),
    "long_plan": ("M",),
    "supposing": ("M", "L"),
    "painting": ("M",),
    "api": (),
    "documents": ("M", "L"),
    "edit": ("M",),
    "import": (),
    "fan_out": (),
    "suggestions": (),
    "searching": ("M", "L"),
}
MODULES = {"edit": "editing", "import": "importing"}


def main() -> int:
    """Measure what is asked for; returns the exit code, which no time changes."""
    options = _options()
    try:
        with environment():
            measure(options.only or list(MEASURES), options.size)
    except (BenchError, ServersError) as error:
        sys.stderr.write(f"samplan: {error}\n")
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measure how fast Samplan is.")
    parser.add_argument("--size", choices=["S", "M", "L"], help="only this size, where there are several")
    parser.add_argument("--only", nargs="+", choices=list(MEASURES), metavar="NAME", help=", ".join(MEASURES))
    return parser.parse_args()


def measure(names: list[str], size: str | None) -> None:
    """Make the measurements in order and print each part of the table when it is there."""
    machine = importlib.import_module("bench.machine")
    table = importlib.import_module("bench.table")
    began = time.monotonic()
    _print("\n".join(["Samplan, speed", *machine.description()]))
    for name in names:
        sizes = [each for each in MEASURES[name] if size in {None, each}]
        if sizes or not MEASURES[name]:
            module = importlib.import_module(f"bench.measures.{MODULES.get(name, name)}")
            _print(table.section(module.TITLE, module.lines(sizes), machine.note()))
    _print(f"Measured in {time.monotonic() - began:.0f} s.")


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
