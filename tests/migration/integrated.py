"""A shop whose integration was played to the end, for tests."""

from __future__ import annotations

from tokotiktok.sandbox import Sandbox


def integrated(seed=1, *, hours=0, **options):
    """Give a sandbox, merged and confirmed, its client authorised again."""
    box = Sandbox(seed=seed, integration="pending", **options)
    box.integration.merge()
    client = box.tiktokshop()
    client.oauth.exchange(box.tiktokshop_face.authorize())
    box.integration.confirm_products()
    box.clock.advance(hours=hours)
    return box, client
