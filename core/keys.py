"""Keys of new things, made from what people call them."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 60
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "ð": "d", "þ": "th"})


def key_from(name: str, taken: Container[str], *, otherwise: str) -> str:
    """A key of `a-z 0-9 -` that says the name and is not taken; `otherwise` where the name has no letters."""
    plain = (
        unicodedata.normalize("NFKD", name.casefold().translate(LETTERS)).encode("ascii", "ignore").decode()
    )
    start = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or otherwise
    key, number = start, 2
    while key in taken:
        key, number = f"{start}-{number}", number + 1
    return key
