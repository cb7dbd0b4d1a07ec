"""`manage.py export_package ORGANISATION`: writes an organisation's package."""

import argparse
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, no_translations

from interchange.management.reporting import plain_failures
from interchange.packages.exporting import text_of
from interchange.services.packages import export_package
from organisations.models import Organisation, validate_key


class Command(BaseCommand):
    """Writes one organisation's package to standard output or a file."""

    help = "Export an organisation's package (docs/packages.md)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("organisation", metavar="ORGANISATION", help="the organisation's key")
        parser.add_argument("--output", type=Path, metavar="FILE", help="a file instead of standard output")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        with plain_failures("nothing was exported."):
            package = export_package(organisation=organisation_of(options["organisation"]))
        if options["output"] is None:
            for piece in text_of(package):
                self.stdout.write(piece, ending="")
            return
        try:
            with options["output"].open("w", encoding="utf-8") as stream:
                stream.writelines(text_of(package))
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}") from error


def organisation_of(key: str) -> Organisation:
    """The organisation of that key. Raises `CommandError`, also for what can be no key at all."""
    try:
        validate_key(key)
        return Organisation.objects.get(key=key)
    except (ValidationError, Organisation.DoesNotExist):
        shown = key.encode(errors="backslashreplace").decode()
        raise CommandError(f'There is no organisation "{shown}".') from None
