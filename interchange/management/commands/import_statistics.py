"""`manage.py import_statistics ORGANISATION`: fetches statistics in this process, without the queue."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from alignment.selectors.organisations import organisation_by_key
from core.errors import DomainError
from interchange.management.reporting import plain_failures, terminal_progress
from interchange.models import ImportRun
from interchange.selectors.statistics import FETCHED_FROM
from interchange.services.import_runs import end_import, open_import
from interchange.services.statistics import Told, carry_on_import, rehearse_import
from interchange.sources import Fault
from organisations.models import Organisation


class Command(BaseCommand):
    """Fetches what the sources have; with --dry-run only says what would come."""

    help = "Fetch statistics (docs/statistics.md) for the indicators of an organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", metavar="ORGANISATION", help="its key")
        parser.add_argument("--source", default="", choices=["", *map(str, FETCHED_FROM)], help="one alone")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with plain_failures("what was fetched before is kept."):
                organisation = organisation_by_key(options["organisation"])
                run = self.fetch(organisation, options["source"], is_rehearsal=options["dry_run"])
        except DomainError as error:
            raise CommandError(error.message) from error
        for line in lines_of(run):
            self.stdout.write(line)

    def fetch(self, organisation: Organisation, source: str, *, is_rehearsal: bool) -> ImportRun:
        """The run, ended; or what it would come to."""
        if is_rehearsal:
            return rehearse_import(organisation=organisation, source=source, told=self.told())
        run = open_import(organisation=organisation, source=source)
        try:
            carry_on_import(run_id=run.pk, told=self.told())
        finally:
            run.refresh_from_db()
            if run.ended_at is None:
                end_import(run=run, state=ImportRun.State.STOPPED)
        return run

    def told(self) -> Told:
        """What is said while it goes on."""
        progress = terminal_progress(self.stderr)

        def tell(done: int, total: int, title: str) -> None:
            if done == 0:
                progress.start("indicators", total)
            progress.step(title, 1)

        return tell


def lines_of(run: ImportRun) -> Iterator[str]:
    """What a run came to, or would."""
    yield "Fetched." if run.pk else "Nothing is written; this is what would happen."
    counts = f"{run.created} new values, {run.changed} changed, {run.removed} withdrawn"
    yield f"{run.looked_at} of {run.indicators} indicators: {counts}, {len(run.problems)} problems"
    for each in run.problems:
        yield f"  {each['title']}: {Fault(each['fault']).label} {each['detail']}".rstrip()
    for each in run.differing:
        about = f"{each['title']}, {each['organisation']} {each['year']} {each['gender']}"
        yield f"  kept as it was put here: {about}: {each['ours']}, at the source {each['theirs']}"
