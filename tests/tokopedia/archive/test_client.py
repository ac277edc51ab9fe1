"""An archive is a client: it answers as the platform did, and refuses what it cannot do."""

from __future__ import annotations

import logging
import pickle
import threading
from datetime import date, datetime, timedelta, timezone

import pytest
from archives import Memory, content, filled
from fakes import answer, toko

from tokotiktok import SunsetError, TokopediaClient, ValidationError
from tokotiktok.errors import DecodeError, NotFoundError, ScopeError
from tokotiktok.sandbox import Sandbox
from tokotiktok.tokopedia.archive import Archive, write
from tokotiktok.tokopedia.archive.answering import ArchiveTransport
from tokotiktok.wire import Request

EVER = {
    "from_date": datetime(2025, 7, 1, tzinfo=timezone.utc),
    "to_date": datetime(2025, 9, 1, tzinfo=timezone.utc),
}
DAYS = {"from_date": date(2025, 7, 1), "to_date": date(2025, 7, 31)}
WINDOW = {
    "from_date": datetime(2025, 8, 18, tzinfo=timezone.utc),
    "to_date": datetime(2025, 8, 20, tzinfo=timezone.utc),
}


@pytest.fixture(scope="module")
def box():
    """A shop with enough of everything for several pages."""
    return Sandbox(orders=300)


@pytest.fixture(scope="module")
def live(box):
    """The client that the archive was written from."""
    return box.tokopedia(transport=Memory(box.tokopedia_face))


@pytest.fixture(scope="module")
def folder(live, tmp_path_factory):
    """Where the archive is."""
    folder = tmp_path_factory.mktemp("saved") / "toko"
    write(live, folder)
    return folder


@pytest.fixture(scope="module")
def archive(folder):
    """The archive of the shop."""
    return Archive(folder)


def order_id(content_of, at):
    """Give the id of one of the orders."""
    return content_of["orders"][at]["order_id"]


CALLS = {
    "orders": lambda c: set(c.orders.list(**WINDOW, per_page=3).all()),
    "orders by status": lambda c: set(c.orders.list(**WINDOW, per_page=3).all()),
    "products": lambda c: list(c.products.list(per_page=4).all()),
    "products by id": lambda c: list(
        c.products.list(product_id="9100000010,9100000030")
    ),
    "tickets": lambda c: {
        one for shop in c.tickets.list(**DAYS) for one in shop.ticket
    },
    "shop of tickets": lambda c: [
        (one.shop_id, one.shop_name) for one in c.tickets.list(**DAYS)
    ],
    "no tickets": lambda c: list(
        c.tickets.list(from_date=date(2025, 1, 1), to_date=date(2025, 1, 7))
    ),
    "saldo": lambda c: list(c.saldo.list(**DAYS, per_page=7).all()),
    "chats": lambda c: list(c.chats.list(per_page=15).all()),
    "unread chats": lambda c: list(c.chats.list(filter="unread").all()),
    "read chats": lambda c: list(c.chats.list(filter="read").all()),
    "messages": lambda c: [
        list(c.chats.list_replies(msg_id=chat.msg_id).all()) for chat in c.chats.list()
    ],
    "no messages": lambda c: list(c.chats.list_replies(msg_id=1)),
    "shop": lambda c: c.shops.info(),
    "raw": lambda c: c.request("GET", "/v1/shop/fs/{fs_id}/shop-info"),
}


