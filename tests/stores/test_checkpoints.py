"""How far jobs have got, wherever it is kept."""

from __future__ import annotations

import pytest
from contracts import CheckpointStoreContract

from tokotiktok.stores import checkpoints, redis
from tokotiktok.stores._sql import records


class TestEach(CheckpointStoreContract):
    @pytest.fixture
    def store(self, backend, monkeypatch):
        for module in (checkpoints, redis, records):
            monkeypatch.setattr(
                module, "_AT_ONCE", 7
            )  # so that there are several pages
        return backend.checkpoints()

    @pytest.fixture
    def pass_time(self, backend):
        return backend.pass_time
