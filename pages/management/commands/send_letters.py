"""`manage.py send_letters [ORGANISATION …]`: sends the letters that are due, without the queue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from alignment.management.commands._plain import plain_failures
from alignment.selectors.organisations import organisation_by_key
from pages.subscriptions.sending import organisations_with_letters, send_letters_of


class Command(BaseCommand):
    help = "Sends the e-mail that is due to those who follow the organisations named, or all."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisations", nargs="*", metavar="ORGANISATION", help="Keys of organisations.")

    def handle(self, *args: Any, **options: Any) -> None:
        keys = options["organisations"]
        with plain_failures():
            found = [organisation_by_key(key) for key in keys] if keys else organisations_with_letters()
            for organisation in found:
                sent = send_letters_of(organisation.pk)
                message = _("%(organisation)s: letters sent: %(number)s.")
                self.stdout.write(message % {"organisation": organisation.key, "number": sent})
