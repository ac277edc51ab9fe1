"""From old ids to new ones: right, or left to a person; never wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from between import Between
from fakes import TOKEN_ANSWER, Script, answer, ok, tiktok, toko
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.migration.integrated import integrated
from tokotiktok import Money, Platform
from tokotiktok.errors import StoreError, ValidationError
from tokotiktok.migration.exceptions_file import write_exceptions
from tokotiktok.migration.id_matches import (
    Candidate,
    Certainty,
    How,
    Kind,
    MemoryIdMap,
    Why,
    exceptions,
    matches,
)
from tokotiktok.migration.idmap import (
    decide,
    map_products,
    map_shop,
    map_warehouses,
    tally,
)
from tokotiktok.migration.new_catalogue import NewCatalogue, NewProduct, grams, key
from tokotiktok.migration.old_products import OldProduct, OldSku, old_products
from tokotiktok.migration.places import Place
from tokotiktok.migration.resolving import Resolver
from tokotiktok.migration.warehouses import match_warehouses, read_warehouses
from tokotiktok.migration.weights import grams_on_tiktokshop, grams_on_tokopedia
from tokotiktok.sandbox import Sandbox
from tokotiktok.stores.idmap import SQLiteIdMap
from tokotiktok.tiktokshop.api.products import Weight as NewWeight
from tokotiktok.tokopedia.api.products import Weight as OldWeight

LUWAK, GULA = "9100000080", "9100000030"
PIN = -6.226, 106.858
BARE = {False: {}, True: {"address": None, "city": None}}
"""What a place is without, if it has no pin: only its name is left."""


def forgotten(box):
    """Give the old products without the ids that Tokopedia saved."""
    return [evolve(one, saved=()) for one in old_products(box.tokopedia())]


def ids(idmap, kind):
    return {one.old_id: one.new_id for one in matches(idmap, kind)}


def check(box, idmap):
    """Check that what is mapped is true, and that the rest is listed."""
    truth = box.integration.truth
    left = {(one.kind, one.old_id) for one in exceptions(idmap)}
    for kind, true in ((Kind.PRODUCT, truth.products), (Kind.SKU, truth.skus)):
        mapped = ids(idmap, kind)
        assert mapped.items() <= true.items()
        for old in truth.not_copied:
            assert (kind, old) in left
    for old in true.keys() - mapped.keys():
        assert (Kind.SKU, old) in left


@pytest.fixture(scope="module")
def played():
    return integrated()


class TestMapProducts:
    @pytest.mark.parametrize("seed", [1, 2, 7])
    def test_saved_ids(self, seed):
        """By the ids that Tokopedia saved, all is mapped that was copied."""
        box, client = integrated(seed, products=60)
        idmap = MemoryIdMap()
        map_products(old_products(box.tokopedia()), client, into=idmap)

        truth = box.integration.truth
        assert truth.products == ids(idmap, Kind.PRODUCT)
        assert truth.skus == ids(idmap, Kind.SKU)
        assert {LUWAK} == {one.old_id for one in exceptions(idmap)}

    def test_mapper(self, played):
        """Without them the platform's mapper is asked, with a creator's token."""
        box, client = played
        creator = box.tiktokshop(token=box.token(creator=True), shop_cipher=None)
        idmap = MemoryIdMap()
        map_products(forgotten(box), client, into=idmap, creator=creator)

        assert box.integration.truth.products == ids(idmap, Kind.PRODUCT)
        assert {How.MAPPER} == {one.how for one in matches(idmap, Kind.PRODUCT)}

    @pytest.mark.parametrize("hours", [0, 80])
    @pytest.mark.parametrize("seed", [1, 2, 7])
    def test_seller_skus(self, seed, hours):
        """By seller SKUs nothing is mapped wrong; twins are told apart by their listing."""
        box, client = integrated(seed, hours=hours, products=60)
        idmap = MemoryIdMap()
        map_products(forgotten(box), client, into=idmap)

        check(box, idmap)
        ambiguous = {
            one.old_id for one in exceptions(idmap) if one.why is Why.AMBIGUOUS
        }
        twins = {one.tokopedia for one in box.integration.truth.twins}
        assert ambiguous == (twins - {"9100000020"} if hours else set())

    @given(
        st.lists(
            st.sampled_from(["saved", "sku", "name", "price", "weight"]), max_size=5
        ),
        st.integers(0, 6),
    )
    @settings(max_examples=25, deadline=None)
    def test_never_wrong(self, forget, place):
        """Whatever an old product does not tell, what is mapped of it is true."""
        box, client = PLAYED
        old = list(old_products(box.tokopedia()))
        one = old[place]
        changes = {
            "saved": {"saved": ()},
            "name": {"name": "Lain"},
            "weight": {"grams": None},
        }
        for what in forget:
            one = evolve(one, **changes.get(what, {}))
            if what in ("sku", "price"):
                field = {"sku": "seller_sku", "price": "price"}[what]
                one = evolve(
                    one, skus=tuple(evolve(sku, **{field: None}) for sku in one.skus)
                )
        idmap = MemoryIdMap()
        map_products([one], client, into=idmap)

        truth = box.integration.truth
        assert ids(idmap, Kind.PRODUCT).items() <= truth.products.items()
        assert ids(idmap, Kind.SKU).items() <= truth.skus.items()
        known = {o.old_id for o in (*matches(idmap), *exceptions(idmap))}
        assert one.id in known

    def test_alike_but_for_the_seller_sku(self, played):
        """A name that is all there is does not decide: the seller SKU is on one side."""
        box, client = played
        madu = next(one for one in forgotten(box) if one.name == "Madu Hutan Contoh")
        madu = evolve(madu, skus=(evolve(madu.skus[0], seller_sku=None),))
        idmap = MemoryIdMap()
        map_products([madu], client, into=idmap)

        (product, _) = exceptions(idmap)
        (candidate,) = product.candidates
        assert Why.DOUBTFUL is product.why
        assert ("name", "prices", "weight", "variants") == candidate.same
        assert ("seller SKUs",) == candidate.differs

    def test_alike(self):
        """Where neither side has a key, all that can be compared must agree."""
        box, client = PLAYED
        madu = next(one for one in forgotten(box) if one.name == "Madu Hutan Contoh")
        bare = evolve(madu, skus=(evolve(madu.skus[0], seller_sku=None),))
        catalogue = NewCatalogue(client)
        catalogue.read(stamps=False)
        new = catalogue.named(madu.name)[0]
        catalogue._by_name[key(madu.name)] = [
            evolve(new, skus=tuple(evolve(sku, seller_sku=None) for sku in new.skus))
        ]
        resolver = Resolver(catalogue, {})
        heavier = evolve(bare, grams=Decimal(1))

        assert Certainty.ALIKE is resolver.resolve(bare).match.certainty
        assert resolver.resolve(heavier).match is None

    def test_variants(self):
        """Variants without seller SKUs are told by name and price; else they are left."""
        box, client = PLAYED
        kopi = next(one for one in old_products(box.tokopedia()) if len(one.skus) > 1)
        bare = evolve(kopi, skus=tuple(evolve(s, seller_sku=None) for s in kopi.skus))
        catalogue = NewCatalogue(client)
        catalogue.read(stamps=True)
        new_id = box.integration.truth.products[kopi.id]
        new = catalogue.products[new_id]
        catalogue.products[new_id] = evolve(
            new, skus=tuple(evolve(sku, seller_sku=None) for sku in new.skus)
        )
        resolver = Resolver(catalogue, {})
        entry = resolver.resolve(bare)
        dearer = evolve(bare, skus=tuple(evolve(s, price=Money(1)) for s in bare.skus))

        found = {o.old_id: o.new_id for o in entry.matches if o.kind is Kind.SKU}
        true = box.integration.truth.skus
        assert {sku.id: true[sku.id] for sku in kopi.skus} == found
        assert 2 == len(resolver.resolve(dearer).unresolved)

    def test_stamps(self):
        """An id that an app stamped on a product, or on an SKU, is found there."""
        box, client = PLAYED
        catalogue = NewCatalogue(client)
        catalogue.read(stamps=False)
        new_id = box.integration.truth.products[GULA]
        alone = catalogue.alone(new_id)
        stamped = evolve(
            alone,
            external_product_id="77",
            skus=tuple(evolve(sku, external_sku_id="78") for sku in alone.skus),
        )
        catalogue._add_stamps(catalogue.products[new_id], stamped)
        old = OldProduct(id="77", skus=(OldSku(id="78"),))
        entry = Resolver(catalogue, {}).resolve(old)

        assert (How.STAMP, new_id) == (entry.match.how, entry.match.new_id)
        assert How.STAMP is entry.find(Kind.SKU, "78").how

    def test_resumes(self, played, tmp_path):
        """Work that was interrupted goes on, and gives the same map."""
        box, client = played
        whole, parts = MemoryIdMap(), SQLiteIdMap(tmp_path / "map.db")
        old = [
            evolve(forgotten(box)[0], id=f"old{n}", skus=(OldSku(id=f"old{n}"),))
            for n in range(60)
        ]
        old = [*old, *forgotten(box)]

        def interrupted():
            yield from old[:55]
            raise InterruptedError

        with pytest.raises(InterruptedError):
            map_products(interrupted(), client, into=parts)
        map_products(old, client, into=parts)
        map_products(old, client, into=whole)

        assert list(whole.entries()) == list(parts.entries())
        assert tally(whole) == tally(parts)
        assert whole.find(Kind.SKU, GULA) == parts.find(Kind.SKU, GULA)

    def test_clash(self, played):
        """Two old products that claim the same new one are both left, in any order."""
        box, client = played
        one = next(o for o in forgotten(box) if o.id == GULA)
        other = evolve(one, id="9", skus=(evolve(one.skus[0], id="9"),))
        for order in ([one, other], [other, one]):
            idmap = MemoryIdMap()
            for old in (*order, order[0]):
                map_products([old], client, into=idmap)

            assert [] == list(matches(idmap))
            assert {Why.CLASH, Why.NO_PRODUCT} == {o.why for o in exceptions(idmap)}

    def test_what_is_told_stands(self, played):
        """What the platform said stands, and what only a key says falls."""
        box, client = played
        one = next(o for o in old_products(box.tokopedia()) if o.id == GULA)
        other = evolve(one, id="9", skus=(evolve(one.skus[0], id="9"),), saved=())
        idmap = MemoryIdMap()
        map_products([other, one], client, into=idmap)

        assert [GULA] == list(ids(idmap, Kind.PRODUCT))

    def test_gone_and_contradictory(self, played):
        """An id that is not there, or two of them, are left to a person."""
        _, client = played
        old = [
            OldProduct(id="1", skus=(OldSku(id="1"),), saved=("5",)),
            OldProduct(id="2", skus=(OldSku(id="2"),), saved=("5", "6")),
            OldProduct(id="3", skus=(OldSku(id="3"),), name="Tidak ada"),
        ]
        idmap = MemoryIdMap()
        map_products(old, client, into=idmap)

        whys = [one.why for one in exceptions(idmap) if one.kind is Kind.PRODUCT]
        assert [Why.GONE, Why.AMBIGUOUS, Why.NOT_FOUND] == whys

    def test_person_decides(self, played):
        """What a person decided stands, and its SKUs are mapped."""
        box, client = played
        new_id = box.integration.truth.products[GULA]
        old = OldProduct(id="9", skus=(OldSku(id="9"),))
        idmap = MemoryIdMap()
        map_products([old], client, into=idmap)
        entry = idmap.entry(Kind.PRODUCT, "9")
        with pytest.raises(ValidationError, match="is not in the entry"):
            decide(idmap, entry, Kind.PRODUCT, "8", new_id)
        decide(idmap, entry, Kind.PRODUCT, "9", new_id)
        map_products([old], client, into=idmap)

        assert How.PERSON is idmap.find(Kind.PRODUCT, "9").how
        assert box.integration.truth.skus[GULA] == idmap.find(Kind.SKU, "9").new_id

    def test_person_decides_on_a_sku(self, played):
        """What a person said of one SKU stands, whatever its product became."""
        box, client = played
        old = OldProduct(id="9", skus=(OldSku(id="8"), OldSku(id="7")))
        idmap = MemoryIdMap()
        map_products([old], client, into=idmap)
        entry = decide(idmap, idmap.entry(Kind.PRODUCT, "9"), Kind.SKU, "8", "77")
        new_id = box.integration.truth.products[GULA]
        decide(idmap, entry, Kind.PRODUCT, "9", new_id)
        map_products([old], client, into=idmap)

        assert "77" == idmap.find(Kind.SKU, "8").new_id

    def test_the_mapper_knows_one_side(self, played):
        """A row of the mapper that names no new product maps nothing."""
        _, client = played
        rows = [{"toko_pid": "3"}, {"toko_pid": "9", "tts_pid": "77"}]
        creator = tiktok(Script(ok({"product": rows})), shop_cipher=None)
        idmap = MemoryIdMap()
        old = OldProduct(id="3", skus=(OldSku(id="3"),), name="Tidak ada")
        counted = map_products([old], client, into=idmap, creator=creator)

        assert {Why.NOT_FOUND, Why.NO_PRODUCT} == {o.why for o in exceptions(idmap)}
        assert (0, 2) == (counted.matched, counted.left)


class TestResolver:
    def test_a_seller_sku_alone(self):
        """One product has the seller SKU, but neither the name nor the price: no match."""
        box, client = PLAYED
        old = next(one for one in forgotten(box) if one.id == GULA)
        other = evolve(
            old,
            name="Lain",
            skus=tuple(evolve(sku, price=Money(1)) for sku in old.skus),
        )
        catalogue = NewCatalogue(client)
        catalogue.read(stamps=False)
        seller_sku = old.skus[0].seller_sku
        mine = box.integration.truth.products[GULA]
        catalogue._by_seller_sku[seller_sku] = [catalogue.products[mine]]
        (product, _) = Resolver(catalogue, {}).resolve(other).unresolved
        found = Resolver(catalogue, {}).resolve(old).match

        assert Why.DOUBTFUL is product.why
        assert mine == found.new_id

    def test_stamped_twice(self):
        """An id that is stamped on two products decides nothing."""
        _, client = PLAYED
        catalogue = NewCatalogue(client)
        catalogue.read(stamps=False)
        for new in list(catalogue.products.values())[:2]:
            alone = evolve(catalogue.alone(new.id), external_product_id="77")
            catalogue._add_stamps(new, alone)
        entry = Resolver(catalogue, {}).resolve(OldProduct(id="77", skus=()))
        (left,) = entry.unresolved

        assert Why.AMBIGUOUS is left.why
        assert 2 == len(left.candidates)

    def test_variants_of_one_name(self):
        """Two variants of the same name and no seller SKU are left to a person."""
        box, client = PLAYED
        kopi = next(one for one in old_products(box.tokopedia()) if len(one.skus) > 1)
        same = tuple(
            evolve(sku, seller_sku=None, variant=kopi.skus[0].variant)
            for sku in kopi.skus
        )
        catalogue = NewCatalogue(client)
        catalogue.read(stamps=False)
        entry = Resolver(catalogue, {}).resolve(evolve(kopi, skus=same))

        assert {Why.DOUBTFUL} == {one.why for one in entry.unresolved}
        assert len(same) == len(entry.unresolved)


class TestNewCatalogue:
    def test_deleted_meanwhile(self):
        """A product that was deleted since it was listed has no stamps."""
        _, client = PLAYED
        catalogue = NewCatalogue(client)
        catalogue.products["1"] = NewProduct("1", "Kopi", is_on_tokopedia=True, skus=())
        catalogue.read(stamps=True)

        assert [] == catalogue.stamped(("1",))

    def test_skus_that_differ_in_weight(self):
        """A product has no weight whose SKUs weigh differently."""
        box, client = PLAYED
        new_id = box.integration.truth.products[GULA]
        alone = NewCatalogue(client).alone(new_id)
        (sku,) = alone.skus
        heavy = evolve(sku, sku_weight=NewWeight(value="9", unit="KILOGRAM"))
        light = evolve(sku, sku_weight=NewWeight(value="1", unit="KILOGRAM"))

        assert Decimal(9000) == grams(evolve(alone, skus=(heavy,)))
        assert grams(evolve(alone, skus=(heavy, light))) is None


class TestOldProducts:
    def test_what_cannot_be_read(self):
        """What cannot be read is set aside, and the rest is given."""
        rows = [
            {"basic": {"productID": 1, "name": "Kopi"}, "price": {"value": "?"}},
            {"basic": {"productID": 2, "name": "Teh"}, "price": {"value": 1000}},
        ]
        client = toko(
            Script(
                answer(TOKEN_ANSWER),
                answer({"header": {}, "data": rows}),
                answer({"header": {}, "data": []}),
            )
        )
        walk = old_products(client)

        assert ["2"] == [one.id for one in walk]
        assert 1 == len(walk.malformed)


class TestCandidate:
    @pytest.mark.parametrize(
        ("same", "differs", "says"),
        [
            ((), (), "5"),
            (("name",), (), "5 (same name)"),
            ((), ("prices", "weight"), "5 (other prices, weight)"),
            (("name",), ("prices",), "5 (same name; other prices)"),
        ],
    )
    def test_says(self, same, differs, says):
        """It says what speaks for it, and what against."""
        assert says == str(Candidate(new_id="5", same=same, differs=differs))


class TestMapShop:
    def test_integrated(self, played):
        """The shop is told by the products in it; without them it is inferred."""
        box, client = played
        idmap = MemoryIdMap()
        before = map_shop(box.tokopedia(), client, into=idmap)
        map_products(old_products(box.tokopedia()), client, into=idmap)
        after = map_shop(box.tokopedia(), client, into=idmap)

        shops = box.integration.truth.shops
        assert (shops.tokopedia, shops.tiktokshop) == (after.old_id, after.claims)
        assert Certainty.ALIKE is before.match.certainty
        assert Certainty.TOLD is after.match.certainty

    def test_not_yet(self):
        """A shop that is not integrated became none."""
        box = Sandbox(seed=1, integration="pending")
        entry = map_shop(box.tokopedia(), box.tiktokshop(), into=MemoryIdMap())
        (left,) = entry.unresolved

        assert Why.NOT_FOUND is left.why
        assert entry.match is None

    def test_several(self, played):
        """Of two Indonesian shops none is guessed; one of another country is none of them."""
        box, _ = played

        def more(data):
            (shop,) = data["shops"]
            rows = [shop, {**shop, "id": "8"}, {**shop, "id": "9", "region": "MY"}]
            return {**data, "shops": rows}

        client = box.tiktokshop(
            transport=Between(box.tiktokshop_face, "/shops", after=more)
        )
        entry = map_shop(box.tokopedia(), client, into=MemoryIdMap())
        (left,) = entry.unresolved

        assert Why.AMBIGUOUS is left.why
        assert [box.integration.truth.shops.tiktokshop, "8"] == [
            one.new_id for one in left.candidates
        ]

    def test_no_shop(self, played):
        """Where Tokopedia's side tells of no shop, there is nothing to map."""
        _, client = played
        old = toko(Script(answer(TOKEN_ANSWER), answer({"header": {}, "data": []})))
        with pytest.raises(ValidationError, match="give its shop_id"):
            map_shop(old, client, into=MemoryIdMap())


