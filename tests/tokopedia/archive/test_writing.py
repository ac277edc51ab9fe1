"""Saving a shop: all of it, within the platform's limits, and going on after a stop."""

from __future__ import annotations

import json
import stat
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from archives import SINCE, UNTIL, content, filled, shop
from fakes import TOKEN_ANSWER, Script, answer, toko

from tokotiktok import TokoTikTokError, TransportError, ValidationError
from tokotiktok.errors import AuthError, NotFoundError, RateLimitError
from tokotiktok.platforms import WIB
from tokotiktok.sandbox import Sandbox
from tokotiktok.tokopedia import archive
from tokotiktok.tokopedia.archive import PARTS, Archive, walking, write

SAID_NO = {"header": {"error_code": "ORD_API_008", "reason": "Data Not Found"}}


class Platform:
    """A transport that answers each path by a function of its query."""

    def __init__(self, **paths) -> None:
        self.paths = paths
        self.asked = []

    def send(self, request, timeout):
        path = urlsplit(request.url).path
        if path == "/token":
            return answer(TOKEN_ANSWER)
        query = dict(request.query)
        name = next(one for one in _PATHS if one in path)
        self.asked.append((_PATHS[name], query))
        data = self.paths.get(_PATHS[name], lambda _: None)({**query, "path": path})
        if isinstance(data, Exception):
            raise data
        if isinstance(data, dict) and "header" in data:
            return answer(data, 500)
        return answer({"header": {}, "data": data})

    def close(self) -> None:
        """Nothing to close."""


_PATHS = {
    "/v2/order/list": "orders",
    "/order": "order_details",
    "/product/info": "products",
    "/shop-info": "shop",
    "/ticket": "tickets",
    "/saldo-history": "saldo",
    "/replies": "messages",
    "/messages": "chats",
}


def saved(folder, *, parts=None, since=SINCE, until=UNTIL, **paths):
    """Write an archive of what made-up paths answer; give it and what was asked."""
    platform = Platform(**paths)
    write(toko(platform), folder, since=since, until=until, parts=parts)
    return Archive(folder), platform.asked


def paged(rows, most):
    """Answer with pages of *rows*, as the platform does."""

    def page(query):
        number, size = int(query["page"]), int(query["per_page"])
        assert size <= most
        return rows[(number - 1) * size : number * size] or None

    return page


