"""Redacted archives hold no personal data, and all that is not personal."""

from __future__ import annotations

import base64
import gzip
import json
from typing import get_args, get_origin

import pytest
from archives import JSON, content, copied, filled
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings

from tokotiktok import UnifiedShop
from tokotiktok._reading import bare, fields_of, is_model
from tokotiktok._redaction import MASK
from tokotiktok.errors import ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.tokopedia.archive import PARTS, Archive, import_dumps, write
from tokotiktok.tokopedia.archive.redaction import (
    HIDDEN,
    KINDS,
    Redactor,
    redactor_of,
)

KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
)
SPAN = {"parts": ["orders", "order_details"]}


def secrets_of(world) -> set[str]:
    """Give every personal value that the sandbox's rows have."""
    old = [one for one in world.sales() if one.on_tokopedia]
    return {
        *(f"{one.buyer} Fiktif" for one in old),
        *(f"pembeli{one.number}@example.com" for one in old),
        *(f"628000000{one.number % 10_000:04}" for one in old),
        *("Jalan Contoh No. 1", "Jalan Fiktif No.", "Tebet", "-6.226000", '"12810"'),
        *("Halo", "Kapan pesanan", "Bisa kirim", "Silakan", "Pemilik Fiktif"),
    }


def plain(folder) -> bytes:
    """Give all bytes of an archive, unpacked."""
    return b"".join(
        gzip.decompress(one.read_bytes()) if one.suffix == ".gz" else one.read_bytes()
        for one in folder.iterdir()
    )


def seal(row: dict) -> dict:
    """Seal a row's buyer as the platform does."""
    whole = {"buyer": row["buyer"], "recipient": {"name": row["recipient"]["name"]}}
    secret, nonce = b"k" * 32, b"n" * 12
    sealed = AESGCM(secret).encrypt(nonce, json.dumps(whole).encode(), None)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    empty = dict.fromkeys(("name", "phone", "email"), "")
    return {
        **row,
        "buyer": {**row["buyer"], **empty},
        "recipient": {**row["recipient"], "name": ""},
        "encryption": {
            "secret": base64.b64encode(KEY.public_key().encrypt(secret, oaep)).decode(),
            "content": base64.b64encode(sealed + nonce).decode(),
        },
    }


@pytest.fixture(scope="module")
def box():
    """A shop with chats, pay-outs and tickets."""
    return Sandbox(orders=60)


@pytest.fixture(scope="module")
def saved(box, tmp_path_factory):
    """Its archive, unredacted."""
    folder = tmp_path_factory.mktemp("saved") / "a"
    write(box.tokopedia(), folder)
    return folder


class TestNothingPersonal:
    @pytest.mark.parametrize("redact", [True, "kunci rahasia"], ids=["mask", "key"])
    def test_no_value_of_the_source(self, box, saved, tmp_path, redact):
        """No personal value of the source is in any byte of any file."""
        write(box.tokopedia(), tmp_path / "r", redact=redact)
        before, after = plain(saved), plain(tmp_path / "r")
        secrets = {one.encode() for one in secrets_of(box.world)}

        assert {one for one in secrets if one in before} == secrets
        assert set() == {one for one in secrets if one in after}
        assert b"kunci" not in after

    @pytest.mark.parametrize("part", PARTS)
    def test_every_hidden_field(self, part):
        """Every field of the table is hidden, and every other that is known stays."""
        row, hidden, stays = example(KINDS[part], part)
        text = json.dumps(Redactor().redacted(part, row))

        assert set() == {one for one in hidden if f'"{one}"' in text}
        assert set() == {one for one in stays if f'"{one}"' not in text}

    @pytest.mark.parametrize("part", PARTS)
    def test_the_table_names_fields_that_there_are(self, part):
        """A field of the table that no model has would hide nothing."""
        paths = set(paths_of(KINDS[part], ""))

        assert set() == set(HIDDEN[part]) - paths

    @settings(max_examples=40, deadline=None)
    @given(JSON)
    def test_what_is_not_known(self, value):
        """What this version does not know is left out, wherever it is."""
        row = {
            "order_id": 1,
            "new": value,
            "buyer": {"nickname": value, "id": 2},
            "addon_info": {"anything": value},
            "order_status": {"inner": value},
            "invoice_ref_num": [value],
            "amt": [value],
            "products": {"not": value},
        }
        redacted = Redactor().redacted("orders", row)

        assert {"order_id": 1, "buyer": {"id": 2}} == {
            name: one for name, one in redacted.items() if one is not None
        }

    @settings(max_examples=20, deadline=None)
    @given(JSON)
    def test_a_row_of_any_shape(self, value):
        """A row that is no object is hidden whole."""
        if not isinstance(value, dict):
            assert Redactor().redacted("orders", value) is None

    def test_values_that_are_no_text(self):
        """A personal number cannot be masked as text, so it goes."""
        row = {
            "recipient": {"phone": 62811, "name": None, "address": {"district_id": 7}}
        }

        assert {
            "recipient": {"phone": None, "name": None, "address": {"district_id": None}}
        } == Redactor().redacted("orders", row)

    def test_sealed_data_goes(self, tmp_path, saved):
        """Sealed data is removed, since a key may turn up."""
        rows = [seal(row) for row in content(saved)["orders"]]
        folder = filled(tmp_path / "a", Redactor(), orders=rows)
        archive = Archive(folder, private_key=PEM)

        assert b'"encryption":{"secret":"","content":""}' in plain(folder)
        assert 0 == archive.manifest.part("orders").sealed
        assert {""} == {row["buyer"]["name"] for row in archive.rows("orders")}


