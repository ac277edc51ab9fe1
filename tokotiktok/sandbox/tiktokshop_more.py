"""What else the TikTok Shop face acts out: what Tokopedia's products became."""

from __future__ import annotations

from re import Match
from typing import TYPE_CHECKING, Any

from attrs import frozen

from .face import Seen
from .tiktokshop_gate import CREATORS

if TYPE_CHECKING:
    from .tiktokshop import TikTokShopFace

NO_PRODUCT = 16_000_001


@frozen
class More:
    """Acts out the operations that map product ids."""

    face: TikTokShopFace

    def __attrs_post_init__(self) -> None:
        mapped = f"{CREATORS}202606/toko_product_mappers"
        self.face.route("GET", mapped, self._mapped)
        self.face.route("POST", f"{CREATORS}202607/map_toko_product", self._mapped)

    def _mapped(self, seen: Seen, _: Match[str]) -> Any:
        """
        Answer with what products of Tokopedia are called on TikTok Shop.

        The shape is known from one SDK's types: unknown ones are told of in an error
        beside the others, with code 0. What code that error bears, and that a variant is
        answered with its product, are guesses.
        """
        asked = dict.fromkeys(str(one) for one in seen.json.get("toko_pids") or ())
        known = self.face.integration.truth.products
        found = [
            {"toko_pid": int(old), "tts_pid": int(new)}
            for old, new in known.items()
            if old in asked
        ]
        missing = [one for one in asked if one not in known]
        if not missing:
            return {"product": found}
        message = f"no product for {', '.join(missing)}"
        return {"product": found, "error": {"code": NO_PRODUCT, "message": message}}
