"""The sets of open data: what each is called, what it holds, and how it is written."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.geography import feature
from interchange.open_data import columns, rows
from interchange.open_data.columns import Column, Type
from interchange.open_data.rows import Row, Source, placed_positions


@dataclass(frozen=True, slots=True)
class Dataset:
    """A set of open data. `name` is its part of the address; `forms` are the ways to have it.

    `whole` is what a file holds that is no table.
    """

    name: str
    title: str | Promise
    description: str | Promise
    columns: tuple[Column, ...] = ()
    rows: Callable[[Source], Iterable[Row]] = rows.none
    forms: tuple[str, ...] = ("csv", "json")
    whole: Callable[[Source], bytes] | None = None


DATASETS = (
    Dataset(
        "mal",
        _("Goals"),
        _("Goals that the organisation follows, its own and others', and how whole the chain of each is."),
        columns.GOALS,
        rows.goal_rows,
    ),
    Dataset(
        "planer",
        _("Plans"),
        _("The organisation's decided plans, those that are past too."),
        columns.PLANS,
        rows.plan_rows,
    ),
    Dataset(
        "stallningstaganden",
        _("Positions"),
        _("What the decided plans say; those with a place on the map as GeoJSON too."),
        columns.POSITIONS,
        rows.position_rows,
        ("csv", "json", "geojson"),
    ),
    Dataset(
        "atgarder",
        _("Measures"),
        _("What is to be done by the decided plans: by whom, when, for how much."),
        columns.MEASURES,
        rows.measure_rows,
    ),
    Dataset(
        "bidrag",
        _("Contributions to goals"),
        _("How plans, positions and measures bear on goals, as the organisation judges it."),
        columns.CONTRIBUTIONS,
        rows.contribution_rows,
    ),
    Dataset(
        "rapport",
        _("Report"),
        _(
            "The latest report as everybody may read it: the chain and the numbers of every goal, the plans,"
            " the matrix and the findings, by the keys that the other files have."
        ),
        forms=("json",),
        whole=rows.report_content,
    ),
)
BY_NAME = {dataset.name: dataset for dataset in DATASETS}


def as_csv(dataset: Dataset, source: Source) -> bytes:
    """The rows as CSV (RFC 4180): UTF-8, commas, names of columns first, lists parted by `|`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(column.name for column in dataset.columns)
    lists = {place for place, column in enumerate(dataset.columns) if column.type == Type.LIST}
    for row in dataset.rows(source):
        writer.writerow(_cell(value, is_list=place in lists) for place, value in enumerate(row))
    return out.getvalue().encode()


def as_json(dataset: Dataset, source: Source) -> bytes:
    """The rows as a list of objects under `rows`, after what they are and what their columns mean."""
    if dataset.whole:
        return dataset.whole(source)
    return orjson.dumps(
        {
            "dataset": dataset.name,
            "title": str(dataset.title),
            "organisation": source.organisation.key,
            "columns": [
                {"name": column.name, "type": column.type.value, "meaning": str(column.meaning)}
                for column in dataset.columns
            ],
            "rows": [_named(dataset, row) for row in dataset.rows(source)],
        }
    )


def as_geojson(dataset: Dataset, source: Source) -> bytes:
    """The positions that have a place as a GeoJSON collection (RFC 7946): WGS 84, longitude first."""
    found = placed_positions(source)
    features = [feature(geometry, _named(dataset, row)) for geometry, row in found]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


WRITERS: dict[str, Callable[[Dataset, Source], bytes]] = {
    "csv": as_csv,
    "json": as_json,
    "geojson": as_geojson,
}


def _named(dataset: Dataset, row: Row) -> dict[str, Any]:
    return {column.name: value for column, value in zip(dataset.columns, row, strict=True)}


def _cell(value: Any, *, is_list: bool) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(value) if is_list else value
