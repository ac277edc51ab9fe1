"""Plain values, columns and JSON Schema, all from the models."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from attrs import evolve

from tokotiktok import Money, Platform
from tokotiktok.errors import ValidationError
from tokotiktok.sync.schema import (
    as_plain,
    children,
    columns,
    json_schema,
    model_of,
    moment,
    table,
)
from tokotiktok.unified.models import Order, Product, Return

RESOURCES = ("orders", "products", "returns", "cancellations")


def fits(schema, value) -> bool:
    """Whether a value is as JSON Schema says, as far as ours use it."""
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "null": type(None),
    }
    types = schema["type"]
    allowed = [kinds[one] for one in ([types] if isinstance(types, str) else types)]
    if not any(isinstance(value, one) for one in allowed):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, dict):
        return value.keys() == set(schema["required"]) and all(
            fits(schema["properties"][name], one) for name, one in value.items()
        )
    return not isinstance(value, list) or all(
        fits(schema["items"], one) for one in value
    )


@pytest.fixture
def order(shop) -> Order:
    return next(iter(shop.orders.list()))


class TestAsPlain:
    def test_an_order(self, order):
        """Times are texts in UTC, money is a number and its currency, words are texts."""
        plain = as_plain(order)

        assert "580000000000047430" == plain["id"]
        assert "TO_SHIP" == plain["status"]
        assert type(plain["status"]) is str
        assert "2025-09-14T08:51:47+00:00" == plain["placed_at"]
        assert {"amount": 120000, "currency": "IDR"} == plain["total"]
        assert ["581000000000004700"] == plain["lines"][0]["unit_ids"]
        assert plain["invoice"] is None
        assert "source" not in plain

    @pytest.mark.parametrize(
        ("origin", "expected"),
        [
            (Platform(0), None),
            (Platform.TOKOPEDIA, "TOKOPEDIA"),
            (Platform.TIKTOK_SHOP, "TIKTOK_SHOP"),
            (Platform.TOKOPEDIA | Platform.TIKTOK_SHOP, "TOKOPEDIA|TIKTOK_SHOP"),
        ],
        ids=["unknown", "tokopedia", "tiktok shop", "both"],
    )
    def test_a_platform(self, order, origin, expected):
        """A platform is its name; nothing if it is not known."""
        assert expected == as_plain(evolve(order, origin=origin))["origin"]

    @pytest.mark.parametrize(
        ("amount", "expected"),
        [("1E+3", 1000), ("0.50", 0.5), ("1234567890123.45", 1234567890123.45)],
    )
    def test_money(self, order, amount, expected):
        """An amount of up to 15 digits comes back from JSON as exactly what it was."""
        plain = as_plain(evolve(order, total=Money(Decimal(amount))))

        back = json.loads(json.dumps(plain))["total"]["amount"]

        assert expected == back
        assert Decimal(amount) == Decimal(str(back))

    def test_all_of_a_shop_is_as_the_json_schema_says(self, shop):
        """What JSON Schema describes is what comes, and JSON takes it."""
        for kind, records in (
            (Order, shop.orders.list()),
            (Product, shop.products.list()),
            (Return, shop.returns.list()),
        ):
            schema = json.loads(json.dumps(json_schema(kind)))
            rows = [json.loads(json.dumps(as_plain(one))) for one in records]

            assert kind.__name__ == schema["title"]
            assert rows
            assert [] == [row for row in rows if not fits(schema, row)]

    def test_the_json_schema_is_no_empty_word(self, order):
        """A record with another word, or another field, does not fit."""
        schema = json_schema(Order)
        plain = as_plain(order)

        assert not fits(schema, {**plain, "status": "SENT"})
        assert not fits(schema, {**plain, "more": 1})
        assert not fits(schema, {**plain, "placed_at": 1})

    def test_something_else_is_refused(self):
        """Only records of the unified models have plain words."""
        with pytest.raises(ValidationError, match="dict is no order"):
            as_plain({"id": "1"})


class TestColumns:
    def test_of_orders(self):
        """What is inside an object is the record's own; a list is JSON."""
        found = {one.name: (one.type, one.nullable) for one in columns(Order)}

        assert ("text", False) == found["status"]
        assert ("timestamp", True) == found["placed_at"]
        assert ("number", True) == found["total_amount"]
        assert ("text", True) == found["buyer_name"]
        assert ("boolean", False) == found["buyer_is_sealed"]
        assert ("json", False) == found["lines"]
        assert "source" not in found

    def test_of_the_platforms_own(self):
        """On the wire a time is a number of seconds, and an amount a text of digits."""
        found = {one.name: one.type for one in columns(model_of("orders", "platform"))}

        assert "integer" == found["update_time"]
        assert "number" == found["payment_total_amount"]
        assert "text" == found["status"]
        assert "text" == found["user_id"]
        assert "boolean" == found["is_cod"]

    @pytest.mark.parametrize("resource", RESOURCES)
    @pytest.mark.parametrize("kind", ["unified", "platform"])
    def test_each_resource_has_some(self, resource, kind):
        """Each resource that can be read has columns, each of its own name."""
        names = [one.name for one in columns(model_of(resource, kind))]

        assert len(names) > 10
        assert len(set(names)) == len(names)

    def test_children(self):
        """Lists of objects may be tables of their own; lists of texts not."""
        assert ["lines", "shipments"] == list(children(Order))
        assert ["listings", "skus"] == list(children(Product))

    def test_another_resource_has_no_model(self):
        """What this version does not know has no columns."""
        assert model_of("saldo", "unified") is None
        assert model_of("saldo", "platform") is None

    def test_tables(self):
        """Records in plain words have the plain name."""
        assert "orders" == table("orders", "unified")
        assert "platform_orders" == table("orders", "platform")


class TestMoment:
    def test_sorts_as_text(self):
        """A later time is a text that sorts behind, whatever its zone."""
        wib = timezone(timedelta(hours=7))
        moments = [
            datetime(2025, 1, 1, 6, 59, 59, tzinfo=wib),
            datetime(2025, 1, 1, 0, 0, 0, tzinfo=timezone.utc),
            datetime(2025, 1, 1, 0, 0, 0, 500_000, tzinfo=timezone.utc),
            datetime(2025, 1, 1, 7, 0, 1, tzinfo=wib),
        ]
        texts = [moment(one) for one in moments]

        assert sorted(texts) == texts
        assert "2024-12-31T23:59:59+00:00" == texts[0]
