"""What is signed, and how it is shown to people."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from fakes import NOW, SECRET, FakeClock, Script, ok, tiktok
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok.errors import ValidationError
from tokotiktok.tiktokshop.signature import canonical, pieces, signature

COMMON = {
    "app_key": "6fiktif8key",
    "timestamp": "1735689600",
    "shop_cipher": "ROW_fiktifCipherAAAA1234",
}
VECTORS = {
    "V1": (
        "e59af819cc",
        "/authorization/202309/shops",
        {"app_key": "29a39d", "timestamp": "1623812664"},
        None,
        "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
    ),
    "V2": (
        SECRET,
        "/order/202309/orders/search",
        {
            **COMMON,
            "page_size": "50",
            "sort_order": "ASC",
            "sort_field": "update_time",
            "page_token": "dGVzdA==",
            "access_token": "TTP_fiktif",
            "sign": "stale",
        },
        (
            b'{"order_status":"AWAITING_SHIPMENT","create_time_ge":1735689600,'
            b'"shipping_type":"TIKTOK"}'
        ),
        "bd5dcd0d2bf2d4bb7671be1d09016490c9611276375382fe139c2284ff107b3b",
    ),
    "V3": (
        SECRET,
        "/order/202507/orders",
        {**COMMON, "ids": "576461413038785752,576461413038785753"},
        None,
        "36bf209f6058509cc81f1d929bb1e32c0191834096b3fa95f92dc1a7cd51afce",
    ),
    "V4": (
        SECRET,
        "/product/202309/images/upload",
        {"app_key": "6fiktif8key", "timestamp": "1735689600"},
        None,
        "5aacdfa979c9ad8c2935749525af543f14ea923abef6fb9a304cd6c00fe0934f",
    ),
    "V5": (
        SECRET,
        "/product/202309/products/1729582718312380123/partial_edit",
        COMMON,
        '{"name":"Kopi Gayo 250g – “Biji”","reason":"stok habis ☕"}'.encode(),  # noqa: RUF001 - the point
        "da112d78ccbc7a85ae121c5dd340675e9ca0c306a2c7211ff0d3868a0d7fec13",
    ),
    "V6": (
        "app_secret",
        "/test-api",
        {"foo": "bar"},
        None,
        "d3cb7fe11ecae942802ceeca67e7cf10120cc12f1517d45fbc1c8cfe5413c80f",
    ),
}

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


class TestSignature:
    @pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
    def test_known_answers(self, vector):
        """Each published or peer-checked request has the signature that others give it."""
        *request, expected = vector

        assert expected == signature(*request)

    def test_what_is_signed(self):
        """Path, sorted decoded query and nothing else, wrapped in the secret."""
        secret, path, query, _, _ = VECTORS["V3"]
        expected = (
            "fiktif-app-secret-01/order/202507/ordersapp_key6fiktif8key"
            "ids576461413038785752,576461413038785753"
            "shop_cipherROW_fiktifCipherAAAA1234timestamp1735689600fiktif-app-secret-01"
        )

        assert expected.encode() == canonical(secret, path, query, None)

    @given(st.dictionaries(st.text(), st.text()), st.binary(), st.randoms())
    @settings(max_examples=60, deadline=None)
    def test_order_of_the_query_does_not_matter(self, query, body, random):
        """However the query is ordered, the signature is the same."""
        pairs = [
            (k, v)
            for k, v in query.items()
            if (k + v).encode(errors="ignore").decode() == k + v
        ]
        shuffled = pairs.copy()
        random.shuffle(shuffled)

        assert signature("s", "/p", dict(pairs), body) == signature(
            "s", "/p", dict(shuffled), body
        )


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

    @pytest.mark.parametrize(
        ("cipher", "shown"),
        [("ROW_fiktif_00001", "ROW_***0001"), ("ROW_fiktif_0001", "***")],
        ids=["sixteen", "fifteen"],
    )
    def test_short_cipher(self, cipher, shown):
        """Of a cipher that is short, the ends would be too much of it to show."""
        client = tiktok(Script(ok()), shop_cipher=cipher)
        said = client.explain_signature("POST", "/order/202309/orders/search")

        assert f"  shop_cipher  shop_cipher{shown}\n" in said

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
