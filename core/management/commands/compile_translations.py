"""Compile the files of translations (.po to .mo), without gettext's tools."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Writes a .mo beside each .po that is newer than it."""

    help = "Compile locale/*/LC_MESSAGES/*.po; files that are up to date are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                if compile_file(source) and options["verbosity"]:
                    self.stdout.write(f"compiled {source}")


def compile_file(source: Path) -> bool:
    """Compile one file unless that is done; whether it was. Readers never see half a file."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return False
    partial = target.with_suffix(".mo.partial")
    polib.pofile(str(source)).save_as_mofile(str(partial))
    partial.replace(target)
    return True
