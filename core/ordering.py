"""The order of texts as a Swede or a Norwegian expects it, outside the database."""

import re
from functools import lru_cache

#: Languages whose alphabet ends with æ ø å; the others' ends with å ä ö.
ENDING_IN_AA = frozenset({"nb", "nn", "no", "da"})
ACCENTS = ("éèüóòáà", "eeuooaa")
SWEDISH = str.maketrans("åäöæø" + ACCENTS[0], "{|}|}" + ACCENTS[1])
NORWEGIAN = str.maketrans("æøåäö" + ACCENTS[0], "{|}{|" + ACCENTS[1])
NUMBERS = re.compile("[0-9]+")
DIGITS = 9


@lru_cache(maxsize=20_000)
def sort_key(text: str, language: str) -> str:
    """What `core.functions.SortKey` yields in the database: letters in their order, numbers by value."""
    letters = text.lower().translate(NORWEGIAN if language in ENDING_IN_AA else SWEDISH)
    return NUMBERS.sub(_padded, letters)


def _padded(number: re.Match[str]) -> str:
    significant = number[0].lstrip("0")
    return significant.rjust(DIGITS, "0") if len(significant) <= DIGITS else "0" * DIGITS + number[0]
