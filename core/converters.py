"""Pieces of addresses."""


class KeyConverter:
    """A key in a path: `/` is written `~`, which no key has, so that a key is always one piece."""

    regex = r"[a-z0-9._~-]{1,100}"

    def to_python(self, value: str) -> str:
        """The key that the piece stands for."""
        return value.replace("~", "/")

    def to_url(self, value: str) -> str:
        """The piece that stands for the key."""
        return value.replace("/", "~")


class OwnedKeyConverter:
    """A key with or without its owner in front: `klimatprogram`, `region-dalarna:dalastrategin`."""

    regex = r"(?:[a-z0-9._~-]{1,100}:)?[a-z0-9._~-]{1,100}"

    def to_python(self, value: str) -> tuple[str | None, str]:
        """Owner (none: the organisation of the page) and key."""
        owner, _, key = value.replace("~", "/").rpartition(":")
        return owner or None, key

    def to_url(self, value: str | tuple[str | None, str]) -> str:
        """The piece that stands for owner and key; a text is written as it is."""
        text = value if isinstance(value, str) else ":".join(part for part in value if part)
        return text.replace("/", "~")
