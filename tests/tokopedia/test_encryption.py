"""The sealed buyer data of orders."""

from __future__ import annotations

import base64
import json
import pickle

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fakes import TOKEN_ANSWER, Script, answer, sample, toko

from tokotiktok.errors import DecodeError, ValidationError
from tokotiktok.tokopedia.encryption import Decryptor

VECTOR = sample("tokopedia", "encryption_vector")
KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
)


def sealed() -> dict:
    """Seal the vector's secret for the key of this test."""
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    secret = KEY.public_key().encrypt(bytes.fromhex(VECTOR["secret_plain_hex"]), oaep)
    return {
        "secret": base64.b64encode(secret).decode(),
        "content": VECTOR["encryption"]["content"],
    }


def reseal(plain: bytes) -> bytes:
    """Seal other values with the vector's secret."""
    secret, nonce = bytes.fromhex(VECTOR["secret_plain_hex"]), b"n" * 12
    return AESGCM(secret).encrypt(nonce, plain, None) + nonce


def row() -> dict:
    """Make a list row whose buyer data is sealed."""
    found = sample("tokopedia", "order_list")["data"][0]
    for part in ("buyer", "recipient"):
        found[part]["name"] = found[part]["phone"] = ""
    return {**found, "encryption": sealed()}


class TestDecryptor:
    def test_known_answer(self):
        """The published vector opens to its plain text."""
        opened = Decryptor(PEM).open_order({"encryption": sealed(), "order_id": 1})
        plain = json.loads(VECTOR["plaintext_utf8"])

        assert plain["buyer"] == opened["buyer"]
        assert opened["order_id"] == 1

    def test_merges_deep(self):
        """What was not sealed stays beside what was."""
        opened = Decryptor(PEM).open_order(row())

        assert "Pembeli Fiktif" == opened["buyer"]["name"]
        assert "DKI Jakarta" == opened["recipient"]["address"]["province"]

    def test_not_sealed(self):
        """An order that is not sealed is left alone."""
        order = {"encryption": {"secret": "", "content": ""}, "a": 1}

        assert order == Decryptor(PEM).open_order(order)

    def test_damaged(self):
        """Damaged or foreign data says so."""
        broken = {"secret": sealed()["secret"], "content": base64.b64encode(b"x" * 40)}

        with pytest.raises(DecodeError, match="sealed for another"):
            Decryptor(PEM).open_order({"encryption": broken})

    @pytest.mark.parametrize(
        "content", [b"", b"x" * 27, reseal(b"[1]"), reseal(b"{")], ids=ascii
    )
    def test_holds_no_values(self, content):
        """What is too short, or holds no object when opened, says so."""
        broken = {**sealed(), "content": base64.b64encode(content or b"=").decode()}

        with pytest.raises(DecodeError, match="or damaged"):
            Decryptor(PEM).open_order({"encryption": broken})

    @pytest.mark.parametrize(
        "pem", ["", "not a key", PEM[:100]], ids=["empty", "words", "cut"]
    )
    def test_no_key(self, pem):
        """What is not a private key is refused when the client is made."""
        with pytest.raises(ValidationError, match="private_key"):
            Decryptor(pem)

    def test_shows_nothing(self):
        """Its repr holds no key; it pickles."""
        made = pickle.loads(pickle.dumps(Decryptor(PEM)))

        assert "<Decryptor>" == repr(made)


class TestClient:
    def test_orders_come_opened(self):
        """With a private key, orders come with their buyers."""
        script = Script(answer(TOKEN_ANSWER), answer({"header": {}, "data": [row()]}))
        client = toko(script, private_key=PEM.decode())
        order = client.request("GET", "/v2/order/list")[0]

        assert "Pembeli Fiktif" == order["buyer"]["name"]

    def test_one_order(self):
        """An order that comes alone is opened as well."""
        script = Script(answer(TOKEN_ANSWER), answer({"header": {}, "data": row()}))
        client = toko(script, private_key=PEM)
        order = client.request("GET", "/v2/fs/1/order")

        assert "Pembeli Fiktif" == order["buyer"]["name"]

    @pytest.mark.parametrize("data", [7, None, {"order_id": 1}, [7]], ids=str)
    def test_what_is_not_sealed(self, data):
        """With a key, all else comes as it does without one."""
        script = Script(answer(TOKEN_ANSWER), answer({"header": {}, "data": data}))
        client = toko(script, private_key=PEM)

        assert data == client.request("GET", "/v2/order/list")

    def test_another_key_leaves_the_row_sealed(self):
        """A row sealed for another key stays as it came; the others are opened."""
        foreign = {**row(), "encryption": {**sealed(), "secret": "AAAA"}}
        body = {"header": {}, "data": [foreign, row()]}
        client = toko(Script(answer(TOKEN_ANSWER), answer(body)), private_key=PEM)
        first, second = client.request("GET", "/v2/order/list")

        assert ("", "Pembeli Fiktif") == (
            first["buyer"]["name"],
            second["buyer"]["name"],
        )

    def test_another_key_leaves_a_single_order_sealed(self):
        """So does a single order: all but its buyer can be read, and acted on."""
        foreign = {**row(), "encryption": {**sealed(), "secret": "AAAA"}}
        body = {"header": {}, "data": foreign}
        client = toko(Script(answer(TOKEN_ANSWER), answer(body)), private_key=PEM)

        assert foreign == client.request("GET", "/v2/fs/99999/order")
