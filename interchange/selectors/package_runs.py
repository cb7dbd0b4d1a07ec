"""Imports of large packages: how far each has come, and which wait for nobody."""

from typing import Any

from django.core.cache import cache
from redis import RedisError

from interchange.models import PackageImport
from organisations.models import Organisation

KEY = "package-import:{}"


def package_import_of(organisation: Organisation, pk: int) -> PackageImport | None:
    """A run of the organisation, without what was sent. One query."""
    rows = PackageImport.objects.filter(organisation=organisation, pk=pk)
    return rows.defer("package").first()


def progress_noted(run: PackageImport) -> dict[str, Any] | None:
    """How far a run has come: its phase, and so many steps of so many; None where nobody knows."""
    if run.state != PackageImport.State.RUNNING:
        return None
    try:
        found: dict[str, Any] | None = cache.get(KEY.format(run.pk))
    except (RedisError, OSError):
        return None
    return found


def package_imports_waiting() -> list[int]:
    """Ids of runs that nobody has begun. One query."""
    waiting = PackageImport.objects.filter(state=PackageImport.State.WAITING)
    return list(waiting.order_by("pk").values_list("pk", flat=True))
