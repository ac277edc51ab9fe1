"""What is signed, shown to people."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from fakes import NOW, SECRET, FakeClock, Script, ok, tiktok
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok.errors import ValidationError
from tokotiktok.tiktokshop.dialect import canonical, pieces, signature

SHOWN = """\
POST https://open-api.tiktokglobalshop.com/order/202309/orders/search

HMAC-SHA256, with the app_secret as its key, over these, joined by nothing:

  app_secret   ***
  path         /order/202309/orders/search
  app_key      app_key6fiktif8key
  page_size    page_size50
  shop_cipher  shop_cipherROW_***1234
  timestamp    timestamp1767225600
  body         {"order_status":"UNPAID"}
  app_secret   ***

The query is sorted by name and not encoded; the body is 25 bytes.
Left out: access_token, sign; headers; the body of an upload.
The signature, in lower-case hex, begins with SIGN."""


class TestExplainSignature:
    def test_piece_by_piece(self):
        """It shows what the very same call signs, and sends nothing."""
        script = Script(ok({"orders": []}))
        client = tiktok(script)
        shown = client.explain_signature(
            "post",
            "/order/202309/orders/search",
            query={"page_size": 50},
            body={"order_status": "UNPAID"},
        )
        assert [] == script.sent
        client.orders.search(order_status="UNPAID")
        sign = dict(script.sent[0].query)["sign"]

        assert SHOWN.replace("SIGN", sign[:8]) == shown

    def test_by_their_clock(self):
        """The time is the one that would be signed."""
        client = tiktok(Script(ok()), fake_clock=FakeClock(NOW + 0.9))
        client._session.offset.seconds = 100.2
        shown = client.explain_signature("GET", "/thing/202309/things")

        assert f"timestamp{int(NOW) + 101}" in shown
        assert "  body\n" in shown
        assert "the body is 0 bytes" in shown

    def test_without_a_shop(self):
        """An operation that takes no shop is signed without one; a short one is hidden."""
        client = tiktok(Script(ok()), shop_cipher="short")

        assert "shop_cipher" not in client.explain_signature(
            "GET", "/authorization/202309/shops"
        )
        assert "shop_cipher" not in client.explain_signature(
            "GET", "/thing/202309/things", shop_cipher=False
        )
        assert "  shop_cipher  shop_cipher***\n" in client.explain_signature(
            "GET", "/thing/202309/things"
        )

    def test_secret_elsewhere(self):
        """The secret is masked wherever it stands."""
        shown = tiktok(Script(ok())).explain_signature(
            "GET", "/thing/202309/things", query={"note": f"my {SECRET}"}
        )

        assert SECRET not in shown
        assert "notemy ***" in shown

    def test_body_that_is_no_text(self):
        """Whatever is in the body can be shown."""
        shown = tiktok(Script(ok())).explain_signature(
            "POST", "/thing/202309/things", body={"name": "Kopi ☕"}
        )

        assert "Kopi" in shown

    def test_bad_path(self):
        """A path with a query in it is refused, as it is when calling."""
        with pytest.raises(ValidationError, match="a path begins with /"):
            tiktok(Script(ok())).explain_signature("GET", "/things?x=1")


class TestPieces:
    @given(
        path=st.text(max_size=20),
        query=st.dictionaries(
            st.text(max_size=8) | st.sampled_from(["sign", "access_token"]),
            st.text(max_size=8),
        ),
        body=st.none() | st.binary(max_size=20),
    )
    def test_are_what_is_signed(self, path, query, body):
        """The pieces, joined by nothing, are what the signature covers."""
        joined = b"".join(piece for _, piece in pieces(SECRET, path, query, body))
        sign = hmac.new(SECRET.encode(), joined, hashlib.sha256).hexdigest()

        assert joined == canonical(SECRET, path, query, body)
        assert sign == signature(SECRET, path, query, body)
