"""From a profile to clients, over a real connection."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tokotiktok.auth import Token
from tokotiktok.cli import main
from tokotiktok.cli.connecting import Connection
from tokotiktok.cli.profiles import Profile
from tokotiktok.errors import ReauthorizationRequired, ValidationError
from tokotiktok.stores import MemoryTokenStore
from tokotiktok.tokopedia import archive


@pytest.fixture
def connection(box):
    """A connection whose transport is the sandbox; the seller has authorised the app."""

    def made(*, authorised=True, tokens=None, **more):
        app = box.tiktokshop_face.app
        known = Profile(
            where="x", app_key=app.app_key, app_secret=app.app_secret, **more
        )
        one = Connection(known)
        one.tokens = MemoryTokenStore() if tokens is None else tokens
        one.app = box.tiktokshop(tokens=one.tokens, shop_cipher=None)
        if authorised:
            one.app.oauth.exchange(box.tiktokshop_face.authorize())
        return one

    return made


class TestServed:
    def test_warned(self, run, served):
        """A file that others may read is warned of, and used."""
        served.chmod(0o644)
        done = run("auth", "status", code=1)

        assert done.stderr.startswith(f"warning: {served} can be read by others")
        assert "Nobody has authorised the app" in done.stdout


class TestAccount:
    def test_only(self, connection, box):
        """The only account whose token is stored is the one that is meant."""
        assert box.tiktokshop_face.app.open_id == connection().account

    def test_named(self, connection):
        """A profile may name it."""
        assert "other" == connection(account="other").account

    def test_none(self, connection):
        """Where nobody has authorised the app, that is what must happen."""
        with pytest.raises(ReauthorizationRequired, match="no token is stored"):
            _ = connection(authorised=False).account

    def test_several(self, connection, box):
        """Of several accounts none is guessed."""
        one = connection()
        one.app.with_account("other").save_token(
            Token(access="a", expires_at=box.clock.now)
        )

        with pytest.raises(
            ValidationError, match=r"there are fiktif_open_id_0001, other"
        ):
            _ = one.account

    def test_store_of_ones_own(self, connection):
        """A store that cannot list its tokens needs the account's name."""

        class Bare:
            """Four methods, no more."""

            load = save = lease = release = None

        assert [] == connection(authorised=False, tokens=Bare()).keys
        (key,) = connection(authorised=False, tokens=Bare(), account="a").keys
        assert "a" == key.account


class TestShop:
    @pytest.mark.parametrize(
        "more",
        [
            {},
            {"shop_id": "7480000000000000001"},
            {"shop_cipher": "ROW_fiktifCipherAAAA1234"},
        ],
        ids=["the only one", "by id", "by cipher"],
    )
    def test_found(self, connection, more):
        """The shop is the only one, or the one that is named; its cipher is asked for."""
        one = connection(**more)

        assert "Toko Kopi Contoh" == one.authorized.name
        assert one.tiktokshop.warehouses.list().items
        assert one.shop.tiktokshop is one.tiktokshop

    def test_not_covered(self, connection):
        """A shop that the token does not cover is told, with those that it does."""
        with pytest.raises(
            ValidationError, match="the token covers 7480000000000000001"
        ):
            _ = connection(shop_id="1").authorized


class TestTokopedia:
    def test_none(self, connection):
        """Where there is no old shop, what needs one says how to give it."""
        one = connection()

        assert one.tokopedia is None
        with pytest.raises(ValidationError, match="TOKOTIKTOK_TOKOPEDIA_ARCHIVE"):
            one.need_tokopedia()

    def test_archive(self, box, home):
        """An archive alone is a shop, too."""
        archive.write(box.tokopedia(), home / "kopi")
        one = Connection(Profile(where="x", tokopedia_archive=str(home / "kopi")))

        assert one.need_tokopedia().archived
        assert one.shop.tiktokshop is None
        assert 9 == sum(1 for _ in one.shop.orders.list())

    def test_api(self, facts):
        """Whoever answers as the API did can be read."""
        old = facts["tokopedia"]
        one = Connection(
            Profile(
                where="x",
                tokens="memory:test_api",
                **{f"tokopedia_{name}": str(value) for name, value in old.items()},
            )
        )

        assert (
            "Toko Kopi Contoh" == one.need_tokopedia().shops.info().items[0].shop_name
        )


class TestTokens:
    def test_default(self, home):
        """Where nobody says where tokens are, they are in a file for their owner only."""
        one = Connection(Profile(where="x"))

        assert one.tokens.load(("tiktokshop", "a", "b")) is None
        folder = home / ".config" / "tokotiktok"
        assert 0o700 == folder.stat().st_mode & 0o777
        assert 0o600 == (folder / "tokens.db").stat().st_mode & 0o777


class TestSandbox:
    def test_alone(self):
        """With --sandbox nothing else is needed: no profile, no account, no network."""
        done = CliRunner().invoke(main, ["auth", "status", "--sandbox"])

        assert 0 == done.exit_code
        assert "Toko Kopi Contoh" in done.stdout
