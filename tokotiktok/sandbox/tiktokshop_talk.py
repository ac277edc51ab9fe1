"""The conversations of the TikTok Shop face, one a sale."""

from __future__ import annotations

import json
from re import Match
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ..platforms import Platform
from ..wire import Response
from .face import Handler, RefusedError, Seen
from .sale import Sale
from .talk import Said, latest_first, say, spoken, waits
from .tiktokshop_gate import BAD, CHAT_IMAGES
from .timeline import backwards
from .writes import route_writes

if TYPE_CHECKING:
    from .tiktokshop import TikTokShopFace

API = Platform.TIKTOK_SHOP
NO_CONVERSATION = 45_101_003
NOT_NOW = 45_109_001
_CHAT = 6_900_000_000_000_000_000
"""By how much a chat's id is higher than the id of the order that it is about."""
_MESSAGE = 7_670_000_000_000_000_000
_SHOP = {"role": "SHOP", "im_user_id": "999000009", "nickname": "Toko Kopi Contoh"}
_NEEDS = {
    "TEXT": "content",
    "PRODUCT_CARD": "product_id",
    "ORDER_CARD": "order_id",
    "IMAGE": "url",
}
"""What the sandbox lets be sent, and what must be in it."""


@frozen
class Talk:
    """Acts out conversations."""

    face: TikTokShopFace
    _images: dict[str, bytes] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        chats = "/customer_service/202309/conversations"
        one = f"{chats}/{{conversation_id}}"
        routes: tuple[tuple[str, str, Handler], ...] = (
            ("GET", chats, self._chats),
            ("POST", chats, self._create),
            (
                "GET",
                "/customer_service/202601/conversations/{conversation_id}",
                self._chat,
            ),
            ("GET", f"{one}/messages", self._messages),
            ("POST", f"{one}/messages/read", self._read),
            (
                "POST",
                "/customer_service/202606/conversations/{conversation_id}/messages",
                self._send,
            ),
            ("POST", "/customer_service/202309/images/upload", self._upload),
            ("GET", f"{CHAT_IMAGES}{{name}}", self._image),
        )
        route_writes(self.face, routes)

    # reading

    def _chats(self, seen: Seen, _: Match[str]) -> Any:
        """Answer with the shop's chats, one a sale, the latest first."""
        world = self.face.world
        found = latest_first(world, API, world.on_tiktok)
        answer = self.face.page(seen, found, "conversations", self._row)
        del answer["total_count"]
        return answer

    def _chat(self, _: Seen, match: Match[str]) -> Any:
        return {"conversation": self._render(self._sale(match), "platform")}

    def _messages(self, seen: Seen, match: Match[str]) -> Any:
        sale = self._sale(match)
        found = spoken(self.face.world.changes, API, sale)[::-1]
        answer = self.face.page(
            seen,
            found,
            "messages",
            lambda one: _message(sale, one),
            size=10,
            order="DESC",
        )
        del answer["total_count"]
        return {**answer, "unsupported_msg_tips": ""}

    def _sale(self, match: Match[str]) -> Sale:
        text = match["conversation_id"]
        order_id = str(int(text) - _CHAT) if text.isdecimal() else text
        sale = self.face.world.by_tiktok_id(order_id)
        if sale is None:
            raise RefusedError(400, NO_CONVERSATION, "conversation does not exist")
        return sale

    def _row(self, sale: Sale) -> dict[str, Any]:
        last = spoken(self.face.world.changes, API, sale)[0]
        return {
            **self._render(sale, "buyer_platform"),
            "can_send_message": sale.number not in self.face.world.changes.closed,
            "latest_message": _message(sale, last),
        }

    def _render(self, sale: Sale, platform: str) -> dict[str, Any]:
        """
        Render a chat about a sale.

        Where the buyer comes from has one name in the list, *buyer_platform*, and another
        in the chat given alone, *platform*.
        """
        changes = self.face.world.changes
        first = spoken(changes, API, sale)[-1]
        return {
            "id": str(_CHAT + int(sale.tiktok_id)),
            "participant_count": 2,
            "unread_count": int(waits(changes, API, sale)),
            "create_time": first.at // 1_000,
            "participants": [{**_buyer(sale), platform: sale.origin.name}, _SHOP],
        }

    # writing

    def _create(self, seen: Seen, _: Match[str]) -> Any:
        wanted = seen.json.get("buyer_user_id")
        for sale in backwards(self.face.world.on_tiktok):
            if _buyer(sale)["user_id"] == wanted:
                self.face.world.changes.closed.discard(sale.number)
                return {"conversation_id": str(_CHAT + int(sale.tiktok_id))}
        raise RefusedError(400, BAD, "buyer_user_id is not known")

    def _read(self, _: Seen, match: Match[str]) -> Any:
        self.face.world.changes.read.add((API, self._sale(match).number))
        return {}

    def _send(self, seen: Seen, match: Match[str]) -> Any:
        sale, kind = self._sale(match), str(seen.json.get("type"))
        if sale.number in self.face.world.changes.closed:
            raise RefusedError(400, NOT_NOW, "the conversation is closed")
        try:
            content = json.loads(seen.json.get("content", ""))
        except ValueError:
            content = {}
        if not content.get(_NEEDS.get(kind, "")):
            raise RefusedError(400, BAD, f"content does not fit the type {kind}")
        at = self.face.clocks.world()
        said = say(self.face.world.changes, API, sale, at, content, kind=kind)
        return {"message_id": _message(sale, said)["id"]}

    # pictures

    def _upload(self, seen: Seen, _: Match[str]) -> Any:
        name = f"fiktif{len(self._images) + 1}.png"
        self._images[name] = seen.body
        url = f"{self.face.files_url}{CHAT_IMAGES}{name}"
        return {"url": url, "width": 800, "height": 800}

    def _image(self, seen: Seen, match: Match[str]) -> Response:
        """Give a picture to who shows the token and the shop's cipher (rule 8)."""
        token = seen.headers.get("x-tts-access-token")
        cipher = seen.query.get("shop_cipher")
        if token != self.face.grant.access or cipher != self.face.app.shop_cipher:
            return Response(403, {"content-type": "text/plain"}, b"forbidden")
        image = self._images.get(match["name"])
        if image is None:
            return Response(404, {"content-type": "text/plain"}, b"not found")
        return Response(200, {"content-type": "image/png"}, image)


def _buyer(sale: Sale) -> dict[str, str]:
    user_id = str(7_494_000_000_000_000_000 + sale.number % 97)
    return {
        "role": "BUYER",
        "user_id": user_id,
        "im_user_id": user_id,
        "nickname": f"{sale.buyer} Fiktif",
        "avatar": f"https://images.example.invalid/u/{sale.number}.png",
    }


def _message(sale: Sale, one: Said) -> dict[str, Any]:
    sender = _buyer(sale) if one.is_buyer else _SHOP
    wanted = ("im_user_id", "role", "nickname", "avatar")
    return {
        "id": str(_MESSAGE + 1_000 * sale.number + one.turn),
        "type": one.kind,
        "content": json.dumps(one.content, ensure_ascii=False, separators=(",", ":")),
        "create_time": one.at // 1_000,
        "index": str(one.at * 1_000 + one.turn),
        "is_visible": True,
        "sender": {name: sender.get(name, "") for name in wanted},
    }
