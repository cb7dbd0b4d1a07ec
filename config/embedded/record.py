"""What runs for a data folder, written down so that other processes can join it or end it."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from config.embedded.processes import Started

NAME = "run.json"


@dataclass
class Record:
    """Who holds a data folder, for what, and which processes they have started."""

    purpose: str
    holder: Started
    phase: str = "starting"
    port: int | None = None
    sockets: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    processes: list[Started] = field(default_factory=list)
    temporary: bool = False


def read_record(folder: Path) -> Record | None:
    """The record of a data folder; None where there is none, or only the beginning of one."""
    try:
        values = json.loads((folder / NAME).read_text(encoding="utf-8"))
        values["holder"] = Started(**values["holder"])
        values["processes"] = [Started(**process) for process in values["processes"]]
        return Record(**values)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_record(folder: Path, record: Record) -> None:
    """Write the record anew, all of it or nothing; only its owner can read it."""
    unfinished = folder / f"{NAME}.new"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(record), file, indent=1)
    unfinished.replace(folder / NAME)


def remove_record(folder: Path) -> None:
    """Forget the record: nothing runs any more."""
    (folder / NAME).unlink(missing_ok=True)
