"""
Book a merged shop's money by double entry, as a beancount file.

    python examples/bookkeeping.py buku.beancount

It runs on the sandbox; give `book` the entries of your own shop. Each entry's parts add up
to what reached the balance, so each booking balances by itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from tokotiktok.migration.labels import channel_label
from tokotiktok.platforms import WIB
from tokotiktok.sandbox import Sandbox
from tokotiktok.unified import Entry, EntryKind, Part

HEAD = {
    "revenue": "Income:Sales",
    "shipping": "Expenses:Shipping",
    "fee": "Expenses:Fees",
    "tax": "Expenses:Tax",
    "adjustment": "Income:Adjustments",
    "other": "Income:Other",
}


def account(entry: Entry, part: Part) -> str:
    """Say where a part is booked, by the names that sellers know."""
    if entry.kind is EntryKind.WITHDRAWAL:
        return "Assets:Bank"
    if part.wire == "PROCEEDS":  # Tokopedia does not say what it kept
        return "Income:Sales:AfterFees"
    words = re.findall(r"[A-Za-z0-9]+", part.en)
    name = "".join(word.capitalize() for word in words)
    return f"{HEAD[part.section]}:{name}"


def balance(entry: Entry) -> str:
    """Say which platform's balance an entry moves."""
    return f"Assets:Balance:{channel_label(entry.api)}"


def postings(entry: Entry) -> Iterator[tuple[str, Decimal]]:
    """Give an entry's postings: what reached the balance, and where from."""
    yield balance(entry), entry.net.amount
    for part in entry.parts:
        yield account(entry, part), -part.amount.amount


def book(entries: Iterable[Entry]) -> Iterator[str]:
    """Write the file, line by line; entries that are still to come are left out."""
    settled = [
        (f"{one.settled_at.astimezone(WIB):%Y-%m-%d}", one)
        for one in entries
        if one.settled_at is not None
    ]
    sums: dict[tuple[str, str], Decimal] = {}
    for _, one in settled:
        for name, amount in postings(one):
            key = name, one.net.currency
            sums[key] = sums.get(key, Decimal(0)) + amount
    yield 'option "operating_currency" "IDR"'
    for name in sorted({name for name, _ in sums}):
        yield f"{min(day for day, _ in settled)} open {name}"
    for day, one in reversed(settled):
        of = one.order_id or one.invoice or "the shop"
        said = one.said.replace('"', "'")
        yield f'{day} * "{said}" "{of}"'
        for name, amount in postings(one):
            yield f"  {name}  {amount} {one.net.currency}"
    for (name, currency), amount in sorted(sums.items()):
        if name.startswith("Assets:"):  # checked when the file is read
            yield f"9999-12-31 balance {name}  {amount} {currency}"


if __name__ == "__main__":
    shop = Sandbox(seed=1).shop()
    lines = list(book(shop.finance.list()))
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(' * ' in line for line in lines)} bookings")
