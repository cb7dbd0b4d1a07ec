"""Compile the files of translations (.po to .mo), without gettext's tools."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Writes a .mo beside each .po that is newer than it."""

    help = "Compile locale/*/LC_MESSAGES/*.po; files that are up to date are left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        for source in compile_files(settings.LOCALE_PATHS):
            if options["verbosity"]:
                self.stdout.write(f"compiled {source}")


def compile_files(folders: Iterable[str | Path]) -> list[Path]:
    """Compile what is not compiled yet; returns which files that were."""
    sources = [source for folder in folders for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]
    return [source for source in sources if compile_file(source)]


def compile_file(source: Path) -> bool:
    """Compile one file unless that is done; whether it was. Readers never see half a file."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return False
    partial = target.with_suffix(".mo.partial")
    polib.pofile(str(source)).save_as_mofile(str(partial))
    partial.replace(target)
    return True
