"""Made-up documents: a label as PDF, and one as a web page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape


def label_pdf(lines: Sequence[str]) -> bytes:
    """Write a page of A6 with some lines of plain text, by hand: it is a small format."""
    shown = [line.replace("\\", "").replace("(", "").replace(")", "") for line in lines]
    text = "\n".join(f"({line}) Tj T*" for line in shown)
    content = f"BT /F1 12 Tf 24 380 Td 18 TL\n{text}\nET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%s"
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def label_page(lines: Sequence[str]) -> bytes:
    """Write a page of HTML with some lines."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()
