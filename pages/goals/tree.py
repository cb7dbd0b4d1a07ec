"""Goals in the order of their trees: framework by framework, children under their parents."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PARTS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Node:
    """A goal in the report, as much as its place asks for."""

    pk: int
    parent: int | None
    framework: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A goal at its place: how deep it stands in its tree, from 1."""

    pk: int
    framework: int
    level: int


def in_tree_order(nodes: Sequence[Node], frameworks: Iterable[int], *, flat: bool = False) -> list[Placed]:
    """All nodes, framework by framework in the order given, each below its parent; `flat`: all at level 1.

    A node whose parent is not among the nodes is a root, so that nothing is lost.
    """
    known = {node.pk for node in nodes}
    children: dict[tuple[int, int | None], list[Node]] = {}
    for node in sorted(nodes, key=lambda each: (natural(each.code), natural(each.title), each.pk)):
        parent = node.parent if node.parent in known and not flat else None
        children.setdefault((node.framework, parent), []).append(node)
    placed: list[Placed] = []
    for framework in frameworks:
        stack = [(node, 1) for node in reversed(children.get((framework, None), []))]
        while stack:
            node, level = stack.pop()
            placed.append(Placed(node.pk, framework, level))
            stack += [(child, level + 1) for child in reversed(children.get((framework, node.pk), []))]
    return placed


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A text as people sort it: 2 before 10."""
    parts = (part for part in PARTS.split(text.casefold()) if part)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
