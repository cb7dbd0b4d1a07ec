"""Writing that overwrites nobody: lock the row, compare its version, write what differs."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import Changed
from core.models import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)


def locked(records: QuerySet[AnyRecord], *, pk: int, expected_version: int) -> AnyRecord:
    """The record, locked until the transaction ends, if it still is the version that the person read.

    Raises `Changed` with what is stored now, or with nothing if the record is gone.
    """
    record = records.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if record is None:
        raise Changed(_("Somebody has removed this since you opened it."))
    if record.version != expected_version:
        raise Changed(
            _("Somebody has changed this since you opened it. Nothing was overwritten."), stored=record
        )
    return record


def write(record: Record, changes: Mapping[str, Any]) -> bool:
    """Writes the fields whose value differs, and reads the new version; says whether any did."""
    differing = [name for name, value in changes.items() if getattr(record, name) != value]
    if not differing:
        return False
    for name in differing:
        setattr(record, name, changes[name])
    record.save(update_fields=differing)
    record.refresh_from_db(fields=["version"])
    return True


def write_rows(rows: Any, column: str, wanted: Iterable[int]) -> bool:
    """Makes the rows of a table in between lead to exactly those ids; says whether any differed.

    `rows` are those of one record; whoever shows its version next reads it anew, for they move it.
    """
    wanted = set(wanted)
    there = set(rows.values_list(column, flat=True))
    rows.filter(**{f"{column}__in": there - wanted}).delete()
    for pk in sorted(wanted - there):
        rows.create(**{column: pk})
    return there != wanted
