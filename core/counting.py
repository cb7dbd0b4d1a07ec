"""The cache, which also counts: several counters up by one at a time, in one round trip."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient

#: A counter that did not exist begins at one, and lives for so many seconds from then on.
COUNT = """
local counted = {}
for place, key in ipairs(KEYS) do
    counted[place] = redis.call('INCR', key)
    if counted[place] == 1 then redis.call('EXPIRE', key, ARGV[1]) end
end
return counted
"""


class CountingCacheClient(RedisCacheClient):
    """What asks Valkey."""

    def count(self, keys: Sequence[str], seconds: int) -> list[int]:
        """Each of the counters after it went up."""
        counted: list[int] = self.counter.eval(COUNT, len(keys), *keys, seconds)
        return counted

    @cached_property
    def counter(self) -> Any:
        """Django makes one for each question otherwise, which takes longer than the answer."""
        return self.get_client(None, write=True)


class CountingCache(RedisCache):
    """Django's cache in Redis or Valkey, and counters in it."""

    _class: Any
    _cache: CountingCacheClient

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = CountingCacheClient

    def count(self, keys: Sequence[str], seconds: int) -> list[int]:
        """Each of the counters after it went up by one; the first time begins its life of so many seconds."""
        return self._cache.count([self.make_and_validate_key(key) for key in keys], seconds)
