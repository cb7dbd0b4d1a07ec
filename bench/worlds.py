"""Generated worlds in the database."""

import json
import sys

from django.db import connection
from django.utils import timezone

from bench.generator import SIZES, Document, Size, world
from interchange.services.packages import Source, import_packages
from organisations.models import Organisation


def ensure(name: str, *, municipalities: int = 1) -> list[Organisation]:
    """The municipalities of the world of a size (S, M, L), loaded if they are not there yet."""
    prefix = f"{name.lower()}-"
    return municipalities_of(prefix) or load(prefix, SIZES[name], municipalities)


def municipalities_of(prefix: str) -> list[Organisation]:
    """The municipalities whose keys begin with the prefix."""
    return list(Organisation.objects.filter(key__startswith=f"{prefix}kommun-").order_by("pk"))


def load(prefix: str, size: Size, municipalities: int) -> list[Organisation]:
    """Generate a world and import it; everybody may read its organisations."""
    told = f"Generating and importing {municipalities} × {size} ...\n"
    sys.stderr.write(told)
    documents = world(
        size, name=prefix.rstrip("-"), on=timezone.localdate(), municipalities=municipalities
    ).documents
    import_packages(sources=[source(document) for document in documents])
    Organisation.objects.filter(key__startswith=prefix).update(is_public=True)
    analyse()
    return municipalities_of(prefix)


def analyse() -> None:
    """Gather the planner's statistics, which autovacuum does by itself a minute after a large import."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def source(document: Document) -> Source:
    """A package document as something to import."""
    return Source(document["organisation"]["key"], lambda: json.dumps(document).encode())
