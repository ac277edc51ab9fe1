"""
What the two faces of a world share: routes, the record of what they saw, and faults.

A face is a `Transport`: a client that has it as its transport talks to it in process.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from attrs import field, frozen

from ..wire import Request, Response, Timeout
from .faults import FAULTS, Fault

KEPT = 1_000
"""How many requests a face remembers, so that long runs do not fill the memory."""


@frozen
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    """Decoded."""
    raw_path: str
    """As sent, percent-encoded."""
    pairs: tuple[tuple[str, str], ...]
    """The query, decoded, in order."""
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def query(self) -> dict[str, str]:
        """The query as a mapping; of a repeated name the first value counts."""
        return dict(reversed(self.pairs))

    @property
    def json(self) -> dict[str, Any]:
        """The body as a JSON object; empty if there is none."""
        try:
            found = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The objects of a body that is a bare list; none, if it is something else."""
        try:
            found = json.loads(self.body or b"[]")
        except ValueError:
            return []
        rows = found if isinstance(found, list) else []
        return [row for row in rows if isinstance(row, dict)]


class RefusedError(Exception):
    """The face says no, in its platform's words."""

    def __init__(self, status: int, code: int | str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


Handler = Callable[[Seen, "re.Match[str]"], Any]


@frozen
class Planned:
    """A fault that is to come."""

    fault: Fault
    on: str


@frozen
class Clocks:
    """What time it is for the world, and for the gate."""

    world: Callable[[], float]
    gate: Callable[[], float] = field()


class Face(ABC):
    """One platform's side of a world."""

    def __init__(self, clocks: Clocks) -> None:
        self.clocks = clocks
        self.seen: list[Seen] = []
        """The requests that arrived, oldest first; at least the last `KEPT` of them."""
        self._faults: deque[Planned] = deque()
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []

    def fail(self, fault: str, *, times: int = 1, on: str = "") -> None:
        """
        Let the next requests fail.

        Args:
            fault: the name of one in `tokotiktok.sandbox.faults.FAULTS`.
            times: how many requests.
            on: only those whose path contains this.

        Raises:
            ValueError: there is no such fault.
        """
        if fault not in FAULTS:
            msg = f"no fault {fault!r}; there are {', '.join(sorted(FAULTS))}"
            raise ValueError(msg)
        self._faults.extend([Planned(FAULTS[fault], on)] * times)

    def send(self, request: Request, timeout: Timeout) -> Response:  # noqa: ARG002 - at once
        """Answer a request of a client in this process."""
        body, headers = request.body or b"", dict(request.headers)
        if request.files is not None:
            headers["content-type"] = "multipart/form-data; boundary=sandbox"
            body = b"".join(content for _, content in request.files.values())
        parts = urlsplit(request.url)
        query = (*parse_qsl(parts.query), *request.query)
        return self.answer(request.method, parts.path, query, headers, body)

    def close(self) -> None:  # noqa: B027 - whole as it is
        """Nothing to close."""

    def answer(
        self,
        method: str,
        raw_path: str,
        pairs: tuple[tuple[str, str], ...],
        headers: Mapping[str, str],
        body: bytes,
    ) -> Response:
        """Answer a request, however it arrived."""
        lower = {name.lower(): value for name, value in headers.items()}
        seen = Seen(method, unquote(raw_path), raw_path, pairs, lower, body)
        self.seen.append(seen)
        if len(self.seen) >= 2 * KEPT:
            del self.seen[:KEPT]
        fault = self._next_fault(seen)
        if fault is not None and fault.instead is not None:
            return self._dated(fault.instead(self))
        try:
            response = self._handle(seen)
        except RefusedError as refused:
            response = self.refuse(refused)
        if fault is not None and fault.after is not None:
            response = fault.after(self, response)
        return self._dated(response)

    def route(self, method: str, path: str, handler: Handler) -> None:
        """Let *handler* answer *path*, a template with names in braces."""
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path))
        self._routes.append((method, re.compile(pattern), handler))

    def find(self, seen: Seen) -> tuple[Handler, re.Match[str]] | None:
        """Find who answers a request."""
        for method, pattern, handler in self._routes:
            match = pattern.fullmatch(seen.path)
            if match and method == seen.method:
                return handler, match
        return None

    # each platform's own

    @abstractmethod
    def refuse(self, refused: RefusedError) -> Response:
        """Say no in the platform's envelope."""

    @abstractmethod
    def rate_limited(self) -> Response:
        """Say that there were too many requests."""

    @abstractmethod
    def token_expired(self) -> Response:
        """Say that the access token has expired."""

    @abstractmethod
    def _handle(self, seen: Seen) -> Response:
        """Check a request and answer it."""

    def _next_fault(self, seen: Seen) -> Fault | None:
        for planned in self._faults:
            if planned.on in seen.path:
                self._faults.remove(planned)
                return planned.fault
        return None

    def _dated(self, response: Response) -> Response:
        now = datetime.fromtimestamp(int(self.clocks.gate()), timezone.utc)
        headers = {"date": format_datetime(now, usegmt=True), **response.headers}
        return Response(response.status, headers, response.body)


def as_json(body: Any, status: int = 200, **headers: str) -> Response:
    """Make a JSON answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(
        status,
        {"content-type": "application/json; charset=utf-8", **named},
        json.dumps(body, ensure_ascii=False).encode(),
    )
