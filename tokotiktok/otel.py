"""
OpenTelemetry: a span for each call and each attempt, and metrics. Needs the extra ``otel``.

The only module that knows OpenTelemetry, and only its API: where spans go is the business
of the application, which sets up the SDK.

Source: OpenTelemetry, "Semantic conventions for HTTP client spans" and "HTTP metrics",
2026; ``url.template`` is in development there.
"""

from __future__ import annotations

from contextvars import ContextVar, Token
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from . import __version__
from .telemetry import Attempt, CallRecord, Hook

try:
    from opentelemetry import context, metrics, trace
except ImportError as error:  # pragma: no cover - run in another process
    msg = "tokotiktok.otel needs OpenTelemetry: pip install 'tokotiktok[otel]'"
    raise ImportError(msg) from error

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.util.types import AttributeValue

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
"""The buckets that the conventions ask for."""

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_PORTS = {"http": 80, "https": 443}
_FAILED = 400


class _Open(NamedTuple):
    """A call under way: its span, and what to restore at its end."""

    span: trace.Span
    before: Token[Context]


_open: ContextVar[tuple[_Open, ...]] = ContextVar("tokotiktok_spans", default=())


class OpenTelemetryHook(Hook):
    """
    Makes spans and metrics of calls: ``hooks=[OpenTelemetryHook()]``.

    A call is an internal span, named as the vendor names the operation, and each attempt
    in it a client span, named by method and path template. ``url.full`` is without the
    query, which may hold secrets.

    Metrics: ``http.client.request.duration`` in seconds; ``tokotiktok.retry.budget``,
    what the retry budget holds; ``tokotiktok.retry.refused``, how many calls were not
    tried again because it was empty.
    """

    def __init__(
        self,
        *,
        tracer_provider: trace.TracerProvider | None = None,
        meter_provider: metrics.MeterProvider | None = None,
    ) -> None:
        """
        Make a hook.

        Args:
            tracer_provider: where spans go; the default is the application's.
            meter_provider: likewise for metrics.
        """
        name = "tokotiktok"
        self._tracer = trace.get_tracer(name, __version__, tracer_provider)
        meter = metrics.get_meter(name, __version__, meter_provider)
        self._duration = meter.create_histogram(
            "http.client.request.duration",
            unit="s",
            description="Duration of HTTP client requests.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self._budget = meter.create_gauge(
            "tokotiktok.retry.budget",
            unit="{token}",
            description="What the retry budget holds.",
        )
        self._refused = meter.create_counter(
            "tokotiktok.retry.refused",
            unit="{call}",
            description="Calls not tried again because the retry budget was empty.",
        )

    def __reduce__(self) -> tuple[type[OpenTelemetryHook], tuple[()]]:
        """Pickle as one of the application that unpickles it."""
        return OpenTelemetryHook, ()

    def before_call(self, call: CallRecord) -> None:
        """Begin the call's span, and make it the current one."""
        span = self._tracer.start_span(
            call.operation,
            attributes={
                **_whose(call),
                "tokotiktok.operation": call.operation,
                "tokotiktok.account": call.account,
            },
            start_time=_nanoseconds(call.started_at),
        )
        before = context.attach(trace.set_span_in_context(span))
        _open.set((*_open.get(), _Open(span, before)))

    def after_attempt(self, attempt: Attempt) -> None:
        """Make the attempt's span, and count its time."""
        common = _common(attempt)
        method = attempt.method if attempt.method in _METHODS else "HTTP"
        details: dict[str, AttributeValue] = {"url.full": attempt.url}
        if attempt.number > 1:
            details["http.request.resend_count"] = attempt.number - 1
        if attempt.method not in _METHODS:
            details["http.request.method_original"] = attempt.method
        if attempt.request_id is not None:
            details["tokotiktok.request_id"] = attempt.request_id
        began = _nanoseconds(attempt.started_at)
        span = self._tracer.start_span(
            f"{method} {attempt.path}",
            context=trace.set_span_in_context(_open.get()[-1].span),
            kind=trace.SpanKind.CLIENT,
            attributes={**common, **details},
            start_time=began,
        )
        if attempt.error is not None:
            span.set_status(trace.StatusCode.ERROR)
        span.end(began + round(attempt.seconds * 1e9))
        self._duration.record(attempt.seconds, common)

    def after_call(self, call: CallRecord) -> None:
        """End the call's span, and tell what the retry budget holds."""
        *outer, (span, before) = _open.get()
        _open.set(tuple(outer))
        context.detach(before)
        span.set_attribute("tokotiktok.attempts", len(call.attempts))
        if call.error is not None:
            span.set_attribute("error.type", call.error)
            span.set_status(trace.StatusCode.ERROR)
        span.end(_nanoseconds(call.started_at) + round(call.seconds * 1e9))
        self._budget.set(call.retry_budget, _whose(call))
        if call.out_of_budget:
            self._refused.add(1, _whose(call))


def _whose(call: CallRecord) -> dict[str, AttributeValue]:
    return {
        "tokotiktok.platform": (call.platform.name or "").lower(),
        "tokotiktok.app": call.app,
    }


def _common(attempt: Attempt) -> dict[str, AttributeValue]:
    """Give what the span and the metric of an attempt both say."""
    url = urlsplit(attempt.url)
    known = attempt.method in _METHODS
    said: dict[str, AttributeValue] = {
        "http.request.method": attempt.method if known else "_OTHER",
        "server.address": url.hostname or "",
        "server.port": url.port or _PORTS.get(url.scheme, 0),
        "url.template": attempt.path,
    }
    if attempt.status is not None:
        said["http.response.status_code"] = attempt.status
    if attempt.error is not None:
        failed = attempt.status is not None and attempt.status >= _FAILED
        said["error.type"] = str(attempt.status) if failed else attempt.error
    return said


def _nanoseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1e6) * 1000
