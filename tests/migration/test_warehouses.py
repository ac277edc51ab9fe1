"""Which warehouse became which: by place, by stock, or by a human."""

from __future__ import annotations

import pytest
from attrs import evolve

from tokotiktok import OutcomeState, Platform, UnifiedShop
from tokotiktok.errors import ValidationError
from tokotiktok.migration.places import Likeness, Place, compare_places
from tokotiktok.migration.warehouses import (
    Deliveries,
    match_warehouses,
    read_deliveries,
    read_warehouses,
    shared_stock,
    stock_levels,
)
from tokotiktok.sandbox import Play, Sandbox
from tokotiktok.tiktokshop.api.warehouses import (
    DeliveryOption,
    Warehouse,
    WarehouseAddress,
)

TOKO, TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP
PIN = -6.226, 106.858


def place(id_="1", api=TOKO, **given):
    known = {
        "name": "Gudang Fiktif",
        "address": "Jalan Fiktif No. 7",
        "district": "Tebet",
        "city": "Jakarta Selatan",
        "pin": PIN,
    }
    return Place(id=id_, api=api, **{**known, **given})


def north(metres):
    """Give a pin so far to the north."""
    return PIN[0] + metres / 111_195, PIN[1]


class TestPlaces:
    @pytest.mark.parametrize(
        ("given", "likeness"),
        [
            ({}, Likeness.CERTAIN),
            ({"address": "JL FIKTIF NO 07, Tebet, Jakarta Selatan"}, Likeness.CERTAIN),
            ({"address": "Jln. Fiktif 7 RT 1/RW 8"}, Likeness.CERTAIN),
            ({"pin": None, "district": None}, Likeness.LIKELY),
            ({"address": None}, Likeness.LIKELY),
            ({"pin": north(90)}, Likeness.CERTAIN),
            ({"pin": north(9_000)}, Likeness.POSSIBLE),
            ({"address": None, "pin": north(900), "name": "X"}, Likeness.POSSIBLE),
            ({"address": None, "pin": north(2_000), "name": "X"}, Likeness.NO),
            ({"address": "Jalan Fiktif No. 8"}, Likeness.POSSIBLE),
            ({"address": "Jalan Fiktif No. 8", "name": "X"}, Likeness.NO),
            ({"address": "Jalan Lain Sekali No. 7", "name": "X"}, Likeness.NO),
        ],
    )
    def test_likeness(self, given, likeness):
        """Address, pin and name each prove a part; a house number parts two places."""
        one, other = place(), place("2", TIKTOK, **given)

        assert likeness == compare_places(one, other).likeness
        assert likeness == compare_places(other, one).likeness

    def test_half_an_address(self):
        """An address that shares some words says nothing for or against."""
        one = place(address="Jalan Melati Raya Timur", pin=None, name="X")
        other = place("2", TIKTOK, address="Gang Melati Raya Barat", pin=None)

        assert "address" not in compare_places(one, other).same
        assert "address" not in compare_places(one, other).differs

    @pytest.mark.parametrize(
        "latitude",
        ["", "abc", "nan", "91", None],
        ids=["no", "abc", "nan", "91", "none"],
    )
    def test_bad_pins(self, latitude):
        """What is no pin is none."""
        row = Sandbox().tokopedia().shops.info().items[0].warehouses[0]
        row = evolve(row, latitude=latitude, longitude="1", latlon="")

        assert None is Place.of_tokopedia(row).pin

    def test_bare(self):
        """A warehouse without an address has its name; one with lines has those."""
        bare = Place.of_tiktokshop(Warehouse(id="1", name="A"))
        lines = WarehouseAddress(address_line1="Jalan A", address_line2="No. 1")
        lined = Place.of_tiktokshop(Warehouse(id="1", address=lines))

        assert ("A", None) == (bare.name, bare.address)
        assert ("Jalan A No. 1", None) == (lined.address, lined.pin)


def played(kind, seed=1):
    """Play an integration to its end."""
    box = Sandbox(seed=seed, integration=Play(warehouses=kind))
    box.integration.merge()
    box.integration.confirm_products()
    box.clock.advance(hours=80)
    client = box.tiktokshop()
    client.oauth.exchange(box.tiktokshop_face.authorize())
    return box, client


