"""Which orders many invoices are of."""

from __future__ import annotations

import pytest
from archives import copied

from tokotiktok.errors import ApiError
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.face import RefusedError
from tokotiktok.tokopedia.archive import write
from tokotiktok.unified.reading.invoices import Invoices

LIST, ORDER = "/v2/order/list", "/v2/fs/99999/order"


@pytest.fixture
def box():
    """A shop that sells several things a day."""
    return Sandbox(seed=3, orders=400)


@pytest.fixture
def invoices(box):
    """The right answers."""
    return {one.invoice: str(one.tokopedia_id) for one in box.world.on_tokopedia}


def asked(box, path):
    """Count the requests for a path."""
    return sum(one.path == path for one in box.tokopedia_face.seen)


class TestOrdersOf:
    def test_listed_where_there_are_several(self, box, invoices):
        """Few requests for many invoices; none for those that are remembered."""
        invoiced = Invoices(box.tokopedia())
        found = invoiced.orders_of(invoices)
        before = len(box.tokopedia_face.seen)

        assert invoices == found
        assert asked(box, LIST) + asked(box, ORDER) < len(invoices) / 2
        assert invoices == invoiced.orders_of(invoices)
        assert before == len(box.tokopedia_face.seen)

    def test_a_few(self, box, invoices):
        """One or two are asked for alone."""
        some = list(invoices)[:2]

        assert {one: invoices[one] for one in some} == Invoices(
            box.tokopedia()
        ).orders_of(some)
        assert 0 == asked(box, LIST)

    @pytest.mark.parametrize(
        "invoice", ["INV/20259999/MPL/{}", "INV/2025/MPL/{}", "{}"]
    )
    def test_no_day(self, box, invoice):
        """An invoice without a day in it is asked for alone."""
        some = {invoice.format(number): None for number in range(4)}

        assert some == Invoices(box.tokopedia()).orders_of(some)
        assert (0, 4) == (asked(box, LIST), asked(box, ORDER))

    def test_without_the_api(self, box):
        """Without Tokopedia's client nothing can be asked."""
        assert {"INV/1": None} == Invoices(None).orders_of(["INV/1"])

    def test_too_much_at_once(self, box, invoices, monkeypatch):
        """Where the platform wants shorter spans, they are asked for alone."""
        box = refusing(box, monkeypatch, "ORD_API_009")

        assert invoices == Invoices(box.tokopedia()).orders_of(invoices)

    def test_refused(self, box, invoices, monkeypatch):
        """Any other refusal is raised."""
        box = refusing(box, monkeypatch, "ORD_API_999")
        with pytest.raises(ApiError, match="ORD_API_999"):
            Invoices(box.tokopedia()).orders_of(invoices)

    def test_an_archive_without_a_list(self, box, invoices, tmp_path):
        """Where there is no list, they are asked for alone."""
        write(box.tokopedia(), tmp_path / "a")
        archive = copied(tmp_path / "a", tmp_path / "b", parts=["saldo"])
        invoiced = Invoices(archive)

        assert dict.fromkeys(invoices) == invoiced.orders_of(invoices)


def refusing(box, monkeypatch, code):
    """Let the list of orders be refused."""
    face = box.tokopedia_face
    find = face.find

    def refuse(*_):
        raise RefusedError(400, code, "no")

    def found(seen):
        handler = find(seen)
        return (refuse, handler[1]) if seen.path == LIST else handler

    monkeypatch.setattr(face, "find", found)
    return box
