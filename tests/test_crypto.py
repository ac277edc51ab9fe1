"""Sealing and opening."""

from __future__ import annotations

import base64
import pickle
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ed25519, padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fakes import Script, toko

from tokotiktok import SQLiteTokenStore, stores
from tokotiktok._crypto import PrivateKey, Seal, is_signed, new_key, open_aes_gcm
from tokotiktok.errors import ValidationError

RSA = rsa.generate_private_key(65537, 2048)
PLAIN = serialization.NoEncryption()


def pem(key, secret=PLAIN) -> bytes:
    """Write a private key."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, secret
    )


def of_no_algorithm() -> bytes:
    """Write a private key of an algorithm that nobody knows."""
    der = base64.b64decode(
        b"".join(pem(ed25519.Ed25519PrivateKey.generate()).split(b"\n")[1:2])
    )
    body = base64.b64encode(
        der.replace(b"\x06\x03\x2b\x65\x70", b"\x06\x03\x2b\x65\x01")
    )
    return b"-----BEGIN PRIVATE KEY-----\n" + body + b"\n-----END PRIVATE KEY-----\n"


class TestSeal:
    @pytest.mark.parametrize("form", [str, str.encode], ids=["text", "bytes"])
    def test_opens_what_it_closed(self, form):
        """What was sealed with a key is opened with it; what is sealed shows nothing."""
        seal = Seal(form(new_key()))
        sealed = seal.close(b"rahasia")

        assert b"rahasia" == seal.open(sealed)
        assert b"rahasia" not in sealed

    def test_keys_differ(self):
        """Each new key is another."""
        assert 10 == len({new_key() for _ in range(10)})

    def test_first_seals_and_all_open(self):
        """Of several keys the first seals, and each opens."""
        new, old = new_key(), new_key()
        both = Seal([new, old])

        assert b"a" == both.open(Seal(old).close(b"a"))
        assert b"b" == Seal(new).open(both.close(b"b"))
        with pytest.raises(ValueError, match="no key fits"):
            Seal(old).open(both.close(b"b"))

    def test_changed(self):
        """What was changed is not opened."""
        seal = Seal(new_key())
        sealed = bytearray(seal.close(b"rahasia"))
        sealed[30] ^= 1
        with pytest.raises(ValueError, match="no key fits"):
            seal.open(bytes(sealed))

    @pytest.mark.parametrize(
        "key",
        ["", "rahasia", b"", (), [""], [None], 5, new_key()[:-4]],
        ids=[
            "no text",
            "words",
            "no bytes",
            "none",
            "an empty one",
            "None",
            "a number",
            "short",
        ],
    )
    def test_not_a_key(self, key):
        """What is no key is refused without being quoted."""
        with pytest.raises(ValidationError, match="key is not one that") as got:
            Seal(key)

        assert "rahasia" not in str(got.value)
        assert got.value.__cause__ is None

    def test_pickles_and_shows_nothing(self):
        """It pickles as its keys, and shows none."""
        seal = Seal([new_key(), new_key()])

        assert b"a" == pickle.loads(pickle.dumps(seal)).open(seal.close(b"a"))
        assert "<Seal>" == repr(seal)


class TestPrivateKey:
    def test_opens(self):
        """What was sealed for its public half is opened, after pickling, too."""
        oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
        sealed = RSA.public_key().encrypt(b"a", oaep)
        key = PrivateKey(pem(RSA))

        assert b"a" == key.open(sealed) == pickle.loads(pickle.dumps(key)).open(sealed)
        with pytest.raises(ValueError):
            key.open(sealed[:-1])

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            (b"", "is not a PEM private key without a password"),
            (of_no_algorithm(), "is not a PEM private key without a password"),
            (
                pem(RSA, serialization.BestAvailableEncryption(b"x")),
                "is not a PEM private key without a password",
            ),
            (pem(dsa.generate_private_key(1024)), "is not an RSA key"),
        ],
        ids=["empty", "unknown", "password", "dsa"],
    )
    def test_not_a_key(self, text, says):
        """What is not an RSA key that can be read is refused."""
        with pytest.raises(ValidationError, match=f"^private_key {says}$"):
            PrivateKey(text)

    def test_is_parsed_once(self):
        """The same text is parsed once a process."""
        one, other = PrivateKey(pem(RSA)), PrivateKey(pem(RSA))

        assert one._key is other._key

    def test_shows_nothing(self):
        """Its repr holds no key."""
        assert "<PrivateKey>" == repr(PrivateKey(pem(RSA)))


class TestAesGcm:
    def test_opens(self):
        """What was sealed is opened; what was changed is not."""
        key, nonce = b"k" * 32, b"n" * 12
        sealed = AESGCM(key).encrypt(nonce, b"a", None)

        assert b"a" == open_aes_gcm(key, nonce, sealed)
        with pytest.raises(ValueError, match="the tag does not fit"):
            open_aes_gcm(key, nonce, sealed[:-1] + b"x")
        with pytest.raises(ValueError):
            open_aes_gcm(b"short", nonce, sealed)


class TestWithout:
    """Where cryptography is not installed."""

    @pytest.mark.parametrize(
        ("make", "what"),
        [
            (new_key, "a key"),
            (lambda: SQLiteTokenStore("tokens.db", key="k"), "key"),
            (lambda: toko(Script(), private_key="k"), "private_key"),
            (lambda: is_signed(b"", b"", b"k"), "public_key"),
        ],
        ids=["new_key", "store", "client", "webhooks"],
    )
    def test_says_what_to_install(self, make, what, monkeypatch):
        """A sentence says how to get it."""
        for name in ("fernet", "exceptions"):
            monkeypatch.setitem(sys.modules, f"cryptography.{name}", None)
        says = f"{what} needs cryptography: pip install 'tokotiktok[encryption]'"
        with pytest.raises(ValidationError) as got:
            make()

        assert says == str(got.value)

    def test_is_not_imported_before_its_use(self):
        """Importing the stores and the clients does not import cryptography."""
        code = (
            "import sys, tokotiktok.stores.sqlite, tokotiktok.tokopedia.client\n"
            "print('cryptography' in sys.modules)"
        )
        said = subprocess.check_output(
            [sys.executable, "-c", code], text=True, timeout=60
        )

        assert "False\n" == said


def test_key_is_exported():
    """What the stores offer is what the door gives."""
    assert stores.new_key is new_key
