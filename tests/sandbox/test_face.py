"""What both faces share: what they see, faults, and serving."""

from __future__ import annotations

import pytest

from tokotiktok.sandbox.face import KEPT, Seen
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
