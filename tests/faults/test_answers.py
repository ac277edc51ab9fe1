"""F16 to F33: what is made of answers, for each kind of call."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from email.utils import format_datetime

import pytest
from fakes import FRESH, NOW
from faultbench import CALLS, GOOD, PICTURE, REPEATABLE, ends, kinds
from faultserver import http, no, ok

from tokotiktok.errors import (
    ApiError,
    AuthError,
    DecodeError,
    OutcomeUnknown,
    RateLimitError,
    ScopeError,
    ServerError,
    ValidationError,
)

pytestmark = pytest.mark.uncovered

PAGE = b"<html><body>Bad Gateway</body></html>"
HTML = "Content-Type: text/html"
REFRESH = "/api/v2/token/refresh"


def at(seconds: float) -> str:
    """Write a date some seconds from now."""
    when = datetime.fromtimestamp(NOW + seconds, timezone.utc)
    return format_datetime(when, usegmt=True)


def refused(kind, client, server, error):
    """Make a call that is refused for good: it is sent once."""
    with pytest.raises(error) as caught:
        CALLS[kind](client)
    assert error is type(caught.value)
    assert (1, 1) == (len(server.ledger), caught.value.attempts)
    return caught.value


class TestStatus:
    @pytest.mark.parametrize(
        ("kind", "status"), kinds("F16", *((n,) for n in (500, 502, 503, 504)))
    )
    def test_gateway_page(self, bench, kind, status):
        """A gateway's page leaves open whether a write was done."""
        server = bench.server(http(PAGE, HTML, status=f"{status} Bad"), GOOD)
        error = ends(kind, bench.client(server), server)

        assert (kind in REPEATABLE) or status == error.status

    @pytest.mark.parametrize("kind", [*REPEATABLE])
    def test_gateway_page_thrice(self, bench, kind):
        """A gateway that stays bad is asked three times."""
        server = bench.server(http(PAGE, HTML, status="503 Bad"))
        with pytest.raises(ServerError) as caught:
            CALLS[kind](bench.client(server))

        assert (3, 3) == (len(server.ledger), caught.value.attempts)
        assert [0.5, 1.0] == bench.clock.slept

    @pytest.mark.parametrize(
        ("kind", "_", "hint", "pause"),
        kinds(
            "F17",
            ("seconds", ["Retry-After: 2"], 2.0),
            ("date", [f"Retry-After: {at(2)}", f"Date: {at(0)}"], 2.0),
            ("past-date", [f"Retry-After: {at(-7)}", f"Date: {at(0)}"], 0.5),
            ("milliseconds", ["retry-after-ms: 1500", "Retry-After: 9"], 1.5),
            ("negative", ["Retry-After: -1"], 0.5),
            ("infinite", ["Retry-After: inf"], 0.5),
            ("not-a-number", ["Retry-After: nan"], 0.5),
            ("text", ["Retry-After: soon"], 0.5),
            ("nothing", ["Retry-After:"], 0.5),
            ("none", [], 0.5),
        ),
    )
    def test_too_many(self, bench, kind, _, hint, pause):
        """F17, F18: a call refused before it was acted on is sent again, after a pause."""
        server = bench.server(
            http(b"slow down", *hint, status="429 Too Many Requests"), GOOD
        )
        CALLS[kind](bench.client(server))

        assert (2, [pause]) == (len(server.ledger), bench.clock.slept)

    @pytest.mark.parametrize("kind", kinds("F17-billion"))
    def test_too_long_a_pause(self, bench, kind):
        """A pause that would outlast the call is not begun; the error says how long."""
        server = bench.server(
            http(b"", "Retry-After: 1000000000", status="429 Too Many Requests"), GOOD
        )
        error = refused(kind, bench.client(server), server, RateLimitError)

        assert ([], 1e9) == (bench.clock.slept, error.retry_after)


