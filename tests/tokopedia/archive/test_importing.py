"""Dumps that people have become an archive; what does not fit is named."""

from __future__ import annotations

import gzip
import json
import random
import shutil

import pytest
from archives import SINCE, UNTIL, content, shop
from fakes import SAMPLES, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from tokotiktok import UnifiedShop, ValidationError
from tokotiktok.sandbox import Sandbox
from tokotiktok.tokopedia.archive import (
    Archive,
    Problem,
    files,
    import_dumps,
    importing,
    sorting,
    write,
)
from tokotiktok.tokopedia.archive.parts import BEGAN
from tokotiktok.tokopedia.archive.sorting import Sorter

NAMES = {
    "shop": "shop_info",
    "products": "product_info",
    "orders": "order_list",
    "order_details": "order_single",
    "tickets": "resolution_ticket",
    "saldo": "saldo_history",
    "chats": "chat_messages",
    "messages": "chat_replies",
}
"""The sample that holds rows of each part."""
ORDER = {"order_id": 1, "invoice_ref_num": "INV/1", "shop_id": 5}


def rows_of(part: str) -> list:
    """Give the rows of a sample."""
    data = sample("tokopedia", NAMES[part])["data"]
    if part == "saldo":
        return data["saldo_history"]
    if part == "tickets":
        return data["shops"][0]["ticket"]
    return data if isinstance(data, list) else [data]


def dump(path, *values, indent=None):
    """Write JSON values to a file, one a line."""
    text = "\n".join(json.dumps(one, indent=indent) for one in values)
    path.write_text(text, "utf-8")
    return path


def by_part(rows: dict) -> dict:
    """Sort rows, so that only what they are counts."""
    return {part: sorted(map(json.dumps, some)) for part, some in rows.items()}


ALL = {part: rows_of(part) for part in NAMES}


def envelopes():
    """Give whole answers."""
    return [sample("tokopedia", name) for name in NAMES.values()]


LAYOUTS = {
    "an answer a file, indented": lambda d: [
        dump(d / f"{n}.json", one, indent=2) for n, one in enumerate(envelopes())
    ],
    "an answer a line": lambda d: [dump(d / "all.jsonl", *envelopes())],
    "a row a line": lambda d: [
        dump(d / "a.jsonl", *(r for some in ALL.values() for r in some))
    ],
    "a list of rows": lambda d: [
        dump(d / "a.json", [r for some in ALL.values() for r in some])
    ],
    "a list of answers": lambda d: [dump(d / "a.json", envelopes(), indent=1)],
    "an object of lists": lambda d: [dump(d / "a.json", ALL)],
    "an object of rows": lambda d: [
        dump(d / f"{p}.json", {str(n): one for n, one in enumerate(some)})
        for p, some in ALL.items()
    ],
    "the data alone": lambda d: [
        dump(d / "a.jsonl", *(one["data"] for one in envelopes()))
    ],
    "packed": lambda d: [packed(d / "a.jsonl.gz", *envelopes())],
    "packed, named otherwise": lambda d: [packed(d / "a.txt", *envelopes())],
    "a folder": lambda d: [LAYOUTS["an answer a file, indented"](d)[0].parent],
    "a list with a row a line": lambda d: [listed(d / "a.json", *envelopes())],
    "what PowerShell writes": lambda d: [recoded(d / "a.json", "utf-16", envelopes())],
    "with a mark": lambda d: [recoded(d / "a.json", "utf-8-sig", envelopes())],
    "of a wide machine": lambda d: [recoded(d / "a.json", "utf-32", envelopes())],
    "with empty lines": lambda d: [
        recoded(d / "a.json", "utf-8", envelopes(), "\r\n\r\n ")
    ],
}


def packed(path, *values):
    """Write packed JSON lines."""
    lines = b"".join(json.dumps(one).encode() + b"\n" for one in values)
    path.write_bytes(gzip.compress(lines))
    return path


def listed(path, *values):
    """Write a list with an element a line."""
    path.write_text("[\n" + ",\n".join(map(json.dumps, values)) + "\n]\n")
    return path


def recoded(path, encoding, values, end="\n"):
    """Write JSON lines in another encoding."""
    text = end + end.join(json.dumps(one) for one in values)
    path.write_bytes(text.encode(encoding))
    return path


