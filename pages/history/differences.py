"""How one text differs from another, word by word."""

import re
from difflib import SequenceMatcher

#: Beyond so many words the whole text is shown as replaced: comparing it would keep the reader waiting.
MOST_WORDS = 4_000
SAME, ADDED, REMOVED = "", "ins", "del"
#: A text and whether it is the same, added or removed.
Piece = tuple[str, str]


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order; what was removed stands before what was added."""
    old, new = re.findall(r"\S+\s*|\s+", before), re.findall(r"\S+\s*|\s+", after)
    if max(len(old), len(new)) > MOST_WORDS:
        return replaced(before, after)
    pieces: list[Piece] = []
    for tag, i, j, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((SAME, "".join(new[low:high])))
        else:
            pieces += replaced("".join(old[i:j]), "".join(new[low:high]))
    return tuple(pieces)


def replaced(before: str, after: str) -> tuple[Piece, ...]:
    """One text in the place of another."""
    return tuple((mark, text) for mark, text in ((REMOVED, before), (ADDED, after)) if text)
