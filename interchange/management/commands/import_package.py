"""`manage.py import_package FILE…`: imports packages, all or nothing."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, no_translations

from interchange.management.reporting import outcome_lines, plain_failures, terminal_progress
from interchange.services.packages import ImportOptions, Outcome, Source, import_packages


class Command(BaseCommand):
    """Imports packages; with --dry-run only says what would happen."""

    help = "Import packages (docs/packages.md), all or nothing. Several may refer to each other."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument(
            "--prune",
            default="",
            metavar="TOKEN",
            help="remove what the packages lack; a dry run prints the token",
        )
        parser.add_argument(
            "--overwrite", action="store_true", help="also overwrite what was changed since the export"
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        wanted = ImportOptions(
            is_dry_run=options["dry_run"], overwrite=options["overwrite"], prune=options["prune"]
        )
        sources = [Source.file(path) for path in options["files"]]
        with plain_failures("nothing was imported."):
            outcome = import_packages(
                sources=sources, options=wanted, progress=terminal_progress(self.stderr)
            )
        self.report(outcome, wanted)

    def report(self, outcome: Outcome, options: ImportOptions) -> None:
        """Says what was done, or would be."""
        for line in outcome_lines(outcome, is_dry_run=options.is_dry_run):
            self.stdout.write(line)
