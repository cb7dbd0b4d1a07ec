"""What items say of a goal, packed: what the lines behind its numbers are made of when somebody looks."""

import orjson

from alignment.engine import GoalItems, PlainOrigin
from alignment.engine.lines import Origin
from core.compressed import compressed, decompressed

#: Where an origin that was unpacked has the name of its plan.
PLAN = Origin._fields.index("plan")


def said_of(items: GoalItems) -> bytes:
    """What items state or take for the goal itself, as JSON; nothing if none does."""
    origins = items.origins.get(items.goal)
    return orjson.dumps(origins) if origins else b""


def packed(origins: bytes) -> bytes:
    """Origins as JSON in the form that is kept."""
    return compressed(origins) if origins else origins


def unpacked(kept: bytes | memoryview) -> list[PlainOrigin]:
    """The origins that were packed."""
    origins: list[PlainOrigin] = orjson.loads(decompressed(kept)) if kept else []
    return origins
