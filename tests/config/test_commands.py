"""The door: what `make`, `manage.py` and the launcher say before anything is started."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.embedded.places import REPOSITORY
from config.env import mail
from config.launch import chosen_port
from config.servers import ServersError, servers_are_named
from manage import needs_servers


@pytest.mark.parametrize(("text", "port"), [("", 8000), ("8001", 8001), ("65535", 65535)])
def test_port_is_honoured(text: str, port: int) -> None:
    assert chosen_port(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "80 01", "٣"])
def test_what_is_no_port_is_refused_by_name(text: str) -> None:
    with pytest.raises(ServersError, match="PORT must be a number from 1 to 65535"):
        chosen_port(text)


@pytest.mark.parametrize("command", ["help", "collectstatic", "compile_translations", "--version"])
def test_commands_that_look_into_no_database_start_no_servers(command: str) -> None:
    assert not needs_servers([command])


def test_other_commands_have_servers_but_their_help_has_not() -> None:
    assert needs_servers(["migrate", "--check"])
    assert not needs_servers(["migrate", "--help"])
    assert not needs_servers([])


def test_servers_are_named_by_value_or_by_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DATABASE_URL_FILE", "/run/secrets/database_url")
    assert servers_are_named()


def test_one_named_server_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REDIS_URL")
    with pytest.raises(ServersError, match="Only DATABASE_URL is set"):
        servers_are_named()


@pytest.fixture
def door(tmp_path: Path) -> Path:
    """A folder with the Makefile, a lock, and a PATH on which Python can be replaced."""
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    (tmp_path / "requirements.lock").write_text("")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "make", "cmp", "grep", "rm", "tee", "cat", "awk", "tail", "touch", "cp"):
        (tools / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def test_without_a_recent_python_make_says_so(door: Path) -> None:
    _python(door, "exit 1")
    assert _make_run(door) == "samplan: Python 3.11 or later is needed, and there is none on PATH."


def test_without_ensurepip_make_says_what_to_install(door: Path) -> None:
    _python(door, f'case "$*" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"')
    assert _make_run(door) == (
        "samplan: Python's venv is not installed. Install it with: apt-get install python3-venv"
    )


def _python(door: Path, script: str) -> None:
    python = door / "tools" / "python3"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)


def _make_run(door: Path) -> str:
    """The first line that a failing `make run` prints to the error stream."""
    environment = {"PATH": str(door / "tools"), "HOME": os.devnull}
    result = subprocess.run(
        ["make", "run"], cwd=door, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode
    return result.stderr.splitlines()[0]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ("mail.example", 25, "", False, False)),
        ("smtp+tls://me:p%40ss@mail.example", ("mail.example", 587, "p@ss", False, True)),
        ("smtps://me:secret@mail.example:4650", ("mail.example", 4650, "secret", True, False)),
    ],
)
def test_a_mail_server_is_named_by_its_address(url: str, expected: tuple[object, ...]) -> None:
    found = mail(url)

    names = ("HOST", "PORT", "HOST_PASSWORD", "USE_SSL", "USE_TLS")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected


def test_letters_can_be_files_or_lines_and_nothing_else_is_understood() -> None:
    assert mail("file:///var/post")["EMAIL_FILE_PATH"] == "/var/post"
    assert mail("console:")["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"
    for wrong in ("mail.example", "smtp:", "pop3://mail.example"):
        with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must be"):
            mail(wrong)