class TestAll:
    def test_everything_is_there(self, tmp_path):
        """Each row of each part is stored, once, exactly as the API gave it."""
        box = Sandbox(orders=240)
        write(box.tokopedia(), tmp_path / "a")
        rows = content(tmp_path / "a")
        old = [one for one in box.world.sales() if one.on_tokopedia]
        ids = {one.tokopedia_id for one in old}

        assert list(PARTS) == sorted(rows, key=PARTS.index)
        assert len(ids) == len(rows["orders"]) == len(rows["order_details"])
        assert ids == {one["order_id"] for one in rows["orders"]}
        assert ids == {one["order_id"] for one in rows["order_details"]}
        assert len(rows["chats"]) > 15
        assert len(rows["messages"]) > 15
        assert sum(map(box.world.has_ticket, old)) == len(rows["tickets"])
        assert box.tokopedia().request("GET", SHOP_INFO) == rows["shop"]

    def test_rows_are_as_they_came(self, tmp_path):
        """Unknown fields, nulls and odd types stay; nothing is read into a model."""
        odd = {"order_id": 7, "create_time": "?", "new": {"x": [None, 1e-3]}, "amt": []}
        found, _ = saved(
            tmp_path / "a",
            parts=["orders"],
            orders=paged([odd, {"a": 1}, None, 5], 100),
        )

        # every window answers the same, since the made-up platform knows no time
        assert [odd, {"a": 1}, None, 5] * 3 == list(found.rows("orders"))

    def test_only_reads(self, tmp_path):
        """Nothing but GET goes out, after the token."""
        box = Sandbox()
        write(box.tokopedia(), tmp_path / "a", since=SINCE, until=UNTIL)
        methods = [one.method for one in box.tokopedia_face.seen]

        assert {"GET"} == set(methods[1:])

    def test_from_when_the_shop_was_opened(self, tmp_path):
        """Without *since* all is saved since the shop was opened, until now."""
        box = Sandbox()
        made = write(box.tokopedia(), tmp_path / "a", parts=["shop"])

        assert box.world.opened_on == made.since
        assert box.clock.now == made.until

    @pytest.mark.parametrize("shops", [None, [{}], [{"date_shop_created": 5}, None]])
    def test_nobody_knows_when_it_was_opened(self, tmp_path, shops):
        """If the shop does not say, the beginning is when Tokopedia began."""
        platform = Platform(shop=paged(shops or [], 50))
        made = write(toko(platform), tmp_path / "a", parts=["shop"], until=UNTIL)

        assert date(2009, 8, 17) == made.since.astimezone(walking.BEGAN.tzinfo).date()

    def test_only_its_owner_may_read_it(self, tmp_path):
        """Buyers' data is nobody else's business."""
        folder = tmp_path / "new" / "a"
        write(shop(), folder, parts=["shop"])
        modes = {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}

        assert ({0o600}, 0o700) == (modes, stat.S_IMODE(folder.stat().st_mode))

    def test_tells_how_far_it_is(self, tmp_path):
        """Progress is told after everything that was saved."""
        told = []
        write(shop(), tmp_path / "a", since=SINCE, until=UNTIL, progress=told.append)
        last = {one.part: one for one in told}
        rows = content(tmp_path / "a")

        assert {part: len(rows[part]) for part in PARTS} == {
            part: one.records for part, one in last.items()
        }
        assert all(one.complete and one.failures == 0 for one in last.values())
        assert len(told) >= 2 * len(PARTS)


SHOP_INFO = "/v1/shop/fs/{fs_id}/shop-info"


