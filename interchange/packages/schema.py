"""The JSON Schema of packages: made from the tables and published as `schema.json`."""

import json
from functools import cache
from pathlib import Path

from interchange.packages.fields import Field, Table
from interchange.packages.kinds import Schema
from interchange.packages.tables import LISTS, ORGANISATION

FORMAT = "samplan-package"
FORMAT_VERSION = 1
PUBLISHED = Path(__file__).with_name("schema.json")
#: Half of what the column holds: a copy that takes this version over can still be edited.
HIGHEST_VERSION = 2**30
VERSION_SCHEMA: Schema = {
    "type": ["integer", "null"], "minimum": 0, "maximum": HIGHEST_VERSION,
    "description": "a whole number: in exports, the version by which an import sees what was changed since",
}  # fmt: skip
REVISION_SCHEMA: Schema = VERSION_SCHEMA | {
    "maximum": 2**63 - 1, "description": "a whole number: in exports, the organisation's revision"
}  # fmt: skip


@cache
def package_schema() -> Schema:
    """The whole schema."""
    lists = {name: {"type": "array", "items": list_schema(name)} for name in LISTS}
    return envelope() | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Samplan package",
        "description": "One organisation's planning. docs/packages.md says what a schema cannot.",
        "properties": envelope()["properties"] | lists,
    }


def envelope() -> Schema:
    """The schema without what is in the lists."""
    organisation = table_schema(ORGANISATION)
    del organisation["properties"]["note"]
    organisation["properties"]["revision"] = REVISION_SCHEMA
    properties = {
        "format": {"const": FORMAT},
        "version": {"const": FORMAT_VERSION},
        "note": {"type": ["string", "null"], "description": "a text about the data as a whole"},
        "organisation": organisation,
    }
    lists = {name: {"type": "array"} for name in LISTS}
    required = ["format", "version", "organisation"]
    return {
        "type": "object",
        "properties": properties | lists,
        "required": required,
        "additionalProperties": False,
    }


@cache
def list_schema(name: str) -> Schema:
    """The schema of a list's objects; a mixed list allows what either sort has."""
    first, *others = (table_schema(table) for table in LISTS[name])
    for other in others:
        for field, schema in other["properties"].items():
            words = first["properties"].setdefault(field, schema).get("enum", [])
            words += [word for word in schema.get("enum", []) if word not in words]
    return first


def table_schema(table: Table) -> Schema:
    """The schema of the objects that a table stores."""
    properties = {field.name: field_schema(table, field) for field in table.fields}
    properties[table.version_key] = VERSION_SCHEMA
    required = [field.name for field in table.fields if field.required]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def field_schema(table: Table, field: Field) -> Schema:
    """The schema of one field; an optional one may be null, which is as if it were absent."""
    schema = dict(field.kind.schema(table.model_field(field)))
    if field.required:
        return schema
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    return schema | {"type": [schema["type"], "null"]}


def published_text() -> str:
    """The text of `schema.json`."""
    return json.dumps(package_schema(), ensure_ascii=False, indent=1) + "\n"
