"""Webhooks of the Tokopedia Open Platform: what is genuine, and what it says."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timezone

import pytest
from conftest import needs
from hypothesis import given
from hypothesis import strategies as st
from webhooks_data import json_values, samples, solid

from tokotiktok import unstructure
from tokotiktok.errors import ValidationError, WebhookError
from tokotiktok.tokopedia.api import events
from tokotiktok.tokopedia.webhooks import Event, UnknownEvent, parse, sign, verify

try:
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
except ImportError:
    rsa = None

SECRET = "fictitious-webhook-secret"
BODY = b'{"fs_id":99999,"order_status":400,"shop_id":999000001,"order_id":9990000001}'
DIGEST = "077f87fbb0fcb4618ef19a4a7c706ffe4fc96a6bce65e9d36610205430f906d8"
SIGNED = {"Authorization-Hmac": DIGEST}
SAMPLES = samples("tokopedia")
TOLD_BY_URL_ALONE = {"order_cancellation", "product_creation"}


def public(key) -> bytes:
    """Write a public key as PEM."""
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


@pytest.fixture(scope="module")
def key():
    """A key as only Tokopedia has it."""
    needs(rsa is not None, "cryptography")
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(params=[0, 32, "longest"])
def signature(request, key):
    """A signature with salt of some length."""
    longest = padding.PSS.MAX_LENGTH
    salt = longest if request.param == "longest" else request.param
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), salt)
    return base64.b64encode(key.sign(BODY, pss, hashes.SHA256())).decode()


class TestVerify:
    def test_known_vector(self):
        """What the platform signed is genuine, and we sign it as it does."""
        verify({"AUTHORIZATION-HMAC": DIGEST}, BODY, secret=SECRET)

        assert DIGEST == sign(BODY, secret=SECRET)

    @pytest.mark.parametrize("headers", [{}, {"Authorization": DIGEST}])
    def test_unsigned(self, headers):
        """The signature has a header of its own."""
        with pytest.raises(WebhookError, match="not signed"):
            verify(headers, BODY, secret=SECRET)

    @given(st.integers(0, len(BODY) * 8 - 1))
    def test_flipped_bit(self, place):
        """A single bit that differs is noticed."""
        body = bytearray(BODY)
        body[place // 8] ^= 1 << place % 8
        with pytest.raises(WebhookError):
            verify(SIGNED, bytes(body), secret=SECRET)

    def test_own_signature(self, key, signature):
        """The platform's own signature is checked when its key is given."""
        headers = {**SIGNED, "tkpd-signature": signature}

        verify(headers, BODY, secret=SECRET, public_key=public(key))

    @pytest.mark.parametrize("other", ["", "x", "AAAA", "ü"])
    def test_wrong_own_signature(self, key, other):
        """Whatever is not the platform's own signature is refused."""
        headers = {**SIGNED, "TKPD-Signature": other}
        with pytest.raises(WebhookError, match="TKPD-Signature"):
            verify(headers, BODY, secret=SECRET, public_key=public(key))

    def test_own_signature_of_another(self, key, signature):
        """The signature of another body is refused."""
        body = BODY.replace(b"400", b"500")
        headers = {
            "Authorization-Hmac": sign(body, secret=SECRET),
            "TKPD-Signature": signature,
        }
        with pytest.raises(WebhookError, match="TKPD-Signature"):
            verify(headers, body, secret=SECRET, public_key=public(key))

    def test_sent_only_with_sealed_data(self, key):
        """Most events come without the platform's own signature."""
        verify(SIGNED, BODY, secret=SECRET, public_key=public(key))

    def test_not_asked_for(self):
        """Without the platform's key its own signature is not looked at."""
        verify({**SIGNED, "TKPD-Signature": "x"}, BODY, secret=SECRET)

    def test_no_key(self):
        """What is no public RSA key is the caller's mistake."""
        needs(rsa is not None, "cryptography")
        headers = {**SIGNED, "TKPD-Signature": "AAAA"}
        curve = public(ec.generate_private_key(ec.SECP256R1()))
        for wrong, why in ((b"x", "not a PEM"), (curve, "not an RSA")):
            with pytest.raises(ValidationError, match=why):
                verify(headers, BODY, secret=SECRET, public_key=wrong)


