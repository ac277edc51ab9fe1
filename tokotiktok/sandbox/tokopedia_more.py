"""What else the Tokopedia face acts out: the shop's balance (saldo)."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from re import Match
from typing import TYPE_CHECKING, Any, NamedTuple

from ..platforms import WIB
from .face import RefusedError, Seen
from .tokopedia_shapes import ticket
from .world import HOUR, Sale, World

if TYPE_CHECKING:
    from .tokopedia import TokopediaFace

SALDO_DAYS = 31
_DAY = 24 * HOUR
_PROCEEDS_AFTER = 80 * HOUR
"""How long after a sale its proceeds come."""
_PAID_OUT_AFTER = _PROCEEDS_AFTER + HOUR
"""How long after it the seller takes some of them out."""
_REFUNDED_AFTER = _PROCEEDS_AFTER + 96 * HOUR
"""How long after it a complaint ends, and takes some of them back."""
KEPT = 30
"""How many thousandths Tokopedia keeps of a sale, which no answer says."""

Cut = Callable[[Seen, Sequence[Any], int], Sequence[Any]]
"""Cuts the page that is asked for out of all rows, of which it may have so many."""


def act_out(face: TokopediaFace, cut: Cut) -> None:
    """Let *face* answer for the balance, too."""
    more = _More(face, cut)
    face.route("GET", "/v1/fs/{fs_id}/shop/{shop_id}/saldo-history", more.saldo)


class _More:
    def __init__(self, face: TokopediaFace, cut: Cut) -> None:
        self.face = face
        self.cut = cut
        self._kept: tuple[tuple[int, int], Sequence[int]] = ((0, 0), ())

    def saldo(self, seen: Seen, match: Match[str]) -> Any:
        """Answer with the movements of the balance in some days."""
        if match["shop_id"] != str(self.face.app.shop_id):
            raise RefusedError(
                403, "RBAC_MDLW_001", "FS ID is not associated with Shop ID"
            )
        first, last = _day(seen, "from_date"), _day(seen, "to_date")
        if not 0 <= (last - first).days < SALDO_DAYS:
            raise RefusedError(400, "", f"Date Range must be within {SALDO_DAYS} days")
        now = self.face.clocks.world()
        until = min(_midnight(last) + _DAY, int(now) + 1)
        found = self._moved(_midnight(first), until)
        page = self.cut(seen, found, 500)
        size = int(seen.query.get("per_page", "500"))
        turned = int(seen.query.get("page", "1")) * size
        rows = [self._row(*divmod(one, _TURNS)) for one in page]
        return {"have_next_page": turned < len(found), "saldo_history": rows}

    def _moved(self, since: int, until: int) -> Sequence[int]:
        """Give which movements there were in a span, by time; a large world's is kept."""
        world = self.face.world
        if world.is_large and self._kept[0] == (since, until):
            return self._kept[1]
        sales = world.on_tokopedia.between(
            since - _REFUNDED_AFTER, until - _PROCEEDS_AFTER, _placed_at
        )
        found = sorted(
            (one.at, sale.number * _TURNS + one.turn)
            for sale in sales
            for one in movements(world, sale)
            if since <= one.at < until
        )
        self._kept = (since, until), array("Q", (number for _, number in found))
        return self._kept[1]

    def _row(self, number: int, turn: int) -> dict[str, Any]:
        sale = self.face.world.sale(number)
        moved = movements(self.face.world, sale)
        return _movement(sale, next(one for one in moved if one.turn == turn))


def _placed_at(sale: Sale) -> int:
    return sale.placed_at


def proceeds(sale: Sale) -> int:
    """Say what Tokopedia pays for a sale: what it keeps is not itemised anywhere."""
    return sale.goods - sale.goods * KEPT // 1_000


class Movement(NamedTuple):
    """What moved the balance."""

    turn: int
    """Which of its sale's it is."""
    at: int
    amount: int


def balance(world: World, sale: Sale) -> Iterator[Movement]:
    """Say when a sale brought how much; a complaint takes some of it back."""
    yield Movement(0, sale.placed_at + _PROCEEDS_AFTER, proceeds(sale))
    if world.has_ticket(sale):
        issued = ticket(sale)["total_issued_funds"]
        yield Movement(2, sale.placed_at + _REFUNDED_AFTER, -issued)


def movements(world: World, sale: Sale) -> Iterator[Movement]:
    """Give what a sale does to the balance; after some the seller takes that out."""
    yield from balance(world, sale)
    if sale.number % 4 == 3:
        yield Movement(1, sale.placed_at + _PAID_OUT_AFTER, -proceeds(sale))


_TURNS = 4
_TYPES = (
    (1001, "Disbursement to Seller Marketplace", "Transaction"),
    (4010, "Withdrawal", "Withdrawal"),
    (1002, "Refund to Buyer", "Transaction"),
)
_NOTES = (
    "Transaksi Penjualan Berhasil - {}",
    "Penarikan saldo ke Bank Contoh a.n. Pemilik Fiktif",
    "Pengembalian Dana ke Pembeli - {}",
)
"""How Tokopedia words what a complaint takes back is a guess, and its type."""


def _movement(sale: Sale, one: Movement) -> dict[str, Any]:
    when = f"{datetime.fromtimestamp(one.at, WIB):%Y-%m-%d %H:%M:%S}"
    code, kind, group = _TYPES[one.turn]
    is_out = group == "Withdrawal"
    return {
        "deposit_id": 9_200_000_000 + 10 * sale.number + one.turn,
        "type_description": kind,
        "type": code,
        "class": group,
        "amount": one.amount,
        "note": _NOTES[one.turn].format(sale.invoice),
        "create_time": when,
        "withdrawal_date": when if is_out else "",
        "withdrawal_status": int(is_out),
        "saldo": 0,
        "image": "https://images.example.invalid/transaction.png",
    }


def _day(seen: Seen, name: str) -> date:
    try:
        return date.fromisoformat(seen.query.get(name, ""))
    except ValueError:
        what = f"Invalid field [{name}] format, should be YYYY-MM-DD"
        raise RefusedError(400, "", what) from None


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=WIB).timestamp())
