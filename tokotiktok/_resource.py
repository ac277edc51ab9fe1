"""
What resources are made of, and what they answer with: pages and batch results.

A generated method builds its query and body and hands them to one of the verbs of
`Resource`; nothing else knows how to page or to tell success from failure per item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import evolve, field, frozen

from ._explain import Explanation, explain
from .errors import PaginationError, TokoTikTokError, ValidationError
from .telemetry import masked
from .wire import Call, Document, Operation, Paging, Upload

if TYPE_CHECKING:
    from ._session import Session
    from .platforms import Platform

T = TypeVar("T")
R = TypeVar("R", bound="Resource")


@frozen
class Malformed:
    """An item that could not be read, as it came, and why."""

    raw: Any
    reason: str


@frozen
class Page(Generic[T]):
    """
    One page of items: one request's answer.

    Iterating gives this page's items; `all` walks on through the pages that follow.
    """

    items: tuple[T, ...]
    malformed: tuple[Malformed, ...] = ()
    """What came on this page but could not be read."""
    total: int | None = None
    """How many items all pages hold, where the platform tells."""
    next_token: str | None = None
    """Where the next page starts; ``None`` on the last."""
    token: str | None = None
    """Where this one starts; ``None`` at the beginning."""
    _turn: Callable[[Page[T], set[str | None]], Page[T]] | None = field(
        default=None, repr=False, eq=False
    )

    def __iter__(self) -> Iterator[T]:
        """Iterate over the items of this page."""
        return iter(self.items)

    def __len__(self) -> int:
        """How many items are on this page."""
        return len(self.items)

    def next(self) -> Page[T] | None:
        """
        Fetch the next page; ``None`` after the last.

        Raises:
            PaginationError: it would be this one again.
        """
        if self.next_token is None or self._turn is None:
            return None
        return self._turn(self, {self.token})

    def pages(self) -> Iterator[Page[T]]:
        """
        Walk through this page and all that follow, one request each.

        Raises:
            PaginationError: the platform sent a page or its token a second time.
        """
        seen = {self.token}
        page = self
        yield page
        while page.next_token is not None and self._turn is not None:
            page = self._turn(page, seen)
            yield page

    def all(self) -> Iterator[T]:
        """
        Walk through the items of this page and all that follow.

        An error on the way has a ``resume_token``: pass it as the page token to the same
        method, with the same filters, to go on from there.
        """
        for page in self.pages():
            yield from page.items


@frozen
class Failure:
    """One item of a batch that the platform did not accept, or one storefront did not."""

    id: str | None
    """The item, if the platform named it."""
    code: int | str | None
    message: str
    platform: Platform | None = None
    """The storefront that refused it, where the platform tells."""
    source: Any = field(default=None, repr=False)
    """Everything the platform said of it, as it came: secrets in it are not masked."""
    causes: tuple[Failure, ...] = ()
    """The reasons within, where the platform wraps them."""

    @property
    def explanation(self) -> Explanation | None:
        """What the code means, or the first of `causes`; ``None`` without a code."""
        code = self.causes[0].code if self.causes else self.code
        return None if code is None else explain(code)

    def masked(self, secrets: Sequence[str]) -> Failure:
        """Give it without *secrets* in what it quotes; `source` stays as it is."""
        id_, code = self.id, self.code
        return evolve(
            self,
            id=None if id_ is None else masked(id_, secrets),
            code=masked(code, secrets) if isinstance(code, str) else code,
            message=masked(self.message, secrets),
            causes=tuple(one.masked(secrets) for one in self.causes),
        )

    def __str__(self) -> str:
        """Say which item, what the platform said, why, and who must act."""
        inner = self.causes[0] if self.causes else self
        code = "" if inner.code is None else f"{inner.code} "
        why = self.explanation
        text = why.sentence(inner.message) if why else inner.message or "not done"
        return f"{self.id or 'an item'}: {code}{text}"


@frozen
class BatchResult(Generic[T]):
    """
    What became of each item of a batch.

    A batch with failures must not pass for a success, so this has no truth value.
    """

    succeeded: tuple[str, ...]
    """What was asked for and surely done; empty if a failure names none of it."""
    failed: tuple[Failure, ...]
    answer: T
    """The platform's whole answer."""

    def __bool__(self) -> bool:
        """Refuse: ``if result`` would hide failed items."""
        msg = "a BatchResult is neither true nor false: look at .failed"
        raise TypeError(msg)

    def raise_for_failures(self) -> None:
        """
        Raise if any item failed.

        Raises:
            ValidationError: naming the first items, and why each failed.
        """
        if self.failed:
            many = len(self.failed)
            said = "; ".join(map(str, self.failed[:_NAMED]))
            more = f"; and {many - _NAMED} more" if many > _NAMED else ""
            noun = "failure" if many == 1 else "failures"
            raise ValidationError(f"{many} {noun} in the batch: {said}{more}")


_NAMED = 10
"""Failures that an error names."""


def dig(value: Any, path: str) -> Any:
    """Follow a dotted path through objects; ``None`` where it ends early."""
    for name in path.split(".") if path else ():
        value = value.get(name) if isinstance(value, dict) else None
    return value


