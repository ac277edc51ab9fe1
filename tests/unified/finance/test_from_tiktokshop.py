"""TikTok Shop's money in the ledger's words."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from attrs import fields
from fakes import sample

from tokotiktok import Money, Platform, structure
from tokotiktok.errors import DecodeError
from tokotiktok.tiktokshop.api import statements as api
from tokotiktok.unified.finance import from_tiktokshop as say
from tokotiktok.unified.finance.entries import EntryKind
from tokotiktok.unified.finance.names import names, told_within_another
from tokotiktok.unified.models import Party

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)


def settled(**given):
    """Say a transaction that has only these fields."""
    raw = {"id": "1", "type": "ORDER", "order_id": "58", **given}
    return say.transaction(
        structure(raw, api.StatementTransaction),
        statement=api.Statement(
            id="S",
            statement_time=NOON,
            currency="IDR",
            payment_id="P",
            payment_status="FAILED",
        ),
        origin=Platform.TOKOPEDIA,
    )


def samples():
    """Give the transactions of the samples."""
    rows = sample("tiktokshop", "statement_transactions")["data"]["transactions"]
    return [settled(**row) for row in rows]


def amounts(entry):
    """Give an entry's parts by the wire's words, in rupiah."""
    return {part.wire: int(part.amount.amount) for part in entry.parts}


class TestTransaction:
    def test_samples(self):
        """Each adds up: its parts, and gross and fee, to what was settled."""
        rows = sample("tiktokshop", "statement_transactions")["data"]["transactions"]
        found = samples()

        assert [Money(row["settlement_amount"]) for row in rows] == [
            one.net for one in found
        ]
        for one in found:
            assert one.net == sum(part.amount for part in one.parts)
            assert one.net == one.gross + one.fee
            assert "NOT_ITEMISED" not in amounts(one)

    def test_names(self):
        """Fees are called what sellers call them, whatever the wire says (rule 94)."""
        named = {part.wire: part for one in samples() for part in one.parts}
        fee = named["vn_fix_infrastructure_fee"]

        assert ("Order processing fee", "Biaya pemrosesan pesanan", "medium") == (
            fee.en,
            fee.id,
            fee.confidence,
        )
        assert "Dilayani Tokopedia fee" == named["tsp_commission_amount"].en

    def test_what_it_is_of(self):
        """An order's own proceeds, and an adjustment that names its order otherwise."""
        first, _, adjusted = samples()

        assert (EntryKind.ORDER, "580000000000000001") == (first.kind, first.order_id)
        assert (EntryKind.ADJUSTMENT, "580000000000000092") == (
            adjusted.kind,
            adjusted.order_id,
        )
        assert {"LOGISTICS_REIMBURSEMENT": 12_000} == amounts(adjusted)
        assert "Reimbursement for a parcel" == adjusted.parts[0].en

    def test_distance(self):
        """What a buyer pays for the way (Horizon+, rule 9) is no sale: gross is the goods."""
        one = settled(
            revenue_amount="36000",
            revenue_breakdown={
                "subtotal_before_discount_amount": "32000",
                "distant_item_fee_amount": "4000",
            },
            shipping_cost_amount="-4000",
            shipping_cost_breakdown={
                "actual_shipping_fee_amount": "-12000",
                "distant_shipping_fee_amount": "8000",
            },
            fee_tax_amount="0",
            settlement_amount="32000",
        )

        assert (Money(32_000), Money(0), Money(32_000)) == (one.gross, one.fee, one.net)

    def test_not_itemised(self):
        """What a section's parts lack of its amount, and all of theirs, is a part."""
        one = settled(
            revenue_amount="100",
            revenue_breakdown={"subtotal_before_discount_amount": "90"},
            fee_tax_amount="-7",
            fee_tax_breakdown={
                "fee": {"platform_commission_amount": "-4", "new_fee": "-2"},
                "tax": {"pit_amount": "-1"},
            },
            settlement_amount="95",
        )
        rest = [(p.section, p.amount) for p in one.parts if p.wire == "NOT_ITEMISED"]

        assert [
            ("revenue", Money(10)),
            ("fee", Money(-2)),
            ("other", Money(2)),
        ] == rest
        assert (Money(100), Money(-5)) == (one.gross, one.fee)
        assert {"Not itemised by the platform"} == {
            p.en for p in one.parts if p.wire == "NOT_ITEMISED"
        }

    def test_told_twice(self):
        """A field that repeats another is not added."""
        one = settled(
            fee_tax_amount="-10",
            fee_tax_breakdown={
                "fee": {
                    "affiliate_commission_amount": "-10",
                    "affiliate_commission_amount_before_pit": "-11",
                }
            },
            settlement_amount="-10",
        )

        assert {"affiliate_commission_amount": -10} == amounts(one)

    def test_breakdown_alone(self):
        """Without the sums, the parts are the sums."""
        one = settled(
            revenue_breakdown={"subtotal_before_discount_amount": "50"},
            fee_tax_breakdown={"fee": {"platform_commission_amount": "-5"}},
            adjustment_amount="0",
        )

        assert (Money(50), Money(-5), Money(45)) == (one.gross, one.fee, one.net)

    @pytest.mark.parametrize(
        ("given", "kind", "wire"),
        [
            (
                {"type": "RESERVE", "reserve_amount": "-5", "associated_order_id": "7"},
                EntryKind.RESERVE,
                "RESERVE",
            ),
            ({"type": "STAMP_DUTY"}, EntryKind.ADJUSTMENT, "STAMP_DUTY"),
            ({"type": None}, EntryKind.OTHER, "UNNAMED"),
            ({"type": "BRAND_NEW"}, EntryKind.ADJUSTMENT, "BRAND_NEW"),
        ],
        ids=["reserve", "of the shop", "without a type", "a new type"],
    )
    def test_kinds(self, given, kind, wire):
        """What is no sale has one part, named by its type."""
        one = settled(**{"order_id": "", "adjustment_amount": "-5", **given})

        assert (kind, {wire: -5}, Money(-5)) == (one.kind, amounts(one), one.gross)
        assert one.order_id == given.get("associated_order_id")

    def test_on_its_way(self):
        """What settled may still be on its way to the seller, or have come back."""
        one = settled(adjustment_amount="-5")

        assert ("S", "P", "FAILED", NOON) == (
            one.statement_id,
            one.payout_id,
            one.payout_status,
            one.settled_at,
        )

    def test_a_new_type_in_words(self):
        """A word that no table has is its own name, of low confidence."""
        one = settled(type="BRAND_NEW_FEE", order_id="", adjustment_amount="-5")
        part = one.parts[0]

        assert ("brand new fee", "low") == (part.en, part.confidence)

    @pytest.mark.parametrize(
        "given",
        [{}, {"settlement_amount": {"value": 1}}, {"type": ["ORDER"]}],
        ids=["no amount", "not an amount", "not a type"],
    )
    def test_unfit(self, given):
        """What names no amount, or is of another shape, cannot be said."""
        with pytest.raises(DecodeError):
            settled(**given)

    def test_who_pays(self):
        """The platform its subsidies, the buyer the way, the seller the rest."""
        (first, second, _) = samples()
        by = {part.wire: part.borne_by for part in (*first.parts, *second.parts)}

        assert Party.PLATFORM is by["shipping_fee_discount_amount"]
        assert Party.BUYER is by["distant_shipping_fee_amount"]
        assert Party.SELLER is by["actual_shipping_fee_amount"]
        assert Party.SELLER is by["seller_discount_amount"]
        assert by["subtotal_before_discount_amount"] is None


