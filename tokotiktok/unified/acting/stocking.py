"""
Stock of SKUs: one number for both platforms.

TikTok Shop takes stock only for all warehouses of an SKU at once, and knows no "one more".
So stock is read first and written whole, under a lock per product in this process. What a
buyer, a person or another app does between the two is overwritten; that can be noticed
afterwards, not prevented. The Tokopedia API adds and takes away by itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from attrs import define, evolve, field

from ..._model import is_a
from ...errors import TokoTikTokError, ValidationError
from ...platforms import Platform
from ..models import Product, Sku
from ..outcomes import Outcome, OutcomeState, WriteResult, may_have_happened
from .records import Reach, complaints, fell, outcome, unsent
from .skus import ambiguous, by_sku, by_warehouse, done, in_rows

if TYPE_CHECKING:
    from ..._resource import Failure
    from ..shop import UnifiedShop

Levels = Mapping[str, "int | Mapping[str, int]"]
"""By seller SKU or SKU id: how many, in its only warehouse or by warehouse id."""

_Stock = Mapping[str, tuple[int, int]]
"""By warehouse: how many can be sold, and how many are promised to buyers."""

_LOCKS = tuple(threading.Lock() for _ in range(64))
"""Held while a product's stock is read and written; a product always takes the same."""


@define
class Stocking:
    """Writes the stock of one shop's products."""

    shop: UnifiedShop
    _reach: Reach = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._reach = Reach(self.shop)

    def set_stock(self, product: Product, levels: Levels) -> WriteResult:
        """Set how many there are."""
        wanted = _wanted(product, levels)
        for sku, given in wanted.items():
            if min([given] if isinstance(given, int) else given.values()) < 0:
                msg = f"{sku.seller_sku or sku.id} cannot have a stock below 0"
                raise ValidationError(msg)
        if product.api is Platform.TOKOPEDIA:
            return self._set_old(product, wanted)
        return self._write(product, wanted, lambda _, new: new)

    def add_stock(
        self, product: Product, levels: Levels, request_id: str | None
    ) -> WriteResult:
        """Add to what there is, or, below 0, take away."""
        wanted = _wanted(product, levels)
        if product.api is Platform.TOKOPEDIA:
            return self._add_old(product, wanted, request_id)
        if request_id is not None:
            msg = (
                "request_id= makes an increment of the Tokopedia API safe to repeat; TikTok "
                "Shop has none: after an UNKNOWN look at the stock before you repeat it"
            )
            raise ValidationError(msg)
        return self._write(product, wanted, lambda have, more: have + more)

    # TikTok Shop: read, then write whole

    def _write(
        self,
        product: Product,
        wanted: Mapping[Sku, int | Mapping[str, int]],
        change: Callable[[int, int], int],
    ) -> WriteResult:
        outcomes: dict[Sku, Outcome] = {}
        with _LOCKS[crc32(product.id.encode()) % len(_LOCKS)]:
            try:
                before = self._read(product, wanted)
            except TokoTikTokError as error:  # nothing was written
                return WriteResult(
                    tuple(unsent(product, error, part=sku.id) for sku in wanted)
                )
            new: dict[Sku, dict[str, int]] = {}
            for sku, given in wanted.items():
                try:
                    new[sku] = _changed(sku, before.get(sku.id, {}), given, change)
                except ValidationError as error:
                    outcomes[sku] = fell(product, error, part=sku.id)
            if new:
                outcomes |= self._send(product, before, new)
        return WriteResult(tuple(outcomes[sku] for sku in wanted))

    def _read(self, product: Product, skus: Iterable[Sku]) -> dict[str, _Stock]:
        """Read what is in every warehouse of SKUs."""
        client = self._reach.tiktokshop(product)
        rows = client.products.search_inventory(sku_ids=[sku.id for sku in skus])
        return {
            sku.id: {
                one.warehouse_id: (
                    one.available_quantity or 0,
                    one.committed_quantity or 0,
                )
                for one in sku.warehouse_inventory
                if one.warehouse_id
            }
            for row in rows
            for sku in row.skus
            if sku.id
        }

    def _send(
        self,
        product: Product,
        before: Mapping[str, _Stock],
        new: Mapping[Sku, Mapping[str, int]],
    ) -> dict[Sku, Outcome]:
        from ...tiktokshop.api import products  # only where stock is written

        client = self._reach.tiktokshop(product)
        rows = [
            products.SkuStockUpdateInput(
                id=sku.id,
                inventory=tuple(
                    products.WarehouseStockUpdateInput(
                        warehouse_id=where, quantity=level
                    )
                    for where, level in levels.items()
                ),
            )
            for sku, levels in new.items()
        ]
        failed: Sequence[Failure] = ()
        lost: TokoTikTokError | None = None
        try:
            result = client.products.update_inventory(product_id=product.id, skus=rows)
            failed = result.failed
        except TokoTikTokError as error:
            if not may_have_happened(error):
                return {sku: fell(product, error, part=sku.id) for sku in new}
            lost = error
        try:
            after = self._read(product, new)
        except TokoTikTokError:
            after = {}
        return {
            sku: _judged(product, sku, failed, lost)
            or _compared(product, sku, before[sku.id], levels, after.get(sku.id), lost)
            for sku, levels in new.items()
        }

    # Tokopedia: rows

    def _set_old(
        self, product: Product, wanted: Mapping[Sku, int | Mapping[str, int]]
    ) -> WriteResult:
        from ...tokopedia.api import stock  # only where the old API is written to

        def send(rows: Mapping[Sku, int], where: str | None) -> Sequence[Failure]:
            client = self._reach.tokopedia(product)
            return client.stock.update(
                stocks=[
                    stock.StockInput(new_stock=level, product_id=sku.id)
                    for sku, level in rows.items()
                ],
                warehouse_id=where,
            ).failed

        return in_rows(product, by_warehouse(wanted), send)

    def _add_old(
        self,
        product: Product,
        wanted: Mapping[Sku, int | Mapping[str, int]],
        request_id: str | None,
    ) -> WriteResult:
        from ...tokopedia.api import stock  # only where the old API is written to

        signed: dict[tuple[str | None, bool], dict[Sku, int]] = {}
        for where, rows in by_warehouse(wanted).items():
            for sku, by in rows.items():
                if by:
                    signed.setdefault((where, by > 0), {})[sku] = abs(by)
        if not signed:
            raise ValidationError("nothing to add: all are 0")
        if request_id is not None and len(signed) > 1:
            msg = (
                f"request_id= is of one request, and this takes {len(signed)}: one a "
                "warehouse, and adding apart from taking away"
            )
            raise ValidationError(msg)

        def send(
            rows: Mapping[Sku, int], key: tuple[str | None, bool]
        ) -> Sequence[Failure]:
            where, adds = key
            client = self._reach.tokopedia(product)
            call = client.stock.increment if adds else client.stock.decrement
            return call(
                stocks=[
                    stock.IncrementStockInput(stock_value=by, product_id=sku.id)
                    for sku, by in rows.items()
                ],
                request_id=request_id,
                warehouse_id=where,
            ).failed

        return in_rows(product, signed, send)


