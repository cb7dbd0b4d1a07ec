"""Only services write models: the plugin of mypy that says so does say so."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.house

ROOT = Path(__file__).resolve().parents[2]
BODY = """
from organisations.models import Organisation

def act(organisation: Organisation, settings: dict[str, str]) -> None:
    settings.update(a="b")
    Organisation.objects.filter(pk=1).update(name="x")
    organisation.save()
"""


@pytest.mark.parametrize(("module", "faults"), [("views.py", 2), ("services.py", 0)])
def test_a_view_that_writes_a_model_is_refused_and_a_service_is_not(
    tmp_path: Path, module: str, faults: int
) -> None:
    (tmp_path / module).write_text(BODY, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), str(tmp_path / module)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stdout.count("Only services write models") == faults, run.stdout + run.stderr
