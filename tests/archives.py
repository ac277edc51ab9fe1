"""Archives of the sandbox's shop, and rows to fill others with."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timezone
from pathlib import Path

from hypothesis import strategies as st

from tokotiktok.sandbox import Sandbox
from tokotiktok.tokopedia import archive
from tokotiktok.tokopedia.archive import manifest
from tokotiktok.tokopedia.archive.journal import Journal
from tokotiktok.tokopedia.archive.manifest import Manifest

MOMENT = datetime(2025, 9, 15, 2, tzinfo=timezone.utc)
SINCE = datetime(2025, 8, 12, tzinfo=timezone.utc)
UNTIL = datetime(2025, 8, 21, tzinfo=timezone.utc)
"""A span in which the sandbox's shop sold something on Tokopedia."""


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
"""Any JSON value, half characters included."""


class Memory:
    """A transport that asks the same thing of another one only once."""

    def __init__(self, transport) -> None:
        self.transport = transport
        self.known = {}

    def send(self, request, timeout):
        key = request.method, request.url, request.query
        if key not in self.known:
            self.known[key] = self.transport.send(request, timeout)
        return self.known[key]

    def close(self) -> None:
        """Nothing to close."""


def shop(seed: int = 1, **options):
    """Give a client of a sandbox whose answers cost nothing the second time."""
    box = Sandbox(seed=seed, **options)
    return box.tokopedia(transport=Memory(box.tokopedia_face))


def begun(**more) -> Manifest:
    """Make a manifest."""
    given = {"made_by": "test", "made_at": MOMENT, "source": "api", "shop_id": "1"}
    return Manifest(**{**given, **more})


def filled(folder: Path, redactor=None, /, **parts) -> Path:
    """Make an archive of given rows."""
    folder.mkdir(exist_ok=True)
    made = begun(shop_id="999000001", fs_id="99999")
    manifest.save(folder, made)
    with Journal(folder, made, redactor) as journal:
        for part, rows in parts.items():
            for row in rows:
                journal.add(part, row)
            journal.finish(part)
    return folder


def content(folder: Path) -> dict[str, list]:
    """Read all rows of an archive with no help of ours."""
    return {
        path.name.removesuffix(".jsonl.gz"): [
            json.loads(line)
            for line in gzip.decompress(path.read_bytes()).split(b"\n")[:-1]
        ]
        for path in sorted(folder.glob("*.jsonl.gz"))
    }


def copied(folder: Path, target: Path, **options) -> archive.Archive:
    """Write an archive from another."""
    archive.write(archive.Archive(folder), target, **options)
    return archive.Archive(target)
