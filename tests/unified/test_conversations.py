"""Conversations of both platforms in one list, and answers where the buyer sees them."""

from __future__ import annotations

from datetime import datetime, timezone
from itertools import islice

import pytest
from archives import copied
from attrs import evolve
from between import Between
from fakes import sample

from tokotiktok import Platform, UnifiedShop, structure
from tokotiktok.errors import ApiError, NotFoundError, SunsetError, ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.tiktokshop.api import conversations as new
from tokotiktok.tokopedia.api import chats as old
from tokotiktok.tokopedia.archive import write
from tokotiktok.unified import from_talk as say
from tokotiktok.unified.conversation_models import MessageKind
from tokotiktok.unified.models import Party

TIKTOK, TOKO = Platform.TIKTOK_SHOP, Platform.TOKOPEDIA
UNFIT = ["x"]


def first(shop, **wanted):
    """Give the first conversation with these fields."""
    return next(
        one
        for one in shop.conversations.list()
        if all(getattr(one, name) == value for name, value in wanted.items())
    )


class TestSamples:
    def test_conversation(self):
        """The buyer's platform is told with them, under one of two names."""
        (raw,) = sample("tiktokshop", "conversations")["data"]["conversations"]
        one = say.conversation(structure(raw, new.ConversationSummary))
        alone = {
            **raw,
            "participants": [{"role": "BUYER", "platform": "TIKTOK_SHOP"}],
        }
        other = say.conversation(structure(alone, new.Conversation))

        assert (TOKO, "pembeli_contoh", 1, True) == (
            one.origin,
            one.buyer_name,
            one.unread,
            one.can_reply,
        )
        assert ("Halo, stok ada?", Party.BUYER) == (one.latest.text, one.latest.sender)
        assert (TIKTOK, None) == (other.origin, other.latest)

    def test_messages(self):
        """A text and a product's card."""
        rows = sample("tiktokshop", "conversation_messages")["data"]["messages"]
        text, card = (say.message(structure(row, new.Message), "7") for row in rows)

        assert (MessageKind.TEXT, "Halo, stok ada?") == (text.kind, text.text)
        assert (MessageKind.PRODUCT, "1730000000000000101", Party.SELLER) == (
            card.kind,
            card.product_id,
            card.sender,
        )

    def test_chat(self):
        """A chat of Tokopedia's, and what was said in it."""
        (raw,) = sample("tokopedia", "chat_messages")["data"]
        (spoke,) = sample("tokopedia", "chat_replies")["data"]
        chat = say.chat(structure(raw, old.Chat), archived=True)
        message = say.reply(structure(spoke, old.ListRepliesChat))

        assert (TOKO, "123001", "Pembeli Fiktif", False) == (
            chat.origin,
            chat.id,
            chat.buyer_name,
            chat.can_reply,
        )
        assert ("halo", "halo") == (chat.latest.text, message.text)
        assert (MessageKind.TEXT, Party.BUYER) == (message.kind, message.sender)
        assert datetime(2023, 8, 6, 17, 27, 39, 630_000, timezone.utc) == (
            message.sent_at
        )

    @pytest.mark.parametrize(
        ("given", "kind", "text"),
        [
            ({"content": "halo"}, MessageKind.OTHER, "halo"),
            ({"content": "[1]"}, MessageKind.OTHER, "[1]"),
            ({"content": '{"content":{"a":1}}'}, MessageKind.OTHER, None),
            ({"type": "COUPON_CARD"}, MessageKind.OTHER, None),
            (
                {"type": "EMOTICONS", "content": '{"content":"a"}'},
                MessageKind.TEXT,
                "a",
            ),
            ({}, MessageKind.OTHER, None),
        ],
        ids=["no JSON", "no object", "no text", "a coupon", "a smile", "nothing"],
    )
    def test_contents(self, given, kind, text):
        """What is in a message may be anything, and none is an error."""
        one = say.message(structure(given, new.Message), "7")

        assert (kind, text) == (one.kind, one.text)

    def test_nothing(self):
        """Conversations of which nothing is told are no errors."""
        one = say.conversation(structure({}, new.ConversationSummary))
        two = say.chat(structure({}, old.Chat))
        three = say.reply(structure({"attachment_id": 17}, old.ListRepliesChat))

        assert (Platform(0), None, None) == (one.origin, one.buyer_id, one.updated_at)
        assert (TOKO, None, None) == (two.origin, two.buyer_id, two.latest)
        assert (MessageKind.OTHER, "17", None) == (
            three.kind,
            three.said,
            three.sent_at,
        )