class TestAnswers:
    @pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
    def test_as_the_platform_did(self, live, archive, call):
        """Each read gives what the platform gave, in the same models."""
        assert call(live) == call(archive)

    def test_each_order(self, folder, live, archive):
        """Each order is found by its id and by its invoice."""
        for row in content(folder)["orders"]:
            expected = live.orders.get(order_id=row["order_id"])

            assert expected == archive.orders.get(order_id=row["order_id"])
            assert expected == archive.orders.get(invoice_num=row["invoice_ref_num"])

    def test_orders_by_what_they_are(self, folder, archive):
        """Orders can be filtered as the platform does."""
        done = archive.orders.list(**EVER, status=700, per_page=1000)
        other = archive.orders.list(**EVER, status=400)
        here = archive.orders.list(**EVER, warehouse_id=99_900_001, per_page=1000)

        assert len(content(folder)["orders"]) == len(done) == len(here)
        assert 0 == len(other)

    def test_both_ends_are_inclusive(self, folder, archive):
        """A span of orders includes both its ends, to the second."""
        rows = sorted(row["create_time"] - 25_200 for row in content(folder)["orders"])
        first, last = (datetime.fromtimestamp(at, timezone.utc) for at in rows[3:5])
        second = timedelta(seconds=1)

        assert [2, 1, 1, 0] == [
            len(archive.orders.list(from_date=start, to_date=end))
            for start, end in (
                (first, last),
                (first + second, last),
                (first, last - second),
                (first + second, last - second),
            )
        ]

    def test_no_limits(self, folder, archive):
        """An archive gives any span, in pages of any size."""
        page = archive.orders.list(**EVER, per_page=10_000)

        assert len(content(folder)["orders"]) == len(page)
        assert page.next_token is None

    @pytest.mark.parametrize("size", [1, 7, 100, 149, 1000])
    def test_pages(self, folder, archive, size):
        """However it is paged, each order comes once."""
        ids = [one.order_id for one in archive.orders.list(**EVER, per_page=size).all()]

        assert sorted(
            str(one["order_id"]) for one in content(folder)["orders"]
        ) == sorted(ids)

    def test_products_by_sku_and_url(self, archive):
        """Products are found by SKU and by URL, and none by what is not there."""
        url = "https://www.example.invalid/tokokopicontoh/9100000030"
        names = [
            [one.basic.name for one in page]
            for page in (
                archive.products.list(sku="TEH-MELATI"),
                archive.products.list(product_url=url),
                archive.products.list(sku="TIDAK-ADA"),
                archive.products.list(product_id="x"),
            )
        ]

        assert [["Teh Melati Contoh"], ["Gula Aren Contoh"], [], []] == names

    def test_several_rows_of_an_order(self, tmp_path):
        """If an order was stored twice, the later row is the one that is found."""
        rows = [{"order_id": "7", "comment": str(n)} for n in range(3)]
        archive = Archive(filled(tmp_path / "a", order_details=rows))

        assert "2" == archive.orders.get(order_id=7).comment

    def test_odd_rows(self, tmp_path):
        """
        Rows that do not say when they were are shown when they were fetched; or never
        lost, at the beginning.
        """
        rows = [{"order_id": 1}, "odd", {"order_id": 2, "create_time": 1_755_000_000}]
        archive = Archive(filled(tmp_path / "a", orders=rows))
        page = archive.orders.list(
            from_date=datetime(2009, 1, 1, tzinfo=timezone.utc),
            to_date=datetime(2030, 1, 1, tzinfo=timezone.utc),
        )

        assert ["1", "2"] == [one.order_id for one in page]
        assert ["odd"] == [one.raw for one in page.malformed]

    def test_tickets_without_a_day(self, tmp_path):
        """Nor is a ticket lost that does not say on which day it was opened."""
        rows = [{"id": 1, "open_date": "?"}, {"id": 2, "open_date": "2025-07-02"}]
        archive = Archive(filled(tmp_path / "a", tickets=rows))
        (shop,) = archive.tickets.list(
            from_date=date(2009, 1, 1), to_date=date(2025, 8, 1)
        )

        assert ["1", "2"] == [one.id for one in shop.ticket]

    def test_odd_rows_in_a_window(self, tmp_path):
        """Each of them is in one window only."""
        rows = [{"order_id": n, "create_time": 1_755_000_000 + n} for n in range(3)]
        archive = Archive(filled(tmp_path / "a", orders=[*rows, {"order_id": 9}]))
        day = datetime(2025, 8, 12, tzinfo=timezone.utc)
        windows = [
            archive.orders.list(from_date=start, to_date=end)
            for start, end in (
                (datetime(2009, 1, 1, tzinfo=timezone.utc), day - timedelta(days=1)),
                (day - timedelta(days=1), day + timedelta(days=1)),
            )
        ]

        assert [["9"], ["0", "1", "2"]] == [
            [one.order_id for one in w] for w in windows
        ]


