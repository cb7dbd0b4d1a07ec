"""`docker-compose.yml` and `Dockerfile`: what runs in production."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.application import WEB

REPOSITORY = Path(__file__).resolve().parents[2]
APPLICATION = ["migrate", "web", "worker-now", "worker-fan-out", "worker-deliveries", "beat"]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    described = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())
    services: dict[str, Any] = described["services"]
    return services


def test_every_part_is_there(services: dict[str, Any]) -> None:
    assert sorted(services) == sorted([*APPLICATION, "postgres", "valkey"])


@pytest.mark.parametrize(
    "name", ["web", "worker-now", "worker-fan-out", "worker-deliveries", "postgres", "valkey"]
)
def test_what_serves_is_watched(services: dict[str, Any], name: str) -> None:
    assert services[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", ["web", "worker-now", "worker-fan-out", "worker-deliveries", "beat"])
def test_nothing_starts_before_the_database_is_up_to_date(services: dict[str, Any], name: str) -> None:
    assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_every_queue_has_a_worker(services: dict[str, Any]) -> None:
    queues = [services[name]["command"][5] for name in APPLICATION if "worker" in name]
    assert queues == ["now", "fan_out,celery", "deliveries"]


def test_secrets_come_from_files(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for variable, value in service.get("environment", {}).items():
            if any(word in variable for word in ("SECRET", "PASSWORD", "DATABASE_URL")):
                assert variable.endswith("_FILE"), f"{name}: {variable}"
                assert value.startswith("/run/secrets/")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("postgres", "database:/var/lib/postgresql"),
        ("valkey", "queue:/data"),
        ("web", "media:/data/media"),
        ("worker-now", "media:/data/media"),
    ],
)
def test_what_must_outlive_a_container_lies_on_a_volume(
    services: dict[str, Any], name: str, kept: str
) -> None:
    assert services[name]["volumes"] == [kept]


def test_no_password_is_written_down() -> None:
    text = (REPOSITORY / "docker-compose.yml").read_text()
    addresses = re.findall(r"\w+://[^\s@]*:([^\s@]*)@", text)

    assert set(addresses) == {"PASSWORD"}  # in the comment that says what to put into the file


def client() -> list[str] | None:
    """Compose's command on this machine, if there is one."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]):
            asked = subprocess.run([*command, "version"], capture_output=True, check=False)
            if asked.returncode == 0:
                return command
    return None


@pytest.mark.skipif(client() is None, reason="no client of Docker Compose on this machine")
def test_compose_itself_accepts_it_once_the_host_has_a_name() -> None:
    command = [*(client() or []), "config", "--quiet"]
    without = {name: value for name, value in os.environ.items() if not name.startswith("SAMPLAN_")}

    named = subprocess.run(
        command, cwd=REPOSITORY, env={**without, "SAMPLAN_HOST": "samplan.example"}, check=False
    )
    nameless = subprocess.run(command, cwd=REPOSITORY, env=without, capture_output=True, check=False)

    assert named.returncode == 0
    assert nameless.returncode != 0
    assert b"the name under which people reach Samplan" in nameless.stderr


def test_servers_are_not_reached_from_outside(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["web"]


def test_the_image_serves_as_make_run_and_the_measurements_do() -> None:
    text = (REPOSITORY / "Dockerfile").read_text()
    command = json.loads(text.split("\nCMD ")[-1].replace("\\\n", ""))

    assert set(WEB) - {"--graceful-timeout", "5"} <= set(command)


def test_the_image_does_not_run_as_root() -> None:
    lines = (REPOSITORY / "Dockerfile").read_text().splitlines()
    assert "USER samplan" in lines
    assert lines.index("USER samplan") > max(n for n, line in enumerate(lines) if line.startswith("RUN"))