class TestLayouts:
    @pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
    def test_each(self, tmp_path, layout):
        """However people kept the answers, the same rows are found."""
        source = tmp_path / "dumps"
        source.mkdir()
        report = import_dumps(layout(source), tmp_path / "a")
        expected = by_part(ALL)

        assert expected == by_part(content(tmp_path / "a"))
        assert {part: len(rows) for part, rows in expected.items()} == report.found
        assert () == report.problems
        assert () == Archive(tmp_path / "a").verify()

    def test_all_samples(self, tmp_path):
        """Among answers of every kind, those of the parts are found and the rest named."""
        report = import_dumps(SAMPLES / "tokopedia", tmp_path / "a")

        assert by_part(ALL) == by_part(content(tmp_path / "a"))
        assert len(list((SAMPLES / "tokopedia").iterdir())) == report.files
        assert any("categories.json" in one.file for one in report.problems)

    def test_an_archive(self, tmp_path):
        """The files of an archive can be imported, so that several become one."""
        for part, folder in (("orders", "a"), ("saldo", "b")):
            write(shop(), tmp_path / folder, since=SINCE, until=UNTIL, parts=[part])
        report = import_dumps(
            [tmp_path / "a", tmp_path / "b"], tmp_path / "c", shop_id=999000001
        )
        both = {**content(tmp_path / "a"), **content(tmp_path / "b")}

        assert by_part(both) == by_part(content(tmp_path / "c"))
        assert ((), True) == (report.problems, report.manifest.complete)

    def test_one_path(self, tmp_path):
        """A single path need not be in a list; hidden files of a folder are left out."""
        source = tmp_path / "d"
        source.mkdir()
        dump(source / "a.json", ORDER)
        dump(source / ".DS_Store", "nonsense")
        report = import_dumps(str(source), tmp_path / "a")

        assert (1, {"orders": 1}) == (report.files, report.found)

    def test_in_a_unified_shop(self, tmp_path):
        """What was imported stands where a client stands."""
        box = Sandbox()
        write(box.tokopedia(), tmp_path / "saved")
        rows = [row for some in content(tmp_path / "saved").values() for row in some]
        random.Random(1).shuffle(rows)
        import_dumps(dump(tmp_path / "dump.jsonl", *rows), tmp_path / "a")
        expected, found = (
            UnifiedShop(tiktokshop=box.tiktokshop(), tokopedia=Archive(tmp_path / name))
            for name in ("saved", "a")
        )

        assert list(expected.orders.list()) == list(found.orders.list())
        assert list(expected.returns.list()) == list(found.returns.list())
        assert {one.id for one in expected.products.list()} == {
            one.id for one in found.products.list()
        }


class TestOrder:
    def test_by_time(self, tmp_path):
        """Rows are sorted by time, whatever order they come in."""
        rows = [
            {**ORDER, "order_id": n + 1, "create_time": 1_755_000_000 + n * 37 % 101}
            for n in range(100)
        ]
        import_dumps(dump(tmp_path / "d", *rows), tmp_path / "a")
        times = [row["create_time"] for row in Archive(tmp_path / "a").rows("orders")]

        assert sorted(times) == times

    def test_chats(self, tmp_path):
        """Chats and their messages are as the platform lists them, the newest first."""
        chats = [
            {"msg_id": n, "attributes": {"last_reply_time": 1_755_000_000_000 + n}}
            for n in range(1, 4)
        ]
        messages = [
            {"msg_id": n, "reply_id": k, "reply_time": 1_755_000_000_000 + 1000 * k}
            for k in range(1, 4)
            for n in range(1, 4)
        ]
        dump(tmp_path / "d", *chats, *messages)
        import_dumps(tmp_path / "d", tmp_path / "a", shop_id=1)
        archive = Archive(tmp_path / "a")

        assert [3, 2, 1] == [row["msg_id"] for row in archive.rows("chats")]
        assert [(n, k) for n in (1, 2, 3) for k in (3, 2, 1)] == [
            (row["msg_id"], row["reply_id"]) for row in archive.rows("messages")
        ]


