"""What schemathesis is told of the API beside its schema (`tests/house/schemathesis.toml`).

Schemathesis loads this file into its own process, where there is no Django.
"""

import json
import os
import re
from typing import Any

import requests
import schemathesis
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import CoverageScenario

#: Why what the schema allows can be refused with 400: no schema says what there is, or what is signed.
UNSAYABLE = {
    "bad_cursor",  # cursors are signed: only those that were answered count
    "not_found",  # what is named has to be there, and to be the caller's to name
    "ambiguous",
    "null_character",  # a text of PostgreSQL has none
    "null_characters_not_allowed",
    "read_only",  # what only answers have may be sent along, but as it was answered
    "fixed",
    "version",  # two ways to say which version was read: both say the same
    "entity_tag",
    "twice",  # of several things each is changed once
}
#: The same of one field, by its name.
UNSAYABLE_OF = {
    ("email", "invalid"),  # what is an address by RFC 5321 need not be one that anybody has: 0@0.a
    ("source", "invalid"),  # what is an address by RFC 3986 need not have a host by RFC 1035: 253 characters
    ("crs", "unknown_parameter"),  # means something with `Accept: application/geo+json` alone
}


#: Said of every address alike, by the same lines: at the limits it is asked where `THOROUGH` says.
ALIKE = {
    "fields",
    "expand",
    "ordering",
    "cursor",
    "page_size",
    "If-None-Match",
    "If-Match",
    "Idempotency-Key",
}
#: Parts of what is asked, of which the same holds.
ALIKE_PLACES = {ParameterLocation.PATH, ParameterLocation.HEADER}
THOROUGH = re.compile(r"^/api/v1/(terms/(\{id\}/)?|status-updates/|search/|alignment/freshness/)$")

#: Operations that were seen to refuse who does not say who they are.
REFUSING: set[str] = set()

#: Where each sort of field was met first, and fields to which something of another sort was sent.
MET: dict[str, str] = {}
SENT: set[Any] = set()

LARGEST = 2**63 - 1
ID = {"type": "integer", "minimum": 1, "maximum": LARGEST}


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: Any) -> None:
    """Lists of a thousand are measured by `make bench`; here they would be all that there is time for."""
    _without(raw_schema, "maxItems")
    if os.environ.get("SAMPLAN_THIN"):
        thin(raw_schema)


def thin(schema: Any) -> None:
    """Leaves out what would be asked at its limits at each address, and is the same everywhere.

    What a field can hold is asked where things are made and done: what changes things has the same, by the
    same lines, and so has what removes them.
    """
    schemas = schema["components"]["schemas"]
    for path, methods in schema["paths"].items():
        if THOROUGH.match(path):
            continue
        for method in ("put", "patch", "delete"):
            methods.pop(method, None)
        for operation in methods.values():
            said = operation.get("parameters", [])
            operation["parameters"] = [each for each in said if not _is_alike(each)]
            for content in operation.get("requestBody", {}).get("content", {}).values():
                content.pop("example", None)
                content["schema"] = _thin(content["schema"], schemas)


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Leaves out limits of addresses, and of the organisation's key, where they are the same everywhere.

    What is of another sort than a field is sent in all its forms to the first that has fields of that sort,
    to others in one.
    """
    if not os.environ.get("SAMPLAN_THIN") or THOROUGH.match(case.operation.path):
        return True
    told = case.meta.phase.data
    if told.parameter_location in ALIKE_PLACES or told.parameter == "organisation":
        return False
    if told.scenario != CoverageScenario.INCORRECT_TYPE:
        return True
    here: str = case.operation.label
    place = (here, told.parameter, told.location)
    is_first = MET.setdefault(_sort_of(case.operation, told), here) == here
    if not is_first and place in SENT:
        return False
    SENT.add(place)
    return True


def _sort_of(operation: Any, told: Any) -> str:
    """The sort of the field that something is sent to: its type, its form, and whether it has choices."""
    said = operation.definition.raw
    if told.parameter_location == ParameterLocation.BODY:
        shape = said["requestBody"]["content"][told.parameter]["schema"]
    else:
        shape = next(each["schema"] for each in said["parameters"] if each["name"] == told.parameter)
    schemas = operation.schema.raw_schema["components"]["schemas"]
    for step in (told.location or "").split("/")[1:-1]:
        shape = shape[int(step)] if isinstance(shape, list) else shape[step]
        shape = schemas[shape["$ref"].rsplit("/", 1)[-1]] if "$ref" in shape else shape
    return json.dumps([shape.get("type"), shape.get("format"), "enum" in shape])


def _is_alike(parameter: Any) -> bool:
    """Whether it is said of many addresses: by its name, or as a filter by the id of another thing."""
    is_filter = parameter["in"] == "query" and not parameter.get("required")
    return parameter["name"] in ALIKE or (is_filter and parameter["schema"].get("maximum") == LARGEST)


def _thin(shape: Any, schemas: Any) -> Any:
    """One thing instead of one or many, and that without the other things that it need not name."""
    shape = shape.get("oneOf", [shape])[0]
    known = schemas.get(shape.get("$ref", "").rsplit("/", 1)[-1])
    if not known:
        return shape
    needed, fields = known.get("required", ()), {}
    for name, each in known.get("properties", {}).items():
        if name in needed or not _is_name(each):
            fields[name] = ID if _is_name(each) else each
    return known | {"properties": fields}


def _is_name(shape: Any) -> bool:
    """Whether it names another thing, or several."""
    return "/schemas/Name" in json.dumps(shape)


@schemathesis.hook
def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Of what was refused though its form was right, what the answer does not explain is a failure."""
    if type(failure).__name__ != "RejectedPositiveData" or response.status_code != 400:
        return True
    errors = json.loads(response.content)["errors"]
    told = {(each["path"].rsplit("/", 1)[-1], each["code"]) for each in errors}
    codes = {code for _name, code in told - UNSAYABLE_OF}
    return not errors or not codes <= UNSAYABLE


@schemathesis.check
def who_asks_is_looked_at(context: Any, response: Any, case: Any) -> None:
    """What was done for somebody's key is refused without one, and with one that nobody has.

    Schemathesis' own check of that (`ignored_auth`) asks while `schemathesis fuzz` goes through what was
    asked, and that it (4.32) does not survive.
    """
    operation = case.operation
    named = operation.definition.raw.get("security", [{}])
    if operation.label in REFUSING or {} in named or not 200 <= response.status_code < 300:
        return
    for who in ({}, {"Authorization": "Bearer nobody"}):
        asked = response.request.copy()
        asked.headers.pop("Authorization", None)
        asked.headers.update(who)
        with requests.Session() as session:
            answer = session.send(asked, timeout=60)
        assert answer.status_code in {401, 403}, f"{operation.label} is answered with {answer.status_code}"
    REFUSING.add(operation.label)


def _without(holder: Any, name: str) -> None:
    if isinstance(holder, dict):
        holder.pop(name, None)
    for each in holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ():
        _without(each, name)
