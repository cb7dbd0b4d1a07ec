"""`manage.py export_package ORGANISATION`: writes an organisation's package."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from interchange.packages.exporting import text_of
from interchange.services.packages import export_package
from organisations.models import Organisation


class Command(BaseCommand):
    """Writes one organisation's package to standard output or a file."""

    help = "Export an organisation's package (docs/packages.md)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("organisation", metavar="ORGANISATION", help="the organisation's key")
        parser.add_argument("--output", type=Path, metavar="FILE", help="a file instead of standard output")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(key=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f'There is no organisation "{options["organisation"]}".')
        package = export_package(organisation=organisation)
        if options["output"] is None:
            for piece in text_of(package):
                self.stdout.write(piece, ending="")
            return
        try:
            with options["output"].open("w", encoding="utf-8") as stream:
                stream.writelines(text_of(package))
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}") from error
