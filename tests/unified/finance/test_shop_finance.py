"""One ledger, accounts, totals and a reconciliation over both APIs."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta, timezone

import pytest
from archives import copied
from attrs import evolve
from between import Between
from fakes import Script, no, sample, tiktok

from tokotiktok import Money, Platform, UnifiedShop, structure
from tokotiktok.errors import ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.tokopedia.api.orders import OrderDetail
from tokotiktok.tokopedia.archive import Archive, write
from tokotiktok.unified import from_tokopedia
from tokotiktok.unified.finance.accounts import OrderAccount
from tokotiktok.unified.finance.entries import EntryKind
from tokotiktok.unified.finance.sides import TikTokShopMoney
from tokotiktok.unified.finance.totals import totals
from tokotiktok.unified.models import Order, Party
from tokotiktok.unified.reading.origins import Origins

TIKTOK, TOKO = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA
NAIVE = datetime(2025, 9, 1)  # noqa: DTZ001 - what is refused
DAY = timedelta(days=1)
UNFIT = {"type": ["ORDER"]}


@pytest.fixture(scope="module")
def box():
    """A shop with some history."""
    return Sandbox(seed=3, orders=120)


@pytest.fixture(scope="module")
def shop(box):
    """The merged shop."""
    return box.shop()


@pytest.fixture(scope="module")
def entries(shop):
    """Its ledger."""
    return tuple(shop.finance.list())


@pytest.fixture(scope="module")
def folder(box, tmp_path_factory):
    """Where its old side is saved."""
    folder = tmp_path_factory.mktemp("saved") / "a"
    write(box.tokopedia(), folder)
    return folder


def meddled(box, on, edit):
    """Give the shop with TikTok Shop's answers to some requests edited."""
    between = Between(box.tiktokshop_face, on, after=edit)
    return box.shop(tiktokshop=box.tiktokshop(transport=between))


def kinds(shop, **given):
    """Say what a reconciliation finds, but for what cannot be known."""
    return Counter(
        (one.what, one.part)
        for one in shop.finance.reconcile(**given)
        if one.what not in ("unknown", "doubled")
    )


