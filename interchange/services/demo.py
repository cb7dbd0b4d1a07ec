"""The demonstration: real municipalities' goals and plans, in a database that has nothing yet."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction

from interchange.services.packages import Outcome, Progress, Source, import_packages
from organisations.demo import create_demo_accounts
from organisations.models import Organisation


def demo_files() -> list[Path]:
    """The packages of the demonstration."""
    return sorted((Path(settings.BASE_DIR) / "data").glob("*.json"))


def load_demo(*, files: Sequence[Path], progress: Progress | None = None) -> Outcome | None:
    """Loads the packages, opens their organisations to the public and creates the demonstration's people.

    All or nothing; None, and nothing is done, if the database has any organisation. Raises
    `PackageError` as an import does.
    """
    with transaction.atomic():
        if Organisation.objects.exists():
            return None
        outcome = import_packages(sources=[Source.file(path) for path in files], progress=progress)
        Organisation.objects.filter(key__in={one.organisation for one in outcome.lists}).update(
            is_public=True
        )
        create_demo_accounts()
    return outcome
