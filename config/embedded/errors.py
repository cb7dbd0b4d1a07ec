"""What goes wrong with the embedded servers, in words that can be shown as they are."""

from config.servers import ServersError


class EmbeddedError(ServersError):
    """The servers cannot be started or stopped; the message says why and what to do about it."""


class AlreadyRunningError(EmbeddedError):
    """Another process holds the data folder."""
