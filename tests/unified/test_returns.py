"""Returns, refunds, cancellations and complaints of both platforms."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta, timezone

import pytest
from between import Between

from tokotiktok import Platform, UnifiedShop
from tokotiktok._convert import unstructure
from tokotiktok.errors import ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.tokopedia.client import TokopediaClient
from tokotiktok.unified.models import Party, ReturnKind
from tokotiktok.unified.reading import origins

DETAILS = "/order/202507/orders"
ORDER = "/v2/fs/99999/order"


def asked(face, path):
    """Give the requests for a path."""
    return [one for one in face.seen if one.path == path]


class TestList:
    def test_all_kinds_once(self, box, shop):
        """Returns, refunds, cancellations and complaints are all there, once."""
        world = box.world
        sales = list(world.sales())
        kinds = Counter(world.return_type(one) for one in sales)
        expected = {
            ReturnKind.CANCELLATION: sum(one.status == "CANCELLED" for one in sales),
            ReturnKind.COMPLAINT: sum(map(world.has_ticket, sales)),
            ReturnKind.RETURN: kinds["RETURN_AND_REFUND"],
            ReturnKind.REFUND: kinds["REFUND"],
        }

        assert expected == Counter(one.kind for one in shop.returns.list())
        assert all(expected.values())

    def test_origin_is_the_orders(self, shop):
        """Each has the origin of its order, and the order's id in the same API."""
        origins = {(one.api, one.id): one.origin for one in shop.orders.list()}

        for one in shop.returns.list():
            assert origins[one.api, one.order_id] is one.origin

    def test_who_asked(self, shop):
        """Each says who asked for it."""
        parties = {(one.kind, one.asked_by) for one in shop.returns.list()}

        assert {
            (ReturnKind.CANCELLATION, Party.SELLER),
            (ReturnKind.COMPLAINT, Party.BUYER),
            (ReturnKind.REFUND, Party.BUYER),
            (ReturnKind.RETURN, Party.BUYER),
        } == parties

    def test_newest_first_and_span(self, shop):
        """They come newest first, and a span chooses: its start is in it, its end not."""
        everything = list(shop.returns.list())
        times = [one.requested_at for one in everything]

        assert sorted(times, reverse=True) == times
        assert everything[2:5] == list(
            shop.returns.list(created_from=times[4], created_until=times[1])
        )

    def test_fractions_of_a_second(self, shop):
        """Times finer than the platforms' cut nothing off, and add nothing."""
        half = timedelta(seconds=0.5)
        everything = list(shop.returns.list())
        for one in everything:
            span = {"created_until": one.requested_at + half}
            inside = shop.returns.list(created_from=one.requested_at - half, **span)
            after = shop.returns.list(created_from=one.requested_at + half)

            assert one in list(inside)
            assert one not in list(after)

    @pytest.mark.parametrize(
        "given",
        [datetime(2025, 9, 1), date(2025, 9, 1), "2025-09-01"],  # noqa: DTZ001 - the point
        ids=["naive", "date", "text"],
    )
    def test_wrong_times(self, shop, given):
        """What is no moment is refused at once."""
        with pytest.raises(ValidationError, match="aware datetime"):
            shop.returns.list(created_from=given)

    @pytest.mark.parametrize("side", ["tiktokshop", "tokopedia"])
    def test_one_side_alone(self, box, side):
        """A shop with one client shows that one's."""
        shop = UnifiedShop(**{side: getattr(box, side)()})
        platform = {
            "tiktokshop": Platform.TIKTOK_SHOP,
            "tokopedia": Platform.TOKOPEDIA,
        }

        assert {platform[side]} == {one.api for one in shop.returns.list()}

    def test_archived(self, box):
        """Complaints of an archive say so."""
        client = box.tokopedia()
        client.__class__ = type("Archive", (TokopediaClient,), {"archived": True})
        shop = box.shop(tokopedia=client)

        assert {(ReturnKind.COMPLAINT, True)} == {
            (one.kind, one.archived)
            for one in shop.returns.list()
            if one.api is Platform.TOKOPEDIA
        }

    def test_what_cannot_be_read_is_kept(self, box, shop):
        """A return that cannot be read is kept as it came."""
        box.tiktokshop_face.fail("bad_item", on="/returns/search")
        walk = shop.returns.list()
        list(walk)

        assert ["not an object"] == [one.raw for one in walk.malformed]


