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


#: Paragraphs beyond so many characters are not compared word by word: the reader would be kept waiting.
LONGEST_COMPARED = 5_000


def differing_paragraphs(mine: str, theirs: str) -> tuple[Piece, ...]:
    """As `differing`, for long texts: paragraphs that stand in both are found first."""
    before, after = mine.splitlines(keepends=True), theirs.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, i, j, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[i:j]), "".join(after[low:high])
        if tag == "equal":
            pieces.append((False, new))
        elif tag == "replace" and max(len(old), len(new)) <= LONGEST_COMPARED:
            pieces += differing(old, new)
        elif new:
            pieces.append((True, new))
    return tuple(pieces)
