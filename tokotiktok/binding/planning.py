"""What leads from one graph to another, what of that is for good, and what nothing can."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from attrs import frozen

from .._explain import Actor
from .index import Index, Side, index, partners
from .links import INDONESIA, Bound, Linked, faults
from .values import App, Graph, Link
from .words import LinkKind


class Action(str, Enum):
    """What somebody does, or would have to do; the first seven in their order."""

    UNBIND_ACCOUNT = "unbind account"
    VERIFY_EMAIL = "verify e-mail"
    BIND_ACCOUNT = "bind account"
    PUBLISH_APP = "publish app"
    BIND_APP = "bind app"
    MERGE_SHOP = "merge shop"
    AUTHORISE = "authorise"
    UNBIND_APP = "unbind app"
    """Asked for only: no platform has it."""
    UNMERGE_SHOP = "unmerge shop"
    """Asked for only: nobody but the platform could."""


@frozen(kw_only=True)
class Step:
    """One thing to do, in a console, by a person."""

    action: Action
    rule: int
    """The number of the migration rule that asks for it."""
    tokopedia: str | None = None
    tiktokshop: str | None = None
    permanent: bool = False
    """Whether nobody can undo it."""
    who: Actor
    todo: str

    def __str__(self) -> str:
        """Say it in a line."""
        good = " [for good]" if self.permanent else ""
        return f"{_asked(self)}{good}. {self.who.value.capitalize()}: {self.todo}"


@frozen(kw_only=True)
class Refusal:
    """Something that the desired graph asks for and nobody can do."""

    action: Action
    rule: int | None
    """The number of the rule against it; ``None``: the graph contradicts itself."""
    tokopedia: str | None = None
    tiktokshop: str | None = None
    why: str
    todo: str
    """What to do instead."""

    def __str__(self) -> str:
        """Say it in a line."""
        rule = f" (rule {self.rule})" if self.rule is not None else ""
        return f"{_asked(self)}: {self.why}{rule}. Instead: {self.todo}"


@frozen(kw_only=True)
class Plan:
    """The steps in an order that works, and what is not among them."""

    steps: tuple[Step, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def permanent(self) -> tuple[Step, ...]:
        """The steps that nobody can undo: to be looked at twice."""
        return tuple(step for step in self.steps if step.permanent)


def plan(current: Graph, desired: Graph) -> Plan:
    """
    Give the steps from one graph to another; nothing is done.

    Accounts are bound before apps, apps are online before anything is bound to them, and
    shops authorise after they have merged. Only accounts can be unbound. A step that
    depends on a refused one is refused, too.

    Args:
        current: what is bound now. What it does not say of an app is looked up in
            Partner Center: such a step says *unless*.
        desired: all links that there are to be.
    """
    planner = _Planner(index(current), index(desired))
    planner.accounts()
    planner.apps()
    planner.shops()
    order = list(Action)
    return Plan(
        steps=tuple(sorted(planner.steps, key=lambda one: order.index(one.action))),
        refusals=tuple(planner.refusals),
    )


def _asked(one: Step | Refusal) -> str:
    ends = [end for end in (one.tokopedia, one.tiktokshop) if end is not None]
    return f"{one.action.value} {' to '.join(ends)}"


_BINDS: dict[LinkKind, Action] = {
    "account": Action.BIND_ACCOUNT,
    "app": Action.BIND_APP,
    "shop": Action.MERGE_SHOP,
}


class _Planner:
    """Goes through accounts, apps and shops, in this order."""

    def __init__(self, now: Index, then: Index) -> None:
        self.steps: list[Step] = []
        self.refusals: list[Refusal] = []
        self._now, self._then = now, then
        self._have = {_key(link) for link in now.links}
        self._want = {_key(link) for link in then.links}
        self._bound: list[Link] = []

    def accounts(self) -> None:
        """Unbind and bind accounts."""
        owners = {
            app.account
            for link in self._now.links
            if link.kind == "app"
            and (app := self._now.tokopedia.apps.get(link.tokopedia))
        }
        for link in self._gone("account"):
            apps = link.tokopedia in owners
            self._step(
                Action.UNBIND_ACCOUNT,
                13,
                link,
                "unbind in Partner Center, My account"
                + ("; what becomes of the apps bound below it, no page says" * apps),
            )
        then = partners(self._then.links, "account")
        self._bound = [
            link
            for link in self._now.links
            if link.kind == "account" and _key(link) in self._want
        ]
        for link in self._new("account"):
            if _several(link, then):
                why = "an account is bound to one account only"
                self._refuse(link, 11, why, "choose which of them to bind")
                continue
            self._verify(self._now.tokopedia, old=link.tokopedia)
            self._verify(self._now.tiktokshop, new=link.tiktokshop)
            self._step(
                Action.BIND_ACCOUNT,
                11,
                link,
                "in Partner Center, My account, Link Tokopedia Account, give the "
                "Organization ID and its e-mail address",
            )
            self._bound.append(link)

    def _verify(
        self, side: Side, *, old: str | None = None, new: str | None = None
    ) -> None:
        """Verify the address of an account, where that is known to be left."""
        account = side.accounts.get(old or new or "")
        if account is not None and account.email_verified is False:
            step = Step(
                action=Action.VERIFY_EMAIL,
                rule=12,
                tokopedia=old,
                tiktokshop=new,
                who=Actor.DEVELOPER,
                todo="enter the code that was sent to the account's address",
            )
            self.steps.append(step)

    def apps(self) -> None:
        """Bind apps."""
        now, then = partners(self._now.links, "app"), partners(self._then.links, "app")
        bound = Bound(partners(self._bound, "account"))
        published: set[str] = set()
        for link in self._gone("app"):
            if link.tokopedia not in then[0]:
                self.refusals.append(
                    Refusal(
                        action=Action.UNBIND_APP,
                        rule=19,
                        tokopedia=link.tokopedia,
                        tiktokshop=link.tiktokshop,
                        why="the binding of an app cannot be undone",
                        todo="keep the link in the graph: it stays",
                    )
                )
        for link in self._new("app"):
            there = now[0].get(link.tokopedia, ())
            app = self._app(link.tiktokshop)
            if there:
                why = f"it is bound to {there[0].tiktokshop}, which cannot be changed"
                self._refuse(link, 19, why, f"use {there[0].tiktokshop}")
            elif len(then[0][link.tokopedia]) > 1:
                why = "a Tokopedia app is bound to one app key only"
                self._refuse(link, 17, why, "choose one of them: it is for good")
            elif app and app.markets is not None and INDONESIA not in app.markets:
                why = f"app {app.id} is not for the Indonesian market"
                self._refuse(link, 105, why, "bind to an app whose market is Indonesia")
            elif not bound.owners_of(link, self._then):
                why = "the accounts that the apps belong to are not bound"
                self._refuse(link, 20, why, "link the accounts in the graph, too")
            else:
                if link.tiktokshop not in published and not self._online(link):
                    published.add(link.tiktokshop)
                    self.steps.append(
                        Step(
                            action=Action.PUBLISH_APP,
                            rule=18,
                            tiktokshop=link.tiktokshop,
                            who=Actor.DEVELOPER,
                            todo="publish the app in Partner Center, unless it is online",
                        )
                    )
                self._step(
                    Action.BIND_APP,
                    19,
                    link,
                    "compare both ids once more, then bind the app in Partner Center",
                    permanent=True,
                )

    def shops(self) -> None:
        """Merge shops, and have them authorise."""
        now, then = (
            partners(self._now.links, "shop"),
            partners(self._then.links, "shop"),
        )
        for link in self._gone("shop"):
            if link.tokopedia not in then[0] and link.tiktokshop not in then[1]:
                self.refusals.append(
                    Refusal(
                        action=Action.UNMERGE_SHOP,
                        rule=29,
                        tokopedia=link.tokopedia,
                        tiktokshop=link.tiktokshop,
                        why="a merge is said to be for good, though events know a way "
                        "back (rule 30)",
                        todo="keep the link; if an unmerge event comes, take it out of "
                        "the current graph",
                    )
                )
        merged: set[str] = set()
        for link in self._new("shop"):
            there = [*now[0].get(link.tokopedia, ()), *now[1].get(link.tiktokshop, ())]
            if there:
                why = f"the shop {there[0].tokopedia} has merged with "
                why += f"{there[0].tiktokshop}, which cannot be changed"
                self._refuse(link, 29, why, "keep that link")
            elif _several(link, then):
                why = "a shop merges with one shop only"
                self._refuse(link, 42, why, "ask the seller with which")
            else:
                merged.add(link.tiktokshop)
                self._step(
                    Action.MERGE_SHOP,
                    29,
                    link,
                    "confirm the integration in Seller Center; it takes hours, up to a "
                    "day, and orders up to three",
                    permanent=True,
                    who=Actor.SELLER,
                )
        for id, shop in self._then.tiktokshop.shops.items():
            known = self._now.tiktokshop.shops.get(id)
            asked = shop.authorised and not (known and known.authorised)
            if id in merged or asked:
                self.steps.append(
                    Step(
                        action=Action.AUTHORISE,
                        rule=100,
                        tiktokshop=id,
                        who=Actor.SELLER,
                        todo="authorise the app by the link that its developer sends",
                    )
                )

    def _gone(self, kind: LinkKind) -> Iterator[Link]:
        """Give the links that are no longer wanted."""
        for link in self._now.links:
            if link.kind == kind and _key(link) not in self._want:
                yield link

    def _new(self, kind: LinkKind) -> Iterator[Link]:
        """Give the links that are not there yet; refuse those that end nowhere."""
        for link in self._then.links:
            if link.kind != kind or _key(link) in self._have:
                continue
            wrong = list(faults(link, self._then))
            for one in wrong:
                self._refuse(link, None, one.what, one.todo)
            if not wrong:
                yield link

    def _app(self, id: str) -> App | None:
        """Give what is known of a TikTok Shop app, in whichever graph."""
        return self._then.tiktokshop.apps.get(id) or self._now.tiktokshop.apps.get(id)

    def _online(self, link: Link) -> bool:
        known = self._now.tiktokshop.apps.get(link.tiktokshop)
        return known is not None and known.online is True

    def _step(
        self,
        action: Action,
        rule: int,
        link: Link,
        todo: str,
        *,
        permanent: bool = False,
        who: Actor = Actor.DEVELOPER,
    ) -> None:
        self.steps.append(
            Step(
                action=action,
                rule=rule,
                tokopedia=link.tokopedia,
                tiktokshop=link.tiktokshop,
                permanent=permanent,
                who=who,
                todo=todo,
            )
        )

    def _refuse(self, link: Link, rule: int | None, why: str, todo: str) -> None:
        self.refusals.append(
            Refusal(
                action=_BINDS[link.kind],
                rule=rule,
                tokopedia=link.tokopedia,
                tiktokshop=link.tiktokshop,
                why=why,
                todo=todo,
            )
        )


def _key(link: Link) -> tuple[str, str, str]:
    return link.kind, link.tokopedia, link.tiktokshop


def _several(link: Link, linked: tuple[Linked, Linked]) -> bool:
    """Whether an end of a link has another link."""
    return len(linked[0][link.tokopedia]) > 1 or len(linked[1][link.tiktokshop]) > 1
