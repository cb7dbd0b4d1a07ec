"""PostgreSQL: making a database cluster, starting it, and knowing when it is ready."""

import locale
import os
import platform
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config.embedded.binaries import Binaries
from config.embedded.errors import EmbeddedError
from config.embedded.places import Account, make_private
from config.embedded.processes import MARK, Program, end_of

# Recovery after a crash can take its time on a slow disk.
START_PATIENCE_SECONDS = 120.0

# The role owns its database and may make others for tests, but is no superuser, as in production.
FIRST_STATEMENTS = "CREATE ROLE samplan LOGIN CREATEDB;\nCREATE DATABASE samplan OWNER samplan;\n"

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "max_connections": "200",
    "log_checkpoints": "off",
}
# For servers that are thrown away: no waiting for the disk, nothing kept for replication.
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
}


@dataclass(frozen=True)
class Postgres:
    """The PostgreSQL of one data folder, reached through a socket in `sockets`."""

    folder: Path
    sockets: Path
    binaries: Binaries
    account: Account | None
    durable: bool

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.folder / "postgres"

    @property
    def url(self) -> str:
        """The address of the application's database."""
        return f"postgresql://samplan@/samplan?host={quote(str(self.sockets), safe='')}"

    def prepare(self) -> None:
        """Make the database cluster if there is none; it appears complete or not at all."""
        if self.data.exists():
            self._check_version()
            return
        self._check_name()
        unfinished = self.folder / "postgres-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        make_private(unfinished, self.account)
        self._run([str(self.binaries.initdb), *self._initdb_options(unfinished)])
        self._run(
            [str(self.binaries.postgres), "--single", "-D", str(unfinished), "postgres"], FIRST_STATEMENTS
        )
        unfinished.rename(self.data)

    def program(self, log: Path) -> Program:
        """The server as a process."""
        settings = (
            SETTINGS
            | {"unix_socket_directories": str(self.sockets)}
            | ({} if self.durable else FAST_SETTINGS)
        )
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(self.binaries.postgres), "-D", str(self.data), *options]
        return Program("postgres", command, log, _environment(), self.account)

    def wait(self, process: subprocess.Popen[bytes], log: Path) -> None:
        """Return when the server answers; raises `EmbeddedError` with the end of its log if it does not."""
        deadline = time.monotonic() + START_PATIENCE_SECONDS
        while not self._is_ready(process.pid):
            if process.poll() is not None or time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL did not start. The end of {log}:\n{end_of(log)}")
            time.sleep(0.01)

    def _is_ready(self, pid: int) -> bool:
        """Whether PostgreSQL's pid file says so: the first line is the process, the eighth its state."""
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
        except OSError:
            return False
        return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _initdb_options(self, target: Path) -> list[str]:
        # The wheel has no ICU. PostgreSQL's own provider knows the case of all letters and sorts by code
        # point; the C library's character type must be UTF-8 too, or trigrams leave out å, ä and ö.
        options = ["--pgdata", str(target), "--username", "postgres", "--auth", "trust", "--encoding", "UTF8"]
        options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"]
        options += ["--lc-ctype", _character_type(), "--data-checksums"]
        return options if self.durable else [*options, "--no-sync"]

    def _check_name(self) -> None:
        """Raises `EmbeddedError` for an account without a name, as containers can have: initdb needs one."""
        try:
            pwd.getpwuid(self.account.uid if self.account else os.getuid())
        except KeyError as error:
            raise EmbeddedError(
                f"User {os.getuid()} has no name on this machine, and PostgreSQL cannot run without one. "
                "Add an account with that number, or set DATABASE_URL and REDIS_URL to servers of your own."
            ) from error

    def _check_version(self) -> None:
        """Raises `EmbeddedError` if another major version made the data: PostgreSQL cannot read them."""
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != self.binaries.postgres_major:
            raise EmbeddedError(
                f"The data in {self.data} were made by PostgreSQL {version}; now version "
                f"{self.binaries.postgres_major} is installed and cannot read them. Export what you need "
                "with the earlier version of Samplan, then remove that folder."
            )

    def _run(self, command: list[str], text: str = "") -> None:
        account = self.account
        result = subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            env={**_environment(), MARK: str(self.folder)},
            cwd="/" if account else None,
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            check=False,
        )
        if result.returncode or "ERROR" in result.stderr or "FATAL" in result.stderr:
            raise EmbeddedError(
                f"The database could not be made:\n{result.stdout[-2000:]}{result.stderr[-2000:]}"
            )


def _environment() -> dict[str, str]:
    """Only what PostgreSQL needs: settings in variables such as PGPORT are meant for other servers."""
    return {"PATH": os.defpath, "LC_ALL": _character_type()}


def _character_type() -> str:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8", "sv_SE.UTF-8", "nb_NO.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise EmbeddedError(
        f"This {platform.system()} has no UTF-8 locale that PostgreSQL could use: install one of "
        "C.UTF-8, en_US.UTF-8, sv_SE.UTF-8, nb_NO.UTF-8, or set DATABASE_URL and REDIS_URL."
    )
