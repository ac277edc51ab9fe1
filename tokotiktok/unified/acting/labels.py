"""Shipping labels as bytes: fetched at once, since their URLs expire, and merged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from attrs import define, field, frozen

from ...errors import NotFoundError, TokoTikTokError
from ...platforms import Platform
from ...wire import Document
from ..models import Order
from ..outcomes import Outcome, OutcomeState, WriteResult
from ._pdf import is_pdf, library, merged
from .parcels import Parcels, packages_of
from .records import Reach, outcome, unsent

if TYPE_CHECKING:
    from ..shop import UnifiedShop

LabelSize = Literal["A5", "A6"]
LabelType = Literal["SHIPPING_LABEL", "PACKING_SLIP", "SHIPPING_LABEL_AND_PACKING_SLIP"]

_ENDINGS = {"html": "html", "pdf": "pdf", "zpl": "zpl", "png": "png", "jpeg": "jpg"}


@frozen(kw_only=True)
class Label:
    """The label of one parcel."""

    order_id: str
    package: str | None
    """TikTok Shop: the package."""
    awb: str | None
    document: Document

    @property
    def name(self) -> str:
        """A file name: the order, the package and what kind of file it is."""
        kind = "pdf" if is_pdf(self.document.content) else self.document.content_type
        ending = next((end for word, end in _ENDINGS.items() if word in kind), "bin")
        stem = "-".join(filter(None, (self.order_id, self.package)))
        return f"{stem}.{ending}"


@frozen(kw_only=True)
class Labels:
    """What was fetched for printing."""

    pdf: bytes = field(repr=False)
    """All labels that are PDF, in one file; empty if none is."""
    pages_of: tuple[Label, ...]
    """The labels that *pdf* is made of, in their order."""
    others: tuple[Label, ...]
    """Those that could not be merged: Tokopedia's are web pages; a file may be damaged."""
    result: WriteResult
    """What became of each parcel."""


@define
class Printing:
    """Fetches the labels of one shop's orders."""

    shop: UnifiedShop

    def labels(
        self,
        orders: Sequence[Order],
        *,
        size: LabelSize | None,
        kind: LabelType,
        preview: bool,
    ) -> Labels:
        """Fetch the labels of *orders* and merge them."""
        labels: list[Label] = []
        outcomes: list[Outcome] = []
        seen: set[str] = set()
        found = Parcels(self.shop).read(orders)
        ready = [one for one in found if isinstance(one, Order)]
        if len({one for order in ready for one in packages_of(order)} - {None}) > 1:
            library()  # before Tokopedia notes what was printed
        for order in found:
            if isinstance(order, Outcome):
                outcomes.append(order)
                continue
            parcels = packages_of(order)
            if not parcels:
                note = "it has no package yet, so it has no label"
                outcomes.append(outcome(order, OutcomeState.FAILED, note))
            for package in parcels:
                if package in seen:  # several orders in one parcel
                    note = "its parcel is in the list before, and has one label"
                    outcomes.append(
                        outcome(order, OutcomeState.ALREADY, note, part=package)
                    )
                    continue
                try:
                    label = self._fetch(order, package, size, kind, preview=preview)
                except TokoTikTokError as error:
                    outcomes.append(unsent(order, error, part=package))
                    continue
                seen.update(filter(None, [package]))
                labels.append(label)
                done = outcome(order, OutcomeState.DONE, part=package, sent=True)
                outcomes.append(done)
        return _together(labels, outcomes)

    def _fetch(
        self,
        order: Order,
        package: str | None,
        size: LabelSize | None,
        kind: LabelType,
        *,
        preview: bool,
    ) -> Label:
        reach = Reach(self.shop)
        awbs = {one.id: one.awb for one in order.shipments}
        if order.api is Platform.TOKOPEDIA or package is None:
            page = reach.tokopedia(order).orders.get_shipping_label(
                order_id=order.id, printed=0 if preview else 1
            )
            return Label(
                order_id=order.id, package=None, awb=awbs.get(None), document=page
            )
        client = reach.tiktokshop(order)
        answer = client.packages.get_shipping_document(
            package_id=package,
            document_type=kind,
            document_size=size,
            document_format="PDF",
        )
        if not answer.doc_url:
            msg = "TikTok Shop gave no URL for the label: ask again in a minute"
            raise NotFoundError(msg, platform=Platform.TIKTOK_SHOP)
        return Label(
            order_id=order.id,
            package=package,
            awb=answer.tracking_number or awbs.get(package),
            document=client.download(answer.doc_url),
        )


def _together(labels: Sequence[Label], outcomes: Sequence[Outcome]) -> Labels:
    files = [one for one in labels if is_pdf(one.document.content)]
    others = [one for one in labels if not is_pdf(one.document.content)]
    if len(files) == 1:  # as it came; needs no library
        pdf, broken = files[0].document.content, list[int]()
    elif files:
        pdf, broken = merged(one.document.content for one in files)
    else:
        pdf, broken = b"", []
    return Labels(
        pdf=pdf,
        pages_of=tuple(one for n, one in enumerate(files) if n not in broken),
        others=(*others, *(files[n] for n in broken)),
        result=WriteResult(tuple(outcomes)),
    )
