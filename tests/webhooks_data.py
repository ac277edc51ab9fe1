"""What the tests of both platforms' webhooks share."""

from __future__ import annotations

import json
from typing import Any

from fakes import SAMPLES
from hypothesis import strategies as st

from tokotiktok.tiktokshop import webhooks as tiktokshop
from tokotiktok.tokopedia import webhooks as tokopedia


def samples(platform: str) -> dict[str, bytes]:
    """Give the webhook samples of a platform, by their names."""
    found = sorted((SAMPLES / platform).glob("webhook_*.json"))
    return {one.stem.removeprefix("webhook_"): one.read_bytes() for one in found}


def solid(value: Any) -> Any:
    """Leave out what is empty, which a model does not tell from what is missing."""
    if isinstance(value, dict):
        held = {name: solid(one) for name, one in value.items()}
        return {name: one for name, one in held.items() if one not in ([], {}, None)}
    if isinstance(value, list):
        return [solid(one) for one in value]
    return value


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=12) | st.sampled_from(["type", "data", "order_id"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
"""Anything that JSON can say."""

APPS = {"6other8key": "another-secret", "6fiktif8key": "fiktif-app-secret-01"}
HOOK_SECRET = "fictitious-webhook-secret"
OLD = b'{"fs_id":99999,"order_status":400,"shop_id":999000001,"order_id":9990000001}'


def order(number=1, *, status="IN_TRANSIT", told=True, of=None, at=None):
    """Make a signed webhook of TikTok Shop's: its headers, and its body."""
    event = {"type": 1, "shop_id": "7490000000000000001", "timestamp": 1_767_225_600}
    if told:
        event["tts_notification_id"] = str(number)
    event["data"] = {"order_id": str(of or number), "order_status": status}
    if at is not None:
        event["data"]["update_time"] = int(at)
    return signed(json.dumps(event).encode())


def signed(body, *, app="6fiktif8key"):
    """Sign a body as TikTok Shop does for an app, the second if none is named."""
    signature = tiktokshop.sign(body, app_key=app, app_secret=APPS[app])
    return {"Authorization": signature}, body


def old(body=OLD):
    """Make a signed webhook of Tokopedia's: its headers, and its body."""
    return {"authorization-hmac": tokopedia.sign(body, secret=HOOK_SECRET)}, body