class TestList:
    def test_withdrawals(self, box, entries):
        """What left for the bank is there, once, and no earning."""
        moved = [one for one in entries if one.kind is EntryKind.WITHDRAWAL]
        money = box.tiktokshop().statements
        out = money.get_withdrawals(types=["WITHDRAW"], page_size=100)

        assert sum(int(one.amount) for one in out) == -sum(
            one.net.amount for one in moved if one.api is TIKTOK
        )
        assert {TIKTOK, TOKO} == {one.api for one in moved}
        assert {Platform(0)} == {one.origin for one in moved}

    def test_joined(self, entries):
        """Whatever names an order has its id and its origin."""
        of_orders = [one for one in entries if one.order_id or one.invoice]

        assert all(one.order_id and one.origin for one in of_orders)
        assert {EntryKind.ORDER, EntryKind.ADJUSTMENT} == {
            one.kind for one in of_orders
        }

    def test_in_batches(self):
        """Origins and invoices are read many at once, not one by one."""
        box = Sandbox(seed=3, orders=600)
        list(box.shop(integrated_at=box.world.integrated_at).finance.list())
        paths = Counter(one.path for one in box.tokopedia_face.seen)
        details = [one for one in box.tiktokshop_face.seen if "ids" in one.query]
        seam = sum(one.on_tiktok for one in box.world.on_tokopedia)

        assert paths["/v2/fs/99999/order"] < len(box.world.on_tokopedia) / 4 + seam
        assert len(details) < len(box.world.on_tiktok) / 15

    def test_told_twice(self, box, entries):
        """What both APIs tell of one sale counts once: what Tokopedia paid."""
        twice = [
            sale
            for sale in box.world.sales()
            if sale.on_tiktok and sale.on_tokopedia and sale.number % 2
        ]
        proceeds = Counter(
            one.order_id for one in entries if one.kind is EntryKind.ORDER
        )

        assert twice
        for sale in twice:
            assert (0, 1) == (
                proceeds[sale.tiktok_id],
                proceeds[str(sale.tokopedia_id)],
            )

    def test_long_after(self, box, shop):
        """Long after the integration nothing can be told twice, so nobody looks."""
        since = box.world.integrated_at + 100 * DAY
        before = len(box.tokopedia_face.seen)
        assert [] == list(shop.finance.list(settled_from=since))
        asked = [one.path for one in box.tokopedia_face.seen[before:]]

        assert not any("order" in path for path in asked)

    def test_nobody_knows_when_it_was_integrated(self, box, entries):
        """If nobody knows, the whole history is compared; the ledger is the same."""
        shop = box.shop()
        shop._info = None

        assert entries == tuple(shop.finance.list())

    @pytest.mark.parametrize("left_out", ["tiktokshop", "tokopedia"])
    def test_one_side(self, box, left_out):
        """One client alone tells its own."""
        shop = box.shop(**{left_out: None})
        other = TIKTOK if left_out == "tokopedia" else TOKO

        assert {other} == {one.api for one in shop.finance.list()}
        assert (left_out == "tokopedia") == bool(list(shop.finance.unsettled()))

    def test_no_payouts_without_tiktok_shop(self, box):
        """Tokopedia tells of none."""
        with pytest.raises(ValidationError, match="give tiktokshop="):
            box.shop(tiktokshop=None).finance.payouts()

    @pytest.mark.parametrize(
        "call",
        [
            lambda finance: finance.list(settled_from=NAIVE),
            lambda finance: finance.totals(settled_until=NAIVE),
            lambda finance: finance.payouts(created_from=NAIVE),
            lambda finance: finance.reconcile(created_from=NAIVE),
        ],
        ids=["list", "totals", "payouts", "reconcile"],
    )
    def test_no_zone(self, shop, call):
        """A time without a zone could mean two moments."""
        with pytest.raises(ValidationError):
            call(shop.finance)

    @pytest.mark.parametrize(
        ("on", "name"),
        [
            ("/statement_transactions", "transactions"),
            ("/withdrawals", "withdrawals"),
            ("/finance/202309/statements", "statements"),
        ],
    )
    def test_malformed(self, box, entries, on, name):
        """What cannot be read is put aside, and the rest is there."""

        def spoilt(data):
            rows = data.get(name, [])
            return {**data, name: [{**row, **UNFIT} for row in rows]}

        def broken(data):
            return {**data, name: [*data.get(name, []), "row"]}

        shop = meddled(box, on, broken)
        walk = shop.finance.list()

        assert entries == tuple(walk)
        assert {"row"} == {one.raw for one in walk.malformed}
        if name != "statements":
            walk = meddled(box, on, spoilt).finance.list()
            assert len(tuple(walk)) < len(entries)
            assert walk.malformed

    @pytest.mark.parametrize("lost", ["id", "statement_time"])
    def test_a_statement_that_cannot_be_asked_for(self, box, entries, lost):
        """Without an id or a time it is of no use, and not lost: it is put aside."""

        def edit(data):
            first, *others = data["statements"]
            return {**data, "statements": [{**first, lost: None}, *others]}

        walk = meddled(box, "202309/statements", edit).finance.list()
        left = [one for one in walk if one.statement_id]
        (aside,) = walk.malformed

        assert len(left) < sum(1 for one in entries if one.statement_id)
        assert "without an id or a time" in aside.reason

    def test_rows_that_share_an_id(self, box, entries):
        """Rows that differ are two, whatever their ids; the same row twice is one."""

        def edit(data):
            rows = data.get("transactions", [])
            again = [{**row, "settlement_amount": "1"} for row in rows]
            return {**data, "transactions": [*rows, *rows, *again]}

        found = list(meddled(box, "/statement_transactions", edit).finance.list())
        rows = [one for one in entries if one.statement_id]

        assert len(found) == len(entries) + len(rows)

    def test_malformed_around_the_integration(self, box, entries):
        """What cannot be read where sales are compared is put aside, too."""
        integrated = box.world.integrated_at

        def edit(data):
            return {**data, "orders": [*data["orders"], "order"]}

        shop = meddled(box, "orders/search", edit)
        walk = shop.finance.list(settled_from=integrated + 8 * DAY)
        list(walk)

        assert "order" in {one.raw for one in walk.malformed}

    def test_to_the_moment(self, box, entries):
        """A span ends where it says, though whole seconds go out."""
        times = {one.settled_at for one in entries if one.statement_id}
        last = max(times)
        more = timedelta(microseconds=1)
        finance = box.shop(tokopedia=None).finance

        assert {last} == {one.settled_at for one in finance.list(settled_from=last)}
        assert [] == list(finance.list(settled_from=last + more))
        assert last not in {one.settled_at for one in finance.list(settled_until=last)}
        assert last in {
            one.settled_at for one in finance.list(settled_until=last + more)
        }

    def test_malformed_to_come(self, box):
        """What is to come and cannot be read is put aside."""

        def spoilt(data):
            name = "transactions"
            return {**data, name: [{**row, **UNFIT} for row in data[name]]}

        walk = meddled(box, "/orders/unsettled", spoilt).finance.unsettled()

        assert [] == list(walk)
        assert walk.malformed

    def test_malformed_payouts(self, box):
        """And so are payments; those of another time are left out."""
        shop = meddled(
            box,
            "/payments",
            lambda data: {
                "payments": [{"amount": {"value": ["1"]}}, *data["payments"]]
            },
        )
        walk = shop.finance.payouts()
        last = next(walk).created_at
        more = timedelta(microseconds=1)

        assert 1 == len(walk.malformed)
        assert [] == list(shop.finance.payouts(created_from=last + more))


class TestArchive:
    def test_as_over_the_live_api(self, box, folder, entries):
        """Each entry is the same, and says that it is archived if it is."""
        shop = UnifiedShop(tiktokshop=box.tiktokshop(), tokopedia=Archive(folder))
        found = tuple(shop.finance.list())

        assert entries == tuple(evolve(one, archived=False) for one in found)
        assert all(one.archived == (one.api is TOKO) for one in found)

    def test_without_orders(self, box, folder, tmp_path):
        """Without orders the balance is there, and names invoices alone."""
        archive = copied(folder, tmp_path / "c", parts=["saldo"])
        found = list(UnifiedShop(tokopedia=archive).finance.list())
        sales = [one for one in found if one.kind is EntryKind.ORDER]

        assert len(sales) == len(box.world.on_tokopedia)
        assert {None} == {one.order_id for one in sales}
        assert all(one.invoice for one in sales)


