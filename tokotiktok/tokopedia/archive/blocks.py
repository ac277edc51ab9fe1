"""
Files of rows: gzip, one JSON value a line, in blocks that can be read alone.

Each block is a gzip member, so any tool unpacks a file whole (``zcat``). Its header's
extra field says how long it is, how many rows it has and between which keys they lie;
so a file is searched by jumping from header to header, and no index can disagree with it.

Why gzip: it is in Python's standard library, and an archive must open in ten years.
"""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from ..._json import dumps
from .parts import Key

FULL = 256 * 1024
"""A block is closed when its rows take this many bytes, unpacked."""

_MAGIC = b"\x1f\x8b\x08\x06"
"""A gzip member, deflated, with an extra field and a checksum of its header."""
_OURS = b"tt"
_HEAD = struct.Struct("<4sIBBH2sH")
"""Magic, time, flags, system, length of the extra fields; name and length of ours."""
_NOBODY = 255
_HEAD_SUM = struct.Struct("<H")
_TAIL = struct.Struct("<II")
HEAD_SIZE = _HEAD.size
"""How much of a block must be read to know how long its header is."""

Zones = Mapping[str, Sequence[Any]]
"""Keys, each with its smallest and its largest value."""


@frozen(eq=False)
class Block:
    """Where a block is, and what is in it."""

    offset: int
    size: int
    first_row: int
    """How many rows of the file come before it."""
    rows: int
    zones: Zones
    """The span of each key that all its rows have."""

    def may_have(self, key: str, low: Key, high: Key) -> bool:
        """Whether a row with a *key* between *low* and *high* may be in it."""
        zone = self.zones.get(key)
        return zone is None or not (high < zone[0] or zone[1] < low)

    def lies_in(self, key: str, low: Key, high: Key) -> bool:
        """Whether the *key* of every row is between *low* and *high*."""
        zone = self.zones.get(key)
        return zone is not None and low <= zone[0] and zone[1] <= high


def encode(row: Any) -> bytes:
    """Write a row as one line, without its end."""
    try:
        return dumps(row)
    except ValueError:
        # JSON can say half a character, which UTF-8 cannot; and 1e999, which is no number
        plain = json.loads(json.dumps(row), parse_constant=lambda _: None)
        return json.dumps(plain, separators=(",", ":")).encode()


def pack(lines: Sequence[bytes], zones: Zones) -> bytes:
    """Make a block."""
    plain = b"".join(line + b"\n" for line in lines)
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    body = deflate.compress(plain) + deflate.flush()
    about = dumps({"body": len(body), "rows": len(lines), "zones": zones})
    head = _HEAD.pack(_MAGIC, 0, 0, _NOBODY, len(about) + 4, _OURS, len(about)) + about
    tail = _TAIL.pack(zlib.crc32(plain), len(plain))
    return head + _HEAD_SUM.pack(zlib.crc32(head) & 0xFFFF) + body + tail


def rest_of_head(head: bytes) -> int:
    """
    Give how many bytes of a header follow its first `HEAD_SIZE`.

    Raises:
        ValueError: it is not the header of a block.
    """
    if len(head) == HEAD_SIZE:
        magic, _, _, _, extra, name, size = _HEAD.unpack(head)
        if (magic, name, extra) == (_MAGIC, _OURS, size + 4):
            return int(size) + _HEAD_SUM.size
    raise ValueError("no block begins here")


def block_of(head: bytes, offset: int, first_row: int) -> Block:
    """
    Read a whole header.

    Raises:
        ValueError: it is damaged.
    """
    told, checksum = head[: -_HEAD_SUM.size], head[-_HEAD_SUM.size :]
    if checksum != _HEAD_SUM.pack(zlib.crc32(told) & 0xFFFF):
        raise ValueError("the header of a block is damaged")
    try:
        about = json.loads(told[HEAD_SIZE:])
        size = len(head) + about["body"] + _TAIL.size
        return Block(offset, size, first_row, about["rows"], about["zones"])
    except (KeyError, TypeError):
        raise ValueError("the header of a block is of another make") from None


def unpack(data: bytes) -> list[bytes]:
    """
    Give the lines of a block.

    Raises:
        ValueError: it is damaged.
    """
    try:
        return gzip.decompress(data).split(b"\n")[:-1]
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(str(error)) from None