class TestChange:
    def test_latest_first(self, folder, archive):
        """Orders come by their last change, the latest first, each once."""
        orders = list(archive.orders_by_change())
        times = [one.update_time for one in orders]

        assert sorted(times, reverse=True) == times
        assert {str(one["order_id"]) for one in content(folder)["orders"]} == {
            one.order_id for one in orders
        }

    def test_span(self, archive):
        """A span is inclusive at its start and exclusive at its end, to the fraction."""
        orders = list(archive.orders_by_change())
        first, last = orders[20].update_time, orders[10].update_time
        some = archive.orders_by_change(since=first, until=last)
        less = archive.orders_by_change(
            since=first + timedelta(microseconds=1),
            until=last + timedelta(microseconds=1),
        )

        assert orders[11:21] == list(some)
        assert orders[10:20] == list(less)

    def test_in_any_order(self, tmp_path):
        """Stored in whatever order, over many blocks, they come sorted."""
        rows = [
            {
                "order_id": n + 1,
                "update_time": f"2025-08-{1 + n * 7 % 28:02}T00:00:{n % 60:02}Z",
                "comment": "x" * 9_000,
            }
            for n in range(200)
        ]
        archive = Archive(filled(tmp_path / "a", order_details=rows))
        times = [one.update_time for one in archive.orders_by_change()]

        assert len(archive._reader.blocks("order_details")) > 5
        assert sorted(times, reverse=True) == times
        assert 200 == len(times)

    def test_nothing_in_the_span(self, tmp_path):
        """Orders before and after a span leave nothing in it."""
        rows = [
            {"order_id": 1, "update_time": "2025-08-01T00:00:00Z"},
            {"order_id": 2, "update_time": "2025-08-09T00:00:00Z"},
        ]
        archive = Archive(filled(tmp_path / "a", order_details=rows))
        span = {
            "since": datetime(2025, 8, 4, tzinfo=timezone.utc),
            "until": datetime(2025, 8, 5, tzinfo=timezone.utc),
        }

        assert [] == list(archive.orders_by_change(**span))

    def test_nobody_knows_when(self, tmp_path):
        """Without a change the creation counts; without either an order comes last."""
        rows = [
            {"order_id": 1},
            {"order_id": 2, "create_time": "2025-08-02T00:00:00Z"},
            {"order_id": 3, "update_time": "2025-08-01T00:00:00Z"},
        ]
        archive = Archive(filled(tmp_path / "a", order_details=rows))
        since = datetime(2025, 8, 1, tzinfo=timezone.utc)

        assert ["2", "3", "1"] == [one.order_id for one in archive.orders_by_change()]
        assert ["2", "1"] == [
            one.order_id for one in archive.orders_by_change(since=since)
        ]

    def test_not_readable(self, tmp_path, caplog):
        """An order that cannot be read is told of, and the others come."""
        archive = Archive(
            filled(tmp_path / "a", order_details=[{"a": 1}, {"order_id": 2}])
        )

        assert ["2"] == [one.order_id for one in archive.orders_by_change()]
        assert "OrderDetail has no 'order_id'" in caplog.text

    def test_naive(self, archive):
        """A time without a zone is refused."""
        with pytest.raises(ValidationError, match="time zone"):
            next(archive.orders_by_change(since=datetime(2025, 8, 1)))  # noqa: DTZ001 - the point


