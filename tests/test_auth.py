"""What a token is, and what it is not."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from fakes import NOW, token

from tokotiktok import Token
from tokotiktok.errors import AuthError

ENDS = datetime.fromtimestamp(NOW, timezone.utc)


class TestToken:
    @pytest.mark.parametrize("name", ["expires_at", "issued_at", "refresh_expires_at"])
    @pytest.mark.parametrize(
        ("value", "says"),
        [
            (datetime(2026, 1, 1), " has no time zone: give an aware datetime"),  # noqa: DTZ001 - the point
            (1_767_225_600, " is not a datetime"),
        ],
        ids=["naive", "number"],
    )
    def test_needs_a_zone(self, name, value, says):
        """A time without a zone could be any of two dozen moments."""
        with pytest.raises(AuthError) as got:
            Token(**{"access": "a", "expires_at": ENDS, name: value})

        assert f"{name}={value!r}{says}" == str(got.value)

    @pytest.mark.parametrize("access", ["a\nb", "é", b"a", None], ids=repr)
    def test_fits_into_a_header(self, access):
        """What cannot be sent in a header is no access token."""
        with pytest.raises(AuthError, match="access is not a text that a header"):
            Token(access=access, expires_at=ENDS)

    def test_shows_no_secret(self):
        """Neither token is in the repr."""
        assert "fiktif" not in repr(token())

    def test_needs_no_more_than_itself_and_its_end(self):
        """What else came with it may be missing."""
        least = Token(access="a", expires_at=ENDS)
        more = (least.refresh, least.refresh_expires_at, least.issued_at)
        whose = (least.account, least.seller_name, least.region, least.user_type)

        assert {None} == {*more, *whose}
        assert () == least.scopes
