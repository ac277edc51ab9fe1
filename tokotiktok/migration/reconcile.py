"""
What Tokopedia's side had against what TikTok Shop's has: missing, extra, changed.

Orders from before the integration stay where they were placed (rule 86), and bills never
move (rule 95): that they are not on the new side is no loss, and is only counted. Things
are lost or doubled in the days of the cut-over (rule 88), so that is where it is looked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, field, frozen

from .._model import aware
from ..errors import ValidationError
from ..unified.models import ListingStatus, OrderStatus, Product, Sku
from ..unified.orders import UnifiedOrders
from ..unified.shop import UnifiedShop
from .cutover import CutOver, Gap, check_orders
from .differences import Difference
from .warehouses import Ids, finder

if TYPE_CHECKING:
    from ..tokopedia.api.saldo import SaldoHistory
    from ..unified.models import Order

__all__ = [
    "Difference",
    "Gap",
    "OpenOrder",
    "Reconciliation",
    "check_money",
    "check_orders",
    "check_products",
    "open_orders",
    "reconcile",
]

DRAINED_AFTER = timedelta(days=90)
"""How long the old dashboard serves what was bought before (rule 86)."""
NOTES = (
    "orders from before the integration stay on the old side: not missing (rule 86)",
    "suspended products are not copied: not missing (rule 66)",
    "Tokopedia's bills never move, so money is compared within the old side (rule 95)",
    "fees lie between total and payout, so amounts are not compared (rules 93 and 94)",
)


@frozen(kw_only=True)
class Reconciliation:
    """What two sides of a shop differ in."""

    counts: dict[str, int]
    """How many of each: ``orders.missing``, ``products.same`` … all of them."""
    differences: tuple[Difference, ...] = field(repr=False)
    """The first of them, as many as were asked for; `counts` has all."""
    gaps: tuple[Gap, ...] = ()
    """Times of the cut-over in which too little was sold."""
    notes: tuple[str, ...] = NOTES
    """What is no difference, and what cannot be known."""

    @property
    def left_out(self) -> int:
        """How many differences there are beyond those kept."""
        kinds = ("missing", "extra", "changed", "doubled", "unmatched")
        total = sum(
            count for name, count in self.counts.items() if name.endswith(kinds)
        )
        return total - len(self.differences)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Give a table: part, what, old id, new id, field, before, now, why."""
        for one in self.differences:
            yield one.row

    def to_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "counts": self.counts,
            "differences": [one.to_json() for one in self.differences],
            "left_out": self.left_out,
            "gaps": [one.to_json() for one in self.gaps],
            "notes": list(self.notes),
        }


def reconcile(
    shop: UnifiedShop,
    *,
    products: Ids,
    skus: Ids,
    warehouses: Ids | None = None,
    orders: Ids | None = None,
    saldo: Iterable[SaldoHistory] = (),
    most: int = 10_000,
) -> Reconciliation:
    """
    Compare what the two clients of a shop have; the old one may be an archive.

    In memory are the orders of the cut-over (five days at most, some 300 bytes each), the
    old products' figures, the invoices of the old orders, and *most* differences.

    Args:
        shop: a shop with both clients, whose ``integrated_at`` is known.
        products: new product ids by old ones.
        skus: new SKU ids by old ones.
        warehouses: new warehouse ids by old ones; left out, stock is compared in total.
        orders: new order ids by old ones, if anybody kept them; the rest is matched by
            what the records share.
        saldo: movements of the old balance, such as ``archive.saldo.list(…)``.
        most: how many differences are kept.

    Raises:
        ValidationError: a client is not given, or nobody knows when it was integrated.
    """
    at = shop.integrated_at
    if shop.tokopedia is None or shop.tiktokshop is None or at is None:
        msg = (
            "reconcile() needs a shop with both tiktokshop= and tokopedia=, and "
            "integrated_at= where shop info does not tell it"
        )
        raise ValidationError(msg)
    old = UnifiedShop(tokopedia=shop.tokopedia, integrated_at=at)
    new = UnifiedShop(tiktokshop=shop.tiktokshop, integrated_at=at)
    counts: Counter[str] = Counter()
    kept: list[Difference] = []

    def keep(found: Iterable[Difference]) -> None:
        kept.extend(islice(found, most - len(kept)))
        for _ in found:
            pass

    cutover = CutOver(at, now=shop.now())
    keep(
        check_orders(
            old.orders.list(), new.orders.list(), cutover, counts, orders=orders
        )
    )
    keep(
        check_products(
            old.products.list(),
            new.products.list(reasons=False),
            counts,
            products=products,
            skus=skus,
            warehouses=warehouses,
        )
    )
    rows = iter(saldo)
    first = next(rows, None)
    if first is not None:
        keep(check_money(_chained(first, rows), _orders(old.orders), counts))
    return Reconciliation(
        counts=dict(counts), differences=tuple(kept), gaps=cutover.gaps
    )


def _chained(
    first: SaldoHistory, rest: Iterator[SaldoHistory]
) -> Iterator[SaldoHistory]:
    yield first
    yield from rest


def _orders(orders: UnifiedOrders) -> Iterator[Order]:
    return orders.list()


# products and stock


