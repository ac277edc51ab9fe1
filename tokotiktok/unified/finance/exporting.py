"""The ledger as a table, in files that spreadsheets and warehouses read."""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import Literal

from attrs import fields, frozen
from typing_extensions import TypeAliasType

from ...errors import ValidationError
from ...migration.exceptions_file import cell
from ...money import Money
from .entries import Entry, Part
from .parquet import write_rows

By = TypeAliasType("By", Literal["entry", "part"])
Value = TypeAliasType("Value", str | bool | Decimal | datetime | None)


@frozen(kw_only=True)
class Row:
    """
    One line of the table: an entry or, by part, one part of an entry.

    Amounts of the entry stand with its first part alone, so that each column may be
    added up. Platforms are ``TOKOPEDIA`` and ``TIKTOK_SHOP``, empty if there is none;
    what sellers are to read instead `tokotiktok.migration.labels.channel_label` says.
    """

    settled_at: datetime | None
    expected_at: datetime | None
    kind: str
    said: str
    origin: str | None
    api: str
    archived: bool
    order_id: str | None
    invoice: str | None
    entry_id: str
    statement_id: str | None
    payout_id: str | None
    payout_status: str | None
    decided: bool
    """False: its order may be the same sale as another, whose entries are here, too."""
    currency: str
    gross: Decimal | None
    fee: Decimal | None
    net: Decimal | None
    part: str | None = None
    """The platform's own word."""
    section: str | None = None
    name_en: str | None = None
    name_id: str | None = None
    confidence: str | None = None
    amount: Decimal | None = None


COLUMNS = tuple(one.name for one in fields(Row))
_OF_PARTS = COLUMNS[COLUMNS.index("part") :]


def table(entries: Iterable[Entry], *, by: By = "entry") -> Iterator[Row]:
    """
    Give the lines of the table.

    Args:
        entries: such as ``shop.finance.list()``.
        by: whether a line is an *entry*, or one *part* of it.

    Raises:
        ValidationError: *by* is something else.
    """
    if by not in ("entry", "part"):
        msg = f"by={by!r}: say 'entry' or 'part'"
        raise ValidationError(msg)
    return _by_part(entries) if by == "part" else (_row(one) for one in entries)


def write_csv(
    entries: Iterable[Entry], path: str | PathLike[str], *, by: By = "entry"
) -> int:
    """
    Write a CSV file with a heading, in UTF-8; give how many lines it has below that.

    Times are ISO 8601 in UTC, amounts plain numbers with a point, what is unknown is
    empty. Ids are long: tell your spreadsheet that they are text. The file is there once
    it is whole: an error on the way leaves what was there before.

    Raises:
        ValidationError: *by* is neither ``entry`` nor ``part``.
        TokoTikTokError: *entries* could not be read to the end.
    """
    columns = columns_of(by)
    rows = table(entries, by=by)
    count = 0
    with whole(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow(_text(getattr(row, name)) for name in columns)
            count += 1
    return count


def write_parquet(
    entries: Iterable[Entry], path: str | PathLike[str], *, by: By = "entry"
) -> int:
    """
    Write a Parquet file; give how many lines it has. Needs the extra ``parquet``.

    Times are in UTC, amounts decimal numbers of four places. The file is there once it
    is whole.

    Raises:
        ValidationError: pyarrow is not installed, *by* is neither ``entry`` nor ``part``,
            or an amount has more than four places.
        TokoTikTokError: *entries* could not be read to the end.
    """
    columns = columns_of(by)
    rows = table(entries, by=by)
    values = ({name: getattr(row, name) for name in columns} for row in rows)
    with whole(path) as new:
        return write_rows(values, columns, new)


@contextmanager
def whole(path: str | PathLike[str]) -> Generator[Path, None, None]:
    """Give where to write a file that takes its place once it is whole."""
    target = Path(path)
    new = target.with_name(f"{target.name}.new")
    try:
        yield new
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def columns_of(by: By) -> tuple[str, ...]:
    """Give the columns of a table."""
    return COLUMNS if by == "part" else COLUMNS[: -len(_OF_PARTS)]


def _by_part(entries: Iterable[Entry]) -> Iterator[Row]:
    for entry in entries:
        for place, part in enumerate(entry.parts or (None,)):  # one of nothing has none
            yield _row(entry, part, is_first=place == 0)


def _row(entry: Entry, part: Part | None = None, *, is_first: bool = True) -> Row:
    return Row(
        settled_at=entry.settled_at,
        expected_at=entry.expected_at,
        kind=entry.kind.value,
        said=entry.said,
        origin=entry.origin.name if entry.origin else None,
        api=entry.api.name or "",
        archived=entry.archived,
        order_id=entry.order_id,
        invoice=entry.invoice,
        entry_id=entry.id,
        statement_id=entry.statement_id,
        payout_id=entry.payout_id,
        payout_status=entry.payout_status,
        decided=entry.evidence.decided,
        currency=entry.net.currency,
        gross=_amount(entry.gross if is_first else None),
        fee=_amount(entry.fee if is_first else None),
        net=_amount(entry.net if is_first else None),
        part=part.wire if part else None,
        section=part.section if part else None,
        name_en=part.en if part else None,
        name_id=part.id if part else None,
        confidence=part.confidence if part else None,
        amount=_amount(part.amount if part else None),
    )


def _amount(money: Money | None) -> Decimal | None:
    return None if money is None else money.amount


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, datetime) else cell(value)
