"""Saving a shop: a walk through all that the API gives, within its limits."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path

from attrs import evolve

from ... import __version__
from ..._model import aware
from ...errors import ValidationError
from ..client import TokopediaClient
from . import manifest
from .client import Archive
from .journal import Journal
from .manifest import Manifest
from .parts import PARTS, Name, part_named
from .reading import Reader
from .redaction import redactor_of
from .walking import Progress, Walk, opened


def write(
    client: TokopediaClient,
    folder: str | os.PathLike[str],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    parts: Sequence[Name] | None = None,
    redact: bool | str = False,
    progress: Callable[[Progress], None] | None = None,
) -> Manifest:
    """
    Save what the API gives of the client's shop in *folder*, or go on with that.

    Only reads. Rows are stored as they come; buyer data that comes sealed stays sealed,
    to be opened by whoever reads the archive with the private key. Interrupted in any
    way, a call with the same *folder* goes on after the last page or window that was
    saved. A record that the platform does not give (an order that it does not find) is
    noted in the part ``failures`` and asked for again by the next call.

    Args:
        client: a client with the shop's id; also an `Archive`, to copy or redact it.
        folder: where the archive is or is to be.
        since: the first moment of orders, tickets and saldo; when the shop was opened,
            if left out.
        until: the last moment of them, exclusive; now, if left out. Products, chats and
            the shop are saved as they are.
        parts: which; all that there are, if left out. ``order_details`` follow from ``orders``,
            ``messages`` come with ``chats``. Later calls may add parts.
        redact: take out personal data: with True each hidden text becomes ``***``, with
            a text as the key a pseudonym, the same for the same text wherever that key
            is used. With the client's private key sealed data gets pseudonyms, too.
            A copy of a redacted archive is one, too.
        progress: called after everything that was saved.

    Raises:
        ValidationError: *folder* holds something else, or was begun with other
            arguments; or a key for an archive that is redacted already.
        TokoTikTokError: as the client raises; what was saved until then stays.
    """
    chosen = {part_named(name).name for name in parts or _parts_of(client)}
    redactor = redactor_of(redact)
    before = client.manifest if isinstance(client, Archive) else None
    was_redacted = before is not None and before.redacted
    if was_redacted and redactor is not None and redactor.key is not None:
        msg = (
            "this archive is redacted already, and a pseudonym of a pseudonym matches "
            "nothing: leave redact= out to copy it, or give True for ***"
        )
        raise ValidationError(msg)
    key = None if before is None else before.redaction_key
    if redactor is not None:
        key = redactor.fingerprint
    place = Path(folder)
    wanted = Manifest(
        made_by=f"tokotiktok {__version__}",
        made_at=client.now(),
        source="archive" if client.archived else "api",
        shop_id=_shop_of(client),
        fs_id=client.fs_id,
        since=_whole(since),
        until=_whole(until),
        redacted=redactor is not None or was_redacted,
        redaction_key=key,
    )
    raw = client.raw(opened=redactor is not None and redactor.key is not None)
    begun = _begin(place, wanted, lambda: _span_of(client, raw))
    with Journal(place, begun, redactor) as journal:
        Walk(raw, journal, progress).run(chosen)
        return journal.manifest


def _begin(
    folder: Path, wanted: Manifest, span: Callable[[], tuple[datetime, datetime]]
) -> Manifest:
    """Give the manifest of the archive in *folder*; make it, if there is none."""
    if (folder / manifest.NAME).exists():
        found = Reader(folder).manifest
        for name in _FIXED:
            given, had = getattr(wanted, name), getattr(found, name)
            if given != had and not (given is None and name in _TIMES):
                msg = (
                    f"{folder}: this archive was begun with {name}={had}, not {given}; "
                    "give the same, or another folder"
                )
                raise ValidationError(msg)
        return found
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise ValidationError(f"{folder}: a file is in the way of a folder") from None
    others = sorted(one.name for one in folder.iterdir() if one.suffix != ".tmp")
    if others:
        msg = f"{folder}: not empty, and not an archive (there is {others[0]})"
        raise ValidationError(msg)
    made = wanted
    if wanted.since is None or wanted.until is None:
        first, last = span()
        made = evolve(
            wanted,
            since=wanted.since or _whole(first),
            until=wanted.until or _whole(last),
        )
    manifest.save(folder, made)
    return made


_TIMES = ("since", "until")
_FIXED = ("source", "shop_id", "fs_id", "redacted", "redaction_key", *_TIMES)


def _parts_of(client: TokopediaClient) -> list[str]:
    """Say which parts there are: of an archive, those that it holds."""
    if not isinstance(client, Archive):
        return list(PARTS)
    return [name for name in PARTS if client.manifest.part(name) is not None]


def _span_of(
    client: TokopediaClient, raw: TokopediaClient
) -> tuple[datetime, datetime]:
    """Say from when to when there is something."""
    if not isinstance(client, Archive):
        return opened(raw), client.now()
    made, held = client.manifest, client.span or (client.now(), client.now())
    return min(made.since or held[0], held[0]), max(made.until or held[1], held[1])


def _whole(moment: datetime | None) -> datetime | None:
    """Cut a time to whole seconds, which is all that the API takes."""
    if moment is None:
        return None
    return aware(moment).astimezone(timezone.utc).replace(microsecond=0)


def _shop_of(client: TokopediaClient) -> str:
    if client.shop_id is None:
        msg = "an archive is of one shop: give the client its shop_id"
        raise ValidationError(msg)
    return client.shop_id
