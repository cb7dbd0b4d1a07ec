"""Reading json-stat2: a cube of values, laid out in a row by its dimensions' order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from interchange.sources.port import Fault, SourceError, listing, mapping, text

MOST_CELLS = 150_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a cube, with the code that it has in each dimension. `status` is why there is none."""

    codes: Mapping[str, str]
    value: Any
    status: str


def cells(dataset: Any) -> Iterator[Cell]:
    """Every cell of a dataset, in its order. Raises `SourceError`."""
    cube = mapping(dataset, "the dataset")
    if cube.get("class") != "dataset":
        raise SourceError(Fault.BROKEN, "no json-stat2 dataset")
    names = [text(name, "a dimension's name") for name in listing(cube.get("id"), "id")]
    sizes = listing(cube.get("size"), "size")
    described = mapping(cube.get("dimension"), "dimension")
    codes = [codes_of(described.get(name), name) for name in names]
    if [len(each) for each in codes] != sizes:
        raise SourceError(Fault.BROKEN, "sizes and categories do not agree")
    number = prod(sizes)
    if number > MOST_CELLS:
        raise SourceError(Fault.BROKEN, "too many cells")
    values = row_of(cube.get("value"), number, "value")
    statuses = statuses_of(cube.get("status"), number)
    for place, found in enumerate(product(*codes)):
        yield Cell(dict(zip(names, found, strict=True)), values[place], statuses[place])


def updated_of(dataset: Any) -> str:
    """When the source published what the dataset holds, as it says; empty if it does not."""
    said = dataset.get("updated") if isinstance(dataset, dict) else None
    return said[:100] if isinstance(said, str) else ""


def codes_of(dimension: Any, name: str) -> list[str]:
    """A dimension's codes in the order in which values are laid out."""
    category = mapping(mapping(dimension, name).get("category"), f"category of {name}")
    index = category.get("index")
    if index is None:  # with a single category there is nothing to order
        labels = list(mapping(category.get("label"), f"label of {name}"))
        if len(labels) != 1:
            raise SourceError(Fault.BROKEN, f"{name} has no order")
        return labels
    if isinstance(index, list):
        return [text(code, f"a code of {name}") for code in index]
    places = mapping(index, f"index of {name}")
    if sorted(map(str, places.values())) != sorted(map(str, range(len(places)))):
        raise SourceError(Fault.BROKEN, f"the order of {name} has gaps")
    return sorted(places, key=lambda code: int(places[code]))


def row_of(found: Any, number: int, what: str) -> list[Any]:
    """As many as there are cells: a list of all, or an object with those that are not empty."""
    if isinstance(found, dict):
        if not all(key.isascii() and key.isdecimal() and int(key) < number for key in found):
            raise SourceError(Fault.BROKEN, f"{what} is of no cell")
        sparse = {int(key): value for key, value in found.items()}
        return [sparse.get(place) for place in range(number)]
    row = listing(found, what)
    if len(row) != number:
        raise SourceError(Fault.BROKEN, f"{len(row)} of {number} in {what}")
    return row


def statuses_of(found: Any, number: int) -> list[str]:
    """Why a value is missing, or preliminary: one word for all, or as values are given."""
    if found is None or isinstance(found, str):
        return [found or ""] * number
    return ["" if each is None else str(each) for each in row_of(found, number, "status")]
