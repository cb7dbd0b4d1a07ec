"""Finding what is named in what is written: one query a kind, and nothing that the caller may not read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.serializers import ErrorDetail

from organisations.api.inputs import Name, names_in
from organisations.api.reader import Reader
from organisations.api.representing import KINDS

Problems = dict[int, dict[str, Any]]


def find_all(reader: Reader, sent: Sequence[Mapping[str, Any]]) -> tuple[dict[Name, Any], Problems]:
    """The things that are named, and by place in the list what is not there, or not one thing.

    What belongs to others and what does not exist are told alike.
    """
    wanted: dict[tuple[str, bool], set[Name]] = defaultdict(set)
    for values in sent:
        for _path, name in names_in(values):
            wanted[name.kind, name.is_of_others].add(name)
    found: dict[Name, list[Any]] = {}
    for (kind, is_of_others), names in wanted.items():
        resource: Any = KINDS[kind]
        rows = resource.offered(reader) if is_of_others else resource.rows(reader)
        found |= _of_kind(reader, resource, rows, names)
    problems: Problems = {}
    for place, values in enumerate(sent):
        for path, name in names_in(values):
            if len(found[name]) != 1:
                problems.setdefault(place, {})["/".join(path)] = [_problem(name, found[name])]
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}, problems


def _of_kind(reader: Reader, resource: Any, known: Any, names: Iterable[Name]) -> dict[Name, list[Any]]:
    rows = known.select_related(*resource.related).order_by()
    ids = {name.pk for name in names if name.pk is not None}
    keys = {name.key for name in names if name.key}
    by_id = {row.pk: [row] for row in rows.filter(pk__in=ids)} if ids else {}
    by_key = resource.by_keys(reader, rows, keys) if keys else {}
    return {name: by_key.get(name.key, []) if name.pk is None else by_id.get(name.pk, []) for name in names}


def rows_by_keys(reader: Reader, rows: Any, keys: Iterable[str], owner: str) -> dict[str, list[Any]]:
    """The rows of those keys; of several the organisation's own. `owner` leads to whose a row is."""
    if not any(column.name == "key" for column in rows.model._meta.concrete_fields):
        return {}
    known: dict[str, list[Any]] = defaultdict(list)
    for row in rows.filter(key__in=keys):
        known[row.key].append(row)
    whose = attrgetter(owner)
    for key, several in known.items():
        own = [row for row in several if whose(row) == reader.organisation.pk]
        known[key] = own or several
    return known


def _problem(name: Name, rows: Sequence[Any]) -> ErrorDetail:
    if rows:
        return ErrorDetail(_("Several things have that key. Name it by its id."), "ambiguous")
    return ErrorDetail(_("There is no such thing that you may name here."), "not_found")
