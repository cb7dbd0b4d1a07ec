"""A real receiver of webhooks, and webhooks that lead to it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from interchange.models import Delivery, Webhook
from interchange.services.webhooks import WebhookContent, create_webhook
from tests.alignment.processes.conftest import kill, until

NAME = "mottagare.example"


@dataclass
class Receiver:
    """A process that receives, and what it has received."""

    folder: Path
    port: int
    secure_port: int
    certificate: Path

    def url(self, path: str = "ok") -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def received(self) -> list[dict[str, Any]]:
        return [json.loads(path.read_text()) for path in sorted(self.folder.glob("*.json"))]

    def events(self) -> list[dict[str, Any]]:
        """What the messages say."""
        return [json.loads(each["body"]) for each in self.received()]

    def forget(self) -> None:
        for path in self.folder.iterdir():
            if path.name not in {"ports", "certificate.pem"}:
                path.unlink()


@pytest.fixture(scope="session")
def running_receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Receiver]:
    folder = tmp_path_factory.mktemp("receiver")
    certificate = certificate_in(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.interchange.webhooks.receiver", str(folder), str(certificate)],
        start_new_session=True,
    )
    until((folder / "ports").exists, seconds=60)
    port, secure_port = map(int, (folder / "ports").read_text().split())
    yield Receiver(folder, port, secure_port, certificate)
    kill(process)


@pytest.fixture
def receiver(running_receiver: Receiver, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Receiver:
    """It has received nothing yet; an operator allows what is sent to it, and waits a second for it."""
    running_receiver.forget()
    for name, value in (("ALLOWED_HOSTS", "127.0.0.1"), ("CONNECT_SECONDS", "1"), ("TIMEOUT_SECONDS", "1")):
        monkeypatch.setenv(f"WEBHOOK_{name}", value)
        setattr(settings, f"WEBHOOK_{name}", [value] if name == "ALLOWED_HOSTS" else int(value))
    return running_receiver


Make = Callable[..., Webhook]


@pytest.fixture
def webhook(receiver: Receiver, municipality, administrator) -> Make:
    """A function that makes a webhook to a path of the receiver."""

    def make(path: str = "ok", *events: str, **changes: Any) -> Webhook:
        chosen = events or ("plan.changed",)
        content = WebhookContent("Diariet", receiver.url(path), chosen)
        made = create_webhook(organisation=municipality, by=administrator, content=content).webhook
        Webhook.objects.filter(pk=made.pk).update(**changes)
        made.refresh_from_db()
        return made

    return make


def later(**passed: Any) -> None:
    """Time passes: everything that was to happen then happens so much earlier."""
    for each in Delivery.objects.to_be_sent():
        each.next_attempt_at -= timedelta(**passed)
        each.save(update_fields=["next_attempt_at"])
    for each in Webhook.objects.all():
        for name in ("quiet_until", "failing_since"):
            if getattr(each, name):
                setattr(each, name, getattr(each, name) - timedelta(**passed))
        each.save(update_fields=["quiet_until", "failing_since"])


def certificate_in(folder: Path) -> Path:
    """A certificate of the receiver's name, signed by itself, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    names = x509.SubjectAlternativeName([x509.DNSName(NAME), x509.IPAddress(ip_address("127.0.0.2"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    written = folder / "certificate.pem"
    form = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    written.write_bytes(key.private_bytes(form, *plain) + made.public_bytes(form))
    return written
