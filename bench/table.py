"""What was measured, as a table."""

from collections.abc import Iterable
from dataclasses import dataclass

HEAD = ("what", "measured", "limit", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement: what, how much, what it shall be at most, and anything worth knowing beside it."""

    what: str
    measured: str
    limit: str = ""
    note: str = ""
    is_missed: bool = False

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The line's columns; a missed limit is marked with a word, not only a sign."""
        return (self.what, self.measured, self.limit, f"MISSED; {self.note}" if self.is_missed else self.note)


def limited(what: str, value: float, limit: float, note: str = "") -> Line:
    """A time in seconds that shall be below a limit."""
    return Line(what, duration(value), f"< {duration(limit)}", note, is_missed=value >= limit)


def duration(seconds: float) -> str:
    """A time as people read it: `12.3 ms`, `0.45 s`, `61 s`."""
    if seconds < 0.1:
        return f"{seconds * 1000:.1f} ms"
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.2f} s" if seconds < 20 else f"{seconds:.0f} s"


def megabytes(size_bytes: float) -> str:
    """A size in memory."""
    return f"{size_bytes / 2**20:,.0f} MB"


def section(title: str, lines: Iterable[Line], note: str = "") -> str:
    """A part of the table under its title, with a note on all of it at the end."""
    rows = [HEAD, *(line.cells for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    shown = [
        "  "
        + "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=False))
        )
        + (f"  {row[3]}" if row[3] else "")
        for row in rows
    ]
    return "\n".join([title, *shown, *([f"  ({note})"] if note else [])])