def _wanted(product: Product, levels: Levels) -> dict[Sku, int | Mapping[str, int]]:
    """Find the SKUs that are meant, each with whole numbers."""
    wanted = by_sku(product, levels)
    for sku, given in wanted.items():
        numbers = list(given.values()) if isinstance(given, Mapping) else [given]
        if not numbers or not all(is_a(one, int) for one in numbers):
            msg = (
                f"{sku.seller_sku or sku.id} cannot have a stock of {given!r}: give a "
                "whole number, or one for each warehouse id"
            )
            raise ValidationError(msg)
    return wanted


def _changed(
    sku: Sku,
    have: _Stock,
    given: int | Mapping[str, int],
    change: Callable[[int, int], int],
) -> dict[str, int]:
    """Say what is to be in every warehouse of an SKU."""
    if isinstance(given, int):
        if len(have) != 1:
            raise ValidationError(ambiguous(sku, list(have)))
        given = dict.fromkeys(have, given)
    strange = [where for where in given if where not in have]
    if strange:
        listed = ", ".join(have) or "none"
        msg = f"{sku.seller_sku or sku.id} is not in warehouse {strange[0]}, but in {listed}"
        raise ValidationError(msg)
    new = {
        where: change(level, given[where]) if where in given else level
        for where, (level, _) in have.items()
    }
    for where, level in new.items():
        if level < 0:
            msg = f"{have[where][0]} are in warehouse {where}: that would leave {level}"
            raise ValidationError(msg)
    return new


def _judged(
    product: Product, sku: Sku, failed: Iterable[Failure], lost: TokoTikTokError | None
) -> Outcome | None:
    """Say what the answer says against an SKU; nothing, if it says nothing."""
    said = [
        error
        for failure in failed
        if failure.id in (sku.id, None)
        for _, error in complaints(failure)
    ]
    if lost is not None or not said:
        return None
    return fell(product, *said, part=sku.id)


def _compared(
    product: Product,
    sku: Sku,
    before: _Stock,
    written: Mapping[str, int],
    after: _Stock | None,
    lost: TokoTikTokError | None,
) -> Outcome:
    """Say what became of an SKU by what is there now."""
    if after is None:
        if lost is not None:
            return fell(product, lost, part=sku.id)
        return done(product, sku, "taken, but not read again")
    levels = {where: level for where, (level, _) in after.items()}
    if lost is not None and levels != written:
        message = f"{lost.message}; it reads {levels}, and {dict(written)} was sent"
        return evolve(fell(product, lost, part=sku.id), message=message)
    total = sum(level + promised for level, promised in after.values())
    expected = sum(written.values()) + sum(promised for _, promised in before.values())
    if total > expected:
        message = (
            f"{total - expected} were sold while it was written, so there are so many too "
            "many now: take them away with add_stock()"
        )
        return done(product, sku, message)
    if levels != written:
        message = f"it reads {levels}: sold meanwhile, or written by somebody else"
        return outcome(product, OutcomeState.DONE, message, part=sku.id, sent=True)
    return done(product, sku)
