"""The failed rows of Tokopedia's batches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calls import ROWS, call
from fakes import answer, sample

from tokotiktok.tokopedia.failures import failures

PLACE = "failed_rows_data"
COUNTING = set()
"""The operations whose answers count failed rows."""
for _path in (Path(__file__).parents[2] / "spec" / "tokopedia").glob("*.json"):
    _spec = json.loads(_path.read_text("utf-8"))
    for _one in _spec["operations"] if isinstance(_spec, dict) else ():
        _fields = {one["name"] for one in _spec["models"].get(_one.get("response"), ())}
        if _fields & {"failed_rows", "fail_data"}:
            COUNTING.add(_one["id"])
BATCHES = [
    pytest.param(row, id=row["attribute"])
    for platform, row in (param.values for param in ROWS)
    if platform == "tokopedia" and row["id"] in COUNTING
]


class TestFailures:
    def test_texts(self):
        """A row may be a text with its id in square brackets, or without any."""
        rows = ["Error Product ID [9990000000002] : gone", "just no"]
        found = failures({"failed_rows": 2, PLACE: rows}, PLACE)

        assert ["9990000000002", None] == [one.id for one in found]
        assert rows == [one.message for one in found]

    def test_objects(self):
        """A row may be an object that lists its errors."""
        data = sample("tokopedia", "create_product_v3_fail")["data"]
        (failure,) = failures(data, PLACE)

        assert "SKU-A-1" == failure.id
        assert "already used" in failure.message

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            ({"product_id": 5, "message": "no"}, ("5", None, "no")),
            ({"product_id": 0, "id": 6, "messages": ["a", "b"]}, ("6", None, "a; b")),
            ({"error_code": "PRD_DLV_018"}, (None, "PRD_DLV_018", "")),
            ({"sku": ["x"], "error": {}}, ("x", None, "")),
        ],
    )
    def test_what_a_row_has(self, row, expected):
        """Ids, codes and reasons have several names."""
        (failure,) = failures({PLACE: [row]}, PLACE)

        assert expected == (failure.id, failure.code, failure.message)

    @pytest.mark.parametrize(
        ("data", "many"),
        [
            ({"failed_rows": 2, PLACE: None}, 2),
            ({"fail_data": 2}, 2),
            ({"failed_rows": 3, PLACE: ["a"]}, 3),
            ({"failed_rows": 0, "fail_data": 1}, 1),
            ({"failed_rows": 1, PLACE: ["a", "b"]}, 2),
            ({PLACE: "a"}, 1),
            ({PLACE: [None, "", {}]}, 0),
            ({"failed_rows": 10**9}, 100),
            ({"failed_rows": "2"}, 0),
            ({"failed_rows": 0}, 0),
            ({"failed_rows": -1}, 0),
            ({}, 0),
            (None, 0),
        ],
    )
    def test_rows_that_are_only_counted(self, data, many):
        """Failures that the platform counts and does not name are not lost."""
        assert many == len(failures(data, PLACE))

    def test_no_batch_is_missed(self):
        """What the spec says of failed rows is what the operations look for."""
        assert 13 == len(BATCHES)

    @pytest.mark.parametrize("row", BATCHES)
    def test_every_batch(self, row):
        """HTTP 200 with failed rows is no success, for each operation that has rows."""
        data = {"failed_rows": 1, "fail_data": 1, PLACE: None}
        bad, _, _, _ = call("tokopedia", row, answer({"header": {}, "data": data}))
        good, _, _, _ = call("tokopedia", row, answer({"header": {}, "data": {}}))

        assert (1, 0) == (len(bad.failed), len(good.failed))