class TestRefusals:
    @pytest.mark.parametrize(
        ("call", "match"),
        [
            (lambda c: c.orders.accept(order_id=1), "cannot change anything"),
            (lambda c: c.stock.increment(stocks=[]), "cannot change anything"),
            (lambda c: c.categories.list(), "do not hold this"),
            (lambda c: c.chats.initiate(order_id=1), "do not hold this"),
            (lambda c: c.request("GET", "/v9/new"), "do not hold this"),
        ],
        ids=["accept", "stock", "categories", "initiate", "unknown"],
    )
    def test_what_no_archive_can(self, archive, call, match):
        """A write, or what was never saved, says so, and who can."""
        with pytest.raises(SunsetError, match=match) as raised:
            call(archive)

        assert raised.value.operation
        assert "Tokopedia" in str(raised.value)

    @pytest.mark.parametrize(
        "call",
        [
            lambda c: c.products.list(),
            lambda c: c.orders.get(order_id=1),
            lambda c: c.tickets.list(**DAYS),
            lambda c: c.rows("saldo"),
            lambda c: next(c.orders_by_change()),
        ],
        ids=["products", "details", "tickets", "rows", "by change"],
    )
    def test_parts_that_are_not_there(self, tmp_path, call):
        """An archive that never held a part does not pretend that there was nothing."""
        archive = Archive(filled(tmp_path / "a", orders=[{"order_id": 1}]))

        with pytest.raises(NotFoundError, match=r"does not hold .*, only orders"):
            next(iter(call(archive)))

    def test_shop_that_is_not_there(self, tmp_path):
        """What the shop says is asked for by everybody, and may be unknown."""
        archive = Archive(
            filled(tmp_path / "a", tickets=[{"id": 1, "open_date": "2025-07-02"}])
        )

        assert 0 == len(archive.shops.info())
        assert [None] == [one.shop_name for one in archive.tickets.list(**DAYS)]

    @pytest.mark.parametrize(
        ("call", "error", "match"),
        [
            (lambda c: c.orders.get(order_id=5), NotFoundError, "no such record"),
            (
                lambda c: c.orders.get(invoice_num="INV/1"),
                NotFoundError,
                "no such record",
            ),
            (
                lambda c: c.orders.get(order_id=1, invoice_num="x"),
                ValidationError,
                "one",
            ),
            (lambda c: c.orders.get(), ValidationError, "exactly one"),
            (lambda c: c.orders.get(order_id="x"), ValidationError, "whole number"),
            (lambda c: c.products.list(shop_id=8), ScopeError, "not 8"),
            (lambda c: c.saldo.list(**DAYS, shop_id=8), ScopeError, "not 8"),
            (lambda c: c.with_shop(8), ValidationError, "not 8"),
            (
                lambda c: c.products.list(sort=2),
                ValidationError,
                "cannot answer by sort",
            ),
            (lambda c: c.products.list(page=0), ValidationError, "begin at 1"),
            (
                lambda c: c.chats.list_replies(msg_id="x"),
                ValidationError,
                "not a number",
            ),
            (
                lambda c: c.request("GET", "/v2/order/list", query={"from_date": "x"}),
                ValidationError,
                "from_date='x' is not a whole number",
            ),
            (
                lambda c: c.request("GET", "/resolution/v1/fs/{fs_id}/ticket"),
                ValidationError,
                "from_date='' is not a day",
            ),
        ],
        ids=[
            *("order", "invoice", "both", "neither", "odd id", "shop", "shop in path"),
            *("view", "sort", "page", "chat", "time", "day"),
        ],
    )
    def test_as_the_platform_would(self, archive, call, error, match):
        """What is wrong with a call is said as ever."""
        with pytest.raises(error, match=match):
            call(archive)

    def test_by_hand(self, archive):
        """The transport alone refuses what it does not know."""
        transport = ArchiveTransport(archive._reader)

        with pytest.raises(NotFoundError, match="/v9/new"):
            transport.send(Request("GET", "https://archive.invalid/v9/new"), None)

    def test_a_window_is_not_refused(self, live, archive):
        """The live API refuses three days, an archive does not."""
        with pytest.raises(ValidationError):
            live.orders.list(**EVER)
        assert archive.orders.list(**EVER)


def told(part: str) -> str:
    """Give the text of a manifest with a part."""
    return (
        '{"format": "tokotiktok.tokopedia.archive", "version": 1, "made_by": "x",'
        '"made_at": "2025-09-15T02:00:00Z", "source": "api", "shop_id": "1",'
        f'"parts": [{part}]}}'
    )


