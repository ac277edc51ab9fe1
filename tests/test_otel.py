"""Spans and metrics by OpenTelemetry's conventions for HTTP clients."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from fakes import (
    BROKEN,
    FRESH,
    NOW,
    PAGE,
    SECRET,
    TOKEN_ANSWER,
    FakeClock,
    Script,
    answer,
    no,
    ok,
    tiktok,
    timed,
    token,
    toko,
)
from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from tokotiktok.errors import AuthError, ServerError, TransportError, ValidationError
from tokotiktok.otel import OpenTelemetryHook


class Watched:
    """A client whose spans and metrics are kept."""

    def __init__(self, *answers, make=tiktok, **options) -> None:
        self.exporter = InMemorySpanExporter()
        tracers = TracerProvider()
        tracers.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.reader = InMemoryMetricReader()
        self.tracer = tracers.get_tracer("test")
        self.clock = FakeClock()
        hook = OpenTelemetryHook(
            tracer_provider=tracers,
            meter_provider=MeterProvider(metric_readers=[self.reader]),
        )
        self.script = Script(*answers)
        self.client = timed(
            make(self.script, hooks=[hook], fake_clock=self.clock, **options),
            self.clock,
        )

    def spans(self):
        """List the spans that ended, in order."""
        return self.exporter.get_finished_spans()

    def metrics(self):
        """Give what each metric measured."""
        data = self.reader.get_metrics_data()
        scopes = data.resource_metrics[0].scope_metrics if data else []
        return {
            metric.name: (metric, metric.data.data_points)
            for scope in scopes
            for metric in scope.metrics
        }


def of_us(span):
    """Give a span's attributes without those of HTTP."""
    return {
        name: value
        for name, value in span.attributes.items()
        if name.startswith("tokotiktok.")
    }


class TestSpans:
    def test_of_an_attempt(self):
        """An attempt is a client span with what the conventions require."""
        watched = Watched(PAGE)
        watched.client.orders.search()
        attempt, call = watched.spans()

        assert ("POST /order/202309/orders/search", SpanKind.CLIENT) == (
            attempt.name,
            attempt.kind,
        )
        assert {
            "http.request.method": "POST",
            "http.response.status_code": 200,
            "server.address": "open-api.tiktokglobalshop.com",
            "server.port": 443,
            "tokotiktok.request_id": "R1",
            "url.full": "https://open-api.tiktokglobalshop.com/order/202309/orders/search",
            "url.template": "/order/202309/orders/search",
        } == dict(attempt.attributes)
        assert StatusCode.UNSET is attempt.status.status_code
        assert attempt.parent.span_id == call.context.span_id

    def test_of_a_call(self):
        """A call is an internal span around its attempts."""
        watched = Watched(PAGE, token=token(account="fiktif_open_id_0001"))
        watched.client.orders.search()
        _, call = watched.spans()

        assert ("getOrderList", SpanKind.INTERNAL, None) == (
            call.name,
            call.kind,
            call.parent,
        )
        assert {
            "tokotiktok.platform": "tiktok_shop",
            "tokotiktok.app": "6fiktif8key",
            "tokotiktok.account": "fiktif_open_id_0001",
            "tokotiktok.operation": "getOrderList",
            "tokotiktok.attempts": 1,
        } == dict(call.attributes)
        assert StatusCode.UNSET is call.status.status_code

    def test_of_retries(self):
        """Each attempt counts its resends, lasts its time, and fails by its status."""
        watched = Watched(BROKEN)
        with pytest.raises(ServerError):
            watched.client.orders.search()
        *attempts, call = watched.spans()

        assert [None, 1, 2] == [
            one.attributes.get("http.request.resend_count") for one in attempts
        ]
        assert ["503"] * 3 == [one.attributes["error.type"] for one in attempts]
        assert {StatusCode.ERROR} == {one.status.status_code for one in watched.spans()}
        assert ("ServerError", 3) == (
            call.attributes["error.type"],
            call.attributes["tokotiktok.attempts"],
        )

    def test_times(self):
        """Spans begin and end by the client's clock, pauses lie between them."""
        watched = Watched(BROKEN, PAGE)

        def slow(request):
            watched.clock.now += 2
            return BROKEN

        watched.script.answers = [slow, PAGE]
        watched.client.orders.search()
        start = int(NOW) * 10**9

        assert [
            (start, start + 2 * 10**9),
            (start + 2_500_000_000, start + 2_500_000_000),
            (start, start + 2_500_000_000),
        ] == [(one.start_time, one.end_time) for one in watched.spans()]

    def test_refusal_with_status_200(self):
        """A refusal in a good answer fails by the error's kind."""
        watched = Watched(no(36009009))
        with pytest.raises(ValidationError):
            watched.client.orders.search()
        attempt, _ = watched.spans()

        assert (200, "ValidationError", StatusCode.ERROR) == (
            attempt.attributes["http.response.status_code"],
            attempt.attributes["error.type"],
            attempt.status.status_code,
        )

    def test_no_answer(self):
        """Without an answer there is no status, and the error says why."""
        watched = Watched(TransportError("reset"), PAGE)
        watched.client.orders.search()
        first = watched.spans()[0]

        assert "http.response.status_code" not in first.attributes
        assert "tokotiktok.request_id" not in first.attributes
        assert "TransportError" == first.attributes["error.type"]

    def test_renewal_is_inside(self):
        """A token's renewal is a call within the call it is for."""
        watched = Watched(no(105002, status=401), ok(FRESH), PAGE)
        watched.client.orders.search()
        spans = {one.name: one for one in watched.spans()}
        renewal, call = spans["refreshToken"], spans["getOrderList"]

        assert renewal.parent.span_id == call.context.span_id
        assert spans["GET /api/v2/token/refresh"].parent.span_id == (
            renewal.context.span_id
        )
        assert {call.context.trace_id} == {
            one.context.trace_id for one in watched.spans()
        }

    def test_within_the_applications_span(self):
        """A call belongs to what the application is at, which is current again after it."""
        watched = Watched(PAGE, no(36009009))
        with watched.tracer.start_as_current_span("work") as work:
            watched.client.orders.search()
            with pytest.raises(ValidationError):
                watched.client.orders.search()

            assert trace.get_current_span() is work
        calls = [one for one in watched.spans() if one.name == "getOrderList"]

        assert [work.get_span_context().span_id] * 2 == [
            one.parent.span_id for one in calls
        ]

    def test_call_is_current_while_it_runs(self):
        """What happens within a call, such as a log record, belongs to its span."""
        seen = []
        watched = Watched(PAGE)

        def look(request):
            seen.append(trace.get_current_span().get_span_context().span_id)
            return PAGE

        watched.script.answers = [look]
        watched.client.orders.search()

        assert [watched.spans()[-1].context.span_id] == seen

    def test_unknown_method_and_own_host(self):
        """A method that HTTP does not know is OTHER; the port is the URL's."""
        watched = Watched(ok(), base_url="http://127.0.0.1:8080")
        watched.client.request("BREW", "/coffee/202309/pots")
        attempt, _ = watched.spans()

        assert "HTTP /coffee/202309/pots" == attempt.name
        assert ("_OTHER", "BREW", "127.0.0.1", 8080) == tuple(
            attempt.attributes[name]
            for name in (
                "http.request.method",
                "http.request.method_original",
                "server.address",
                "server.port",
            )
        )

    def test_of_tokopedia(self):
        """Tokopedia's calls are told of in the same way."""
        script = (answer(TOKEN_ANSWER), answer({"header": {}, "data": []}))
        watched = Watched(*script, make=toko)
        watched.client.shops.info()
        attempt, call = watched.spans()[-2:]

        assert "GET /v1/shop/fs/{fs_id}/shop-info" == attempt.name
        assert (
            "https://fs.replay.invalid/v1/shop/fs/99999/shop-info"
            == (attempt.attributes["url.full"])
        )
        assert "tokopedia" == call.attributes["tokotiktok.platform"]

    def test_says_no_secret(self):
        """No span holds a secret, or a query at all."""
        watched = Watched(no(105002, status=401), ok(FRESH), no(105001))
        with pytest.raises(AuthError):
            watched.client.orders.search()
        said = "\n".join(one.to_json() for one in watched.spans())

        for secret in (SECRET, "TTP_fiktif", "ROW_fiktif", "sign=", "?"):
            assert secret not in said


