"""How far jobs have got, wherever it is kept."""

from __future__ import annotations

import pytest
from contracts import CheckpointStoreContract


class TestEach(CheckpointStoreContract):
    @pytest.fixture
    def store(self, backend):
        return backend.checkpoints()

    @pytest.fixture
    def pass_time(self, backend):
        return backend.pass_time
