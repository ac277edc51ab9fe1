"""What a seller does with an authorisation reaches the token store."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from fakes import NOW, token
from webhooks_data import APPS

from tokotiktok import MemoryTokenStore, Platform, TokenKey
from tokotiktok.errors import ReauthorizationRequired
from tokotiktok.sandbox import Sandbox
from tokotiktok.tiktokshop.webhooks import Event
from tokotiktok.unified.events import AuthorizationEnded, AuthorizationEnding
from tokotiktok.webhooks import Handlers, Inbox, Receiver
from tokotiktok.webhooks.authorizations import Authorizations

SHOP = "7490000000000000001"
KEY = TokenKey("tiktokshop", "6fiktif8key", "fiktif_open_id_0001")
AT = datetime.fromtimestamp(NOW, timezone.utc)
HOUR = timedelta(hours=1)


@pytest.fixture
def tokens():
    """A store with a token from an hour ago."""
    store = MemoryTokenStore()
    store.save(KEY, token(issued_at=AT - HOUR), if_version=0)
    return store


@pytest.fixture
def keeper(tokens):
    return Authorizations(tokens, account_of={SHOP: KEY.account}.get, app_key=KEY.app)


def event(kind, **more):
    given = {"shop_id": SHOP, "happened_at": AT, "source": Event(), **more}
    return kind(api=Platform.TIKTOK_SHOP, identity="1", **given)


class TestEnded:
    def test_over(self, keeper, tokens):
        """A token that the seller has withdrawn is over from that moment on, once."""
        assert keeper.ended(event(AuthorizationEnded))
        token = tokens.load(KEY).token
        assert (AT, AT) == (token.expires_at, token.refresh_expires_at)
        assert not keeper.ended(event(AuthorizationEnded))

    def test_nothing_stored(self, keeper, tokens):
        """Where there is no token, there is nothing to note."""
        tokens.forget(KEY)

        assert not keeper.ended(event(AuthorizationEnded))
        assert tokens.load(KEY) is None

    def test_by_seller(self, keeper, tokens):
        """Where the event names the seller, no shop need be known."""
        of = Event(seller_open_id=KEY.account)

        assert keeper.ended(event(AuthorizationEnded, source=of, shop_id=None))
        assert AT == tokens.load(KEY).token.expires_at

    @pytest.mark.parametrize(
        "more",
        [
            {"happened_at": AT - 2 * HOUR},
            {"happened_at": None},
            {"shop_id": "1"},
            {"shop_id": None},
            {"app": "another"},
        ],
        ids=["late", "undated", "unknown shop", "no shop", "another app"],
    )
    def test_keeps(self, keeper, tokens, more):
        """A token that may be newer, or another's, is kept."""
        before = tokens.load(KEY)

        assert not keeper.ended(event(AuthorizationEnded, **more))
        assert before == tokens.load(KEY)

    def test_keeps_what_has_no_date(self, keeper, tokens):
        """A token that does not say when it was issued may be newer."""
        tokens.save(KEY, token(), if_version=None)

        assert not keeper.ended(event(AuthorizationEnded))

    def test_no_app(self, tokens):
        """An event that says no app, where none was given, is nobody's."""
        keeper = Authorizations(tokens, account_of={SHOP: KEY.account}.get)

        assert not keeper.ended(event(AuthorizationEnded))
        assert keeper.ended(event(AuthorizationEnded, app=KEY.app))


class TestEnding:
    def test_notes(self, keeper, tokens):
        """When the seller must authorise again stands with the token."""
        before = tokens.load(KEY)
        ends = AT + 24 * HOUR

        assert keeper.ending(event(AuthorizationEnding, ends_at=ends))
        assert ends == tokens.load(KEY).token.refresh_expires_at
        assert before.token.access == tokens.load(KEY).token.access

    @pytest.mark.parametrize(
        "more",
        [{"ends_at": None}, {"ends_at": AT, "happened_at": AT - 2 * HOUR}],
        ids=["undated", "late"],
    )
    def test_leaves(self, keeper, tokens, more):
        """What says no time, or is older than the token, changes nothing."""
        before = tokens.load(KEY)

        assert not keeper.ending(event(AuthorizationEnding, **more))
        assert before == tokens.load(KEY)


class TestRace:
    @pytest.mark.parametrize("kind", [AuthorizationEnded, AuthorizationEnding])
    def test_authorised_meanwhile(self, kind):
        """A token that is saved at that very moment is not overwritten, nor lost."""

        class Racing(MemoryTokenStore):
            def load(self, key):
                found = super().load(key)
                self.save(key, token("new"), if_version=None)
                return found

        store = Racing()
        store.save(KEY, token(issued_at=AT - HOUR), if_version=0)
        keeper = Authorizations(
            store, account_of={SHOP: KEY.account}.get, app_key=KEY.app
        )
        more = {"ends_at": AT + HOUR} if kind is AuthorizationEnding else {}
        noted = (
            keeper.ended(event(kind))
            if not more
            else keeper.ending(event(kind, **more))
        )

        assert not noted
        assert token("new") == MemoryTokenStore.load(store, KEY).token


class TestReceived:
    def test_whole_way(self, tmp_path):
        """A seller who withdraws is asked again, and one who came back since is not."""
        box, events, tokens = Sandbox(seed=1), Handlers(), MemoryTokenStore()
        app = box.tiktokshop_face.app
        client = box.tiktokshop(tokens=tokens, account=app.open_id)
        keeper = Authorizations(tokens, account_of={app.shop_id: app.open_id}.get)
        events.on(AuthorizationEnded)(keeper.ended)
        receiver = Receiver(
            events,
            Inbox(tmp_path / "inbox.db", clock=box.clock),
            tiktokshop_apps={**APPS, app.app_key: app.app_secret},
        )
        box.hooks.listen(receiver.tiktokshop)
        key = TokenKey("tiktokshop", app.app_key, app.open_id)
        client.oauth.exchange(box.tiktokshop_face.authorize())
        box.clock.advance(hours=1)
        box.integration.revoke()
        box.clock.advance(hours=1)
        client.oauth.exchange(box.tiktokshop_face.authorize())
        receiver.work()
        came_back = tokens.load(key)
        box.clock.advance(hours=1)
        box.integration.revoke()
        receiver.work()

        assert came_back.token.expires_at > box.clock.now
        assert tokens.load(key).token.expires_at == box.clock.now
        box.clock.advance(minutes=1)
        with pytest.raises(ReauthorizationRequired):
            client.shops.list()
