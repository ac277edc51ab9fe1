"""
Pictures of chats, which Indonesia gives to the seller's token alone.

Source: TikTok Shop Partner Center, changelog: from 2025-09-30 downloads in Indonesia need
the header ``x-tts-access-token`` and the query's ``shop_cipher``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .._download import download
from .._model import is_a
from ..errors import ValidationError

if TYPE_CHECKING:
    from .._session import Session
    from ..wire import Document

IMAGE_HOSTS: tuple[str, ...] = ("ibyteimg.com", "byteimg.com", "tiktokcdn.com")
"""Where the platform keeps pictures, beside the API's own domain. Confidence low: seen in
samples, and published nowhere."""


def picture(session: Session, url: str, base_url: str) -> Document:
    """
    Fetch a picture, with the token, from the platform's hosts alone.

    A URL in a message is somebody else's word: a token that goes wherever that says is
    given away.
    """
    if not _is_theirs(url, base_url):
        host = urlsplit(url).hostname if is_a(url, str) else None
        msg = (
            f"{host or 'this'} is no host of the platform, so the token is not sent "
            "there: client.download(url) fetches without one"
        )
        raise ValidationError(msg)
    if session.shop is None:
        msg = "pictures need a shop_cipher: give it to the client"
        raise ValidationError(msg)
    token = session.keeper.current(session.key)
    return download(
        session,
        url,
        query=(("shop_cipher", session.shop),),
        headers={"x-tts-access-token": token.access},
    )


def _is_theirs(url: str, base_url: str) -> bool:
    if not is_a(url, str):
        return False
    asked, own = urlsplit(url), urlsplit(base_url)
    if (asked.scheme, asked.netloc) == (own.scheme, own.netloc):
        return True
    domain = (own.hostname or "").partition(".")[2]
    hosts = IMAGE_HOSTS
    if "." in domain and not domain.replace(".", "").isdecimal():  # a name, no address
        hosts = (*hosts, domain)
    host = f".{asked.hostname}"
    return asked.scheme == "https" and host.endswith(tuple(f".{one}" for one in hosts))