class TestMatch:
    @pytest.mark.parametrize("seed", [1, 2, 3])
    @pytest.mark.parametrize("kind", ["mapped", "copied", "duplicated"])
    def test_is_true(self, kind, seed):
        """With stock as evidence, each play's warehouses are matched as they were."""
        box, client = played(kind, seed)
        shared = shared_stock(
            UnifiedShop(tokopedia=box.tokopedia()).products.list(),
            UnifiedShop(tiktokshop=client).products.list(),
            skus=box.integration.truth.skus,
        )
        found = read_warehouses(box.tokopedia(), client, shared=shared)

        assert box.integration.truth.warehouses == found.ids
        assert () == found.unclear
        assert (2 if kind == "duplicated" else 0) == len(found.duplicates)

    def test_duplicates_need_more_than_places(self):
        """Two at one place are for a human, unless stock tells."""
        box, client = played("duplicated")
        found = read_warehouses(box.tokopedia(), client)

        assert {} == found.ids
        assert ["several"] * 2 == [one.unclear.split()[0] for one in found.unclear]
        assert 4 == len(found.others)
        assert found.to_json()["matches"][0]["tiktokshop"] is None

    @pytest.mark.parametrize(
        ("old", "new", "shared", "says"),
        [
            ([place()], [], None, "no warehouse"),
            ([place()], [place("2", TIKTOK, pin=north(9_000))], None, "too little"),
            ([place(), place("9")], [place("2", TIKTOK)], None, "another of"),
            (
                [place()],
                [place("2", TIKTOK), place("3", TIKTOK, address="Gang Lain 1")],
                {("1", "3"): 4},
                "at another address",
            ),
        ],
        ids=["none", "weak", "two for one", "stock elsewhere"],
    )
    def test_unclear(self, old, new, shared, says):
        """What is not plain is left for a human, with why."""
        found = match_warehouses(old, new, shared=shared)

        assert {} == found.ids
        assert says in found.unclear[0].unclear

    def test_json_says_why(self):
        """Each match tells what speaks for it."""
        other = place("2", TIKTOK, city=None, name="X")
        found = match_warehouses([place()], [other], shared={("1", "2"): 3})

        assert {
            "tokopedia": "1",
            "tiktokshop": "2",
            "confidence": "certain",
            "evidence": [
                "2: same address, pin, district; other name; 0 m apart; 3 SKUs in both"
            ],
            "unclear": None,
        } == found.to_json()["matches"][0]

    def test_without_pins(self):
        """Where nobody set a pin, no distance is told."""
        found = match_warehouses([place(pin=None)], [place("2", TIKTOK, pin=None)])

        assert "2: same address, district, city, name" == found.matches[0].became.why

    def test_three_at_one_place(self):
        """Duplicates that a third one links are one group."""
        far = [
            place("1", TIKTOK, address=None, pin=north(0), name="A"),
            place("2", TIKTOK, address=None, pin=north(180), name="B"),
            place("3", TIKTOK, address=None, pin=north(90), name="C"),
        ]
        (group,) = match_warehouses([], far).duplicates

        assert {"1", "2", "3"} == {one.id for one in group}


class TestStock:
    def test_moves(self):
        """Old stock is said in new ids, and the shop's own writer takes it whole."""
        box, client = played("mapped")
        truth = box.integration.truth
        old = UnifiedShop(tokopedia=box.tokopedia()).products.list()
        product = next(one for one in old if one.id in truth.products)
        levels = stock_levels(product, skus=truth.skus, warehouses=truth.warehouses)
        shop = UnifiedShop(tiktokshop=client)
        became = truth.products[product.id]
        new = next(one for one in shop.products.list() if one.id == became)

        written = shop.products.set_stock(new, levels).outcomes
        assert {OutcomeState.DONE} == {one.state for one in written}
        assert sum(sku.quantity for sku in product.skus) == sum(
            sum(one.values()) for one in levels.values()
        )

    @pytest.mark.parametrize(
        ("skus", "says"), [({}, "what SKU .* became"), (str, "has 30 in warehouse")]
    )
    def test_unknown(self, skus, says):
        """What no map knows is not guessed."""
        box = Sandbox()
        product = next(UnifiedShop(tokopedia=box.tokopedia()).products.list())

        with pytest.raises(ValidationError, match=says):
            stock_levels(product, skus=skus, warehouses={})

    def test_nothing_in_an_unknown_one(self):
        """A warehouse that nobody mapped does not matter if nothing is in it."""
        box = Sandbox()
        product = next(UnifiedShop(tokopedia=box.tokopedia()).products.list())
        (first, *_) = product.skus
        empty = evolve(first, stock=tuple(evolve(s, quantity=0) for s in first.stock))

        assert {first.id: {}} == stock_levels(
            evolve(product, skus=(empty,)), skus=str, warehouses={}
        )


class TestDeliveries:
    def test_read(self):
        """Each warehouse tells what it delivers on which storefront."""
        box, client = played("mapped")
        found = read_deliveries(client, box.integration.truth.warehouses.values())

        assert [2, 1] == [len(one.on(TOKO)) for one in found]
        assert [1, 1] == [len(one.on(TIKTOK)) for one in found]
        assert not found[0].without

    @pytest.mark.parametrize(
        ("platforms", "without"),
        [
            (("TTS_SHOP",), TOKO),
            (("tiktok_shop", "TOKOPEDIA"), Platform(0)),
            ((), Platform(0)),
            (("TOKOPEDIA",), TIKTOK),
        ],
        ids=["old spelling", "both", "unsaid", "tokopedia"],
    )
    def test_spellings(self, platforms, without):
        """Both spellings are read; what names none may be for either."""
        options = (DeliveryOption(platform=platforms),)

        assert without == Deliveries(warehouse_id="1", options=options).without

    def test_nothing(self):
        """A warehouse that delivers nothing lacks both."""
        assert (TOKO | TIKTOK) == Deliveries(warehouse_id="1", options=()).without
