"""What a reconciliation finds."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ...money import Money
from ...platforms import Platform


@frozen(kw_only=True)
class Finding:
    """One thing that does not fit, or cannot be known."""

    what: Literal["missing", "extra", "different", "doubled", "unknown"]
    """
    *missing*: nothing came for it. *extra*: it came for nothing known. *different*: the
    amounts differ. *doubled*: both APIs tell of it, and it counts once. *unknown*: what
    was kept of it no API tells, or whether it is a sale of its own.
    """
    part: Literal["payout", "statement", "order", "withdrawal", "balance"]
    """*withdrawal*: what left the balance; *balance*: what is said to have reached it."""
    id: str
    """
    Of the payout, statement, order or movement; of an order that cannot be found its
    invoice.
    """
    api: Platform
    expected: Money | None = None
    found: Money | None = None
    why: str


def payout_finding(
    what: Literal["missing", "extra", "different"],
    id_: str,
    expected: Money | None,
    found: Money | None,
    why: str,
) -> Finding:
    """Say what does not fit of a payout."""
    return Finding(
        what=what,
        part="payout",
        id=id_,
        api=Platform.TIKTOK_SHOP,
        expected=expected,
        found=found,
        why=why,
    )
