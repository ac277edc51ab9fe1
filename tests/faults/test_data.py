"""F34 to F43: answers that are right in form and strange in what they hold."""

from __future__ import annotations

import copy

import pytest
from fakes import Script, ok, sample, tiktok
from faultserver import ok as ok_bytes

from tokotiktok import RetryPolicy, structure, unstructure
from tokotiktok.errors import DecodeError, PaginationError, ServerError
from tokotiktok.tiktokshop.api.orders import Order

pytestmark = pytest.mark.uncovered

WRONG = ["x", 5, -1, 1.5, True, [], {}, [None], [[1]], {"a": None}]

RECORDS = {
    "order": ("order_list", "orders", "orders", "id"),
    "product": ("product_search", "products", "products", "id"),
    "return": ("return_search", "returns", "return_orders", "return_id"),
    "package": ("package_search", "packages", "packages", "id"),
}
"""By resource: a sample of its list, where that is, and what identifies a record."""


class Shelf:
    """A client's list of one kind of record, filled with whatever is put there."""

    def __init__(self, kind: str) -> None:
        name, self._resource, self._list, self.identity = RECORDS[kind]
        self.raw = sample("tiktokshop", name)["data"][self._list][0]
        self._script = Script(None)
        self._client = tiktok(self._script)

    def fetch(self, raw):
        """Fetch a page with a strange item between two good ones."""
        good = {self.identity: "good"}
        self._script.answers = [ok({self._list: [good, raw, good]})]
        page = getattr(self._client, self._resource).search()
        assert 3 == len(page.items) + len(page.malformed), "an item was lost"
        return page

    def comes_back(self, raw, *path) -> None:
        """Fetch a strange item: it is read and comes back whole, or is set aside so."""
        page = self.fetch(raw)
        if page.malformed:
            assert (self.identity,) == path
            assert raw == page.malformed[0].raw
            assert self.identity in page.malformed[0].reason
        else:
            assert same(raw, unstructure(page.items[1])), path


@pytest.fixture(params=RECORDS)
def shelf(request):
    """A shelf for each kind of record."""
    return Shelf(request.param)


def places(value, path=()):
    """List the path of every field at every level."""
    pairs = enumerate(value) if isinstance(value, list) else ()
    for name, one in value.items() if isinstance(value, dict) else pairs:
        yield (*path, name)
        if isinstance(one, (dict, list)):
            yield from places(one, (*path, name))


def changed(raw, path, change):
    """Give a copy of *raw* with *change* applied to whatever holds the end of *path*."""
    made = copy.deepcopy(raw)
    holder = made
    for name in path[:-1]:
        holder = holder[name]
    change(holder, path[-1])
    return made


def put(value):
    """Give a change that puts *value* in the place of what was there."""

    def change(holder, name) -> None:
        holder[name] = value

    return change


def drop(holder, name) -> None:
    """Take away what was there."""
    del holder[name]


def same(expected, actual) -> bool:
    """Compare JSON; null and missing, no items and missing, 5 and "5" are one."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return all(
            same(expected.get(name), actual.get(name)) for name in {*expected, *actual}
        )
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(same, expected, actual))
    empty = (None, [], {})
    number = expected.__class__ is int and str(expected) == actual  # an id
    return expected == actual or number or (expected in empty and actual in empty)


class TestFields:
    def test_null(self, shelf):
        """F34: a null anywhere costs nothing: the record is there and comes back whole."""
        for path in places(shelf.raw):
            shelf.comes_back(changed(shelf.raw, path, put(None)), *path)

    def test_absent(self, shelf):
        """F35: a field that is missing anywhere costs nothing, either."""
        for path in places(shelf.raw):
            shelf.comes_back(changed(shelf.raw, path, drop), *path)

    def test_wrong_type(self, shelf):
        """F36: a value of a wrong type anywhere neither raises nor gets lost."""
        for path in places(shelf.raw):
            for wrong in WRONG:
                shelf.comes_back(changed(shelf.raw, path, put(wrong)), *path)

    @pytest.mark.parametrize("raw", [None, "x", 5, [{}], True])
    def test_no_record_at_all(self, shelf, raw):
        """F36: an item that is no record is set aside as it came."""
        page = shelf.fetch(raw)

        assert [raw] == [one.raw for one in page.malformed]
        assert 2 == len(page.items)

    def test_unknown_words(self, shelf):
        """F37: a word from after our release is given as it is, wherever it stands."""
        for path in places(shelf.raw):
            if path != (shelf.identity,):
                shelf.comes_back(changed(shelf.raw, path, put("NEW_WORD")), *path)
        order = structure({"id": "1", "status": "NEW_WORD"}, Order)

        assert "NEW_WORD" == order.status

    def test_extra_fields(self, shelf):
        """F38: fields from after our release come back at every level."""
        extra = {"a": [1, None, {"b": "c"}]}
        strange = copy.deepcopy(shelf.raw)
        for path in [(), *places(shelf.raw)]:
            holder = strange
            for step in path:
                holder = holder[step]
            if isinstance(holder, dict):
                holder["field_of_the_future"] = extra

        shelf.comes_back(strange)


def page(ids, token=None):
    """Make a page of orders."""
    return ok({"orders": [{"id": one} for one in ids], "next_page_token": token})


class TestPages:
    def test_empty_with_a_successor(self):
        """F39: an empty page with a next token is not the end."""
        script = Script(page("", "T1"), page("a", "T2"), page("", "T3"), page("b"))

        assert ["a", "b"] == [one.id for one in tiktok(script).orders.search().all()]
        assert 4 == len(script.sent)

    @pytest.mark.parametrize(
        ("pages", "ids"),
        [
            ([page("a", "T1"), page("b", "T1")], "ab"),
            ([page("a", "T1"), page("b", "T2"), page("c", "T1")], "abc"),
            ([page("", "T1"), page("", "T1")], ""),
        ],
        ids=["F40-at-once", "F40-later", "F40-empty"],
    )
    def test_token_comes_twice(self, pages, ids):
        """A token that comes twice ends the walk, after what was good, and says where."""
        script = Script(*pages, ServerError("asked too often"))
        got = []
        with pytest.raises(PaginationError) as caught:
            got.extend(one.id for one in tiktok(script).orders.search().all())

        assert list(ids) == got
        assert (len(pages), "T1") == (len(script.sent), caught.value.resume_token)

    def test_more_than_asked_for(self):
        """F41: a page that holds more than was asked for is given whole."""
        script = Script(page([str(n) for n in range(120)]))

        assert 120 == len(tiktok(script).orders.search(page_size=5).items)

    def test_on_two_pages(self):
        """F42: a record that the platform lists on two pages is not hidden, nor lost."""
        script = Script(page("ab", "T1"), page("bc"))

        assert list("abbc") == [one.id for one in tiktok(script).orders.search().all()]

    def test_huge_page(self, bench):
        """F43: a page of ten megabytes is read whole."""
        text = "kopi " * 2000
        orders = [{"id": str(n), "buyer_message": text} for n in range(1000)]
        body = ok_bytes({"orders": orders})
        found = bench.client(bench.server(body), retry=RetryPolicy()).orders.search()

        assert len(body) > 10_000_000
        assert [str(n) for n in range(1000)] == [one.id for one in found]
        assert {text} == {one.buyer_message for one in found}

    @pytest.mark.parametrize("data", [{"orders": "x"}, {"orders": {}}, {"orders": 5}])
    def test_no_list(self, data):
        """F36-list: a list that is none is a DecodeError: pages cannot be guessed at."""
        with pytest.raises(DecodeError, match="is not a list"):
            tiktok(Script(ok(data))).orders.search()
