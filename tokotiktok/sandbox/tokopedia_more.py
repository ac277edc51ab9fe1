"""What else the Tokopedia face acts out: the shop's balance (saldo) and its chats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from re import Match
from typing import TYPE_CHECKING, Any

from ..platforms import WIB
from .face import RefusedError, Seen
from .world import HOUR, Sale, World

if TYPE_CHECKING:
    from .tokopedia import TokopediaFace

SALDO_DAYS = 31
_PAID_OUT = 80 * HOUR
"""How long after a sale its proceeds come."""
_CHAT = 123_000_000
"""The id of the first chat."""
_ASKS = (
    "Halo, apakah stok masih ada?",
    "Kapan pesanan saya dikirim?",
    "Bisa kirim hari ini?",
)
_TELLS = ("Halo kak, ada. Silakan dipesan.", "Hari ini kami kirim.", "Bisa, kak.")


Cut = Callable[[Seen, list[Any], int], Sequence[Any]]
"""Cuts the page that is asked for out of all rows, of which it may have so many."""


def act_out(face: TokopediaFace, cut: Cut) -> None:
    """Let *face* answer for the balance and the chats, too."""
    more = _More(face, cut)
    face.route("GET", "/v1/fs/{fs_id}/shop/{shop_id}/saldo-history", more.saldo)
    face.route("GET", "/v1/chat/fs/{fs_id}/messages", more.chats)
    face.route("GET", "/v1/chat/fs/{fs_id}/messages/{msg_id}/replies", more.replies)


class _More:
    def __init__(self, face: TokopediaFace, cut: Cut) -> None:
        self.face = face
        self.cut = cut

    def saldo(self, seen: Seen, match: Match[str]) -> Any:
        """Answer with the movements of the balance in some days."""
        if match["shop_id"] != str(self.face.app.shop_id):
            raise RefusedError(
                403, "RBAC_MDLW_001", "FS ID is not associated with Shop ID"
            )
        first, last = _day(seen, "from_date"), _day(seen, "to_date")
        if not 0 <= (last - first).days < SALDO_DAYS:
            raise RefusedError(400, "", f"Date Range must be within {SALDO_DAYS} days")
        found = [
            row
            for row in movements(self.face.world)
            if f"{first}" <= row["create_time"][:10] <= f"{last}"
        ]
        page = self.cut(seen, found, 500)
        size = int(seen.query.get("per_page", "500"))
        turned = int(seen.query.get("page", "1")) * size
        return {"have_next_page": turned < len(found), "saldo_history": page}

    def chats(self, seen: Seen, _: Match[str]) -> Any:
        """Answer with the shop's chats, the one spoken in last first."""
        wanted = {"unread": 1, "read": 2}.get(seen.query.get("filter", "all"))
        found = [
            row
            for row in map(chat, filter(talks, self.face.world.sales()))
            if wanted in (None, row["attributes"]["read_status"])
        ]
        return self.cut(seen, found, 15)

    def replies(self, seen: Seen, match: Match[str]) -> Any:
        """Answer with the messages of a chat, the newest first."""
        world, text = self.face.world, match["msg_id"]
        number = int(text) - _CHAT if text.isdecimal() else -1
        sale = world.sale(number) if 0 <= number < world.orders else None
        spoke = messages(sale) if sale is not None and talks(sale) else []
        return self.cut(seen, spoke, 15)


def movements(world: World) -> Iterator[dict[str, Any]]:
    """Give the movements of the balance, the oldest first: proceeds and pay-outs."""
    saldo = 0
    old = [sale for sale in world.sales() if sale.on_tokopedia and sale.is_delivered]
    for sale in sorted(old, key=lambda one: one.placed_at):
        at = sale.placed_at + _PAID_OUT
        saldo += sale.goods
        yield _movement(sale, at, 1001, sale.goods, saldo)
        if sale.number % 4 == 3:  # the seller takes it all out
            yield _movement(sale, at + HOUR, 4010, -saldo, 0)
            saldo = 0


def _movement(
    sale: Sale, at: int, kind: int, amount: int, saldo: int
) -> dict[str, Any]:
    is_sale = kind == 1001
    when = f"{datetime.fromtimestamp(at, WIB):%Y-%m-%d %H:%M:%S}"
    return {
        "deposit_id": 9_200_000_000 + 10 * sale.number + (not is_sale),
        "type_description": "Disbursement to Seller Marketplace"
        if is_sale
        else "Withdrawal",
        "type": kind,
        "class": "Transaction" if is_sale else "Withdrawal",
        "amount": amount,
        "note": f"Transaksi Penjualan Berhasil - {sale.invoice}"
        if is_sale
        else "Penarikan saldo ke Bank Contoh a.n. Pemilik Fiktif",
        "create_time": when,
        "withdrawal_date": "" if is_sale else when,
        "withdrawal_status": 0 if is_sale else 1,
        "saldo": saldo,
        "image": "https://images.example.invalid/transaction.png",
    }


def talks(sale: Sale) -> bool:
    """Whether the buyer had questions."""
    return sale.on_tokopedia and sale.number % 2 == 0


def _buyer_id(sale: Sale) -> int:
    return 999_100_000 + sale.number % 97


def messages(sale: Sale) -> list[dict[str, Any]]:
    """Give what buyer and seller wrote around a sale, the newest first."""
    return [_message(sale, turn) for turn in range(_last_turn(sale), -1, -1)]


def _last_turn(sale: Sale) -> int:
    return 1 + sale.number // 2 % 20


def _message(sale: Sale, turn: int) -> dict[str, Any]:
    is_buyer = turn % 2 == 0
    said = (_ASKS if is_buyer else _TELLS)[(sale.number + turn // 2) % 3]
    at = 1_000 * (
        sale.placed_at + 90 * turn
    )  # whether by the shifted clock is not known
    return {
        "msg_id": _CHAT + sale.number,
        "sender_id": _buyer_id(sale) if is_buyer else 999_000_009,
        "role": "User" if is_buyer else "Shop Owner",
        "msg": said,
        "reply_time": at,
        "reply_id": 98_000_000 + 100 * sale.number + turn,
        "sender_name": f"{sale.buyer} Fiktif" if is_buyer else World.shop_name,
        "read_status": 2,
        "read_time": at + 30_000,
        "status": 1,
        "attachment_id": 0,
        "message_is_read": True,
        "is_opposite": is_buyer,
        "is_first_reply": turn == 0,
        "is_reported": False,
    }


def chat(sale: Sale) -> dict[str, Any]:
    """Render a chat as the list gives it."""
    last = _message(sale, _last_turn(sale))
    waits = last["role"] == "User"
    return {
        "message_key": f"user-{_buyer_id(sale)}~shop-999000001",
        "msg_id": _CHAT + sale.number,
        "attributes": {
            "contact": {
                "id": _buyer_id(sale),
                "role": "User",
                "attributes": {
                    "name": f"{sale.buyer} Fiktif",
                    "tag": "Pengguna",
                    "thumbnail": f"https://images.example.invalid/u/{_buyer_id(sale)}.png",
                },
            },
            "last_reply_msg": last["msg"],
            "last_reply_time": last["reply_time"],
            "read_status": 1 if waits else 2,
            "unreads": int(waits),
            "pin_status": 0,
        },
    }


def _day(seen: Seen, name: str) -> date:
    try:
        return date.fromisoformat(seen.query.get(name, ""))
    except ValueError:
        what = f"Invalid field [{name}] format, should be YYYY-MM-DD"
        raise RefusedError(400, "", what) from None
