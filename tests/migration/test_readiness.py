"""Readiness: each precondition passes, fails or cannot be known; and its page."""

from __future__ import annotations

import re
import subprocess
import sys
from html import escape
from html.parser import HTMLParser
from shutil import which
from string import Formatter
from typing import get_args

import pytest
from attrs import evolve
from conftest import needs
from fleets import NEW, OLD, fleet, with_shop
from graphs import app_link, changed, good, more, shop_link, without

from tokotiktok import ValidationError
from tokotiktok._explain import Actor
from tokotiktok.binding import (
    App,
    Enabler,
    Graph,
    Prerequisite,
    Problem,
    Shop,
    Warehouse,
)
from tokotiktok.migration.enablers import Known, see_own_app
from tokotiktok.migration.page import MOST_NODES, page
from tokotiktok.migration.phases import Phase, ShopPhases
from tokotiktok.migration.readiness import Seen, State, look, readiness
from tokotiktok.migration.reporting import table
from tokotiktok.migration.rulebook import Confidence, rule

PASS, FAIL, UNKNOWN = State


def found(report, id, state=None):
    return [one for one in report.checks if one.id == id and state in (None, one.state)]


def one(report, id):
    (check,) = found(report, id)
    return check


class TestReport:
    def test_clean(self):
        """A fleet of which all is known and in order is clean."""
        report = readiness(fleet(shops=2))

        assert [] == [check for check in report.checks if check.open]
        assert report.clean
        assert {} == report.by_actor()
        assert 2 == len(report.shops)

    def test_reminders_do_not_count(self):
        """What no program can see is said, and not held against a fleet."""
        report = readiness(fleet())

        assert {UNKNOWN} == {check.state for check in report.reminders}
        assert report.clean

    def test_empty(self):
        """Of nothing, nothing is open."""
        assert readiness(Graph()).clean

    def test_one_shop(self):
        """A shop alone is a fleet of one; what it does not say is not known."""
        report = readiness(Shop(platform=OLD, id="480001"))

        assert {UNKNOWN} == {check.state for check in report.checks}
        assert [
            "seller_account",
            "account_bound",
            "phase",
            "warehouse_mapped",
            "enabler",
        ] == [check.id for check in report.checks]

    def test_linked_shops_are_one(self):
        """Two shops that are linked are one shop, others each their own."""
        graph = more(fleet(), Shop(platform=NEW, id="alone"))

        assert [2, 1] == [len(shop.ends) for shop in readiness(graph).shops]

    def test_groups(self):
        """What many must do alike is one group, and what fails comes first."""
        graph = fleet(shops=3)
        shops = [
            evolve(shop, authorised=False, seller_type=None) for shop in graph.shops
        ]
        report = readiness(evolve(graph, shops=shops))

        assert [("authorised", 3)] == [
            (group.first.id, len(group.checks))
            for group in report.by_actor()[Actor.SELLER]
        ]
        assert ["seller_type"] == [
            group.first.id for group in report.by_actor()[Actor.DEVELOPER]
        ]
        assert 3 == report.counts()[FAIL] == report.counts()[UNKNOWN]
        assert 1 == report.shops[0].count(FAIL)

    def test_facts(self):
        """As JSON it has every check with its rule, its source and both languages."""
        facts = readiness(with_shop(fleet(), NEW, authorised=False)).facts()
        row = next(
            row for row in facts["shops"][0]["checks"] if row["id"] == "authorised"
        )

        assert not facts["clean"]
        assert ("fail", 100, "seller", "told") == tuple(
            row[name] for name in ("state", "rule", "who", "known")
        )
        assert {"en", "id"} == set(row["todo"])
        assert "Partner Center" in row["source"]

    def test_thousand_shops(self):
        """A thousand shops make a report, and a page that counts what it cannot draw."""
        report = readiness(fleet(shops=1000))

        assert report.clean
        assert "<svg" not in page(report)