class TestLimits:
    def test_windows_of_orders(self, tmp_path):
        """Orders are asked for in windows of under three days that leave no second out."""
        _, asked = saved(tmp_path / "a", parts=["orders"], orders=paged([], 100))
        spans = [(int(q["from_date"]), int(q["to_date"])) for _, q in asked]

        assert int(SINCE.timestamp()) + 25_200 == spans[0][0]
        assert int(UNTIL.timestamp()) + 25_200 - 1 == spans[-1][1]
        assert all(last - first < 3 * 86_400 for first, last in spans)
        assert [last + 1 for _, last in spans[:-1]] == [first for first, _ in spans[1:]]

    @pytest.mark.parametrize(("part", "most"), [("saldo", 31), ("tickets", 7)])
    def test_windows_of_days(self, tmp_path, part, most):
        """Saldo and tickets are asked for by whole days, in spans that are taken."""
        _, asked = saved(
            tmp_path / "a", parts=[part], since=UNTIL - timedelta(days=100)
        )
        spans = [
            tuple(date.fromisoformat(q[name]) for name in ("from_date", "to_date"))
            for _, q in asked
        ]

        assert all(0 <= (last - first).days < most for first, last in spans)
        assert (date(2025, 5, 13), date(2025, 8, 21)) == (spans[0][0], spans[-1][1])
        assert [one[1] + timedelta(days=1) for one in spans[:-1]] == [
            one[0] for one in spans[1:]
        ]

    def test_a_window_that_holds_too_much(self, tmp_path):
        """A window that the platform finds too large is halved until it is not."""
        hour = int(SINCE.timestamp()) + 25_200

        def orders(query):
            first, last = int(query["from_date"]), int(query["to_date"])
            if last - first > 20 * 3600:
                return {"header": {"error_code": "ORD_API_009"}}
            return [
                {"order_id": at, "create_time": at}
                for at in range(hour, hour + 9 * 86_400, 3600)
                if first <= at <= last
            ]

        found, _ = saved(tmp_path / "a", parts=["orders"], orders=orders)

        assert [hour + 3600 * n for n in range(9 * 24)] == [
            one["order_id"] for one in found.rows("orders")
        ]

    def test_a_platform_that_finds_everything_too_large(self, tmp_path):
        """There is an end to halving."""
        no = {"header": {"error_code": "ORD_API_009"}}

        with pytest.raises(ValidationError, match="ORD_API_009"):
            saved(tmp_path / "a", parts=["orders"], orders=lambda _: no)

    def test_another_refusal_of_a_window(self, tmp_path):
        """Any other refusal of a list stops: a gap must not pass for the whole."""
        with pytest.raises(NotFoundError):
            saved(tmp_path / "a", parts=["orders"], orders=lambda _: SAID_NO)

    @pytest.mark.parametrize(("count", "noted"), [(99, 0), (100, 1), (101, 0)])
    def test_products_that_cannot_be_counted_to(
        self, tmp_path, monkeypatch, count, noted
    ):
        """If there are as many products as the page counter counts, that is noted."""
        monkeypatch.setattr(walking, "PRODUCTS_COUNTED", 100)
        rows = [{"basic": {"productID": n + 1}} for n in range(count)]
        found, _ = saved(tmp_path / "a", parts=["products"], products=paged(rows, 50))

        assert ["products: DecodeError"] * noted == [
            one.message for one in found.failures
        ]
        assert count == len(list(found.rows("products")))

    @pytest.mark.parametrize("past", [True, False])
    def test_products_refused_page(self, tmp_path, monkeypatch, past):
        """A refused page is the end only past what the page counter counts."""
        monkeypatch.setattr(walking, "PRODUCTS_COUNTED", 50 if past else 100)
        rows = [{"basic": {"productID": n + 1}} for n in range(50)]
        no = {"header": {"error_code": "PRD_DLV_018"}}

        def products(query):
            return rows if query["page"] == "1" else no

        if past:
            found, _ = saved(tmp_path / "a", parts=["products"], products=products)
            assert 50 == len(list(found.rows("products")))
            assert 1 == len(found.failures)
        else:
            with pytest.raises(ValidationError):
                saved(tmp_path / "a", parts=["products"], products=products)

    def test_rows_that_come_twice(self, tmp_path):
        """A record that moved to the next page while that was asked for is stored once."""
        rows = [{"msg_id": n} for n in range(1, 31)]

        def chats(query):
            page = int(query["page"])
            return [rows[:15], rows[14:29], rows[28:]][page - 1] if page < 4 else None

        found, _ = saved(tmp_path / "a", parts=["chats"], chats=chats)

        assert rows == list(found.rows("chats"))


