"""The balance and the chats of the sandbox's shop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tokotiktok.errors import ScopeError, TokoTikTokError, ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.sandbox.world import LARGE

SPAN = {"from_date": date(2025, 7, 1), "to_date": date(2025, 7, 31)}


@pytest.fixture
def client(box):
    """A client of the Tokopedia face."""
    return box.tokopedia()


class TestSaldo:
    def test_proceeds(self, box, client):
        """Each delivered sale brings its goods' price less 3 %, named by its invoice."""
        rows = [
            row
            for start in (date(2025, 7, 1), date(2025, 8, 1), date(2025, 9, 1))
            for row in client.saldo.list(
                from_date=start, to_date=start + timedelta(days=30), per_page=2
            ).all()
        ]
        proceeds = {
            row.note.rpartition(" ")[2]: row.amount for row in rows if row.type == 1001
        }

        assert proceeds == {
            one.invoice: one.goods - one.goods * 30 // 1000
            for one in box.world.sales()
            if one.on_tokopedia
        }

    def test_pay_outs(self):
        """Now and then the seller takes a sale's proceeds out; rows come by time."""
        client = Sandbox(orders=200).tokopedia()
        rows = list(client.saldo.list(**SPAN, per_page=500))
        amounts = {row.deposit_id: row.amount for row in rows}
        taken = [row for row in rows if row.type == 4010]

        assert taken
        for row in taken:
            assert -row.amount == amounts.get(str(int(row.deposit_id) - 1), -row.amount)
        assert sorted(row.create_time for row in rows) == [
            row.create_time for row in rows
        ]

    def test_pages(self):
        """Whether more pages follow is said."""
        client = Sandbox(orders=200).tokopedia()
        whole = client.saldo.list(**SPAN, per_page=500)
        first = client.saldo.list(**SPAN, per_page=len(whole) - 1)

        assert (None, "2") == (whole.next_token, first.next_token)
        assert whole.items == tuple(first.all())

    def test_large(self):
        """A large shop's rows are the same, whatever the size of the pages."""
        client = Sandbox(orders=LARGE + 1).tokopedia()
        whole, again = (
            list(client.saldo.list(**SPAN, per_page=size).all()) for size in (500, 200)
        )

        assert len(whole) > 500
        assert whole == again

    @pytest.mark.parametrize(
        ("span", "shop", "error"),
        [
            ({**SPAN, "to_date": date(2025, 8, 1)}, None, TokoTikTokError),
            (SPAN, 7, ScopeError),
        ],
        ids=["too long", "another shop"],
    )
    def test_refuses(self, client, span, shop, error):
        """More than 31 days, and another shop, are refused."""
        with pytest.raises(error):
            client.saldo.list(**span, shop_id=shop)

    def test_no_day(self, client):
        """What is not a day is refused."""
        path = "/v1/fs/{fs_id}/shop/999000001/saldo-history"

        with pytest.raises(TokoTikTokError, match="from_date"):
            client.request("GET", path, query={"from_date": "besok"})


class TestChats:
    def test_lead_to_their_messages(self):
        """Each chat has messages, the newest of which the list shows."""
        client = Sandbox(orders=200).tokopedia()
        chats = list(client.chats.list().all())

        assert len(chats) > 15
        for chat in chats[:5]:
            messages = list(client.chats.list_replies(msg_id=chat.msg_id).all())
            assert {chat.msg_id} == {one.msg_id for one in messages}
            assert chat.attributes.last_reply_msg == messages[0].msg
            times = [one.reply_time for one in messages]
            assert sorted(times, reverse=True) == times

    def test_filter(self):
        """Chats that wait for the seller, and those that do not, are all there is."""
        chats = Sandbox(orders=200).tokopedia().chats
        read, unread, whole = (
            {one.msg_id for one in chats.list(filter=name).all()}
            for name in ("read", "unread", "all")
        )

        assert read
        assert unread
        assert whole == read | unread

    @pytest.mark.parametrize("chat", [5, 123_000_047, 999_999_999])
    def test_no_such_chat(self, client, chat):
        """A chat that is not there has no messages."""
        assert 0 == len(client.chats.list_replies(msg_id=chat))

    def test_not_an_id(self, client):
        """Nor has what is no id."""
        assert 0 == len(client.chats.list_replies(msg_id="x"))

    def test_page_size(self, client):
        """A page has fifteen at most."""
        with pytest.raises(ValidationError):
            client.chats.list(per_page=16)