DUPLICATES = {
    "changed later": (
        "order_details",
        {"order_id": 1, "invoice_number": "I", "item_price": 1, "seller_id": 5},
        [
            {"update_time": "2025-08-02T00:00:00Z"},
            {"update_time": "2025-08-01T00:00:00Z", "comment": "much more in it"},
        ],
        0,
    ),
    "further along": (
        "orders",
        ORDER,
        [
            {"order_status": 220, "device_type": "x"},
            {"order_status": 700},
            {"order_status": 400},
        ],
        1,
    ),
    "cancelled": ("orders", ORDER, [{"order_status": 10}, {"order_status": 400}], 0),
    "more in it": (
        "orders",
        ORDER,
        [
            {"order_status": 400, "amt": {"x": [1, 2]}},
            {"order_status": 400, "a": "", "b": None},
        ],
        0,
    ),
    "given later": (
        "orders",
        ORDER,
        [
            {"order_status": 400, "device_type": "a"},
            {"order_status": 400, "device_type": "b"},
        ],
        1,
    ),
    "opened": (
        "orders",
        ORDER,
        [
            {"buyer": {"name": "Budi", "phone": "62"}},
            {"buyer": {"name": "", "phone": ""}, "encryption": {"content": "x"}},
        ],
        0,
    ),
}


class TestDuplicates:
    @pytest.mark.parametrize(
        ("part", "base", "rows", "kept"), DUPLICATES.values(), ids=DUPLICATES
    )
    def test_which_is_kept(self, tmp_path, part, base, rows, kept):
        """Of several rows of a record the latest is kept, by a rule that can be told."""
        whole = [{**base, **row} for row in rows]
        paths = [dump(tmp_path / f"{n}.json", row) for n, row in enumerate(whole)]
        report = import_dumps(paths, tmp_path / "a")

        assert [whole[kept]] == list(Archive(tmp_path / "a").rows(part))
        assert {part: len(rows) - 1} == report.duplicates

    def test_same_files_twice(self, tmp_path):
        """Importing the same answers twice changes nothing but the count of duplicates."""
        once = import_dumps(SAMPLES / "tokopedia", tmp_path / "a")
        twice = import_dumps([SAMPLES / "tokopedia"] * 2, tmp_path / "b")

        assert content(tmp_path / "a") == content(tmp_path / "b")
        assert {} == once.duplicates
        assert once.found == twice.duplicates


PROBLEMS = {
    "no json": (["{oops"], "not JSON: Expecting property name"),
    "empty": ([""], "empty"),
    "a bad line": ([ORDER, '{"cut": '], "line 2: not JSON"),
    "a bad first line": (["cut}", ORDER], "line 1: not JSON"),
    "nothing known": (
        [{"note": "x", "b": 1}],
        "record 1: an object that no part has, with b, note",
    ),
    "no keys": ([{}], "an object that no part has, with no keys"),
    "a refusal": (
        [{"header": {"error_code": "ORD_API_008"}, "data": None}],
        "a refusal (ORD_API",
    ),
    "one value": ([[5]], "record 1: a single int, not an object"),
    "ambiguous": (
        [{**ORDER, "invoice_number": "x", "order_info": {}}],
        "may be a row of orders or of order_details",
    ),
    "a webhook": ([{**ORDER, "customer": {}}], "an object that no part has"),
    "without its id": (
        [{**ORDER, "order_id": {"a": 1}}],
        "a row of orders without order_id",
    ),
    "second of a list": (
        [[ORDER, {"x": 1}]],
        "record 2: an object that no part has, with x",
    ),
}


