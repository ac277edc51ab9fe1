"""``auth login`` and ``auth status``."""

from __future__ import annotations

import json
import socket
import threading
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlsplit

import pytest

from tokotiktok.auth import Token, TokenKey
from tokotiktok.cli.auth import facts as facts_of
from tokotiktok.cli.redirect import HOST, Redirect
from tokotiktok.errors import ValidationError
from tokotiktok.sandbox import Sandbox


@pytest.fixture
def redirect():
    """Wait on loopback, in a thread, until the seller comes back."""
    with Redirect(port=0, seconds=20) as one:
        thread = threading.Thread(target=one.wait)
        thread.start()
        yield one
        if one._code is None:
            get(one, f"/?code=end&state={one.signer.sign('x')}")
        thread.join()


def get(redirect, target):
    """Come back as a browser does; give status and page."""
    parts = urlsplit(redirect.url)
    connection = HTTPConnection(parts.hostname, parts.port, timeout=10)
    connection.request("GET", target)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, page


class TestRedirect:
    def test_ours(self, redirect):
        """A code with our state is taken; the page names no other brand, in two languages."""
        status, page = get(redirect, f"/?code=c1&state={redirect.signer.sign('x')}")

        assert 200 == status
        assert "Tokopedia &amp; Shop" in page
        assert "Selesai" in page
        assert "tiktok" not in page.lower()

    def test_not_ours(self, redirect):
        """A code without our state is refused, shown back to nobody, and waited on past."""
        with Redirect(port=0, seconds=20) as other:
            theirs = other.signer.sign("x")
        for state in ("", "state=1", f"state={theirs}"):
            status, page = get(redirect, f"/?code=stolen&{state}")
            assert 400 == status
            assert "stolen" not in page
        status, _ = get(redirect, f"/?code=mine&state={redirect.signer.sign('x')}")

        assert 200 == status
        assert "mine" == redirect._code

    def test_something_else(self, redirect):
        """What browsers ask for besides is not found, and no reason to stop."""
        assert 404 == get(redirect, "/favicon.ico")[0]
        assert [] == redirect.refused

    def test_declined(self, redirect):
        """A seller who declines comes back without a code, however that is spelt."""
        state = redirect.signer.sign("x")

        assert 200 == get(redirect, f"/?error=access_denied&state={state}")[0]
        assert "null" == redirect._code

    def test_nobody(self):
        """Whoever does not come back in time is not waited for."""
        with (
            Redirect(port=0, seconds=0) as one,
            pytest.raises(ValidationError, match="nobody came back within 0 s"),
        ):
            one.wait()

    def test_nobody_of_ours(self):
        """What came meanwhile and was not ours is told then."""
        times = iter([0.0, 5.0])
        with Redirect(port=0, seconds=1, monotonic=lambda: next(times)) as one:
            one.take("/?code=x")
            with pytest.raises(ValidationError, match="1 s; this is no state of ours"):
                one.wait()

    def test_taken(self):
        """A port that is taken is told."""
        with socket.create_server((HOST, 0)) as other:
            port = other.getsockname()[1]
            with pytest.raises(
                ValidationError, match=f"port {port} cannot be listened"
            ):
                Redirect(port=port, seconds=1)


@pytest.fixture
def agrees(box, monkeypatch):
    """A browser in which the seller agrees at once; the links that it opened."""
    links = []

    def opened(link):
        state = parse_qs(urlsplit(link).query)["state"][0]
        target = f"/?code={box.tiktokshop_face.authorize()}&state={state}"
        links.append(link)

        def come():
            connection = HTTPConnection(HOST, port, timeout=10)
            connection.request("GET", target)
            connection.getresponse().read()
            connection.close()

        threading.Thread(target=come, daemon=True).start()

    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setattr("webbrowser.open", opened)
    return links, str(port)


