"""A real worker and a real mail server: each letter goes out once, whoever is killed."""

import email
import socket
import subprocess
import sys
from collections.abc import Iterator
from email import policy
from pathlib import Path

import pytest

from dialogue.models import Letter, Subscription
from pages.tasks import ask
from tests.alignment.processes.conftest import Processes, celery, kill, until
from tests.config.running import free_port

__all__ = ["celery"]

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def postbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A mail server as a process; what it takes is in the folder."""
    folder, port = tmp_path / "post", free_port()
    folder.mkdir()
    handler = ("-c", "tests.pages.subscriptions.postbox.Postbox", str(folder))
    server = subprocess.Popen(
        [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", *handler], start_new_session=True
    )
    until(lambda: answers(port), seconds=60)
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{port}")
    yield folder
    kill(server)


def answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_a_worker_killed_while_it_sends_leaves_a_letter_that_goes_out_once(
    celery: Processes, postbox: Path, follow, pay, politician
) -> None:
    stored = follow()
    (postbox / "hold").touch()
    worker = celery.worker("fan_out")
    pay("unfunded")
    until((postbox / "held").exists)
    kill(worker)
    (postbox / "hold").unlink()
    assert not Letter.objects.exists()

    celery.worker("fan_out")
    until(lambda: ask(stored.organisation_id))
    until(Letter.objects.exists)
    until(lambda: ask(stored.organisation_id))
    until(lambda: celery.log("fan_out1").count(b"send_letters[") >= 4)

    [taken] = postbox.glob("*.eml")
    letter = email.message_from_bytes(taken.read_bytes(), policy=policy.default)
    assert letter["To"] == politician.email
    assert letter["Subject"] == "1 Klimatneutralt 2030: kedjan har brustit"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "åtgärden Ny panna" in letter.get_body(("plain",)).get_content()
    assert letter.get_body(("html",)) is not None
    assert (Letter.objects.count(), Subscription.objects.get().told_number) == (1, 2)