class TestBody:
    @pytest.mark.parametrize(
        ("kind", "_", "play"),
        kinds("F19", ("empty", http(b"")))
        + kinds("F20", ("html", http(PAGE, HTML)))
        + kinds("F21", *((text, http(text.encode())) for text in ("[]", "null", '"x"')))
        + kinds(
            "F22",
            ("nan", http(b'{"code": 0, "data": {"orders": [], "x": NaN}}')),
            ("infinity", http(b'{"code": 0, "data": {"orders": [], "x": -Infinity}}')),
            ("not-utf-8", http(b'{"code": 0, "data": {"orders": [], "x": "\xff"}}')),
            ("digits", http(b'{"code": 0, "data": {"x": ' + b"9" * 5000 + b"}}")),
            ("depth", http(b"[" * 100_000)),
            ("cut", http(b'{"code": 0, "data": {"orders"')),
        )
        + kinds("F23", ("no-content", b"HTTP/1.1 204 No Content\r\n\r\n"))
        + kinds(
            "F25",
            ("text", http({"code": "0", "data": {"orders": []}})),
            ("false", http({"code": False, "data": {"orders": []}})),
            ("fraction", http({"code": 0.0, "data": {"orders": []}})),
            ("null", http({"code": None, "data": {"orders": []}})),
            ("none", http({"data": {"orders": []}})),
        ),
    )
    def test_no_answer_at_all(self, bench, kind, _, play):
        """What is not the platform's success is none: a write's outcome is unknown."""
        server = bench.server(play, GOOD)
        error = DecodeError if kind in REPEATABLE else OutcomeUnknown

        refused(kind, bench.client(server), server, error)

    @pytest.mark.parametrize(
        ("text", "buyer"),
        [
            pytest.param(b'"\\ud800"', "\ud800", id="F22-lone-surrogate"),
            pytest.param(b'"a\\u0000b"', "a\0b", id="F22-nul"),
            pytest.param(b'"a", "buyer_message": "b"', "b", id="F22-twice"),
        ],
    )
    def test_strange_text(self, bench, text, buyer):
        """Strange text comes as it is."""
        body = (
            b'\xef\xbb\xbf{"code": 0, "data": {"orders": [{"id": "1", '
            b'"buyer_message": %b}]}}' % text
        )
        (order,) = bench.client(bench.server(http(body))).orders.search()

        assert buyer == order.buyer_message

    @pytest.mark.parametrize(
        ("number", "ids"),
        [
            pytest.param(2**64 - 1, [str(2**64 - 1)], id="F22-64-bits"),
            pytest.param(-(2**63), [str(-(2**63))], id="F22-below-zero"),
            pytest.param(1e400, [], id="F22-too-large"),
        ],
    )
    def test_huge_numbers(self, bench, number, ids):
        """An id that came as a number is exact, or the item is set aside."""
        text = "1e400" if number == 1e400 else str(number)
        body = b'{"code": 0, "data": {"orders": [{"id": %b}]}}' % text.encode()
        page = bench.client(bench.server(http(body))).orders.search()

        assert ids == [one.id for one in page]
        assert 1 == len(page.items) + len(page.malformed)

    @pytest.mark.parametrize(("first", "second"), [(0, 36009009), (36009009, 0)])
    def test_two_codes(self, bench, first, second):
        """F22-two-codes: of a name that comes twice the last counts, as in any JSON."""
        body = b'{"code": %d, "data": {"orders": []}, "code": %d}' % (first, second)
        client = bench.client(bench.server(http(body)))
        if second == 0:
            assert () == client.orders.search().items
        else:
            with pytest.raises(ValidationError):
                client.orders.search()