class TestOrder:
    def test_tiktok_shop(self, box, shop):
        """From what the buyer paid to what arrived, each step by name."""
        order = next(
            one
            for one in shop.orders.list()
            if one.api is TIKTOK and shop.finance.order(one).arrived
        )
        account = shop.finance.order(order)
        steps = {one.en: one.amount for one in account.steps}

        assert account.is_paid
        assert account.is_itemised
        assert order.total == steps["The buyer pays"] == account.paid
        assert account.arrived == sum(steps.values())
        assert "Platform commission" in steps
        assert order.total == account.borne(Party.BUYER)
        assert account.borne(Party.SELLER).amount > 0

    def test_tokopedia(self, box, shop):
        """Tokopedia itemises nothing, which the one step for it says."""
        order = next(
            one
            for one in shop.orders.list()
            if one.api is TOKO and not box.world.has_ticket(sale_of(box, one))
        )
        account = shop.finance.order(order)
        detail = shop.orders.get(order.id, api=TOKO)
        steps = {one.en: one.amount for one in account.steps}
        sale = sale_of(box, order)
        kept = sale.goods * 30 // 1000

        assert not account.is_itemised
        assert Money(-kept) == steps["Kept by Tokopedia: its API itemises nothing"]
        assert Money(kept) == account.borne(Party.SELLER)
        assert Money(sale.goods - kept) == account.arrived
        assert account.steps == shop.finance.order(detail).steps

    def test_complaint(self, box, shop):
        """What a complaint took back is a step of its own."""
        order = next(
            one
            for one in shop.orders.list()
            if one.api is TOKO and box.world.has_ticket(sale_of(box, one))
        )
        account = shop.finance.order(order)

        assert "Refund to Buyer" == account.steps[-1].en
        assert account.arrived == sum(step.amount for step in account.steps)

    def test_in_both(self, box, shop):
        """A sale in both APIs has the money that Tokopedia paid, whichever shows it."""
        order = next(
            one
            for one in shop.orders.list()
            if one.evidence.twin and int(one.evidence.twin.id) % 2
        )
        account = shop.finance.order(order)
        (sold, *_) = [one for one in account.entries if one.kind is EntryKind.ORDER]

        assert (TIKTOK, TOKO) == (order.api, sold.api)
        assert account.arrived == sum(step.amount for step in account.steps)

    def test_to_come(self, box, shop):
        """What is not delivered is to come, and cash on delivery is not paid."""
        order = next(
            one
            for one in shop.orders.list()
            if one.status.value == "SHIPPED" and one.source.is_cod
        )
        account = shop.finance.order(order)

        assert not account.is_paid
        assert (Money(0), True) == (account.arrived, bool(account.to_come))
        assert ["7 days after delivery"] == [one.waits_for for one in account.entries]

    def test_discounts(self, shop):
        """What the platform paid of the price is borne by it, and a step."""
        order = next(one for one in shop.orders.list() if one.status.value == "SHIPPED")
        payment = evolve(
            order.source.payment,
            platform_discount=order.total.amount / 10,
            shipping_fee_platform_discount=None,
        )
        given = evolve(
            order,
            source=evolve(order.source, payment=payment),
            total=order.total * 9 * Money("0.1").amount,
        )
        account = shop.finance.order(given)
        without = shop.finance.order(order)

        assert (
            order.total.amount / 10
            == (account.borne(Party.PLATFORM) - without.borne(Party.PLATFORM)).amount
        )
        assert account.steps[1].en.startswith("Discounts that the platform pays")
        assert account.to_come == sum(step.amount for step in account.steps)

    def test_promotion(self, shop):
        """Who paid for a promotion is said of a single order of Tokopedia's."""
        raw = sample("tokopedia", "order_single")["data"]
        order = from_tokopedia.order_detail(structure(raw, OrderDetail))
        account = OrderAccount(order=order, entries=())

        assert Money(10_000) == account.borne(Party.PLATFORM)
        assert Money(0) == account.borne(Party.OTHER)

    def test_other_parties(self, shop):
        """Nobody else pays for what TikTok Shop tells of."""
        order = next(one for one in shop.orders.list() if one.api is TIKTOK)

        assert Money(0) == shop.finance.order(order).borne(Party.OTHER)

    def test_refund_alone(self, box, shop):
        """Where only what was taken back is told, that is the step there is."""
        order = next(
            one
            for one in shop.orders.list()
            if one.api is TOKO and box.world.has_ticket(sale_of(box, one))
        )
        account = shop.finance.order(order)
        alone = OrderAccount(
            order=order,
            entries=tuple(
                one for one in account.entries if one.kind is EntryKind.ADJUSTMENT
            ),
        )

        assert "Kept by Tokopedia: its API itemises nothing" not in {
            one.en for one in alone.steps
        }

    def test_an_id(self, shop):
        """An id does not say whose API it is of."""
        with pytest.raises(ValidationError, match="is an id"):
            shop.finance.order("580000000000000007")

    def test_without_its_client(self, box, shop):
        """An order whose API has no client here has no money here."""
        new, old = (
            next(one for one in shop.orders.list() if one.api is api)
            for api in (TIKTOK, TOKO)
        )

        assert () == box.shop(tiktokshop=None).finance.order(new).entries
        assert () == box.shop(tokopedia=None).finance.order(old).entries
        assert () == box.shop().finance.order(evolve(old, invoice=None)).entries

    def test_nothing_known(self, shop):
        """An order that says nothing of money has an empty account."""
        old = next(one for one in shop.orders.list() if one.api is TOKO)
        account = shop.finance.order(evolve(old, total=None, placed_at=None))

        assert account.entries
        assert (None, (), Money(0)) == (
            account.paid,
            account.steps,
            account.borne(Party.BUYER),
        )