class TestUnsettled:
    def test_sample(self):
        """What is to come says when, in the platform's words."""
        (raw,) = sample("tiktokshop", "unsettled_transactions")["data"]["transactions"]
        one = say.unsettled(
            structure(raw, api.UnsettledTransaction), origin=Platform(0)
        )

        assert (Money(21_000), None, None) == (one.net, one.settled_at, one.expected_at)
        assert "7 days after delivery" == one.waits_for
        assert one.evidence.origin == "nothing: order 580000000000000002 does not say"

    @pytest.mark.parametrize(
        ("text", "expected", "phrase"),
        [
            ("1767268800", NOON, "later (contoh)"),
            ("0", None, "later (contoh)"),
            ("", None, "later (contoh)"),
            ("soon", None, "soon"),
        ],
    )
    def test_when(self, text, expected, phrase):
        """A time or a phrase; else the reason why it waits."""
        raw = {
            "type": "ORDER",
            "est_settlement_amount": "1",
            "estimated_settlement": text,
            "unsettled_reason": "later (contoh)",
        }
        one = say.unsettled(
            structure(raw, api.UnsettledTransaction), origin=Platform(0)
        )

        assert (expected, phrase) == (one.expected_at, one.waits_for)


class TestWithdrawal:
    def test_samples(self):
        """What goes to the bank leaves the balance; a statement's sum is no entry."""
        rows = sample("tiktokshop", "withdrawals")["data"]["withdrawals"]
        found = [say.withdrawal(structure(row, api.Withdrawal)) for row in rows]

        assert found[0] is None
        assert (EntryKind.WITHDRAWAL, Money(-100_000)) == (found[1].kind, found[1].net)
        assert "Penarikan ke bank" == found[1].parts[0].id

    @pytest.mark.parametrize(
        ("given", "kind", "net"),
        [
            ({"type": "REVERSE"}, EntryKind.WITHDRAWAL, 7),
            ({"type": "TRANSFER"}, EntryKind.WITHDRAWAL, -7),
            ({"type": "PAYMENT"}, EntryKind.OTHER, 7),
        ],
    )
    def test_kinds(self, given, kind, net):
        """A reversed one comes back; what else there may be is another movement."""
        raw = {"id": "1", "amount": "7", "status": "SUCCESS", "create_time": 1, **given}
        found = say.withdrawal(structure(raw, api.Withdrawal))

        assert (kind, Money(net)) == (found.kind, found.net)

    def test_failed(self):
        """What failed moved nothing."""
        raw = {"id": "1", "type": "WITHDRAW", "amount": "7", "status": "FAILED"}

        assert say.withdrawal(structure(raw, api.Withdrawal)) is None

    @pytest.mark.parametrize("left_out", ["amount", "create_time"])
    def test_unfit(self, left_out):
        """What moved at no time, or nothing, cannot be said: it stands in no day."""
        raw = {"id": "1", "type": "WITHDRAW", "amount": "7", "create_time": 1}
        raw.pop(left_out)
        with pytest.raises(DecodeError, match="no time or no amount"):
            say.withdrawal(structure(raw, api.Withdrawal))


