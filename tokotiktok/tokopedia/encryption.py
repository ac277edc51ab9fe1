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
from typing import Any

from .._crypto import PrivateKey, open_aes_gcm
from .._json import loads
from ..errors import DecodeError

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
        self._key = PrivateKey(pem)

    def __repr__(self) -> str:
        """Show nothing of the key."""
        return "<Decryptor>"

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
        blob = base64.b64decode(content, validate=True)
        nonce, sealed = blob[-_NONCE:], blob[:-_NONCE]  # the tag ends the ciphertext
        if len(sealed) < _TAG:
            raise ValueError(len(blob))
        key = self._key.open(base64.b64decode(secret, validate=True))
        plain = loads(open_aes_gcm(key, nonce, sealed))
        if not isinstance(plain, dict):
            raise TypeError(plain)
        return plain


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
