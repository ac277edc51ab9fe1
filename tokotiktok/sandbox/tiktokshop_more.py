"""What else the TikTok Shop face acts out: chats, and what Tokopedia's products became."""

from __future__ import annotations

from re import Match
from typing import TYPE_CHECKING, Any

from attrs import frozen

from .face import RefusedError, Seen
from .tiktokshop_gate import CREATORS
from .timeline import Computed, backwards
from .tokopedia_more import messages
from .world import Sale

if TYPE_CHECKING:
    from .tiktokshop import TikTokShopFace

NO_CONVERSATION = 45_101_002
NO_PRODUCT = 16_000_001
_CHAT = 6_900_000_000_000_000_000
"""By how much a chat's id is higher than the id of the order that it is about."""


@frozen
class More:
    """Acts out chats, one a sale, and the operations that map product ids."""

    face: TikTokShopFace

    def __attrs_post_init__(self) -> None:
        chats = "/customer_service/202309/conversations"
        chat = "/customer_service/202601/conversations/{conversation_id}"
        mapped = f"{CREATORS}202606/toko_product_mappers"
        self.face.route("GET", chats, self._chats)
        self.face.route("GET", chat, self._chat)
        self.face.route("GET", mapped, self._mapped)
        self.face.route("POST", f"{CREATORS}202607/map_toko_product", self._mapped)

    # chats

    def _chats(self, seen: Seen, _: Match[str]) -> Any:
        """Answer with the shop's chats, one a sale, the latest first."""
        sales = backwards(self.face.world.on_tiktok)
        found = Computed(len(sales), lambda place: sales[place])
        answer = self.face.page(seen, found, "conversations", self._row)
        del answer["total_count"]
        return answer

    def _chat(self, _: Seen, match: Match[str]) -> Any:
        text = match["conversation_id"]
        order_id = str(int(text) - _CHAT) if text.isdecimal() else text
        sale = self.face.world.by_tiktok_id(order_id)
        if sale is None:
            raise RefusedError(400, NO_CONVERSATION, "conversation does not exist")
        return {"conversation": chat(sale, "platform")}

    def _row(self, sale: Sale) -> dict[str, Any]:
        last = messages(sale)[0]
        sender = {"role": "BUYER" if last["is_opposite"] else "SHOP"}
        return {
            **chat(sale, "buyer_platform"),
            "can_send_message": True,
            "latest_message": {
                "id": str(last["reply_id"]),
                "type": "TEXT",
                "content": f'{{"content":"{last["msg"]}"}}',
                "create_time": last["reply_time"] // 1_000,
                "is_visible": True,
                "sender": sender,
            },
        }

    # product ids

    def _mapped(self, seen: Seen, _: Match[str]) -> Any:
        """
        Answer with what products of Tokopedia are called on TikTok Shop.

        The shape is known from one SDK's types: unknown ones are told of in an error
        beside the others, with code 0. What code that error bears, and that a variant is
        answered with its product, are guesses.
        """
        asked = dict.fromkeys(str(one) for one in seen.json.get("toko_pids") or ())
        known = self.face.integration.truth.products
        found = [
            {"toko_pid": int(old), "tts_pid": int(new)}
            for old, new in known.items()
            if old in asked
        ]
        missing = [one for one in asked if one not in known]
        if not missing:
            return {"product": found}
        message = f"no product for {', '.join(missing)}"
        return {"product": found, "error": {"code": NO_PRODUCT, "message": message}}


def chat(sale: Sale, platform: str) -> dict[str, Any]:
    """
    Render a chat about a sale.

    Where the buyer comes from has one name in the list, *buyer_platform*, and another in
    the chat given alone, *platform*.
    """
    spoke = messages(sale)
    return {
        "id": str(_CHAT + int(sale.tiktok_id)),
        "participant_count": 2,
        "unread_count": int(spoke[0]["is_opposite"]),
        "create_time": spoke[-1]["reply_time"] // 1_000,
        "participants": [
            {
                "role": "BUYER",
                "user_id": str(spoke[-1]["sender_id"]),
                "im_user_id": str(spoke[-1]["sender_id"]),
                "nickname": f"{sale.buyer} Fiktif",
                "avatar": f"https://images.example.invalid/u/{sale.number}.png",
                platform: sale.origin.name,
            },
            {"role": "SHOP", "im_user_id": "999000009", "nickname": "Toko Kopi Contoh"},
        ],
    }
