"""Whatever comes back is read, or is one of the documented errors: never anything else."""

from __future__ import annotations

import json
import pickle
from itertools import cycle

import pytest
from answers import OPERATIONS, data, placed, told
from calls import ROWS, argument, kinds, operation_of, reply
from fakes import ONCE, TOKEN_ANSWER, answer, tiktok, toko
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok.errors import TokoTikTokError
from tokotiktok.wire import Response

ODD = "https://elsewhere.invalid"
"""Where a token is asked for that is as odd as all else."""


class Anything:
    """A transport that answers every call with what it was told, and tokens as usual."""

    def __init__(self) -> None:
        self.response = None

    def send(self, request, timeout):
        if request.url.endswith("accounts.replay.invalid/token") and self.response:
            return answer(TOKEN_ANSWER)
        return self.response

    def close(self) -> None:
        """Nothing to close."""


WIRE = Anything()
CLIENTS = {
    "tiktokshop": tiktok(WIRE, retry=ONCE),
    "tokopedia": toko(WIRE, retry=ONCE),
    "strict": tiktok(WIRE, retry=ONCE, strict=True),
}


def method_of(platform, attribute):
    """Find the method of an operation."""
    resource, _, verb = attribute.partition(".")
    return getattr(getattr(CLIENTS[platform], resource), verb)


def caller(platform, attribute):
    """Give a function that calls an operation with made-up arguments."""
    method = method_of(platform, attribute)
    own = "page_token" if platform == "tiktokshop" else "shop_id"  # filled in for you
    given = {
        name: argument(kind)
        for name, kind in kinds(method.__func__).items()
        if name not in ("return", own)
    }
    return lambda: method(**given)


