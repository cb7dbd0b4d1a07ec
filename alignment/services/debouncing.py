"""One asked run at a time: keys in Valkey, and a rest for those who ask while Valkey is away.

Nothing depends on it: whoever is turned away because Valkey does not answer is served when beat, or
the freshness endpoint, asks again.
"""

import time
from collections.abc import Callable
from functools import cache

import structlog
from django.conf import settings
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

log = structlog.get_logger()

PATIENCE_SECONDS = 1.0
REST_SECONDS = 10.0
PREFIX = "samplan:recompute:"


class Gate:
    """Lets the first of many askers through, until its run starts or some seconds have passed.

    After a failure it lets nobody through for a while, without asking Valkey: an edit must not wait
    for a broker that is away, least of all each of many.
    """

    def __init__(self, client: Redis) -> None:
        """`client` should give up quickly."""
        self._client = client
        self._rests_until = 0.0

    def once(self, key: str, seconds: float, send: Callable[[], object]) -> bool:
        """Send unless somebody has, since the run began or `seconds` ago; whether it was sent."""
        if not self.admit(key, seconds):
            return False
        try:
            send()
        except Exception as error:  # noqa: BLE001 - whatever a broker's client raises, an edit must succeed
            self.rest(error)
            self.release(key)
            return False
        return True

    def admit(self, key: str, seconds: float) -> bool:
        """Whether this asker is the first since `release`, or since `seconds` ago."""
        if time.monotonic() < self._rests_until:
            return False
        try:
            return bool(self._client.set(PREFIX + key, "1", nx=True, px=int(seconds * 1000)))
        except RedisError as error:
            self.rest(error)
            return False

    def release(self, key: str) -> None:
        """Let the next asker through."""
        try:
            self._client.delete(PREFIX + key)
        except RedisError as error:
            self.rest(error)

    def hold(self, key: str, seconds: float) -> None:
        """Let nobody through for that long: what has failed is not to be tried again at once."""
        try:
            self._client.set(PREFIX + key, "1", px=int(seconds * 1000))
        except RedisError as error:
            self.rest(error)

    def waiting(self, queue: str) -> int:
        """How many messages wait in a queue of the broker, which is the same Valkey."""
        return int(self._client.llen(queue))

    def rest(self, error: Exception) -> None:
        """Valkey, or the broker in it, did not answer."""
        self._rests_until = time.monotonic() + REST_SECONDS
        log.warning("nobody can be asked to recompute", error=str(error), again_in_seconds=REST_SECONDS)


@cache
def gate() -> Gate:
    """The gate of this process."""
    return Gate(
        Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=PATIENCE_SECONDS,
            socket_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
    )