class TestWhatStays:
    def test_all_but_personal(self, box, saved, tmp_path):
        """Ids, status, times, amounts and SKUs are as they were."""
        whole, redacted = Archive(saved), copied(saved, tmp_path / "r", redact=True)

        def facts(client):
            shop = UnifiedShop(tokopedia=client)
            return (
                [
                    (
                        one.id,
                        one.status,
                        one.placed_at,
                        one.total,
                        one.lines,
                        one.shipments,
                    )
                    for one in shop.orders.list()
                ],
                [(one.id, one.listings, one.skus) for one in shop.products.list()],
                [
                    (one.id, one.order_id, one.amount, one.lines)
                    for one in shop.returns.list()
                ],
            )

        assert facts(whole) == facts(redacted)
        assert (True, None) == (
            redacted.manifest.redacted,
            redacted.manifest.redaction_key,
        )

    def test_of_a_redacted_archive(self, saved, tmp_path):
        """A copy of a redacted archive is one, and its pseudonyms stay what they are."""
        once = copied(saved, tmp_path / "once", redact="kunci")
        again = copied(tmp_path / "once", tmp_path / "again")
        masked = copied(tmp_path / "once", tmp_path / "masked", redact=True)

        assert list(once.rows("orders")) == list(again.rows("orders"))
        assert (True, once.manifest.redaction_key) == (
            again.manifest.redacted,
            again.manifest.redaction_key,
        )
        assert (True, None) == (
            masked.manifest.redacted,
            masked.manifest.redaction_key,
        )
        with pytest.raises(ValidationError, match="redacted already"):
            copied(tmp_path / "once", tmp_path / "x", redact="kunci")

    def test_invoices_in_notes(self, saved, tmp_path):
        """The invoice in a movement's note stays, the rest of it does not."""
        redacted = copied(saved, tmp_path / "r", redact=True)
        notes = {row["note"] for row in redacted.rows("saldo")}
        invoices = {row["invoice_ref_num"] for row in redacted.rows("orders")}

        assert {"***", *(f"*** {one}" for one in invoices)} == notes

    def test_masked_buyers_are_recognised(self, saved, tmp_path):
        """A redacted buyer counts as masked, with pseudonyms, too."""
        for redact in (True, "kunci"):
            redacted = copied(saved, tmp_path / f"{redact}", redact=redact)
            order = next(UnifiedShop(tokopedia=redacted).orders.list())

            assert order.buyer.is_masked
            assert order.buyer.id

    def test_empty_stays_empty(self):
        """What was not told is not made to look as if it was."""
        row = {"buyer": {"name": "", "phone": "62"}}

        assert {"buyer": {"name": "", "phone": MASK}} == Redactor().redacted(
            "orders", row
        )


