"""Where data, sockets and logs lie, and under which account the servers run."""

import hashlib
import os
import pwd
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.embedded.errors import EmbeddedError

REPOSITORY = Path(__file__).resolve().parents[2]
LOCAL = REPOSITORY / ".samplan"

# A Unix socket may have a name of 104 bytes on macOS, 108 on Linux; the longest is `.s.PGSQL.5432.lock`.
LONGEST_SOCKET_FOLDER = 80


@dataclass(frozen=True)
class Account:
    """An unprivileged account of this machine."""

    name: str
    uid: int
    gid: int


def server_account() -> Account | None:
    """The account to run servers under when we are root; None for ordinary users, who run them themselves.

    PostgreSQL refuses to run as root. An account named `samplan` is used where there is one,
    otherwise `nobody`, which every system has.
    """
    if os.geteuid() != 0:
        return None
    for name in ("samplan", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedError(
        "Servers must not run as root, and there is no account named samplan or nobody: create one."
    )


def data_folder() -> Path:
    """Where this checkout's data lie; made if missing.

    `.samplan/` in the checkout, or for root `/var/lib/samplan-<hash>`, because the account of the
    servers may not be able to enter the checkout. The hash is of the checkout's path and of a random
    name in it: a new clone at an old path begins with an empty database.
    """
    try:
        LOCAL.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() != 0:
            _check_writable(LOCAL)
            return LOCAL
    except OSError as error:
        if os.geteuid() != 0:
            raise EmbeddedError(
                f"The data go to {LOCAL}, which cannot be written: {error.strerror}."
            ) from error
    base = Path("/var/lib") if Path("/var/lib").is_dir() else Path("/var/db")
    digest = hashlib.sha256(f"{REPOSITORY}\0{_name_of_checkout()}".encode()).hexdigest()[:12]
    folder = base / f"samplan-{digest}"
    return make_passage(folder)


def make_passage(folder: Path) -> Path:
    """A folder of ours that the servers' account can enter but not list; an existing one stays as it is."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return folder


def _check_writable(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder):
        pass


def _name_of_checkout() -> str:
    """A random name kept in the checkout; empty where the checkout cannot be written."""
    path = LOCAL / "checkout"
    try:
        owner = REPOSITORY.stat()
        os.chown(LOCAL, owner.st_uid, owner.st_gid)
        if not path.exists():
            path.write_text(secrets.token_hex(8), encoding="ascii")
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def secret_key(folder: Path) -> str:
    """The key that signs sessions of this data folder; made once, readable by its owner only."""
    path = folder / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")


def make_private(folder: Path, account: Account | None) -> Path:
    """A folder that only the servers' account may enter."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    return folder


def socket_folder(account: Account | None) -> Path:
    """A new folder with a short name for sockets, which only the servers' account (and root) may enter."""
    for base in _places_for_temporary_files():
        if len(str(base)) <= LONGEST_SOCKET_FOLDER - len("/samplan-12345678") and _usable(base, account):
            return make_private(Path(tempfile.mkdtemp(prefix="samplan-", dir=base)), account)
    raise EmbeddedError("There is no folder for sockets: /tmp must be writable, or TMPDIR name a short path.")


def temporary_folder(account: Account | None) -> Path:
    """A new data folder that the servers' account can reach, for servers that are thrown away."""
    for base in _places_for_temporary_files():
        if _usable(base, account):
            folder = Path(tempfile.mkdtemp(prefix="samplan-data-", dir=base))
            folder.chmod(0o711 if account else 0o700)
            return folder
    raise EmbeddedError("There is no folder for temporary data: /tmp must be writable.")


def _places_for_temporary_files() -> list[Path]:
    usual = ["/tmp", "/var/tmp"]  # noqa: S108 - where names of sockets are short; a private folder is made in it
    named = [os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir(), *usual]
    return [Path(name).resolve() for name in named if name]


def _usable(folder: Path, account: Account | None) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK) and can_enter(folder, account)


def can_read(path: Path, account: Account | None) -> bool:
    """Whether the account may read `path` and enter every folder above it, as their permissions stand."""
    if account is None:
        return os.access(path, os.R_OK)
    target = path.resolve()
    return _allows(target, account, stat.S_IROTH) and can_enter(target.parent, account)


def can_enter(folder: Path, account: Account | None) -> bool:
    """Whether the account may go through `folder`, and every folder above it."""
    if account is None:
        return os.access(folder, os.X_OK)
    target = folder.resolve()
    return all(_allows(place, account, stat.S_IXOTH) for place in (target, *target.parents))


def _allows(path: Path, account: Account, needed: int) -> bool:
    facts = path.stat()
    shift = 6 if facts.st_uid == account.uid else 3 if facts.st_gid == account.gid else 0
    return (facts.st_mode >> shift) & needed == needed