class TestFailures:
    def orders(self, *ids):
        stamp = int(SINCE.timestamp()) + 25_200
        rows = [{"order_id": one, "create_time": stamp} for one in ids]
        return lambda q: rows if int(q["from_date"]) <= stamp else None

    def test_one_record(self, tmp_path):
        """A record that is not given is noted, and the walk goes on."""
        given = {"1": {"order_id": 1}, "2": SAID_NO, "4": ["not an order"]}
        for _ in range(2):
            found, asked = saved(
                tmp_path / "a",
                parts=["order_details"],
                orders=self.orders(1, 2, None, 4),
                order_details=lambda q: given[q["order_id"]],
            )
        noted = {(one.id, one.code, one.message) for one in found.failures}

        assert [{"order_id": 1}] == list(found.rows("order_details"))
        assert {
            ("2", "ORD_API_008", "order_details: NotFoundError"),
            (None, None, "order_details: DecodeError"),
            ("4", None, "order_details: DecodeError"),
        } == noted
        assert 3 == len(found.failures)
        assert {"2", "4"} == {query["order_id"] for _, query in asked}
        assert found.manifest.complete

    def test_asked_for_again(self, tmp_path):
        """The next call asks again for what was not given, and for nothing else."""
        given = {"1": {"order_id": 1}, "2": SAID_NO, "3": SAID_NO}
        orders = self.orders(1, 2, 3)
        for now in ({}, {"2": {"order_id": 2}}, {}, {"3": {"order_id": 3}}):
            given.update(now)
            found, asked = saved(
                tmp_path / "a",
                parts=["order_details"],
                orders=orders,
                order_details=lambda q: given[q["order_id"]],
            )

        assert [1, 2, 3] == [one["order_id"] for one in found.rows("order_details")]
        assert [("order_details", {"order_id": "3"})] == asked
        assert ["2", "3"] == [one.id for one in found.failures]
        assert (found.manifest.complete, ()) == (True, found.verify())

    def test_asked_for_again_and_stopped(self, tmp_path):
        """If asking again is cut short, what was complete is as it was."""
        given = {"1": {"order_id": 1}, "2": SAID_NO, "3": SAID_NO}
        options = {"parts": ["order_details"], "orders": self.orders(1, 2, 3)}
        saved(tmp_path / "a", order_details=lambda q: given[q["order_id"]], **options)
        before = content(tmp_path / "a")
        given.update({"2": {"order_id": 2}, "3": AuthError("no")})
        with pytest.raises(AuthError):
            saved(
                tmp_path / "a", order_details=lambda q: given[q["order_id"]], **options
            )

        assert before == content(tmp_path / "a")
        assert () == Archive(tmp_path / "a").verify()

    def test_asked_for_again_in_the_middle(self, tmp_path):
        """So does a call that goes on with a part that is not complete."""
        orders = self.orders(*range(1, 60))
        good = {str(n): {"order_id": n} for n in range(1, 60)}
        broken = {**good, "3": SAID_NO, "40": AuthError("no")}
        with pytest.raises(AuthError):
            saved(
                tmp_path / "a",
                parts=["order_details"],
                orders=orders,
                order_details=lambda q: broken[q["order_id"]],
            )
        found, asked = saved(
            tmp_path / "a",
            parts=["order_details"],
            orders=orders,
            order_details=lambda q: good[q["order_id"]],
        )
        wanted = [3, *range(26, 60)]

        assert wanted == [int(query["order_id"]) for _, query in asked]
        assert set(range(1, 60)) == {
            one["order_id"] for one in found.rows("order_details")
        }

    @pytest.mark.parametrize(
        "error",
        [AuthError("no"), RateLimitError("no"), TransportError("no", hopeless=True)],
        ids=lambda one: type(one).__name__,
    )
    def test_not_of_one_record(self, tmp_path, error):
        """What is not the record's fault stops the walk; what was saved stays."""
        details = {"1": {"order_id": 1}, "30": error}
        with pytest.raises(type(error)):
            saved(
                tmp_path / "a",
                parts=["order_details"],
                orders=self.orders(*range(1, 31)),
                order_details=lambda q: details.get(q["order_id"], {"order_id": 5}),
            )
        found = Archive(tmp_path / "a")

        assert 25 == len(list(found.rows("order_details")))
        assert not found.manifest.complete

    def test_too_many_in_a_row(self, tmp_path):
        """So many failures in a row are the platform's."""
        with pytest.raises(NotFoundError):
            saved(
                tmp_path / "a",
                parts=["order_details"],
                orders=self.orders(*range(1, 100)),
                order_details=lambda _: SAID_NO,
            )

    def test_chats_whose_messages_are_not_given(self, tmp_path):
        """A chat's messages are stored all or not at all."""
        messages = [{"msg_id": 5, "reply_id": n} for n in range(1, 17)]

        def replies(query):
            if "/5/" in query["path"]:
                return paged(messages, 15)(query)
            return (
                {"header": {"error_code": "X"}}
                if query["page"] == "2"
                else messages[:15]
            )

        found, _ = saved(
            tmp_path / "a",
            parts=["messages"],
            chats=paged([{"msg_id": 5}, {"msg_id": 6}], 15),
            messages=replies,
        )

        assert messages == list(found.rows("messages"))
        assert ["6"] == [one.id for one in found.failures]


