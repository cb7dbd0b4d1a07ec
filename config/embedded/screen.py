"""Lines for the person at the terminal."""

import os
import sys
from pathlib import Path


def say(text: str) -> None:
    """Print a line; a terminal that was closed must not keep anybody from stopping in order."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except OSError:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - stays open until the end


def complain(error: Exception | str) -> None:
    """Print what went wrong to the error stream, under the product's name."""
    try:
        sys.stderr.write(f"samplan: {error}\n")
    except OSError:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - stays open until the end
