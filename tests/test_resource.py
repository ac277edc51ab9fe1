"""Pages and batches."""

from __future__ import annotations

import json
import pickle
from datetime import datetime, timezone

import pytest
from fakes import (
    TOKEN_ANSWER,
    FakeClock,
    Script,
    answer,
    no,
    ok,
    sample,
    tiktok,
    token,
    toko,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok import Failure, Platform, RetryPolicy, structure, unstructure
from tokotiktok.errors import (
    DecodeError,
    PaginationError,
    ServerError,
    TokoTikTokError,
    TransportError,
    ValidationError,
)
from tokotiktok.telemetry import MASK
from tokotiktok.tiktokshop.api.orders import Order
from tokotiktok.tiktokshop.api.returns import PageOptionInput
from tokotiktok.tokopedia.api.products import CreateProductInput
from tokotiktok.tokopedia.api.stock import StockInput
from tokotiktok.wire import Operation

NEW_YEAR = datetime(2026, 1, 1, tzinfo=timezone.utc)


def page(ids, token=""):
    """Make a page of orders."""
    return ok({"orders": [{"id": one} for one in ids], "next_page_token": token})


class TestPage:
    def test_walks_on(self):
        """``all`` goes through every page, one request each."""
        script = Script(page("ab", "T1"), page("c", "T2"), page("", "T3"), page("d"))
        client = tiktok(script)

        assert ["a", "b", "c", "d"] == [one.id for one in client.orders.search().all()]
        assert [None, "T1", "T2", "T3"] == [
            dict(one.query).get("page_token") for one in script.sent
        ]

    def test_walks_on_where_the_token_is_deep(self):
        """So it does where the token has its place deep in the body, beside the size."""

        def answering(token):
            return ok(
                {"return_merchandise_authorizations": [], "next_page_token": token}
            )

        script = Script(answering("T1"), answering(""))
        size = PageOptionInput(page_size=5)
        list(tiktok(script).returns.search_rmas(pagination=size).pages())

        assert [{"page_size": 5}, {"page_size": 5, "page_token": "T1"}] == [
            json.loads(one.body)["pagination"] for one in script.sent
        ]

    def test_no_pages(self):
        """What has no pages cannot be walked through."""
        client = tiktok(Script(ok({})))
        walk = client.orders._page

        with pytest.raises(TypeError, match="getOrderDetail has no pages"):
            walk(Operation("getOrderDetail", "GET", "/order/202507/orders"), Order)

    def test_one_request_for_one_page(self):
        """Iterating a page asks for no other."""
        script = Script(page("ab", "T1"))

        assert 2 == len(list(tiktok(script).orders.search()))
        assert 1 == len(script.sent)

    def test_filters_stay(self):
        """The next page is asked for with the same filters."""
        script = Script(page("a", "T1"), page("b"))
        list(tiktok(script).orders.search(order_status="UNPAID").all())

        assert script.sent[0].body == script.sent[1].body

    def test_round_in_a_circle(self):
        """A token that comes twice would never end, so the walk stops before it."""
        script = Script(page("a", "T1"), page("b", "T2"), page("c", "T1"))
        walk = tiktok(script).orders.search().all()
        got = [next(walk).id for _ in range(3)]

        with pytest.raises(PaginationError, match="'T1' came twice") as caught:
            next(walk)
        assert (["a", "b", "c"], 3) == (got, len(script.sent))
        assert ("T1", "getOrderList", Platform.TIKTOK_SHOP) == (
            caught.value.resume_token,
            caught.value.operation,
            caught.value.platform,
        )

    def test_round_in_a_circle_from_where_it_resumed(self):
        """The page that a walk began with counts as well, even if it was not the first."""
        script = Script(page("a", "T1"))
        first = tiktok(script).orders.search(page_token="T1")

        with pytest.raises(PaginationError):
            list(first.all())
        with pytest.raises(PaginationError):
            first.next()
        assert 1 == len(script.sent)

    def test_next(self):
        """One can turn the pages oneself, up to the last."""
        script = Script(page("a", "T1"), page("b"))
        first = tiktok(script).orders.search()
        second = first.next()

        assert (None, "T1") == (first.token, second.token)
        assert ["b"] == [one.id for one in second]
        assert second.next() is None

    def test_more_than_asked_for(self):
        """A page that is larger than asked for is taken as it comes."""
        script = Script(page("abc", "T1"), page("d"))
        walk = tiktok(script).orders.search(page_size=1).all()

        assert ["a", "b", "c", "d"] == [one.id for one in walk]

    def test_resumes_where_it_stopped(self):
        """An error on the way says where to go on."""
        script = Script(page("a", "T1"), no(36009003))
        client = tiktok(script)
        walk = client.orders.search().all()
        first = next(walk)

        with pytest.raises(ServerError) as caught:
            next(walk)
        assert ("a", "T1") == (first.id, caught.value.resume_token)

    def test_resumes_where_it_did_not_begin(self):
        """If the first page of a resumed walk fails, it is resumed there once more."""
        with pytest.raises(ServerError) as caught:
            tiktok(Script(no(36009003))).orders.search(page_token="T7")
        assert "T7" == caught.value.resume_token
        with pytest.raises(ServerError) as caught:
            tiktok(Script(no(36009003))).orders.search()
        assert caught.value.resume_token is None

    @pytest.mark.parametrize(
        "fault",
        [
            TransportError("reset"),
            answer(b"{"),
            ok({"orders": 7}),
            ok(None),
            no(36009009),
            no(105001),
        ],
        ids=["gone", "garbage", "no list", "nothing", "wrong", "revoked"],
    )
    def test_every_error_says_where(self, fault):
        """Whatever goes wrong on a later page, the error says where to go on."""
        walk = tiktok(Script(page("a", "T1"), fault)).orders.search().all()
        next(walk)

        with pytest.raises(TokoTikTokError) as caught:
            next(walk)
        assert "T1" == caught.value.resume_token

    def test_one_broken_order(self):
        """One broken order does not cost the other 49."""
        orders = [{"id": str(n)} for n in range(50)]
        orders[7] = {"status": "UNPAID"}
        got = tiktok(Script(ok({"orders": orders}))).orders.search()

        assert (49, 1) == (len(got.items), len(got.malformed))
        assert {"status": "UNPAID"} == got.malformed[0].raw
        assert "id" in got.malformed[0].reason

    def test_list_that_is_none(self):
        """A list that is not one is a DecodeError that says where."""
        with pytest.raises(DecodeError, match=r"\$\.orders is not a list"):
            tiktok(Script(ok({"orders": "x"}))).orders.search()

    def test_token_that_is_none(self):
        """What is no page token is not walked on with."""
        odd = ok({"orders": [], "next_page_token": {"a": 1}})

        with pytest.raises(DecodeError, match=r"next_page_token is no page token"):
            tiktok(Script(odd)).orders.search()

    def test_empty(self):
        """No orders are no orders."""
        got = tiktok(
            Script(answer(sample("tiktokshop", "order_list_empty")))
        ).orders.search()

        assert ((), 0, None) == (got.items, got.total, got.next_token)

    def test_by_number(self):
        """Tokopedia's pages are numbered; a full one may have a successor."""
        row = sample("tokopedia", "order_list")["data"][0]
        rows = [{**row, "order_id": n} for n in range(1, 4)]
        body = [{"header": {}, "data": part} for part in (rows[:2], rows[2:])]
        script = Script(answer(TOKEN_ANSWER), *map(answer, body))
        window = {"from_date": NEW_YEAR, "to_date": NEW_YEAR}
        found = toko(script).orders.list(per_page=2, **window)

        assert ["1", "2", "3"] == [one.order_id for one in found.all()]
        assert ["1", "2"] == [dict(one.query)["page"] for one in script.sent[1:]]

    def test_number_that_is_not_heeded(self):
        """A platform that gives the same page for each number would never end."""
        row = sample("tokopedia", "order_list")["data"][0]
        full = answer({"header": {}, "data": [row, {**row, "order_id": 2}]})
        script = Script(answer(TOKEN_ANSWER), full)
        window = {"from_date": NEW_YEAR, "to_date": NEW_YEAR}
        found = toko(script).orders.list(per_page=2, **window)

        with pytest.raises(PaginationError, match="'2' came twice") as caught:
            list(found.all())
        assert ("2", 3) == (caught.value.resume_token, len(script.sent))

    def test_resumes_by_number(self):
        """Where pages are numbered, a walk resumes at a number."""
        row = sample("tokopedia", "order_list")["data"][0]
        full = answer({"header": {}, "data": [row, {**row, "order_id": 2}]})
        script = Script(answer(TOKEN_ANSWER), full, answer(b"{"))
        window = {"from_date": NEW_YEAR, "to_date": NEW_YEAR, "per_page": 2}
        client = toko(script)
        walk = client.orders.list(**window).all()
        next(walk), next(walk)

        with pytest.raises(DecodeError) as caught:
            next(walk)
        assert "2" == caught.value.resume_token
        with pytest.raises(DecodeError) as caught:
            client.orders.list(page=2, **window)
        assert "2" == caught.value.resume_token

    def test_tokopedia_says_null_for_nothing(self):
        """On Tokopedia null is how an empty list looks."""
        empty = answer(sample("tokopedia", "order_list_empty"))
        script = Script(answer(TOKEN_ANSWER), empty)
        found = toko(script).orders.list(from_date=NEW_YEAR, to_date=NEW_YEAR)

        assert () == found.items

    def test_token_in_a_nested_body(self):
        """Where the token goes into the body, it is put beside what is there."""
        first = ok({"activities": [{"id": "1"}], "next_page_token": "T1"})
        script = Script(first, ok({"activities": []}))
        list(tiktok(script).promotions.search(page_size=1).all())

        assert b'"page_token":"T1"' in script.sent[1].body
        assert b'"page_size":1' in script.sent[1].body

    def test_pickles(self):
        """A page pickles, and walks on afterwards."""
        client = tiktok(Script(page("a", "T1"), page("b")), clock=NEW_YEAR.timestamp)
        got = pickle.loads(pickle.dumps(client.orders.search()))

        assert ["a"] == [one.id for one in got]


FAULTS = {
    "gone": TransportError("reset"),
    "garbage": answer(b"{"),
    "broken": answer(b"<html>", 503, content_type="text/html"),
    "busy": no(36009002, status=429),
    "no list": ok({"orders": 7}),
}


class Shelf:
    """A platform with pages, on some of which something goes wrong at first."""

    def fill(self, sizes, faults):
        """Put pages of these sizes there."""
        self.pages, count = [], 0
        for size in sizes:
            self.pages.append([str(n) for n in range(count, count + size)])
            count += size
        self.ids = [str(n) for n in range(count)]
        self.faults = [list(names) for names in faults]
        self.fails = {}

    def send(self, request, timeout):
        at = int(dict(request.query).get("page_token", "T0")[1:])
        left = self.fails.setdefault(at, self.faults.pop(0) if self.faults else [])
        if left:
            fault = FAULTS[left.pop(0)]
            if isinstance(fault, Exception):
                raise type(fault)(fault.message)
            return fault
        return page(self.pages[at], f"T{at + 1}" if at + 1 < len(self.pages) else "")


class TestAnyPages:
    def test_each_item_once(self):
        """Walking, and resuming wherever it broke off, gives each item once, in order."""
        shelf = Shelf()
        client = tiktok(shelf, fake_clock=FakeClock())

        @given(
            sizes=st.lists(st.integers(0, 3), min_size=1, max_size=8),
            faults=st.lists(st.lists(st.sampled_from(sorted(FAULTS)), max_size=7)),
            retries=st.integers(0, 2),
        )
        @settings(max_examples=200, deadline=None)
        def walk(sizes, faults, retries):
            shelf.fill(sizes, faults)
            client._session.retrier.budget.left = 500
            orders = client.with_retry(RetryPolicy(retries=retries)).orders
            got, resume, done = [], None, False
            while not done:
                try:
                    for order in orders.search(page_token=resume).all():
                        got.append(order.id)  # noqa: PERF401 - what came stays
                    done = True
                except TokoTikTokError as error:
                    resume = error.resume_token

            assert shelf.ids == got

        walk()


class TestBatch:
    def test_outcome_of_each(self):
        """Each item's outcome is told, although the call succeeded."""
        body = sample("tiktokshop", "product_activate_partial_failure")
        ids = ["1730000000000000101", "1730000000000000104"]
        result = tiktok(Script(answer(body))).products.activate(product_ids=ids)

        assert (("1730000000000000101",), ["1730000000000000104"]) == (
            result.succeeded,
            [one.id for one in result.failed],
        )

    def test_is_neither_true_nor_false(self):
        """``if result`` would hide failed items."""
        result = tiktok(Script(ok({}))).products.activate(product_ids=["1"])

        with pytest.raises(TypeError, match="failed"):
            bool(result)

    def test_raises_on_request(self):
        """Failures can be raised, all in one sentence."""
        body = sample("tiktokshop", "product_activate_partial_failure")
        result = tiktok(Script(answer(body))).products.activate(product_ids=["1"])

        with pytest.raises(ValidationError, match="1730000000000000104: 12052330"):
            result.raise_for_failures()

    def test_names_the_first(self):
        """Of very many failures the sentence names ten."""
        errors = [{"message": f"no {n}"} for n in range(12)]
        result = tiktok(Script(ok({"errors": errors}))).products.activate(
            product_ids=["1"]
        )

        with pytest.raises(ValidationError) as caught:
            result.raise_for_failures()
        assert str(caught.value).startswith("12 failures in the batch: an item: no 0; ")
        assert str(caught.value).endswith("an item: no 9; and 2 more")

    def test_none_failed(self):
        """Without failures nothing is raised."""
        result = tiktok(Script(ok({}))).products.activate(product_ids=["1"])

        assert result.raise_for_failures() is None
        assert ("1",) == result.succeeded

    def test_a_failure_without_a_reason(self):
        """A failure of which nothing is said is one all the same."""
        failure = Failure("1", None, "")

        assert ("1: not done", None) == (str(failure), failure.explanation)

    def test_quotes_no_secret(self):
        """What a platform quotes of a request, its failures do not."""

        def quoting(request):
            said = f"{dict(request.headers)} {dict(request.query)}"
            cause = {"code": said, "message": said}
            detail = {"product_id": said, "extra_errors": [cause]}
            return ok({"errors": [{"code": 1, "message": said, "detail": detail}]})

        script = Script(quoting)
        (failure,) = tiktok(script).products.activate(product_ids=["1"]).failed
        query = dict(script.sent[0].query)
        secrets = [token().access, query["sign"], query["shop_cipher"]]

        assert secrets == [one for one in secrets if one in str(failure.source)]
        assert [] == [one for one in secrets if one in f"{failure} {failure!r}"]
        assert failure.message.count(MASK) > 2

    def test_one_product_two_storefronts(self):
        """A product that one storefront refused was made, and the refusal is told."""
        detail = {"listing_platform": "TOKOPEDIA"}
        error = {"code": 12052358, "message": "no", "detail": detail}
        made = ok({"product_id": "9", "errors": [error]})
        result = tiktok(Script(made)).products.partial_edit(product_id="9")

        (failure,) = result.failed
        assert ("9", Platform.TOKOPEDIA) == (result.answer.product_id, failure.platform)
        assert () == result.succeeded
        assert str(failure).endswith("leave that storefront out of listing_platforms")

    def test_tokopedia_rows(self):
        """HTTP 200 with failed rows is not a success."""
        rows = answer(sample("tokopedia", "activate_partial_fail"))
        script = Script(answer(TOKEN_ANSWER), rows)
        result = toko(script).products.activate(
            product_id=[9990000000001, 9990000000002]
        )

        assert ["9990000000002"] == [one.id for one in result.failed]
        assert ("9990000000001",) == result.succeeded

    def test_tokopedia_succeeds(self):
        """After a success all that was asked for succeeded, by its surest name."""
        fine = answer(sample("tokopedia", "update_stock_ok"))
        stocks = [
            StockInput(new_stock=1, product_id="7", sku="A"),
            StockInput(new_stock=2, sku="B"),
            StockInput(new_stock=3),
        ]
        client = toko(Script(answer(TOKEN_ANSWER), fine, fine))

        assert ("7", "B") == client.stock.update(stocks=stocks).succeeded
        assert () == client.products.deactivate().succeeded

    def test_tokopedia_names_a_product_otherwise(self):
        """A failure may name an item by another of its names; the others succeeded."""
        refused = answer(sample("tokopedia", "create_product_v3_fail"))
        made = [
            CreateProductInput(name="Produk Contoh A", sku="SKU-A-1"),
            CreateProductInput(name="Produk Contoh B"),
        ]
        script = Script(answer(TOKEN_ANSWER), refused)
        result = toko(script).products.create(products=made)

        assert ["SKU-A-1"] == [one.id for one in result.failed]
        assert ("Produk Contoh B",) == result.succeeded

    def test_no_list_of_items(self):
        """What is no list is refused before anything is sent."""
        with pytest.raises(ValidationError, match="is no list of items"):
            toko(Script()).stock.update(stocks=5)


class TestPlain:
    def test_gives_records_as_they_came(self, box):
        """A plain resource pages through what the platform sends, whole."""
        client = box.tiktokshop()
        plain = list(client.orders.plain().search(page_size=10).all())
        models = list(client.orders.search(page_size=10).all())

        assert [one.id for one in models] == [one["id"] for one in plain]
        assert [unstructure(one) for one in models] == [
            unstructure(structure(one, Order)) for one in plain
        ]
