"""Answering buyers: yes, no, and what a refund would be."""

from __future__ import annotations

import pytest
from attrs import evolve
from between import Between

from tokotiktok import Money, OutcomeState, Platform
from tokotiktok.errors import ValidationError
from tokotiktok.unified.models import OrderStatus, ReturnKind, ReturnStatus

DONE, ALREADY, FAILED, UNKNOWN = OutcomeState
REASON = "reverse_reject_request_reason_1"
PARCEL = "reverse_reject_return_parcel_reason_1"


def waiting(shop, kind=None):
    """Find a return that waits for the seller."""
    return next(
        one
        for one in shop.returns.list()
        if one.status is ReturnStatus.REQUESTED and kind in (None, one.kind)
    )


def put(box, one, action, **more):
    """Let a return wait for something else."""
    steps = [{"action": action, "deadline": 1_800_000_000}]
    box.world.changes.aftersales[one.id] = {
        "seller_next_action_response": steps,
        **more,
    }


def decided(box):
    return [
        s.json.get("decision")
        for s in box.tiktokshop_face.seen
        if s.path.endswith(("/approve", "/reject"))
    ]


@pytest.fixture
def ticket(shop):
    """A complaint of the Tokopedia API."""
    return next(one for one in shop.returns.list() if one.kind is ReturnKind.COMPLAINT)


@pytest.fixture
def cancellation(box, shop):
    """A buyer's request to cancel."""
    sale = box.buy()
    box.world.changes.asked[sale.number] = "buyer_cancel_contoh"
    return next(
        one for one in shop.returns.list() if one.kind is ReturnKind.CANCELLATION
    )


