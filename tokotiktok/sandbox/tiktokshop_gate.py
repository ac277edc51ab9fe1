"""The TikTok Shop face's gate: who sends, what is asked for, and tokens."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from .._client import operations
from ..tiktokshop.dialect import NEWEST, OLDEST
from ..tiktokshop.signature import signature
from ..wire import Response
from .face import Clocks, Face, RefusedError, Seen, as_json
from .world import World

if TYPE_CHECKING:
    from .integration import Integration

DAY = 86_400
ACCESS_LIFE, REFRESH_LIFE = 7 * DAY, 365 * DAY
PAGE_SIZES = {
    "/order/202309/orders/search": (1, 100),
    "/product/202502/products/search": (1, 100),
    "/return_refund/202602/returns/search": (10, 50),
    "/return_refund/202602/cancellations/search": (1, 50),
    "/customer_service/202309/conversations": (1, 20),
}
MOST_MESSAGES = 10
SIZE_REQUIRED = ("/order/202309/orders/search", "/product/202502/products/search")
SCOPES = (
    "seller.authorization.info",
    "seller.order.info",
    "seller.product.basic",
    "seller.product.read",
    "seller.return_refund.basic",
    "seller.logistics",
    "seller.customer_service",
    "seller.finance.info",
)
FILES = "/wsos_v2/"
"""Where files are that answers name the URL of: no token is asked for, or wanted."""
CHAT_IMAGES = "/chat_images/"
"""Where pictures of chats are: the token is asked for, and no signature (rule 8)."""
CREATORS = "/affiliate_creator/"
"""Where a creator's token is asked for."""
BAD = 36_009_004
"""The code that TikTok Shop gives to most mistakes in a request."""


@frozen
class App:
    """The app and the shop's authorisation of it."""

    app_key: str = "6fiktif8key"
    app_secret: str = field(default="fiktif-app-secret-01", repr=False)
    service_id: str = "7480000000000000777"
    open_id: str = "fiktif_open_id_0001"
    shop_cipher: str = "ROW_fiktifCipherAAAA1234"
    shop_id: str = "7480000000000000001"


@define
class Grant:
    """One pair of tokens."""

    access: str
    refresh: str
    ends: float
    refresh_ends: float
    era: int = 0
    """After how many merges of the shop it was given."""


