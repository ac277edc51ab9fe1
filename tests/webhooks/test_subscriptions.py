"""Which events are sent where: the difference is shown before anything is changed."""

from __future__ import annotations

import json

import pytest
from fakes import TOKEN_ANSWER, Script, answer, ok, sample, tiktok, toko

from tokotiktok.errors import ValidationError
from tokotiktok.webhooks.subscriptions import (
    TOPICS,
    plan_tiktokshop,
    plan_tokopedia,
)

HERE, THERE = "https://hook.contoh.invalid/tts", "https://baru.contoh.invalid/tts"
OLD = sample("tokopedia", "webhooks_registered")
SECRET = "fictitious-webhook-secret"


@pytest.fixture
def script():
    return Script(answer(sample("tiktokshop", "shop_webhooks")), ok())


@pytest.fixture
def old():
    return Script(
        answer(TOKEN_ANSWER),
        answer(OLD),
        answer(OLD),
        answer(sample("tokopedia", "webhooks_register_ok")),
    )


def sent(script):
    """Give what was sent after the first answers were read."""
    return [(one.method, json.loads(one.body)) for one in script.sent if one.body]


class TestTikTokShop:
    def test_difference(self, script):
        """What is as wanted stays, what is not is set, and others are left alone."""
        wanted = {"ORDER_STATUS_CHANGE": HERE, "PACKAGE_UPDATE": HERE}
        plan = plan_tiktokshop(tiktok(script), wanted)
        before = sent(script)
        plan.apply()

        assert f"PACKAGE_UPDATE: nowhere -> {HERE}" == str(plan)
        assert [] == before
        assert [("PUT", {"address": HERE, "event_type": "PACKAGE_UPDATE"})] == sent(
            script
        )

    def test_removes(self, script):
        """What is not wanted is removed, if that is asked for."""
        plan = plan_tiktokshop(
            tiktok(script), {"ORDER_STATUS_CHANGE": THERE}, remove_others=True
        )
        plan.apply()

        assert [
            f"ORDER_STATUS_CHANGE: {HERE} -> {THERE}",
            f"PRODUCT_AUDIT_STATUS_CHANGE: {HERE} -> nowhere",
        ] == str(plan).splitlines()
        assert [
            ("PUT", {"address": THERE, "event_type": "ORDER_STATUS_CHANGE"}),
            ("DELETE", {"event_type": "PRODUCT_AUDIT_STATUS_CHANGE"}),
        ] == sent(script)

    def test_nothing(self, script):
        """Where all is as wanted, nothing is sent."""
        plan = plan_tiktokshop(tiktok(script), {"ORDER_STATUS_CHANGE": HERE})
        plan.apply()

        assert "nothing to change" == str(plan)
        assert [] == sent(script)

    @pytest.mark.parametrize(
        ("url", "why"),
        [
            ("http://contoh.invalid", "begins not with https"),
            ("https://", "names no host"),
            ("https://contoh.invalid:8443/", "names a port"),
            ("https://192.0.2.1/", "names an IP address"),
            ("https://[2001:db8::1]/", "names an IP address"),
            ("https://contoh.invalid/" + "x" * 255, "longer than 255"),
            ("https://contoh.invalid:x/", "is no URL"),
        ],
    )
    def test_urls(self, script, url, why):
        """A URL that the platform does not take is refused before anything is sent."""
        with pytest.raises(ValidationError, match=why):
            plan_tiktokshop(tiktok(script), {"ORDER_STATUS_CHANGE": url})

        assert [] == script.sent


