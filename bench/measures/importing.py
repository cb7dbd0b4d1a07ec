"""Importing a package of fifty thousand objects with `manage.py import_package`."""

import json
import tempfile
from pathlib import Path

from django.utils import timezone

from bench.child import run_command
from bench.generator import SIZES, Document, objects_in, world
from bench.table import Line, duration, limited, megabytes
from bench.timing import timed
from bench.worlds import source
from interchange.services.packages import import_packages

TITLE = "Importing a package with manage.py import_package"
OBJECTS = 50_000
LIMIT_SECONDS = 60.0
#: How many times a municipality of size M has that many objects.
FACTOR = 4.35


def lines(sizes: list[str]) -> list[Line]:
    """A first import of fifty thousand objects, and the same file again, of which nothing is new."""
    made = world(SIZES["M"].times(FACTOR), name="big", on=timezone.localdate())
    import_packages(sources=[source(document) for document in made.above])
    document = made.municipalities[0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return [*_lines(document, path)]


def _lines(document: Document, path: Path) -> list[Line]:
    number = objects_in(document)
    if number < OBJECTS:
        raise ValueError(f"the package has only {number} objects")
    first, (first_memory, _) = timed(lambda: run_command("import_package", str(path)))
    again, (again_memory, _) = timed(lambda: run_command("import_package", str(path)))
    size = f"{number:,} objects, {path.stat().st_size / 1e6:.0f} MB of JSON"
    return [
        limited("first import", first, LIMIT_SECONDS, f"{size}; peak memory {megabytes(first_memory)}"),
        Line("the same again", duration(again), note=f"peak memory {megabytes(again_memory)}"),
    ]
