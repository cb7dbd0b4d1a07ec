"""The commands of docs/api/README.md do what is said there."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from organisations.models import ApiToken
from organisations.services.tokens import create_token
from tests import factories
from tests.conftest import person

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
README = Path(__file__).resolve().parents[3] / "docs" / "api" / "README.md"
WGS_84 = {"name": "EPSG:4326"}
STEPS = re.compile(r"```sh\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


def test_every_command_answers_as_it_says(live_server: Any, tmp_path: Path) -> None:
    organisation = factories.OrganisationFactory(key="ostersund", is_public=True)
    plan = factories.PlanFactory(organisation=organisation, key="trafik")
    factories.MeasureFactory(plan=plan, key="bro", title="Ny bro", status="ongoing")
    factories.MeasureFactory(plan=plan, key="kaj", status="ongoing")
    place = {"type": "Point", "coordinates": [14.6, 63.2], "crs": {"type": "name", "properties": WGS_84}}
    factories.PositionFactory(plan=plan, key="torget", spatial=True, geometry=place)
    factories.PlanFactory(organisation=organisation, key="utkast", status="drafting")
    factories.UnitFactory(organisation=organisation, key="sam")
    factories.ConflictFactory(organisation=organisation, title="Bro eller badplats")
    made = create_token(
        organisation=organisation,
        by=person(organisation, "administrator"),
        name="Diariet",
        days=90,
        access=ApiToken.Access.WRITE,
    )
    surroundings = os.environ | {"API": f"{live_server.url}/api/v1", "KEY": made.secret, "NO_PROXY": "*"}

    steps = STEPS.findall(README.read_text(encoding="utf-8"))

    assert len(steps) == README.read_text(encoding="utf-8").count("```sh") >= 11
    for command, expected in steps:
        said = subprocess.run(
            ["bash", "-ec", command],
            cwd=tmp_path,
            env=surroundings,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        assert [line for line in expected.splitlines() if line not in said] == [], (command, said)
