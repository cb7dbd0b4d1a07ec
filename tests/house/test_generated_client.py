"""A client that is generated from the published schema, as a supplier would, works against the product."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from organisations.models import ApiToken
from organisations.services.tokens import create_token
from planning.models import Contribution
from tests import factories
from tests.conftest import person

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "api" / "openapi.yaml"
NAME = "generated_client"


@pytest.fixture
def generated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of the package; the generator leaves nothing of the schema out."""
    chosen = tmp_path / "config.yaml"
    chosen.write_text("post_hooks: []\n")
    command = [str(Path(sys.executable).with_name("openapi-python-client")), "generate", "--meta", "none"]
    places = ["--path", str(SCHEMA), "--output-path", str(tmp_path / NAME), "--config", str(chosen)]
    made = subprocess.run(
        [*command, *places, "--fail-on-warning"], capture_output=True, text=True, timeout=240, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    monkeypatch.syspath_prepend(tmp_path)
    yield NAME
    for name in [name for name in sys.modules if name.split(".")[0] == NAME]:
        del sys.modules[name]


def test_a_generated_client_reads_writes_and_is_told_what_is_wrong(generated: str, live_server: Any) -> None:
    organisation = factories.OrganisationFactory(key="ostersund", is_public=True)
    plan = factories.PlanFactory(organisation=organisation, key="trafik", title="Trafikplan")
    measure = factories.MeasureFactory(plan=plan, key="bro")
    goal = factories.GoalFactory(framework__organisation=organisation, key="klimat")
    key = create_token(
        organisation=organisation,
        by=person(organisation, "administrator"),
        name="Diariet",
        days=90,
        access=ApiToken.Access.WRITE,
    )
    package, models = importlib.import_module(generated), importlib.import_module(f"{generated}.models")
    plans_list = importlib.import_module(f"{generated}.api.plans.plans_list")
    create = importlib.import_module(f"{generated}.api.contributions.contributions_create")
    client = package.AuthenticatedClient(base_url=live_server.url, token=key.secret)
    asked = {"client": client, "organisation": "ostersund"}

    page = plans_list.sync(**asked)
    body = models.ContributionInput(
        goal="klimat", measure=measure.pk, strength=models.ContributionInputStrength(2)
    )
    stated = create.sync(**asked, body=body)
    behind = create.sync_detailed(**asked, body=body)
    body.goal = "nothing"
    refused = create.sync_detailed(**asked, body=body)
    client.get_httpx_client().close()

    assert [(one.key, one.title) for one in page.results] == [("trafik", "Trafikplan")]
    assert (stated.goal.id, stated.measure.key) == (goal.pk, "bro")
    assert Contribution.objects.get(pk=stated.id).strength == 2
    assert isinstance(behind.parsed, models.Behind)
    assert behind.parsed.current["id"] == stated.id
    assert isinstance(refused.parsed, models.Problem)
    assert [(one.path, one.code) for one in refused.parsed.errors] == [("/goal", "not_found")]
