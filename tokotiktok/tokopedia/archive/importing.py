"""Making an archive of the dumps that people already have."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timezone
from itertools import groupby
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from ... import __version__
from ..._json import loads
from ...errors import ValidationError
from . import manifest
from .blocks import encode
from .files import Found, Problem, files_in, values_in
from .journal import Journal
from .manifest import Manifest
from .parts import PARTS, Part, number_at
from .recognition import SHOP_OF, Row, Stranger, rows_in
from .redaction import redactor_of
from .sorting import Sorter

MOST_PROBLEMS = 1_000
"""So many are told one by one."""


@frozen(kw_only=True)
class ImportReport:
    """What an import found and made."""

    manifest: Manifest
    """What the archive holds."""
    files: int
    """How many files were read."""
    found: Mapping[str, int]
    """How many rows of each part were in them."""
    duplicates: Mapping[str, int]
    """How many of those were of a record of which a later row was taken."""
    others: int
    """How many rows were left out because they are of other shops."""
    problems: tuple[Problem, ...]
    """What was not taken over, the first thousand."""
    more_problems: int = 0
    """How many more there were."""


def import_dumps(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    shop_id: str | int | None = None,
    fs_id: str | int | None = None,
    redact: bool | str = False,
    clock: Callable[[], float] = time.time,
) -> ImportReport:
    """
    Make an archive in *folder* of answers of the API that were saved as they came.

    Takes one JSON value a file or a line, packed by gzip or not: whole answers, their
    ``data``, single rows, lists of any of these, mixed; also the files of an archive, so
    that several can be made one. What a row is, its keys tell; its values stay as they
    are. Of several rows of one record the one that changed last is taken; if they do not
    say, of an order the one further along; then the one with more in it; then the one
    that was given later. The archive is there at the end, or not at all.

    Args:
        paths: files, and folders of them; a folder's are taken by name.
        folder: where the archive is to be; nothing may be there.
        shop_id: the shop; read from the rows, if left out. Rows that say that they are
            of another shop are left out.
        fs_id: the app; likewise.
        redact: as for `write`.
        clock: the time of day in seconds since 1970.

    Raises:
        ValidationError: *folder* is not empty, no row was found, or the rows are of
            several shops and *shop_id* does not say of which.
    """
    target = Path(folder).resolve()  # "." has no name, a link no place beside it
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ValidationError(f"{target}: something is there; give another folder")
    redactor = redactor_of(redact)
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    work = target.with_name(target.name + ".importing")
    shutil.rmtree(work, ignore_errors=True)
    made = work / "archive"
    made.mkdir(mode=0o700, parents=True)
    try:
        sieve = _Sieve(work, None if shop_id is None else str(shop_id))
        for path in files_in(map(Path, given)):
            sieve.take(path)
        begun = Manifest(
            made_by=f"tokotiktok {__version__}",
            made_at=datetime.fromtimestamp(int(clock()), timezone.utc),
            source="import",
            shop_id=sieve.shop(),
            fs_id=sieve.app() if fs_id is None else str(fs_id),
            redacted=redactor is not None,
            redaction_key=redactor.fingerprint if redactor else None,
        )
        manifest.save(made, begun)
        with Journal(made, begun, redactor) as journal:
            for name in (name for name in PARTS if name in sieve.found):
                for row in sieve.kept(PARTS[name]):
                    journal.add(name, row)
                journal.finish(name)
        if target.exists():
            target.rmdir()
        made.replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return sieve.report(journal.manifest)


@define
class _Sieve:
    """Sorts rows by their record, so that of each the one to keep comes last."""

    work: Path
    wanted: str | None
    """The shop that was asked for."""
    sorters: dict[str, Sorter] = field(factory=dict)
    files: int = 0
    others: int = 0
    found: Counter[str] = field(factory=Counter)
    duplicates: Counter[str] = field(factory=Counter)
    shops: Counter[str] = field(factory=Counter)
    apps: Counter[str] = field(factory=Counter)
    problems: list[Problem] = field(factory=list)
    more_problems: int = 0

    def take(self, path: Path) -> None:
        """Take the rows of a file."""
        self.files += 1
        for one in values_in(path, _holds_rows):
            if isinstance(one, Problem):
                self._complain(one)
            else:
                self._take_value(str(path), one)

    def _take_value(self, name: str, found: Found) -> None:
        try:
            for record, one in enumerate(rows_in(found.value), 1):
                why = one.why if isinstance(one, Stranger) else self._take_row(one)
                if why:
                    self._complain(
                        Problem(file=name, line=found.line, record=record, what=why)
                    )
        except RecursionError:
            what = "nested too deeply to be an answer"
            self._complain(Problem(file=name, line=found.line, what=what))

    def _take_row(self, row: Row) -> str | None:
        """Take a row; say why not."""
        part, value = PARTS[row.part], row.value
        identity = part.identity(value)
        if identity is None:
            return f"a row of {part.name} without {' and '.join(part.same)}"
        shop = SHOP_OF[part.name](value) if part.name in SHOP_OF else None
        if shop and self.wanted not in (None, str(shop)):
            self.others += 1
            return None
        if shop:
            self.shops[str(shop)] += 1
        if part.name == "orders" and value.get("fs_id"):
            self.apps[str(value["fs_id"])] += 1
        self.found[part.name] += 1
        newer = [
            -1 if at is None else at for at in (read(value) for read in part.newer)
        ]
        if part.name not in self.sorters:
            self.sorters[part.name] = Sorter(self.work, part.name)
        line = encode(value)
        self.sorters[part.name].add((*identity, *newer, _fullness(value)), line)
        return None

    def _complain(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.more_problems += 1

    def shop(self) -> str:
        """Say which shop the rows are of."""
        if not self.found:
            first = f": {self.problems[0]}" if self.problems else ""
            raise ValidationError(f"no row of any part was found{first}")
        if self.wanted is not None:
            return self.wanted
        if len(self.shops) != 1:
            told = ", ".join(f"{shop} ({n} rows)" for shop, n in self.shops.items())
            msg = f"give shop_id: the rows are of {told or 'a shop that they do not name'}"
            raise ValidationError(msg)
        return next(iter(self.shops))

    def app(self) -> str | None:
        """Say which app saved most rows."""
        return self.apps.most_common(1)[0][0] if self.apps else None

    def kept(self, part: Part) -> Iterator[Any]:
        """Give one row of each record, in the order of the archive."""
        again = Sorter(self.work, f"{part.name}.again")
        count = len(part.same)
        rows = self.sorters[part.name].sorted()
        for _, same in groupby(rows, key=lambda item: item[0][:count]):
            earlier, line = 0, b""
            for earlier, (_, line) in enumerate(same):  # noqa: B007 - the last counts
                pass
            self.duplicates[part.name] += earlier
            again.add(_place(part, loads(line)), line)
        return (loads(line) for _, line in again.sorted())

    def report(self, made: Manifest) -> ImportReport:
        """Say what was found and made."""
        return ImportReport(
            manifest=made,
            files=self.files,
            found=dict(self.found),
            duplicates=dict(+self.duplicates),
            others=self.others,
            problems=tuple(self.problems),
            more_problems=self.more_problems,
        )


def _holds_rows(value: Any) -> bool:
    return any(isinstance(one, Row) for one in rows_in(value))


def _place(part: Part, row: Any) -> tuple[int, int]:
    """
    Say where a row belongs in its part: by time, or else by id.

    Chats go as the platform lists them, the one spoken in last first; messages chat by
    chat, likewise.
    """
    number = _number(part.keys["id"](row))
    if part.name == "chats":
        return -_number(_SPOKEN(row)), number
    if part.name == "messages":
        return number, -_number(_WRITTEN(row))
    return _number(part.keys["time"](row)) if "time" in part.keys else 0, number


_SPOKEN, _WRITTEN = number_at("attributes.last_reply_time"), number_at("reply_time")


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _fullness(value: Any) -> int:
    """Count the single values in a row that say something."""
    if isinstance(value, dict):
        return sum(map(_fullness, value.values()))
    if isinstance(value, list):
        return sum(map(_fullness, value))
    return value not in (None, "")