def place(id_, api, **given):
    known = {"address": "Jalan Fiktif No. 7", "city": "Jakarta Selatan", "pin": PIN}
    return Place(id=id_, api=api, name="Gudang Fiktif", **{**known, **given})


class TestMapWarehouses:
    def test_integrated(self, played):
        """What became of each warehouse stands in the map, with what speaks for it."""
        box, client = played
        idmap = MemoryIdMap()
        counted = map_warehouses(read_warehouses(box.tokopedia(), client), into=idmap)
        true = box.integration.truth.warehouses

        assert true == ids(idmap, Kind.WAREHOUSE)
        assert (len(true), 0) == (counted.matched, counted.left)
        assert {(How.PLACE, Certainty.ALIKE)} == {
            (one.how, one.certainty) for one in matches(idmap)
        }
        assert all("pin" in one.same for one in matches(idmap))

    @pytest.mark.parametrize(
        ("old", "new", "whys"),
        [
            ([PIN], [], [Why.NOT_FOUND]),
            ([PIN], [PIN, PIN], [Why.AMBIGUOUS]),
            ([PIN, PIN], [PIN], [Why.CLASH, Why.CLASH]),
            ([None], [None], [Why.DOUBTFUL]),
        ],
        ids=["none", "several", "two into one", "too little"],
    )
    def test_left(self, old, new, whys):
        """What is not plain is left to a person, with what it may be."""
        olds = [
            place(str(n), Platform.TOKOPEDIA, pin=pin, **BARE[pin is None])
            for n, pin in enumerate(old)
        ]
        news = [
            place(f"n{n}", Platform.TIKTOK_SHOP, pin=pin, **BARE[pin is None])
            for n, pin in enumerate(new)
        ]
        idmap = MemoryIdMap()
        map_warehouses(match_warehouses(olds, news), into=idmap)
        left = list(exceptions(idmap))

        assert whys == [one.why for one in left]
        assert all(len(new) == len(one.candidates) for one in left)

    def test_person_decides(self, played):
        """What a person decided is not found anew."""
        box, client = played
        found = read_warehouses(box.tokopedia(), client)
        idmap = MemoryIdMap()
        map_warehouses(found, into=idmap)
        old_id = found.matches[0].old.id
        entry = idmap.entry(Kind.WAREHOUSE, old_id)
        decide(idmap, entry, Kind.WAREHOUSE, old_id, "77")
        map_warehouses(found, into=idmap)

        assert "77" == idmap.find(Kind.WAREHOUSE, old_id).new_id


