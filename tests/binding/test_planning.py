"""The way from one graph to another: in an order that works, and with what is for good."""

from __future__ import annotations

import pytest
from attrs import evolve
from graphs import (
    TIKTOK,
    TOKO,
    account_link,
    app_link,
    changed,
    good,
    more,
    shop_link,
    without,
)
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok import Actor
from tokotiktok.binding import Account, App, Graph, Shop, plan

GRAPH = good()
EMPTY = Graph()


def actions(made) -> list[str]:
    return [step.action for step in made.steps]


def reasons(made) -> list[tuple[int | None, str]]:
    return [(one.rule, one.why) for one in made.refusals]


class TestSteps:
    def test_from_nothing(self):
        """Accounts first, apps once they are online, shops, and then their tokens."""
        made = plan(EMPTY, GRAPH)

        assert [
            "verify_email",
            "bind_account",
            "add_market",
            "publish_app",
            "bind_app",
            "bind_app",
            "merge_shop",
            "authorise",
        ] == actions(made)
        assert ["bind_app", "bind_app", "merge_shop"] == [
            step.action for step in made.permanent
        ]
        assert made.complete

    @given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 2))
    def test_nothing_to_do(self, organisations, keys, apps, shops):
        """From a graph to itself there is nothing to do."""
        graph = good(organisations, keys, apps, shops)
        made = plan(graph, graph)

        assert ((), (), ()) == (made.steps, made.refusals, made.findings)

    @given(st.integers(1, 3), st.integers(0, 2), st.integers(0, 2), st.data())
    def test_order(self, organisations, keys, apps, data):
        """Whatever is there already: each step has what it needs before it."""
        desired = good(organisations, keys, apps)
        kept = data.draw(st.lists(st.sampled_from(desired.links), unique_by=str))
        made = plan(evolve(desired, links=kept), desired)
        order = {
            (step.action, end): n
            for n, step in enumerate(made.steps)
            for end in step.ends
        }
        accounts = {(one.platform, one.id): one.account for one in desired.apps}

        assert made.complete
        for (action, end), at in order.items():
            if action == "bind_app":
                bound = [
                    n
                    for (name, one), n in order.items()
                    if name == "bind_account"
                    and one.id == accounts[end.platform, end.id]
                ]
                assert all(n < at for n in bound)
        assert len(desired.links) - len(kept) == sum(
            step.action in ("bind_account", "bind_app", "merge_shop")
            for step in made.steps
        )

    def test_what_is_done_is_not_asked_for(self):
        """What is known to be verified, online and for Indonesia stays as it is."""
        current = evolve(GRAPH, links=())

        assert [
            "bind_account",
            "bind_app",
            "bind_app",
            "merge_shop",
            "authorise",
        ] == actions(plan(current, GRAPH))

    @pytest.mark.parametrize(
        ("table", "place", "fields", "action"),
        [
            ("accounts", 0, {"email_verified": False}, "verify_email"),
            ("accounts", 1, {"email_verified": False}, "verify_email"),
            ("apps", 0, {"online": False}, "publish_app"),
            ("apps", 0, {"markets": ("TH",)}, "add_market"),
            ("shops", 1, {"authorised": False}, "authorise"),
        ],
        ids=["their e-mail", "our e-mail", "online", "market", "token"],
    )
    def test_a_step_puts_it_right(self, table, place, fields, action):
        """What a step puts right stands in no link's way, also if the aim says it not."""
        desired = changed(GRAPH, table, place, **fields)
        made = plan(evolve(desired, links=()), desired)

        assert 1 == actions(made).count(action)
        assert made.complete

    def test_rebind_accounts(self):
        """Accounts are unbound before they are bound to others."""
        other = Account(platform=TIKTOK, id="X")
        bare = evolve(GRAPH, apps=(), shops=(), links=GRAPH.links[:1])
        desired = evolve(more(bare, other), links=[account_link("ORG-0", "X")])
        made = plan(bare, desired)

        assert ["unbind_account", "bind_account"] == actions(made)
        assert made.complete
        assert not made.permanent

    def test_unbinding_under_apps(self):
        """Apps of accounts that are to be unbound stay bound, and that is found wrong."""
        made = plan(GRAPH, without(GRAPH, "links", 0))

        assert ["unbind_account"] == actions(made)
        assert {"account_first"} == {one.problem for one in made.findings}
        assert not made.complete

    def test_authorise_what_is_merged(self):
        """A shop that was merged before needs the seller only, who is told so."""
        made = plan(changed(GRAPH, "shops", 1, authorised=False), GRAPH)

        assert ["authorise"] == actions(made)
        assert made.steps[0].who is Actor.SELLER

    def test_says_itself(self):
        """A step is a sentence, with a mark on what is for good."""
        made = plan(evolve(GRAPH, links=GRAPH.links[:1]), GRAPH)

        assert (
            "Developer: bind Tokopedia app fs-0-0-0 to TikTok Shop app fiktif-0-0, which "
            "nothing can undo [permanent]"
        ) == str(made.steps[0])
        assert {
            "action": "bind_app",
            "permanent": True,
            "rule": 17,
            "who": "developer",
            "todo": made.steps[0].todo,
            "ends": [
                {"platform": "tokopedia", "kind": "app", "id": "fs-0-0-0"},
                {"platform": "tiktokshop", "kind": "app", "id": "fiktif-0-0"},
            ],
        } == made.steps[0].facts()
        assert str(made.steps[2]).startswith("Seller: ")


