"""The client of the Tokopedia Open Platform."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from attrs import evolve, frozen

from .._client import Client, Options, chance, known_operation, make_session
from .._convert import Converter
from ..auth import TokenKey
from ..errors import SunsetError
from ..platforms import TOKOPEDIA_LAST_READ, TOKOPEDIA_LAST_WRITE, WIB, Platform
from ..renewal import RENEW_AT_END
from ..retry import RetryPolicy
from ..wire import Call, Operation, Transport
from .api import Resources
from .dialect import API_URL, AUTH_URL, TokopediaDialect
from .encryption import Decryptor
from .oauth import OAuth

if TYPE_CHECKING:
    from ..auth import TokenStore
    from ..ratelimit import RateLimiter
    from ..telemetry import Hook

Sunset = Literal["raise", "ignore"]

SPELLINGS = {"warehose_type": "wh_type", "tts_shop_id": "tts_seller_id"}
"""Fields that come under two names: one page's or the documentation's, and the usual."""


class TokopediaClient(Client, Resources):
    """
    The Tokopedia Open Platform: what happened before a shop's integration.

    Its API ended on 2025-09-30. Against the official host a call raises `SunsetError`;
    any other *base_url* (a proxy, a replay, the sandbox) works.
    """

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        fs_id: str | int,
        shop_id: str | int | None = None,
        private_key: str | bytes | None = None,
        sunset: Sunset = "raise",
        tokens: TokenStore | None = None,
        base_url: str = API_URL,
        auth_url: str = AUTH_URL,
        transport: Transport | None = None,
        retry: RetryPolicy | None = None,
        limiter: RateLimiter | None = None,
        hooks: Sequence[Hook] = (),
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        random: Callable[[], float] = chance,
        strict: bool = False,
    ) -> None:
        """
        Make a client. Nothing is sent until the first call.

        Args:
            client_id: the app's name.
            client_secret: the app's password.
            fs_id: the app's id, which is in almost every path.
            shop_id: the shop that calls are for, unless a call names another.
            private_key: opens the sealed buyer data of orders; a PEM text. Needs the
                extra ``encryption``.
            sunset: ``ignore`` sends to the official host whatever the calendar says.
            tokens: where the token is kept; the default keeps it in this process.
            base_url: another host than the official one, such as a replay.
            auth_url: likewise for tokens.
            transport: how requests travel; share one between clients.
            retry: how hard a call tries.
            limiter: paces calls per app, shop and operation.
            hooks: are told of every call.
            clock: the time of day in seconds since 1970.
            sleep: waits for so many seconds.
            random: gives a number from 0 up to 1.
            strict: raise for any value in an answer that is not of its field's type.
        """
        dialect = TokopediaDialect(
            client_id,
            client_secret,
            str(fs_id),
            None if private_key is None else Decryptor(private_key),
            base_url,
            auth_url,
        )
        oauth = OAuth()
        session = make_session(
            dialect,
            TokenKey("tokopedia", client_id, str(fs_id)),
            None if shop_id is None else str(shop_id),
            oauth.renew,
            RENEW_AT_END,
            token=None,
            tokens=tokens,
            converter=Converter(strict=strict, lenient_case=True, spellings=SPELLINGS),
            options=Options(
                transport=transport,
                retry=retry or RetryPolicy(),
                limiter=limiter,
                hooks=hooks,
                clock=clock,
                sleep=sleep,
                random=random,
            ),
        )
        hosts = {"api": base_url, "auth": auth_url}
        official = frozenset(one for one, url in hosts.items() if _is_official(url))
        if sunset != "ignore" and official:  # a word that is not known lifts nothing
            session = evolve(session, before=_Calendar(clock, official))
        self._session = oauth.session = session

    def with_shop(self, shop_id: str | int) -> TokopediaClient:
        """Give a view for another shop of the same app."""
        return self._view(shop=str(shop_id))

    @property
    def shop_id(self) -> str | None:
        """The shop that calls are for, unless a call names another."""
        return self._session.shop

    @property
    def fs_id(self) -> str:
        """The app's id."""
        return self._session.key.account

    @property
    def archived(self) -> bool:
        """Whether it answers from an archive rather than from the platform."""
        return False

    def raw(self, *, opened: bool = True) -> TokopediaClient:
        """
        Give a view whose methods give plain values, whatever their types say.

        For what keeps answers rather than reads them. Pages still turn; an item that no
        model could be made of is among the others.

        Args:
            opened: False leaves sealed buyer data sealed.
        """
        session = evolve(self._session, converter=_AsItComes())
        if not opened:
            dialect = cast("TokopediaDialect", session.dialect)
            session = evolve(session, dialect=evolve(dialect, decryptor=None))
        view = object.__new__(TokopediaClient)
        view._session = session
        return view

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | Sequence[Any] | None = None,
        repeatable: bool = False,
    ) -> Any:
        """
        Call an operation that has no method here: retried, unwrapped, untyped.

        Args:
            method: the HTTP method.
            path: the path; ``{fs_id}`` and ``{shop_id}`` in it are filled in.
            query: parameters; arrays are joined by commas.
            body: what is sent as JSON.
            repeatable: whether sending it twice does no more than sending it once.
        """
        method = method.upper()
        filled = path.replace("{fs_id}", "0")
        known = known_operation(f"{__package__}.api", method, filled)
        operation = Operation(
            known["id"] if known else f"{method} {path}",
            method,
            path,
            repeatable=repeatable
            or method == "GET"
            or bool(known and known["repeatable"]),
            shop=known["shop"] if known else "path",
            idempotency=known["idempotency"] if known else None,
        )
        return self._request(operation, query=query, body=body)


def _is_official(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host.endswith((".tokopedia.net", ".tokopedia.com"))


class _AsItComes(Converter):
    """Reads nothing: what comes is what is given."""

    def reader(self, kind: Any) -> Callable[[Any], Any]:  # noqa: ARG002 - any is
        """Give what leaves a value as it is."""
        return _same

    def __reduce__(self) -> tuple[type[_AsItComes], tuple[()]]:
        """Pickle as a new one."""
        return _AsItComes, ()


def _same(value: Any) -> Any:
    return value


@frozen
class _Calendar:
    """Refuses what the official hosts do not serve any more."""

    clock: Callable[[], float]
    official: frozenset[str]

    def __call__(self, call: Call) -> None:
        """Raise if *call* comes too late."""
        operation = call.operation
        if operation.host not in self.official:
            return
        is_write = operation.method != "GET" and operation.host != "auth"
        last = TOKOPEDIA_LAST_WRITE if is_write else TOKOPEDIA_LAST_READ
        if datetime.fromtimestamp(self.clock(), WIB).date() <= last:
            return
        msg = (
            f"the Tokopedia Open Platform took its last {'write' if is_write else 'call'} "
            f"on {last} (WIB). For what happened since the shop's integration call TikTok "
            "Shop; for what happened before, use what was saved of it "
            "(tokotiktok.tokopedia.archive.Archive), or give a replay's base_url and "
            "auth_url"
        )
        raise SunsetError(
            msg,
            platform=Platform.TOKOPEDIA,
            operation=operation.id,
            method=operation.method,
            path=operation.path,
        )
