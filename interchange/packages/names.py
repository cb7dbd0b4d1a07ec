"""How packages refer to things, relative to a package and absolutely.

An absolute name is the organisation's key, a colon and the thing's key ("un:agenda-2030"); a goal's
is "un:agenda-2030/13"; an organisation's is its key alone.
"""

from typing import NamedTuple

KEY = r"[a-z0-9._/-]{1,100}"
KEY_WITHOUT_SLASH = r"[a-z0-9._-]{1,100}"


class Name(NamedTuple):
    """What a reference refers to: the sort of thing, and its absolute name."""

    kind: str
    text: str

    @property
    def owner(self) -> str:
        """The key of the organisation that the thing belongs to."""
        return self.text.partition(":")[0]

    @property
    def key(self) -> str:
        """The thing's key: what follows the organisation, and in goals the framework."""
        rest = self.text.partition(":")[2] or self.text
        return rest.partition("/")[2] if self.kind == "goal" else rest


def absolute(text: str, owner: str) -> str:
    """A reference as an absolute name; without a colon it is to the owner's own."""
    return text if ":" in text else f"{owner}:{text}"


def relative(name: str, owner: str) -> str:
    """An absolute name as the owner's package writes it."""
    prefix, colon, rest = name.partition(":")
    return rest if colon and prefix == owner else name


def framework_of(goal: str) -> str:
    """The absolute name of a goal's framework: framework keys have no slash."""
    owner, _, rest = goal.partition(":")
    return f"{owner}:{rest.partition('/')[0]}"
