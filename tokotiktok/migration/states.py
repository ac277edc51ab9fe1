"""
The ``state`` of an authorisation link, signed so that it cannot be made up.

What comes back with the code says for whom the link was made. The App Store passes no
state on (rule 99), so a grant may come without.
"""

from __future__ import annotations

import base64
import hmac
import secrets
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from attrs import Attribute, define, field

from .. import _json
from .._model import is_a
from ..errors import StateError, ValidationError

if TYPE_CHECKING:
    from ..tiktokshop.client import TikTokShopClient

_SHORTEST = 16
"""A shorter secret could be guessed from one state."""
_LONGEST = 4096


def _strong(_: object, attribute: Attribute[Any], value: Any) -> None:
    given: Sequence[object] = [value] if attribute.name == "secret" else value
    if not all(isinstance(one, str) and len(one) >= _SHORTEST for one in given):
        msg = (
            f"{attribute.name} is no text, or shorter than {_SHORTEST} characters: make "
            "one with secrets.token_urlsafe(32)"
        )
        raise ValidationError(msg)


@define(kw_only=True)
class StateSigner:
    """
    Signs and checks the state of authorisation links.

    A state may be used until it expires; that a code works once is the platform's doing.
    """

    secret: str = field(repr=False, validator=_strong)
    """Yours alone, not the app's: who has it can sign for anybody."""
    previous: Sequence[str] = field(default=(), repr=False, validator=_strong)
    """Secrets used before: what they signed is still taken."""
    lifetime: timedelta = timedelta(days=7)
    """How long a link is good."""
    clock: Callable[[], float] = field(default=time.time, repr=False)

    def sign(self, customer: str) -> str:
        """
        Make the state of a link for a customer.

        Raises:
            ValidationError: *customer* is no text, or empty.
        """
        if not is_a(customer, str) or not customer:
            raise ValidationError(f"customer={customer!r} is not a text")
        ends = int(self.clock() + self.lifetime.total_seconds())
        try:
            body = _packed(_json.dumps([customer, ends, secrets.token_urlsafe(6)]))
        except UnicodeEncodeError:
            msg = f"customer={customer!r} has characters that UTF-8 has not"
            raise ValidationError(msg) from None
        return f"{body}.{_seal(self.secret, body)}"

    def verify(self, state: str | None) -> str:
        """
        Say for which customer a link was made.

        Raises:
            StateError: it is none of ours, or has expired; ``reason`` says which.
        """
        body, dot, seal = (state or "").partition(".")
        if not dot or len(body) > _LONGEST or not (body + seal).isascii():
            msg = "this is no state of ours: the App Store, for one, passes none on"
            raise StateError(msg, reason="malformed")
        signed = (_seal(one, body) for one in (self.secret, *self.previous))
        if not any(hmac.compare_digest(seal, one) for one in signed):
            msg = "this state was not signed by us, or by a secret that is gone"
            raise StateError(msg, reason="forged")
        customer, ends, _ = _json.loads(_unpacked(body))
        late = self.clock() - ends
        if late >= 0:
            msg = f"this state expired {late:.0f} s ago: send a new link"
            raise StateError(msg, reason="expired")
        found: str = customer
        return found

    def link(
        self, client: TikTokShopClient, customer: str, *, service_id: str | None = None
    ) -> str:
        """
        Make the link at which a customer authorises the client's app.

        Raises:
            ValidationError: no *service_id* is known, or *customer* is no text.
        """
        state = self.sign(customer)
        return client.oauth.authorization_url(service_id=service_id, state=state)


def _seal(secret: str, body: str) -> str:
    return _packed(
        hmac.digest(secret.encode(), b"tokotiktok:" + body.encode(), "sha256")
    )


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
