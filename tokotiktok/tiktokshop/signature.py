"""
What is signed, and how: also shown to people, for comparing with what others sign.

Source: TikTok Shop Partner Center, "Sign your API request", 2026-05.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..telemetry import MASK, bare, masked

if TYPE_CHECKING:
    from ..wire import Request
    from .dialect import TikTokShopDialect

UNSIGNED = frozenset({"sign", "access_token"})
"""Query parameters that the signature leaves out."""

_WIDTH = 12
_SHOWN = 8
"""So much of a signature tells two apart and is no use to anybody."""
_LONG = 16


def signature(
    secret: str,
    path: str,
    query: Mapping[str, str],
    body: bytes | None = None,
) -> str:
    """
    Sign a request: HMAC-SHA256 over path, sorted query and body, in lower-case hex.

    Args:
        secret: the *app_secret*.
        path: the path as sent, without host and query.
        query: the decoded parameters, each once; ``sign`` and ``access_token`` are
            left out.
        body: the exact bytes sent, or ``None``; an upload's body is never signed.
    """
    message = canonical(secret, path, query, body)
    return hmac.digest(secret.encode(), message, "sha256").hex()


def canonical(
    secret: str, path: str, query: Mapping[str, str], body: bytes | None
) -> bytes:
    """Give the text that is signed."""
    return b"".join([piece for _, piece in pieces(secret, path, query, body)])


def pieces(
    secret: str, path: str, query: Mapping[str, str], body: bytes | None
) -> list[tuple[str, bytes]]:
    """List what is signed, in order: what it is, and its bytes."""
    edge = ("app_secret", secret.encode())
    pairs = [
        (name, f"{name}{query[name]}".encode())
        for name in sorted(query)
        if name not in UNSIGNED
    ]
    return [edge, ("path", path.encode()), *pairs, ("body", body or b""), edge]


def explained(dialect: TikTokShopDialect, request: Request, now: int) -> str:
    """Show piece by piece what is signed for *request* at *now*, secrets masked."""
    query = dialect.signed_query(request, now)
    path, secret = urlsplit(request.url).path, dialect.app_secret
    lines = [
        f"{request.method} {bare(request.url)}",
        "",
        "HMAC-SHA256, with the app_secret as its key, over these, joined by nothing:",
        "",
    ]
    for name, piece in pieces(secret, path, query, request.body):
        lines.append(f"  {name:{_WIDTH}} {_shown(name, piece)}".rstrip())
    size = len(request.body or b"")
    sign = signature(secret, path, query, request.body)
    lines += [
        "",
        f"The query is sorted by name and not encoded; the body is {size} bytes.",
        f"Left out: {', '.join(sorted(UNSIGNED))}; headers; the body of an upload.",
        f"The signature, in lower-case hex, begins with {sign[:_SHOWN]}.",
    ]
    return masked("\n".join(lines), [secret])


def _shown(name: str, piece: bytes) -> str:
    text = piece.decode("utf-8", "replace")
    if name == "app_secret":
        return MASK
    if name.endswith("_cipher"):
        value = text.removeprefix(name)
        return name + (
            f"{value[:4]}{MASK}{value[-4:]}" if len(value) >= _LONG else MASK
        )
    return text