class TestProblems:
    @pytest.mark.parametrize(("lines", "what"), PROBLEMS.values(), ids=PROBLEMS)
    def test_named(self, tmp_path, lines, what):
        """What is not taken over is named, with its file, line and reason."""
        text = "\n".join(
            one if isinstance(one, str) else json.dumps(one) for one in lines
        )
        (tmp_path / "d.json").write_text(text)
        good = dump(tmp_path / "good.json", {**ORDER, "order_id": 2})
        (problem,) = import_dumps([tmp_path / "d.json", good], tmp_path / "a").problems

        assert problem.file == str(tmp_path / "d.json")
        assert what in str(problem)

    def test_an_empty_answer(self, tmp_path):
        """An answer with nothing in it is no problem."""
        empty = dump(tmp_path / "e.json", sample("tokopedia", "order_list_empty"))
        good = dump(tmp_path / "good.json", ORDER)

        assert () == import_dumps([empty, good], tmp_path / "a").problems

    def test_never_quoted(self, tmp_path):
        """Buyers' data may be in a broken file, so nothing of it is quoted."""
        (tmp_path / "d").write_text('{"name": "Budi Fiktif", oops')
        good = dump(tmp_path / "good.json", ORDER)
        (problem,) = import_dumps([tmp_path / "d", good], tmp_path / "a").problems

        assert "Budi" not in str(problem)

    @pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
    def test_cut_list(self, tmp_path, cut):
        """Of a list that was cut off, the rows before that are taken."""
        rows = [{**ORDER, "order_id": n + 1} for n in range(30)]
        path = listed(tmp_path / "d.json", *rows)
        text = path.read_text()
        path.write_text(text[: int(len(text) * cut)])
        report = import_dumps(path, tmp_path / "a")

        assert pytest.approx(30 * cut, abs=2) == report.found["orders"]
        assert 1 == len(report.problems)
        assert report.found["orders"] + 2 == report.problems[0].line

    def test_cut_and_indented(self, tmp_path):
        """Of one indented value that was cut off, nothing can be; that is one problem."""
        path = dump(tmp_path / "d.json", [ORDER] * 30, indent=2)
        path.write_text(path.read_text()[:500])
        good = dump(tmp_path / "good.json", ORDER)
        (problem,) = import_dumps([path, good], tmp_path / "a").problems

        assert problem.what.startswith("not JSON: ")

    def test_large(self, tmp_path, monkeypatch):
        """A list that is too large to be read whole is read line by line."""
        monkeypatch.setattr(files, "WHOLE", 100)
        path = listed(
            tmp_path / "d.json", *({**ORDER, "order_id": n + 1} for n in range(9))
        )
        other = dump(tmp_path / "e.json", [ORDER] * 9, indent=2)
        report = import_dumps([path, other], tmp_path / "a")

        assert {"orders": 9} == report.found
        assert [
            "not JSON: too large to be one value, and no line of it is a record"
        ] == [one.what for one in report.problems]

    @pytest.mark.parametrize(
        ("data", "what"),
        [
            (None, "No such file"),
            (gzip.compress(b'{"a": 1}\n' * 999)[:40], "cannot be read on"),
            (gzip.compress(b"x" * 99)[:-9] + b"damage!!!", "cannot be read on"),
            ("x".encode("utf-16")[:3], "cannot be read on"),
            (b'{"a": "\xff"}', "not UTF-8"),
            (b"[" * 100_000, "nested too deeply to be meant"),
        ],
        ids=["gone", "cut", "damaged", "half a character", "not utf-8", "deep"],
    )
    def test_unreadable(self, tmp_path, data, what):
        """A file that cannot be read is a problem, and costs no other file."""
        if data is not None:
            (tmp_path / "d").write_bytes(data)
        good = dump(tmp_path / "good.json", ORDER)
        report = import_dumps([tmp_path / "d", good], tmp_path / "a")

        assert what in report.problems[-1].what
        assert {"orders": 1} == report.found

    def test_too_deep(self, tmp_path):
        """Nor can a value that is nested beyond reason stop an import."""
        (tmp_path / "d").write_text('{"a":' * 600 + "[]" + "}" * 600)
        good = dump(tmp_path / "good.json", ORDER)
        report = import_dumps([tmp_path / "d", good], tmp_path / "a")

        assert {"orders": 1} == report.found
        assert "nested too deeply to be an answer" == report.problems[0].what

    def test_many(self, tmp_path, monkeypatch):
        """Problems without end are counted, not kept."""
        monkeypatch.setattr(importing, "MOST_PROBLEMS", 3)
        path = dump(tmp_path / "d", ORDER, *range(10))
        report = import_dumps(path, tmp_path / "a")

        assert (3, 7) == (len(report.problems), report.more_problems)

    def test_text(self):
        """A problem says where it is."""
        assert "a.json, line 3, record 2: no" == str(
            Problem(file="a.json", line=3, record=2, what="no")
        )