class TestLogin:
    def test_sandbox(self, run):
        """The made-up seller agrees, and the token is stored; no secret is said."""
        done = run("auth", "login", "--sandbox")

        assert (
            "Toko Kopi Contoh has authorised the app until 2026-09-15 09:00.\n"
            in done.stdout
        )
        assert "for account fiktif_open_id_0001" in done.stdout
        assert (
            "https://services.tiktokshop.com/open/authorize?service_id=" in done.stderr
        )
        for secret in ("fiktif-app-secret", "TTP_", "ROW_"):
            assert secret not in done.output

    def test_browser(self, run, served, agrees):
        """The page is opened, the redirect received, and the token is there for calls."""
        links, port = agrees
        run("auth", "login", "--port", port)
        found = run("orders", "list", "--limit", "3").stdout.splitlines()

        assert 1 == len(links)
        assert ["TIKTOK_SHOP"] * 3 == [json.loads(one)["api"] for one in found]
        (row,) = json.loads(run("auth", "status", "--json").stdout)
        assert (True, True) == (row["works"], row["renews"])

    def test_no_browser(self, run, served, monkeypatch):
        """With --no-browser nothing is opened; nobody coming back ends with 2."""
        monkeypatch.setattr("webbrowser.open", lambda _: pytest.fail("opened"))
        done = run(
            "auth", "login", "--no-browser", "--port", "0", "--timeout", "0", code=2
        )

        assert "The seller authorises at https://" in done.stderr
        assert "nobody came back within 0 s" in done.stderr

    def test_paste(self, run, served, box):
        """A wrong address that is pasted is asked for again, and not shown."""
        done = run(
            "auth",
            "login",
            "--paste",
            input="https://x.invalid/?code=TTP_a\nhttps://y\n",
            code=130,
        )

        assert "That is not it: this is no state of ours" in done.stderr
        assert "TTP_a" not in done.output

    def test_paste_nothing(self, run, served):
        """An address without a code is not it, either."""
        done = run("auth", "login", "--paste", input="https://y\n", code=130)

        assert "That is not it: it has no code" in done.stderr

    def test_another_account(self, run, served, agrees):
        """An account that is not the profile's is stored, and warned of."""
        served.write_text(served.read_text() + 'account = "other"\n')
        done = run("auth", "login", "--port", agrees[1])

        assert "names another account, other\n" in done.stderr

    def test_no_service(self, run, monkeypatch):
        """Without a service_id there is no page to open: 2."""
        env = {"TOKOTIKTOK_APP_KEY": "a", "TOKOTIKTOK_APP_SECRET": "b"}
        done = run("auth", "login", code=2, env=env)

        assert "the environment does not say service_id" in done.stderr


class TestStatus:
    def test_table(self, run):
        """Who, until when, and whether it works, without a secret."""
        said = run("auth", "status", "--sandbox").stdout

        assert "fiktif_open_id_0001  Toko Kopi Contoh  2025-09-22 09:00" in said
        assert max(map(len, said.splitlines())) <= 100
        assert "TTP_" not in said

    def test_forgotten(self, run, monkeypatch, served):
        """A profile's account without a token counts as nobody."""
        monkeypatch.setattr(
            "tokotiktok.cli.connecting.Connection.keys", [("tiktokshop", "a", "b")]
        )

        assert [] == json.loads(run("auth", "status", "--json", code=1).stdout)

    @pytest.mark.parametrize(
        ("days", "refresh", "refresh_days", "renews", "works"),
        [
            (1, "r", 9, True, True),
            (-1, "r", 9, True, True),
            (-1, "r", None, True, True),
            (1, "r", -1, False, True),
            (-1, "r", -1, False, False),
            (1, None, None, False, True),
            (-1, None, None, False, False),
        ],
    )
    def test_works(self, days, refresh, refresh_days, renews, works):
        """A token works while it lives or can be renewed."""
        now = Sandbox().clock.now
        token = Token(
            access="a",
            refresh=refresh,
            expires_at=now + timedelta(days=days),
            refresh_expires_at=None
            if refresh_days is None
            else now + timedelta(days=refresh_days),
        )
        said = facts_of(TokenKey("tiktokshop", "app", "me"), token, now)

        assert (renews, works) == (said["renews"], said["works"])