class TestFiles:
    def test_exceptions(self, played, tmp_path):
        """The file has a row for each, and no cell that is a formula."""
        _, client = played
        idmap = MemoryIdMap()
        old = OldProduct(id="3", skus=(OldSku(id="3"),), name="=1+1")
        map_products([old], client, into=idmap)
        path = tmp_path / "left.csv"

        assert 2 == write_exceptions(idmap, path)
        assert ",'=1+1," in path.read_text("utf-8-sig")

    def test_damaged(self, played, tmp_path):
        """A damaged entry is said to be so."""
        _, client = played
        idmap = SQLiteIdMap(tmp_path / "map.db")
        map_products([OldProduct(id="3", skus=(OldSku(id="3"),))], client, into=idmap)
        with idmap._database.transaction() as db:
            db.execute("UPDATE tokotiktok_id_entries SET body = '{}'")

        with pytest.raises(StoreError, match="damaged"):
            idmap.entry(Kind.PRODUCT, "3")
        idmap.close()


class TestWeights:
    def test_units(self):
        """250 of unit 1 is 0.25 KILOGRAM; what is no weight is none."""
        assert Decimal(250) == grams_on_tokopedia(OldWeight(value=250, unit=1))
        assert Decimal(250) == grams_on_tiktokshop(
            NewWeight(value="0.25", unit="KILOGRAM")
        )
        assert grams_on_tokopedia(OldWeight(value=2, unit=2)) == grams_on_tiktokshop(
            NewWeight(value="2000", unit="GRAM")
        )
        for value in ("", "0", "NaN", "berat"):
            assert grams_on_tiktokshop(NewWeight(value=value, unit="GRAM")) is None
        assert grams_on_tokopedia(None) is None
        assert grams_on_tiktokshop(None) is None
        assert grams_on_tokopedia(OldWeight(value=1, unit=9)) is None


PLAYED = integrated()