def sale_of(box, order: Order):
    """Give the sale of an order of Tokopedia's."""
    return box.world.by_tokopedia_id(order.id)


class TestStraddling:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (["subtotal_before_discount_amount"], []),
            (
                [
                    "subtotal_before_discount_amount",
                    "refund_subtotal_before_discount_amount",
                ],
                [],
            ),
            (["refund_subtotal_before_discount_amount"], [Money(-7)]),
        ],
        ids=["proceeds", "proceeds and a refund", "a refund alone"],
    )
    def test_to_come(self, box, twice, words, expected):
        """What is to come of a sale that Tokopedia paid for: nothing but what it owes."""
        sale = next(
            one
            for one in box.world.on_tokopedia
            if one.on_tiktok and one.number % 2 == 0 and not one.has_alike
        )
        amounts = [-7 if word.startswith("refund") else 7 for word in words]
        rows = [
            {
                "id": f"9{word}",
                "type": "ORDER",
                "order_id": sale.tiktok_id,
                "currency": "IDR",
                "est_revenue_amount": str(amount),
                "est_settlement_amount": str(amount),
                "revenue_breakdown": {word: str(amount)},
            }
            for word, amount in zip(words, amounts, strict=True)
        ]

        def edit(data):
            return {**data, "transactions": [*rows, *data["transactions"]]}

        finance = meddled(box, "/orders/unsettled", edit).finance
        found = [
            one.net for one in finance.unsettled() if one.order_id == sale.tiktok_id
        ]
        order = next(
            one
            for one in box.shop().orders.list()
            if sale.tiktok_id in (one.id, one.evidence.twin and one.evidence.twin.id)
        )

        assert expected == found
        assert sum(expected, Money(0)) == finance.order(order).to_come


class TestUnreadOfOrder:
    def test_tiktok_shop(self, box, shop):
        """What cannot be read of an order is put aside and said, what is of others not."""
        order = next(
            one
            for one in shop.orders.list()
            if one.api is TIKTOK and shop.finance.order(one).arrived
        )

        def spoilt(data):
            rows = [{**row, **UNFIT} for row in data.get("transactions", [])]
            return {**data, "transactions": [*rows, "row"]}

        account = meddled(box, "/statement_transactions", spoilt).finance.order(order)
        named = {
            one.raw["order_id"]
            for one in account.malformed
            if isinstance(one.raw, dict) and one.raw.get("order_id")
        }

        assert ("row", Money(0)) == (account.malformed[-1].raw, account.arrived)
        assert {order.id} == named
        assert () == shop.finance.order(order).malformed

    def test_tokopedia(self, box, shop):
        """So it is with the movements of its balance."""
        order = next(one for one in shop.orders.list() if one.api is TOKO)

        def spoilt(data):
            rows = [{**row, "amount": ["x"]} for row in data["saldo_history"]]
            return {**data, "saldo_history": rows}

        between = Between(box.tokopedia_face, "/saldo-history", after=spoilt)
        finance = box.shop(tokopedia=box.tokopedia(transport=between)).finance
        account = finance.order(order)

        assert () == account.entries
        assert account.malformed
        assert all(order.invoice in one.raw["note"] for one in account.malformed)

    def test_a_row_that_names_no_statement(self, box, shop):
        """Where one of an order's rows does not say its statement, all are looked through."""
        statements = box.tiktokshop().statements.list(sort_field="statement_time").all()
        plain = {one.id for one in statements if one.adjustment_amount == 0}
        order = next(
            one.order
            for one in shop.finance.accounts()
            if one.arrived and {entry.statement_id for entry in one.entries} <= plain
        )

        def edit(data):
            rows = data.get("sku_transactions", [])
            return {
                **data,
                "sku_transactions": [{**row, "statement_id": None} for row in rows],
            }

        on = f"orders/{order.id}/statement_transactions"
        account = meddled(box, on, edit).finance.order(order)

        assert shop.finance.order(order).arrived == account.arrived


