"""``doctor``: each thing that keeps calls from succeeding, and what to do."""

from __future__ import annotations

import json
import socket
from datetime import timedelta

import pytest
from attrs import evolve
from fakes import Script, answer, toko

from tokotiktok.cli.checks import State, examine
from tokotiktok.cli.connecting import Connection, Pretended
from tokotiktok.cli.profiles import Profile
from tokotiktok.errors import ValidationError
from tokotiktok.tokopedia import archive
from tokotiktok.wire import Response


@pytest.fixture
def connection(box):
    """A connection to the made-up shop, in which nothing is wrong."""
    return Pretended(box)


def found(connection, *calls):
    """Look, and give what was found by name."""
    return {one.name: one for one in examine(connection, calls)}


def wrong(connection, name, *calls):
    """Look, and give the one thing that is wrong: what, and what to do."""
    checks = [one for one in examine(connection, calls) if one.state is State.WRONG]
    (one,) = [one for one in checks if one.name == name]
    return one.what, one.todo or ""


def answering(connection, **headers):
    """Let the host answer the first request so."""
    connection.transport = Answering(headers.pop("body", b'{"code": 1}'), headers)


class Answering:
    """A host that always answers the same."""

    def __init__(self, body, headers):
        self._answer = Response(400, headers, body)

    def send(self, request, timeout):
        return self._answer


class TestCommand:
    def test_well(self, run):
        """Where all is well, each line says so, and it ends with 0."""
        said = run("doctor", "--sandbox").stdout

        assert 7 == said.count("\nok")
        assert max(map(len, said.splitlines())) <= 100

    def test_wrong(self, run):
        """What is wrong comes with what to do, and ends with 1."""
        rows = json.loads(
            run(
                "doctor",
                "--sandbox",
                "--json",
                "--call",
                "products.update_price",
                code=1,
            ).stdout
        )

        (one,) = [row for row in rows if row["state"] == "wrong"]
        assert (
            "products.update_price: needs seller.product.write, which was not granted"
            == one["what"]
        )
        assert one["todo"].startswith("Enable it for the app in Partner Center")

    def test_served(self, run, served, box):
        """Over a real connection it finds what it finds in process."""
        rows = json.loads(run("doctor", "--json", code=1).stdout)

        assert [
            ("app", "ok"),
            ("host", "ok"),
            ("clock", "ok"),
            ("token", "wrong"),
            ("Tokopedia", "ok"),
        ] == [(one["name"], one["state"]) for one in rows]

    @pytest.mark.parametrize(
        ("call", "hint"),
        [("order.search", "did you mean orders.search?"), ("x", "say it as")],
    )
    def test_no_call(self, run, call, hint):
        """A call that is none ends with 2, with the one that may be meant."""
        assert hint in run("doctor", "--sandbox", "--call", call, code=2).stderr


class TestHost:
    def test_not_reached(self, connection):
        """A host that is not there is told."""
        with socket.create_server(("127.0.0.1", 0)) as closed:
            url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        one = Connection(evolve(connection.profile, base_url=url, app_secret="x"))
        one.tokens = connection.tokens

        what, todo = wrong(one, "host")
        assert what.startswith(f"{url} is not reached: ")
        assert "HTTPS_PROXY" in todo

    @pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}"])
    def test_another(self, connection, body):
        """What answers in its place, such as a captive portal, is told apart."""
        answering(connection, body=body)

        assert "but not as TikTok Shop's API (HTTP 400)" in wrong(connection, "host")[0]


class TestClock:
    @pytest.mark.parametrize(
        ("date", "said"),
        [
            ("Mon, 15 Sep 2025 01:59:30 GMT", "30 s ahead of the host's"),
            ("Mon, 15 Sep 2025 02:04:10 GMT", "250 s behind the host's"),
        ],
        ids=["ahead", "behind"],
    )
    def test_off(self, connection, date, said):
        """A clock that is so far off that calls are refused is wrong."""
        answering(connection, date=date)

        what, todo = wrong(connection, "clock")
        assert said == what
        assert "NTP" in todo

    @pytest.mark.parametrize(
        "date", ["Mon, 15 Sep 2025 01:59:40 GMT", "Mon, 15 Sep 2025 02:03:50 GMT"]
    )
    def test_near_enough(self, connection, date):
        """The platform takes what is half a minute ahead or minutes behind."""
        answering(connection, date=date)

        assert State.OK is found(connection)["clock"].state

    def test_not_told(self, connection):
        """A host may not say what time it is."""
        answering(connection)

        assert State.UNKNOWN is found(connection)["clock"].state