class TestList:
    def test_both_sides(self, box, shop):
        """All conversations of both, the latest first."""
        found = list(shop.conversations.list())
        times = [one.updated_at for one in found]
        world = box.world

        assert len(found) == len(world.on_tiktok) + len(world.on_tokopedia)
        assert sorted(times, reverse=True) == times
        assert {(TIKTOK, TIKTOK), (TOKO, TIKTOK), (TOKO, TOKO)} == {
            (one.origin, one.api) for one in found
        }

    def test_an_answer_moves_it_up(self, shop):
        """What was answered last comes first, on either side."""
        for api in (TIKTOK, TOKO):
            talks = [one for one in shop.conversations.list() if one.api is api]
            shop.conversations.reply(talks[-1], "Halo kak")
            again = [one for one in shop.conversations.list() if one.api is api]
            assert talks[-1].id == again[0].id

    def test_of_the_same_moment(self, box):
        """Those of one moment stand in one order, each time."""
        told = {"create_time": 1_757_000_000}

        def edit(data):
            talks = [
                {**one, "latest_message": {**one["latest_message"], **told}}
                for one in data["conversations"][:3]
            ]
            return {**data, "conversations": talks, "next_page_token": ""}

        def old(data):
            moment = {"last_reply_time": 1_757_000_000_000}
            return [
                {**one, "attributes": {**one["attributes"], **moment}}
                for one in data[:3]
            ]

        new = Between(box.tiktokshop_face, "202309/conversations", after=edit)
        chats = Between(box.tokopedia_face, "99999/messages", after=old)
        shop = box.shop(
            tiktokshop=box.tiktokshop(transport=new),
            tokopedia=box.tokopedia(transport=chats),
        )

        assert [TIKTOK] * 3 + [TOKO] * 3 == [
            one.api for one in shop.conversations.list()
        ]

    def test_without_a_time(self, box):
        """One that does not say when something was said holds up nothing."""

        def edit(data):
            first, *others = data["conversations"]
            del first["latest_message"]
            return {**data, "conversations": [first, *others]}

        between = Between(box.tiktokshop_face, "202309/conversations", after=edit)
        shop = box.shop(tiktokshop=box.tiktokshop(transport=between))
        times = [one.updated_at for one in shop.conversations.list()]
        known = [one for one in times if one]

        assert times[0] is None
        assert sorted(known, reverse=True) == known

    def test_as_you_go(self, box, shop):
        """The first conversation takes a request a side; a page more when it is needed."""
        walk = shop.conversations.list()
        box.tiktokshop_face.seen.clear()
        box.tokopedia_face.seen.clear()
        next(walk)
        asked = [
            one.path
            for face in (box.tiktokshop_face, box.tokopedia_face)
            for one in face.seen
            if "token" not in one.path
        ]
        talk = next(
            one
            for one in shop.conversations.list()
            if one.api is TIKTOK and len(list(shop.conversations.messages(one))) > 10
        )
        before = len(box.tiktokshop_face.seen)
        messages = shop.conversations.messages(talk)
        for _ in range(10):
            next(messages)

        assert 2 == len(asked)
        assert before + 1 == len(box.tiktokshop_face.seen)

    def test_large(self):
        """In a large world the list is not sorted as a whole for its first page."""
        box = Sandbox(seed=1, orders=20_000)
        shop = box.shop()

        assert [TIKTOK, TIKTOK] == [
            one.api for one in islice(shop.conversations.list(), 2)
        ]

    @pytest.mark.parametrize("left_out", ["tiktokshop", "tokopedia"])
    def test_one_side(self, box, left_out):
        """One client alone tells its own."""
        found = list(box.shop(**{left_out: None}).conversations.list())

        assert {TOKO if left_out == "tiktokshop" else TIKTOK} == {
            one.api for one in found
        }

    def test_messages(self, shop):
        """What was said, the newest first; the list shows the last of it."""
        for api in (TIKTOK, TOKO):
            talks = [one for one in shop.conversations.list() if one.api is api]
            lengths = set()
            for talk in talks:
                messages = list(shop.conversations.messages(talk))
                times = [one.sent_at for one in messages]
                lengths.add(len(messages))
                assert sorted(times, reverse=True) == times
                assert talk.latest.text == messages[0].text
                assert {talk.id} == {one.conversation_id for one in messages}
            assert 10 < max(lengths)

    def test_archive(self, box, shop, tmp_path):
        """Old chats are read from an archive, which takes no answers."""
        write(box.tokopedia(), tmp_path / "a")
        archive = copied(tmp_path / "a", tmp_path / "b", parts=["chats", "messages"])
        saved = UnifiedShop(tiktokshop=box.tiktokshop(), tokopedia=archive)
        talk = first(saved, api=TOKO)
        live = first(shop, api=TOKO)

        assert [one.text for one in shop.conversations.messages(live)] == [
            one.text for one in saved.conversations.messages(talk)
        ]
        assert (True, False, live.id) == (talk.archived, talk.can_reply, talk.id)
        with pytest.raises(SunsetError):
            saved.conversations.reply(talk, "Halo kak")

    @pytest.mark.parametrize(
        ("on", "name", "api"),
        [
            ("202309/conversations", "conversations", TIKTOK),
            ("/messages", "messages", TIKTOK),
            ("/v1/chat/fs/99999/messages", None, TOKO),
            ("/replies", None, TOKO),
        ],
    )
    def test_malformed(self, box, shop, on, name, api):
        """What cannot be said is put aside."""
        unfit = {
            "participants": [{"role": "BUYER", "buyer_platform": UNFIT}],
            "type": UNFIT,
            "role": UNFIT,
            "attributes": {"last_reply_time": UNFIT},
        }
        talk = first(shop, api=api)

        def spoilt(data):
            if name is None:
                return [{**row, **unfit} for row in data]
            return {**data, name: [{**row, **unfit} for row in data[name]]}

        face = box.tiktokshop_face if api is TIKTOK else box.tokopedia_face
        client = box.tiktokshop if api is TIKTOK else box.tokopedia
        between = Between(face, on, after=spoilt)
        side = "tiktokshop" if api is TIKTOK else "tokopedia"
        talks = UnifiedShop(**{side: client(transport=between)}).conversations
        lists = on.endswith(("conversations", "99999/messages"))
        walk = talks.list() if lists else talks.messages(talk)

        assert [] == list(walk)
        assert walk.malformed

    def test_an_id(self, shop):
        """An id does not say whose API it is of."""
        with pytest.raises(ValidationError, match=r"shop\.conversations\.list\(\)"):
            shop.conversations.messages("7")


