"""The data of one organisation's report, read from the database in one go.

`read(organisation_id, on)` gives the engine's snapshot, the database ids behind its names, and what
the report will hold for. Everything comes from one read-only REPEATABLE READ transaction, so that the
parts belong together however much is edited meanwhile.
"""

from alignment.snapshot.names import Names
from alignment.snapshot.providers import Provider, register_provider, unregister_provider
from alignment.snapshot.reading import Reading, read, snapshot

__all__ = ["Names", "Provider", "Reading", "read", "register_provider", "snapshot", "unregister_provider"]
