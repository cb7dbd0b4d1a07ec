"""Sending one message to an address that somebody has typed in, whatever is there.

Written on `http.client`: each step that must be guarded is ours. The address that was checked is the one
that is connected to, while Host and TLS keep the name; everything together has one time limit, however
slowly a receiver answers; of the answer only the beginning is read; a redirect is an answer like any other,
and is not followed; proxies that the environment may name are not asked.
"""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from interchange.webhooks.addresses import RefusedAddress, Resolve, looked_up, permitted

#: How much of an answer is read and kept.
ANSWER_BYTES = 1000
DEFAULT_PORTS = {"http": 80, "https": 443}
REDIRECTS = range(300, 400)
TAKEN = range(200, 300)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: the status and the beginning of the answer, and why that is no success."""

    status: int | None = None
    text: str = ""
    problem: str = ""
    duration_ms: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it."""
        return not self.problem


class Clock:
    """One time limit for everything together."""

    def __init__(self, seconds: float) -> None:
        self._began = time.monotonic()
        self._end = self._began + seconds

    def left(self) -> float:
        """Seconds that are left. Raises `TimeoutError` if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def passed_ms(self) -> int:
        """Milliseconds since the beginning."""
        return round((time.monotonic() - self._began) * 1000)


def post(url: str, body: bytes, headers: Mapping[str, str], *, resolve: Resolve = looked_up) -> Answer:
    """Send the body once and tell what came of it. Raises nothing that a receiver can bring about."""
    clock = Clock(settings.WEBHOOK_TIMEOUT_SECONDS)
    try:
        status, text = _exchanged(urlsplit(url), body, headers, clock, resolve)
    except Exception as error:
        problem = _problem_of(error)
        if problem is None:
            raise
        return Answer(problem=problem, duration_ms=clock.passed_ms())
    problem = "" if status in TAKEN else "redirect" if status in REDIRECTS else "status"
    return Answer(status, text, problem, clock.passed_ms())


def _exchanged(  # a message, where to, and how it is looked up
    parts: SplitResult, body: bytes, headers: Mapping[str, str], clock: Clock, resolve: Resolve
) -> tuple[int, str]:
    connection = _Connection(parts, clock, resolve)
    try:
        connection.request("POST", _target(parts), body, dict(headers))
        answer = connection.getresponse()
        begun = answer.read(ANSWER_BYTES)
    finally:
        connection.finish()
    # PostgreSQL keeps no null characters.
    return answer.status, begun.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _problem_of(error: Exception) -> str | None:
    """The name of what went wrong on the way; None for a fault of our own."""
    kinds: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
        (RefusedAddress, "refused"),
        (TimeoutError, "timeout"),
        (ssl.SSLError, "tls"),
        (socket.gaierror, "unknown_host"),
        (ConnectionError, "unreachable"),
        (http.client.HTTPException, "nonsense"),
        (OSError, "unreachable"),
    )
    return next((name for kind, name in kinds if isinstance(error, kind)), None)


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, within the time that is left."""

    def __init__(self, parts: SplitResult, clock: Clock, resolve: Resolve) -> None:
        super().__init__(parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme])
        # So that Host names the port only where the address does.
        self.default_port = DEFAULT_PORTS[parts.scheme]
        self._is_secure = parts.scheme == "https"
        self._clock = clock
        self._resolve = resolve
        self._connected: socket.socket | None = None

    def finish(self) -> None:
        """Hang up, whatever the receiver still has to say."""
        self.close()
        if self._connected is not None:
            self._connected.close()

    def connect(self) -> None:
        """Look up, check, connect, and agree on TLS where it is asked for."""
        connecting = Clock(min(settings.WEBHOOK_CONNECT_SECONDS, self._clock.left()))
        addresses = permitted(self.host, self.port, self._resolve, connecting.left())
        self._connected = connected = _first_reached(addresses, self.port, connecting)
        if self._is_secure:
            connected.settimeout(connecting.left())
            context = ssl.create_default_context()
            self._connected = context.wrap_socket(connected, server_hostname=self.host)
        self.sock: Any = _Timed(self._connected, self._clock)


def _first_reached(addresses: list[str], port: int, clock: Clock) -> socket.socket:
    """A connection to the first of the addresses that answers; raises `OSError` if none does."""
    failed: OSError = socket.gaierror("no address")
    for place, address in enumerate(addresses):
        try:
            # Each of those that are left gets its share: one that swallows everything must not cost all.
            return socket.create_connection((address, port), clock.left() / (len(addresses) - place))
        except OSError as error:
            failed = error
    raise failed


class _Timed:
    """A socket for `http.client` on which no single wait begins that the time limit would not let end."""

    def __init__(self, connected: socket.socket, clock: Clock) -> None:
        self._connected = connected
        self._clock = clock

    def sendall(self, data: Any) -> None:
        """Send all of it within the time that is left."""
        self._connected.settimeout(self._clock.left())
        self._connected.sendall(data)

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        """What is read from."""
        return io.BufferedReader(_Incoming(self._connected, self._clock), ANSWER_BYTES)

    def close(self) -> None:
        """Nothing: the answer may still be read. Who has made the connection hangs up."""


class _Incoming(io.RawIOBase):
    """What a receiver sends, a piece at a time."""

    def __init__(self, connected: socket.socket, clock: Clock) -> None:
        super().__init__()
        self._connected = connected
        self._clock = clock

    def readable(self) -> bool:
        """It is read only."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next piece, within the time that is left."""
        self._connected.settimeout(self._clock.left())
        return self._connected.recv_into(buffer)