class TestPrivacy:
    def test_not_in_logs(self, shop):
        """What buyers say, and who they are, is not where logs quote a record."""
        for api in (TIKTOK, TOKO):
            talk = first(shop, api=api)
            for message in shop.conversations.messages(talk):
                shown = f"{talk!r} {message!r}"
                assert message.text not in shown
                assert talk.buyer_name not in shown
                assert message.sender_name not in shown


class TestReply:
    @pytest.mark.parametrize("api", [TIKTOK, TOKO])
    def test_is_said(self, box, shop, api):
        """An answer is the newest message, of the shop."""
        talk = first(shop, api=api)
        sent = shop.conversations.reply(talk, "Siap, kak 😀")
        (newest, *_) = shop.conversations.messages(talk)

        assert ("Siap, kak 😀", Party.SELLER) == (newest.text, newest.sender)
        assert (newest.id if api is TIKTOK else None) == sent
        assert newest.sent_at == box.clock.now

    def test_read(self, box, shop):
        """What the buyer wrote last waits until it is read or answered."""
        one, two = [
            one for one in shop.conversations.list() if one.unread and one.api is TIKTOK
        ][:2]
        shop.conversations.mark_read(one)
        shop.conversations.reply(two, "Halo")
        now = {talk.id: talk.unread for talk in shop.conversations.list()}

        assert (0, 0) == (now[one.id], now[two.id])

    @pytest.mark.parametrize("text", [" \n", None, 5], ids=repr)
    def test_nothing(self, shop, text):
        """An empty text is not sent, nor what is none."""
        with pytest.raises(ValidationError, match="nothing in this text"):
            shop.conversations.reply(first(shop, api=TIKTOK), text)

    def test_closed(self, box, shop):
        """Where the platform takes no messages none is sent; it can be opened again."""
        order = next(
            one
            for one in shop.orders.list()
            if one.api is TIKTOK and one.origin is TIKTOK
        )
        talk = shop.conversations.begin(order)
        (sale,) = [
            sale
            for sale in box.world.sales()
            if str(6_900_000_000_000_000_000 + int(sale.tiktok_id)) == talk.id
        ]
        box.world.changes.closed.add(sale.number)
        closed = first(shop, id=talk.id)
        before = len(box.tiktokshop_face.seen)
        for send in (
            lambda: shop.conversations.reply(closed, "Halo kak"),
            lambda: shop.conversations.send_picture(closed, b"\x89PNG fiktif"),
            lambda: shop.conversations.send_order(closed, order),
        ):
            with pytest.raises(ValidationError, match=r"begin\(order\) may open"):
                send()

        assert before == len(box.tiktokshop_face.seen)
        with pytest.raises(ValidationError, match="45109001"):
            shop.conversations.reply(talk, "Halo kak")
        shop.conversations.mark_read(closed)
        again = shop.conversations.begin(order)
        assert shop.conversations.reply(again, "Halo kak")

    def test_unknown(self, shop):
        """A conversation that nobody knows is an error that says so."""
        talk = evolve(first(shop, api=TIKTOK), id="1")
        with pytest.raises(NotFoundError):
            shop.conversations.reply(talk, "Halo kak")
        with pytest.raises(NotFoundError):
            list(shop.conversations.messages(talk))


