"""Labels as bytes, merged."""

from __future__ import annotations

import re
import sys
from io import BytesIO

import pytest
from between import Between
from pypdf import PdfReader

from tokotiktok import OutcomeState, Platform
from tokotiktok.errors import ValidationError
from tokotiktok.unified.acting import _pdf
from tokotiktok.wire import Document

DONE, ALREADY, FAILED, UNKNOWN = OutcomeState


@pytest.fixture
def shipped(box, shop):
    """Ship three orders."""
    for _ in range(3):
        box.buy()
    orders = [one for one in shop.orders.list() if one.status.value == "TO_SHIP"][:3]
    shop.orders.ship(orders)
    return orders


def pages(pdf):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def files(box, after):
    """Make a client whose files come otherwise."""

    class Files(Between):
        def send(self, request, timeout):
            answer = self.face.send(request, timeout)
            return after(request, answer) if self.on in request.url else answer

    return box.tiktokshop(transport=Files(box.tiktokshop_face, "/wsos_v2/"))


class TestLabels:
    def test_merged(self, shop, shipped):
        """Labels of many orders are one PDF, in their order, and each is named."""
        labels = shop.orders.labels(shipped)
        texts = pages(labels.pdf)

        assert [one.id in text for one, text in zip(shipped, texts, strict=True)] == [
            True
        ] * 3
        assert [one.id for one in shipped] == [one.order_id for one in labels.pages_of]
        assert [DONE] * 3 == [one.state for one in labels.result]
        assert () == labels.others

    def test_one_as_it_came(self, box, shop, shipped):
        """A single label is passed on as it came, and says its name and its number."""
        labels = shop.orders.labels(shipped[0])
        (label,) = labels.pages_of

        assert labels.pdf == label.document.content
        assert f"{shipped[0].id}-{label.package}.pdf" == label.name
        assert label.awb == box.world.changes.ledger[0].awb

    def test_no_token_goes_with_it(self, box, shop, shipped):
        """The file's host sees neither token nor signature of ours."""
        shop.orders.labels(shipped[0])
        seen = box.tiktokshop_face.seen[-1]

        assert seen.path.startswith("/wsos_v2/")
        assert {} == seen.headers
        assert {"expire", "sign"} == set(seen.query)

    def test_what_the_seller_reads(self, shop, shipped):
        """The sandbox's labels say what labels in Indonesia must say."""
        (text,) = pages(shop.orders.labels(shipped[0]).pdf)

        assert "Tokopedia & Shop" in text
        assert "TikTok" not in text

    def test_size_and_kind(self, box, shop, shipped):
        """What is asked for is asked for."""
        shop.orders.labels(shipped[0], size="A5", kind="PACKING_SLIP")
        asked = next(s for s in box.tiktokshop_face.seen[::-1] if "documents" in s.path)

        assert ("A5", "PACKING_SLIP", "PDF") == tuple(
            asked.query[f"document_{name}"] for name in ("size", "type", "format")
        )

    @pytest.mark.parametrize(("preview", "printed"), [(False, "1"), (True, "0")])
    def test_web_page(self, box, preview, printed):
        """Tokopedia's label is a web page, which is handed on beside."""
        shop = box.shop(integrated_at=box.clock.now)
        number = str(box.buy(api=Platform.TOKOPEDIA).tokopedia_id)
        order = next(one for one in shop.orders.list() if one.id == number)
        shop.orders.accept(order)
        labels = shop.orders.labels(order, preview=preview)
        (label,) = labels.others

        assert (b"", (), f"{number}.html") == (labels.pdf, labels.pages_of, label.name)
        assert b"Tokopedia &amp; Shop" in label.document.content
        assert printed == box.tokopedia_face.seen[-1].query["printed"]

    def test_not_shipped(self, box, shop, shipped):
        """A parcel that has no label yet fails alone."""
        box.buy()
        late = next(shop.orders.list())
        labels = shop.orders.labels([late, *shipped])

        assert [FAILED, DONE, DONE, DONE] == [one.state for one in labels.result]
        assert 3 == len(pages(labels.pdf))

    def test_no_package(self, box, shop):
        """An unpaid order has no parcel."""
        box.buy()
        number = box.world.changes.placed[0].number
        _, change = box.world.changes.sales[Platform.TIKTOK_SHOP, number]
        box.world.changes.set_sale(Platform.TIKTOK_SHOP, number, "UNPAID", change)
        labels = shop.orders.labels(next(shop.orders.list()))
        (said,) = labels.result

        assert "no package yet" in said.message
        assert b"" == labels.pdf

    def test_the_same_parcel(self, shop, shipped):
        """A parcel that is in the list twice is printed once."""
        labels = shop.orders.labels([shipped[0], shipped[0]])

        assert [DONE, ALREADY] == [one.state for one in labels.result]
        assert 1 == len(labels.pages_of)

    def test_expired(self, box, shop, shipped):
        """A URL that has expired is a failure that says so."""
        stands = Between(
            box.tiktokshop_face,
            "documents",
            after=lambda data: {
                "doc_url": re.sub(r"expire=\d+", "expire=1", data["doc_url"])
            },
        )
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        (said,) = again.orders.labels(shipped[0]).result

        assert FAILED is said.state
        assert said.message.startswith("files.tiktokshop.sandbox.invalid gives no file")

    def test_no_url(self, box, shop, shipped):
        """An answer without a URL is a failure of its own."""
        stands = Between(box.tiktokshop_face, "documents", after=lambda d: {})
        again = box.shop(tiktokshop=box.tiktokshop(transport=stands))
        (said,) = again.orders.labels(shipped[0]).result

        assert "no URL" in said.message

    def test_unreadable_order(self, box, shop, shipped):
        """An order that cannot be read anew fails alone."""
        box.tiktokshop_face.fail("html_503", times=3, on="202507")
        labels = shop.orders.labels(shipped[0])

        assert [FAILED] == [one.state for one in labels.result]

    def test_damaged(self, box, shop, shipped):
        """A damaged file is handed on beside; the others are merged."""
        broken = shop.orders.labels(shipped[1]).pages_of[0].package

        def damage(request, answer):
            if broken in request.url:
                return type(answer)(200, answer.headers, answer.body[:60])
            return answer

        again = box.shop(tiktokshop=files(box, damage))
        labels = again.orders.labels(shipped)

        assert [broken] == [one.package for one in labels.others]
        assert 2 == len(pages(labels.pdf))

    def test_all_damaged(self, box, shop, shipped):
        """If none can be read, there is no PDF, and all are beside."""
        again = box.shop(
            tiktokshop=files(box, lambda _, a: type(a)(200, a.headers, b"%PDF-1.4 "))
        )
        labels = again.orders.labels(shipped)

        assert (b"", 3) == (labels.pdf, len(labels.others))

    def test_without_pages(self, box, shop, shipped):
        """A PDF without pages is a damaged one."""
        writer = __import__("pypdf").PdfWriter()
        out = BytesIO()
        writer.write(out)

        assert (b"", [0]) == _pdf.merged([out.getvalue()])

    def test_without_pypdf(self, monkeypatch, box, shop, shipped):
        """
        Merging needs an extra, and the error says which before any label is fetched,
        since Tokopedia notes that; one label needs none.
        """
        monkeypatch.setitem(sys.modules, "pypdf", None)

        assert shop.orders.labels(shipped[0]).pdf
        with pytest.raises(
            ValidationError, match=r"pip install 'tokotiktok\[labels\]'"
        ):
            shop.orders.labels(shipped)
        fetched = [
            s for s in box.tiktokshop_face.seen if "/shipping_documents" in s.path
        ]

        assert 1 == len(fetched)


class TestLabel:
    @pytest.mark.parametrize(
        ("kind", "ending"),
        [("image/png", "png"), ("application/zpl", "zpl"), ("", "bin")],
    )
    def test_names(self, kind, ending):
        """A file's name ends as its kind does."""
        from tokotiktok.unified.acting.labels import Label

        label = Label(
            order_id="1", package="P", awb=None, document=Document(b"x", kind)
        )

        assert f"1-P.{ending}" == label.name
