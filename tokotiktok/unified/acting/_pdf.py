"""PDF. The only module that knows pypdf (extra ``labels``)."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from ...errors import ValidationError


def is_pdf(content: bytes) -> bool:
    """Whether *content* claims to be a PDF; a few stray bytes may come first."""
    return b"%PDF-" in content[:1024]


def library() -> Any:
    """
    Give pypdf.

    Raises:
        ValidationError: it is not installed.
    """
    try:
        import pypdf
    except ImportError:
        msg = "merging labels needs pypdf: pip install 'tokotiktok[labels]'"
        raise ValidationError(msg) from None
    return pypdf


def merged(files: Iterable[bytes]) -> tuple[bytes, list[int]]:
    """
    Join PDF files into one, page after page; say which, by number, cannot be read.

    Raises:
        ValidationError: ``pypdf`` is not installed.
    """
    pypdf = library()
    whole = pypdf.PdfWriter()
    broken = []
    for number, content in enumerate(files):
        try:
            file = _readable(pypdf, content)
        except Exception:  # noqa: BLE001 - a damaged file raises whatever it hits on
            broken.append(number)
        else:
            whole.append(file)
    return (_written(whole) if whole.pages else b""), broken


def _readable(pypdf: Any, content: bytes) -> BytesIO:
    """Give a file as pypdf writes it, which it surely reads again."""
    one = pypdf.PdfWriter()
    for page in pypdf.PdfReader(BytesIO(content)).pages:
        one.add_page(page)
    if not one.pages:
        raise ValueError("no pages")
    return BytesIO(_written(one))


def _written(writer: Any) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