class TestEnvelope:
    @pytest.mark.parametrize(
        ("kind", "_", "play", "error"),
        kinds(
            "F24",
            ("200", no(36009009), ValidationError),
            ("400", no(36009009, status="400 Bad Request"), ValidationError),
        )
        + kinds("F29", ("scope", no(105005), ScopeError))
        + kinds(
            "F33",
            ("200", no(987654321, "nobody knows"), ApiError),
            ("403", no(987654321, status="403 Forbidden"), ScopeError),
        ),
    )
    def test_refused(self, bench, kind, _, play, error):
        """A refusal is final: it is not sent again, and says what was said."""
        server = bench.server(play, GOOD)
        caught = refused(kind, bench.client(server), server, error)

        assert caught.code in (36009009, 105005, 987654321)
        assert "R1" == caught.request_id

    @pytest.mark.parametrize("kind", kinds("F33-500"))
    def test_unknown_code_of_a_broken_server(self, bench, kind):
        """An unknown code with a 5xx status leaves open whether a write was done."""
        server = bench.server(no(987654321, status="500 Internal"), GOOD)

        ends(kind, bench.client(server), server)

    @pytest.mark.parametrize(
        ("kind", "data"), kinds("F26", ("null",), ("[]",), ('"x"',), ("7",))
    )
    def test_success_without_data(self, bench, kind, data):
        """A success without data is one only where nothing was asked for."""
        body = b'{"code": 0, "message": "Success", "data": %b}' % data.encode()
        server = bench.server(http(body))
        client = bench.client(server)
        if kind == "read" or (kind == "upload" and data != "[]"):
            with pytest.raises(DecodeError) as caught:
                CALLS[kind](client)
            assert ("done, but" in caught.value.message) == (kind == "upload")
        else:
            CALLS[kind](client)

        assert 1 == len(server.ledger), "a write was sent twice"

    @pytest.mark.parametrize("kind", kinds("F30"))
    def test_too_many_with_200(self, bench, kind):
        """The code for too many requests counts whatever the status."""
        server = bench.server(no(36009002), GOOD)
        CALLS[kind](bench.client(server))

        assert (2, [0.5]) == (len(server.ledger), bench.clock.slept)

    def test_partial_failure(self, bench):
        """F32: failed items of a batch that succeeded are told, and it is sent once."""
        detail = {"product_id": "2"}
        errors = [{"code": 12052990, "message": "no", "detail": detail}]
        server = bench.server(ok({"errors": errors}))
        result = bench.client(server).products.activate(product_ids=["1", "2"])

        assert (("1",), ["2"]) == (result.succeeded, [one.id for one in result.failed])
        assert 1 == len(server.ledger)
        with pytest.raises(TypeError):
            bool(result)


class Platform:
    """A platform whose token has expired until it is renewed."""

    def __init__(self, refusals, pages=(GOOD,)) -> None:
        self.refusals = list(refusals)
        self.pages = list(pages)

    def __call__(self, arrival):
        if arrival.path == REFRESH:
            return ok(FRESH)
        if self.refusals and arrival.query.get("page_token") == "T1":
            return self.refusals.pop(0)
        if self.refusals and len(self.pages) == 1:
            return self.refusals.pop(0)
        return self.pages.pop(0) if len(self.pages) > 1 else self.pages[0]


class TestToken:
    @pytest.mark.parametrize(
        ("kind", "_", "refusal"),
        kinds(
            "F28",
            ("200", no(105002)),
            ("401", no(105002, status="401 Unauthorized")),
        ),
    )
    def test_expired(self, bench, kind, _, refusal):
        """An expired token is renewed once and the call, which was refused, sent again."""
        server = bench.server(Platform([refusal]))
        CALLS[kind](bench.client(server))
        first, refresh, again = server.ledger

        assert REFRESH == refresh.path
        assert first.path == again.path
        assert kind != "upload" or PICTURE in again.body
        assert ["TTP_fiktif-access-0001", None, "TTP_fiktif-access-0002"] == [
            one.token for one in server.ledger
        ]
        assert [] == bench.clock.slept

    @pytest.mark.parametrize("kind", kinds("F28-twice"))
    def test_expired_again(self, bench, kind):
        """If the new token is refused as well, in whatever form, that is the answer."""
        refusals = [no(105002), no(105002, status="401 Unauthorized"), no(105002)]
        server = bench.server(Platform(refusals))
        with pytest.raises(AuthError) as caught:
            CALLS[kind](bench.client(server))

        assert 2 == caught.value.attempts
        assert [False, True, False] == [one.path == REFRESH for one in server.ledger]

    def test_expired_while_paging(self, bench):
        """F27: a token that expires on the way costs no item and repeats none."""
        pages = [
            ok({"orders": [{"id": "1"}, {"id": "2"}], "next_page_token": "T1"}),
            ok({"orders": [{"id": "3"}], "next_page_token": "T2"}),
            ok({"orders": [{"id": "4"}]}),
        ]
        server = bench.server(Platform([no(105002)], pages))
        found = bench.client(server).orders.search().all()

        assert ["1", "2", "3", "4"] == [one.id for one in found]
        assert [None, "T1", None, "T1", "T2"] == [
            one.query.get("page_token") for one in server.ledger
        ]
        assert 1 == server.paths().count(REFRESH)


