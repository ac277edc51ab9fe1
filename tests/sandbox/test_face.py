"""What both faces share: what they see, faults, and serving."""

from __future__ import annotations

import pytest

from tokotiktok.sandbox.face import KEPT, Clocks, Face, RefusedError, Seen
from tokotiktok.wire import Request, Timeout

QUICK = Timeout(connect=1, read=1, total=1)


def seen(body: bytes) -> Seen:
    return Seen("POST", "/x", "/x", (), {}, body)


class TestSeen:
    @pytest.mark.parametrize(
        ("body", "found"),
        [(b'{"a": 1}', {"a": 1}), (b"", {}), (b"{", {}), (b"[1]", {})],
    )
    def test_json(self, body, found):
        """A body is its JSON object, or an empty one where it is none."""
        assert found == seen(body).json


class TestFace:
    def test_each_platform_has_its_own_ways(self):
        """A face without a platform has no way to answer."""
        face = Face(Clocks(lambda: 0.0, lambda: 0.0))
        for ask in (
            lambda: face.refuse(RefusedError(400, 1, "no")),
            face.rate_limited,
            face.token_expired,
            lambda: face.send(Request("GET", "https://x.invalid/"), QUICK),
        ):
            with pytest.raises(NotImplementedError):
                ask()
        face.close()

    def test_uploads_are_seen(self, box):
        """An upload arrives as its files' bytes, under a multipart content type."""
        request = Request("POST", "https://x.invalid/a", files={"data": ("a", b"PNG")})
        box.tiktokshop_face.send(request, QUICK)
        (arrived,) = box.tiktokshop_face.seen

        assert b"PNG" == arrived.body
        assert arrived.headers["content-type"].startswith("multipart/form-data")

    def test_remembers_the_last_requests(self, box):
        """However long it runs, a face remembers no more than the last requests."""
        request = Request("GET", "https://x.invalid/a")
        for _ in range(2 * KEPT + 1):
            box.tiktokshop_face.send(request, QUICK)

        assert KEPT <= len(box.tiktokshop_face.seen) <= 2 * KEPT
