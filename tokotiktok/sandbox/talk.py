"""What buyers and the shop's people say to each other, in facts of no platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ..platforms import Platform
from .changes import Changes
from .sale import Sale
from .timeline import backwards

if TYPE_CHECKING:
    from .world import World

_ASKS = (
    "Halo, apakah stok masih ada?",
    "Kapan pesanan saya dikirim?",
    "Bisa kirim hari ini?",
)
_TELLS = ("Halo kak, ada. Silakan dipesan.", "Hari ini kami kirim.", "Bisa, kak.")


@frozen(kw_only=True)
class Said:
    """One message."""

    turn: int
    at: int
    """Milliseconds since 1970."""
    is_buyer: bool
    kind: str = "TEXT"
    """In TikTok Shop's words."""
    content: Mapping[str, Any]
    """In TikTok Shop's shapes."""

    @property
    def text(self) -> str:
        """What it says; of a card and a picture, nothing."""
        return str(self.content.get("content", ""))


def spoken(changes: Changes, api: Platform, sale: Sale) -> list[Said]:
    """Give what was said about a sale in one API, the newest first."""
    computed = [_said(sale, turn) for turn in range(_last_turn(sale) + 1)]
    return [*computed, *changes.said.get((api, sale.number), ())][::-1]


def say(
    changes: Changes,
    api: Platform,
    sale: Sale,
    at: float,
    content: Mapping[str, Any],
    *,
    kind: str = "TEXT",
    is_buyer: bool = False,
) -> Said:
    """Say something about a sale."""
    added = changes.said.setdefault((api, sale.number), [])
    turn = _last_turn(sale) + 1 + len(added)
    said = Said(
        turn=turn, at=int(at * 1_000), is_buyer=is_buyer, kind=kind, content=content
    )
    added.append(said)
    changes.read.discard((api, sale.number))
    return said


def waits(changes: Changes, api: Platform, sale: Sale) -> bool:
    """Whether the buyer spoke last, and nobody has read it."""
    last = spoken(changes, api, sale)[0]
    return last.is_buyer and (api, sale.number) not in changes.read


def latest_first(world: World, api: Platform, sales: Sequence[Sale]) -> Sequence[Sale]:
    """
    Put first the sale about which something was said last.

    In a large world, of which no more is computed than is looked at, the one that was
    bought last.
    """
    if world.is_large:
        return backwards(sales)
    changes = world.changes
    return sorted(
        sales, key=lambda sale: spoken(changes, api, sale)[0].at, reverse=True
    )


def _last_turn(sale: Sale) -> int:
    """Say how long they wrote: mostly a question and an answer."""
    return 19 if sale.number % 8 == 3 else sale.number % 3


def _said(sale: Sale, turn: int) -> Said:
    is_buyer = turn % 2 == 0
    text = (_ASKS if is_buyer else _TELLS)[(sale.number + turn // 2) % 3]
    at = 1_000 * (sale.placed_at + 90 * turn)  # whether by WIB's clock is not known
    return Said(turn=turn, at=at, is_buyer=is_buyer, content={"content": text})