class StrictClock:
    """A platform with its own time, which refuses what was signed at another."""

    def __init__(self, clock, ahead) -> None:
        self.clock = clock
        self.ahead = ahead

    def __call__(self, arrival):
        now = self.clock.now + self.ahead
        late = now - int(arrival.query["timestamp"])
        date = format_datetime(datetime.fromtimestamp(now, timezone.utc), usegmt=True)
        if not -30 <= late <= 300:
            said = f"Date: {date}"
            return no(36009004, "Invalid", said, status="400 Bad Request")
        body = json.loads(GOOD.partition(b"\r\n\r\n")[2])
        return http(body, f"Date: {date}")


class TestClock:
    @pytest.mark.parametrize(
        ("kind", "ahead"),
        kinds("F31", *((n,) for n in (-45, 360, 86_000, -86_000))),
    )
    def test_off(self, bench, kind, ahead):
        """A clock that the platform's Date proves wrong is corrected, once."""
        server = bench.server(StrictClock(bench.clock, ahead))
        client = bench.client(server)
        CALLS[kind](client)
        CALLS[kind](client)
        signed = [int(one.query["timestamp"]) for one in server.ledger]

        assert [int(NOW), int(NOW) + ahead, int(NOW) + ahead] == signed
        assert [] == bench.clock.slept

    @pytest.mark.parametrize(
        ("kind", "ahead"), kinds("F31-within", *((n,) for n in (-25, 200)))
    )
    def test_near_enough(self, bench, kind, ahead):
        """A clock that is near enough is never corrected: not from a success."""
        server = bench.server(StrictClock(bench.clock, ahead))
        client = bench.client(server)
        CALLS[kind](client)
        CALLS[kind](client)

        assert {str(int(NOW))} == {one.query["timestamp"] for one in server.ledger}

    @pytest.mark.parametrize("kind", kinds("F31-jumping"))
    def test_jumps(self, bench, kind):
        """A clock that jumps about is corrected after each jump."""
        platform = StrictClock(bench.clock, 0)
        server = bench.server(platform)
        client = bench.client(server)
        for ahead in (0, 4000, 4000, -4000, 0):
            platform.ahead = ahead
            CALLS[kind](client)
        signed = [int(one.query["timestamp"]) - int(NOW) for one in server.ledger]

        assert [0, 0, 4000, 4000, 4000, -4000, -4000, 0] == signed

    @pytest.mark.parametrize(
        ("kind", "_", "hint"),
        kinds(
            "F31",
            ("no-date", []),
            ("same-date", [f"Date: {at(3)}"]),
            ("two-days", [f"Date: {at(172_800)}"]),
            ("nonsense", ["Date: yesterday"]),
        ),
    )
    def test_no_proof(self, bench, kind, _, hint):
        """The same code has other meanings: without proof it is a refusal like any."""
        server = bench.server(
            no(36009004, "Invalid timestamp", *hint, status="400 Bad Request"), GOOD
        )

        refused(kind, bench.client(server), server, ValidationError)
