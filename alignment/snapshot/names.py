"""Names of the engine and ids of the database, both ways."""

from collections.abc import Iterable


class Names:
    """The names that a snapshot uses, by kind and database id, and the ids by kind and name.

    Kinds are those of the engine's references: `goal`, `plan`, `position`, `measure`, `conflict`,
    `goal_link`, `target`, and `framework` and `unit` besides. A unit's name is its key, and only the
    organisation's own units have one.
    """

    def __init__(self) -> None:
        """Start with nothing known."""
        self._names: dict[str, dict[int, str]] = {}
        self._ids: dict[str, dict[str, int]] = {}

    def learn(self, kind: str, names: dict[int, str]) -> None:
        """Add names by id."""
        self._names.setdefault(kind, {}).update(names)
        self._ids.setdefault(kind, {}).update({name: pk for pk, name in names.items()})

    def of(self, kind: str) -> dict[int, str]:
        """The names of a kind by id."""
        return self._names.setdefault(kind, {})

    def ids(self, kind: str) -> dict[str, int]:
        """The ids of a kind by name."""
        return self._ids.setdefault(kind, {})

    def some(self, kind: str, ids: Iterable[int] | None) -> tuple[str, ...]:
        """The names of those ids that are known; what is not known is out of scope."""
        known = self.of(kind)
        return tuple(known[pk] for pk in ids or () if pk in known)
