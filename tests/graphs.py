"""A graph in which all is well, to be broken one thing at a time."""

from __future__ import annotations

from attrs import evolve

from tokotiktok import Platform
from tokotiktok.binding import Account, App, Graph, Link, Shop

TOKO, TIKTOK = Platform.TOKOPEDIA, Platform.TIKTOK_SHOP


def good(organisations=1, keys=1, apps=2, shops=1) -> Graph:
    """Bind that many apps to each of that many keys, in each of that many accounts."""
    made = {"accounts": [], "apps": [], "shops": [], "links": []}
    for one in range(organisations):
        org, partner = f"ORG-{one}", f"7{one:03}"
        made["accounts"] += [
            Account(platform=TOKO, id=org, email_verified=True),
            Account(platform=TIKTOK, id=partner),
        ]
        made["links"].append(Link(kind="account", tokopedia=org, tiktokshop=partner))
        for two in range(keys):
            key = f"fiktif-{one}-{two}"
            made["apps"].append(
                App(
                    platform=TIKTOK,
                    id=key,
                    account=partner,
                    online=True,
                    markets=["ID"],
                )
            )
            for three in range(apps):
                app = f"fs-{one}-{two}-{three}"
                made["apps"].append(App(platform=TOKO, id=app, account=org))
                made["links"].append(Link(kind="app", tokopedia=app, tiktokshop=key))
        for two in range(shops):
            old, new = f"toko-{one}-{two}", f"tts-{one}-{two}"
            made["shops"] += [
                Shop(platform=TOKO, id=old, account=org, phase="merged"),
                Shop(platform=TIKTOK, id=new, phase="merged", authorised=True),
            ]
            made["links"].append(Link(kind="shop", tokopedia=old, tiktokshop=new))
    return Graph(**made)


def changed(graph, table, place, **fields) -> Graph:
    """Change fields of one record."""
    rows = list(getattr(graph, table))
    rows[place] = evolve(rows[place], **fields)
    return evolve(graph, **{table: rows})


def more(graph, *records) -> Graph:
    """Add records."""
    names = {Account: "accounts", App: "apps", Shop: "shops", Link: "links"}
    for one in records:
        name = names[type(one)]
        graph = evolve(graph, **{name: (*getattr(graph, name), one)})
    return graph


def without(graph, table, place) -> Graph:
    """Leave one record out."""
    rows = list(getattr(graph, table))
    del rows[place]
    return evolve(graph, **{table: rows})


def app_link(tokopedia, tiktokshop) -> Link:
    return Link(kind="app", tokopedia=tokopedia, tiktokshop=tiktokshop)


def account_link(tokopedia, tiktokshop) -> Link:
    return Link(kind="account", tokopedia=tokopedia, tiktokshop=tiktokshop)


def shop_link(tokopedia, tiktokshop) -> Link:
    return Link(kind="shop", tokopedia=tokopedia, tiktokshop=tiktokshop)
