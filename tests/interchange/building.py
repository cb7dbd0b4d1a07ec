"""Small packages, and shorter ways to bring them in and out."""

import json
from typing import Any

import pytest

from interchange.packages.exporting import text_of
from interchange.packages.problems import PackageError
from interchange.services.packages import ImportOptions, Outcome, Source, export_package, import_packages
from organisations.models import Organisation

Document = dict[str, Any]


def package(key: str = "lillby", **parts: Any) -> Document:
    """A package of a municipality, with lists or other parts."""
    organisation = {"key": key, "name": key.capitalize(), "kind": "municipality", "country": "SE"}
    return {"format": "samplan-package", "version": 1, "organisation": organisation} | parts


def goals(*keys: str, **fields: Any) -> Document:
    """A framework `f` with goals."""
    rows = [{"key": key, "framework": "f", "title": f"Mål {key}"} | fields for key in keys]
    return {"frameworks": [{"key": "f", "title": "Målen", "level": "municipal"}], "goals": rows}


def plans(*keys: str, **fields: Any) -> Document:
    """Plans of one type, in force."""
    rows = [{"key": key, "title": key, "type": "plan", "status": "in_force"} | fields for key in keys]
    return {"plan_types": [{"key": "plan", "name": "Plan", "family": "plan"}], "plans": rows}


def positions(*keys: str, plan: str = "p", **fields: Any) -> list[Document]:
    """Positions of a plan."""
    return [{"key": key, "plan": plan, "statement": f"Ställningstagande {key}"} | fields for key in keys]


def source(document: Document | str | bytes, name: str = "") -> Source:
    """A document as if it were a file, called after its organisation."""
    if isinstance(document, dict):
        name = name or f"{document.get('organisation', {}).get('key', 'package')}.json"
        document = json.dumps(document)
    data = document.encode() if isinstance(document, str) else document
    return Source(name or "package.json", lambda: data)


def bring(*documents: Document | str | bytes, **options: Any) -> Outcome:
    """Imports packages."""
    return import_packages(sources=[source(one) for one in documents], options=ImportOptions(**options))


def refused(*documents: Document | str | bytes, **options: Any) -> list[str]:
    """The problems of packages that are refused."""
    with pytest.raises(PackageError) as caught:
        bring(*documents, **options)
    return [str(problem).partition(": ")[2] for problem in caught.value.problems]


def exported(key: str = "lillby") -> str:
    """An organisation's package as text."""
    return "".join(text_of(export_package(organisation=Organisation.objects.get(key=key))))


def everything() -> dict[str, str]:
    """Every organisation's package, without the revision, which an import moves."""
    found = {}
    for key in Organisation.objects.order_by("key").values_list("key", flat=True):
        document = json.loads(exported(key))
        del document["organisation"]["revision"]
        found[key] = json.dumps(document)
    return found


def document(key: str = "lillby") -> Document:
    """An organisation's package, to change and bring back."""
    found: Document = json.loads(exported(key))
    return found