class Resource:
    """The operations on one kind of record, for one client."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def at(self: R, version: str) -> R:
        """
        Give this resource at another version of the API, such as ``202309``.

        For operations whose versions differ in the path only.
        """
        return type(self)(self._session.at(version))

    def plain(self: R) -> R:
        """Give this resource with answers as plain JSON values, whatever its types say."""
        return type(self)(self._session.plain())

    def _get(
        self,
        operation: Operation,
        kind: type[T],
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        files: Mapping[str, Upload | None] | None = None,
    ) -> T:
        """Call and read the answer as *kind*."""
        answer = self._session.call(self._call(operation, path, query, body, files))
        found: T = self._session.read(answer, kind, operation)
        return found

    def _field(
        self,
        operation: Operation,
        kind: type[T],
        name: str,
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        files: Mapping[str, Upload | None] | None = None,
    ) -> T | None:
        """Call an operation whose answer holds one thing; read that as *kind*."""
        answer = self._session.call(self._call(operation, path, query, body, files))
        if not isinstance(answer, dict):
            raise self._session.wrong(operation, "a success without what was asked for")
        if answer.get(name) is None:
            return None
        found: T = self._session.read(answer[name], kind, operation)
        return found

    def _do(
        self,
        operation: Operation,
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        files: Mapping[str, Upload | None] | None = None,
    ) -> None:
        """Call an operation whose answer says nothing but yes."""
        self._session.call(self._call(operation, path, query, body, files))

    def _document(
        self,
        operation: Operation,
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> Document:
        """Call an operation that answers with a file."""
        document: Document = self._session.call(
            self._call(operation, path, query, None, None)
        )
        return document

    def _batch(
        self,
        operation: Operation,
        kind: type[T],
        asked: Sequence[str | int | tuple[str, ...]] = (),
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        files: Mapping[str, Upload | None] | None = None,
    ) -> BatchResult[T]:
        """Call for several items at once; *asked* are their ids, where they have any."""
        call = self._call(operation, path, query, body, files)
        answer, failed = self._session.batch(call)
        items = [one if isinstance(one, tuple) else (str(one),) for one in asked]
        ids = {one.id for one in failed}
        done = tuple(names[0] for names in items if names and ids.isdisjoint(names))
        told = ids <= {name for names in items for name in names}
        return BatchResult(
            done if told else (),
            failed,
            self._session.read(answer or {}, kind, operation),
        )

    def _page(
        self,
        operation: Operation,
        kind: type[T],
        *,
        path: Mapping[str, Any] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
    ) -> Page[T]:
        """Call an operation that lists, and read each item as *kind*."""
        call = Call(operation, path or {}, query or {}, self._session.write(body))
        return _Walk(self._session, call, kind).fetch(None)

    def _call(
        self,
        operation: Operation,
        path: Mapping[str, Any] | None,
        query: Mapping[str, Any] | None,
        body: Any,
        files: Mapping[str, Upload | None] | None,
    ) -> Call:
        written = self._session.write(body)
        return Call(operation, path or {}, query or {}, written, files)


@frozen
class _Walk:
    """A walk through pages: the call that started it, and how to turn to another page."""

    session: Session
    call: Call
    kind: Any

    def fetch(self, token: str | None) -> Page[Any]:
        """Fetch the page that starts at *token*, or the one that was asked for."""
        paging = self.call.operation.page
        if paging is None:
            raise TypeError(f"{self.call.operation.id} has no pages")
        call = self.call if token is None else self._at(paging, token)
        asked = dig(getattr(call, paging.where), paging.param)
        start = None if asked in (None, "") else str(asked)
        try:
            return self._read(call, paging, start, self.session.call(call))
        except TokoTikTokError as error:
            error.resume_token = start
            raise

    def turn(self, page: Page[Any], seen: set[str | None]) -> Page[Any]:
        """Fetch the page after *page*, which may not be one of those *seen*."""
        token, paging = page.next_token, self.call.operation.page
        if token in seen:
            raise self._circle(token)
        seen.add(token)
        following = self.fetch(token)
        numbered = paging is not None and paging.style == "number"
        if numbered and following.items and following.items == page.items:
            raise self._circle(token)  # the number was not heeded
        return following

    def _circle(self, token: str | None) -> PaginationError:
        msg = f"page {token!r} came twice: the pages go round in a circle"
        error = PaginationError(msg, resume_token=token)
        self.session.tell(error, self.call.operation)
        return error

    def _read(
        self, call: Call, paging: Paging, start: str | None, answer: Any
    ) -> Page[Any]:
        raw = dig(answer, paging.items)
        if raw is not None and not isinstance(raw, list):
            where = f"$.{paging.items}" if paging.items else "$"
            raise self.session.wrong(call.operation, f"{where} is not a list")
        items, malformed = self.session.read_items(raw or [], self.kind)
        total = dig(answer, paging.total) if paging.total else None
        return Page(
            tuple(items),
            tuple(malformed),
            total if isinstance(total, int) else None,
            self._next(call, paging, answer, len(raw or ())),
            start,
            self.turn,
        )

    def _next(self, call: Call, paging: Paging, answer: Any, count: int) -> str | None:
        if paging.style == "none":
            return None
        if paging.style == "token":
            token = dig(answer, paging.next)
            if token and not isinstance(token, (str, int)):
                what = f"$.{paging.next} is no page token"
                raise self.session.wrong(call.operation, what)
            return str(token) if token else None
        sent = dict(getattr(call, paging.where) or {})
        more = dig(answer, paging.next) if paging.next else None
        if more is None:  # not told: only a full page may have a successor
            size = dig(sent, paging.size)
            more = count > 0 and (size is None or count >= int(size))
        page = int(dig(sent, paging.param) or 1)
        return str(page + 1) if more else None

    def _at(self, paging: Paging, token: str) -> Call:
        """Give the call that asks for the page that starts at *token*."""
        sent = dict(getattr(self.call, paging.where) or {})
        inner = sent
        *parents, name = paging.param.split(".")
        for parent in parents:
            inner[parent] = dict(inner.get(parent) or {})
            inner = inner[parent]
        inner[name] = int(token) if paging.style == "number" else token
        changed: dict[str, Any] = {paging.where: sent}
        return evolve(self.call, **changed)