def check_products(
    old: Iterable[Product],
    new: Iterable[Product],
    counts: Counter[str],
    *,
    products: Ids,
    skus: Ids,
    warehouses: Ids | None = None,
) -> Iterator[Difference]:
    """
    Compare products and the stock of their SKUs, which the ids lead from old to new.

    Products that are only on the new side are ``extra``: TikTok Shop's own, or strays.
    Old suspended ones without a new id count as ``products.stays`` (rule 66).
    """
    find_sku = finder(skus)
    find_where = None if warehouses is None else finder(warehouses)
    waiting: dict[str, Product] = {}
    for product in old:
        became = finder(products)(product.id)
        if became is None and _is_suspended(product):
            counts["products.stays"] += 1
        elif became is None:
            yield _noted(
                counts, "products", "missing", product.id, None, why="no new id"
            )
        elif became in waiting:
            why = f"{waiting[became].id} became the same product"
            yield _noted(counts, "products", "doubled", product.id, became, why=why)
        else:
            waiting[became] = evolve(product, source=None)
    known = set(waiting)
    for product in new:
        before = waiting.pop(product.id, None)
        if before is not None:
            found = list(_changed(before, product, find_sku, find_where))
            counts["products.same"] += not found
            for one in found:
                counts[f"{one.part}.{one.what}"] += 1
                yield one
        elif product.id in known:
            why = "it came twice"
            yield _noted(counts, "products", "doubled", None, product.id, why=why)
        else:
            why = "no old product became it"
            yield _noted(counts, "products", "extra", None, product.id, why=why)
    for became, product in waiting.items():
        why = "the new side does not have it"
        yield _noted(counts, "products", "missing", product.id, became, why=why)


def _is_suspended(product: Product) -> bool:
    gone = (ListingStatus.SUSPENDED, ListingStatus.DELETED)
    return all(one.status in gone for one in product.listings)


def _changed(
    old: Product,
    new: Product,
    find_sku: Callable[[str], str | None],
    find_where: Callable[[str], str | None] | None,
) -> Iterator[Difference]:
    """Compare one product, field by field."""
    ids: dict[str, Any] = {"old_id": old.id, "new_id": new.id}
    if old.name != new.name:
        yield Difference("products", "changed", **ids, field="name").of(
            old.name, new.name
        )
    there = {sku.id: sku for sku in new.skus}
    for sku in old.skus:
        became = find_sku(sku.id)
        other = there.pop(became, None) if became else None
        ids = {"old_id": sku.id, "new_id": became}
        if other is None:
            yield Difference(
                "skus", "missing", **ids, why="its product does not have it"
            )
            continue
        for name in ("seller_sku", "price"):
            was, is_ = getattr(sku, name), getattr(other, name)
            if was != is_:
                yield Difference("skus", "changed", **ids, field=name).of(was, is_)
        was_levels, levels = _levels(sku, find_where), _levels(other, None)
        if find_where is None:
            was_levels, levels = {"": sku.quantity}, {"": other.quantity}
        for where in sorted(was_levels.keys() | levels.keys()):
            pair = was_levels.get(where, 0), levels.get(where, 0)
            if pair[0] != pair[1]:
                name = f"quantity in {where}" if where else "quantity"
                yield Difference("stock", "changed", **ids, field=name).of(*pair)
    for sku in there.values():
        yield Difference("skus", "extra", new_id=sku.id, why="no old SKU became it")


def _levels(sku: Sku, find_where: Callable[[str], str | None] | None) -> dict[str, int]:
    levels: dict[str, int] = {}
    for one in sku.stock:
        where = one.warehouse_id or ""
        if find_where is not None:
            where = find_where(where) or f"{where} (old)"
        levels[where] = levels.get(where, 0) + one.quantity
    return levels


# money


def check_money(
    saldo: Iterable[SaldoHistory], orders: Iterable[Order], counts: Counter[str]
) -> Iterator[Difference]:
    """
    Compare the old balance's movements with the old orders, by the invoice in their note.

    That a sale's note holds its invoice is of medium confidence. Movements without an
    invoice, such as withdrawals, are counted as ``money.other``. Of orders their invoices
    are kept. A completed order is ``unmatched`` only if movements reach past its end.
    """
    paid: dict[str, str | None] = {}
    last: datetime | None = None
    for row in saldo:
        words = str(row.note or "").split()
        invoice = next((one for one in words if one.startswith("INV/")), None)
        last = max(filter(None, (last, row.create_time)), default=None)
        if invoice is None:
            counts["money.other"] += 1
        else:
            paid[invoice] = row.deposit_id
    for order in orders:
        if order.invoice in paid:
            del paid[order.invoice]
            counts["money.same"] += 1
        elif order.status is OrderStatus.COMPLETED:
            ended = order.updated_at or order.placed_at
            if last is not None and ended is not None and ended <= last:
                why = f"{order.invoice} is completed, and no movement names it"
                yield _noted(counts, "money", "unmatched", order.id, None, why=why)
    for invoice, movement in paid.items():
        why = f"movement {movement} names {invoice}, which is no order here"
        yield _noted(counts, "money", "unmatched", movement, None, why=why)


# what is still open


@frozen(kw_only=True)
class OpenOrder:
    """An order that must still be seen to in the old dashboard."""

    id: str
    invoice: str | None
    status: OrderStatus
    """As it was when it was read; an archive's does not move on."""
    placed_at: datetime | None
    until: datetime
    """How long the old dashboard serves it at most (rule 86)."""


def open_orders(
    orders: Iterable[Order], *, integrated_at: datetime
) -> Iterator[OpenOrder]:
    """List what was bought before the integration and was not done when it was read."""
    aware(integrated_at)
    done = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)
    for one in orders:
        before = one.placed_at is None or one.placed_at < integrated_at
        if before and one.status not in done:
            yield OpenOrder(
                id=one.id,
                invoice=one.invoice,
                status=one.status,
                placed_at=one.placed_at,
                until=integrated_at + DRAINED_AFTER,
            )


def _noted(
    counts: Counter[str],
    part: Literal["products", "money"],
    what: Literal["missing", "extra", "doubled", "unmatched"],
    old_id: str | None,
    new_id: str | None,
    *,
    why: str,
) -> Difference:
    counts[f"{part}.{what}"] += 1
    return Difference(part, what, old_id=old_id, new_id=new_id, why=why)
