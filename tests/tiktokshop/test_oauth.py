"""How an authorisation ends, and what is read of a token."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
from attrs import evolve
from fakes import FRESH, NOW, PAGE, FakeClock, Script, no, ok, sample, tiktok, token

from tokotiktok import MemoryTokenStore
from tokotiktok.errors import (
    AuthError,
    DecodeError,
    ReauthorizationRequired,
    ScopeError,
    ValidationError,
)
from tokotiktok.tiktokshop.oauth import read_token

TODAY = datetime.fromtimestamp(NOW, timezone.utc)
URL = "https://services.tiktokshop.com/open/authorize?service_id=74"
DECLINED = {
    code
    for name, url in sample("tiktokshop", "auth_redirects").items()
    for code in parse_qs(urlsplit(url).query)["code"]
    if name.startswith("denied")
}
"""What stands in the place of a code if the seller declined."""


def ended(script, call=lambda client: client.orders.search(), **options):
    """Make a call that only the seller can help; give the error."""
    client = tiktok(script, **{"service_id": "74", **options})
    with pytest.raises(ReauthorizationRequired) as caught:
        call(client)
    return caught.value


class TestTheEnd:
    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            (105001, "revoked"),
            (36004001, "refresh_expired"),
            (36004005, "never_authorised"),
            (36004004, "code_refused"),
        ],
    )
    def test_told_by_the_platform(self, code, reason):
        """Each code that only the seller can help has its reason, and where to go."""
        error = ended(Script(no(code)), token=token(account="fiktif_open_id_0001"))

        assert (code, reason, URL, "fiktif_open_id_0001") == (
            error.code,
            error.reason,
            error.authorization_url,
            error.account,
        )

    def test_refresh_token_is_over(self):
        """A refresh token whose end has passed is not sent; the error is there at once."""
        over = token(days=-1, refresh_expires_at=TODAY)
        script = Script(PAGE)
        error = ended(script, token=over)

        assert [] == script.sent
        assert ("refresh_expired", URL, "getOrderList") == (
            error.reason,
            error.authorization_url,
            error.operation,
        )
        assert "ended at 2026-01-01 00:00 UTC" in error.message

    def test_refresh_token_lasts(self):
        """Until its end a refresh token is used."""
        good = token(days=-1, refresh_expires_at=TODAY + timedelta(seconds=1))
        script = Script(ok(FRESH), PAGE)
        tiktok(script, token=good).orders.search()

        assert 2 == len(script.sent)

    def test_by_their_clock(self):
        """Whether it is over is judged by the platform's time, once that is known."""
        good = token(days=-1, refresh_expires_at=TODAY + timedelta(minutes=5))
        client = tiktok(Script(PAGE), token=good)
        client._session.offset.seconds = 301

        with pytest.raises(ReauthorizationRequired, match="ended at"):
            client.orders.search()

    def test_refused_and_over(self):
        """An access token that is refused when its refresh token is over ends it, too."""
        over = token(refresh_expires_at=TODAY)
        script = Script(no(105002, status=401))
        error = ended(script, token=over)

        assert (1, "refresh_expired") == (len(script.sent), error.reason)

    def test_nothing_stored(self):
        """A client without a token sends nothing, and says what to do."""
        script = Script(PAGE)
        error = ended(script, tokens=MemoryTokenStore(), account="x")

        assert [] == script.sent
        assert ("never_authorised", URL, "x") == (
            error.reason,
            error.authorization_url,
            error.account,
        )
        assert "exchange(code)" in error.message

    def test_without_a_refresh_token(self):
        """A token that came without a refresh token ends for good."""
        error = ended(Script(PAGE), token=evolve(token(days=-1), refresh=None))

        assert "not_renewable" == error.reason

    @pytest.mark.parametrize("code", ["", *sorted(DECLINED)])
    def test_declined(self, code):
        """A redirect without a code means that the seller declined."""
        script = Script(PAGE)
        error = ended(script, lambda client: client.oauth.exchange(code))

        assert [] == script.sent
        assert ("denied", URL, None) == (
            error.reason,
            error.authorization_url,
            error.account,
        )

    def test_used_code(self):
        """A code that was used says so; whose it was is not known."""
        error = ended(
            Script(no(36004004)),
            lambda client: client.oauth.exchange("code"),
            token=token(account="somebody"),
        )

        assert ("code_refused", None) == (error.reason, error.account)

    def test_without_a_service_id(self):
        """Where the service id is not known there is no URL to give."""
        error = ended(Script(no(105001)), service_id=None)

        assert ("revoked", None, None) == (
            error.reason,
            error.authorization_url,
            error.account,
        )

    def test_pickles(self):
        """A worker can hand it over with reason and URL."""
        error = pickle.loads(pickle.dumps(ended(Script(no(105001)))))

        assert ("revoked", URL) == (error.reason, error.authorization_url)

    def test_other_refusals_are_other_errors(self):
        """A missing scope, or a wrong signature, is nothing the seller can end by a visit."""
        with pytest.raises(ScopeError):
            tiktok(Script(no(105005))).orders.search()
        with pytest.raises(AuthError) as caught:
            tiktok(Script(no(106001))).orders.search()
        assert not isinstance(caught.value, ReauthorizationRequired)

    def test_wrong_signature(self):
        """A wrong signature says once what shows how it was made."""
        with pytest.raises(AuthError) as caught:
            tiktok(Script(no(106001, "signature is invalid"))).orders.search()

        assert 1 == str(caught.value).count("client.explain_signature(...) shows")

    def test_within_a_renewal(self):
        """Also where two calls, one within the other, pass the error on."""
        with pytest.raises(AuthError) as caught:
            tiktok(Script(no(105002), no(106001))).orders.search()

        assert 1 == str(caught.value).count("client.explain_signature(...) shows")
        assert caught.value.args == (caught.value.message,)


