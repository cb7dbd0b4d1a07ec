"""What goes in and out: fetches of statistics."""

from interchange.models.imports import ImportRun, IndicatorImport

__all__ = ["ImportRun", "IndicatorImport"]
