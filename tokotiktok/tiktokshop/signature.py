"""What is signed, shown to people: for comparing with what others sign."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..telemetry import MASK, bare, masked
from .dialect import UNSIGNED, pieces, signature

if TYPE_CHECKING:
    from ..wire import Request
    from .dialect import TikTokShopDialect

_WIDTH = 12
_SHOWN = 8
"""So much of a signature tells two apart and is no use to anybody."""
_LONG = 16


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
