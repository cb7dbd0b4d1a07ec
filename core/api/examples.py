"""What the schema shows as examples: what the server has answered, kept in `examples.json`.

`make examples` asks the server and writes the file; a test asks again and compares. What is not as it was
answered is said in one place (`tests/house/examples.py`, `settled`).
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

PLACE = Path(__file__).with_suffix(".json")


@cache
def kept() -> Mapping[str, Any]:
    """By operation (`get /api/v1/plans/`) what is sent and answered; and by code a problem of each sort."""
    found: dict[str, Any] = json.loads(PLACE.read_text(encoding="utf-8"))
    return found


def examples_shown(result: Any, **_others: Any) -> Any:
    """Shows the examples with the operations, and those of problems with what they have in common."""
    for place, examples in kept()["operations"].items():
        method, _space, path = place.partition(" ")
        operation = result["paths"].get(path, {}).get(method)
        if operation:
            _show(operation, examples)
    for name, response in result["components"]["responses"].items():
        examples = {"examples": dict(_of_problem(name))}
        response["content"] = {form: content | examples for form, content in response["content"].items()}
    return result


def _show(operation: Any, examples: Mapping[str, Any]) -> None:
    if "sent" in examples and "requestBody" in operation:
        for content in operation["requestBody"]["content"].values():
            content["example"] = examples["sent"]
    for code, forms in examples["answers"].items():
        described = operation["responses"].get(code, {}).get("content", {})
        for form in described.keys() & forms.keys():
            described[form]["example"] = forms[form]


def _of_problem(name: str) -> Iterator[tuple[str, Any]]:
    """The examples of what problems of that name have in common, each named by its code."""
    for code, problem in kept()["problems"].items():
        if problem["of"] == name:
            yield code, {"value": problem["value"]}