class TestShop:
    def test_read_from_rows(self, tmp_path):
        """Shop and app are read from the rows."""
        path = dump(tmp_path / "d", {**ORDER, "fs_id": "99"}, {**ORDER, "order_id": 2})
        made = import_dumps(path, tmp_path / "a").manifest

        assert ("5", "99") == (made.shop_id, made.fs_id)

    def test_no_app(self, tmp_path):
        """Without an app an archive can be read all the same."""
        made = import_dumps(dump(tmp_path / "d", ORDER), tmp_path / "a").manifest
        archive = Archive(tmp_path / "a")

        assert (None, "0") == (made.fs_id, archive.fs_id)
        assert 1 == len(archive.orders.list(from_date=BEGAN, to_date=UNTIL))

    def test_of_several(self, tmp_path):
        """Rows of several shops are not mixed: one must be chosen."""
        path = dump(tmp_path / "d", ORDER, {**ORDER, "order_id": 2, "shop_id": 6})
        with pytest.raises(ValidationError, match=r"5 \(1 rows\), 6 \(1 rows\)"):
            import_dumps(path, tmp_path / "a")
        report = import_dumps(path, tmp_path / "a", shop_id=6, fs_id=7)

        assert [2] == [
            row["order_id"] for row in Archive(tmp_path / "a").rows("orders")
        ]
        assert (1, "6", "7") == (
            report.others,
            report.manifest.shop_id,
            report.manifest.fs_id,
        )

    def test_of_nobody_knows(self, tmp_path):
        """Rows that do not say of which shop they are need to be told."""
        path = dump(tmp_path / "d", {"deposit_id": 1})

        with pytest.raises(ValidationError, match=r"give shop_id: .* do not name"):
            import_dumps(path, tmp_path / "a")


class TestAllOrNothing:
    def test_nothing_found(self, tmp_path):
        """Without a row there is no archive, and no trace of an attempt."""
        with pytest.raises(ValidationError, match=r"no row of any part.*no part has"):
            import_dumps(dump(tmp_path / "d", {"x": 1}), tmp_path / "a")
        with pytest.raises(ValidationError, match="no row of any part was found"):
            import_dumps([], tmp_path / "a")
        assert ["d"] == [one.name for one in tmp_path.iterdir()]

    def test_into_this_folder(self, tmp_path, monkeypatch):
        """The folder may be the one that one is in, or a link to another."""
        path = dump(tmp_path / "d", ORDER)
        for name in ("here", "there"):
            (tmp_path / name).mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "there")
        monkeypatch.chdir(tmp_path / "here")
        import_dumps(path, ".")
        import_dumps(path, tmp_path / "link")

        assert Archive(tmp_path / "here").manifest.complete
        assert Archive(tmp_path / "there").manifest.complete

    def test_something_there(self, tmp_path):
        """What is there is left alone; an empty folder may be filled."""
        path = dump(tmp_path / "d", ORDER)
        (tmp_path / "a").mkdir()
        import_dumps(path, tmp_path / "a")
        for taken in (tmp_path / "a", path):
            with pytest.raises(ValidationError, match="something is there"):
                import_dumps(path, taken)

    def test_interrupted(self, tmp_path, monkeypatch):
        """An import that is interrupted leaves nothing; one that was killed, no obstacle."""
        path = dump(tmp_path / "d", ORDER)
        work = tmp_path / "a.importing"
        with monkeypatch.context() as patch:
            patch.setattr(importing, "Journal", Broken)
            with pytest.raises(KeyboardInterrupt):
                import_dumps(path, tmp_path / "a")
        assert not work.exists()
        shutil.copytree(SAMPLES / "tokopedia", work)  # what a killed one may have left
        import_dumps(path, tmp_path / "a")

        assert {"a", "d"} == {one.name for one in tmp_path.iterdir()}

    def test_made_at(self, tmp_path):
        """The manifest says when, by the given clock, and from what."""
        path = dump(tmp_path / "d", ORDER)
        made = import_dumps(path, tmp_path / "a", clock=SINCE.timestamp).manifest

        assert (SINCE, "import", None) == (made.made_at, made.source, made.since)

    def test_not_gone_on_with(self, tmp_path):
        """An imported archive is not one that a client can add to."""
        import_dumps(dump(tmp_path / "d", ORDER), tmp_path / "a")

        with pytest.raises(ValidationError, match="source=import"):
            write(shop(), tmp_path / "a")


class Broken:
    """A journal that cannot be opened."""

    def __init__(self, *given) -> None:
        raise KeyboardInterrupt


class TestSorter:
    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.integers(), st.text())))
    def test_any(self, tmp_path_factory, keys):
        """Any lines come sorted, however little fits into memory."""
        folder = tmp_path_factory.mktemp("runs")
        sorter = Sorter(folder, "x")
        lines = [(key, str(number).encode()) for number, key in enumerate(keys)]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sorting, "IN_MEMORY", 3)
            patch.setattr(sorting, "OPEN", 3)
            for key, line in lines:
                sorter.add(key, line)
            found = list(sorter.sorted())

        assert sorted(lines, key=lambda item: item[0]) == found
        assert len(list(folder.iterdir())) < 3
