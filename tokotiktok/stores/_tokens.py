"""How a token is written in a store: as JSON with whose it is, sealed if there is a key."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from attrs import asdict, fields

from .._crypto import Key, Seal
from ..auth import Token, TokenKey
from ..errors import AuthError, StoreError, ValidationError

_FIELDS = {field.name for field in fields(Token)}
_TIMES = ("expires_at", "refresh_expires_at", "issued_at")

PLAIN = b"{"
"""What is not sealed begins with this; what is sealed, never."""


class TokenText:
    """Writes and reads tokens, each for one key of a store."""

    def __init__(self, key: Key | Sequence[Key] | None) -> None:
        self._seal = None if key is None else Seal(key)

    def write(self, key: TokenKey, token: Token) -> bytes:
        """Write *token*, so that it is read for the same *key* only."""
        plain = {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(token).items()
            if value is not None
        }
        text = json.dumps({"of": key, "token": plain}).encode()
        return text if self._seal is None else self._seal.close(text)

    def read(self, key: TokenKey, text: bytes) -> Token:
        """
        Read the token of *key*. What a later version of this library added is left out.

        Raises:
            ValidationError: it is sealed, and no key that was given fits.
            StoreError: it is damaged, or was stored for another key.
        """
        if not text.startswith(PLAIN):
            text = self._opened(key, text)
        try:
            found = json.loads(text)
            of, plain = tuple(found["of"]), found["token"]
            given = {name: value for name, value in plain.items() if name in _FIELDS}
            for name in _TIMES:
                if name in given:
                    given[name] = datetime.fromisoformat(given[name])
            given["scopes"] = tuple(given.get("scopes", ()))
            token = Token(**given)
        except (AttributeError, AuthError, KeyError, TypeError, ValueError) as error:
            msg = f"the stored token of {key.platform} account {key.account} is damaged"
            raise StoreError(msg) from error
        if of != key:
            msg = (
                f"what is stored for {key.platform} account {key.account} is another "
                "account's token: its row was copied"
            )
            raise StoreError(msg)
        return token

    def _opened(self, key: TokenKey, text: bytes) -> bytes:
        whose = f"the token of {key.platform} account {key.account}"
        if self._seal is None:
            msg = f"{whose} is sealed: give the store the key that it was sealed with"
            raise ValidationError(msg)
        try:
            return self._seal.open(text)
        except ValueError as error:
            msg = f"{whose} is sealed with another key than was given, or damaged"
            raise ValidationError(msg) from error
