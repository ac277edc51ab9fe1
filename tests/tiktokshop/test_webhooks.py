"""Webhooks of TikTok Shop: what is genuine, and what it says."""

from __future__ import annotations

import json
import pickle
import sys
from datetime import datetime, timezone

import pytest
from conftest import needs
from hypothesis import given
from hypothesis import strategies as st
from webhooks_data import json_values, samples, solid

from tokotiktok import unstructure
from tokotiktok.errors import ValidationError, WebhookError
from tokotiktok.tiktokshop.api import events
from tokotiktok.tiktokshop.webhooks import (
    Event,
    UnknownEvent,
    parse,
    sign,
    verify,
)

try:
    import tiktok_shop_api as peer
except ImportError:
    peer = None

OFFICIAL = (
    b'{"type":1,"tts_notification_id":"7380066284010030890",'
    b'"shop_id":"7495540735365777507","timestamp":1718305585,"data":'
    b'{"is_on_hold_order":true,"order_id":"576653688135258178",'
    b'"order_status":"UNPAID","update_time":1718305585}}'
)
"""The example of the vendor's page."""
OURS = (
    b'{"type":35,"tts_notification_id":"7327112393057371910",'
    b'"seller_open_id":"fiktif_open_id_0001","timestamp":1735689600,"data":'
    b'{"tts_shop_id":"7490000000000000001","mirror_status":"MIRRORED",'
    b'"update_time":1735689599}}'
)
VECTORS = {
    "official": (
        "abcdef",
        "123",
        OFFICIAL,
        "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05",
    ),
    "ours": (
        "6fiktif8key",
        "fiktif-app-secret-01",
        OURS,
        "b027642be0392150f76b552ce1a9555a3b8d49f8eb6e5df60627a2425facd1c3",
    ),
}
APP = {"app_key": "abcdef", "app_secret": "123"}
SIGNED = {"Authorization": VECTORS["official"][3]}
SAMPLES = samples("tiktokshop")


def event(**fields):
    """Make the body of an event."""
    return json.dumps(fields).encode()