class TestCards:
    def test_product_where_the_buyer_is(self, shop):
        """A product on sale on the buyer's platform (rule 96)."""
        talk = first(shop, api=TIKTOK, origin=TOKO)
        kopi = next(one for one in shop.products.list() if one.name.startswith("Kopi"))
        shop.conversations.send_product(talk, kopi)
        (newest, *_) = shop.conversations.messages(talk)

        assert (MessageKind.PRODUCT, kopi.id) == (newest.kind, newest.product_id)

    @pytest.mark.parametrize(
        ("name", "origin"),
        [
            ("Cangkir Enamel Contoh", TOKO),
            ("Teh Melati Contoh", TIKTOK),
            ("Saringan Kopi Contoh", TIKTOK),
            ("Kopi Gayo Contoh", Platform(0)),
            ("Kopi Luwak Contoh", TOKO),
        ],
        ids=["TikTok Shop only", "Tokopedia only", "switched off", "unknown", "banned"],
    )
    def test_product_nobody_would_see(self, box, shop, name, origin):
        """A product that is not on sale there is not sent."""
        talk = first(shop, api=TIKTOK)
        product = next(one for one in shop.products.list() if one.name == name)
        before = len(box.tiktokshop_face.seen)
        with pytest.raises(ValidationError, match="could not see its card"):
            shop.conversations.send_product(evolve(talk, origin=origin), product)

        assert before == len(box.tiktokshop_face.seen)

    def test_order(self, shop):
        """An order of this buyer's."""
        order = next(one for one in shop.orders.list() if one.api is TIKTOK)
        talk = shop.conversations.begin(order)
        shop.conversations.send_order(evolve(talk, origin=order.origin), order)
        (newest, *_) = shop.conversations.messages(talk)

        assert (MessageKind.ORDER, order.id) == (newest.kind, newest.order_id)

    def test_order_of_another(self, shop):
        """Somebody else's order is nobody's business."""
        one, two = [one for one in shop.orders.list() if one.api is TIKTOK][:2]
        old = next(one for one in shop.orders.list() if one.api is TOKO)
        talk = shop.conversations.begin(one)
        for order in (two, old, evolve(one, buyer=evolve(one.buyer, id=None))):
            with pytest.raises(ValidationError, match="this buyer's"):
                shop.conversations.send_order(talk, order)

    def test_old_chats_take_texts_only(self, shop):
        """Cards and pictures go nowhere but to TikTok Shop's conversations."""
        talk = first(shop, api=TOKO)
        kopi = next(iter(shop.products.list()))
        with pytest.raises(ValidationError, match="texts only"):
            shop.conversations.send_product(talk, kopi)
        with pytest.raises(ValidationError, match="cannot mark"):
            shop.conversations.mark_read(talk)

    def test_refused(self, box):
        """What the platform does not take is an error."""
        talks = box.tiktokshop().conversations
        (one, *_) = talks.list()
        for content in ("{}", "no JSON"):
            with pytest.raises(ApiError, match="does not fit"):
                talks.send_message(
                    conversation_id=one.id, type="IMAGE", content=content
                )


