"""Which SKUs are meant, and sending rows of them to the Tokopedia API."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from ..._model import is_a
from ...errors import TokoTikTokError, ValidationError
from ..models import Product, Sku
from ..outcomes import Outcome, OutcomeState, WriteResult
from .records import fell, outcome

if TYPE_CHECKING:
    from ..._resource import Failure

T = TypeVar("T")
K = TypeVar("K")

MOST_ROWS = 100
"""How many rows Tokopedia takes at once."""


def by_sku(product: Product, values: Mapping[str, T]) -> dict[Sku, T]:
    """
    Find the SKUs that are meant, by their seller SKU or their id.

    Raises:
        ValidationError: the product has no such SKU, or several; none was named, or one
            twice.
    """
    if not is_a(values, Mapping):
        msg = f"give a dict by seller SKU or SKU id, not a {type(values).__name__}"
        raise ValidationError(msg)
    found: dict[Sku, T] = {}
    for name, value in values.items():
        meant = [sku for sku in product.skus if name in (sku.id, sku.seller_sku)]
        if not meant:
            raise ValidationError(f"no SKU {name!r}: {_has(product)}")
        if len(meant) > 1:
            ids = ", ".join(sku.id for sku in meant)
            msg = (
                f"{name!r} is the code of {len(meant)} SKUs: name them by id, of {ids}"
            )
            raise ValidationError(msg)
        if meant[0] in found:
            raise ValidationError(f"SKU {meant[0].id} is named twice, once as {name!r}")
        found[meant[0]] = value
    if not found:
        raise ValidationError(f"no SKU was named: {_has(product)}")
    return found


def _has(product: Product) -> str:
    listed = ", ".join(sku.seller_sku or sku.id for sku in product.skus)
    return f"product {product.id} has {listed or 'none'}"


def by_warehouse(
    wanted: Mapping[Sku, int | Mapping[str, int]],
) -> dict[str | None, dict[Sku, int]]:
    """
    Sort by warehouse, as Tokopedia takes it; ``None`` is the only one there is.

    Raises:
        ValidationError: an SKU is in several warehouses, and none was named.
    """
    rows: dict[str | None, dict[Sku, int]] = {}
    for sku, given in wanted.items():
        if isinstance(given, int):
            if len(sku.stock) > 1:
                known = [one.warehouse_id for one in sku.stock if one.warehouse_id]
                raise ValidationError(ambiguous(sku, known))
            rows.setdefault(None, {})[sku] = given
            continue
        for where, level in given.items():
            rows.setdefault(where, {})[sku] = level
    return rows


def ambiguous(sku: Sku, warehouses: Sequence[str]) -> str:
    """Say that a warehouse must be named."""
    name = sku.seller_sku or sku.id
    if not warehouses:
        return f"{name} is in no warehouse that is known"
    first, *others = warehouses
    return (
        f"{name} is in {len(warehouses)} warehouses: say how many in which, as "
        f"{{{first!r}: ...}}; the others are {', '.join(others)}"
    )


def done(product: Product, sku: Sku, message: str = "") -> Outcome:
    """Say that an SKU was changed, wherever its product is listed."""
    return outcome(product, OutcomeState.DONE, message, part=sku.id, sent=True)


def in_rows(
    product: Product,
    groups: Mapping[K, Mapping[Sku, int]],
    send: Callable[[Mapping[Sku, int], K], Sequence[Failure]],
) -> WriteResult:
    """Send groups of rows, at most 100 at once, and say what became of each."""
    outcomes: list[Outcome] = []
    for key, rows in groups.items():
        skus = list(rows)
        for start in range(0, len(skus), MOST_ROWS):
            part = skus[start : start + MOST_ROWS]
            try:
                failed = send({sku: rows[sku] for sku in part}, key)
            except TokoTikTokError as error:
                outcomes += [fell(product, error, part=sku.id) for sku in part]
                continue
            outcomes += [_of_row(product, sku, failed) for sku in part]
    return WriteResult(tuple(outcomes))


def _of_row(product: Product, sku: Sku, failed: Sequence[Failure]) -> Outcome:
    names = (sku.id, sku.seller_sku)
    own = [one for one in failed if one.id is not None and one.id in names]
    if own:
        said = own[0].message
        return outcome(product, OutcomeState.FAILED, said, part=sku.id, sent=True)
    if any(one.id is None for one in failed):
        said = "a row failed, and the platform does not say which: look at the stock"
        return outcome(product, OutcomeState.UNKNOWN, said, part=sku.id, sent=True)
    return done(product, sku)