class TestMetrics:
    def test_duration(self):
        """Each attempt's time is counted, in the buckets that the conventions name."""
        watched = Watched(BROKEN, PAGE)
        watched.client.orders.search()
        metric, points = watched.metrics()["http.client.request.duration"]
        failed, fine = sorted(
            points, key=lambda one: -one.attributes["http.response.status_code"]
        )

        assert "s" == metric.unit
        assert {
            "http.request.method": "POST",
            "http.response.status_code": 503,
            "error.type": "503",
            "server.address": "open-api.tiktokglobalshop.com",
            "server.port": 443,
            "url.template": "/order/202309/orders/search",
        } == dict(failed.attributes)
        assert "error.type" not in fine.attributes
        assert [1, 1] == [failed.count, fine.count]
        assert (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75) == (
            failed.explicit_bounds[:9]
        )
        assert (1, 2.5, 5, 7.5, 10) == failed.explicit_bounds[9:]

    def test_retry_budget(self):
        """What the budget holds is measured, and each call that lacked it counted."""
        watched = Watched(BROKEN)
        with pytest.raises(ServerError):
            watched.client.orders.search()
        whose = {"tokotiktok.platform": "tiktok_shop", "tokotiktok.app": "6fiktif8key"}
        metrics = watched.metrics()
        (left,) = metrics["tokotiktok.retry.budget"][1]

        assert (490, whose) == (left.value, dict(left.attributes))
        assert "tokotiktok.retry.refused" not in metrics
        watched.client._session.retrier.budget.left = 0
        with pytest.raises(ServerError):
            watched.client.orders.search()
        (refused,) = watched.metrics()["tokotiktok.retry.refused"][1]
        assert (1, whose) == (refused.value, dict(refused.attributes))


class TestHook:
    def test_without_an_sdk(self):
        """Where the application sets up nothing, it costs little and breaks nothing."""
        client = tiktok(Script(PAGE), hooks=[OpenTelemetryHook()])

        assert 1 == len(client.orders.search())

    def test_pickles(self):
        """A client with it pickles; in another process it reports there."""
        client = tiktok(Script(PAGE), hooks=[OpenTelemetryHook()])
        again = pickle.loads(pickle.dumps(client))

        assert 1 == len(again.orders.search())
        assert OpenTelemetryHook is type(again._session.observer.hooks[0])

    def test_only_if_used(self):
        """Nothing of OpenTelemetry is imported by who does not ask for it."""
        code = (
            "import sys; from tokotiktok import TikTokShopClient, RequestsTransport;"
            "assert not [one for one in sys.modules if 'opentelemetry' in one]"
        )

        subprocess.run([sys.executable, "-c", code], check=True)

    def test_not_installed(self):
        """Without the extra, the error says how to get it."""
        code = (
            "import sys; sys.modules['opentelemetry'] = None\n"
            "try: import tokotiktok.otel\n"
            "except ImportError as error: print(error)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )

        assert "pip install 'tokotiktok[otel]'" in done.stdout
