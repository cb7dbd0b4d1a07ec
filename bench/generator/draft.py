"""One organisation's package while it is being written, and the chance that writes it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from bench.generator import words

Document = dict[str, Any]
Choice = TypeVar("Choice")


class Chance:
    """Seeded choices."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - the same seed shall give the same municipality

    def happens(self, probability: float) -> bool:
        """Whether it happens this time."""
        return self.rng.random() < probability

    def one(self, of: Sequence[Choice]) -> Choice:
        """One of them."""
        return self.rng.choice(of)

    def some(self, of: Sequence[Choice], most: int) -> list[Choice]:
        """At most so many different ones."""
        return self.rng.sample(of, min(most, len(of)))

    def weighted(self, choices: Mapping[Choice, float]) -> Choice:
        """One of them by weight."""
        return self.rng.choices(list(choices), list(choices.values()))[0]

    def day(self, first: date, days: int) -> date:
        """A day within so many days from the first."""
        return first + timedelta(days=self.rng.randrange(days))

    def phrase(self, *lists: Sequence[str]) -> str:
        """A word of each list."""
        return " ".join(self.rng.choice(each) for each in lists)


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that there shall be."""

    key: str
    name: str
    kind: str
    parent: str | None


class Draft:
    """A package that is being written: `add` puts an object into a list of it."""

    def __init__(self, place: Place, *, seed: str, on: date) -> None:
        self.place = place
        self.on = on
        self.chance = Chance(f"{seed}/{place.key}")
        self.document: Document = {
            "format": "samplan-package",
            "version": 1,
            "organisation": {
                "key": place.key,
                "name": place.name,
                "kind": place.kind,
                "country": None if place.kind == "international" else "SE",
                "parent": place.parent,
            },
        }

    def add(self, name: str, /, **fields: Any) -> Document:
        """Put an object into a list; fields that are None are left out."""
        given = {field: value for field, value in fields.items() if value is not None}
        self.document.setdefault(name, []).append(given)
        return given

    def rows(self, name: str) -> list[Document]:
        """The objects of a list."""
        found: list[Document] = self.document.get(name, [])
        return found

    def unit(self) -> str:
        """The key of one of the organisation's units that can be responsible for something."""
        return self.chance.one(
            [key for key, _name, kind in words.DEPARTMENTS if kind in {"department", "company"}]
        )

    def refer(self, reference: str, reader: "Draft") -> str:
        """A reference to something of this organisation, as another's package spells it."""
        return reference if reader is self else f"{self.place.key}:{reference}"