class TestParse:
    @pytest.mark.parametrize(("topic", "body"), SAMPLES.items(), ids=SAMPLES)
    def test_by_url(self, topic, body):
        """Each sample is read as its topic, and comes back with nothing lost."""
        found = parse(body, topic=topic)

        assert events.EVENTS[topic] is type(found)
        assert solid(json.loads(body)) == solid(unstructure(found))
        assert json.loads(body) == found.raw

    @pytest.mark.parametrize("topic", sorted(set(SAMPLES) - TOLD_BY_URL_ALONE))
    def test_by_names(self, topic):
        """Without its URL an event is told by the names in it."""
        assert events.EVENTS[topic] is type(parse(SAMPLES[topic]))

    def test_cancelled(self):
        """A cancelled order's body is that of any status, which says so itself."""
        found = parse(SAMPLES["order_cancellation"])

        assert (events.OrderStatus, 15) == (type(found), found.order_status)

    @pytest.mark.parametrize(
        "body",
        [SAMPLES["product_creation"], b'{"header":{},"data":{"failed_rows_data":[]}}'],
    )
    def test_ambiguous(self, body):
        """Made or edited: only the URL tells, and to guess would be wrong."""
        with pytest.raises(WebhookError, match="product_creation or product_edit"):
            parse(body)

        assert isinstance(parse(body, topic="product_edit"), events.ProductEdit)

    def test_campaign(self):
        """A sale that begins."""
        found = parse(b'{"action":"flash_sale_active","discounted_price":1000.5}')

        assert (events.Campaign, "flash_sale_active") == (type(found), found.action)

    @pytest.mark.parametrize("kind", [str, int])
    def test_merged(self, kind):
        """The merger's ids are texts in one place and numbers in another."""
        ids = {"tts_seller_id": kind(7490000000000000099), "toko_shop_id": kind(1)}
        found = parse(json.dumps({"status": "merge", **ids}).encode())

        assert isinstance(found, events.ShopMerge)
        assert ("7490000000000000099", "1") == (found.tts_seller_id, found.toko_shop_id)

    def test_other_spellings(self):
        """Names that come in two ways are one."""
        rows = parse(b'{"success_row_data":[{"product_id":1}]}', topic="product_edit")
        merged = parse(b'{"TTS_shop_id":"7","toko_shop_id":1}')

        assert ["1"] == [row.product_id for row in rows.success_rows_data]
        assert isinstance(merged, events.ShopMerge)

    def test_its_clock(self):
        """An order's time is WIB on the wire, and true here."""
        found = parse(b'{"order_id":1,"customer":{},"create_time":1691342859}')

        assert datetime(2023, 8, 6, 10, 27, 39, tzinfo=timezone.utc) == (
            found.create_time
        )

    def test_unknown(self):
        """What cannot be told is whole."""
        found = parse(b'{"hello":[1]}')

        assert isinstance(found, UnknownEvent)
        assert {"hello": [1]} == found.raw

    def test_no_such_topic(self):
        """A topic that is none is the caller's mistake."""
        with pytest.raises(ValidationError, match="order_status"):
            parse(b"{}", topic="orders")

    @given(st.binary() | json_values.map(lambda one: json.dumps(one).encode()))
    def test_anything(self, body):
        """Any bytes are an event that has all of them, or a documented error."""
        try:
            found = parse(body)
        except WebhookError as error:
            assert body == error.body
        else:
            assert isinstance(found, Event)

    @pytest.mark.parametrize("number", [2**64, -(2**63) - 1, 10**40], ids=str)
    def test_any_number(self, number):
        """An integer of more than 64 bits is not rounded, whoever reads JSON."""
        found = parse(b'{"order_id":%d,"order_status":400}' % number)

        assert (number, int) == (found.raw["order_id"], type(found.raw["order_id"]))

    @given(st.sampled_from(sorted(events.EVENTS)), json_values)
    def test_any_topic(self, topic, value):
        """Whatever an event says, it is an event of its topic, and nothing is lost."""
        found = parse(json.dumps({"order_id": value}).encode(), topic=topic)

        assert events.EVENTS[topic] is type(found)
        assert value == found.raw["order_id"]
