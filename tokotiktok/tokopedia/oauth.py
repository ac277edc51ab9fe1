"""
How tokens of the Tokopedia Open Platform are got: by the app's own credentials.

While a token lives, asking again gives the same one; there is nothing to renew early.

Source: Tokopedia Open Platform guide, "Authentication"; news of 2021-10-22.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from attrs import define, field

from .._session import Session
from ..auth import Token, TokenKey
from ..errors import DecodeError
from ..platforms import Platform
from ..wire import Call, Operation

_TOKEN = Operation(
    "token",
    "POST",
    "/token",
    repeatable=True,
    shop="none",
    envelope="none",
    host="auth",
)


_LONGEST = 10 * 365 * 86_400


def _is_life(seconds: object) -> bool:
    return isinstance(seconds, int) and 0 <= seconds <= _LONGEST


@define
class OAuth:
    """The authorisation of one app."""

    session: Session = field(init=False, repr=False)

    def renew(self, key: TokenKey, old: Token | None) -> Token:  # noqa: ARG002 - none is needed
        """
        Get the app's token.

        Raises:
            AuthError: the platform does not know the credentials.
        """
        call = Call(_TOKEN, query={"grant_type": "client_credentials"})
        answer = self.session.call(call)
        access, seconds = answer.get("access_token"), answer.get("expires_in")
        if not access or not isinstance(access, str) or not _is_life(seconds):
            msg = "the token endpoint's answer holds no token and lifetime"
            raise DecodeError(msg, platform=Platform.TOKOPEDIA)
        now = datetime.fromtimestamp(int(self.session.clock()), timezone.utc)
        return Token(
            access=access, expires_at=now + timedelta(seconds=seconds), issued_at=now
        )
