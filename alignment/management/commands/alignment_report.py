"""`manage.py alignment_report ORGANISATION [--date D]`: the report, computed afresh, as JSON."""

import json
import re
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from alignment import engine
from alignment.management.commands._plain import plain_failures
from alignment.selectors.organisations import organisation_by_key
from alignment.snapshot import snapshot

FORM_OF_DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Command(BaseCommand):
    help = "Prints the goal-alignment report of an organisation as JSON, computed afresh from the database."
    # Whatever else is amiss, the database may still be read.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", help="The organisation's key.")
        parser.add_argument("--date", help="The day to report for (2026-11-22); today without it.")

    def handle(self, *args: Any, **options: Any) -> None:
        on = day(options["date"]) if options["date"] is not None else None
        with plain_failures():
            organisation = organisation_by_key(options["organisation"])
            report = engine.report(snapshot(organisation, on))
        document = engine.as_document(report)
        self.stdout.write(json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False))


def day(text: str) -> date:
    """The day that `YYYY-MM-DD` means; raises `CommandError` if there is no such day."""
    try:
        # Python reads other forms of ISO 8601 too, such as weeks.
        return date.fromisoformat(text if FORM_OF_DAYS.fullmatch(text) else "")
    except ValueError:
        message = _("“%(text)s” is not a date. Write it as year-month-day, for instance 2026-11-22.")
        raise CommandError(message % {"text": text}) from None