class TestGraph:
    def test_findings(self):
        """What is wrong with the graph is a check, with where it was read."""
        text = '[[links]]\nkind = "account"\ntokopedia = "A"\ntiktokshop = "B"\n'
        report = readiness(Graph.from_toml(text, name="fleet.toml"))

        assert ["dangling", "dangling"] == [check.id for check in report.checks]
        first = report.fleet[0]
        assert (
            "fleet.toml:1; account A (Tokopedia); account B (Shop)" == first.evidence.en
        )
        assert first.finding.facts() == first.facts()["finding"]
        assert "" == first.source

    def test_findings_of_no_file(self):
        """What was in no file has no place."""
        report = readiness(more(fleet(), app_link("gone", "fiktif-0-0")))

        assert one(report, "dangling").evidence.en.startswith("app gone (Tokopedia)")

    def test_without_lines(self):
        """Where lines are not known, the file is named."""
        row = {"kind": "app", "tokopedia": "A", "tiktokshop": "B"}
        report = readiness(Graph.from_dict({"links": [row]}, name="fleet"))

        assert report.fleet[0].evidence.en.startswith("fleet; app A")

    @pytest.mark.parametrize(
        ("online", "state"), [(True, PASS), (False, FAIL), (None, UNKNOWN)]
    )
    def test_online(self, online, state):
        """Whether an app is published is told, or not (rule 18)."""
        report = readiness(changed(fleet(), "apps", 0, online=online))

        assert state is one(report, "app_online").state

    @pytest.mark.parametrize(
        ("markets", "state"), [(["ID"], PASS), (["TH"], FAIL), (None, UNKNOWN)]
    )
    def test_market(self, markets, state):
        """So are its markets (rule 105)."""
        report = readiness(changed(fleet(), "apps", 0, markets=markets))

        assert state is one(report, "app_market").state

    def test_unbound(self):
        """A Tokopedia app that is bound to none fails (rule 17)."""
        report = readiness(more(fleet(), App(platform=OLD, id="orphan")))

        assert ["orphan"] == [
            check.ends[0].id for check in found(report, "app_bound", FAIL)
        ]
        assert 2 == len(found(report, "app_bound", PASS))


class TestSeller:
    @pytest.mark.parametrize(
        ("kind", "state"),
        [("LOCAL", PASS), ("local", PASS), ("CROSS_BORDER", UNKNOWN), (None, UNKNOWN)],
    )
    def test_type(self, kind, state):
        """A local seller has one shop; another may have several (rule 42)."""
        report = readiness(with_shop(fleet(), NEW, seller_type=kind))

        assert state is one(report, "seller_type").state

    def test_end_without_record(self):
        """An end that has no record is there, and nothing is known of it."""
        graph = fleet()
        report = readiness(without(graph, "shops", 1))

        assert PASS is one(report, "seller_account").state
        assert UNKNOWN is one(report, "seller_type").state

    @pytest.mark.parametrize(
        ("account", "state"), [("ORG-0", PASS), ("ORG-9", FAIL), (None, UNKNOWN)]
    )
    def test_account(self, account, state):
        """The account that serves a shop is bound, is not, or is not said (rule 20)."""
        report = readiness(with_shop(fleet(), OLD, account=account))

        assert state is one(report, "account_bound").state


