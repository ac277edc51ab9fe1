"""
Stores on a Redis server, for many machines (extra ``redis``).

Every change is one script, which the server runs as one step, and times end by the
server's clock. All keys of a store are in one slot, so a cluster will do. The server must
not evict (``maxmemory-policy noeviction``) and should write to disk (``appendonly yes``):
what it forgets is forgotten.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from .._crypto import Key
from ._records import LAST, MovedError, Record, RecordedTokens
from ._redis import RedisServer, Script
from .checkpoints import RecordedCheckpoints
from .seen import WEEK, check_event, event_name

PREFIX = "tokotiktok:"
"""What all keys begin with, unless another is given."""

_SAVE = Script("""
local found = redis.call('HGET', KEYS[1], 'version') or '0'
if ARGV[3] ~= '' and ARGV[3] ~= found then return {0, found} end
-- later than all before, and than those that a server without its data has forgotten
local time = redis.call('TIME')
local version = time[1] * 1000000 + time[2]
version = math.max(version, tonumber(redis.call('GET', KEYS[3]) or 0) + 1)
version = string.format('%.0f', version)
redis.call('SET', KEYS[3], version)
redis.call('HSET', KEYS[1], 'body', ARGV[2], 'version', version)
redis.call('ZADD', KEYS[2], 0, ARGV[1])
return {1, version}
""")
_FORGET = Script("""
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
""")
_LEASE = Script("""
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
""")
_RELEASE = Script("""
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
""")
_PAGE = Script("""
local found = {}
local names = redis.call('ZRANGEBYLEX', KEYS[1], ARGV[2], ARGV[3], 'LIMIT', 0, ARGV[4])
for _, name in ipairs(names) do
    local record = redis.call('HMGET', ARGV[1] .. name, 'body', 'version')
    table.insert(found, {name, record[1], record[2]})
end
return found
""")
_AT_ONCE = 200
"""Records of a page; other commands wait for less than a millisecond."""


class RedisTokenStore(RecordedTokens):
    """
    Tokens on a Redis server, for all processes of all machines. Pickles as its URL and key.

    A lease ends by itself, so a killed process blocks nobody for long. With a *key*
    tokens are sealed; without one, whoever can read the server can use them.
    """

    def __init__(
        self,
        url: str,
        *,
        key: Key | Sequence[Key] | None = None,
        prefix: str = PREFIX,
    ) -> None:
        """
        Name the server; the first use connects.

        Args:
            url: ``redis://``, ``rediss://`` (TLS) or ``unix://``, with user and password
                if it wants them; options of redis-py may follow as a query.
            key: seals the tokens; of `tokotiktok.stores.new_key`. Of several the first
                seals, and all open. Needs the extra ``encryption``.
            prefix: what all keys begin with.

        Raises:
            ValidationError: it is no such URL, or no such key.
        """
        super().__init__(_RedisRecords(url, prefix, "tokens"), key)


class RedisCheckpointStore(RecordedCheckpoints):
    """Checkpoints on a Redis server, for all machines. Pickles as its URL."""

    def __init__(
        self,
        url: str,
        *,
        prefix: str = PREFIX,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """
        Name the server; the first use connects.

        Args:
            url: as `RedisTokenStore`.
            prefix: what all keys begin with.
            clock: the time of day in seconds since 1970, for ``saved_at``.

        Raises:
            ValidationError: it is no such URL.
        """
        super().__init__(_RedisRecords(url, prefix, "checkpoints"), clock)


class RedisSeenStore:
    """Events that any process of any machine has seen. Pickles as its URL."""

    def __init__(self, url: str, *, prefix: str = PREFIX) -> None:
        """
        Name the server; the first use connects.

        Args:
            url: as `RedisTokenStore`.
            prefix: what all keys begin with.

        Raises:
            ValidationError: it is no such URL.
        """
        self._server = RedisServer(url)
        self._event = f"{prefix}{{seen}}:"  # what is in braces decides on the slot

    def __repr__(self) -> str:
        """Say which server, without its password."""
        return f"RedisSeenStore({self._server.where!r})"

    def first_time(self, event_id: str, *, ttl: float = WEEK) -> bool:
        """
        Whether *event_id* is new; if so, it is known for *ttl* seconds from now on.

        Of several machines that ask at once, one is told that it is.

        Raises:
            ValidationError: the id is empty or no text, or *ttl* is no time.
            StoreError: the server cannot be reached: nobody can tell.
        """
        check_event(event_id, ttl)
        key = self._event + event_name(event_id)
        entered = self._server.call("SET", key, 1, "NX", "PX", _milliseconds(ttl))
        return entered is not None

    def close(self) -> None:
        """Close the connections of this process; the next use opens new ones."""
        self._server.close()


class _RedisRecords:
    def __init__(self, url: str, prefix: str, kind: str) -> None:
        self._server = RedisServer(url)
        base = f"{prefix}{{{kind}}}"
        self._record, self._lease = f"{base}:record:", f"{base}:lease:"
        self._names, self._last = f"{base}:names", f"{base}:last"

    @property
    def where(self) -> str:
        return self._server.where

    def load(self, name: str) -> Record | None:
        key = self._record + name
        body, version = self._server.call("HMGET", key, "body", "version")
        return None if version is None else Record(body, int(version))

    def save(self, name: str, body: bytes, if_version: int | None) -> int:
        keys = [self._record + name, self._names, self._last]
        named = "" if if_version is None else if_version
        saved, version = self._server.run(_SAVE, keys, name, body, named)
        if not saved:
            raise MovedError(if_version or 0, int(version))
        return int(version)

    def forget(self, name: str) -> None:
        self._server.run(_FORGET, [self._record + name, self._names], name)

    def lease(self, name: str, owner: str, seconds: float) -> bool:
        key, length = self._lease + name, _milliseconds(seconds)
        return bool(self._server.run(_LEASE, [key], owner, length))

    def release(self, name: str, owner: str) -> None:
        self._server.run(_RELEASE, [self._lease + name], owner)

    def find(self, prefix: str = "") -> Iterator[tuple[str, Record]]:
        after, end = f"[{prefix}", f"({prefix}{LAST}"
        while rows := self._server.run(
            _PAGE, [self._names], self._record, after, end, _AT_ONCE
        ):
            for name, body, version in rows:
                if version is not None:
                    yield name.decode(), Record(body, int(version))
            after = "(" + rows[-1][0].decode()

    def close(self) -> None:
        self._server.close()


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))