class TestAccounts:
    def test_are_those_of_each_order(self, box, shop):
        """Read at once they are what reading one by one gives, with far fewer requests."""
        before = len(box.tiktokshop_face.seen)
        walk = shop.finance.accounts()
        found = list(walk)
        requests = len(box.tiktokshop_face.seen) - before
        orders = list(shop.orders.list())

        assert orders == [one.order for one in found]
        assert requests < len(orders)
        for one in found[::7]:
            alone = shop.finance.order(one.order)
            assert set(alone.entries) == set(one.entries)
            assert (alone.arrived, alone.steps) == (one.arrived, one.steps)

    def test_span(self, box, shop):
        """Orders of a span have all that was settled for them since."""
        every = {one.order.id: one.arrived for one in shop.finance.accounts()}
        since, until = box.clock.now - 20 * DAY, box.clock.now - 9 * DAY
        some = list(shop.finance.accounts(created_from=since, created_until=until))

        assert 0 < len(some) < len(every)
        assert all(one.arrived == every[one.order.id] for one in some)
        assert all(since <= one.order.placed_at < until for one in some)

    def test_malformed(self, box):
        """What cannot be read may be of any of them: it is put aside."""
        for on, name in [
            ("/statement_transactions", "transactions"),
            ("/orders/unsettled", "transactions"),
            ("orders/search", "orders"),
        ]:

            def edit(data, name=name):
                return {**data, name: [*data.get(name, []), "row"]}

            walk = meddled(box, on, edit).finance.accounts()
            assert list(walk)
            assert ["row"] == [one.raw for one in walk.malformed][:1]

    def test_no_zone(self, shop):
        """A time without a zone could mean two moments."""
        with pytest.raises(ValidationError):
            shop.finance.accounts(created_from=NAIVE)


@pytest.fixture(scope="module")
def twice(box):
    """The sales that both APIs paid for."""
    return [
        sale
        for sale in box.world.sales()
        if sale.on_tiktok and sale.on_tokopedia and sale.number % 2
    ]


class TestCounting:
    @pytest.mark.parametrize(
        ("counts", "new", "old"),
        [(TOKO, 0, 1), (TIKTOK, 1, 0), (TOKO | TIKTOK, 1, 1)],
        ids=["Tokopedia's", "TikTok Shop's", "both"],
    )
    def test_choice(self, box, shop, twice, counts, new, old):
        """The caller says whose account counts; the rest is as it is."""
        found = list(shop.finance.counting(counts).list())
        proceeds = Counter(one.order_id for one in found if one.kind is EntryKind.ORDER)
        ids = {
            name for sale in twice for name in (sale.tiktok_id, str(sale.tokopedia_id))
        }

        assert twice
        for sale in twice:
            assert (new, old) == (
                bool(proceeds[sale.tiktok_id]),
                bool(proceeds[str(sale.tokopedia_id)]),
            )
        assert [one for one in found if one.order_id not in ids] == [
            one for one in shop.finance.list() if one.order_id not in ids
        ]

    @pytest.mark.parametrize("counts", [TOKO, TIKTOK, TOKO | TIKTOK])
    def test_everywhere(self, box, shop, twice, counts):
        """Accounts, totals and what is doubled follow the choice."""
        finance = shop.finance.counting(counts)
        ledger = sum((one.net for one in finance.list()), Money(0))
        accounts = list(finance.accounts())
        doubled = [one for one in finance.reconcile() if one.what == "doubled"]
        sale = twice[0]
        (order,) = [
            one
            for one in shop.orders.list()
            if sale.tiktok_id in (one.id, one.evidence.twin and one.evidence.twin.id)
        ]
        apis = {
            one.api
            for one in finance.order(order).entries
            if one.kind is EntryKind.ORDER
        }

        assert ledger == sum(
            (one.net + one.withdrawn for one in finance.totals()), Money(0)
        )
        assert [api for api in (TOKO, TIKTOK) if api in counts] == sorted(
            apis, key=lambda api: api.value
        )
        assert len(twice) == len(doubled)
        assert all(one.expected for one in doubled)
        whose = "both count" if counts == TOKO | TIKTOK else f"{counts.label} API's"
        assert whose in doubled[0].why
        for one in accounts:
            if one.order.id == order.id:
                assert set(finance.order(order).entries) == set(one.entries)

    def test_one_side_alone(self, box, shop, twice):
        """Without the other client there is nothing else to count."""
        ids = {sale.tiktok_id for sale in twice}
        order = next(
            one
            for one in shop.orders.list()
            if ids & {one.id, one.evidence.twin and one.evidence.twin.id}
        )
        finance = box.shop(tiktokshop=None).finance.counting(TIKTOK)

        assert TOKO in {one.api for one in finance.order(order).entries}

    def test_an_order_without_money(self):
        """An order that TikTok Shop's finance does not know was not paid for there."""
        client = tiktok(Script(no(45101003)))

        assert not TikTokShopMoney(client, Origins(client), []).has_paid("1")

    @pytest.mark.parametrize("given", [None, "TOKOPEDIA", Platform(0)])
    def test_no_platform(self, shop, given):
        """Something else is refused with a sentence."""
        with pytest.raises(ValidationError, match="say which account counts"):
            shop.finance.counting(given)

    @pytest.mark.parametrize("told", ["refund alone", "refund too"])
    def test_refunded_by_the_other(self, box, shop, twice, told):
        """
        Tokopedia paid for a sale, and TikTok Shop took something back: where proceeds
        are not told there, what was taken back counts.
        """
        sale = next(
            one
            for one in twice
            if box.tiktokshop()
            .statements.get_order_transactions(order_id=one.tiktok_id)
            .sku_transactions
        )

        def taken_back(row):
            amount = row["revenue_breakdown"]["subtotal_before_discount_amount"]
            return {
                **row,
                "id": f"9{row.get('id', '')}",
                "settlement_amount": f"-{amount}",
                "revenue_amount": f"-{amount}",
                "shipping_cost_amount": "0",
                "fee_tax_amount": "0",
                "revenue_breakdown": {
                    "refund_subtotal_before_discount_amount": f"-{amount}"
                },
                "shipping_cost_breakdown": {},
                "fee_tax_breakdown": {},
            }

        def edit(data):
            data = {**data}
            for name in ("transactions", "sku_transactions"):
                rows = data.get(name, [])
                ours = [
                    row
                    for row in rows
                    if sale.tiktok_id in (data.get("order_id"), row.get("order_id"))
                    and row.get("type", "ORDER") == "ORDER"
                ]
                others = [row for row in rows if row not in ours]
                kept = ours if told == "refund too" else []
                data[name] = [*others, *kept, *map(taken_back, ours)]
            return data

        finance = meddled(box, "/statement_transactions", edit).finance
        ours = [
            one.net.amount
            for one in finance.list()
            if one.order_id == sale.tiktok_id and one.kind is EntryKind.ORDER
        ]
        order = next(
            one
            for one in box.shop().orders.list()
            if sale.tiktok_id in (one.id, one.evidence.twin and one.evidence.twin.id)
        )
        account = finance.order(order)
        named = {step.en: step.amount.amount for step in account.steps}
        expected = [-sale.goods] if told == "refund alone" else []

        assert expected == ours
        assert account.arrived == sum(step.amount for step in account.steps)
        assert expected == [
            amount for name, amount in named.items() if name == "Goods refunded"
        ]


