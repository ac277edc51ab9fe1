"""
The way from what is linked to what should be. Nothing is executed: people do it by hand.

Sources: TikTok Shop Partner Center, Tokopedia & Shop Open API onboarding guide; migration
rehearsal guide (that a merger cannot be undone, said there of test shops).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen
from typing_extensions import TypeAliasType

from .._explain import Actor
from .checking import ends_of, owner_of
from .findings import CONSOLE, End, Finding, Problem, Severity, end_facts
from .graph import Graph
from .index import SIDES, Index
from .values import INDONESIA, Kind, Link

TOKOPEDIA, TIKTOK_SHOP = SIDES

Action = TypeAliasType(
    "Action",
    Literal[
        "unbind_account",
        "verify_email",
        "bind_account",
        "add_market",
        "publish_app",
        "bind_app",
        "merge_shop",
        "authorise",
    ],
)
"""What a step does, for programs to read."""


@frozen(kw_only=True)
class Step:
    """One thing to do, after all steps before it."""

    action: Action
    ends: tuple[End, ...]
    todo: str
    """What to do: an instruction to *who*."""
    who: Actor
    rule: int
    """The id in the rulebook."""
    permanent: bool = False
    """Whether nothing can undo it."""

    def __str__(self) -> str:
        """Say it in a line."""
        mark = " [permanent]" if self.permanent else ""
        return f"{self.who.value.capitalize()}: {self.todo}{mark}"

    def facts(self) -> dict[str, object]:
        """Give it as what JSON has."""
        return {
            "action": self.action,
            "permanent": self.permanent,
            "rule": self.rule,
            "who": self.who.value,
            "todo": self.todo,
            "ends": [end_facts(end) for end in self.ends],
        }


@frozen(kw_only=True)
class Refusal:
    """A change that cannot be made, or may not."""

    ends: tuple[End, ...]
    why: str
    rule: int | None
    """The id in the rulebook; None if the records themselves are at fault."""

    def __str__(self) -> str:
        """Say it in a line."""
        rule = f" (rule {self.rule})" if self.rule is not None else ""
        return f"{self.why}{rule}"

    def facts(self) -> dict[str, object]:
        """Give it as what JSON has."""
        return {
            "rule": self.rule,
            "why": self.why,
            "ends": [end_facts(end) for end in self.ends],
        }


@frozen(kw_only=True)
class Plan:
    """What to do, in order, and what cannot be done."""

    steps: tuple[Step, ...]
    refusals: tuple[Refusal, ...]
    findings: tuple[Finding, ...]
    """What is wrong with what is wanted."""

    @property
    def permanent(self) -> tuple[Step, ...]:
        """The steps to think about twice."""
        return tuple(step for step in self.steps if step.permanent)

    @property
    def complete(self) -> bool:
        """Whether the steps lead to what is wanted, and it is as it should be."""
        return not self.refusals and not self.findings


def plan(current: Graph, desired: Graph) -> Plan:
    """
    Say how to get from one graph to another.

    Accounts are unbound, then bound; then apps, once they are online; then shops are
    merged; then the seller authorises. A record that only one of the graphs has is no
    change by itself: nothing here makes or deletes accounts, apps and shops.
    """
    return _Planner(current, desired).plan()


_STEPS_FOR: Mapping[Problem, Action] = {
    "email": "verify_email",
    "offline": "publish_app",
    "market": "add_market",
    "no_token": "authorise",
}
"""What puts a finding right, so that it stands in the way of no link."""


class _Planner:
    def __init__(self, current: Graph, desired: Graph) -> None:
        self._now: Index = current.index()
        self._then: Index = desired.index()
        self._found = desired.check()
        self._steps: list[Step] = []
        self._done: set[tuple[Action, tuple[End, ...]]] = set()
        self._refusals: list[Refusal] = []
        self._barred: set[tuple[str, str]] = set()
        """Pairs of accounts that will not be bound."""
        self._faults: dict[tuple[Kind, str, str], Finding] = {}
        for one in self._found:
            if one.severity is Severity.ERROR and one.problem not in _STEPS_FOR:
                for link in one.links:
                    key = link.kind, link.tokopedia, link.tiktokshop
                    self._faults.setdefault(key, one)

    def plan(self) -> Plan:
        self._unbind_accounts()
        self._keep("app")
        self._keep("shop")
        self._bind_accounts()
        self._bind_apps()
        self._merge_shops()
        self._authorise()
        return Plan(
            steps=tuple(self._steps),
            refusals=tuple(self._refusals),
            findings=tuple(one for one in self._found if not self._remedied(one)),
        )

    def _remedied(self, found: Finding) -> bool:
        """Whether a step is there that puts a finding right."""
        action = _STEPS_FOR.get(found.problem)
        return any((action, (end,)) in self._done for end in found.ends)

    def _added(self, kind: Kind) -> Iterator[Link]:
        """Give the links to make, refusing those that must not be."""
        for link in self._then.kinds[kind].links.values():
            if (link.tokopedia, link.tiktokshop) in self._now.kinds[kind].links:
                continue
            if why := self._taken(link):
                self._refuse(link, why, 19 if kind == "app" else 29)
            elif fault := self._faults.get((kind, link.tokopedia, link.tiktokshop)):
                first, second = ends_of(link)
                why = f"{first} cannot be linked to {second}: {fault.what}"
                self._refuse(link, why, fault.rule)
            else:
                yield link
                continue
            if kind == "account":
                self._barred.add((link.tokopedia, link.tiktokshop))

    def _taken(self, link: Link) -> str:
        """Say what an end is linked to for good, if it is."""
        if link.kind == "account":
            return ""
        for end in ends_of(link)[: 1 if link.kind == "app" else 2]:
            for old in self._now.kinds[link.kind][end.platform].links(end.id):
                first, second = ends_of(old)
                to = second if end == first else first
                verb = "bound to" if link.kind == "app" else "merged with"
                return f"{end} is {verb} {to} for good, and to nothing else after that"
        return ""

    def _removed(self, kind: Kind) -> Iterator[Link]:
        for link in self._now.kinds[kind].links.values():
            if (link.tokopedia, link.tiktokshop) not in self._then.kinds[kind].links:
                yield link

    def _unbind_accounts(self) -> None:
        for link in self._removed("account"):
            first, second = ends_of(link)
            todo = f"unbind {first} from {second}: {CONSOLE}"
            self._step("unbind_account", (first, second), todo, 13)

    def _keep(self, kind: Kind) -> None:
        """Refuse to undo what cannot be undone."""
        for link in self._removed(kind):
            first, second = ends_of(link)
            why = (
                f"{first} stays bound to {second}: a link of apps can never be undone"
                if kind == "app"
                else f"{first} stays merged with {second}: no way to ask for the "
                "opposite is documented"
            )
            self._refuse(link, why, 19 if kind == "app" else 29)

    def _bind_accounts(self) -> None:
        for link in list(self._added("account")):
            first, second = ends_of(link)
            for end in (first, second):
                self._verify_email(end)
            todo = f"bind {first} to {second}: {CONSOLE}"
            self._step("bind_account", (first, second), todo, 11)

    def _verify_email(self, end: End) -> None:
        """Rule 12: Tokopedia's, since that is asked for; the other if it is known not."""
        now = self._now.account(end.platform, end.id)
        then = self._then.account(end.platform, end.id)
        known = {one.email_verified for one in (now, then) if one is not None}
        verified = now is not None and now.email_verified
        if False in known or (end.platform is TOKOPEDIA and not verified):
            todo = f"verify the e-mail of {end}, if it is not"
            self._step("verify_email", (end,), todo, 12)

    def _bind_apps(self) -> None:
        links: list[Link] = []
        for link in self._added("app"):
            if self._accounts(link) in self._barred:
                first, second = ends_of(link)
                why = f"{first} cannot be bound to {second}: their accounts cannot be"
                self._refuse(link, why, 20)
            else:
                links.append(link)
        for key in dict.fromkeys(link.tiktokshop for link in links):
            self._make_ready(End(platform=TIKTOK_SHOP, kind="app", id=key))
        for link in links:
            first, second = ends_of(link)
            todo = f"bind {first} to {second}, which nothing can undo"
            self._step("bind_app", (first, second), todo, 17, permanent=True)

    def _accounts(self, link: Link) -> tuple[str | None, str | None]:
        """Give whose the apps of a link are."""
        first = self._then.app(TOKOPEDIA, link.tokopedia)
        return owner_of(first), owner_of(self._then.app(TIKTOK_SHOP, link.tiktokshop))

    def _make_ready(self, end: End) -> None:
        """Rules 105 and 18: for Indonesia, and online."""
        app = self._now.app(end.platform, end.id)
        markets = None if app is None else app.markets
        if markets is None or INDONESIA not in markets:
            todo = (
                f"see that {end} has Indonesia among its markets; whether one can be "
                "added to an app that is there is not documented"
            )
            self._step("add_market", (end,), todo, 105)
        if app is None or app.online is not True:
            self._step("publish_app", (end,), f"publish {end}, if it is not online", 18)

    def _merge_shops(self) -> None:
        for link in list(self._added("shop")):
            first, second = ends_of(link)
            todo = f"integrate {first} with {second}, in Seller Center"
            self._step(
                "merge_shop",
                (first, second),
                todo,
                27,
                who=Actor.SELLER,
                permanent=True,
            )

    def _authorise(self) -> None:
        """Rule 100: a new token for each shop that is wanted to have one and has none."""
        refused = {one.ends for one in self._refusals}
        lacking = {
            ends_of(link)
            for one in self._found
            if one.problem == "no_token"
            for link in one.links
        }
        for pair, link in self._then.kinds["shop"].links.items():
            ends = ends_of(link)
            if pair in self._now.kinds["shop"].links:
                wanted = ends in lacking or _authorised(self._then, link)
                needed = wanted and not _authorised(self._now, link)
            else:  # whatever it held before the merger
                needed = ends not in refused
            if needed:
                todo = f"authorise the app for {ends[1]}, once the shops are merged"
                self._step("authorise", (ends[1],), todo, 100, who=Actor.SELLER)

    def _step(
        self,
        action: Action,
        ends: tuple[End, ...],
        todo: str,
        rule: int,
        *,
        who: Actor = Actor.DEVELOPER,
        permanent: bool = False,
    ) -> None:
        made = Step(
            action=action,
            ends=ends,
            todo=todo,
            who=who,
            rule=rule,
            permanent=permanent,
        )
        self._steps.append(made)
        self._done.add((action, ends))

    def _refuse(self, link: Link, why: str, rule: int | None) -> None:
        self._refusals.append(Refusal(ends=ends_of(link), why=why, rule=rule))


def _authorised(index: Index, link: Link) -> bool:
    """Whether a shop is said to hold a token."""
    return any(shop.authorised for shop in index.shops(link))
