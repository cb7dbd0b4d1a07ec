"""`manage.py recompute [ORGANISATION …]`: brings reports up to date in this process, without the queue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from alignment.management.commands._plain import plain_failures
from alignment.selectors.freshness import organisations_behind
from alignment.selectors.organisations import organisation_by_key
from alignment.services.recomputing import recompute_report
from organisations.models import Organisation


class Command(BaseCommand):
    help = "Recomputes the reports of the organisations named, or of all that are behind, in this process."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisations", nargs="*", metavar="ORGANISATION", help="Keys of organisations.")

    def handle(self, *args: Any, **options: Any) -> None:
        with plain_failures():
            for organisation in self.wanted(options["organisations"]):
                outcome = recompute_report(organisation_id=organisation.pk, cause="command")
                if outcome is None:
                    message = _("%(organisation)s: already up to date.")
                elif outcome.is_new:
                    message = _("%(organisation)s: report %(number)s.")
                else:
                    message = _("%(organisation)s: report %(number)s still holds.")
                number = outcome.number if outcome else None
                self.stdout.write(message % {"organisation": organisation.key, "number": number})

    def wanted(self, keys: list[str]) -> list[Organisation]:
        if keys:
            return [organisation_by_key(key) for key in keys]
        found = Organisation.objects.in_bulk(organisations_behind())
        return list(found.values())