class TestBegin:
    def test_both(self, box, shop):
        """The conversation with an order's buyer, in the API that has the order."""
        for api in (TIKTOK, TOKO):
            order = next(one for one in shop.orders.list() if one.api is api)
            talk = shop.conversations.begin(order)
            assert api is talk.api
            assert talk.buyer_id
            assert list(shop.conversations.messages(talk))

    def test_nobody(self, box, shop):
        """An order that does not say who bought; a buyer whom nobody knows."""
        order = next(one for one in shop.orders.list() if one.api is TIKTOK)
        with pytest.raises(ValidationError, match="who bought"):
            shop.conversations.begin(evolve(order, buyer=evolve(order.buyer, id=None)))
        with pytest.raises(ApiError):
            shop.conversations.begin(evolve(order, buyer=evolve(order.buyer, id="1")))

    def test_not_told_of(self, box, shop):
        """A conversation that was opened and is not told of."""
        order = next(one for one in shop.orders.list() if one.api is TIKTOK)
        between = Between(box.tiktokshop_face, "/202601/", after=lambda _: {})
        other = box.shop(tiktokshop=box.tiktokshop(transport=between))
        with pytest.raises(ValidationError, match="is not told of"):
            other.conversations.begin(order)

    def test_an_old_order_nobody_knows(self, shop):
        """An order that is not there."""
        order = next(one for one in shop.orders.list() if one.api is TOKO)
        with pytest.raises(ApiError):
            shop.conversations.begin(evolve(order, id="1"))
        with pytest.raises(ApiError):
            shop.conversations.reply(evolve(first(shop, api=TOKO), id="x"), "Halo")


class TestPicture:
    @pytest.fixture
    def message(self, shop):
        """A picture that was sent."""
        talk = first(shop, api=TIKTOK)
        shop.conversations.send_picture(talk, b"\x89PNG fiktif")
        (newest, *_) = shop.conversations.messages(talk)
        return newest

    def test_with_the_token(self, box, shop, message):
        """Indonesia gives it to who shows the token and the shop (rule 8)."""
        document = shop.conversations.picture(message)
        asked = box.tiktokshop_face.seen[-1]

        assert (MessageKind.IMAGE, b"\x89PNG fiktif") == (
            message.kind,
            document.content,
        )
        assert "x-tts-access-token" in asked.headers
        assert {"shop_cipher"} == set(asked.query)

    def test_without(self, box, message):
        """A plain download does not do."""
        with pytest.raises(ApiError):
            box.tiktokshop().download(message.url)

    @pytest.mark.parametrize(
        "url",
        [
            "https://images.example.invalid/a.png",
            "https://evil.invalid/tiktokshop.sandbox.invalid/a.png",
            "https://evil-tiktokshop.sandbox.invalid/a.png",
            "http://files.tiktokshop.sandbox.invalid/a.png",
            "https://files.tiktokshop.sandbox.invalid.evil.invalid/a.png",
            "a.png",
        ],
    )
    def test_the_token_goes_nowhere_else(self, box, shop, message, url):
        """A URL in a message is somebody else's word: the token stays here."""
        before = len(box.tiktokshop_face.seen)
        with pytest.raises(ValidationError, match="no host of the platform"):
            shop.conversations.picture(evolve(message, url=url))

        assert before == len(box.tiktokshop_face.seen)

    def test_none(self, shop, message):
        """A text has none; one that is gone is an error."""
        with pytest.raises(ValidationError, match="has no picture"):
            shop.conversations.picture(evolve(message, url=None))
        with pytest.raises(ApiError):
            gone = message.url.replace("fiktif1", "fiktif9")
            shop.conversations.picture(evolve(message, url=gone))

    def test_empty(self, shop):
        """Nothing is no picture."""
        with pytest.raises(ValidationError, match="nothing in the file"):
            shop.conversations.send_picture(first(shop, api=TIKTOK), b"")


class TestDownloadPicture:
    def test_no_shop(self, box):
        """It is asked for with the shop's cipher."""
        client = box.tiktokshop(shop_cipher=None)
        with pytest.raises(ValidationError, match="shop_cipher"):
            client.download_picture("https://p16.ibyteimg.com/a.png")

    def test_not_a_text(self, box):
        """What is no text is no URL."""
        with pytest.raises(ValidationError, match="no host"):
            box.tiktokshop().download_picture(None)

    @pytest.mark.parametrize("host", ["ibyteimg.com", "p16-oec-sg.ibyteimg.com"])
    def test_known_hosts(self, box, host):
        """The platform's hosts for pictures are asked."""
        with pytest.raises(ApiError):
            box.tiktokshop().download_picture(f"https://{host}/a.png")

        assert "x-tts-access-token" in box.tiktokshop_face.seen[-1].headers

    def test_from_the_api_itself(self, box):
        """The API's own address is the platform's, be it a number."""
        client = box.tiktokshop(base_url="http://127.0.0.1:8000")
        url = "http://127.0.0.1:8000/chat_images/none.png"

        with pytest.raises(ApiError):
            client.download_picture(url)
        with pytest.raises(ValidationError, match="no host"):
            client.download_picture("https://9.0.0.1/a.png")
