"""From JSON to models and back."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Annotated

import pytest
from attrs import frozen

from tokotiktok import Money, structure, unstructure
from tokotiktok._convert import Converter, PlainConverter
from tokotiktok._model import Day, DecimalText, Id, IntId, Model, UnixSeconds
from tokotiktok.errors import DecodeError, ValidationError
from tokotiktok.tiktokshop.api.orders import Order
from tokotiktok.tiktokshop.api.returns import PageOptionInput
from tokotiktok.tokopedia.api.products import ProductInput


@frozen(kw_only=True)
class Part(Model):
    """A thing in a thing."""

    id: Id
    price: DecimalText | None = None


@frozen(kw_only=True)
class Thing(Model):
    """A thing."""

    id: Id
    number: IntId | None = None
    name: str | None = None
    at: UnixSeconds | None = None
    on: Day | None = None
    money: Money | None = None
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    tags: tuple[str, ...] = ()
    class_: str | None = None


FULL = {
    "id": "1",
    "number": 9_007_199_254_740_993,
    "name": "Kopi",
    "at": 1_767_225_600,
    "on": "2026-01-01",
    "money": {"amount": "27000.50", "currency": "IDR"},
    "part": {"id": "2", "price": "0.30"},
    "parts": [{"id": "3"}, {"id": "4"}],
    "tags": ["a", "b"],
    "class": "x",
}


class TestRead:
    def test_every_kind(self):
        """Ids are text, amounts exact, times aware, lists tuples."""
        thing = structure(FULL, Thing)

        assert thing == Thing(
            id="1",
            number="9007199254740993",
            name="Kopi",
            at=datetime(2026, 1, 1, tzinfo=timezone.utc),
            on=date(2026, 1, 1),
            money=Money("27000.50"),
            part=Part(id="2", price=Decimal("0.30")),
            parts=(Part(id="3"), Part(id="4")),
            tags=("a", "b"),
            class_="x",
        )

    @pytest.mark.parametrize(
        "raw", [{"id": "1"}, dict.fromkeys(FULL, None) | {"id": "1"}]
    )
    def test_missing_and_null(self, raw):
        """What is missing or null is None, or no items."""
        assert Thing(id="1") == structure(raw, Thing)

    @pytest.mark.parametrize("field", [name for name in FULL if name != "id"])
    @pytest.mark.parametrize("wrong", [[], {}, "x", 5, -1, True, 1.5, [None], {"a": 1}])
    def test_wrong_types(self, field, wrong):
        """A field of a wrong type neither raises nor gets lost."""
        raw = {"id": "1", field: wrong}
        thing = structure(raw, Thing)

        if wrong not in ([], {}):
            assert raw == {"id": "1", field: None} | unstructure(thing)

    def test_bad_item_in_a_nested_list(self):
        """The good items of a nested list are there; the list comes back whole."""
        raw = {"id": "1", "parts": [{"id": "3"}, "x", {"price": "1"}]}
        thing = structure(raw, Thing)

        assert (Part(id="3"),) == thing.parts
        assert raw == unstructure(thing)

    def test_unknown_fields_come_back(self):
        """Fields from after our release are kept aside, at every level."""
        raw = {**FULL, "new": {"x": [1]}, "part": {"id": "2", "newer": None}}

        assert raw == unstructure(structure(raw, Thing))

    def test_unknown_words(self):
        """A status from after our release is the raw word."""
        assert "NEW_WORD" == structure({"id": "1", "status": "NEW_WORD"}, Order).status

    def test_what_is_aside_is_not_compared(self):
        """Two records are equal if their fields are."""
        one, other = (
            structure({"id": "1", "x": 1}, Thing),
            structure({"id": "1"}, Thing),
        )

        assert one == other
        assert hash(one) == hash(other)

    def test_shows_what_it_holds(self):
        """The repr of a record has its fields by name, and not what is aside."""
        option = structure({"page_size": 5, "x": 1}, PageOptionInput)

        assert "PageOptionInput(page_size=5, page_token=None)" == repr(option)

    def test_no_list(self):
        """What is no list is not read as one."""
        with pytest.raises(TypeError):
            Converter().read({"id": "1"}, tuple[Part, ...])

    def test_an_object_alone(self):
        """Where a list of objects is meant, one of them may come alone."""
        raw = {"id": "1", "parts": {"id": "2"}}
        thing = structure(raw, Thing)

        assert ("2",) == tuple(part.id for part in thing.parts)
        assert raw == unstructure(thing)
        with pytest.raises(DecodeError, match="parts"):
            Converter(strict=True).read(raw, Thing)

    def test_php_makes_lists_of_empty_objects(self):
        """An empty list where an object is expected is an empty object."""
        order = structure({"id": "1", "payment": []}, Order)

        assert order.payment is not None

    @pytest.mark.parametrize("raw", [{}, {"id": None}, {"id": ""}, [1], "x", None])
    def test_no_identity(self, raw):
        """A record without its identity cannot be read."""
        with pytest.raises(DecodeError, match="Thing"):
            structure(raw, Thing)

    def test_title_case(self):
        """Tokopedia's documentation prints some names in title case."""
        converter = Converter(lenient_case=True)
        thing = converter.read({"Id": "1", "Name": "Kopi"}, Thing)

        assert ("1", "Kopi", None) == (thing.id, thing.name, thing._aside)


