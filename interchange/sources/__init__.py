"""Where statistics come from: one small port, and those who have them (docs/statistics.md)."""

from interchange.sources.opening import opened
from interchange.sources.port import (
    Delivery,
    Described,
    Fault,
    IndicatorSource,
    Place,
    SourceError,
    Value,
    Wanted,
)

__all__ = [
    "Delivery",
    "Described",
    "Fault",
    "IndicatorSource",
    "Place",
    "SourceError",
    "Value",
    "Wanted",
    "opened",
]
