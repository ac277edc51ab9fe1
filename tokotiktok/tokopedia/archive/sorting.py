"""Sorting more rows than fit into memory: sorted runs on the disk, merged in passing."""

from __future__ import annotations

import gzip
import heapq
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .blocks import encode

Sortable = tuple[Any, ...]
"""Numbers and texts, in the same places the same."""
Item = tuple[Sortable, bytes]
"""What a line is sorted by, and the line."""

IN_MEMORY = 32 * 1024 * 1024
"""So many bytes of lines are sorted at once."""
OPEN = 64
"""So many runs are merged at once."""


class Sorter:
    """Takes lines in any order, and gives them sorted."""

    def __init__(self, folder: Path, name: str) -> None:
        """Sort in *folder*, in files whose names begin with *name*."""
        self._folder = folder
        self._name = name
        self._held: list[Item] = []
        self._size = 0
        self._runs: list[Path] = []
        self._made = 0

    def add(self, key: Sortable, line: bytes) -> None:
        """Take a line."""
        self._held.append((key, line))
        self._size += len(line)
        if self._size >= IN_MEMORY:
            self._runs.append(self._store(sorted(self._held, key=_key)))
            self._held, self._size = [], 0
        if len(self._runs) >= OPEN:
            merged = self._store(heapq.merge(*map(_read, self._runs), key=_key))
            for run in self._runs:
                run.unlink()
            self._runs = [merged]

    def sorted(self) -> Iterator[Item]:
        """Give all lines, by their keys; of equal keys the first added first."""
        self._held.sort(key=_key)
        return heapq.merge(*map(_read, self._runs), self._held, key=_key)

    def _store(self, items: Iterable[Item]) -> Path:
        self._made += 1
        path = self._folder / f"{self._name}.{self._made}.gz"
        with gzip.open(path, "wb", compresslevel=1) as file:
            for key, line in items:
                file.write(encode(key) + b"\t" + line + b"\n")
        return path


def _key(item: Item) -> Sortable:
    return item[0]


def _read(run: Path) -> Iterator[Item]:
    with gzip.open(run, "rb") as file:
        for stored in file:
            key, _, line = stored[:-1].partition(b"\t")
            yield tuple(json.loads(key)), line