class TestTotals:
    def test_are_the_ledger(self, shop, entries):
        """By day and origin; in all, what the balances moved by."""
        found = list(shop.finance.totals())

        assert sum(one.net for one in entries) == sum(
            (one.net + one.withdrawn for one in found), Money(0)
        )
        assert len(entries) == sum(one.count for one in found)
        assert len(found) == len({(one.day, one.origin) for one in found})
        days = [one.day for one in found]
        assert sorted(days, reverse=True) == days

    def test_origins(self, shop, entries):
        """Each origin has its own; what is the shop's has none."""
        found = list(shop.finance.totals())
        for origin in (TIKTOK, TOKO, Platform(0)):
            earned = [
                one.net
                for one in entries
                if one.origin == origin and one.kind is not EntryKind.WITHDRAWAL
            ]
            assert sum(earned, Money(0)) == sum(
                (one.net for one in found if one.origin == origin), Money(0)
            )

    def test_malformed(self, box):
        """What could not be read is in no total, and not lost."""

        def spoilt(data):
            return {
                **data,
                "transactions": [{**row, **UNFIT} for row in data["transactions"]],
            }

        walk = meddled(box, "/statement_transactions", spoilt).finance.totals()

        assert list(walk)
        assert walk.malformed

    def test_currencies(self, entries):
        """Amounts of two currencies are never added, nor an error."""
        one = next(one for one in entries if one.gross)
        other = evolve(
            one,
            gross=Money(2, "USD"),
            fee=Money(-1, "USD"),
            net=Money(1, "USD"),
        )
        found = totals([one, other, other])

        assert [Money(2, "USD"), one.net] == [total.net for total in found]

    def test_day(self, entries):
        """A day is one in Jakarta: what came at 17:00 UTC is of the day after."""
        one = next(one for one in entries if one.gross)
        five = datetime(2025, 9, 1, 17, tzinfo=timezone.utc)
        before = evolve(one, settled_at=five - timedelta(microseconds=1))

        assert [date(2025, 9, 2), date(2025, 9, 1)] == [
            total.day for total in totals([before, evolve(one, settled_at=five)])
        ]

    def test_to_come(self, shop):
        """What is to come has no day, and stands first."""
        coming = list(shop.finance.unsettled())
        (first, *_) = totals([*shop.finance.list(), *coming])

        assert (None, True) == (first.day, bool(first.net))
        assert all(one.day is None for one in totals(coming))

    def test_span(self, box, shop):
        """A span is cut by when it was settled."""
        since = datetime(2025, 9, 1, tzinfo=timezone.utc)
        found = list(shop.finance.totals(settled_from=since))

        assert found
        assert date(2025, 9, 1) <= min(one.day for one in found)


class TestPayouts:
    def test_span(self, shop):
        """Payments to the bank, the newest first, cut by when they were made."""
        every = list(shop.finance.payouts())
        since = every[2].created_at

        assert sorted((one.created_at for one in every), reverse=True) == [
            one.created_at for one in every
        ]
        assert every[:3] == list(shop.finance.payouts(created_from=since))
        assert every[3:] == list(shop.finance.payouts(created_until=since))