class TestJoins:
    def test_in_batches_and_remembered(self, box, shop):
        """Orders are asked for 50 at a time, and once."""
        box = Sandbox(seed=1, orders=800)
        shop = box.shop()
        list(shop.returns.list())
        first = len(asked(box.tiktokshop_face, DETAILS))
        list(shop.returns.list())
        counts = [
            len(one.query["ids"].split(","))
            for one in asked(box.tiktokshop_face, DETAILS)
        ]

        assert first == len(counts)
        assert 50 == max(counts)
        assert 2 == sum(count < 50 for count in counts)  # two lists, each with a rest

    def test_forgets_what_is_long_ago(self, box, monkeypatch):
        """Memory is bounded: what was learnt first is forgotten first."""
        monkeypatch.setattr(origins, "REMEMBERED", 3)
        shop = box.shop()
        found = list(shop.returns.list())

        assert 3 == len(shop.returns._origins._known._known)
        assert found == list(shop.returns.list())

    def test_invoices_are_remembered(self, box, shop):
        """The order of a complaint is asked for once."""
        list(shop.returns.list())
        list(shop.returns.list())
        complaints = sum(map(box.world.has_ticket, box.world.sales()))

        assert complaints == len(asked(box.tokopedia_face, ORDER))

    def test_an_invoice_that_is_gone(self, box, shop, monkeypatch):
        """A complaint about an order that is not there any more has no order id."""
        monkeypatch.setattr(box.world, "by_invoice", lambda _: None)
        (one,) = [
            one for one in shop.returns.list() if one.kind is ReturnKind.COMPLAINT
        ]
        list(shop.returns.list())

        assert (None, True) == (one.order_id, bool(one.invoice))
        assert 1 == len(asked(box.tokopedia_face, ORDER))

    def test_no_invoice(self, box, shop):
        """A complaint without an invoice has no order id, and asks for none."""
        assert None is shop.returns._invoices.order_of(None)
        assert None is box.shop(tokopedia=None).returns._invoices.order_of("INV/1")

    def test_an_order_that_is_gone(self, box, shop, monkeypatch):
        """Where the order is not told any more, the origin cannot be known."""
        world = type(box.tiktokshop_face.world)
        monkeypatch.setattr(world, "by_tiktok_id", lambda *_: None)
        origins = {
            one.origin for one in shop.returns.list() if one.api is Platform.TIKTOK_SHOP
        }

        assert {Platform(0)} == origins

    def test_a_return_without_an_order(self, box):
        """A return that names no order has no origin, and asks for none."""
        returns = box.shop().returns
        found = list(returns._origins.joined(["a"], lambda _: None))

        assert [("a", Platform(0))] == found
        assert [] == asked(box.tiktokshop_face, DETAILS)

    def test_without_a_client_nothing_is_known(self, box):
        """Without TikTok Shop's client nothing can be asked."""
        returns = UnifiedShop(tokopedia=box.tokopedia()).returns

        assert {"1": Platform(0)} == returns._origins.of(["1"])

    @pytest.mark.parametrize(
        ("face", "path", "name", "field"),
        [
            ("tiktokshop", "/returns/search", "return_orders", "return_reason_text"),
            (
                "tiktokshop",
                "/cancellations/search",
                "cancellations",
                "cancel_reason_text",
            ),
            ("tokopedia", "/ticket", "shops", "problem_type"),
        ],
        ids=["return", "cancellation", "ticket"],
    )
    def test_values_of_another_type(self, box, face, path, name, field):
        """One with a value of an unfit type is kept as it came; the rest goes on."""
        total = len(list(box.shop().returns.list()))

        def spoil(data):
            for row in (data[name] or [])[:1]:
                for one in row.get("ticket", [row]):
                    one[field] = ["no text"]
            return data

        edited = Between(getattr(box, f"{face}_face"), path, after=spoil)
        client = getattr(box, face)(transport=edited)
        walk = box.shop(**{face: client}).returns.list()
        found = list(walk)

        assert walk.malformed
        assert total == len(found) + len(walk.malformed)
        assert all("unfit type" in one.reason for one in walk.malformed)


class TestWeeks:
    def test_a_ticket_listed_in_two_weeks(self, box):
        """A complaint that is listed by more than one of its days comes once."""
        shown = box.shop(tiktokshop=None).returns.list()
        (ticket,) = [one.source for one in shown]
        listed = {"shops": [{"shop_id": 1, "ticket": [unstructure(ticket)]}]}
        edited = Between(box.tokopedia_face, "/ticket", after=lambda _: listed)
        client = box.tokopedia(transport=edited)
        found = list(box.shop(tiktokshop=None, tokopedia=client).returns.list())

        assert [ticket.id] == [one.id for one in found]

    def test_touch_and_do_not_overlap(self, box, shop):
        """Complaints are asked for week by week, each day once."""
        end = datetime(2025, 9, 15, 2, tzinfo=timezone.utc)
        list(shop.returns.list(created_from=end - timedelta(days=20)))
        weeks = [
            (one.query["from_date"], one.query["to_date"])
            for one in asked(box.tokopedia_face, "/resolution/v1/fs/99999/ticket")
        ]

        assert [
            ("2025-09-09", "2025-09-15"),
            ("2025-09-02", "2025-09-08"),
            ("2025-08-26", "2025-09-01"),
        ] == weeks