class TestPhase:
    @pytest.mark.parametrize(
        ("phase", "state", "number", "who"),
        [
            ("pending", PASS, 27, None),
            ("locked", FAIL, 45, Actor.WAIT),
            ("rolled_back", FAIL, 30, Actor.SELLER),
            ("merged", PASS, 25, None),
            ("mirrored", PASS, 25, None),
            ("unknown", UNKNOWN, 25, Actor.DEVELOPER),
            (None, UNKNOWN, 25, Actor.DEVELOPER),
        ],
    )
    def test_phases(self, phase, state, number, who):
        """How far a shop is says who must act, by which rule."""
        graph = with_shop(with_shop(fleet(), OLD, phase=phase), NEW, phase=phase)
        check = one(readiness(graph), "phase")

        assert (state, number, who) == (check.state, check.rule, check.who)

    def test_product_merge(self):
        """The seller confirms the product merge by hand (rule 48)."""
        phase = "merged_products_unconfirmed"
        graph = with_shop(with_shop(fleet(), OLD, phase=phase), NEW, phase=phase)
        check = one(readiness(graph), "product_merge")

        assert (FAIL, 48, Actor.SELLER) == (check.state, check.rule, check.who)
        assert PASS is one(readiness(fleet()), "product_merge").state

    def test_two_records_disagree(self):
        """Of two records the one that says merged counts, and the clash is found."""
        report = readiness(with_shop(fleet(), OLD, phase="pending"))

        assert Phase.MERGED is report.shops[0].phase
        assert [check.id for check in report.fleet].count("contradiction") == 1

    @pytest.mark.parametrize(
        ("told", "state"), [(True, PASS), (False, FAIL), (None, UNKNOWN)]
    )
    def test_authorised(self, told, state):
        """After the merger the app is authorised again (rule 100), and said so once."""
        report = readiness(with_shop(fleet(), NEW, authorised=told))

        assert state is one(report, "authorised").state
        assert not found(report, "no_token")
        assert not found(report, "token_unknown")

    def test_not_yet(self):
        """Before it nobody asks."""
        graph = with_shop(with_shop(fleet(), OLD, phase="pending"), NEW, phase=None)

        assert [] == found(readiness(graph), "authorised")

    def test_linked(self):
        """Shops that are linked were merged, if nothing else is said."""
        graph = with_shop(with_shop(fleet(), OLD, phase=None), NEW, phase=None)

        assert PASS is one(readiness(graph), "authorised").state


class TestSelling:
    @pytest.mark.parametrize(
        ("failed", "state"), [(True, FAIL), (False, PASS), (None, UNKNOWN)]
    )
    def test_prerequisites(self, failed, state):
        """Each prerequisite is a check, in the seller's words (rule 64)."""
        row = Prerequisite(
            check_item="BANk_ACCOUNT", is_failed=failed, fail_reasons=["fiktif"]
        )
        check = one(
            readiness(with_shop(fleet(), NEW, prerequisites=(row,))), "prerequisite"
        )

        assert state is check.state
        assert check.evidence.id.startswith("rekening bank")

    def test_unheard_of(self):
        """One that the platform adds is named as it names it."""
        row = Prerequisite(check_item="NEW_ONE", is_failed=True)
        check = one(
            readiness(with_shop(fleet(), NEW, prerequisites=(row,))), "prerequisite"
        )

        assert "NEW_ONE: not in order" == check.evidence.en

    def test_none_told(self):
        """Where none is told, they cannot be known."""
        report = readiness(with_shop(fleet(), NEW, prerequisites=()))

        assert UNKNOWN is one(report, "prerequisite").state

    @pytest.mark.parametrize(
        ("old", "new", "states"),
        [
            ([("1", "91")], [("91", None)], [PASS]),
            ([("1", None)], [("91", "1")], [PASS]),
            ([("1", "91"), ("2", None)], [("91", None)], [PASS, FAIL]),
            ([("1", "99")], [("91", None)], [FAIL]),
            ([("1", "99")], [], [PASS]),
            ([("1", None)], [("91", None)], [UNKNOWN]),
            ([], [], [UNKNOWN]),
        ],
        ids=["mapped", "back", "left out", "missing", "unlisted", "unsaid", "none"],
    )
    def test_mapping(self, old, new, states):
        """Each old warehouse is a new one; one that is left out is missed (rule 78)."""
        graph = fleet()
        for side, rows in ((OLD, old), (NEW, new)):
            places = tuple(Warehouse(id=id, mapped_to=to) for id, to in rows)
            graph = with_shop(graph, side, warehouses=places)

        assert states == [
            check.state for check in found(readiness(graph), "warehouse_mapped")
        ]

    def test_no_old_record(self):
        """Of an old shop without a record no warehouse is known."""
        report = readiness(without(fleet(), "shops", 0))

        assert UNKNOWN is one(report, "warehouse_mapped").state

    def test_never_on_tokopedia(self):
        """A shop that never was on Tokopedia maps nothing."""
        shop = Shop(platform=NEW, id="tts", phase="solely_tiktok_shop")

        assert [] == found(readiness(shop), "warehouse_mapped")
        mirrored = Shop(platform=NEW, id="tts", phase="mirrored")
        assert [] == found(readiness(mirrored), "warehouse_mapped")

    @pytest.mark.parametrize(
        ("first", "second", "twice"),
        [
            ({"name": "Gudang A"}, {"name": "gudang a "}, 1),
            ({"name": "A", "type": "SALES_WAREHOUSE"}, {"name": "A"}, 0),
            ({"mapped_to": "11"}, {"mapped_to": "11"}, 1),
            ({"name": "A"}, {"name": "B"}, 0),
            ({"name": " "}, {"name": " "}, 0),
        ],
        ids=["name", "type", "mapping", "differ", "blank"],
    )
    def test_twice(self, first, second, twice):
        """New warehouses of one name, or of one old one, may be one place (rule 78)."""
        places = Warehouse(id="91", **first), Warehouse(id="92", **second)
        report = readiness(with_shop(fleet(), NEW, warehouses=places))

        assert twice == len(found(report, "warehouse_twice", FAIL))
        assert (not twice) == bool(found(report, "warehouse_twice", PASS))

    def test_two_into_one(self):
        """Two old warehouses that are mapped to one mix up their stock."""
        places = tuple(Warehouse(id=id, mapped_to="91") for id in "12")
        report = readiness(with_shop(fleet(), OLD, warehouses=places))

        assert 1 == len(found(report, "warehouse_twice", FAIL))

    @pytest.mark.parametrize(("count", "state"), [(100, PASS), (101, FAIL)])
    def test_count(self, count, state):
        """A hundred are allowed (rule 80)."""
        places = tuple(Warehouse(id=str(91 + n)) for n in range(count))
        report = readiness(with_shop(fleet(), NEW, warehouses=places))

        assert state is one(report, "warehouse_count").state


