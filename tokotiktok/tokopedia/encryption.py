"""
The sealed buyer data of orders.

Since November 2020 names, phones and addresses come as empty strings, and the real ones
sealed for the public key that the app registered. Needs ``cryptography`` (extra
``encryption``).

Source: Tokopedia Open Platform guide, "Encryption".
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._json import loads
from ..errors import DecodeError, ValidationError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_NONCE, _TAG = 12, 16


class Decryptor:
    """
    Opens sealed order data with the app's private key.

    The key is parsed once: that costs a hundred times what opening an order does.
    """

    def __init__(self, private_key: str | bytes) -> None:
        """
        Load a PEM private key without a password.

        Raises:
            ValidationError: it is not one, or ``cryptography`` is not installed.
        """
        pem = private_key.encode() if isinstance(private_key, str) else private_key
        self._pem = pem
        self._key = _load(pem)

    def __repr__(self) -> str:
        """Show nothing of the key."""
        return "<Decryptor>"

    def __reduce__(self) -> tuple[type[Decryptor], tuple[bytes]]:
        """Pickle as the key's text."""
        return Decryptor, (self._pem,)

    def open_order(self, order: dict[str, Any]) -> dict[str, Any]:
        """
        Put the sealed values of an order row where they belong.

        Raises:
            DecodeError: they are sealed for another key, or damaged.
        """
        sealed = order.get("encryption")
        if not isinstance(sealed, dict) or not sealed.get("content"):
            return order
        try:
            plain = self._open(sealed.get("secret") or "", sealed["content"])
        except (TypeError, ValueError) as error:
            msg = (
                "the buyer data of an order cannot be opened: it is sealed for another "
                "key than private_key, or damaged"
            )
            raise DecodeError(msg) from error
        return _merged(order, plain)

    def _open(self, secret: str, content: str) -> Mapping[str, Any]:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        blob = base64.b64decode(content, validate=True)
        nonce, sealed = blob[-_NONCE:], blob[:-_NONCE]  # the tag ends the ciphertext
        if len(sealed) < _TAG:
            raise ValueError(len(blob))
        key = self._open_key(base64.b64decode(secret, validate=True))
        try:
            plain = loads(AESGCM(key).decrypt(nonce, sealed, None))
        except InvalidTag as error:
            raise ValueError("tag") from error
        if not isinstance(plain, dict):
            raise TypeError(plain)
        return plain

    def _open_key(self, secret: bytes) -> bytes:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
        return self._key.decrypt(secret, oaep)


def _load(pem: bytes) -> RSAPrivateKey:
    try:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ModuleNotFoundError as error:
        msg = "private_key needs cryptography: pip install 'tokotiktok[encryption]'"
        raise ValidationError(msg) from error
    try:
        key = load_pem_private_key(pem, None)
    except (TypeError, ValueError) as error:
        msg = "private_key is not a PEM private key without a password"
        raise ValidationError(msg) from error
    if not isinstance(key, RSAPrivateKey):
        msg = "private_key is not an RSA key"
        raise ValidationError(msg)
    return key


def _merged(row: Mapping[str, Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Put *plain* over *row*, object by object."""
    merged = dict(row)
    for name, value in plain.items():
        old = merged.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[name] = _merged(old, value)
        else:
            merged[name] = value
    return merged
