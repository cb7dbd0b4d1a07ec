"""What is kept compressed: zlib's format, written and read several times as fast by ISA-L."""

from isal import isal_zlib

#: The least of ISA-L's levels that packs about as tightly as zlib's fastest.
LEVEL = 1


def compressed(content: bytes) -> bytes:
    """The content in zlib's format."""
    return isal_zlib.compress(content, LEVEL)


def decompressed(kept: bytes | memoryview) -> bytes:
    """The content again; from whatever wrote zlib's format. Raises `isal_zlib.error` for what is not."""
    return isal_zlib.decompress(kept)
