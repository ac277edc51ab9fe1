"""How single values travel."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import get_args

import pytest

from tokotiktok import _model
from tokotiktok.errors import ValidationError

AT = datetime(2026, 1, 1, tzinfo=timezone.utc)
HALF_PAST = datetime(2026, 1, 1, 7, 0, 0, 500_000, timezone(timedelta(hours=7)))


def wire(kind):
    """Give how *kind* travels."""
    return get_args(kind)[1]


class TestDecode:
    @pytest.mark.parametrize(
        ("kind", "raw", "value"),
        [
            (_model.Id, "7", "7"),
            (_model.Id, 7, "7"),
            (_model.UnixSeconds, 1_767_225_600, AT),
            (_model.UnixMillis, 1_767_225_600_000, AT),
            (_model.UnixText, "1767225600", AT),
            (_model.Rfc3339, "2026-01-01T00:00:00Z", AT),
            (_model.Rfc3339, "2026-01-01 00:00:00", AT),
            (_model.Rfc3339, "2026-01-01T07:00:00.5+07:00", HALF_PAST),
            (_model.Rfc3339, "2026-01-01T07:00:00.500000999+0700", HALF_PAST),
            (_model.Day, "2026-01-01", AT.date()),
            (_model.DecimalText, "0.10", Decimal("0.10")),
            (_model.DecimalNumber, 27_000, Decimal(27_000)),
            (_model.DecimalNumber, 0.1, Decimal("0.1")),
        ],
    )
    def test_reads(self, kind, raw, value):
        """Each kind reads what the platforms send."""
        assert value == wire(kind).decode(raw)

    @pytest.mark.parametrize(
        ("kind", "raw"),
        [
            (_model.Id, True),
            (_model.Id, 1.5),
            (_model.UnixSeconds, 0),
            (_model.UnixSeconds, -1),
            (_model.UnixSeconds, _model.MILLIS),
            (_model.UnixSeconds, "1767225600"),
            (_model.UnixMillis, 1_767_225_600),
            (_model.UnixMillis, "1767225600000"),
            (_model.UnixText, 1_767_225_600),
            (_model.Rfc3339, "0001-01-01T00:00:00Z"),
            (_model.Rfc3339, "soon"),
            (_model.DecimalText, 5),
            (_model.DecimalText, "NaN"),
            (_model.DecimalText, "Infinity"),
            (_model.DecimalNumber, "5"),
            (_model.DecimalNumber, True),
            (_model.DecimalNumber, float("inf")),
        ],
    )
    def test_refuses(self, kind, raw):
        """What a kind cannot represent raises, and is then kept aside."""
        with pytest.raises((ValueError, TypeError, ArithmeticError, OSError)):
            wire(kind).decode(raw)

    def test_shown_short(self):
        """A kind shows up in the reference under its name."""
        assert "UnixSeconds" == repr(wire(_model.UnixSeconds))


class TestEncode:
    @pytest.mark.parametrize(
        ("kind", "value", "raw"),
        [
            (_model.IntId, "7", 7),
            (_model.IntId, "-7", -7),
            (_model.IntId, "a7", "a7"),
            (_model.IntId, 7, 7),
            (_model.UnixSeconds, AT, 1_767_225_600),
            (_model.UnixMillis, AT, 1_767_225_600_000),
            (_model.UnixText, AT, "1767225600"),
            (_model.Rfc3339, AT, "2026-01-01T00:00:00Z"),
            (_model.Rfc3339, HALF_PAST, "2026-01-01T07:00:00.5+07:00"),
            (_model.Day, AT.date(), "2026-01-01"),
            (_model.DecimalText, Decimal("0.10"), "0.10"),
            (_model.DecimalNumber, Decimal(27_000), 27_000),
            (_model.DecimalNumber, Decimal("0.5"), 0.5),
            (_model.DecimalNumber, 27_000, 27_000),
            (_model.DecimalNumber, "27000", 27_000),
        ],
    )
    def test_writes(self, kind, value, raw):
        """Each kind writes what the platforms take."""
        written = wire(kind).encode(value)

        assert (type(raw), raw) == (type(written), written)

    @pytest.mark.parametrize(
        "write",
        [
            *(_model.text, _model.texts, _model.number, _model.numbers),
            *(_model.seconds, _model.milliseconds, _model.rfc3339, _model.day),
            *(_model.decimal, _model.plain_number),
        ],
        ids=lambda write: write.__name__,
    )
    def test_nothing_stays_nothing(self, write):
        """An argument that is not given is not sent."""
        assert write(None) is None

    def test_identifiers(self):
        """Identifiers go out in the wire's own type, whichever was given."""
        assert ("7", ["7", "8"]) == (_model.text(7), _model.texts([7, "8"]))
        assert (7, [7, 8]) == (_model.number("7"), _model.numbers([7, "8"]))

    def test_identifier_that_is_no_number(self):
        """Where the wire has numbers, a text that is none is refused before sending."""
        with pytest.raises(ValidationError, match="'a7' is not a number"):
            _model.number("a7")

    def test_a_datetime_is_a_day(self):
        """A time given for a date is its day."""
        assert "2026-01-01" == _model.day(AT)
        assert "2026-01-01" == _model.day(date(2026, 1, 1))

    @pytest.mark.parametrize(
        "write", [_model.seconds, _model.milliseconds, _model.rfc3339]
    )
    def test_naive_times_are_refused(self, write):
        """A time without a zone could be any of two dozen moments."""
        with pytest.raises(ValidationError, match="no time zone"):
            write(datetime(2026, 1, 1))  # noqa: DTZ001 - the point

    @pytest.mark.parametrize(
        "write", [_model.seconds, _model.milliseconds, _model.rfc3339]
    )
    @pytest.mark.parametrize("given", [date(2026, 1, 1), "2026-01-01", 1767225600])
    def test_what_is_no_time_is_refused(self, write, given):
        """A date, a text or a number is no moment, and the error says so."""
        with pytest.raises(ValidationError, match="is no datetime"):
            write(given)

    def test_what_is_no_date_is_refused(self):
        """A text is no day, and the error says so."""
        with pytest.raises(ValidationError, match="is no date"):
            _model.day("2026-01-01")

    @pytest.mark.parametrize("write", [_model.decimal, _model.plain_number])
    def test_floats_are_refused(self, write):
        """An exact number cannot come from a float."""
        with pytest.raises(ValidationError, match=r"not the float 0\.1"):
            write(0.1)

    @pytest.mark.parametrize("given", ["a", Decimal("NaN"), Decimal("Infinity"), AT])
    def test_what_is_no_number_is_refused(self, given):
        """A word, or what is no number at all, and the error says so."""
        with pytest.raises(ValidationError, match="is not a number"):
            _model.plain_number(given)

    @pytest.mark.parametrize("given", [1.5, ("7",), True])
    def test_what_is_no_identifier_is_refused(self, given):
        """An identifier is a text or a whole number."""
        with pytest.raises(ValidationError, match="is no identifier"):
            wire(_model.IntId).encode(given)
