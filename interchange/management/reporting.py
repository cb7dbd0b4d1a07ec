"""What the commands about packages say on the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError, ProgrammingError
from tqdm import tqdm

from interchange.packages.problems import PackageError
from interchange.services.packages import ListOutcome, Outcome, Progress

MOST_PROBLEMS = 50
MOST_NAMES = 20


@contextmanager
def plain_failures(consequence: str) -> Iterator[None]:
    """Turns what an operator can put right into a `CommandError`, which is told without a traceback.

    `consequence` says what came of it.
    """
    try:
        yield
    except PackageError as error:
        raise CommandError("\n".join(problem_lines(error))) from error
    except (OperationalError, InterfaceError) as error:
        raise CommandError(f"The database does not answer; {consequence} ({first_line(error)})") from error
    except ProgrammingError as error:
        raise CommandError(
            f"The database is not prepared: run `manage.py migrate`; {consequence} ({first_line(error)})"
        ) from error


def first_line(error: Exception) -> str:
    """What the database said, in short."""
    return next(iter(str(error).splitlines()), type(error).__name__)


def problem_lines(error: PackageError) -> Iterator[str]:
    """What went wrong, and the problems, of which there may be very many."""
    yield error.message
    for problem in error.problems[:MOST_PROBLEMS]:
        yield f"  {problem}"
    if len(error.problems) > MOST_PROBLEMS:
        yield f"  … and {len(error.problems) - MOST_PROBLEMS} more"


def outcome_lines(outcome: Outcome, *, is_dry_run: bool) -> Iterator[str]:
    """What was done, or would be, list by list."""
    yield "Nothing is written; this is what would happen." if is_dry_run else "Imported."
    for one in outcome.lists:
        yield f"{one.organisation} {one.name}: {counts(one)}"
        if is_dry_run:
            yield from named("created", one.created)
            yield from named("changed", one.changed)
            yield from named("absent", one.absent)
    if outcome.removed:
        yield f"Removed: {outcome.removed}"
    elif outcome.prune_token and is_dry_run:
        yield f"To remove what is absent: --prune {outcome.prune_token}"


def counts(one: ListOutcome) -> str:
    """The numbers of a list."""
    created, changed, absent = len(one.created), len(one.changed), len(one.absent)
    return f"{created} created, {changed} changed, {one.unchanged} left alone, {absent} absent"


def named(what: str, names: tuple[str, ...]) -> Iterator[str]:
    """The objects by name, not too many."""
    if names:
        more = ", …" if len(names) > MOST_NAMES else ""
        yield f"  {what}: {', '.join(names[:MOST_NAMES])}{more}"


def terminal_progress(stream: Any) -> Progress:
    """A bar where a person looks at it, else a line now and then."""
    return Bars(stream).progress() if stream.isatty() else Lines(stream).progress()


class Bars:
    """A bar a phase."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.bar: tqdm[Any] | None = None

    def progress(self) -> Progress:
        """What the service calls."""
        return Progress(start=self.start, step=self.step)

    def start(self, phase: str, steps: int) -> None:
        """A new bar."""
        self.bar = tqdm(total=steps, desc=phase, file=self.stream, leave=False)

    def step(self, what: str, steps: int) -> None:
        """Moves the bar on, and closes it at the end."""
        if self.bar is None:
            return
        self.bar.set_postfix_str(what, refresh=False)
        self.bar.update(steps)
        if self.bar.n >= (self.bar.total or 0):
            self.bar.close()


class Lines:
    """A line a phase, and one for every tenth."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.phase, self.done, self.steps, self.told = "", 0, 0, 0

    def progress(self) -> Progress:
        """What the service calls."""
        return Progress(start=self.start, step=self.step)

    def start(self, phase: str, steps: int) -> None:
        """A new phase."""
        self.phase, self.done, self.steps, self.told = phase, 0, steps, 0

    def step(self, what: str, steps: int) -> None:
        """Tells what is being done when another tenth is reached."""
        self.done += steps
        tenth = 10 * self.done // max(self.steps, 1)
        if tenth > self.told:
            self.told = tenth
            self.stream.write(f"{self.phase} {self.done}/{self.steps}: {what}")
