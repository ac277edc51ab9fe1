"""Where the failed items of TikTok Shop's batches stand."""

from __future__ import annotations

import pytest
from answers import OPERATIONS
from calls import ROWS, call, operation_of
from fakes import ok, sample

from tokotiktok import Platform
from tokotiktok.tiktokshop.failures import failures

ERROR = {"code": 12052048, "message": "not yours", "detail": {"product_id": "1"}}
REASON = {"code": 7, "message": "no"}

IN_SPEC = {
    one["id"] for one in OPERATIONS["tiktokshop"].values() if one.get("batch_errors")
} | {
    *("createProduct", "editProduct", "partialEditProduct")  # by the one-pager
}

CASES = {
    # place: an answer with failures, (id, code) of each, an answer without
    "errors": ({"errors": [ERROR]}, [("1", 12052048)], {"errors": []}),
    "error_list": ({"error_list": [REASON]}, [(None, 7)], {"warehouse_id": "1"}),
    "error": ({"error": REASON}, [(None, 7)], {"error": {"code": 0, "message": ""}}),
    "failed_materials": (
        {"failed_materials": [{"material_id": "5", "fail_reason": "gone"}]},
        [("5", None)],
        {"failed_materials": None},
    ),
    "failed_product_ids": (
        {"failed_product_ids": ["1", "2"]},
        [("1", None), ("2", None)],
        {"failed_product_ids": []},
    ),
    "failed_conversation_ids": (
        {"failed_conversation_ids": ["1"]},
        [("1", None)],
        {},
    ),
    "failed_info.ids": ({"failed_info": {"ids": ["1"]}}, [("1", None)], {}),
    "stock_operation.failed_sku_ids": (
        {"stock_operation": {"failed_sku_ids": ["1"], "success_sku_ids": ["2"]}},
        [("1", None)],
        {"stock_operation": {"success_sku_ids": ["1"]}},
    ),
    "failed_items": (
        {"failed_items": [{"creator_open_id": "c", "existing_collaboration_id": "9"}]},
        [("c", None)],
        {"success_items": [{"creator_open_id": "c"}]},
    ),
    "target_collaboration_conflicts,invalid_open_id_list,invalid_product_id_list": (
        {
            "target_collaboration_conflicts": [
                {"creator_user_open_id": "c", "product_id": "1"}
            ],
            "invalid_open_id_list": ["d"],
            "invalid_product_id_list": ["2"],
        },
        [("c", None), ("d", None), ("2", None)],
        {"target_collaboration": {"id": "9"}, "target_collaboration_conflicts": []},
    ),
    "update_failed,target_collaboration_conflicts": (
        {
            "update_failed": {
                "name": "",
                "end_time": 1,
                "add_creator_open_ids": ["c"],
                "remove_product_ids": [],
                "add_products": {"id": "1", "commission_rate": 100},
            }
        },
        [(None, None), ("c", None), ("1", None)],
        {"update_failed": {"name": "", "remove_product_ids": [], "add_products": None}},
    ),
    "videos[].error": (
        {"videos": [{"video_id": "1"}, {"video_id": "2", "error": REASON}]},
        [("2", 7)],
        {"videos": [{"video_id": "1", "error": {}}, {"video_id": "2", "error": None}]},
    ),
    "order_statuses[].status_code": (
        {"order_statuses": [{"order_line_id": "1", "status_code": 185001003}]},
        [("1", 185001003)],
        {"order_statuses": [{"order_line_id": "1", "status_code": 0}]},
    ),
    "track_results[].code": (
        {"track_results": [{"tracking_no": "A", "code": 7}, {"code": 0}]},
        [("A", 7)],
        {"track_results": [{"tracking_no": "A", "code": 0, "message": "success"}]},
    ),
    "import_result.code": (
        {"import_result": {"code": "7", "message": "no"}},
        [(None, "7")],
        {"import_result": {"code": "0", "message": "Success"}},
    ),
    "operate_goods_sku_relation_info.operate_result_list[].is_success": (
        {
            "operate_goods_sku_relation_info": {
                "operate_result_list": [
                    {"tts_goods_id": "1", "is_success": False, "fail_reason": "no"},
                    {"tts_goods_id": "2", "is_success": True},
                    {"tts_goods_id": "3"},
                ]
            }
        },
        [("1", None), ("3", None)],
        {"operate_goods_sku_relation_info": {"operate_result_list": []}},
    ),
    "create_result_info.create_result_list[].is_success": (
        {
            "create_result_info": {
                "create_result_list": [{"tts_sku_id": "1", "is_success": False}]
            }
        },
        [("1", None)],
        {
            "create_result_info": {
                "create_result_list": [{"tts_sku_id": "1", "is_success": True}]
            }
        },
    ),
    "update_result_info.is_success": (
        {"update_result_info": {"tts_goods_id": "1", "is_success": False}},
        [("1", None)],
        {"update_result_info": {"tts_goods_id": "1", "is_success": True}},
    ),
    **{
        f"{name}[].fail_reasons": (
            {
                name: [
                    {"region": "ID", "status": "FAILED", "fail_reasons": [REASON] * 2},
                    {"region": "MY", "status": "FAILED"},
                    {"region": "TH", "status": "SUCCESS", "fail_reasons": []},
                ]
            },
            [("ID", 7), ("ID", 7), ("MY", None)],
            {name: [{"region": "ID", "status": "SUCCESS"}]},
        )
        for name in ("publish_results", "publish_result", "bind_results")
    },
}
BATCHES = [
    pytest.param(row, id=row["attribute"])
    for platform, row in (param.values for param in ROWS)
    if platform == "tiktokshop" and row["id"] in IN_SPEC
]


