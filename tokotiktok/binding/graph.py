"""The graph: who has which accounts, apps and shops, and what is linked to what."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from attrs import AttrsInstance, field, frozen

from .checking import findings
from .drawing import graphviz, mermaid
from .files import Document, loads, read
from .findings import Finding
from .index import Index, index
from .places import Source
from .records import Reader
from .values import Account, App, Link, Shop

TABLES: Mapping[str, type[AttrsInstance]] = {
    "accounts": Account,
    "apps": App,
    "shops": Shop,
    "links": Link,
}
"""The tables of a file, and what their rows are."""


def _accounts(rows: Iterable[Account]) -> tuple[Account, ...]:
    return tuple(rows)


def _apps(rows: Iterable[App]) -> tuple[App, ...]:
    return tuple(rows)


def _shops(rows: Iterable[Shop]) -> tuple[Shop, ...]:
    return tuple(rows)


def _links(rows: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(rows)


@frozen(kw_only=True)
class Graph:
    """Accounts, apps and shops on both platforms, and the links between them."""

    accounts: tuple[Account, ...] = field(default=(), converter=_accounts)
    apps: tuple[App, ...] = field(default=(), converter=_apps)
    shops: tuple[Shop, ...] = field(default=(), converter=_shops)
    links: tuple[Link, ...] = field(default=(), converter=_links)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Graph:
        """
        Read a file, in TOML or JSON. A fleet file is one, too.

        Raises:
            BindingError: it cannot be read, or something in it is wrong: ``problems``
                has every one, with file, line and field.
        """
        return cls.from_document(read(path))

    @classmethod
    def from_toml(cls, text: str, *, name: str = "") -> Graph:
        """
        Read a text; *name* is what errors call it.

        Raises:
            BindingError: as `read` does.
        """
        return cls.from_document(loads(text, "toml", name=name))

    @classmethod
    def from_json(cls, text: str, *, name: str = "") -> Graph:
        """
        Read a text; *name* is what errors call it.

        Raises:
            BindingError: as `read` does.
        """
        return cls.from_document(loads(text, "json", name=name))

    @classmethod
    def from_dict(
        cls, tables: Mapping[str, Iterable[object]], *, name: str = ""
    ) -> Graph:
        """
        Take tables as a file has them; a row is a dict, or the value itself.

        Raises:
            BindingError: as `read` does, without lines.
        """
        return cls.from_document(Document(source=Source(name), content=tables))

    @classmethod
    def from_document(cls, document: Document) -> Graph:
        """
        Take what was read of a file.

        Raises:
            BindingError: as `read` does.
        """
        reader = Reader()
        tables = reader.tables(document.content, document.place, TABLES)
        reader.done()
        return cls(**tables)

    def check(self) -> tuple[Finding, ...]:
        """
        List all that is wrong, at once; empty if nothing is.

        What a record does not say is not held against it, except that of a shop whose
        phase says that it has been merged nobody says whether it was authorised again.
        """
        return findings(self.index())

    def index(self) -> Index:
        """Make everything easy to find."""
        return index(
            {"account": self.accounts, "app": self.apps, "shop": self.shops}, self.links
        )

    def mermaid(self) -> str:
        """Draw it, as text for Mermaid; what `check` calls an error is red."""
        return mermaid(self.index(), self.check())

    def graphviz(self) -> str:
        """Draw it, as text for Graphviz (``dot``); what `check` calls an error is red."""
        return graphviz(self.index(), self.check())