class TestGoingOn:
    def test_complete(self, tmp_path):
        """A complete archive costs no request."""
        client = shop()
        write(client, tmp_path / "a", since=SINCE, until=UNTIL)
        before = content(tmp_path / "a")
        client = toko(Script(AssertionError("nothing is to be asked for")))
        write(client, tmp_path / "a")

        assert before == content(tmp_path / "a")

    def test_more_parts_later(self, tmp_path):
        """Parts can be added, with the span of the first call."""
        write(shop(), tmp_path / "a", since=SINCE, until=UNTIL, parts=["orders"])
        made = write(shop(), tmp_path / "a", parts=["order_details", "saldo"])

        assert ["orders", "order_details", "saldo"] == [one.name for one in made.parts]
        assert (SINCE, UNTIL) == (made.since, made.until)

    def test_details_bring_orders_along(self, tmp_path):
        """Details follow from orders, and messages from chats."""
        parts = ["order_details", "messages"]
        made = write(shop(), tmp_path / "a", since=SINCE, until=UNTIL, parts=parts)

        assert ["orders", "order_details", "chats", "messages"] == [
            one.name for one in made.parts
        ]

    @pytest.mark.parametrize("part", ["products", "chats"])
    def test_pages_that_moved_meanwhile(self, tmp_path, part):
        """After a stop the last page is asked for again, and nothing is stored twice."""
        size = {"products": 50, "chats": 15}[part]
        name = {"products": "productID", "chats": "msg_id"}[part]
        rows = [{name: n} for n in range(1, 3 * size)] + ["odd", {}]
        rows = [{"basic": one} if part == "products" else one for one in rows]

        def stops(query):
            return (
                TransportError("gone", hopeless=True)
                if query["page"] == "3"
                else (paged(rows, size)(query))
            )

        with pytest.raises(TransportError):
            saved(tmp_path / "a", parts=[part], **{part: stops})
        found, asked = saved(
            tmp_path / "a", parts=[part], **{part: paged(rows[size - 1 :], size)}
        )

        assert rows == list(found.rows(part))
        assert "2" == asked[0][1]["page"]

    @pytest.mark.parametrize(
        ("again", "match"),
        [
            ({"since": SINCE + timedelta(seconds=1)}, "since="),
            ({"until": UNTIL - timedelta(seconds=1)}, "until="),
            ({"redact": True}, "redacted="),
        ],
        ids=["since", "until", "redact"],
    )
    def test_with_other_arguments(self, tmp_path, again, match):
        """An archive is of one span, and redacted or not."""
        options = {"since": SINCE, "until": UNTIL, "parts": ["shop"]}
        write(shop(), tmp_path / "a", **options)

        with pytest.raises(ValidationError, match=f"begun with {match}"):
            write(shop(), tmp_path / "a", **{**options, **again})

    def test_with_another_key(self, tmp_path):
        """Pseudonyms of two keys are not mixed."""
        write(shop(), tmp_path / "a", parts=["shop"], redact="satu")

        with pytest.raises(ValidationError, match="redaction_key"):
            write(shop(), tmp_path / "a", parts=["shop"], redact="dua")

    def test_for_another_shop(self, tmp_path):
        """An archive is of one shop."""
        write(shop(), tmp_path / "a", parts=["shop"])

        with pytest.raises(ValidationError, match="shop_id=999000001, not 8"):
            write(shop().with_shop(8), tmp_path / "a", parts=["shop"])

    @pytest.mark.parametrize("cut", [True, False], ids=["cut off", "changed"])
    def test_damaged_since(self, tmp_path, cut):
        """What was changed since is not gone on with, nor changed any further."""
        folder = tmp_path / "a"
        platform = Platform(
            orders=lambda q: [{"order_id": 1}],
            order_details=lambda _: AuthError("no"),
        )
        with pytest.raises(AuthError):
            write(
                toko(platform),
                folder,
                since=SINCE,
                until=UNTIL,
                parts=["order_details"],
            )
        told = json.loads((folder / "manifest.json").read_text())
        told["parts"][0]["complete"] = False
        (folder / "manifest.json").write_text(json.dumps(told))
        data = bytearray((folder / "orders.jsonl.gz").read_bytes())
        data[-1] ^= 1
        data = data[:-1] if cut else data
        (folder / "orders.jsonl.gz").write_bytes(data)

        with pytest.raises(TokoTikTokError, match="not as it was written"):
            write(toko(platform), folder, parts=["orders"])
        assert data == (folder / "orders.jsonl.gz.part").read_bytes()

    def test_somebody_else_writes(self, tmp_path):
        """Two processes that write to one archive notice."""
        folder = tmp_path / "a"

        def details(query):
            with (folder / "orders.jsonl.gz.part").open("ab") as file:
                file.write(b"theirs")
            return [{"order_id": 1}]

        with pytest.raises(ValidationError, match="another process"):
            saved(folder, parts=["orders"], orders=details)