class TestPlaces:
    @pytest.mark.parametrize("place", CASES)
    def test_failures_are_found(self, place):
        """Each failed item is found, with its id and code where there are any."""
        failing, expected, _ = CASES[place]
        found = failures(failing, place)

        assert expected == [(one.id, one.code) for one in found]
        assert all(one.message or one.code or one.source for one in found)

    @pytest.mark.parametrize("place", CASES)
    def test_success_has_none(self, place):
        """An answer without failures, or without anything, has none."""
        fine = CASES[place][2]

        for payload in (fine, {}, None, []):
            assert [] == failures(payload, place)

    @pytest.mark.parametrize("row", BATCHES)
    def test_every_batch(self, row):
        """Each operation with a place for failures tells them from success."""
        _, _, method, _ = call("tiktokshop", row, ok({}))
        data, expected, fine = CASES[operation_of(method).failures]
        bad, _, _, _ = call("tiktokshop", row, ok(data))
        good, _, _, _ = call("tiktokshop", row, ok(fine))

        assert (len(expected), ()) == (len(bad.failed), good.failed)

    def test_no_batch_is_missed(self):
        """What the spec says of failures is what the operations look for."""
        assert len(BATCHES) == 55


class TestErrors:
    def test_of_a_storefront(self):
        """One product may fail on one storefront only; both spellings of it are read."""
        detail = {"product_id": "1", "listing_platform": "TOKOPEDIA"}
        other = {"product_id": "1", "listing_platform": "TTS_SHOP"}
        found = failures({"errors": [{"detail": detail}, {"detail": other}]}, "errors")

        assert [
            ("1", Platform.TOKOPEDIA),
            ("1", Platform.TIKTOK_SHOP),
        ] == [(one.id, one.platform) for one in found]

    def test_reasons_within(self):
        """The reasons that a wrapper holds are kept, and the first explains the failure."""
        data = sample("tiktokshop", "product_activate_partial_failure")["data"]
        (failure,) = failures(data, "errors")

        assert 12052990 == failure.code
        assert [12052330] == [one.code for one in failure.causes]
        assert 12052330 == failure.explanation.code

    def test_of_a_warehouse(self):
        """A reason within may name what it is about."""
        extra = {"warehouse_id": "9", "code": 12052382, "message": "no"}
        detail = {"sku_id": "1", "extra_errors": [extra, "x", None]}
        (failure,) = failures({"errors": [{"code": 1, "detail": detail}]}, "errors")

        assert ("1", ["9"]) == (failure.id, [one.id for one in failure.causes])

    def test_several_ids(self):
        """Of several ids the first names the item; ids that are numbers are read."""
        detail = {"category_id": 7, "other_id": "8"}
        (failure,) = failures({"errors": [{"detail": detail}]}, "errors")

        assert "7" == failure.id

    @pytest.mark.parametrize(
        ("errors", "messages"),
        [
            ("boom", ["boom"]),
            (["a", None, "", 0, {}, []], ["a"]),
            ([[1]], ["1"]),
            ([{"code": 0, "message": "Success"}], ["Success"]),
            ({"code": 5, "message": "no"}, ["no"]),
        ],
    )
    def test_odd_forms(self, errors, messages):
        """Whatever stands in the list is a failure, as no failure must pass for success."""
        found = failures({"errors": errors}, "errors")

        assert messages == [one.message for one in found]

    def test_rows_that_are_none(self):
        """Rows that are no objects say nothing."""
        assert [] == failures({"videos": ["x", None, 3]}, "videos[].error")
        assert [] == failures({"videos": {"error": None}}, "videos[].error")