class TestEnablers:
    @pytest.mark.parametrize(
        ("supports", "status", "state", "ways"),
        [
            (True, "active", PASS, 0),
            (False, "Active", FAIL, 3),
            (False, "inactive", PASS, 0),
            (None, "whatever", UNKNOWN, 5),
            (None, None, UNKNOWN, 5),
        ],
    )
    def test_ready(self, supports, status, state, ways):
        """One that is not ready has three ways out, one unknown has questions (rule 28)."""
        app = Enabler(name="Fiktif", status=status, supports_api=supports)
        check = one(readiness(with_shop(fleet(), OLD, enablers=(app,))), "enabler")

        assert (state, ways) == (check.state, len(check.ways))

    def test_none(self):
        """Where none is told they are asked for, unless an app of ours holds a token."""
        graph = with_shop(fleet(), OLD, enablers=())

        assert [] == found(readiness(graph), "enabler")
        other = readiness(with_shop(graph, NEW, authorised=False))
        assert UNKNOWN is one(other, "enabler").state


class TestLook:
    def test_reads(self, box):
        """What the platform shows counts more than what is told, and is marked as seen."""
        client = box.tiktokshop()
        phases = ShopPhases(clock=box.clock)
        phases.confirm_products()
        seen = look(client, phases=phases)
        old = with_shop(fleet(), NEW, authorised=False, prerequisites=(), phase=None)
        report = readiness(old, probes={"tts-0-0": seen})
        names = {c.id for c in report.checks if c.known is Known.SEEN}

        assert () == seen.problems
        assert {"phase", "product_merge", "authorised", "prerequisite"} < names
        assert PASS is one(report, "authorised").state
        assert {"GET"} == {one.method for one in box.tiktokshop_face.seen}

    def test_refused(self, box):
        """That no authorisation works any more is seen by it."""
        client = box.tiktokshop()
        box.clock.advance(days=4000)
        seen = look(client)

        assert seen.authorised is False
        assert seen.phase is seen.prerequisites is seen.warehouses is None
        assert 3 == len(seen.problems)

    def test_fails(self, box):
        """What cannot be read is not known, and why is said."""
        box.tiktokshop_face.fail("server_error", times=99)
        seen = look(box.tiktokshop())

        assert seen.authorised is None
        assert seen.problems[0].startswith("the authorised shops: ")

    def test_own_app(self, box):
        """An app that was seen stands in place of what was told of it."""
        own = see_own_app("Aplikasi Fiktif", tiktokshop=box.tiktokshop())
        report = readiness(fleet(), probes={"toko-0-0": Seen(enablers=own)})

        assert {Known.TOLD, Known.SEEN} == {c.known for c in found(report, "enabler")}


