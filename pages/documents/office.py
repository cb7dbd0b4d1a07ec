"""What all office documents share: languages, colours, and the properties of a file."""

from collections.abc import Iterable

#: What office programs call our languages.
LOCALES = {"sv": "sv-SE", "nb": "nb-NO", "en": "en-GB"}
FONT, SOFT, INK = "Calibri", "4A5A63", "17262E"
#: Of each tone the colour of text and of the ground.
TONES = {"ok": ("17683B", "E5F2EA"), "partial": ("7A4C00", "FBF0D9"), "broken": ("B0271D", "FBE8E6")}
LONGEST_PROPERTY = 255


def properties_of(title: str, author: str, subject: str) -> Iterable[tuple[str, str]]:
    """A file's properties, no longer than an office document may have them."""
    for name, said in (("title", title), ("author", author), ("subject", subject)):
        yield name, said[:LONGEST_PROPERTY]
