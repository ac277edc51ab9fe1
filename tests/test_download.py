"""Files that answers give the URL of, and letting time pass."""

from __future__ import annotations

import pytest
from fakes import FakeClock, Script, answer, tiktok

from tokotiktok.errors import (
    ApiError,
    RateLimitError,
    ServerError,
    TransportError,
    ValidationError,
)
from tokotiktok.wire import Response

URL = "https://files.example.invalid/a%20b.pdf?expire=9&sign=x%2Fy"


def file(status=200, body=b"%PDF-1.4", kind="application/pdf") -> Response:
    return Response(status, {"content-type": kind}, body)


class TestDownload:
    def test_as_it_comes(self):
        """The file and its kind, from the very URL that was given."""
        script = Script(file())
        found = tiktok(script).download(URL)
        (sent,) = script.sent

        assert (b"%PDF-1.4", "application/pdf") == (found.content, found.content_type)
        assert ("GET", URL, (), None) == (sent.method, sent.url, sent.query, sent.body)

    def test_nothing_of_ours_goes_along(self):
        """No token, no signature, no header: the host is not the platform's API."""
        script = Script(file())
        tiktok(script).download(URL)

        assert {} == script.sent[0].headers

    def test_kind_left_out(self):
        """A host that names no kind is no reason to fail."""
        script = Script(Response(200, {}, b"x"))

        assert "" == tiktok(script).download(URL).content_type

    @pytest.mark.parametrize("url", ["", "ftp://x.invalid/a", "/a.pdf", "https://", 5])
    def test_no_url(self, url):
        """What is no URL of the web is refused, unquoted: it may hold a signature."""
        script = Script(file())

        with pytest.raises(ValidationError, match="not a URL"):
            tiktok(script).download(url)
        assert [] == script.sent

    def test_tries_again(self):
        """A broken connection or a failing host is tried again, within the policy."""
        clock = FakeClock()
        script = Script(TransportError("broke"), file(503), file())
        found = tiktok(script, fake_clock=clock).download(URL)

        assert b"%PDF-1.4" == found.content
        assert 2 == len(clock.slept)

    @pytest.mark.parametrize(
        ("first", "kind", "sends"),
        [
            (file(403), ApiError, 1),
            (file(500), ServerError, 3),
            (file(429), RateLimitError, 3),
            (TransportError("bad certificate", hopeless=True), TransportError, 1),
        ],
        ids=["expired", "fails", "too many", "hopeless"],
    )
    def test_gives_up(self, first, kind, sends):
        """A host that says no is not asked again; one that fails is, three times."""
        script = Script(first)

        with pytest.raises(kind):
            tiktok(script).download(URL)
        assert sends == len(script.sent)

    def test_says_where_from_and_no_more(self):
        """The error names the host, and not the URL, which is signed."""
        with pytest.raises(ApiError) as caught:
            tiktok(Script(file(403))).download(URL)

        assert "files.example.invalid gives no file: fetch a new URL" in str(
            caught.value
        )
        assert "sign" not in str(caught.value)
        assert (403, 1) == (caught.value.status, caught.value.attempts)

    def test_is_not_sent_elsewhere(self):
        """A redirect is not followed, and that is said."""
        with pytest.raises(ApiError, match="sends us elsewhere, which is not followed"):
            tiktok(Script(answer(b"", 302, location="https://x.invalid"))).download(URL)


class TestPause:
    def test_by_the_clients_own_sleep(self):
        """Time passes as the client was told that it does."""
        clock = FakeClock()
        tiktok(Script(file()), fake_clock=clock).pause(5.0)

        assert [5.0] == clock.slept
