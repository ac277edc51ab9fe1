"""Tokopedia's clock, which is WIB's written as if it were UTC."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import get_args

import pytest
from fakes import sample
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok import structure, unstructure
from tokotiktok.tokopedia.api.orders import Order, OrderDetail
from tokotiktok.tokopedia.clock import (
    WibSeconds,
    WibText,
    WibTime,
    wib_seconds,
    wib_text,
)

PLACED = datetime(2023, 8, 6, 10, 27, 39, tzinfo=timezone.utc)
"""17:27:39 in Jakarta, as the invoice and the payment of the sample say."""


class TestRead:
    def test_shifted_seconds(self):
        """The list's create_time is seven hours ahead of the true epoch."""
        row = sample("tokopedia", "order_list")["data"][0]

        assert PLACED == structure(row, Order).create_time

    def test_shifted_text(self):
        """The single order's times end in Z and mean WIB."""
        order = structure(sample("tokopedia", "order_single")["data"], OrderDetail)

        assert PLACED == order.create_time.replace(microsecond=0)

    @pytest.mark.parametrize("raw", ["0001-01-01T00:00:00Z", "", "soon", 5, None])
    def test_no_time(self, raw):
        """Go's zero time and what is no time are None, and come back as they were."""
        order = structure({"order_id": 1, "payment_date": raw}, Order)

        assert order.payment_date is None
        assert raw == unstructure(order).get("payment_date")


class TestWrite:
    @given(st.integers(min_value=1, max_value=4_000_000_000))
    def test_round_trip(self, epoch):
        """What is written is read back as the same moment."""
        moment = datetime.fromtimestamp(epoch, timezone.utc)
        order = structure({"order_id": 1, "create_time": wib_seconds(moment)}, Order)

        assert moment == order.create_time

    @pytest.mark.parametrize(
        "raw",
        [
            "2023-08-06T17:27:39Z",
            "2023-08-06T17:27:39.5Z",
            "2023-08-06T17:27:39+07:00",
        ],
    )
    def test_texts_come_back(self, raw):
        """An ISO text is written as it came: as WIB's wall clock, or with its offset."""
        wire = get_args(WibTime)[1]

        assert raw == wire.encode(wire.decode(raw))

    @pytest.mark.parametrize(
        ("kind", "raw"),
        [(WibText, 5), (WibText, "2023-08-06"), (WibSeconds, 0), (WibSeconds, "5")],
    )
    def test_no_time_is_refused(self, kind, raw):
        """What is no time raises, and is then kept aside."""
        with pytest.raises((TypeError, ValueError)):
            get_args(kind)[1].decode(raw)

    def test_bare_text_is_read(self):
        """A bare text is read as WIB."""
        assert PLACED == get_args(WibText)[1].decode("2023-08-06 17:27:39")

    def test_nothing_stays_nothing(self):
        """A time that is not given is not sent."""
        assert (None, None) == (wib_seconds(None), wib_text(None))

    def test_text(self):
        """Bare texts are WIB."""
        assert wib_text(PLACED) == "2023-08-06 17:27:39"