class TestSandbox:
    def test_tiktokshop(self, box):
        """What is planned and applied is there, and then there is nothing to change."""
        client = box.tiktokshop()
        for wanted in (HERE, THERE):
            plan_tiktokshop(client, {"ORDER_STATUS_CHANGE": wanted}).apply()
        there = client.webhooks.list()
        plan_tiktokshop(client, {}, remove_others=True).apply()

        assert [THERE] == [one.address for one in there.webhooks]
        assert 0 == client.webhooks.list().total_count

    def test_tiktokshop_refuses(self, box):
        """An address without https is refused."""
        with pytest.raises(ValidationError, match="https"):
            box.tiktokshop().webhooks.update(
                address="http://x", event_type="ORDER_STATUS_CHANGE"
            )

    def test_tokopedia(self, box):
        """Registering one topic keeps another that was registered before."""
        client = box.tokopedia()
        for topic in ("order_status", "product_changes"):
            plan_tokopedia(client, {topic: HERE}, secret=SECRET).apply()
        there = client.webhooks.list()

        assert (HERE, HERE) == (there.order_status_url, there.product_changes_url)


class TestTokopedia:
    def test_keeps_the_rest(self, old):
        """Registering replaces the whole set, so what is there is sent along."""
        plan = plan_tokopedia(toko(old), {"product_changes": THERE}, secret=SECRET)
        plan.apply()
        (_, body) = sent(old)[-1]
        there = {
            name: url
            for name, url in OLD["data"].items()
            if name.endswith("_url") and url
        }

        assert {
            **there,
            "product_changes_url": THERE,
            "webhook_secret": SECRET,
        } == {name: value for name, value in body.items() if name != "fs_id"}
        assert f"product_changes: nowhere -> {THERE}" == str(plan).splitlines()[0]

    def test_says_what_may_be_emptied(self, old):
        """What cannot be read back is named, unless it is given."""
        plan = plan_tokopedia(
            toko(old), {"shop_merge_notification": THERE}, secret=SECRET
        )
        told = {name.removesuffix("_url") for name in OLD["data"]}

        assert set(TOPICS) - told - {"shop_merge_notification"} == set(plan.emptied)
        assert "product_creation" in plan.emptied
        assert "product_edit: unknown -> nowhere" in str(plan)

    def test_removes(self, old):
        """A topic is taken off by None, and all others if that is asked for."""
        plan = plan_tokopedia(
            toko(old), {"order_status": None}, secret=SECRET, remove_others=True
        )
        plan.apply()
        (_, body) = sent(old)[-1]

        assert all(one.after is None for one in plan.changes)
        assert {"fs_id", "webhook_secret"} >= set(body)

    def test_nothing(self, old):
        """Where all is as wanted, nothing is sent, and nothing is emptied."""
        url = OLD["data"]["order_status_url"]
        plan = plan_tokopedia(toko(old), {"order_status": url}, secret=SECRET)

        assert ((), (), ()) == (plan.changes, plan.emptied, plan.steps)

    def test_another_secret(self, old):
        """Where only the secret differs, all is registered with the one given."""
        url = OLD["data"]["order_status_url"]
        plan = plan_tokopedia(toko(old), {"order_status": url}, secret="new")
        plan.apply()
        (_, body) = sent(old)[-1]

        assert ["webhook_secret: another -> the one given"] == [
            str(one) for one in plan.changes
        ]
        assert SECRET not in str(plan)
        assert ("new", url) == (body["webhook_secret"], body["order_status_url"])

    def test_changed_meanwhile(self, box):
        """What somebody else registered since is not overwritten unseen."""
        client = box.tokopedia()
        plan = plan_tokopedia(client, {"order_status": HERE}, secret=SECRET)
        client.webhooks.register(chat_notification_url=THERE, webhook_secret=SECRET)
        with pytest.raises(ValidationError, match="plan again"):
            plan.apply()

        assert "" == client.webhooks.list().order_status_url

    @pytest.mark.parametrize(
        ("wanted", "secret", "says"),
        [
            ({"order": HERE}, SECRET, f"give one of {TOPICS[0]}"),
            ({"order_status": "ftp://x"}, SECRET, "begins not with https"),
            ({}, "", "proves nothing"),
        ],
        ids=["topic", "url", "secret"],
    )
    def test_refused(self, old, wanted, secret, says):
        """What cannot be meant is refused before anything is sent."""
        with pytest.raises(ValidationError, match=says):
            plan_tokopedia(toko(old), wanted, secret=secret)

        assert [] == old.sent