class TestRefusals:
    @pytest.mark.parametrize(
        ("options", "match"),
        [
            ({"parts": ["order"]}, "no part 'order'"),
            ({"since": datetime(2025, 9, 1)}, "time zone"),  # noqa: DTZ001 - the point
            ({"until": "2025-09-01"}, "no datetime"),
            ({"redact": ""}, "no key"),
        ],
        ids=["part", "naive", "text", "key"],
    )
    def test_arguments(self, tmp_path, options, match):
        """What cannot be meant is refused before anything is asked or written."""
        with pytest.raises(ValidationError, match=match):
            write(toko(Script(AssertionError())), tmp_path / "a", **options)
        assert [] == list(tmp_path.iterdir())

    @pytest.mark.parametrize("name", ["a", "a/b"])
    def test_a_file_is_there(self, tmp_path, name):
        """A file is no place for an archive."""
        (tmp_path / "a").touch()

        with pytest.raises(ValidationError, match="in the way of a folder"):
            write(toko(Script(AssertionError())), tmp_path / name)

    def test_no_shop(self, tmp_path):
        """A client without a shop cannot be saved."""
        with pytest.raises(ValidationError, match="shop_id"):
            write(toko(Script(AssertionError()), shop_id=None), tmp_path / "a")

    def test_folder_of_something_else(self, tmp_path):
        """A folder that holds something else is left alone."""
        (tmp_path / "notes.txt").write_text("mine")

        with pytest.raises(ValidationError, match=r"not an archive.*notes\.txt"):
            write(shop(), tmp_path)
        assert ["notes.txt"] == [one.name for one in tmp_path.iterdir()]


class TestCopies:
    def test_copy_is_equal(self, tmp_path):
        """An archive can be written from an archive, and nothing changes."""
        write(shop(), tmp_path / "a")
        copy = write(Archive(tmp_path / "a"), tmp_path / "b", since=SINCE)
        whole = write(Archive(tmp_path / "a"), tmp_path / "c")

        assert content(tmp_path / "a") == content(tmp_path / "c")
        assert copy.part("orders").records < whole.part("orders").records

    def test_rows_that_do_not_say_when(self, tmp_path):
        """A copy has every row, also one that says nothing of its time."""
        rows = [{"order_id": 1}, {"order_id": 2, "create_time": 1_260_000_000}, None]
        saldo = [{"deposit_id": 1, "create_time": "2010-01-01 00:00:00"}]
        filled(tmp_path / "a", orders=rows, saldo=saldo, tickets=[])
        copy = Archive(tmp_path / "a")
        write(copy, tmp_path / "b")

        assert copy.span == (walking.BEGAN, datetime(2010, 1, 1, 0, 0, 1, tzinfo=WIB))
        assert content(tmp_path / "b") == {
            "orders": [rows[0], rows[2], rows[1]],
            "saldo": saldo,
            "tickets": [],
        }

    def test_of_nothing(self, tmp_path):
        """An archive without anything that has a time can be copied, too."""
        filled(tmp_path / "a", products=[{"basic": {"productID": 5}}])
        write(Archive(tmp_path / "a"), tmp_path / "b")

        assert content(tmp_path / "a") == content(tmp_path / "b")

    def test_module(self):
        """The names of the guide are there."""
        assert {"Archive", "PARTS", "import_dumps", "write"} <= set(archive.__all__)
