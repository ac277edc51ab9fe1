"""Who has authorised the app, and letting a seller do so."""

from __future__ import annotations

import json
import threading
import webbrowser
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import click

from ..auth import Token, TokenKey
from ..platforms import WIB
from .connecting import Connection, connected
from .options import as_json as json_option
from .redirect import Redirect
from .running import FINDINGS, leave
from .showing import show
from .tables import table, text

PORT = 8642


@click.group()
def auth() -> None:
    """Let a seller authorise the app; see who has."""


@auth.command()
@click.option(
    "--no-browser", is_flag=True, help="Print the page's address, and open nothing."
)
@click.option(
    "--paste", is_flag=True, help="Ask for the address that the seller ended up at."
)
@click.option("--port", default=PORT, show_default=True, help="Where to listen.")
@click.option(
    "--timeout", default=300, show_default=True, help="Seconds to wait, at most."
)
@connected
def login(
    connection: Connection, *, no_browser: bool, paste: bool, port: int, timeout: int
) -> None:
    """
    Let a seller authorise the app, and store the token.

    Opens the authorisation page, and receives the redirect on this machine: the app's
    redirect URL in Partner Center must be http://127.0.0.1:8642/. Where it is another,
    use --paste.

    Exits with 2 if no token came of it.
    """
    app, service = connection.app, connection.profile.need("service_id")
    here = 0 if paste or connection.box else port
    with Redirect(port=here, seconds=timeout) as redirect:
        link = redirect.signer.link(app, "login", service_id=service)
        click.echo(f"The seller authorises at {link}", err=True)
        if connection.box is not None:
            code = connection.box.tiktokshop_face.authorize()
            _agree(redirect.url, code, link)
        elif paste:
            _pasted(redirect)
        elif not no_browser:
            webbrowser.open(link)
        token = app.oauth.exchange(redirect.wait())
    who = token.seller_name or "A seller"
    click.echo(f"{who} has authorised the app until {_day(token.refresh_expires_at)}.")
    click.echo(f"The token is stored for account {token.account}.")
    named = connection.profile.account
    if named not in (None, token.account):
        msg = f"warning: {connection.profile.where} names another account, {named}"
        click.echo(msg, err=True)


def _agree(url: str, code: str, link: str) -> None:
    """Come back as the made-up seller, who always agrees."""
    from urllib.request import urlopen  # a browser's part, played on loopback

    state = parse_qs(urlsplit(link).query)["state"][0]
    target = f"{url}?{urlencode({'code': code, 'state': state})}"
    threading.Thread(
        target=lambda: urlopen(target).close(),  # noqa: S310 - our own address
        daemon=True,
    ).start()


def _pasted(redirect: Redirect) -> None:
    """Ask, without showing it, until an address of ours is given."""
    while not redirect.take(
        click.prompt(
            "The address that the seller ended up at", hide_input=True, err=True
        )
    ):
        why = redirect.refused[-1] if redirect.refused else "it has no code"
        click.echo(f"That is not it: {why}", err=True)


@auth.command()
@json_option
@connected
def status(connection: Connection, *, as_json: bool) -> None:
    """
    Say who has authorised the app, until when, and for what.

    Exits with 1 if nobody has, or if an authorisation has ended.
    """
    now = connection.now()
    rows = [
        facts(key, stored.token, now)
        for key in connection.keys
        for stored in (connection.tokens.load(key),)
        if stored is not None
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    elif rows:
        made = table("Authorisations", *_COLUMNS)
        for row in rows:
            made.add_row(*(text(_said(row[name])) for name in _COLUMNS.values()))
        show(made)
    else:
        click.echo("Nobody has authorised the app: python -m tokotiktok auth login")
    works = rows and all(row["works"] for row in rows)
    leave(0 if works else FINDINGS)


_COLUMNS = {
    "Account": "account",
    "Seller": "seller",
    "Token until (WIB)": "expires_at",
    "Renews until (WIB)": "refresh_expires_at",
    "Works": "works",
    "Scopes": "scopes",
}


def facts(key: TokenKey, token: Token, now: datetime) -> dict[str, Any]:
    """Say all of a token but what it is."""
    ends = token.refresh_expires_at
    renews = token.refresh is not None and (ends is None or ends > now)
    return {
        "account": key.account,
        "seller": token.seller_name,
        "region": token.region,
        "expires_at": token.expires_at.isoformat(),
        "refresh_expires_at": None if ends is None else ends.isoformat(),
        "renews": renews,
        "works": renews or token.expires_at > now,
        "scopes": list(token.scopes),
    }


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return str(len(value)) if value else "not told"
    try:
        return _day(datetime.fromisoformat(value))
    except (TypeError, ValueError):
        return value or ""


def _day(at: datetime | None) -> str:
    return "some day" if at is None else f"{at.astimezone(WIB):%Y-%m-%d %H:%M}"
