"""Keeping reports: numbered and frozen, and the latest one as rows.

`store(...)` writes what one run has found. Two runs of the same organisation wait for each other, an
older reading never overwrites a newer one, an unchanged result gets no new number.
"""

from alignment.store.storing import Outcome, Run, store

__all__ = ["Outcome", "Run", "store"]