class TestReadToken:
    def test_all(self):
        """Everything that is told of a token is kept; its ends are points in time."""
        told = {
            **FRESH,
            "seller_name": "Toko Fiktif",
            "seller_base_region": "ID",
            "user_type": 0,
            "granted_scopes": ["seller.order.info"],
        }
        got = read_token(told, TODAY)

        assert ("TTP_fiktif-access-0002", "TTP_fiktif-refresh-0002") == (
            got.access,
            got.refresh,
        )
        assert (TODAY + timedelta(seconds=600_000), TODAY) == (
            got.expires_at,
            got.issued_at,
        )
        assert TODAY + timedelta(seconds=30_000_000) == got.refresh_expires_at
        assert (
            "fiktif_open_id_0001",
            "Toko Fiktif",
            "ID",
            0,
            ("seller.order.info",),
        ) == (
            got.account,
            got.seller_name,
            got.region,
            got.user_type,
            got.scopes,
        )

    def test_little(self):
        """What is not told, or not of its type, is not known."""
        told = {
            "access_token": "TTP_a",
            "access_token_expire_in": int(NOW),
            "refresh_token": 7,
            "refresh_token_expire_in": 604_800,
            "open_id": "",
            "user_type": "seller",
            "granted_scopes": "all",
        }
        got = read_token(told, TODAY)

        assert (None, None, None, None, ()) == (
            got.refresh,
            got.refresh_expires_at,
            got.account,
            got.user_type,
            got.scopes,
        )

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            (None, "no access_token"),
            ([], "no access_token"),
            ({"access_token": 7}, "no access_token"),
            ({"access_token": ""}, "no access_token"),
            ({"access_token": "a"}, "access_token_expire_in"),
            ({"access_token": "a", "access_token_expire_in": 604_800}, "expire_in"),
            ({"access_token": "a", "access_token_expire_in": "1"}, "expire_in"),
            ({"access_token": "a", "access_token_expire_in": 10**12}, "expire_in"),
        ],
        ids=str,
    )
    def test_none(self, told, said):
        """What is no token, or has no plausible end, is not taken, and is not quoted."""
        with pytest.raises(DecodeError, match=said) as caught:
            read_token(told, TODAY)
        assert "604" not in str(caught.value)

    def test_earliest_end(self):
        """A moment is one from 2001 on; a smaller number is a duration."""
        told = {"access_token": "a", "access_token_expire_in": 10**9}

        assert 10**9 == read_token(told, TODAY).expires_at.timestamp()
        with pytest.raises(DecodeError):
            read_token({**told, "access_token_expire_in": 10**9 - 1}, TODAY)

    def test_issued_when_asked(self):
        """A token is issued when it was asked for, by the client's clock."""
        clock = FakeClock(NOW + 5.5)
        got = tiktok(Script(ok(FRESH)), fake_clock=clock).oauth.exchange("code")

        assert TODAY + timedelta(seconds=5) == got.issued_at


class TestAuthorizationURL:
    def test_given_one_wins(self):
        """A service id that is given is the one that is used."""
        oauth = tiktok(Script(PAGE), service_id="74").oauth

        assert oauth.authorization_url(service_id="75").endswith("service_id=75")

    def test_none(self):
        """Without one the error says where it is found."""
        with pytest.raises(ValidationError, match="not the app_key"):
            tiktok(Script(PAGE)).oauth.authorization_url()
