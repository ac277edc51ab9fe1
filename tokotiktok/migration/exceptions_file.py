"""What is left to a person as a CSV file, which any spreadsheet opens."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from .id_matches import IdMap, exceptions

COLUMNS = ("kind", "old_id", "name", "why", "candidates")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_exceptions(idmap: IdMap, path: str | os.PathLike[str]) -> int:
    """
    Write what a map leaves to a person, and say how many rows that is.

    A name that a spreadsheet would take for a formula gets an apostrophe before it.

    Args:
        idmap: the map.
        path: the file, which is replaced. UTF-8, with the mark that Excel looks for.

    Raises:
        OSError: the file cannot be written.
    """
    count = 0
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in exceptions(idmap):
            candidates = "\n".join(map(str, one.candidates))
            row = (one.kind.value, one.old_id, one.name, one.why.value, candidates)
            writer.writerow(tuple(cell(text or "") for text in row))
            count += 1
    return count


def cell(text: str) -> str:
    """Give a text as no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
