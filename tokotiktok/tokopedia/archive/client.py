"""An archive as a client: it stands wherever a `TokopediaClient` can stand."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import evolve

from ..._model import seconds
from ..._resource import Failure
from ...errors import SunsetError, ValidationError
from ...platforms import Platform
from ...telemetry import logger
from ...wire import Call, Operation
from ..api.orders import OrderDetail
from ..client import TokopediaClient
from .answering import URL, ArchiveTransport, answer, answers, listed
from .manifest import Manifest
from .parts import FAILURES, Name
from .reading import Reader
from .verifying import Damage, damages

_BATCH = 50
_EVER = 1 << 62


class Archive(TokopediaClient):
    """
    What was saved of a shop, behind the methods of a `TokopediaClient`.

    Its lists know no limits of time or page size. A write, and what is not saved in
    archives (categories, discussions, labels), raises `SunsetError`; a part that this
    archive does not hold, `NotFoundError`; a damaged file, `DecodeError` with its name
    and row. Memory does not grow with the archive; it pickles, and threads may share it.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        private_key: str | bytes | None = None,
        strict: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """
        Open an archive. Only its manifest is read.

        Args:
            folder: where it is.
            private_key: opens the sealed buyer data of orders; a PEM text. Needs the
                extra ``encryption``.
            strict: raise for any value in a row that is not of its field's type.
            clock: the time of day in seconds since 1970.

        Raises:
            NotFoundError: there is no archive.
            DecodeError: its manifest is not readable, or of a newer version.
        """
        self._reader = Reader(Path(folder).absolute())
        super().__init__(
            client_id="archive",
            client_secret="archive",  # noqa: S106 - nothing checks it
            fs_id=self.manifest.fs_id or "0",
            shop_id=self.manifest.shop_id,
            private_key=private_key,
            base_url=URL,
            auth_url=URL,
            transport=ArchiveTransport(self._reader),
            clock=clock,
            strict=strict,
        )
        self._session = evolve(self._session, before=_read_only)
        if not self.manifest.complete:
            logger.warning("%s: this archive is not complete", folder)

    def __getstate__(self) -> dict[str, Any]:
        """Pickle with the folder, without what was read."""
        return {**super().__getstate__(), "_reader": self._reader}

    def __repr__(self) -> str:
        """Say where it is."""
        return f"<Archive {str(self._reader.folder)!r}>"

    @property
    def manifest(self) -> Manifest:
        """What it holds."""
        return self._reader.manifest

    @property
    def archived(self) -> bool:
        """That its records come from an archive."""
        return True

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """
        From when to when its orders, tickets and saldo are, the end exclusive.

        A row that does not say when it was counts by when it was fetched.
        """
        zones = [
            block.zones["time"]
            for part in ("orders", "tickets", "saldo")
            if self.manifest.part(part)
            for block in self._reader.blocks(part)
        ]
        if not zones:
            return None
        first, last = min(zone[0] for zone in zones), max(zone[1] for zone in zones)
        return (
            datetime.fromtimestamp(first, timezone.utc),
            datetime.fromtimestamp(last + 1, timezone.utc),
        )

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The records that the platform did not give when the archive was written."""
        if self.manifest.part(FAILURES.name) is None:
            return ()
        return tuple(
            Failure(
                None if row["id"] is None else str(row["id"]),
                row["code"],
                f"{row['part']}: {row['error']}",
                Platform.TOKOPEDIA,
                row,
            )
            for row in self._reader.rows(FAILURES.name)
        )

    def with_shop(self, shop_id: str | int) -> TokopediaClient:
        """Give this archive, if it is of that shop."""
        if str(shop_id) != self.shop_id:
            msg = f"this archive is of shop {self.shop_id}, not {shop_id}"
            raise ValidationError(msg)
        return self

    def rows(self, part: Name) -> Iterator[Any]:
        """
        Go through the rows of a part, as the platform sent them.

        Raises:
            NotFoundError: the archive does not hold it.
            DecodeError: a file is damaged.
        """
        return self._reader.rows(part)

    def orders_by_change(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[OrderDetail]:
        """
        Go through the orders by the time of their last change, the latest first.

        The live API has no such list. An order that does not say when it changed counts
        by when it was created.

        Args:
            since: the first moment, inclusive.
            until: the last moment, exclusive.

        Raises:
            NotFoundError: the archive holds no order details, which alone have that time.
            DecodeError: a file is damaged.
        """
        low, high = seconds(since), seconds(until)
        lines = self._reader.latest_first(
            "order_details",
            "changed",
            -_EVER if low is None else low,
            _EVER if high is None else high,
        )
        while batch := list(islice(lines, _BATCH)):
            for order in self._read(batch):
                changed = order.update_time or order.create_time
                if changed is None or (
                    (since is None or since <= changed)
                    and (until is None or changed < until)
                ):
                    yield order

    def verify(self) -> tuple[Damage, ...]:
        """
        Read everything, and list what is not as it was written: nothing, if all is well.

        Checks every file's length and checksum, every block's checksum and every count.
        """
        return tuple(damages(self._reader))

    def _read(self, lines: list[bytes]) -> list[OrderDetail]:
        """Read orders as an answer with them would be read."""
        session = self._session
        rows = session.dialect.read(_GET_ORDER, answer(listed(lines))).payload
        orders, malformed = session.read_items(rows, OrderDetail)
        for one in malformed:
            logger.warning("an archived order cannot be read: %s", one.reason)
        return orders


_GET_ORDER = Operation("get_order", "GET", "/v2/fs/{fs_id}/order")


def _read_only(call: Call) -> None:
    """Refuse what an archive cannot do."""
    operation = call.operation
    if operation.host == "auth" or answers(operation.id):
        return
    if operation.method == "GET":
        msg = (
            "archives do not hold this: they have orders, products, tickets, the "
            "balance, chats and the shop"
        )
    else:
        msg = (
            "an archive cannot change anything. What was bought before the shop's "
            "integration no API serves any more: the seller has it in the old Tokopedia "
            "dashboard, for up to 90 days after merging. For what happened since, call "
            "TikTok Shop"
        )
    raise SunsetError(
        msg,
        platform=Platform.TOKOPEDIA,
        operation=operation.id,
        method=operation.method,
        path=operation.path,
    )
