"""The shipment guard's file; what every guard promises is in tests/unified."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tokotiktok.errors import StoreError
from tokotiktok.platforms import Platform
from tokotiktok.stores.shipments import SQLiteShipmentGuard
from tokotiktok.unified.shipment_guard import Claim


class TestFile:
    @pytest.mark.parametrize("change", ["state = 'LOST'", "api = 99"])
    def test_damaged(self, tmp_path, change):
        """What a later version wrote, or nobody, is said to be so: nothing is shipped."""
        guard = SQLiteShipmentGuard(tmp_path / "a.db")
        claim = Claim(api=Platform.TOKOPEDIA, order_id="7", names=frozenset({"7"}))
        guard.claim(claim)
        with closing(sqlite3.connect(tmp_path / "a.db")) as db:
            db.execute(f"UPDATE tokotiktok_shipments SET {change}")
            db.commit()
        for look in (guard.open, lambda: guard.claim(claim)):
            with pytest.raises(StoreError, match="shipment of order 7 is damaged"):
                look()
