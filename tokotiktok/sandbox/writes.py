"""What the parts of a face share that change the world: one write at a time."""

from __future__ import annotations

from re import Match
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .face import Handler, Seen
    from .tiktokshop import TikTokShopFace
    from .tokopedia import TokopediaFace


def route_writes(
    face: TikTokShopFace | TokopediaFace, routes: tuple[tuple[str, str, Handler], ...]
) -> None:
    """Let *face* answer at *routes*; what writes does so alone."""
    for method, path, handler in routes:
        face.route(method, path, handler if method == "GET" else _alone(face, handler))


def _alone(face: TikTokShopFace | TokopediaFace, handler: Handler) -> Handler:
    def answer(seen: Seen, match: Match[str]) -> Any:
        with face.world.changes.lock:
            return handler(seen, match)

    return answer
