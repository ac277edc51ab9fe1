"""
Sealing and opening. The only module that knows ``cryptography`` (extra ``encryption``),
which is slow to import and is imported on first use.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from .errors import ValidationError

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

Key: TypeAlias = str | bytes
"""32 random bytes as url-safe base64, as `new_key` makes them."""


def new_key() -> str:
    """
    Make a key to seal a store with. Keep it apart from the store, and never lose it.

    Raises:
        ValidationError: ``cryptography`` is not installed.
    """
    try:
        from cryptography.fernet import Fernet
    except ModuleNotFoundError as error:
        raise _missing("a key") from error
    return Fernet.generate_key().decode()


class Seal:
    """
    Seals data, so that it cannot be read or changed without the key (Fernet: AES-128-CBC
    and HMAC-SHA-256).

    The first key seals, each of them opens: so keys are changed without a pause.
    """

    def __init__(self, keys: Key | Sequence[Key]) -> None:
        """
        Take one key or several.

        Raises:
            ValidationError: one of them is none, or ``cryptography`` is not installed.
        """
        self._keys = keys
        self._fernet = _fernet(keys)

    def __repr__(self) -> str:
        """Show nothing of the keys."""
        return "<Seal>"

    def __reduce__(self) -> tuple[type[Seal], tuple[Key | Sequence[Key]]]:
        """Pickle as the keys."""
        return Seal, (self._keys,)

    def close(self, plain: bytes) -> bytes:
        """Seal with the first key."""
        return self._fernet.encrypt(plain)

    def open(self, sealed: bytes) -> bytes:
        """
        Open with the key that fits.

        Raises:
            ValueError: none does, or *sealed* is damaged.
        """
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise ValueError("no key fits") from error


def _fernet(keys: Key | Sequence[Key]) -> MultiFernet:
    try:
        from cryptography.fernet import Fernet, MultiFernet
    except ModuleNotFoundError as error:
        raise _missing("key") from error
    try:
        several = (keys,) if isinstance(keys, (str, bytes)) else keys
        return MultiFernet([Fernet(key) for key in several])
    except (TypeError, ValueError):  # which may quote the key
        msg = (
            "key is not one that tokotiktok.stores.new_key() made, nor several of them"
        )
        raise ValidationError(msg) from None


class PrivateKey:
    """An RSA key that opens what was sealed for its public half."""

    def __init__(self, pem: bytes) -> None:
        """
        Take a PEM private key without a password; each is parsed once a process.

        Raises:
            ValidationError: it is not one, or ``cryptography`` is not installed.
        """
        self._pem = pem
        self._key = _rsa_key(pem)

    def __repr__(self) -> str:
        """Show nothing of the key."""
        return "<PrivateKey>"

    def __reduce__(self) -> tuple[type[PrivateKey], tuple[bytes]]:
        """Pickle as the key's text."""
        return PrivateKey, (self._pem,)

    def open(self, sealed: bytes) -> bytes:
        """
        Open by RSA-OAEP with SHA-256.

        Raises:
            ValueError: *sealed* is for another key, or damaged.
        """
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
        return self._key.decrypt(sealed, oaep)


@lru_cache(maxsize=8)
def _rsa_key(pem: bytes) -> RSAPrivateKey:
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ModuleNotFoundError as error:
        raise _missing("private_key") from error
    try:
        key = load_pem_private_key(pem, None)
    except (TypeError, UnsupportedAlgorithm, ValueError) as error:
        msg = "private_key is not a PEM private key without a password"
        raise ValidationError(msg) from error
    if not isinstance(key, RSAPrivateKey):
        msg = "private_key is not an RSA key"
        raise ValidationError(msg)
    return key


def is_signed(message: bytes, signature: bytes, public_key: bytes) -> bool:
    """
    Whether *signature* is that of *message* by the key of *public_key* (RSASSA-PSS with
    SHA-256, and salt of any length).

    Raises:
        ValidationError: that is no PEM public RSA key, or ``cryptography`` is missing.
    """
    try:
        from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
        from cryptography.hazmat.primitives.serialization import load_pem_public_key
    except ModuleNotFoundError as error:
        raise _missing("public_key") from error
    try:
        key = load_pem_public_key(public_key)
    except (TypeError, UnsupportedAlgorithm, ValueError) as error:
        msg = "public_key is not a PEM public key"
        raise ValidationError(msg) from error
    if not isinstance(key, RSAPublicKey):
        msg = "public_key is not an RSA key"
        raise ValidationError(msg)
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.AUTO)
    try:
        key.verify(signature, message, pss, hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def open_aes_gcm(key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    """
    Open by AES-GCM; the tag ends *sealed*.

    Raises:
        ValueError: the key does not fit, or the data is damaged.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(nonce, sealed, None)
    except InvalidTag as error:
        raise ValueError("the tag does not fit") from error


def _missing(what: str) -> ValidationError:
    return ValidationError(
        f"{what} needs cryptography: pip install 'tokotiktok[encryption]'"
    )