class TestReconcile:
    def test_what_cannot_be_known(self, box, shop):
        """Of each order that Tokopedia paid it is not known what was kept."""
        found = [one for one in shop.finance.reconcile() if one.what == "unknown"]
        sale = sale_of(box, next(one for one in shop.orders.list() if one.api is TOKO))
        (one,) = [one for one in found if one.id == str(sale.tokopedia_id)]

        assert len(box.world.on_tokopedia) == len(found)
        assert Money(sale.goods) == one.expected
        assert Money(sale.goods - sale.goods * 30 // 1000) == one.found

    def test_doubled(self, box, shop):
        """What both APIs tell of is named."""
        doubled = [one.id for one in shop.finance.reconcile() if one.what == "doubled"]

        assert sorted(doubled) == sorted(
            sale.tiktok_id
            for sale in box.world.sales()
            if sale.on_tiktok and sale.on_tokopedia and sale.number % 2
        )

    def test_tiktok_shop_alone(self, box):
        """One side alone misses what the other paid."""
        found = box.shop(tokopedia=None).finance.reconcile()
        paid = {sale.tiktok_id for sale in box.world.on_tokopedia if sale.on_tiktok}

        assert {"missing"} == {one.what for one in found}
        assert {one.id for one in found} <= paid

    def test_nothing_in_both(self):
        """A shop that hardly sold fits."""
        assert not kinds(Sandbox(seed=1, orders=3).shop())

    def test_since(self, box, shop):
        """Cut off in the middle, nothing is found that is not there."""
        for days in (1, 9, 20, 33):
            assert not kinds(shop, created_from=box.clock.now - days * DAY)

    @pytest.mark.parametrize(
        ("on", "edit", "expected"),
        [
            (
                "/payments",
                lambda data: {**data, "payments": data["payments"][1:]},
                {("missing", "payout"): 1},
            ),
            (
                "/payments",
                lambda data: {
                    **data,
                    "payments": [
                        {**data["payments"][0], "id": "9"},
                        *data["payments"][1:],
                    ],
                },
                {("missing", "payout"): 1, ("extra", "payout"): 1},
            ),
            (
                "/payments",
                lambda data: {
                    **data,
                    "payments": [
                        {
                            **data["payments"][0],
                            "amount": {"value": "1", "currency": "IDR"},
                        },
                        {**data["payments"][1], "status": "FAILED"},
                        *data["payments"][2:],
                    ],
                },
                {("different", "payout"): 1, ("missing", "payout"): 1},
            ),
        ],
        ids=["one missing", "another one", "too little, and failed"],
    )
    def test_payouts(self, box, on, edit, expected):
        """Payments that do not fit the statements."""
        assert expected == kinds(meddled(box, on, edit))

    def test_statements(self, box):
        """A statement whose transactions do not sum to it, and their orders."""

        def without_the_first(data):
            rows = data.get("transactions", [])
            return {**data, "transactions": [r for r in rows if r["id"] != lost["id"]]}

        money = box.tiktokshop().statements
        (newest, *_) = money.list(sort_field="statement_time", sort_order="DESC")
        row = next(
            one
            for one in money.get_transactions(
                statement_id=newest.id, sort_field="order_create_time"
            )
            if one.type == "ORDER"
        )
        lost = {"id": row.id}
        shop = meddled(box, "/statement_transactions", without_the_first)
        found = kinds(shop)

        assert 1 == found["different", "statement"]
        assert found["missing", "order"] in (0, 1)

    def test_since_between_a_statement_and_its_payment(self, box, shop):
        """A payment of statements from before is not one of none."""
        for payout in list(shop.finance.payouts())[1:4]:
            assert not kinds(shop, created_from=payout.created_at)

    def test_extra_although_cut(self, box, shop):
        """A payment that is newer than what was cut off, and of no statement, is found."""
        payouts = list(shop.finance.payouts())

        def edit(data):
            first, *others = data["payments"]
            return {**data, "payments": [{**first, "id": "9"}, *others]}

        other = meddled(box, "/payments", edit)
        since = payouts[5].created_at - timedelta(hours=2)

        assert {("missing", "payout"): 1, ("extra", "payout"): 1} == kinds(
            other, created_from=since
        )

    def test_a_statement_whose_payment_failed(self, box):
        """A statement that names no payment, since it failed."""

        def edit(data):
            first, *others = data["statements"]
            failed = {**first, "payment_status": "FAILED", "payment_id": ""}
            return {**data, "statements": [failed, *others]}

        found = kinds(meddled(box, "202309/statements", edit))

        assert 1 == found["missing", "statement"]

    @pytest.mark.parametrize(
        ("edit", "expected"),
        [
            (lambda rows: rows[1:], {("missing", "balance"): 1}),
            (
                lambda rows: [{**rows[0], "amount": "1"}, *rows[1:]],
                {("missing", "balance"): 1, ("extra", "balance"): 1},
            ),
            (lambda rows: [], {}),
        ],
        ids=["one did not come", "too little came", "none is told"],
    )
    def test_what_reached_the_balance(self, box, edit, expected):
        """What is said to have settled into the balance, against the statements."""

        def edited(data):
            rows = data["withdrawals"]
            into = [row for row in rows if row["type"] == "SETTLE"]
            if not into:
                return data
            others = [row for row in rows if row["type"] != "SETTLE"]
            return {**data, "withdrawals": [*edit(into), *others]}

        assert expected == kinds(meddled(box, "/withdrawals", edited))

    def test_what_left_the_balance(self, box):
        """Nothing but what settled can be taken out."""

        def edit(data):
            rows = [
                {**row, "amount": f"{int(row['amount']) + 1}"}
                if row["type"] == "WITHDRAW"
                else row
                for row in data["withdrawals"]
            ]
            return {**data, "withdrawals": rows}

        found = [
            one
            for one in meddled(box, "/withdrawals", edit).finance.reconcile()
            if one.part == "withdrawal"
        ]

        assert found
        assert {("extra", "it took more than had settled by then")} == {
            (one.what, one.why) for one in found
        }
        assert all(one.expected < one.found for one in found)

    def test_unread(self, box):
        """What could not be read while orders were compared is put aside."""
        shop = meddled(
            box,
            "orders/search",
            lambda data: {**data, "orders": [*data["orders"], "order"]},
        )
        walk = shop.finance.reconcile()
        list(walk)

        assert ["order"] == [one.raw for one in walk.malformed]

    def test_cancelled(self, box):
        """A cancelled order that brought money is named; one that cost some is not."""
        for sign, expected in ((1, {("extra", "order"): 1}), (-1, {})):
            order = next(
                one
                for one in box.shop().orders.list()
                if one.api is TIKTOK and box.shop().finance.order(one).arrived
            )

            def cancelled(data, order=order):
                orders = [
                    {**one, "status": "CANCELLED"} if one["id"] == order.id else one
                    for one in data["orders"]
                ]
                return {**data, "orders": orders}

            def spent(data, order=order, sign=sign):
                rows = [
                    {**row, "settlement_amount": f"{sign * 7000}"}
                    if row["order_id"] == order.id
                    else row
                    for row in data.get("transactions", [])
                ]
                return {**data, "transactions": rows}

            between = Between(box.tiktokshop_face, "orders/search", after=cancelled)
            inner = Between(between, "/statement_transactions", after=spent)
            shop = box.shop(tiktokshop=box.tiktokshop(transport=inner))
            found = kinds(shop)
            del found["different", "statement"]

            assert expected == found

    def test_gifts(self, box):
        """An order that costs nothing brings nothing, and is not missed."""

        def free(data):
            orders = [
                {**one, "payment": {**one["payment"], "total_amount": "0"}}
                for one in data["orders"]
            ]
            return {**data, "orders": orders}

        between = Between(box.tiktokshop_face, "orders/search", after=free)
        inner = Between(
            between,
            "/statement_transactions",
            after=lambda data: {**data, "transactions": []},
        )
        shop = box.shop(tiktokshop=box.tiktokshop(transport=inner), tokopedia=None)
        found = kinds(shop)

        assert not found["missing", "order"]

    def test_a_withdrawal_that_adds(self, box):
        """A withdrawal of Tokopedia's that adds to the balance is asked about."""

        def edit(data):
            rows = [
                {**row, "amount": abs(row["amount"])}
                if row["class"] == "Withdrawal"
                else row
                for row in data["saldo_history"]
            ]
            return {**data, "saldo_history": rows}

        between = Between(box.tokopedia_face, "/saldo-history", after=edit)
        shop = box.shop(tokopedia=box.tokopedia(transport=between))
        found = [one for one in shop.finance.reconcile() if one.part == "withdrawal"]

        assert found
        assert {("unknown", TOKO)} == {(one.what, one.api) for one in found}

    def test_prices(self, box):
        """An order whose goods were another price, and one that nobody knows."""

        def dearer(data):
            for row in data.get("transactions", []):
                parts = row.get("revenue_breakdown", {})
                if "distant_item_fee_amount" in parts:
                    parts["subtotal_before_discount_amount"] = "1"
            return data

        found = kinds(meddled(box, "/statement_transactions", dearer))

        assert {("different", "order")} == set(found)

    def test_an_order_nobody_knows(self, box, monkeypatch):
        """Money of orders that are not told of any more."""
        world = type(box.tiktokshop_face.world)
        known = world.by_tiktok_id
        (gone, *_) = {
            one.order_id for one in box.shop().finance.list() if one.api is TIKTOK
        } - {None}

        def found(self, order_id):
            return None if order_id == gone else known(self, order_id)

        monkeypatch.setattr(world, "by_tiktok_id", found)
        assert {("extra", "order")} == set(kinds(box.shop()))

    def test_old_orders(self, box, monkeypatch):
        """Movements of invoices that are no orders; orders that nothing was paid for."""

        def edit(data):
            rows = [
                {**row, "note": row["note"].replace("MPL/33", "MPL/44")}
                for row in data.get("saldo_history", [])
            ]
            return {**data, "saldo_history": rows}

        between = Between(box.tokopedia_face, "/saldo-history", after=edit)
        shop = box.shop(tokopedia=box.tokopedia(transport=between))
        found = kinds(shop)

        assert {("extra", "order"), ("missing", "order")} == set(found)

    def test_no_movements(self, box):
        """Where the balance tells nothing, nothing is missed."""
        between = Between(
            box.tokopedia_face,
            "/saldo-history",
            after=lambda data: {**data, "saldo_history": []},
        )
        shop = box.shop(tiktokshop=None, tokopedia=box.tokopedia(transport=between))

        assert not kinds(shop)