class TestRefusals:
    def test_app_link_stays(self):
        """A link of apps can never be undone."""
        made = plan(GRAPH, without(GRAPH, "links", 1))

        assert () == made.steps
        why = (
            "Tokopedia app fs-0-0-0 stays bound to TikTok Shop app fiktif-0-0: a link of "
            "apps can never be undone"
        )
        assert [(19, why)] == reasons(made)
        assert str(made.refusals[0]).endswith(" (rule 19)")
        assert 19 == made.refusals[0].facts()["rule"]

    def test_app_is_not_bound_anew(self):
        """An app that is bound cannot be bound to another."""
        other = App(
            platform=TIKTOK, id="X", account="7000", online=True, markets=["ID"]
        )
        desired = without(more(GRAPH, other, app_link("fs-0-0-0", "X")), "links", 1)
        made = plan(more(GRAPH, other), desired)

        assert () == made.steps
        assert [19, 19] == [rule for rule, _ in reasons(made)]
        assert reasons(made)[1][1] == (
            "Tokopedia app fs-0-0-0 is bound to TikTok Shop app fiktif-0-0 for good, and "
            "to nothing else after that"
        )

    def test_key_takes_more(self):
        """A key that has apps takes another."""
        app = App(platform=TOKO, id="X", account="ORG-0")
        made = plan(GRAPH, more(GRAPH, app, app_link("X", "fiktif-0-0")))

        assert ["bind_app"] == actions(made)
        assert made.complete

    @pytest.mark.parametrize(
        "new",
        [("toko-0-0", "X"), ("X", "tts-0-0")],
        ids=["theirs", "ours"],
    )
    def test_shop_is_not_merged_anew(self, new):
        """A merged shop stays merged, and is merged with no other."""
        desired = without(more(GRAPH, shop_link(*new)), "links", 3)
        made = plan(GRAPH, desired)

        assert () == made.steps
        assert [29, 29] == [rule for rule, _ in reasons(made)]
        assert "no way to ask for the opposite is documented" in reasons(made)[0][1]

    def test_what_must_not_be(self):
        """What breaks a rule is refused; what does not goes on."""
        other = App(platform=TIKTOK, id="X", account="7000")
        desired = more(GRAPH, other, app_link("fs-0-0-0", "X"))
        made = plan(evolve(GRAPH, links=GRAPH.links[:1]), desired)

        assert [17, 17] == [one.rule for one in made.refusals]
        assert "bind_app" in actions(made)
        assert "app_twice" in {one.problem for one in made.findings}

    def test_no_accounts_no_apps(self):
        """Apps of accounts that cannot be bound are not bound either."""
        second = Account(platform=TIKTOK, id="X")
        desired = more(GRAPH, second, account_link("ORG-0", "X"))
        made = plan(EMPTY, desired)

        assert ["merge_shop", "authorise"] == actions(made)
        assert [11, 11, 20, 20] == [one.rule for one in made.refusals]

    def test_accounts_may_be_unknown(self):
        """An app whose account nobody names is bound, for all that one can know."""
        apps = [App(platform=TOKO, id="1"), App(platform=TIKTOK, id="2", online=True)]
        made = plan(EMPTY, Graph(apps=apps, links=[app_link("1", "2")]))

        assert ["add_market", "publish_app", "bind_app"] == actions(made)

    def test_dangling(self):
        """A link to what is not there is refused, by no rule of the platforms."""
        made = plan(GRAPH, more(GRAPH, shop_link("X", "Y")))

        assert [None] == [one.rule for one in made.refusals]
        assert "(rule" not in str(made.refusals[0])
        assert () == made.steps

    def test_shop_of_another_phase(self):
        """What a shop is not ready for is not asked of the seller."""
        shops = [
            evolve(one, phase="rolled_back", authorised=False) for one in GRAPH.shops
        ]
        desired = evolve(GRAPH, shops=shops)

        assert () == plan(desired, desired).steps
        assert Shop(platform=TOKO, id="toko-0-0") != shops[0]