class TestWords:
    def test_both_languages(self):
        """Every text is there in both languages, with the same gaps, by the brand rule."""

        def texts(row):
            if isinstance(row, dict) and {"en", "id"} == set(row):
                yield row
            elif isinstance(row, dict):
                for inner in row.values():
                    yield from texts(inner)

        def gaps(text):
            return {name for _, name, _, _ in Formatter().parse(text) if name}

        rows = list(texts(table()))

        assert len(rows) > 100
        assert all(row["en"] and row["id"] for row in rows)
        assert [] == [row for row in rows if gaps(row["en"]) != gaps(row["id"])]
        assert [] == [row for row in rows if "tiktok" in str(row).lower()]

    def test_complete(self):
        """All that can be found, be a phase or have to act has words; rules exist."""
        checks = table()["checks"]
        ours = {"offline", "market", "no_token", "token_unknown"}

        assert set(get_args(Problem.__value__)) - ours <= set(checks)
        assert {one.value for one in Phase} == set(table()["phases"])
        assert {one.value for one in Actor} == set(table()["actors"])
        assert {one.value for one in State} == set(table()["states"])
        assert {one.value for one in Confidence} == set(table()["confidence"])
        for row in checks.values():
            for its in row["outcomes"].values():
                number = its.get("rule", row["rule"])
                assert number is None or rule(number)
                assert ("who" in its) == ("todo" in its) == (its["state"] != "pass")

    def test_language(self):
        """Another language is refused."""
        text = one(readiness(fleet()), "phase").title

        assert "Tahap integrasi" == text.text("id")
        with pytest.raises(ValidationError, match="none of en, id"):
            text.text("fr")


VOID = {"meta", "input", "path", "rect"}


class Parsed(HTMLParser):
    """What a page is made of; fails where a tag is closed that is not open."""

    def __init__(self, text):
        super().__init__()
        self.open, self.headings, self.tags, self.attributes = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert tag == self.open.pop()


BAD = '<script>alert("1")</script>'


def worst():
    """Give a fleet in which much is wrong, and whose names are markup."""
    shop = Shop(
        platform=OLD,
        id=BAD,
        phase="merged",
        warehouses=(Warehouse(id=BAD, name=BAD, mapped_to="{x}"),),
        enablers=(Enabler(name=BAD, supports_api=False),),
    )
    graph = changed(good(shops=7), "apps", 0, online=False, markets=[BAD])
    return more(graph, shop, shop_link(BAD, "{0}"), app_link("unsaid-" * 9, BAD))


