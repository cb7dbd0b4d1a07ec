"""Two texts word by word."""

import re
from difflib import SequenceMatcher

#: A stretch of text, and whether it is not in the other text.
Piece = tuple[bool, str]


def differing(mine: str, theirs: str) -> tuple[Piece, ...]:
    """Their text in pieces, each with whether it is not in mine; words are what is compared."""
    before, after = re.findall(r"\s+|\S+", mine), re.findall(r"\s+|\S+", theirs)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces = ((tag != "equal", "".join(after[low:high])) for tag, _i, _j, low, high in matcher.get_opcodes())
    return tuple((differs, text) for differs, text in pieces if text)
