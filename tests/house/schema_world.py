"""A server with the tests' small world, and schemathesis that asks it."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from organisations.models import ApiToken, Organisation, Unit, User
from organisations.services.tokens import create_token
from tests.conftest import person
from tests.house import routes
from tests.house.test_api import follow_others, follow_up

HERE = Path(__file__).parent
CALLERS = ("administrator", "nobody", "stranger")


@pytest.fixture
def headers(
    municipality: Organisation, department: Unit, neighbour: Organisation, administrator: User
) -> dict[str, list[str]]:
    """How each caller says who they are; there is a world to ask for."""
    world = routes.build_world(municipality, department)
    follow_up(world)
    follow_others(world)
    return {
        "administrator": said(municipality, administrator),
        "nobody": [],
        "stranger": said(neighbour, person(neighbour, "administrator")),
    }


def said(organisation: Organisation, user: User) -> list[str]:
    made = create_token(organisation=organisation, by=user, name="Prov", days=9, access=ApiToken.Access.WRITE)
    return ["--header", f"Authorization: Bearer {made.secret}"]


def ask(
    url: str, folder: Path, *arguments: str, is_shown: bool = False, is_thin: bool = False
) -> subprocess.CompletedProcess[str]:
    """Runs schemathesis against the server; its report is what it prints, shown at once or kept.

    `is_thin`: what is the same at every address is asked at one (`schema_hooks.thin`).
    """
    # To put the schema together takes longer than schemathesis waits on a busy machine.
    described = folder / "openapi.yaml"
    answer = httpx.get(f"{url}/api/v1/schema/", timeout=240, trust_env=False).raise_for_status()
    described.write_bytes(answer.content)
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "--config-file"),
        *(str(HERE / "schemathesis.toml"), arguments[0], str(described), "--url", url, "--no-color"),
        *arguments[1:],
    ]
    hooks = {"SAMPLAN_HOOKS": str(HERE / "schema_hooks.py"), "SAMPLAN_THIN": "yes" if is_thin else ""}
    surroundings = os.environ | hooks | {"NO_PROXY": "*"}
    return subprocess.run(
        command,
        cwd=folder,
        env=surroundings,
        stdout=None if is_shown else subprocess.PIPE,
        text=True,
        check=False,
    )
