"""Check that the vendored files are the ones that `static/vendor/VENDORED.md` tells of."""

import hashlib
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

ROW = re.compile(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", re.MULTILINE)


class Command(BaseCommand):
    """Compares each file's SHA-256; unlisted files, and listed ones that are gone, are faults too."""

    help = "Check the vendored files of static/vendor against VENDORED.md."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "static" / "vendor"
        faults = faults_of(folder)
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{len(listed(folder))} vendored files are as listed")


def listed(folder: Path) -> dict[str, str]:
    """The files that VENDORED.md tells of, with their SHA-256."""
    return dict(ROW.findall((folder / "VENDORED.md").read_text(encoding="utf-8")))


def faults_of(folder: Path) -> list[str]:
    """What is missing, unlisted or changed."""
    known = listed(folder)
    present = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "VENDORED.md"
    }
    faults = [f"missing: {name}" for name in known if name not in present]
    faults += [f"not listed: {name}" for name in present if name not in known]
    return faults + [f"changed: {name}" for name, sha in present.items() if known.get(name, sha) != sha]
