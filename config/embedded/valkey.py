"""Valkey: queue, debounce keys and cache."""

import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config.embedded.binaries import Binaries
from config.embedded.errors import EmbeddedError
from config.embedded.places import Account, make_private
from config.embedded.processes import Program, end_of

START_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Valkey:
    """The Valkey of one data folder, reached through a socket in `sockets`."""

    folder: Path
    sockets: Path
    binaries: Binaries
    account: Account | None
    durable: bool

    @property
    def socket(self) -> Path:
        """The socket that it listens on."""
        return self.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        """The address of its first database, as the `redis` client spells it."""
        return f"unix://{quote(str(self.socket))}?db=0"

    def prepare(self, *, lose_data: bool = False) -> None:
        """Make its folder; with `lose_data`, an empty one."""
        if lose_data:
            shutil.rmtree(self.folder / "valkey", ignore_errors=True)
        make_private(self.folder / "valkey", self.account)
        self.socket.unlink(missing_ok=True)

    def program(self, log: Path) -> Program:
        """The server as a process; a durable one logs what it is told, and the queue survives a restart."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder / "valkey"),
            "appendonly": "yes" if self.durable else "no",
            "save": "",
            "daemonize": "no",
            "set-proc-title": "no",
            "loglevel": "warning",
            "maxmemory-policy": "noeviction",
        }
        options = [word for name, value in settings.items() for word in (f"--{name}", value)]
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        return Program("valkey", [str(self.binaries.valkey), *options], log, environment, self.account)

    def wait(self, process: subprocess.Popen[bytes], log: Path) -> None:
        """Return when the server answers; raises `EmbeddedError` with the end of its log if it does not."""
        deadline = time.monotonic() + START_PATIENCE_SECONDS
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise EmbeddedError(f"Valkey did not start. The end of {log}:\n{end_of(log)}")
            time.sleep(0.01)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(1)
            try:
                client.connect(str(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
            except OSError:
                return False
