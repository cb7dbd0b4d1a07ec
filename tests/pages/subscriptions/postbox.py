"""A mail server's handler that keeps letters as files: `python -m aiosmtpd -c ….Postbox FOLDER`.

While the folder has a file `hold`, a letter that comes is kept waiting, and is refused for now when the
file goes: the server has never taken it.
"""

import asyncio
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session


class Postbox:
    """Writes each letter to `N.eml`; `held` is there while one waits."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    @classmethod
    def from_cli(cls, _parser: ArgumentParser, *arguments: str) -> Self:
        """The handler that a command line asks for."""
        return cls(*arguments)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if (self.folder / "hold").exists():
            (self.folder / "held").touch()
            while (self.folder / "hold").exists():  # noqa: ASYNC110 - another process takes it away
                await asyncio.sleep(0.05)
            return "451 Try again later"
        number = len(list(self.folder.glob("*.eml"))) + 1
        content: Any = envelope.content
        (self.folder / f"{number}.eml").write_bytes(content)
        return "250 Taken"
