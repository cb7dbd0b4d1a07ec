"""Asking a source over HTTP: patiently where it is busy, never for ever, and nobody but the source itself."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn

import httpx

from interchange.sources.port import Fault, SourceError

ATTEMPTS = 3
LONGEST_WAIT_SECONDS = 20.0
MOST_BYTES = 32 * 1024 * 1024
BUSY = {429, 503}
PASSING = {500, 502, 504}
NOT_THERE = {404, 410}


@dataclass(frozen=True, slots=True)
class Manners:
    """How long an answer may take, how far apart questions are at least, how often one is put."""

    timeout_seconds: float
    pause_seconds: float
    attempts: int = ATTEMPTS

    @property
    def backoff_seconds(self) -> float:
        """The first wait after a failure; each further one is twice as long."""
        return self.timeout_seconds / 15


class Again(Exception):
    """The question may be put again, after so many seconds if the source said how many."""

    def __init__(self, error: SourceError, after_seconds: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.after_seconds = after_seconds


class Asker:
    """Puts questions to one source, below its base address."""

    def __init__(self, client: httpx.Client, base_url: str, manners: Manners) -> None:
        self.client = client
        self.base_url = base_url.rstrip("/")
        self.manners = manners
        self.asked_at = float("-inf")

    def get(self, path: str, params: dict[str, str] | None = None) -> Any:
        """What the source has at a path below its address. Raises `SourceError`."""
        return self._patiently("GET", f"{self.base_url}/{path}", params=params)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """What the source answers to a question that is sent to a path. Raises `SourceError`."""
        return self._patiently("POST", f"{self.base_url}/{path}", json=body)

    def follow(self, url: str) -> Any:
        """The next page, at a whole address: of the same server only. Raises `SourceError`."""
        try:
            here, there = httpx.URL(self.base_url), httpx.URL(url)
        except httpx.InvalidURL as error:
            raise SourceError(Fault.BROKEN, "the next page has no address") from error
        # Behind a proxy of its own a server may think that it is asked by plain HTTP.
        upgraded = there.copy_with(scheme=here.scheme) if there.scheme == "http" else there
        same = (upgraded.scheme, upgraded.host, upgraded.port) == (here.scheme, here.host, here.port)
        if not same or there.userinfo:
            raise SourceError(Fault.ELSEWHERE, there.host)
        return self._patiently("GET", str(upgraded))

    def _patiently(self, method: str, url: str, **content: Any) -> Any:
        wait = self.manners.backoff_seconds
        for attempt in range(1, self.manners.attempts + 1):
            try:
                return self._once(method, url, **content)
            except Again as again:
                if attempt == self.manners.attempts:
                    raise again.error from again
                time.sleep(
                    min(wait if again.after_seconds is None else again.after_seconds, LONGEST_WAIT_SECONDS)
                )
                wait *= 2
        raise SourceError(Fault.UNAVAILABLE)

    def _once(self, method: str, url: str, **content: Any) -> Any:
        time.sleep(max(0.0, self.asked_at + self.manners.pause_seconds - time.monotonic()))
        self.asked_at = time.monotonic()
        try:
            with self.client.stream(method, url, **content) as answer:
                check_status(answer)
                body = whole(answer, self.asked_at + self.manners.timeout_seconds)
        except httpx.InvalidURL as error:
            raise SourceError(Fault.UNCLEAR, "no such address can be asked") from error
        except httpx.DecodingError as error:
            raise SourceError(Fault.BROKEN, type(error).__name__) from error
        except httpx.TransportError as error:
            raise Again(SourceError(Fault.UNAVAILABLE, type(error).__name__)) from error
        return parsed(body)


def check_status(answer: httpx.Response) -> None:
    """Raises `Again` for what passes by itself, `SourceError` for any other answer but 200."""
    status = answer.status_code
    if status in BUSY:
        raise Again(SourceError(Fault.BUSY, f"HTTP {status}"), retry_after(answer))
    if status in PASSING:
        raise Again(SourceError(Fault.UNAVAILABLE, f"HTTP {status}"))
    if status in NOT_THERE:
        raise SourceError(Fault.UNKNOWN, f"HTTP {status}")
    if status != httpx.codes.OK:
        raise SourceError(Fault.REFUSED, f"HTTP {status}")


def retry_after(answer: httpx.Response) -> float | None:
    """After how many seconds the source wants to be asked again: it says seconds, or a time."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdecimal() and len(said) < 9:
        return float(said)
    try:
        then = parsedate_to_datetime(said)
    except ValueError:
        return None
    known = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (known - datetime.now(UTC)).total_seconds())


def whole(answer: httpx.Response, until: float) -> bytes:
    """The body, if it comes in time and is not too large."""
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > MOST_BYTES:
            raise SourceError(Fault.BROKEN, "the answer is too large")
        if time.monotonic() > until:
            raise Again(SourceError(Fault.UNAVAILABLE, "the answer takes too long"))
    return bytes(body)


def parsed(body: bytes) -> Any:
    """The answer's JSON, with exact numbers. Raises `SourceError`."""
    try:
        return json.loads(body, parse_float=exact, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise SourceError(Fault.BROKEN, f"no JSON: {bytes(body[:60])!r}") from error


def exact(digits: str) -> Decimal:
    """A number as it is printed; raises `ValueError` for one beyond all reason."""
    try:
        return Decimal(digits)
    except InvalidOperation as error:
        raise ValueError(digits) from error


def no_number(name: str) -> NoReturn:
    """NaN and the infinities are no JSON."""
    raise ValueError(name)
