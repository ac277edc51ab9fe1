"""
A Redis server that several stores, threads, processes and machines share. The only module
that knows redis (extra ``redis``).
"""

from __future__ import annotations

import hashlib
import os
import socket
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ..errors import StoreError, ValidationError

try:
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.connection import BlockingConnectionPool
    from redis.exceptions import NoScriptError, ReadOnlyError, RedisError
    from redis.retry import Retry
except ImportError as error:  # pragma: no cover - run in another process
    msg = "stores on Redis need the redis library: pip install 'tokotiktok[redis]'"
    raise ImportError(msg) from error

_SECONDS = 5.0
"""How long connecting may take, and an answer, each; a script takes microseconds."""

_CONNECTIONS = 32
"""The most of one process; a thread that finds none waits for one."""

_ALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 3}
"""Firewalls forget connections that are silent for minutes."""

_OPTIONS = {
    *("client_name", "db", "health_check_interval", "max_connections", "password"),
    *("protocol", "socket_connect_timeout", "socket_keepalive", "socket_timeout"),
    *("ssl_ca_certs", "ssl_ca_path", "ssl_cert_reqs", "ssl_certfile", "ssl_keyfile"),
    *("ssl_check_hostname", "ssl_password", "timeout", "username"),
}
"""What a URL may ask for. redis-py takes more, some of it as texts that only fail in use,
and would give answers as texts."""


class Script:
    """What the server runs in one step, written in Lua; sent once, then named."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sha = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


class RedisServer:
    """
    A server, or the service in front of several. Pickles as its URL.

    Connects on first use, in each process anew. Nothing is sent twice: of a command whose
    answer got lost nobody knows whether it was carried out.
    """

    def __init__(self, url: str) -> None:
        """
        Name a server.

        Args:
            url: ``redis://``, ``rediss://`` (TLS) or ``unix://``, with user and password
                if it wants them; options of redis-py may follow as a query, such as
                ``?socket_timeout=1``.

        Raises:
            ValidationError: it is no such URL, or asks for what is not understood.
        """
        self._url = url
        self.where = _where(url)
        self._clients: dict[int, Any] = {}  # Redis, whose commands have no types
        self._client()

    def __repr__(self) -> str:
        """Say which server, without its password."""
        return f"RedisServer({self.where!r})"

    def __reduce__(self) -> tuple[type[RedisServer], tuple[str]]:
        """Pickle as the URL, which may hold a password."""
        return RedisServer, (self._url,)

    def call(self, *command: str | bytes | float) -> Any:
        """
        Give the answer to one command; texts come as bytes.

        Raises:
            StoreError: the server cannot be reached, or refuses.
        """
        try:
            return self._client().execute_command(*command)
        except RedisError as error:
            raise self._failed(error) from error

    def run(self, script: Script, keys: list[str], *values: str | bytes | float) -> Any:
        """
        Give the answer of a script; nothing else happens on the server meanwhile.

        Args:
            script: what to run.
            keys: what it reads and writes; on a cluster all in one slot.
            values: what else it is told.

        Raises:
            StoreError: the server cannot be reached, or refuses.
        """
        client, told = self._client(), (len(keys), *keys, *values)
        try:
            try:
                return client.execute_command("EVALSHA", script.sha, *told)
            except NoScriptError:  # the server is new, or was restarted
                return client.execute_command("EVAL", script.text, *told)
        except RedisError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Close this process's connections; the next use opens new ones."""
        client = self._clients.pop(os.getpid(), None)
        if client is not None:  # those that threads are using close when they are done
            client.connection_pool.disconnect(inuse_connections=False)

    def _client(self) -> Any:
        process = os.getpid()
        client = self._clients.get(process)
        if client is None:
            client = _connect(self._url)
            # a parent's connections are let go, which closes this process's copies only
            self._clients = {process: client}
        return client

    def _failed(self, error: RedisError) -> StoreError:
        if isinstance(error, ReadOnlyError):  # the name may be of another server by now
            self._client().connection_pool.disconnect(inuse_connections=False)
        return StoreError(f"Redis at {self.where} cannot be read or written: {error}")


def _connect(url: str) -> Redis:
    unclear = f"the URL of Redis at {_where(url)} has an option that is not understood"
    if not dict(parse_qsl(urlsplit(url).query)).keys() <= _OPTIONS:
        raise ValidationError(unclear)
    alive = {
        getattr(socket, name): value
        for name, value in _ALIVE.items()
        if hasattr(socket, name)  # not on every system
    }
    tcp = {"socket_keepalive": True, "socket_keepalive_options": alive}
    try:
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=_CONNECTIONS,
            timeout=_SECONDS,
            socket_timeout=_SECONDS,
            socket_connect_timeout=_SECONDS,
            retry=Retry(NoBackoff(), 0),
            **({} if url.startswith("unix") else tcp),
        )
        pool.connection_class(**pool.connection_kwargs)  # does not connect yet
    except (RedisError, TypeError, ValueError):  # which may quote the password
        raise ValidationError(unclear) from None
    return Redis(connection_pool=pool)


def _where(url: object) -> str:
    """Say which server a URL names, without user and password."""
    wrong = (
        "the URL of Redis is none: it has a host, a port and the number of a database, "
        "as redis://host:6379/0, and signs of a password must be %-encoded"
    )
    try:
        parts = urlsplit(str(url))
        host, port, database = parts.hostname, parts.port, parts.path.strip("/")
        (host or "").encode("idna")
    except ValueError:  # which may quote the password
        raise ValidationError(wrong) from None
    if parts.scheme == "unix" and database:
        return unquote(parts.path)
    if parts.scheme not in ("redis", "rediss"):
        msg = f"a URL of Redis begins with redis://, rediss:// or unix:///, not {parts.scheme!r}"
        raise ValidationError(msg)
    if database and not database.isdecimal():  # it may be of a password, too
        raise ValidationError(wrong)
    return f"{host or 'localhost'}:{port or 6379}{parts.path.rstrip('/')}"