class TestToken:
    def keep(self, connection, **changes):
        """Change the token that is stored."""
        (key,) = connection.keys
        token = connection.tokens.load(key).token
        connection.tokens.save(key, evolve(token, **changes), if_version=None)

    def test_none(self, connection):
        """Where there is none, a login gets one, and no call is tried."""
        connection.tokens.forget(connection.keys[0])

        what, todo = wrong(connection, "token")
        assert "none is stored" == what
        assert "auth login" in todo
        assert "shop" not in found(connection)

    def test_forgotten(self, connection):
        """So it is where the store cannot list, and has none for the account."""
        connection.profile = evolve(connection.profile, account="other")

        assert "none is stored" == wrong(connection, "token")[0]

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            (
                {"refresh": None, "expires_at": -1},
                "it was good until 2025-09-14 09:00 WIB",
            ),
            (
                {"refresh": None},
                "good until 2025-09-22 09:00 WIB, and nothing renews it",
            ),
            (
                {"refresh_expires_at": -1},
                "the authorisation ended at 2025-09-14 09:00 WIB",
            ),
            (
                {"refresh_expires_at": 13},
                "the authorisation ends at 2025-09-28 09:00 WIB",
            ),
        ],
        ids=["ended", "not renewable", "authorisation ended", "ends soon"],
    )
    def test_ending(self, connection, box, changes, said):
        """A token or an authorisation that ends is wrong while there is time to act."""
        now = box.clock.now
        self.keep(
            connection,
            **{
                name: now + timedelta(days=value) if isinstance(value, int) else value
                for name, value in changes.items()
            },
        )

        what, todo = wrong(connection, "token")
        assert said == what
        assert "auth login" in todo

    def test_no_end(self, connection):
        """A token that is renewed without an end is well."""
        self.keep(connection, refresh_expires_at=None)

        assert State.OK is found(connection)["token"].state

    def test_refused(self, connection, box):
        """A token that the platform has withdrawn shows when it is used."""
        box.tiktokshop_face.grants.clear()
        box.tiktokshop_face.grants.append(box.tiktokshop_face._grant(99))

        what, todo = wrong(connection, "shop")
        assert what
        assert todo


class TestShop:
    def test_cipher(self, connection):
        """A cipher that the token does not cover is told, and not quoted."""
        connection.profile = evolve(connection.profile, shop_cipher="ROW_other")

        what, _ = wrong(connection, "shop")
        assert what.endswith("the token covers 7480000000000000001")
        assert "ROW_other" not in what

    def test_without_a_name(self, connection):
        """A shop may have no name."""
        there = connection.authorized
        connection.authorized = evolve(there, name=None)

        assert "the token covers 7480000000000000001" == found(connection)["shop"].what


class TestScopes:
    def test_not_told(self, connection):
        """A token that came from elsewhere may not say what it is good for."""
        TestToken().keep(connection, scopes=())

        assert State.UNKNOWN is found(connection)["scopes"].state

    def test_of_the_documentation(self, connection):
        """A scope that the documentation lists and nobody can be given is not asked for."""
        assert State.OK is found(connection, "shops.list")["scopes"].state


class TestApp:
    def test_no_secret(self):
        """What a profile does not say is wrong; nothing else can be looked at then."""
        one = Connection(
            Profile(where="the environment", app_key="1", tokens="memory:d")
        )

        what, _ = wrong(one, "app")
        assert what.startswith("the environment does not say app_secret")

    def test_no_app(self):
        """A profile with neither side lacks the app."""
        one = Connection(Profile(where="x", tokens="memory:d"))

        assert wrong(one, "app")[0].startswith("x does not say app_")


class TestTokopedia:
    def test_archive(self, box, home):
        """An archive that is complete is well; one that is not goes on when exported."""
        archive.write(box.tokopedia(), home / "kopi")
        one = Connection(Profile(where="x", tokopedia_archive=str(home / "kopi")))

        assert {"archive": State.OK} == {
            name: check.state for name, check in found(one).items()
        }
        path = home / "kopi" / "manifest.json"
        path.write_text(
            path.read_text()
            .replace('"complete":true', '"complete":false', 1)
            .replace('"complete": true', '"complete": false', 1)
        )
        one = Connection(Profile(where="x", tokopedia_archive=str(home / "kopi")))
        assert wrong(one, "archive")[0].endswith("is not complete")

    def test_no_archive(self, home):
        """A folder that holds none is told."""
        one = Connection(Profile(where="x", tokopedia_archive=str(home)))

        assert wrong(one, "archive")[0]

    def test_no_shop(self, connection):
        """Whoever answers in Tokopedia's place may not know the shop."""
        token = answer({"access_token": "a", "expires_in": 99})
        connection.tokopedia_api = toko(Script(token, answer({"data": []})))

        what, todo = wrong(connection, "Tokopedia")
        assert "it answers, and knows of no such shop" == what
        assert "tokopedia_shop_id" in todo

    def test_call(self, connection):
        """A call that is none is told before anything is looked at."""
        with pytest.raises(ValidationError):
            next(examine(connection, ["x"]))