class TestVerify:
    @pytest.mark.parametrize(("key", "secret", "body", "digest"), VECTORS.values())
    def test_known_vectors(self, key, secret, body, digest):
        """What the vendor signed is genuine, and we sign it as it does."""
        verify({"authorization": digest}, body, app_key=key, app_secret=secret)

        assert digest == sign(body, app_key=key, app_secret=secret)

    @pytest.mark.parametrize("kind", [bytearray, memoryview])
    def test_other_bytes(self, kind):
        """A framework may hold the bytes in other ways."""
        verify(SIGNED, kind(OFFICIAL), **APP)

    @pytest.mark.parametrize(
        ("headers", "why"),
        [
            ({}, "not signed"),
            ({"Authorization": ""}, "not signed"),
            ({"Authorization": SIGNED["Authorization"].upper()}, "another"),
            ({"Authorization": f"Bearer {SIGNED['Authorization']}"}, "another"),
            ({"Authorization": "ü" * 64}, "another"),
            ({"Authorization": "\ud800"}, "another"),
        ],
    )
    def test_refuses(self, headers, why):
        """What does not prove its sender is refused, with nothing quoted."""
        with pytest.raises(WebhookError, match=why) as caught:
            verify(headers, OFFICIAL, **APP)

        assert SIGNED["Authorization"] not in str(caught.value).lower()

    @pytest.mark.parametrize(
        ("key", "secret"), [("123", "abcdef"), ("abcdef", "124"), ("abcdeg", "123")]
    )
    def test_another_app(self, key, secret):
        """Only the app's own key and secret fit, each in its place."""
        with pytest.raises(WebhookError):
            verify(SIGNED, OFFICIAL, app_key=key, app_secret=secret)

    def test_written_anew(self):
        """The same JSON, written again, is no longer what was signed."""
        with pytest.raises(WebhookError):
            verify(SIGNED, json.dumps(json.loads(OFFICIAL)).encode(), **APP)

    @given(st.integers(0, len(OFFICIAL) * 8 - 1))
    def test_flipped_bit(self, place):
        """A single bit that differs is noticed."""
        body = bytearray(OFFICIAL)
        body[place // 8] ^= 1 << place % 8
        with pytest.raises(WebhookError):
            verify(SIGNED, bytes(body), **APP)

    def test_text(self):
        """A text is not what was received, so no wonder if it does not fit: say so."""
        with pytest.raises(ValidationError, match="give the bytes"):
            verify(SIGNED, OFFICIAL.decode(), **APP)

    def test_no_secret(self):
        """An empty secret would let anyone sign."""
        digest = sign(OFFICIAL, app_key="abcdef", app_secret="")
        with pytest.raises(ValidationError, match="empty"):
            verify({"Authorization": digest}, OFFICIAL, app_key="abcdef", app_secret="")

    def test_a_foreign_sdk_agrees(self):
        """What we sign, another SDK takes for genuine."""
        if sys.version_info < (3, 11):
            pytest.skip("tiktok-shop-api needs Python 3.11")
        needs(peer is not None, "the package tiktok-shop-api")
        for body in SAMPLES.values():
            assert peer.Webhooks.verify(
                raw_body=body, signature=sign(body, **APP), **APP
            )


class TestParse:
    def test_there_is_a_sample_of_nearly_all(self):
        """Of 44 kinds of events, two have no sample."""
        named = {name.partition("_")[2] for name in SAMPLES}
        kinds = {kind.__name__ for kind in events.EVENTS.values()}

        assert 44 == len(kinds)
        assert {"CombinedListingChange", "RMAStatusUpdate"} == kinds - named

    @pytest.mark.parametrize(("name", "body"), SAMPLES.items(), ids=SAMPLES)
    def test_samples(self, name, body):
        """Each sample is read as its kind, and comes back with nothing lost."""
        sent, found = json.loads(body), parse(body)
        again = unstructure(found)
        if sent["type"] == 71:  # nanoseconds, of which a datetime keeps microseconds
            for one in (sent["data"], sent["data"]["change_detail"][0]):
                one["occurred_at"] = one["occurred_at"].replace("456789Z", "456Z")

        assert name.partition("_")[2] == type(found).__name__
        assert solid(sent) == solid(again)
        assert json.loads(body) == found.raw
        assert found == pickle.loads(pickle.dumps(found))

    def test_identity(self):
        """An event that is sent again is the same one; without an id its content tells."""
        sent = json.loads(OFFICIAL)
        later = {**sent, "timestamp": sent["timestamp"] + 120}
        first, again = (parse(json.dumps(one).encode()) for one in (sent, later))
        for one in (sent, later):
            del one["tts_notification_id"]
        other = {**sent, "data": {**sent["data"], "order_status": "ON_HOLD"}}
        bare, bare_again, bare_other = (
            parse(json.dumps(one).encode()).identity for one in (sent, later, other)
        )

        assert "notification:7380066284010030890" == first.identity == again.identity
        assert bare == bare_again
        assert bare != bare_other
        assert bare.startswith("content:")

    def test_identity_of_one_made_by_hand(self):
        """An event that was never sent is told by what it says."""
        assert (
            Event(type=1).identity == Event(type=1).identity != Event(type=2).identity
        )

    def test_typed(self):
        """What it says is typed: ids are texts, times aware."""
        found = parse(OFFICIAL)

        assert isinstance(found, events.OrderStatusChange)
        assert "576653688135258178" == found.data.order_id
        assert datetime(2024, 6, 13, 19, 6, 25, tzinfo=timezone.utc) == found.timestamp

    def test_of_a_seller(self):
        """A mirrored shop's event has the seller's id, and no shop's."""
        found = parse(OURS)

        assert (None, "fiktif_open_id_0001") == (found.shop_id, found.seller_open_id)
        assert "MIRRORED" == found.data.mirror_status

    @pytest.mark.parametrize("kind", [68, 71, "71"])
    def test_two_numbers(self, kind):
        """An event that changed its number is the same event."""
        found = parse(event(type=kind, data={"sku_id": 1}))

        assert isinstance(found, events.InventoryChangedByShop)
        assert "1" == found.data.sku_id

    @pytest.mark.parametrize("many", [True, False])
    def test_object_or_list(self, many):
        """A platform's status comes alone here and in a list elsewhere."""
        status = {"platform": "TOKOPEDIA", "status": "FAILED"}
        data = {"integrated_platform_statuses": [status] if many else status}
        found = parse(event(type=37, data=data))

        assert ["FAILED"] == [
            one.status for one in found.data.integrated_platform_statuses
        ]

    @pytest.mark.parametrize("name", ["pre_approved_reason", "pre_approved_reasons"])
    def test_two_spellings(self, name):
        """The reasons of a first approval are spelled in two ways."""
        found = parse(event(type=37, data={"audit": {name: ["KYC_PENDING"]}}))

        assert ("KYC_PENDING",) == found.data.audit.pre_approved_reasons

    def test_unknown(self):
        """An event of next year's is whole, though its kind is not known."""
        body = event(type=999, shop_id=7, data={"x": [1]}, new="field")
        found = parse(body)

        assert isinstance(found, UnknownEvent)
        assert ("7", {"x": [1]}) == (found.shop_id, found.data)
        assert json.loads(body) == found.raw

    @pytest.mark.parametrize(
        "data", [None, [], "x", 5, {"order_id": {"a": 1}, "update_time": "soon"}]
    )
    def test_strange(self, data):
        """What does not fit is kept aside, and the rest is read."""
        found = parse(event(type=1, shop_id="1", data=data))

        assert isinstance(found, events.OrderStatusChange)
        assert "1" == found.shop_id
        assert data == found.raw["data"]

    @pytest.mark.parametrize(
        ("body", "why"),
        [
            (b"", "not JSON"),
            (b"\xff\xfe", "not JSON"),
            (b"[1]", "a list"),
            (b"null", "a NoneType"),
            (b"{}", "no type"),
            (b'{"type": null}', "no type"),
            (b'{"type": true}', "no type"),
            (b'{"type": -1}', "no type"),
            (b'{"type": 1.0}', "no type"),
            (b'{"type": "x"}', "no type"),
            (b"[" * 100_000, "not JSON"),
        ],
    )
    def test_unreadable(self, body, why):
        """What no event can be made of is an error that has all of it."""
        with pytest.raises(WebhookError, match=why) as caught:
            parse(body)

        assert body == caught.value.body
        assert body == pickle.loads(pickle.dumps(caught.value)).body

    def test_large(self):
        """A megabyte is read like anything else."""
        found = parse(event(type=14, data={"content": "x" * 1_000_000}))

        assert 1_000_000 == len(found.data.content)

    @given(st.binary() | json_values.map(lambda one: json.dumps(one).encode()))
    def test_anything(self, body):
        """Any bytes are an event that has all of them, or a documented error."""
        try:
            found = parse(body)
        except WebhookError as error:
            assert body == error.body
        else:
            assert isinstance(found, Event)

    @given(st.sampled_from(sorted(events.EVENTS)), json_values)
    def test_any_data(self, kind, data):
        """Whatever an event says, it is an event of its kind, and nothing is lost."""
        found = parse(event(type=kind, data=data))

        assert events.EVENTS[kind] is type(found)
        assert data == found.raw["data"]