class TestPseudonyms:
    def test_stable(self):
        """The same text has the same pseudonym, in any part, with the same key."""
        one, again, other = (redactor_of(key) for key in ("satu", "satu", "dua"))
        buyer = {"buyer": {"name": "Budi Fiktif"}}
        detail = {"buyer_info": {"buyer_fullname": "Budi Fiktif"}}
        name = one.redacted("orders", buyer)["buyer"]["name"]

        assert name == again.redacted("orders", buyer)["buyer"]["name"]
        assert (
            name
            == one.redacted("order_details", detail)["buyer_info"]["buyer_fullname"]
        )
        assert name != other.redacted("orders", buyer)["buyer"]["name"]
        assert name.startswith("*")
        assert 13 == len(name)

    def test_half_characters(self):
        """A text that UTF-8 cannot say has one, too."""
        row = {"buyer": {"name": "\ud800"}}

        assert redactor_of("k").redacted("orders", row)["buyer"]["name"].startswith("*")

    def test_shows_nothing(self):
        """A redactor's repr does not show its key."""
        assert "Redactor()" == repr(redactor_of("kunci"))

    def test_of_sealed_data(self, tmp_path, saved):
        """With the private key sealed buyers get the pseudonyms that open ones have."""
        rows = content(saved)["orders"]
        filled(tmp_path / "sealed", orders=map(seal, rows))
        client = Archive(tmp_path / "sealed", private_key=PEM)
        write(client, tmp_path / "r", parts=["orders"], redact="kunci")
        opened = copied(saved, tmp_path / "o", parts=["orders"], redact="kunci")
        names = [
            {row["order_id"]: row["buyer"]["name"] for row in one.rows("orders")}
            for one in (Archive(tmp_path / "r"), opened)
        ]

        assert names[0] == names[1]
        assert all(one.startswith("*") for one in names[0].values())

    def test_import(self, saved, tmp_path):
        """Dumps can be redacted while they are imported."""
        report = import_dumps(saved, tmp_path / "r", redact="kunci")
        (buyer, *_) = Archive(tmp_path / "r").rows("orders")

        assert buyer["buyer"]["name"].startswith("*")
        assert report.manifest.redaction_key == redactor_of("kunci").fingerprint


class TestSealed:
    def test_stays_sealed(self, tmp_path, saved):
        """Sealed rows are stored sealed, counted, and opened by who reads with the key."""
        rows = [seal(row) for row in content(saved)["orders"]]
        filled(tmp_path / "s", orders=rows)
        keyed = Archive(tmp_path / "s", private_key=PEM)
        write(keyed, tmp_path / "t", parts=["orders"])
        buyers = [
            {order.buyer.name for order in UnifiedShop(tokopedia=client).orders.list()}
            for client in (
                Archive(tmp_path / "t"),
                Archive(tmp_path / "t", private_key=PEM),
                Archive(saved),
            )
        ]

        def by_id(rows):
            return sorted(rows, key=lambda row: row["order_id"])

        assert by_id(rows) == by_id(content(tmp_path / "t")["orders"])
        assert len(rows) == keyed.manifest.part("orders").sealed
        assert {None} == buyers[0]
        assert buyers[1] == buyers[2]

    def test_details(self, tmp_path, saved):
        """By time of change, too, they come opened."""
        details = content(saved)["order_details"]
        plain_row = {"buyer": {"name": ""}, "recipient": {"name": "x"}}
        rows = [
            {
                **row,
                "encryption": seal({**plain_row, "buyer": {"name": "y"}})["encryption"],
            }
            for row in details
        ]
        archive = Archive(filled(tmp_path / "s", order_details=rows), private_key=PEM)

        assert {"y"} == {
            one._aside["buyer"]["name"] for one in archive.orders_by_change()
        }


def paths_of(kind, path):
    """Give the paths of all single values of a model."""
    kind = bare(kind)
    if get_origin(kind) is tuple:
        yield from paths_of(get_args(kind)[0], path)
    elif is_model(kind):
        for _, wire, annotation, _ in fields_of(kind):
            yield from paths_of(annotation, f"{path}.{wire}" if path else wire)
    else:
        yield path


def example(kind, part, path=""):
    """Fill every field of a model with a text of its own; say which are hidden."""
    kind = bare(kind)
    if get_origin(kind) is tuple:
        value, hidden, stays = example(get_args(kind)[0], part, path)
        return [value], hidden, stays
    if not is_model(kind):
        mapping = get_origin(kind) is not None
        text = f"nilai {path}"
        value = {"any": text} if mapping else text
        return (
            (value, {text}, set())
            if path in HIDDEN[part] or mapping
            else (
                value,
                set(),
                {text},
            )
        )
    row, hidden, stays = {}, set(), set()
    for _, wire, annotation, _ in fields_of(kind):
        inner = f"{path}.{wire}" if path else wire
        row[wire], more, others = example(annotation, part, inner)
        hidden |= more
        stays |= others
    return row, hidden, stays
