"""Real PostgreSQL and Valkey for as long as they are needed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded.binaries import find_binaries
from config.embedded.claim import Claim, hold
from config.embedded.errors import EmbeddedError
from config.embedded.places import (
    can_enter,
    data_folder,
    make_passage,
    secret_key,
    server_account,
    socket_folder,
    temporary_folder,
)
from config.embedded.postgres import Postgres
from config.embedded.valkey import Valkey

VALKEY_PATIENCE_SECONDS = 30.0


class Servers:
    """One PostgreSQL and one Valkey."""

    def __init__(self, held: Claim, *, durable: bool) -> None:
        """Start both without waiting until they answer; they end with the claim."""
        self.claim = held
        account = server_account()
        if not can_enter(held.folder, account):
            name = account.name if account else "you"
            raise EmbeddedError(f"The account {name}, which runs the servers, cannot enter {held.folder}.")
        binaries = find_binaries(held.folder, account)
        sockets = socket_folder(account)
        held.record.sockets = str(sockets)
        held.save()
        self._postgres = Postgres(held.folder, sockets, binaries, account, durable)
        self._valkey = Valkey(held.folder, sockets, binaries, account, durable)
        self._valkey.prepare()
        self._valkey_process: subprocess.Popen[bytes] | None = held.start(
            self._valkey.program(held.log("valkey"))
        )
        self._postgres.prepare()
        self._postgres_process = held.start(self._postgres.program(held.log("postgres")))

    def wait(self) -> None:
        """Return when both answer; raises `EmbeddedError` with the end of a log if one does not."""
        if self._valkey_process is not None:
            self._valkey.wait(self._valkey_process, self.claim.log("valkey"))
        self._postgres.wait(self._postgres_process, self.claim.log("postgres"))
        self.claim.record.environment = self.environment()
        self.claim.record.phase = "running"
        self.claim.save()

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.claim.folder

    @property
    def database_url(self) -> str:
        """The address of the application's database, through a Unix socket."""
        return self._postgres.url

    @property
    def redis_url(self) -> str:
        """The address of Valkey, through a Unix socket."""
        return self._valkey.url

    def environment(self) -> dict[str, str]:
        """The variables that point the application at these servers."""
        return {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "SECRET_KEY": secret_key(self.folder),
            "MEDIA_ROOT": str(self.folder / "media"),
        }

    def ended(self) -> str | None:
        """The name of a server that has ended although nobody stopped it."""
        for name, process in (("PostgreSQL", self._postgres_process), ("Valkey", self._valkey_process)):
            if process is not None and process.poll() is not None:
                return name
        return None

    def stop_valkey(self) -> None:
        """Stop Valkey, as when a broker goes away."""
        if self._valkey_process is not None:
            self._valkey_process.terminate()
            self._valkey_process.wait(VALKEY_PATIENCE_SECONDS)
            self._valkey_process = None

    def start_valkey(self, *, lose_data: bool = False) -> None:
        """Start Valkey again at the same address; with `lose_data`, without anything that it knew."""
        self._valkey.prepare(lose_data=lose_data)
        log = self.claim.log("valkey")
        self._valkey_process = self.claim.start(self._valkey.program(log))
        self._valkey.wait(self._valkey_process, log)


@contextmanager
def serve(folder: Path | None = None, *, durable: bool = True, purpose: str = "") -> Iterator[Servers]:
    """Run PostgreSQL and Valkey on a data folder; both have ended when the context is left.

    Without a folder: this checkout's own if `durable`, otherwise a new one that is thrown away at the end.
    Raises `EmbeddedError` with a plain message if they cannot run here.
    """
    temporary = folder is None and not durable
    if folder is None:
        folder = data_folder() if durable else temporary_folder(server_account())
    with hold(make_passage(folder.resolve()), purpose or Path(sys.argv[0]).name, temporary=temporary) as held:
        servers = Servers(held, durable=durable)
        servers.wait()
        yield servers
