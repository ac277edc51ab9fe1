"""The chats of the Tokopedia face, one a sale."""

from __future__ import annotations

from collections.abc import Sequence
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..platforms import Platform
from .face import Handler, RefusedError, Seen
from .sale import Sale
from .talk import Said, latest_first, say, spoken, waits
from .timeline import Computed
from .tokopedia_more import Cut
from .world import World
from .writes import route_writes

if TYPE_CHECKING:
    from .tokopedia import TokopediaFace

API = Platform.TOKOPEDIA
CHAT = 123_000_000
"""The id of the first chat."""
OWNER = 999_000_009


@frozen
class Talk:
    """Acts out chats."""

    face: TokopediaFace
    cut: Cut

    def __attrs_post_init__(self) -> None:
        base = "/v1/chat/fs/{fs_id}"
        one = f"{base}/messages/{{msg_id}}"
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("GET", f"{base}/messages", self._chats),
            ("GET", f"{one}/replies", self._replies),
            ("POST", f"{one}/reply", self._reply),
            ("GET", f"{base}/initiate", self._initiate),
        )
        route_writes(self.face, routes)

    def _chats(self, seen: Seen, _: Match[str]) -> Any:
        """Answer with the shop's chats, one a sale, the latest first."""
        world = self.face.world
        sales = latest_first(world, API, world.on_tokopedia)
        found: Sequence[Any] = Computed(
            len(sales), lambda place: self._chat(sales[place])
        )
        wanted = {"unread": 1, "read": 2}.get(seen.query.get("filter", "all"))
        if wanted is not None:
            found = [one for one in found if one["attributes"]["read_status"] == wanted]
        return list(self.cut(seen, found, 15))

    def _replies(self, seen: Seen, match: Match[str]) -> Any:
        """Answer with the messages of a chat, the newest first."""
        sale = self._sale(match["msg_id"])
        changes = self.face.world.changes
        spoke = [] if sale is None else spoken(changes, API, sale)
        return [
            _message(sale, one) for one in self.cut(seen, spoke, 15) if sale is not None
        ]

    def _reply(self, seen: Seen, match: Match[str]) -> Any:
        sale, text = self._sale(match["msg_id"]), seen.json.get("message")
        if sale is None or not text:
            raise RefusedError(400, "", "there is no such chat, or nothing was said")
        at = self.face.clocks.world()
        said = say(self.face.world.changes, API, sale, at, {"content": text})
        return {
            "msg_id": CHAT + sale.number,
            "sender_id": OWNER,
            "role": 2,
            "msg": text,
            "reply_time": said.at,
            "from": World.shop_name,
        }

    def _initiate(self, seen: Seen, _: Match[str]) -> Any:
        sale = self.face.world.by_tokopedia_id(seen.query.get("order_id", ""))
        if sale is None:
            raise RefusedError(400, "", "there is no such order")
        contact = self._chat(sale)["attributes"]["contact"]
        return {"contact": contact, "is_success": True, "msg_id": CHAT + sale.number}

    def _sale(self, text: str) -> Sale | None:
        world = self.face.world
        number = int(text) - CHAT if text.isdecimal() else -1
        sale = world.sale(number) if 0 <= number < world.orders else None
        return sale if sale is not None and sale.on_tokopedia else None

    def _chat(self, sale: Sale) -> dict[str, Any]:
        """Render a chat as the list gives it."""
        changes = self.face.world.changes
        last = spoken(changes, API, sale)[0]
        unread = waits(changes, API, sale)
        return {
            "message_key": f"user-{_buyer_id(sale)}~shop-999000001",
            "msg_id": CHAT + sale.number,
            "attributes": {
                "contact": {
                    "id": _buyer_id(sale),
                    "role": "User",
                    "attributes": {
                        "name": f"{sale.buyer} Fiktif",
                        "tag": "Pengguna",
                        "thumbnail": f"https://images.example.invalid/u/{sale.number}.png",
                    },
                },
                "last_reply_msg": last.text,
                "last_reply_time": last.at,
                "read_status": 1 if unread else 2,
                "unreads": int(unread),
                "pin_status": 0,
            },
        }


def _message(sale: Sale, one: Said) -> dict[str, Any]:
    return {
        "msg_id": CHAT + sale.number,
        "sender_id": _buyer_id(sale) if one.is_buyer else OWNER,
        "role": "User" if one.is_buyer else "Shop Owner",
        "msg": one.text,
        "reply_time": one.at,
        "reply_id": 98_000_000 + 100 * sale.number + one.turn,
        "sender_name": f"{sale.buyer} Fiktif" if one.is_buyer else World.shop_name,
        "read_status": 2,
        "read_time": one.at + 30_000,
        "status": 1,
        "attachment_id": 0,
        "message_is_read": True,
        "is_opposite": one.is_buyer,
        "is_first_reply": one.turn == 0,
        "is_reported": False,
    }


def _buyer_id(sale: Sale) -> int:
    return 999_100_000 + sale.number % 97
