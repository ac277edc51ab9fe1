"""The ledger's words: an entry, its parts, and what they are called."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from attrs import field, frozen

from ...money import Money
from ...platforms import Platform
from ..models import Evidence, Party
from .names import Certainty, Section, name

GOODS = "subtotal_before_discount_amount"
"""TikTok Shop's word for the price of the goods."""


class EntryKind(str, Enum):
    """What moved the money."""

    ORDER = "ORDER"
    """The proceeds of an order; a refund made after they were paid is another one."""
    ADJUSTMENT = "ADJUSTMENT"
    """A correction, compensation, penalty or charge, of an order or of the shop."""
    RESERVE = "RESERVE"
    """Held back, or released."""
    WITHDRAWAL = "WITHDRAWAL"
    """Taken out of the balance; no earning."""
    OTHER = "OTHER"
    """A movement that this version does not know; ``source`` has it."""


@frozen(kw_only=True)
class Part:
    """One part of an entry."""

    wire: str
    """The platform's own word."""
    section: Section
    amount: Money
    """Positive for you, negative against you."""

    @property
    def en(self) -> str:
        """What a seller calls it, in English."""
        return name(self.section, self.wire).en

    @property
    def id(self) -> str:
        """What a seller calls it, in Indonesian."""
        return name(self.section, self.wire).id

    @property
    def confidence(self) -> Certainty:
        """How sure it is that the platform means this by its word."""
        return name(self.section, self.wire).confidence

    @property
    def borne_by(self) -> Party | None:
        """
        Who pays it: the seller what is against them, the platform its subsidies.

        ``None`` for the price of the goods and what is given back of it. Confidence
        medium.
        """
        if self.wire in _PLATFORM_PAYS and self.amount.amount > 0:
            return Party.PLATFORM
        if self.wire in _BUYER_PAYS and self.amount.amount > 0:
            return Party.BUYER
        if self.wire in _GOODS or self.section == "other":
            return None
        return Party.SELLER


_GOODS = {GOODS, "refund_subtotal_before_discount_amount"}
_PLATFORM_PAYS = {
    "shipping_fee_discount_amount",
    "failed_delivery_subsidy_amount",
    "free_return_subsidy_amount",
    "tiktok_shop_shipping_incentive_amount",
    "shipping_fee_guarantee_reimbursement",
    "sfr_reimbursement",
}
_BUYER_PAYS = {
    "customer_paid_shipping_fee_amount",
    "return_shipping_fee_paid_buyer_amount",
    "cod_service_fee_amount",
    "distant_item_fee_amount",
    "distant_shipping_fee_amount",
}


@frozen(kw_only=True)
class Entry:
    """
    One line of the ledger.

    ``gross + fee == net``, and the parts add up to ``net``: what a platform does not
    itemise is a part of its own. Tokopedia tells of no order what it kept, so there
    *gross* and *fee* are ``None``: unknown, not nothing.
    """

    id: str
    """The id in the API that told us; of a Tokopedia movement its ``deposit_id``."""
    kind: EntryKind
    said: str
    """The platform's own word for the kind."""
    order_id: str | None = None
    """The order in the same API; ``None`` if it is the shop's, or cannot be found."""
    invoice: str | None = None
    """Tokopedia's invoice, by which its movement names the order."""
    origin: Platform
    """Where the order was bought. Falsy if it cannot be known, or there is none."""
    api: Platform
    """Whose API told us."""
    archived: bool = False
    gross: Money | None
    """
    The goods, less your discounts and refunds; an adjustment, its amount.

    Distance fees (Horizon+, since 2026-01-22) are not in it: the buyer pays them for
    the way, and they stand in *fee*, beside what the way costs.
    """
    fee: Money | None
    """Fees, taxes and shipping; negative if they cost you."""
    net: Money
    """What it adds to your balance."""
    parts: tuple[Part, ...]
    settled_at: datetime | None
    """When it reached the balance; ``None`` while it is still to come."""
    expected_at: datetime | None = None
    """When it is to be settled, if the platform says a time."""
    waits_for: str | None = None
    """Or what it says instead, in its words."""
    statement_id: str | None = None
    payout_id: str | None = None
    """The payout that its statement is paid with, once the statement names one."""
    payout_status: str | None = None
    """
    How far that is, as the statement says: ``PROCESSING``, ``PAID``, ``FAILED`` or
    ``SETTLED``. What has settled may still be on its way out, or have come back.
    """
    evidence: Evidence
    source: Any = field(repr=False, eq=False)
    """The platform's own model."""


@frozen(kw_only=True)
class Payout:
    """
    A transfer of TikTok Shop's to the seller: the sum of some statements.

    Whether it goes to the bank or to the balance that is withdrawn from is not
    documented for Indonesia; confidence low.
    """

    id: str
    status: str
    """``PAID``, ``PROCESSING`` or ``FAILED``."""
    amount: Money
    created_at: datetime | None
    paid_at: datetime | None
    bank_account: str | None = field(repr=False)
    """Its last digits."""
    source: Any = field(repr=False, eq=False)