class TikTokShopGate(Face):
    """Checks requests as the TikTok Shop Partner API does, and issues tokens."""

    def __init__(self, world: World, clocks: Clocks, integration: Integration) -> None:
        super().__init__(clocks)
        self.world = world
        self.integration = integration
        self.app = App()
        self.files_url = "https://files.tiktokshop.sandbox.invalid"
        """Where the URLs of files point to."""
        self.scopes: set[str] | None = None
        """What the app may do; ``None`` for everything."""
        self.grants = [self._grant(1)]
        self.creator = self._grant(1, "creator-")
        """The tokens of a creator who works with the app: not the seller's."""
        self._codes: set[str] = set()
        self._authorised = 0
        self._known = {
            (row["method"], row["path"]): row
            for row in operations("tokotiktok.tiktokshop.api")
        }
        self.route("GET", "/api/v2/token/get", self._token_get)
        self.route("GET", "/api/v2/token/refresh", self._token_refresh)

    @property
    def grant(self) -> Grant:
        """The newest pair of tokens."""
        return self.grants[-1]

    def authorize(self) -> str:
        """Let the seller authorise the app; give the code that the redirect brings."""
        self._authorised += 1
        code = f"TTP_fiktif-code-{self._authorised:04}"
        self._codes.add(code)
        return code

    # the gate

    def refuse(self, refused: RefusedError) -> Response:
        """Say no."""
        body = {
            "code": refused.code,
            "message": refused.message,
            "request_id": self._request_id(),
            "data": None,
        }
        return as_json(body, refused.status)

    def rate_limited(self) -> Response:
        """Say that there were too many requests."""
        return self.refuse(RefusedError(429, 36_009_002, "too many requests"))

    def token_expired(self) -> Response:
        """Say that the access token has expired, and let it."""
        self.grant.ends = 0
        return self.refuse(RefusedError(401, 105_002, "access token is expired"))

    def _handle(self, seen: Seen) -> Response:
        found = self.find(seen)
        if found is not None and seen.path.startswith((FILES, CHAT_IMAGES)):
            handler, match = found
            file: Response = handler(seen, match)
            return file
        if not seen.path.startswith("/api/v2/token/"):
            self._check_sender(seen)
            self._check_operation(seen, acted_out=found is not None)
        if found is None:
            raise RefusedError(404, 36_009_009, "no such path")
        handler, match = found
        data = handler(seen, match)
        request_id = self._request_id()
        body = {
            "code": 0,
            "message": "Success",
            "request_id": request_id,
            "data": data,
        }
        return as_json(body, x_tt_logid=request_id)

    def _check_sender(self, seen: Seen) -> None:
        """Check app, time, signature and token, in this order."""
        query = seen.query
        if query.get("app_key") != self.app.app_key:
            raise RefusedError(400, BAD, "app_key is not known")
        try:
            signed_at = int(query.get("timestamp", ""))
        except ValueError:
            raise RefusedError(400, BAD, "timestamp is not a number") from None
        if not OLDEST <= signed_at - self.clocks.gate() <= NEWEST:
            raise RefusedError(400, BAD, "timestamp is too old or too new")
        if not query.get("sign"):
            raise RefusedError(400, BAD, "sign is missing")
        upload = seen.headers.get("content-type", "").startswith("multipart/form-data")
        body = None if upload else seen.body
        expected = signature(self.app.app_secret, seen.raw_path, query, body)
        if not secrets.compare_digest(expected, query["sign"]):
            raise RefusedError(401, 106_001, "signature is invalid")
        token = seen.headers.get("x-tts-access-token", "")
        grant = next((one for one in self.grants if one.access == token), None)
        if token == self.creator.access:
            grant = self.creator
        elif grant is None or grant.era < self.integration.era:
            raise RefusedError(401, 105_001, "access token is not known")
        if grant.ends <= self.clocks.gate():
            raise RefusedError(401, 105_002, "access token is expired")

    def _check_operation(self, seen: Seen, *, acted_out: bool) -> None:
        """Check that the operation exists, is granted, and takes what it was given."""
        row = self._row(seen)
        if row is None:
            if any(path == seen.path for _, path in self._known):
                raise RefusedError(405, 36_009_010, "the path has no such method")
            raise RefusedError(404, 36_009_009, "no such path")
        if self.scopes is not None and not self.scopes.issuperset(row["scope"]):
            raise RefusedError(
                403, 105_005, f"needs the scope {' '.join(row['scope'])}"
            )
        is_creator = seen.headers["x-tts-access-token"] == self.creator.access
        if is_creator != seen.path.startswith(CREATORS):
            who = "seller" if is_creator else "creator"
            raise RefusedError(403, 105_005, f"needs the token of a {who}")
        cipher = seen.query.get("shop_cipher")
        if row["shop"] == "query" and not cipher:
            raise RefusedError(400, 106_013, "shop_cipher is missing")
        if row["shop"] == "none" and cipher:
            raise RefusedError(400, BAD, "shop_cipher is an unexpected identifier")
        if cipher and cipher != self.app.shop_cipher:
            raise RefusedError(401, 106_011, "shop_cipher is not of this token")
        if not acted_out:
            raise RefusedError(404, 36_009_009, "the sandbox does not act this out")
        self._check_page(seen)

    def _check_page(self, seen: Seen) -> None:
        size = seen.query.get("page_size")
        if size is None:
            if seen.path in SIZE_REQUIRED:
                raise RefusedError(400, BAD, "page_size is missing")
            return
        low, high = PAGE_SIZES.get(seen.path, (1, 100))
        if seen.path.endswith("/messages"):
            high = MOST_MESSAGES
        if not size.isdecimal() or not low <= int(size) <= high:
            raise RefusedError(400, BAD, f"page_size is not within {low}..{high}")

    def _row(self, seen: Seen) -> Mapping[str, Any] | None:
        row = self._known.get((seen.method, seen.path))
        if row is not None:
            return row
        older = seen.path.replace("/order/202309/orders", "/order/202507/orders")
        row = self._known.get((seen.method, older))
        if row is not None:
            return row
        parts = seen.path.split("/")
        for (method, path), known in self._known.items():
            names = path.split("/")
            if (
                method == seen.method
                and len(names) == len(parts)
                and all(
                    name == part or name.startswith("{")
                    for name, part in zip(names, parts, strict=True)
                )
            ):
                return known
        return None

    def _request_id(self) -> str:
        return f"{int(self.clocks.world()):014}{len(self.seen):018X}"

    # tokens

    def _grant(self, number: int, kind: str = "") -> Grant:
        now = int(self.clocks.gate())
        return Grant(
            access=f"TTP_fiktif-{kind}access-{number:04}",
            refresh=f"TTP_fiktif-{kind}refresh-{number:04}",
            ends=now + ACCESS_LIFE,
            refresh_ends=now + REFRESH_LIFE,
            era=self.integration.era,
        )

    def _token_get(self, seen: Seen, _: Match[str]) -> Any:
        query = self._check_app(seen)
        code = query.get("auth_code", "")
        if query.get("grant_type") != "authorized_code" or code not in self._codes:
            raise RefusedError(400, 36_004_004, "auth code is used, expired or wrong")
        self._codes.remove(code)
        return self._issue()

    def _token_refresh(self, seen: Seen, _: Match[str]) -> Any:
        query = self._check_app(seen)
        is_newest = query.get("refresh_token") == self.grant.refresh
        if not is_newest or self.grant.era < self.integration.era:
            raise RefusedError(
                400, 36_004_005, "no authorization for this refresh token"
            )
        if self.grant.refresh_ends <= self.clocks.gate():
            raise RefusedError(400, 36_004_001, "refresh token is expired")
        return self._issue()

    def _check_app(self, seen: Seen) -> dict[str, str]:
        query = seen.query
        app = (self.app.app_key, self.app.app_secret)
        if (query.get("app_key"), query.get("app_secret")) != app:
            raise RefusedError(400, 98_001_004, "app_key or app_secret is wrong")
        return query

    def _issue(self) -> dict[str, Any]:
        self.grants.append(self._grant(len(self.grants) + 1))
        return {
            "access_token": self.grant.access,
            "access_token_expire_in": int(self.grant.ends),
            "refresh_token": self.grant.refresh,
            "refresh_token_expire_in": int(self.grant.refresh_ends),
            "open_id": self.app.open_id,
            "seller_name": self.world.shop_name,
            "seller_base_region": "ID",
            "user_type": 0,
            "granted_scopes": sorted(self.scopes or SCOPES),
        }