class TestApprove:
    @pytest.mark.parametrize(
        ("action", "how", "word", "status"),
        [
            ("REFUND", {}, "APPROVE_REFUND", ReturnStatus.APPROVED),
            ("RETURN", {}, "APPROVE_RETURN", ReturnStatus.TO_SHIP_BACK),
            ("RECEIVE_PACKAGE", {}, "APPROVE_RECEIVED_PACKAGE", ReturnStatus.APPROVED),
            ("REPLACEMENT", {}, "APPROVE_REPLACEMENT", ReturnStatus.CLOSED),
            (
                "RETURN",
                {"refund_at_once": True},
                "DIRECT_REFUND",
                ReturnStatus.APPROVED,
            ),
            (
                "REPLACEMENT",
                {"refund_at_once": True},
                "ISSUE_REPLACEMENT_REFUND",
                ReturnStatus.REFUNDED,
            ),
            (
                "REFUND",
                {"partial": Money(9_000)},
                "OFFER_PARTIAL_REFUND",
                ReturnStatus.REQUESTED,
            ),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_in_the_word_for_it(self, box, shop, action, how, word, status):
        """A yes goes out in the word for what the platform waits for."""
        one = waiting(shop)
        put(box, one, f"SELLER_RESPOND_{action}")
        (said,) = shop.returns.approve(one, **how)
        now = next(other for other in shop.returns.list() if other.id == one.id)

        assert (DONE, [word], status) == (said.state, decided(box), now.status)

    def test_direct_refund_lets_the_buyer_keep_it(self, box, shop):
        """Money at once for goods that do not come back."""
        one = waiting(shop, ReturnKind.RETURN)
        shop.returns.approve(one, refund_at_once=True)

        assert box.tiktokshop_face.seen[-1].json["buyer_keep_item"]

    def test_partial(self, box, shop):
        """A partial refund says how much."""
        shop.returns.approve(waiting(shop, ReturnKind.REFUND), partial=Money(9_000))

        assert {"amount": "9000", "currency": "IDR"} == box.tiktokshop_face.seen[
            -1
        ].json["partial_refund"]

    @pytest.mark.parametrize(
        ("action", "how", "why"),
        [
            ("REFUND", {"refund_at_once": True}, "goods that are to come back"),
            ("RECEIVE_PACKAGE", {"partial": Money(1)}, "for money only"),
            ("RETURN", {"partial": Money(1), "refund_at_once": True}, "for money only"),
        ],
        ids=["at once", "partial", "both"],
    )
    def test_cannot_be_meant(self, box, shop, action, how, why):
        """What does not fit what is asked for is refused before."""
        one = waiting(shop)
        put(box, one, f"SELLER_RESPOND_{action}")
        (said,) = shop.returns.approve(one, **how)

        assert FAILED is said.state
        assert why in said.message
        assert [] == decided(box)

    def test_again(self, box, shop):
        """What is approved is approved."""
        one = waiting(shop)
        shop.returns.approve(one)
        (said,) = shop.returns.approve(one)

        assert ALREADY is said.state
        assert 1 == len(decided(box))

    def test_nothing_to_decide(self, box, shop):
        """If the platform waits for nothing, there is nothing to say."""
        one = waiting(shop)
        shop.returns.reject(one, reason=REASON)
        (said,) = shop.returns.approve(one)

        assert (FAILED, "the platform waits for nothing from you: it is REJECTED") == (
            said.state,
            said.message,
        )

    def test_strange_action(self, box, shop):
        """An action that this version does not know is none that it can answer."""
        one = waiting(shop)
        put(box, one, "SELLER_SING")
        (said,) = shop.returns.approve(one)

        assert FAILED is said.state

    def test_several(self, shop):
        """Each return has its outcome."""
        both = [
            one for one in shop.returns.list() if one.status is ReturnStatus.REQUESTED
        ]
        result = shop.returns.approve([evolve(both[0], id="1"), both[1]])

        assert [FAILED, DONE] == [one.state for one in result]
        assert "does not know 1" in result.failed[0].message

    def test_repeated_under_one_key(self, box, shop):
        """A lost answer is repeated under the same key, and done once."""
        box.tiktokshop_face.fail("lost_reply", on="/approve")
        (said,) = shop.returns.approve(waiting(shop))
        keys = {
            s.query["idempotency_key"]
            for s in box.tiktokshop_face.seen
            if s.path.endswith("/approve")
        }

        assert (DONE, 1) == (said.state, len(keys))

    def test_lost_for_good(self, box, shop):
        """If no answer comes at all, a look settles it."""
        box.tiktokshop_face.fail("lost_reply", times=3, on="/approve")

        assert [DONE] == [one.state for one in shop.returns.approve(waiting(shop))]

    def test_lost_request(self, box, shop):
        """If it still waits, nobody knows."""
        box.tiktokshop_face.fail("timeout", times=3, on="/approve")

        assert [UNKNOWN] == [one.state for one in shop.returns.approve(waiting(shop))]

    def test_lost_and_unreadable(self, box, shop):
        """Nor if it cannot be looked at."""
        one = waiting(shop)
        stands = Between(
            box.tiktokshop_face,
            "/approve",
            before=lambda: box.tiktokshop_face.fail(
                "timeout", times=3, on="returns/search"
            ),
        )
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        box.tiktokshop_face.fail("lost_reply", times=3, on="/approve")

        assert [UNKNOWN] == [said.state for said in again.returns.approve(one)]


class TestReject:
    @pytest.mark.parametrize(
        ("action", "reason", "word"),
        [
            ("REFUND", REASON, "REJECT_REFUND"),
            ("RETURN", REASON, "REJECT_RETURN"),
            ("RECEIVE_PACKAGE", PARCEL, "REJECT_RECEIVED_PACKAGE"),
            ("REPLACEMENT", REASON, "REJECT_REPLACEMENT"),
        ],
    )
    def test_in_the_word_for_it(self, box, shop, action, reason, word):
        """A no goes out in the word for what the platform waits for, with its reason."""
        one = waiting(shop)
        put(box, one, f"SELLER_RESPOND_{action}")
        (said,) = shop.returns.reject(one, reason=reason, note="sudah sesuai")
        sent = box.tiktokshop_face.seen[-1].json

        assert (DONE, word) == (said.state, sent["decision"])
        assert (reason, "sudah sesuai") == (sent["reject_reason"], sent["comment"])

    def test_reason_that_is_not_offered(self, box, shop):
        """A reason that the platform does not offer is refused, and its own are listed."""
        (said,) = shop.returns.reject(waiting(shop), reason="nope")

        assert FAILED is said.state
        assert f"{REASON} (Alasan retur" in said.message
        assert [] == decided(box)

    def test_no_reason_at_all(self, box, shop):
        """If none is offered, that is said."""
        one = waiting(shop)
        stands = Between(
            box.tiktokshop_face, "reject_reasons", after=lambda _: {"reasons": []}
        )
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        (said,) = again.returns.reject(one, reason="nope")

        assert said.message.endswith("these are: none")

    def test_again(self, shop):
        """What is rejected is rejected."""
        one = waiting(shop)
        shop.returns.reject(one, reason=REASON)
        (said,) = shop.returns.reject(one, reason=REASON)

        assert ALREADY is said.state


class TestCancellations:
    def test_approve(self, box, shop, cancellation):
        """A buyer's request to cancel is granted, and the order is cancelled."""
        (said,) = shop.returns.approve(cancellation)
        order = next(o for o in shop.orders.list() if o.id == cancellation.order_id)

        assert (DONE, OrderStatus.CANCELLED) == (said.state, order.status)

    def test_reject(self, shop, cancellation):
        """Or refused, for a reason that the platform offers."""
        (reason,) = shop.returns.reasons(cancellation)
        (said,) = shop.returns.reject(cancellation, reason=reason.name)
        (again,) = shop.returns.reject(cancellation, reason=reason.name)

        assert (DONE, ALREADY) == (said.state, again.state)

    def test_is_whole(self, shop, cancellation):
        """It is granted whole or not at all."""
        (said,) = shop.returns.approve(cancellation, partial=Money(1))

        assert "approved whole" in said.message

    def test_gone(self, shop, cancellation):
        """One that the platform does not know is a failure."""
        (said,) = shop.returns.approve(evolve(cancellation, id="1"))

        assert FAILED is said.state


class TestTickets:
    def test_are_read_only(self, shop, ticket):
        """A Tokopedia complaint can only be read; who can answer it, and where, is said."""
        results = [
            shop.returns.approve(ticket),
            shop.returns.reject(ticket, reason=REASON),
        ]
        said = [next(iter(one)) for one in results]

        assert [(FAILED, "seller", Platform.TOKOPEDIA)] * 2 == [
            (one.state, one.who.value, one.platform) for one in said
        ]
        assert all("Tokopedia Seller Dashboard" in one.message for one in said)

    def test_have_no_reasons(self, shop, ticket):
        """Nor are there reasons."""
        with pytest.raises(ValidationError, match="can only be read there"):
            shop.returns.reasons(ticket)


class TestReasons:
    def test_in_a_language(self, box, shop):
        """The platform's own reasons, in the language that is asked for."""
        found = shop.returns.reasons(waiting(shop), locale="id-ID")

        assert "Alasan retur pembeli tidak valid" == found[0].text
        assert "id-ID" == box.tiktokshop_face.seen[-1].query["locale"]


class TestRefundAmount:
    def test_of_a_return(self, shop):
        """What the buyer of a return would get back is the platform's to say."""
        one = waiting(shop)

        assert one.amount == shop.returns.refund_amount(one)

    def test_of_a_cancellation(self, box, shop, cancellation):
        """Of a cancellation, with what the delivery cost."""
        assert cancellation.amount == shop.returns.refund_amount(cancellation)

    def test_before_there_is_one(self, box, shop):
        """Of an order, before anybody asked for anything."""
        box.buy("KOPI-GAYO-250", "TEH-MELATI")
        order = next(shop.orders.list())
        amounts = [
            shop.returns.refund_amount(
                order, kind=ReturnKind.CANCELLATION, reason="contoh", unit_ids=units
            )
            for units in (None, order.lines[0].unit_ids)
        ]

        assert [order.total, order.lines[0].price] == amounts

    @pytest.mark.parametrize(
        ("how", "why"),
        [
            ({"reason": "x"}, "kind=None has no refund"),
            ({"kind": ReturnKind.EXCHANGE, "reason": "x"}, "has no refund"),
            ({"kind": ReturnKind.REFUND}, "reason= is missing"),
        ],
        ids=["kind", "exchange", "reason"],
    )
    def test_of_what(self, shop, how, why):
        """What is to be calculated must be said."""
        with pytest.raises(ValidationError, match=why):
            shop.returns.refund_amount(next(shop.orders.list()), **how)

    def test_tokopedia_calculates_nothing(self, shop, ticket):
        """The Tokopedia API calculates no refunds."""
        with pytest.raises(ValidationError, match="calculates no refunds"):
            shop.returns.refund_amount(ticket)

    def test_an_id(self, shop):
        """An id is no record."""
        with pytest.raises(ValidationError, match="is an id"):
            shop.returns.refund_amount("4035")

    def test_no_estimate(self, box, shop):
        """If the platform says nothing, neither do we."""
        one = waiting(shop)
        stands = Between(box.tiktokshop_face, "calculate", after=lambda _: {})
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))

        with pytest.raises(ValidationError, match="calculates no refund for it"):
            again.returns.refund_amount(one)
