"""What the tests of both platforms' webhooks share."""

from __future__ import annotations

from typing import Any

from fakes import SAMPLES
from hypothesis import strategies as st


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
