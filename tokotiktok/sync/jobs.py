"""What is to be read, and with what: small values that go through any queue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, Literal, get_args

from attrs import asdict, field, frozen

from .._model import aware
from ..errors import ValidationError
from .records import Kind

Resource = Literal["orders", "products", "returns", "cancellations"]
"""What can be read."""


@frozen(kw_only=True)
class Shop:
    """A shop of TikTok Shop's: whose token opens it, and what it is called."""

    account: str
    """The seller's ``open_id``, under which the token is stored."""
    id: str
    """The shop's id, for the names of files and rows."""
    cipher: str = field(repr=False)
    """The shop's ``cipher``, which goes with every request."""
    app: str = ""
    """The app's key, to tell apart what several apps read; in names only."""

    @property
    def name(self) -> str:
        """What its records are filed under."""
        return "/".join(["tiktokshop", *filter(None, (self.app, self.id))])


@frozen(kw_only=True)
class Job:
    """
    One shop's records of one resource: over a span of time, or whatever changes.

    With *until* it is a *backfill*: the records made in the span, once. Without, it is
    *incremental*: each run reads what has changed since the last one, from *since* on.

    Raises:
        ValidationError: something is missing, or cannot be meant.
    """

    shop: Shop
    resource: Resource = field()
    since: datetime = field(converter=aware)
    """The first moment, inclusive."""
    until: datetime | None = field(default=None)
    """The last moment, exclusive. If it is still to come, a later sync reads the rest."""
    kind: Kind = field(default="platform")
    """
    *platform*: each record as TikTok Shop sends it, several times as fast. *unified*: in
    the plain words of `tokotiktok.unified.models`.
    """

    def __attrs_post_init__(self) -> None:
        _one_of("resource", self.resource, get_args(Resource))
        _one_of("kind", self.kind, get_args(Kind))
        if self.until is not None and aware(self.until) <= self.since:
            msg = f"a job from {self.since} until {self.until} has no time in it"
            raise ValidationError(msg)

    @property
    def is_incremental(self) -> bool:
        """Whether it reads what changes, run after run."""
        return self.until is None

    @property
    def key(self) -> str:
        """What its checkpoint is known by: the same job goes on where it stood."""
        span = "changes"
        if self.until is not None:
            span = f"{_text(self.since)}--{_text(self.until)}"
        return f"{self.shop.name}/{self.resource}/{self.kind}/{span}"

    def as_json(self) -> dict[str, Any]:
        """Write it as plain values."""
        plain = asdict(self)
        plain["since"] = _text(self.since)
        plain["until"] = None if self.until is None else _text(self.until)
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Job:
        """
        Read it from what `as_json` wrote, or a person.

        Raises:
            ValidationError: something is missing, unknown or cannot be meant.
        """
        until = plain.get("until")
        given = {
            **plain,
            "shop": made(Shop, "shop", plain.get("shop")),
            "since": _time("since", plain.get("since")),
            "until": None if until is None else _time("until", until),
        }
        job: Job = made(cls, "job", given)
        return job


@frozen(kw_only=True)
class Setup:
    """
    Where a worker, wherever it runs, finds what jobs need: URLs and names, no secret.

    Its app's key and secret are read where it runs, from ``TOKOTIKTOK_APP_KEY`` and
    ``TOKOTIKTOK_APP_SECRET``, or by the function that *client* names.

    Raises:
        ValidationError: *rate* without *limiter*, which would keep it.
    """

    checkpoints: str
    """Of the store that remembers how far jobs have got: ``redis://host/0``."""
    sink: str
    """
    Where records go: ``jsonl:///folder`` or ``sqlite:///file``; or
    ``package.module:function``, called once in each process, which gives a sink of your own.
    """
    tokens: str | None = None
    """Of the store of tokens; needed without *client*."""
    limiter: str | None = None
    """Of the limits that all workers share, if they share any: ``redis://host/0``."""
    rate: float | None = None
    """Calls a second for each shop and API, if not the platform's usual; with *limiter*."""
    client: str | None = None
    """
    ``package.module:function``, called once in each process, which gives a
    `TikTokShopClient`; left out, one is made of the rest.
    """
    base_url: str | None = None
    """Another host of the API, such as a sandbox's."""
    auth_url: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.rate is not None and self.limiter is None:
            msg = f"rate={self.rate!r}: give limiter= as well, a URL of what keeps it"
            raise ValidationError(msg)


def made(kind: Any, what: str, plain: Any) -> Any:
    """
    Make a value of plain ones.

    Raises:
        ValidationError: it is no object, or has other keys.
    """
    if not isinstance(plain, Mapping):
        msg = f"{what}={plain!r} is no object"
        raise ValidationError(msg)
    try:
        return kind(**plain)
    except TypeError as error:  # which names what is missing or unknown
        reason = str(error).replace(f"{kind.__name__}.__init__() ", "")
        raise ValidationError(f"{what}: {reason}") from None


def _one_of(name: str, value: object, choices: tuple[str, ...]) -> None:
    if value not in choices:
        msg = f"{name}={value!r}: give one of {', '.join(choices)}"
        raise ValidationError(msg)


def _text(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).replace(microsecond=0).isoformat()


def _time(name: str, text: object) -> datetime:
    try:
        return aware(datetime.fromisoformat(str(text).replace("Z", "+00:00")))
    except ValueError as error:
        msg = f"{name}={text!r} is no time with a zone: write it as 2025-10-01T00:00:00+07:00"
        raise ValidationError(msg) from error


def backfill(
    shop: Shop,
    *resources: Resource,
    since: datetime,
    until: datetime,
    kind: Kind = "platform",
) -> tuple[Job, ...]:
    """
    Give the jobs that read a shop's records of a span of time.

    Args:
        shop: whose.
        resources: of what; of everything, if left out.
        since: the first moment, inclusive.
        until: the last moment, exclusive.
        kind: as the platform sends them, or in plain words.

    Raises:
        ValidationError: something cannot be meant.
    """
    return tuple(
        Job(shop=shop, resource=one, since=since, until=until, kind=kind)
        for one in resources or get_args(Resource)
    )


def incremental(
    shop: Shop, *resources: Resource, since: datetime, kind: Kind = "platform"
) -> tuple[Job, ...]:
    """
    Give the jobs that read what changes of a shop's records, each time they are run.

    Args:
        shop: whose.
        resources: of what; of everything, if left out.
        since: where the first run begins.
        kind: as the platform sends them, or in plain words.

    Raises:
        ValidationError: something cannot be meant.
    """
    return tuple(
        Job(shop=shop, resource=one, since=since, kind=kind)
        for one in resources or get_args(Resource)
    )