class TestStrict:
    @pytest.mark.parametrize(
        ("raw", "where"),
        [
            ({"id": "1", "name": 5}, "Thing.name"),
            ({"id": "1", "at": "x"}, "Thing.at"),
            ({"id": "1", "part": {"id": "2", "price": "x"}}, "part.*price|Part.price"),
        ],
    )
    def test_says_what_does_not_fit(self, raw, where):
        """A strict converter raises for what does not fit, and says where."""
        with pytest.raises(DecodeError, match=where):
            Converter(strict=True).read(raw, Thing)

    def test_takes_what_fits(self):
        """A strict converter reads what is right."""
        assert structure(FULL, Thing) == Converter(strict=True).read(FULL, Thing)

    def test_open_kinds_pass(self):
        """Where a field may hold several kinds, or says more, any value passes."""
        raw = {"id": "1", "either": [1], "noted": 5}

        assert raw == unstructure(Converter(strict=True).read(raw, Loose))


@frozen(kw_only=True)
class Loose(Model):
    """A thing whose fields say little."""

    id: Id
    either: int | str | None = None
    noted: Annotated[str, "a note"] | None = None


class TestMoney:
    @pytest.mark.parametrize(
        "raw",
        [
            {"amount": "1"},
            {"amount": 1, "currency": "IDR"},
            {"amount": "1", "currency": None},
            {"amount": "NaN", "currency": "IDR"},
        ],
        ids=["half", "number", "null", "nan"],
    )
    def test_other_shapes_are_kept(self, raw):
        """What is not an amount and a currency is kept as it came."""
        thing = structure({"id": "1", "money": raw}, Thing)

        assert thing.money is None
        assert {"id": "1", "money": raw} == unstructure(thing)

    def test_more_than_an_amount(self):
        """A field of the future beside the amount hides nothing, and comes back."""
        raw = {"amount": "1", "currency": "IDR", "new": 1}
        thing = structure({"id": "1", "money": raw}, Thing)

        assert Money("1") == thing.money
        assert {"id": "1", "money": raw} == unstructure(thing)


class TestHooks:
    def test_a_user_reads_a_class_their_way(self):
        """A hook of the user's is used, nested too."""
        converter = Converter()
        converter.cattrs.register_structure_hook(Part, lambda raw, _: Part(id="mine"))
        thing = converter.read(FULL, Thing)

        assert {"mine"} == {part.id for part in (thing.part, *thing.parts)}


class TestWrite:
    @pytest.mark.parametrize("given", [5, "a", {"a": 1}], ids=repr)
    def test_one_where_several_belong(self, given):
        """A caller who gives one value for several is told so, and where."""
        with pytest.raises(ValidationError, match=r"^Thing\.tags takes several values"):
            unstructure(Thing(id="1", tags=given))

    def test_numbers_as_they_come(self):
        """Identifiers and exact numbers go out whichever way a caller wrote them."""
        one = ProductInput(product_id=7, new_price=27_000)

        assert {"product_id": 7, "new_price": 27_000} == unstructure(one)
        with pytest.raises(ValidationError, match="not the float"):
            unstructure(ProductInput(product_id="7", new_price=1.5))


class TestPickle:
    def test_models(self):
        """Models pickle with what they keep aside."""
        thing = structure({**FULL, "new": 1}, Thing)
        again = pickle.loads(pickle.dumps(thing))

        assert (thing, unstructure(thing)) == (again, unstructure(again))

    def test_converters(self):
        """Converters pickle as what they were made from."""
        assert pickle.loads(pickle.dumps(Converter(strict=True))).strict


class TestPlain:
    def test_gives_what_came(self):
        """A plain converter makes no models, also in another process."""
        plain = pickle.loads(pickle.dumps(PlainConverter()))

        assert {"id": 1} == plain.read({"id": 1}, Order)
        assert [{"id": 1}] == plain.write([{"id": 1}])
