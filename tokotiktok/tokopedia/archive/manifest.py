"""
The manifest: what an archive holds, and how far each of its parts has got.

It is replaced whole, and last: rows count once it counts them. So an archive is right at
any moment, wherever writing it was interrupted.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from ..._convert import UNFIT, Converter, unstructure, why
from ..._json import loads
from ..._model import Id, Model, Rfc3339, is_a
from ...errors import DecodeError

NAME = "manifest.json"
FORMAT = "tokotiktok.tokopedia.archive"
VERSION = 1
_STRICT = Converter(strict=True)
WRITE = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
"""How files are opened for writing."""
MODE = 0o600
"""Who may read them: their owner, since buyers' data may be in them."""


@frozen(kw_only=True)
class PartState(Model):
    """One part: its file, and what is in it."""

    name: Id
    file: Id
    records: int = 0
    """How many rows it has."""
    bytes: int = 0
    """How long its file is."""
    sha256: str = ""
    first: Rfc3339 | None = None
    """When the earliest of its records happened, where they say."""
    last: Rfc3339 | None = None
    sealed: int = 0
    """How many rows hold sealed buyer data."""
    complete: bool = False
    cursor: str | None = None
    """Where writing goes on, while it is not complete."""


@frozen(kw_only=True)
class Manifest(Model):
    """What an archive holds."""

    format: Id = FORMAT
    version: int = VERSION
    made_by: str
    """This library and its version."""
    made_at: Rfc3339
    source: str
    """What it was made from: ``api``, ``archive`` or ``import``."""
    shop_id: Id
    fs_id: str | None = None
    since: Rfc3339 | None = None
    """The first moment of orders, tickets and saldo, inclusive."""
    until: Rfc3339 | None = None
    """The last moment of them, exclusive."""
    redacted: bool = False
    redaction_key: str | None = None
    """What the key of its pseudonyms is recognised by."""
    parts: tuple[PartState, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every part was written to its end."""
        return bool(self.parts) and all(part.complete for part in self.parts)

    def part(self, name: str) -> PartState | None:
        """Give one part; ``None`` if the archive does not have it."""
        return next((part for part in self.parts if part.name == name), None)

    def with_parts(self, *changed: PartState) -> Manifest:
        """Give the manifest with some parts changed or added."""
        parts = {part.name: part for part in (*self.parts, *changed)}
        return evolve(self, parts=tuple(parts.values()))


def parse(data: bytes, where: str) -> Manifest:
    """
    Read a manifest.

    Raises:
        DecodeError: it is none, or of a version that is not known here.
    """
    try:
        raw: Any = loads(data)
    except ValueError:
        raise DecodeError(f"{where}: not JSON") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        msg = f"{where}: not the manifest of an archive of this library"
        raise DecodeError(msg)
    if raw.get("version") != VERSION:
        msg = (
            f"{where}: version {raw.get('version')!r} of the format; this version of "
            f"tokotiktok reads {VERSION}. Use a newer one"
        )
        raise DecodeError(msg)
    try:
        manifest: Manifest = _STRICT.read(raw, Manifest)
    except UNFIT as error:
        raise DecodeError(f"{where}: {why(error, raw)}") from None
    for part in manifest.parts:
        counted = is_a(part.records, int) and is_a(part.bytes, int)
        if not (counted and is_a(part.sha256, str) and is_a(part.complete, bool)):
            msg = f"{where}: does not say how long {part.file} is, and what its checksum is"
            raise DecodeError(msg)
    return manifest


def save(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in *folder*, surely and at once."""
    text = json.dumps(unstructure(manifest), indent=1) + "\n"
    new = folder / f"{NAME}.tmp"
    handle = os.open(new, WRITE | os.O_TRUNC, MODE)
    try:
        write_all(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    new.replace(folder / NAME)
    settle(folder)


def write_all(handle: int, data: bytes) -> None:
    """Write *data*, in as many goes as it takes."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def settle(folder: Path) -> None:
    """See to it that names in *folder* survive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