class TestOpening:
    def test_is_a_client(self, archive):
        """It is a client, of its shop and app, that says that it is an archive."""
        assert isinstance(archive, TokopediaClient)
        assert ("999000001", "99999", True) == (
            archive.shop_id,
            archive.fs_id,
            archive.archived,
        )
        assert archive is archive.with_shop(999000001)
        assert not Sandbox().tokopedia().archived

    def test_shows_where(self, archive, folder):
        """Its repr says where it is."""
        assert f"<Archive {str(folder)!r}>" == repr(archive)

    @pytest.mark.parametrize(
        ("text", "error", "match"),
        [
            (None, NotFoundError, "no archive is there"),
            ("{", DecodeError, "not JSON"),
            ("[]", DecodeError, "not the manifest"),
            ('{"format": "other"}', DecodeError, "not the manifest"),
            (
                '{"format": "tokotiktok.tokopedia.archive", "version": 2}',
                DecodeError,
                "version 2.*Use a newer one",
            ),
            (
                '{"format": "tokotiktok.tokopedia.archive", "version": 1}',
                DecodeError,
                "Manifest has no 'made_by'",
            ),
            (
                told('{"name": "orders", "file": "x", "bytes": "many"}'),
                DecodeError,
                "bytes",
            ),
            (
                told(
                    '{"name": "secrets", "file": "x", "records": 0, "bytes": 0, '
                    '"sha256": "", "complete": false}'
                ),
                DecodeError,
                "secrets",
            ),
            (
                told('{"name": "orders", "file": "x", "records": 1, "bytes": null}'),
                DecodeError,
                "how long x is",
            ),
        ],
        ids=[
            "none",
            "cut",
            "list",
            "foreign",
            "newer",
            "bare",
            "odd",
            "part",
            "uncounted",
        ],
    )
    def test_manifest(self, tmp_path, text, error, match):
        """A folder that is no archive, or of a later version, says what is wrong."""
        if text is not None:
            (tmp_path / "manifest.json").write_text(text)

        with pytest.raises(error, match=match):
            Archive(tmp_path)

    def test_incomplete(self, tmp_path, caplog):
        """An archive that is not complete says so, and shows what it has."""
        box = Sandbox()

        def stop(progress):
            if progress.part == "orders" and progress.records:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write(box.tokopedia(), tmp_path / "a", progress=stop)
        with caplog.at_level(logging.WARNING):
            archive = Archive(tmp_path / "a")

        assert "is not complete" in caplog.text
        assert 1 == len(archive.orders.list(**EVER))
        assert () == archive.failures
        assert 0 == len(archive.saldo.list(**DAYS))

    def test_pickles(self, archive):
        """An archive pickles and answers as before."""
        again = pickle.loads(pickle.dumps(archive))

        assert archive.shops.info() == again.shops.info()
        assert again.archived

    def test_threads(self, folder):
        """Threads may share it."""
        archive, found = Archive(folder), []

        def read():
            found.append([one.order_id for one in archive.orders.list(**EVER).all()])

        threads = [threading.Thread(target=read) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert 8 == len(found)
        assert all(found[0] == one for one in found)

    def test_closes(self, folder):
        """It can be used in a with block."""
        with Archive(folder) as archive:
            assert archive.shops.info()

    def test_unknown_fields_of_a_later_version(self, folder):
        """What a later version of the same format adds is kept, not refused."""
        path = folder / "manifest.json"
        text = path.read_text()
        path.write_text(text.replace('"parts"', '"note": "new", "parts"'))
        found = Archive(folder).manifest
        path.write_text(text)

        assert {"note": "new"} == found._aside


class TestRaw:
    def test_plain_values(self, box):
        """A raw view gives what the platform sent, and pages as ever."""
        raw = box.tokopedia().raw()
        page = raw.products.list(per_page=4)

        assert all(type(one) is dict for one in page)
        assert len(list(page.all())) > 4

    def test_pickles(self):
        """It stays raw when it is pickled."""
        raw = pickle.loads(pickle.dumps(toko(Plain()).raw()))

        assert [{"odd": 1}] == list(raw.shops.info())


class Plain:
    """A transport that pickles."""

    def send(self, request, timeout):
        return answer({"access_token": "x", "expires_in": 9, "data": [{"odd": 1}]})

    def close(self) -> None:
        """Nothing to close."""
