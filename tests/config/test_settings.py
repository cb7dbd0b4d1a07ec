"""`docs/operations.md` lists all settings, and `docker-compose.yml` passes on those that production wants."""

import ast
import math
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
READERS = {"text", "flag", "number", "words"}
#: Read by the system's own rules, or set by the launcher for its children.
OF_OTHERS = {"XDG_RUNTIME_DIR", "DJANGO_SETTINGS_MODULE"}
PASSED_ON = "passed on"


def calls() -> list[ast.Call]:
    files = sorted((REPOSITORY / "config").rglob("*.py"))
    found = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    return [node for node in found if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]


def is_reading(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    whose = ast.unparse(call.func.value)
    is_ours = whose == "env" and call.func.attr in READERS
    return is_ours or (whose == "os.environ" and call.func.attr in {"get", "setdefault"})


def variables() -> set[str]:
    """Names of all that is read from the environment."""
    names = {call.args[0] for call in calls() if is_reading(call)}
    constant = {name.value for name in names if isinstance(name, ast.Constant)}
    return {str(name) for name in constant} - OF_OTHERS


@pytest.fixture(scope="module")
def table() -> dict[str, tuple[str, str]]:
    """By variable: its default, and how compose sets it."""
    text = (REPOSITORY / "docs" / "operations.md").read_text()
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([^|]*) \| ([^|]*) \|$", text, re.MULTILINE)
    return {name: (default, compose) for name, default, compose in rows}


@pytest.fixture(scope="module")
def passed() -> dict[str, str]:
    """What compose says to the application."""
    services: Any = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())["services"]
    return {name: str(value) for name, value in services["web"]["environment"].items()}


def test_every_variable_that_is_read_stands_in_the_table(table: dict[str, Any]) -> None:
    assert variables() == table.keys()


def test_compose_passes_on_what_the_table_says_with_the_same_default(
    table: dict[str, tuple[str, str]], passed: dict[str, str]
) -> None:
    wanted = {
        name: f"${{{name}:-{said(default)}}}"
        for name, (default, compose) in table.items()
        if compose == PASSED_ON
    }

    assert {name: passed.get(name) for name in wanted} == wanted


def said(default: str) -> str:
    """A default as compose writes it: a number, an address, a word; what is told in words is nothing."""
    first = default.split(",", maxsplit=1)[0]
    return first if first.isdecimal() or "://" in first or first.isupper() else ""


def test_compose_sets_what_is_its_own_and_nothing_else(
    table: dict[str, tuple[str, str]], passed: dict[str, str]
) -> None:
    by_compose = {name.removesuffix("_FILE") for name in passed}
    by_image = {name for name, (_default, compose) in table.items() if compose == "own, the image"}
    own = {name for name, (_default, compose) in table.items() if compose.startswith("own")}
    through = {name for name, (_default, compose) in table.items() if compose == PASSED_ON}

    assert by_compose == (own | through) - by_image


def test_the_defaults_of_the_table_are_those_of_the_code(table: dict[str, tuple[str, str]]) -> None:
    found = {}
    for call in calls():
        if is_reading(call) and len(call.args) > 1 and isinstance(call.args[0], ast.Constant):
            value = ast.unparse(call.args[1])
            if re.fullmatch(r"[\d_ *]+", value):
                found[str(call.args[0].value)] = str(math.prod(int(part) for part in value.split("*")))
            elif "://" in value and "f'" not in value:
                found[str(call.args[0].value)] = str(ast.literal_eval(value))

    listed = {name: table[name][0] for name in found if name not in {"DATABASE_URL", "REDIS_URL"}}
    assert listed == {name: found[name] for name in listed}
    assert len(listed) > 12
