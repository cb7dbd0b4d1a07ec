"""What schemathesis is told of the API beside its schema (`tests/house/schemathesis.toml`).

Schemathesis loads this file into its own process, where there is no Django.
"""

import json
from typing import Any

import schemathesis

#: Why what the schema allows can be refused with 400: no schema says what there is, or what is signed.
UNSAYABLE = {
    "bad_cursor",  # cursors are signed: only those that were answered count
    "invalid_choice",  # a filter's value that has to be there: words of a list are in the schema
    "not_found",  # what is named has to be there, and to be the caller's to name
    "ambiguous",
    "null_character",  # a text of PostgreSQL has none
    "null_characters_not_allowed",
    "blank",  # a text of spaces is none
    "required",
    "read_only",  # what only answers have may be sent along, but as it was answered
    "fixed",
    "version",  # two ways to say which version was read: both say the same
    "entity_tag",
}


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: Any) -> None:
    """Lists of a thousand are measured by `make bench`; here they would be all that there is time for."""
    _without(raw_schema, "maxItems")


@schemathesis.hook
def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Of what was refused though its form was right, what the answer does not explain is a failure."""
    if type(failure).__name__ != "RejectedPositiveData" or response.status_code != 400:
        return True
    codes = {each["code"] for each in json.loads(response.content)["errors"]}
    return not codes or not codes <= UNSAYABLE


def _without(holder: Any, name: str) -> None:
    if isinstance(holder, dict):
        holder.pop(name, None)
    for each in holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ():
        _without(each, name)
