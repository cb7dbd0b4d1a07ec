"""Believable municipalities as package documents (docs/packages.md): the same seed, the same documents."""

from bench.generator.draft import Document
from bench.generator.sizes import SIZES, Size
from bench.generator.world import World, objects_in, world

__all__ = ["SIZES", "Document", "Size", "World", "objects_in", "world"]
