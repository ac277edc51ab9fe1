"""What a process reads and writes with, opened once from the names in a `Setup`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from .._threads import Lock
from ..errors import ValidationError
from ..ratelimit import Limit, Rate
from ..stores.limits import open_limiter
from ..stores.urls import open_checkpoint_store, open_token_store
from .jobs import Setup
from .sinks import open_sink
from .sources import SOURCES

if TYPE_CHECKING:
    from ..ratelimit import Usage
    from ..stores import CheckpointStore
    from ..tiktokshop.client import TikTokShopClient
    from .jobs import Job, Shop
    from .records import Sink
    from .slices import Slice, Task


IN_LINE = 2
"""So many requests in line keep a limit used up, until one of them is answered."""


@frozen(kw_only=True)
class Tools:
    """
    A client, a sink and a store: what jobs are run with in one process.

    All of them are safe to share between threads.
    """

    client: TikTokShopClient
    """Of the app; each shop gets a view of it."""
    sink: Sink
    checkpoints: CheckpointStore
    monotonic: Callable[[], float] = field(default=time.monotonic)
    """Times slices, in seconds."""

    def rate_of(self, job: Job) -> float | None:
        """Say how many requests a second a job may make; ``None`` if nothing here knows."""
        usage = self._usage(job)
        return None if usage is None else usage.rate.per_second

    def is_full(self, job: Job) -> bool:
        """Whether a job's requests wait for each other's turns, as far as is known here."""
        usage = self._usage(job)
        return usage is not None and usage.next_in * usage.allowed > IN_LINE

    def _usage(self, job: Job) -> Usage | None:
        return self.client_of(job.shop).usage(SOURCES[job.resource].operation)

    def client_of(self, shop: Shop) -> TikTokShopClient:
        """Give the client for a shop."""
        return self.client.with_shop(shop.cipher, account=shop.account)


def open_tools(setup: Setup) -> Tools:
    """
    Open what *setup* names; once in each process.

    Raises:
        ValidationError: something is missing, or names nothing that can be opened.
        StoreError: a store cannot be reached.
    """
    with _LOCK:
        key = os.getpid(), setup
        if key not in _OPEN:
            _OPEN[key] = Tools(
                client=_client(setup),
                sink=_sink(setup.sink),
                checkpoints=open_checkpoint_store(setup.checkpoints),
            )
        return _OPEN[key]


_LOCK = Lock()
_OPEN: dict[tuple[int, Setup], Tools] = {}


def run_task(setup: Setup, task: Task) -> Slice:
    """Read on in this process; for executors of other processes and machines."""
    from .slices import read_on

    return read_on(open_tools(setup), task)


def _sink(name: str) -> Sink:
    if "://" in name:
        return open_sink(name)
    sink = _made_by("sink", name)
    if not (hasattr(sink, "begin") and hasattr(sink, "keep")):
        msg = f"Setup: {name} gave {type(sink).__name__}, which has no begin and keep"
        raise ValidationError(msg)
    made: Sink = sink
    return made


def _client(setup: Setup) -> TikTokShopClient:
    from ..tiktokshop.client import TikTokShopClient

    if setup.client is not None:
        client = _made_by("client", setup.client)
        if not isinstance(client, TikTokShopClient):
            msg = f"Setup: {setup.client} gave {type(client).__name__}, and no TikTokShopClient"
            raise ValidationError(msg)
        return client
    if setup.tokens is None:
        msg = (
            "Setup: give tokens=, the URL of the store that the sellers' tokens are in, "
            "or client=, a function that makes the client"
        )
        raise ValidationError(msg)
    given: dict[str, Any] = {
        name: value
        for name, value in (("base_url", setup.base_url), ("auth_url", setup.auth_url))
        if value is not None
    }
    if setup.limiter is not None:
        limits = () if setup.rate is None else (Limit(Rate(setup.rate)),)
        given["limiter"] = open_limiter(setup.limiter, *limits)
    return TikTokShopClient(
        app_key=_secret("TOKOTIKTOK_APP_KEY", os.environ),
        app_secret=_secret("TOKOTIKTOK_APP_SECRET", os.environ),
        tokens=open_token_store(setup.tokens),
        **given,
    )


def _secret(name: str, environment: Mapping[str, str]) -> str:
    if not environment.get(name):
        msg = f"{name} is not set in the environment of this worker"
        raise ValidationError(msg)
    return environment[name]


def _made_by(what: str, name: str) -> Any:
    module, _, function = name.partition(":")
    try:
        make = getattr(import_module(module), function)
    except (AttributeError, ImportError, ValueError) as error:
        msg = f"Setup: {what}={name!r} cannot be imported in this worker: {error}"
        raise ValidationError(msg) from error
    return make()