CALLS = {
    # TikTok Shop: by what the answer is read as, and by how its pages are turned
    "a record": caller("tiktokshop", "products.get"),
    "one field": caller("tiktokshop", "refunds.calculate"),
    "nothing": caller("tiktokshop", "returns.approve"),
    "a list": caller("tiktokshop", "orders.get"),
    "pages by token": caller("tiktokshop", "orders.search"),
    "pages by token in the body": caller("tiktokshop", "promotions.search"),
    "pages by token within": caller("tiktokshop", "refunds.search_aftersales_requests"),
    "pages by number in the body": caller("tiktokshop", "opportunities.search_skpps"),
    "a batch by errors": caller("tiktokshop", "products.activate"),
    "a batch by marks": caller("tiktokshop", "fbt.create_goods"),
    "a batch by reasons": caller("tiktokshop", "global_products.publish"),
    "a token of TikTok Shop": lambda: CLIENTS["tiktokshop"].oauth.exchange("code"),
    "a record, strictly": caller("strict", "products.get"),
    "pages, strictly": caller("strict", "orders.search"),
    "no type at all": lambda: CLIENTS["tiktokshop"].request("GET", "/thing/202309/x"),
    # Tokopedia: by envelope
    "a tree": caller("tokopedia", "categories.list"),
    "an order": caller("tokopedia", "orders.get"),
    "pages by number": caller("tokopedia", "orders.list"),
    "pages that say more": caller("tokopedia", "saldo.list"),
    "rows": caller("tokopedia", "products.activate"),
    "an envelope within": caller("tokopedia", "shops.update_status"),
    "another envelope": caller("tokopedia", "webhooks.list"),
    "a page to print": caller("tokopedia", "orders.get_shipping_label"),
    "a token of Tokopedia": lambda: toko(WIRE, auth_url=ODD).orders.get(order_id=1),
}

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["0", "200", "null", "2026-01-01T00:00:00Z", "12052990", "\ud800"]
    )
    | st.sampled_from([10**18, 2**64, 10**400, -1, 0, 200, 36009003, 1e308])
)
names = st.sampled_from(
    [
        *("code", "data", "message", "request_id", "errors", "detail", "extra_errors"),
        *("header", "error_code", "reason", "messages", "error", "error_message"),
        *("orders", "id", "line_items", "next_page_token", "total_count", "price"),
        *("failed_rows", "failed_rows_data", "fail_data", "encryption", "categories"),
        *("create_result_info", "create_result_list", "is_success", "publish_result"),
        *("access_token", "expires_in", "access_token_expire_in", "saldo_history"),
    ]
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(names | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
yes = st.sampled_from(
    [
        lambda data: {"code": 0, "message": "Success", "data": data},
        lambda data: {"header": {"error_code": 200}, "data": data},
        lambda data: {"data": data, "status": "200 Ok", "error_message": []},
        lambda data: data,
    ]
)
TREE = b'{"id": 1, "child": [' * 450 + b"]}" * 450

KNOWN = [
    *(b"", b"null", b"[]", b'"x"', b"NaN", b"1e999", b"{", b"\xff\xfe{}"),
    b'\xef\xbb\xbf{"code": 0, "data": {}}',
    b'{"code": 0, "code": 1, "data": 1, "data": {"orders": [{}], "orders": 7}}',
    b'{"code": 0, "data": {"orders": [{"id": "\\ud800"}]}}',
    b'{"code": 1, "message": "\\udfff\\u0000\\n' + b"x" * 5000 + b'"}',
    b'{"code": 0, "data": ' + b"[" * 980 + b"]" * 980 + b"}",
    b'{"code": 7, "message": ' + b"[" * 980 + b"]" * 980 + b"}",
    b'{"code": 0, "data": {"errors": ' + b"[" * 980 + b"]" * 980 + b"}}",
    b'{"code": 0, "data": ' + b'{"children": [' * 450 + b"]}" * 450 + b"}",
    b'{"header": {}, "data": {"categories": [' + TREE + b"]}}",
    b'{"header": {}, "data": ' * 400 + b"1" + b"}" * 400,
    b'{"code": 0, "data": {"orders": [], "next_page_token": '
    + b"[" * 980
    + b"]" * 980
    + b"}}",
    b'{"header": {"error_code": ' + b"[" * 980 + b"]" * 980 + b"}}",
    b"<html>502</html>",
    b'{"code": ' + b"9" * 4400 + b"}",
]
"""Bodies that chance would not find."""

bodies = st.binary() | st.builds(
    lambda wrap, data: json.dumps(wrap(data)).encode(), yes, values
)
statuses = st.sampled_from([200, 200, 200, 201, 204, 400, 401, 403, 404, 429, 500, 503])
headers = st.dictionaries(
    st.sampled_from(
        [
            *("content-type", "retry-after", "retry-after-ms", "date"),
            *("x-ratelimit-reset-after", "x-tt-logid"),
        ]
    ),
    st.text(max_size=40)
    | st.sampled_from(
        [
            *("text/html", "inf", "-1", "1e999", "Thu, 01 Jan 1970 00:00:00 GMT"),
            *("Sun, 06 Nov 99999 08:49:37 GMT", "0", "nan", ";;;"),
        ]
    ),
)


def survives(make) -> None:
    """Call; an error must be one of ours, say what it is and pickle."""
    try:
        make()
    except TokoTikTokError as error:
        assert str(pickle.loads(pickle.dumps(error))).isprintable()


class TestAnything:
    @pytest.mark.parametrize("make", CALLS.values(), ids=CALLS)
    def test_known_oddities(self, make):
        """Empty, cut, repeated, deep, no text: what has been met is read or refused."""
        for body in KNOWN:
            for status in (200, 400):
                WIRE.response = Response(status, {}, body)

                survives(make)

    @pytest.mark.parametrize("make", CALLS.values(), ids=CALLS)
    @given(body=bodies, status=statuses | st.integers(100, 999), header=headers)
    @settings(max_examples=60, deadline=None)
    def test_is_read_or_refused(self, make, body, status, header):
        """Any answer gives a result or a documented error, in one printable line."""
        WIRE.response = Response(status, header, body)

        survives(make)


STRANGE = {
    "null": "null",
    "true": "true",
    "false": "false",
    "zero": "0",
    "negative": "-1",
    "huge": "1" + "0" * 30,
    "fraction": "1.5",
    "largest": "1e308",
    "no text": '""',
    "text": '"x"',
    "number as text": '"7"',
    "surrogate": r'"\ud800"',
    "nul": r'"\u0000"',
    "date": '"0001-01-01T00:00:00Z"',
    "no list": "[]",
    "list of null": "[null]",
    "list of lists": "[[[]], []]",
    "list of texts": '["a", "b"]',
    "list of objects": "[{}, {}]",
    "no object": "{}",
    "object": '{"a": {"b": [1]}}',
    "nameless": '{"": null}',
    "error": '{"code": 1, "message": null, "detail": []}',
    "errors": '[{"code": "7", "detail": {"extra_errors": [{}, 1]}}, 3, "boom"]',
    "money": '{"amount": "NaN", "currency": "IDR"}',
    "null wrapper": '{"Int64": 0, "Valid": false}',
    "deep": "[" * 900 + "]" * 900,
}


WHOLE = ("null", "true", "zero", "text", "no list", "list of lists", "errors", "deep")
"""What may stand in place of all that was asked for, or of its list."""


def dealt(names, first):
    """Make up an object whose fields hold one strange value each, from *first* on."""
    deck = list(STRANGE)[first:] + list(STRANGE)[:first]
    return dict(zip(names, (f"@{name}@" for name in cycle(deck)), strict=False))


@pytest.mark.parametrize(("platform", "row"), ROWS)
class TestEveryOperation:
    def test_strange_fields(self, platform, row):
        """Whatever stands in a field, or for all of them, is read or refused."""
        make = caller(platform, row["attribute"])
        spec = OPERATIONS[platform][row["id"]]
        operation = operation_of(method_of(platform, row["attribute"]))
        payload = data(platform, spec)
        result = told(platform, spec, operation, payload)
        record = result[0] if isinstance(result, list) else result
        parts = [
            placed(platform, spec, operation, payload, dealt(record, first))
            for first in range(0, len(STRANGE), 9)
            if isinstance(record, dict)
        ]
        for part in [*parts, *(f"@{name}@" for name in WHOLE)]:
            text = reply(platform, row, part).body.decode()
            for name, value in STRANGE.items():
                text = text.replace(f'"@{name}@"', value)
            WIRE.response = Response(200, {}, text.encode())

            survives(make)