class TestPage:
    @pytest.mark.parametrize(
        "graph", [fleet(), worst(), Graph()], ids=["ok", "bad", "0"]
    )
    def test_well_formed(self, graph):
        """Each tag is closed, and no heading skips a level."""
        parsed = Parsed(page(readiness(graph)))

        assert [] == parsed.open
        assert 1 == parsed.headings[0] == parsed.headings.count(1)
        assert all(
            after - before <= 1
            for before, after in zip(parsed.headings, parsed.headings[1:], strict=False)
        )

    def test_escapes(self):
        """What others named is text, wherever it stands."""
        text = page(readiness(worst()))

        assert "<script" not in text
        assert "&lt;script&gt;" in text
        assert "script" not in Parsed(text).tags

    def test_fetches_nothing(self):
        """No request leaves it: no address, no import, no script."""
        parsed = Parsed(text := page(readiness(worst())))

        assert not {"script", "link", "img", "iframe", "object"} & {*parsed.tags}
        assert not {"src", "href", "srcset", "data", "onclick"} & {
            name for _, name, _ in parsed.attributes
        }
        assert not re.search(r"https?:|url\(|@import", text)

    def test_brand(self):
        """Sellers read Tokopedia & Shop, never the other word (rule 24)."""
        everyone = evolve(worst(), shops=[*worst().shops, *fleet().shops])
        text = page(readiness(everyone)).lower()

        assert "tokopedia &amp; shop" in text
        assert "tiktok" not in text

    @pytest.mark.parametrize("language", ["en", "id"])
    def test_languages(self, language):
        """Both are there and may be switched between; one shows first."""
        text = page(readiness(worst()), language=language)
        parsed = Parsed(text)

        assert f'<html lang="{language}">' in text
        assert f'id="to-{language}" checked' in text
        assert 1 == text.count(" checked>")
        langs = [value for _, name, value in parsed.attributes if name == "lang"]
        assert langs.count("en") - (language == "en") == langs.count("id") - (
            language == "id"
        )

    def test_wrong_language(self):
        """Another language is refused."""
        with pytest.raises(ValidationError, match="none of en, id"):
            page(readiness(fleet()), language="fr")

    def test_draws(self):
        """The graph is drawn, with errors marked; more than fifty are counted."""
        text = page(readiness(changed(fleet(), "apps", 0, online=False)))
        nodes = text.count("<rect")

        assert 7 == nodes
        assert 3 == text.count('class="mark"')
        assert 'class="app"' in text
        many = page(readiness(good(apps=MOST_NODES)))
        assert "<svg" not in many
        assert "app (Tokopedia)</span><span" in many.replace("\n", "")
        assert "There is nothing to draw" in page(readiness(Graph()))

    def test_rules_and_sources(self):
        """Each thing to do says its rule, and where that is from."""
        text = page(readiness(with_shop(fleet(), NEW, authorised=False)))

        assert re.search(r"100 \(<span lang=\"en\">inferred", text)
        assert "ISV &amp; Seller developer onboarding" in text

    def test_many_are_folded(self):
        """The same in many shops is one thing to do, its places folded away."""
        graph = good(shops=7)
        text = page(readiness(graph))

        assert '<span lang="id">Semua</span>: 7' in text

    def test_without_jinja(self):
        """Without jinja2 one sentence says how to get it."""
        code = (
            "import sys; sys.modules['jinja2'] = None\n"
            "from tokotiktok.binding import Graph\n"
            "from tokotiktok.migration import page, readiness\n"
            "page.page(readiness.readiness(Graph()))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )

        assert "a page needs jinja2: pip install 'tokotiktok[cli]'" in done.stderr

    @pytest.mark.parametrize("width", [360, 1280], ids=["phone", "desktop"])
    def test_in_a_browser(self, width, tmp_path):
        """A browser shows one language, and nothing is wider than its window."""
        browser = which("chromium")
        needs(browser is not None, "chromium")
        probe = (
            "<script>addEventListener('load', () => {"
            "const shown = [...document.querySelectorAll('main [lang=id]')]"
            ".filter(one => one.getClientRects().length).length;"
            "const root = document.documentElement;"
            "parent.document.body.dataset.seen ="
            "[shown, root.scrollWidth - root.clientWidth, innerWidth].join()"
            "})</script>"
        )
        policy = re.compile(r"<meta http-equiv=[^\n]*\n")  # it forbids the probe
        text = policy.sub("", page(readiness(worst())))
        inner = escape(text.replace("</body>", f"{probe}</body>"))
        size = f"width:{width}px;height:900px;border:0"  # windows are 500 px or more
        frame = f'<iframe style="{size}" srcdoc="{inner}"></iframe>'
        (tmp_path / "page.html").write_text(f"<!DOCTYPE html>{frame}", "utf-8")
        done = subprocess.run(
            [
                browser,
                *("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
                f"--user-data-dir={tmp_path / 'profile'}",
                (tmp_path / "page.html").as_uri(),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

        seen = re.search(r'data-seen="([^"]*)"', done.stdout)[1]
        assert f"0,0,{width}" == seen