class TestPayout:
    def test_sample(self):
        """A payment to the bank, with the last digits of the account."""
        (raw,) = sample("tiktokshop", "payments")["data"]["payments"]
        one = say.payout(structure(raw, api.Payment))

        assert ("PAID", Money(106_650), "****0000") == (
            one.status,
            one.amount,
            one.bank_account,
        )

    def test_nothing(self):
        """A payment of which nothing is told is no error."""
        assert Money(0) == say.payout(structure({}, api.Payment)).amount


class TestNames:
    @pytest.mark.parametrize(
        ("section", "model"),
        [
            ("revenue", api.RevenueBreakdown),
            ("shipping", api.ShippingCostBreakdown),
            ("fee", api.Fee),
            ("tax", api.Tax),
        ],
    )
    def test_whole(self, section, model):
        """Each field of each breakdown has a name, or repeats another one."""
        wire = {one.name for one in fields(model)} - {"_aside"}
        told = {one for one in wire if told_within_another(one)}

        assert wire - told == set(names(section))

    def test_types(self):
        """Each documented type of an adjustment has a name."""
        documented = set(api.StatementTransactionType.__value__.__args__)

        assert documented - {"ORDER", "RESERVE"} == set(names("adjustment"))

    def test_in_both_languages(self):
        """Each name says how sure it is, and none is said of two things of a section."""
        for section in ("revenue", "shipping", "fee", "tax", "adjustment", "other"):
            rows = names(section).values()
            assert len({one.en for one in rows}) == len(rows)
            assert len({one.id for one in rows}) == len(rows)
            assert {one.confidence for one in rows} <= {"high", "medium", "low"}
            assert not any("TikTok" in one.en + one.id for one in rows)
