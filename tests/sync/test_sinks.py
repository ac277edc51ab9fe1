"""What every sink promises: whole parts, each record once, and no more than it may keep."""

from __future__ import annotations

import json
import math
import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from attrs import evolve

import tokotiktok
from tokotiktok import unstructure
from tokotiktok.errors import StoreError, ValidationError
from tokotiktok.sync.privacy import Privacy
from tokotiktok.sync.records import Part, Record
from tokotiktok.sync.schema import as_plain
from tokotiktok.sync.sinks import JSONLinesSink, SQLiteSink, jsonl, open_sink
from tokotiktok.sync.sinks._packing import fit

NOW = datetime(2025, 10, 1, tzinfo=timezone.utc)
PART = Part(shop="tiktokshop/app/1", resource="orders", kind="unified", name="a")
PLATFORM = evolve(PART, kind="platform")
SINKS = [
    pytest.param("jsonl:///sink", id="jsonl"),
    pytest.param("sqlite:///sink.db", id="sqlite"),
]

KILLED = """
import os, signal, sys
from datetime import datetime, timezone
from tokotiktok.sync.records import Part, Record
from tokotiktok.sync.sinks import open_sink

sink = open_sink(sys.argv[1])
at = datetime(2025, 10, 1, tzinfo=timezone.utc)
for number in range(1000):
    part = Part(shop="tiktokshop/1", resource="orders", kind="unified", name=f"p{number}")
    with sink.begin(part) as out:
        for page in range(4):
            ids = [f"{number}-{page}-{n}" for n in range(200)]
            out.write([Record(id, at, {"id": id, "of": number}) for id in ids])
    sink.keep(part)
    os.write(1, f"{number}\\n".encode())
"""
"""Writes parts of 800 records, and says of each when it is written."""


ANY_LINE = """
import os, sys
from pathlib import Path
from datetime import datetime, timezone
from tokotiktok.sync.privacy import Privacy
from tokotiktok.sync.records import Part, Record
from tokotiktok.sync.sinks import JSONLinesSink, jsonl

part = Part(shop="tiktokshop/app/1", resource="orders", kind="unified", name="a")
at = datetime(2025, 10, 1, tzinfo=timezone.utc)
records = [Record(f"{n}", at, {"buyer": {"name": "x"}}) for n in range(3)]
policy = Privacy("expire", days=30, clock=at.timestamp)
own = str(Path(jsonl.__file__).parent)
os.fsync = lambda _: None  # no power is cut
count, died = 0, True
while died:
    count += int(sys.argv[1])
    child = os.fork()
    if child:
        died = os.waitpid(child, 0)[1] != 0
        continue
    left = count

    def trace(frame, event, _):
        global left
        if not frame.f_code.co_filename.startswith(own):
            return None
        left -= event == "line"
        if left <= 0:
            os._exit(9)
        return trace

    sys.settrace(trace)
    sink = JSONLinesSink(f"{count}", privacy=policy)
    with sink.begin(part) as out:
        out.write(records)
    sink.folder.joinpath("said").touch()
    sink.keep(part)
    os._exit(0)
"""
"""Writes a part in folder after folder, and dies of one more line each time."""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture(params=SINKS)
def url(request) -> str:
    """Where a sink is, of each kind."""
    return request.param


@pytest.fixture
def sink(url):
    return open_sink(url)


def record(id, days=0, **body) -> Record:
    """Make a record that changed so many days from now."""
    return Record(id, NOW + timedelta(days=days), {"id": id, **body})


def write(sink, *records, part=PART) -> None:
    with sink.begin(part) as out:
        out.write(records)
    sink.keep(part)


def kept(sink, name="orders") -> dict:
    """Give what is in a sink; each record is there once."""
    found = list(sink.read(name))
    by_id = {(shop, one.id): one.body for shop, one in found}
    assert len(found) == len(by_id)
    return by_id


class TestEverySink:
    def test_what_was_written_is_there(self, sink):
        """Records come back as they were: id, time of change, body and shop."""
        one = record("1", odd={"a": [1, None, "\u00e9"], "big": 2**70})
        write(sink, one, Record("2", None, {"no": "time"}))

        assert [(PART.shop, one), (PART.shop, Record("2", None, {"no": "time"}))] == (
            list(sink.read("orders"))
        )
        assert ("orders",) == sink.tables()
        assert [] == list(sink.read("products"))

    def test_a_text_that_utf_8_has_not(self, sink):
        """Half of a character, which platforms do send, is told from what is whole."""
        whole = {"emoji": "\U0001f600", "no": "\\ud83d"}
        write(sink, record("1", half="x\ud83d", pair="\ud83d\ude00", **whole))

        assert {"id": "1", "half": "x\ufffd", "pair": "\U0001f600", **whole} == (
            kept(sink)[PART.shop, "1"]
        )

    def test_ids_that_are_odd(self, sink):
        """Whatever an id is made of, another is another record."""
        ids = ["\ud83d", "\ud83e", "a\0b", "a", "A", "\xe9"]
        for name in "ab":
            write(sink, *map(record, ids), part=evolve(PART, name=name, shop="s\ud83d"))

        assert {("s\\ud83d", id) for id in ("\\ud83d", "\\ud83e", *ids[2:])} == (
            kept(sink).keys()
        )

    @pytest.mark.parametrize("fast", [True, False])
    def test_numbers_that_are_none(self, sink, fast, monkeypatch):
        """What JSON has no number for is null, with or without orjson."""
        if not fast:
            monkeypatch.setattr("tokotiktok._json.orjson", None)
        odd = {"a": [math.nan, (1.5,)], "b": {"c": math.inf}}
        write(sink, record("1", **odd))

        assert {"id": "1", "a": [None, [1.5]], "b": {"c": None}} == (
            kept(sink)[PART.shop, "1"]
        )

    def test_what_json_has_not(self, sink):
        """A value that is none of JSON's is named by its record."""
        with pytest.raises(ValidationError, match="record '7' holds what JSON has not"):
            write(sink, record("7", a={1, 2}))

    def test_large_and_old(self, sink):
        """A record may be larger than any buffer, and older than 1970."""
        old = Record(
            "1", datetime(1969, 7, 20, tzinfo=timezone.utc), {"t": "x" * 10**7}
        )
        write(sink, old)

        assert [(PART.shop, old)] == list(sink.read("orders"))

    def test_records_that_could_not_be_read(self, sink):
        """What is the same has the same id, and is there once, however often it came."""
        unread = evolve(PLATFORM, resource="orders_unread")
        for name in "ab":
            bad = Record("5f3a", None, {"reason": name, "raw": {"id": 1}})
            write(sink, bad, part=evolve(unread, name=name))

        assert {(PART.shop, "5f3a"): {"reason": "b", "raw": {"id": 1}}} == (
            kept(sink, "platform_orders_unread")
        )

    def test_each_record_is_there_once_and_newest(self, sink):
        """An older version never takes a newer one's place, one as new does."""
        write(sink, record("1", 1, v="new"), record("2", v="old"))
        write(
            sink,
            record("1", 0, v="old"),
            record("2", v="new"),
            part=evolve(PART, name="b"),
        )

        assert ["new", "new"] == [one["v"] for one in kept(sink).values()]

    def test_within_a_part_too(self, sink):
        """The same holds for two versions in one part."""
        write(sink, record("1", 1, v="new"), record("1", 0, v="old"))

        assert ["new"] == [one["v"] for one in kept(sink).values()]

    def test_what_has_no_time_gives_way_to_what_comes_later(self, sink):
        """If it cannot be said which is newer, what was written last stays."""
        write(sink, Record("1", None, {"v": "old"}))
        write(sink, record("1", v="new"), part=evolve(PART, name="b"))

        assert ["new"] == [one["v"] for one in kept(sink).values()]

    def test_shops_do_not_mix(self, sink):
        """Two shops may have the same id."""
        write(sink, record("1"))
        write(sink, record("1"), part=evolve(PART, shop="tiktokshop/app/2"))

        assert {("tiktokshop/app/1", "1"), ("tiktokshop/app/2", "1")} == kept(
            sink
        ).keys()

    def test_kinds_do_not_mix(self, sink):
        """Records as the platform sends them have tables of their own."""
        write(sink, record("1", of="unified"))
        write(sink, record("1", of="platform"), part=PLATFORM)

        assert ("orders", "platform_orders") == sink.tables()
        assert "platform" == kept(sink, "platform_orders")[PART.shop, "1"]["of"]

    def test_a_part_written_again_doubles_nothing(self, sink):
        """A part that is begun again, as after a crash, takes its own place."""
        for _ in range(2):
            write(sink, record("1"), record("2"))

        assert 2 == len(kept(sink))

    def test_many_records(self, sink):
        """Records are written and read in pages, none left out between them."""
        with sink.begin(PART) as out:
            for page in range(12):
                out.write([record(f"{page}-{n}") for n in range(100)])
        sink.keep(PART)

        assert 1200 == len(kept(sink))

    def test_an_empty_part(self, sink):
        """A part without records is no error."""
        write(sink)

        assert {} == kept(sink)

    def test_pickles(self, sink):
        """A sink goes to workers as where it is."""
        again = pickle.loads(pickle.dumps(sink))
        write(again, record("1"))

        assert 1 == len(kept(sink))
        assert repr(sink) == repr(again)

    def test_only_the_owner_may_read(self, sink):
        """Buyers' data is nobody else's to read."""
        write(sink, record("1"))
        files = [one for one in Path().rglob("*") if one.is_file()]

        assert files
        assert {0o600} == {one.stat().st_mode & 0o777 for one in files}

    @pytest.mark.parametrize("resource", ["", "Orders", 'o"; DROP', "../x", "x" * 64])
    def test_a_name_that_is_none(self, sink, resource):
        """A resource is the name of a table and a folder, and can be nothing else."""
        with pytest.raises(ValidationError, match="names no table"):
            write(sink, part=evolve(PART, resource=resource))

    def test_threads(self, sink):
        """Eight threads write at once, and nothing is lost or doubled."""

        def work(number):
            for step in range(5):
                part = evolve(PART, name=f"{number}-{step}")
                write(
                    sink,
                    *(record(f"{number}-{step}-{n}") for n in range(20)),
                    part=part,
                )

        threads = [threading.Thread(target=work, args=(one,)) for one in range(8)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

        assert 800 == len(kept(sink))


class TestKilled:
    @pytest.mark.parametrize("after", [1, 3])
    def test_what_was_said_to_be_written_is(self, url, after):
        """After kill -9 each part is there that was ended, and the rest can be written."""
        command = [sys.executable, "-c", KILLED, url]
        env = {**os.environ, "PYTHONPATH": str(Path(tokotiktok.__file__).parent.parent)}
        with subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, text=True
        ) as process:
            said = [int(process.stdout.readline()) for _ in range(after)]
            os.kill(process.pid, signal.SIGKILL)
            said += map(int, process.stdout.read().split())
        sink = open_sink(url)
        found = Counter(body["of"] for body in kept(sink).values())

        assert dict.fromkeys(said, 800) == {one: found[one] for one in said}

        for number in range(max(said) + 2):
            part = evolve(PART, shop="tiktokshop/1", name=f"p{number}")
            ids = [f"{number}-{page}-{n}" for page in range(4) for n in range(200)]
            write(sink, *(record(id, of=number) for id in ids), part=part)

        assert dict.fromkeys(range(max(said) + 2), 800) == (
            Counter(body["of"] for body in kept(sink).values())
        )

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
    def test_at_any_line(self):
        """Wherever a writer dies, what it wrote is kept once, when it is said again."""
        env = {**os.environ, "PYTHONPATH": str(Path(tokotiktok.__file__).parent.parent)}
        subprocess.run([sys.executable, "-c", ANY_LINE, "19"], env=env, check=True)
        folders = [one for one in Path().iterdir() if one.name.isdecimal()]

        assert len(folders) > 20
        for folder in folders:
            policy = Privacy("expire", days=30, clock=NOW.timestamp)
            sink = JSONLinesSink(folder, privacy=policy)
            if (folder / "said").exists():
                sink.keep(PART)
            else:
                again = [record(f"{n}", buyer={"name": "x"}) for n in range(3)]
                write(sink, *again, part=evolve(PART, name="again"))

            assert 3 == len(list(sink.read("orders", latest=False)))
            assert 3 == len(list(sink.read("orders_personal", latest=False)))
            assert [] == list((folder / ".writing").iterdir())


class TestPersonalData:
    @pytest.fixture
    def orders(self, box) -> list[Record]:
        """Orders as TikTok Shop sends them."""
        orders = box.tiktokshop().orders.search().all()
        return [Record(one.id, one.update_time, unstructure(one)) for one in orders]

    @pytest.fixture
    def secrets(self, orders) -> set[bytes]:
        """All that the orders tell of their buyers."""
        found = set()
        for one in orders:
            address = one.body["recipient_address"]
            found |= {one.body["buyer_email"], one.body["buyer_message"]}
            found |= {
                address[name]
                for name in ("name", "full_address", "phone_number", "address_detail")
            }
            found.add(address["district_info"][3]["address_name"])
        return {text.encode() for text in found if text}

    def bytes(self) -> bytes:
        """Give all bytes of all files."""
        return b"\n".join(
            one.read_bytes() for one in Path().rglob("*") if one.is_file()
        )

    def found(self, secrets) -> list[bytes]:
        there = self.bytes()
        return [one for one in secrets if one in there]

    def test_is_there_without_a_policy(self, sink, orders, secrets):
        """What the other tests look for is found where nothing hides it."""
        write(sink, *orders, part=PLATFORM)

        assert sorted(secrets) == sorted(self.found(secrets))
        assert len(secrets) > 20

    @pytest.mark.parametrize("personal", ["omit", "mask"])
    def test_is_nowhere(self, url, orders, secrets, personal):
        """Not one byte of it is written, into whatever file."""
        sink = open_sink(f"{url}?privacy={personal}")
        write(sink, *orders, part=PLATFORM)

        assert [] == self.found(secrets)
        assert len(orders) == len(kept(sink, "platform_orders"))

    def test_of_plain_words_is_nowhere(self, url, shop):
        """Nor of orders in plain words."""
        orders = list(shop.orders.list())
        secrets = {
            text.encode()
            for one in orders
            for text in (
                one.buyer.name,
                one.buyer.phone,
                one.buyer.email,
                one.buyer.address,
            )
            if text
        }
        sink = open_sink(f"{url}?privacy=omit")
        write(sink, *(Record(one.id, one.updated_at, as_plain(one)) for one in orders))

        assert [] == self.found(secrets)
        assert len(secrets) > 20

    @pytest.mark.parametrize("policy", ["omit", "mask", "expire&days=20000"])
    def test_of_what_could_not_be_read(self, url, orders, secrets, policy):
        """Nobody knows what is what in it: all of it is personal."""
        sink = open_sink(f"{url}?privacy={policy}")
        part = evolve(PLATFORM, resource="orders_unread")
        bad = [
            Record(one.id, None, {"reason": "an unfit value", "raw": {**one.body}})
            for one in orders
        ]
        write(sink, *bad, part=part)
        name = "platform_orders_unread"
        found = kept(sink, name)

        assert len(orders) == len(found)
        assert {"an unfit value"} == {one["reason"] for one in found.values()}
        if "expire" in policy:
            assert [one.body for one in orders] == [
                one["raw"] for one in kept(sink, f"{name}_personal").values()
            ]
            assert len(orders) == sink.purge(NOW + timedelta(days=70_000))
        assert [] == self.found(secrets)

    def test_goes_when_it_is_due(self, url, orders, secrets):
        """It is kept apart until its day; after that not one byte is left."""
        last = max(one.changed_at for one in orders)
        policy = Privacy("expire", days=30, clock=NOW.timestamp)
        sink = open_sink(url, privacy=policy)
        write(sink, *orders, part=PLATFORM)
        recent = {
            (PART.shop, one.id)
            for one in orders
            if (one.changed_at + timedelta(days=30)).date() > NOW.date()
        }

        assert recent == kept(sink, "platform_orders_personal").keys()
        assert 0 < len(recent) < len(orders)
        assert set(self.found(secrets)) < secrets

        assert 0 == sink.purge(NOW)
        assert recent == kept(sink, "platform_orders_personal").keys()

        assert len(recent) == sink.purge(last + timedelta(days=30))
        assert {} == kept(sink, "platform_orders_personal")
        assert [] == self.found(secrets)
        assert len(orders) == len(kept(sink, "platform_orders"))
        assert 0 == sink.purge()

    def test_moves_with_a_new_version(self, url):
        """A record that changes keeps its buyer longer, and its buyer's newest data only."""
        times = iter((NOW, NOW + timedelta(days=5)))
        policy = Privacy("expire", days=30, clock=lambda: next(times).timestamp())
        sink = open_sink(url, privacy=policy)
        for days, name in ((0, "lama"), (5, "baru")):
            write(sink, record("1", days, buyer={"id": "7", "name": name}))

        assert {"id": "1", "buyer": {"id": "7"}} == kept(sink)[PART.shop, "1"]
        assert [{"expires_on": "2025-11-05", "buyer": {"name": "baru"}}] == (
            list(kept(sink, "orders_personal").values())
        )
        sink.purge(NOW + timedelta(days=30))
        assert 1 == len(kept(sink, "orders_personal"))
        assert 1 == sink.purge(NOW + timedelta(days=35))


class TestOpenSink:
    def test_relative_and_absolute(self, tmp_path):
        """Three slashes lead from here, four from the root."""
        folder = open_sink("jsonl:///a/b%20c")
        file = open_sink(f"sqlite:///{tmp_path}/x.db")

        assert tmp_path / "a/b c" == folder.folder
        assert f"SQLiteSink('{tmp_path}/x.db')" == repr(file)

    def test_privacy(self):
        """The URL may say what becomes of personal data, or the caller."""
        policy = Privacy("mask", key="rahasia-fiktif")

        assert Privacy("expire", days=90) == (
            open_sink("jsonl:///a?privacy=expire&days=90").privacy
        )
        assert policy == open_sink("jsonl:///a", privacy=policy).privacy
        assert open_sink("jsonl:///a").privacy is None

    def test_a_key(self, monkeypatch):
        """The URL names the variable that has the key, which each process reads."""
        url = "jsonl:///a?privacy=mask&key_env=TOKO_KEY"
        monkeypatch.setenv("TOKO_KEY", "rahasia-fiktif")
        masked = open_sink(url)
        monkeypatch.setenv("TOKO_KEY", "")

        assert Privacy("mask", key="rahasia-fiktif") == masked.privacy
        with pytest.raises(ValidationError, match="TOKO_KEY is not set in the env"):
            open_sink(url)

    def test_a_key_in_the_url_is_not_repeated(self):
        """Who writes the key itself is told, without showing it to all who read logs."""
        with pytest.raises(ValidationError, match="key_env=NAME") as error:
            open_sink("jsonl:///a?privacy=mask&key=rahasia")

        assert "rahasia" not in str(error.value)

    @pytest.mark.parametrize(
        ("url", "says"),
        [
            ("postgresql://host/db", "names no sink: write jsonl:///folder"),
            ("jsonl://folder", "names no sink"),
            ("sqlite:///", "names no sink"),
            ("jsonl:///a#b", "# is %23"),
            ("jsonl:///a?privacy=omit&privacy=mask", "what follows"),
            ("jsonl:///a?privacy=omit&key_env=PATH", "goes with 'mask'"),
            ("jsonl:///a?privacy=mask&key_env=", "key_env= is not set"),
            ("jsonl:///a?days=90", "what follows"),
            ("jsonl:///a?privacy=omit&x=1", "what follows"),
            ("jsonl:///a?privacy=expire&days=soon", "what follows"),
            ("jsonl:///a?privacy=expire&days=", "days=0"),
            ("jsonl:///a?privacy=hide", "give one of omit"),
        ],
    )
    def test_a_mistake_is_named(self, url, says):
        """A URL that names no sink says how one looks."""
        with pytest.raises(ValidationError, match=says):
            open_sink(url)

    def test_two_policies(self):
        """What is said twice might be said differently."""
        with pytest.raises(ValidationError, match="twice"):
            open_sink("jsonl:///a?privacy=omit", privacy=Privacy("omit"))


class TestJSONLines:
    def test_a_file_a_part(self, tmp_path):
        """Folders are the resource and the shop; a line is the body, and whose it is."""
        sink = JSONLinesSink("sink")
        write(
            sink,
            record("1", status="TO_SHIP"),
            part=evolve(PART, shop="tiktokshop/../%/"),
        )

        (file,) = Path("sink/orders").rglob("*.jsonl")
        assert "sink/orders/tiktokshop/%2e%2e/%25/%/a.jsonl" == file.as_posix()
        assert {
            "_shop": "tiktokshop/../%/",
            "_id": "1",
            "_changed_at": "2025-10-01T00:00:00+00:00",
            "id": "1",
            "status": "TO_SHIP",
        } == json.loads(file.read_text())

    def test_duckdb_reads_the_folder(self, shop, box):
        """People who know SQL need nothing of ours."""
        import duckdb

        sink = JSONLinesSink("sink")
        orders = list(shop.orders.list())
        write(sink, *(Record(one.id, one.updated_at, as_plain(one)) for one in orders))
        write(sink, part=evolve(PART, name="empty"))
        write(sink, record("half", name="\ud83d"), part=evolve(PART, resource="odd"))
        raw = [unstructure(one) for one in box.tiktokshop().orders.search().all()]
        write(sink, *(Record(one["id"], NOW, one) for one in raw), part=PLATFORM)

        found = duckdb.sql("""
            SELECT status, count(*), sum(total.amount)
            FROM read_json_auto('sink/orders/**/*.jsonl') GROUP BY ALL
        """).fetchall()

        assert Counter(one.status.value for one in orders) == {
            status: count for status, count, _ in found
        }
        assert sum(one.total.amount for one in orders) == sum(one[2] for one in found)
        assert [("\ufffd",)] == duckdb.sql(
            "SELECT name FROM read_json_auto('sink/odd/**/*.jsonl')"
        ).fetchall()
        assert [(len(raw),)] == duckdb.sql("""
            SELECT count(DISTINCT (_shop, _id))
            FROM read_json_auto('sink/platform_orders/**/*.jsonl')
        """).fetchall()

    def test_counts_once_it_is_kept(self):
        """A part that was written is not seen before it is kept; said twice, it is one."""
        sink = JSONLinesSink("sink")
        with sink.begin(PART) as out:
            out.write([record("1")])
        before = kept(sink)
        JSONLinesSink("sink").keep(PART)
        sink.keep(PART)

        assert {} == before
        assert [(PART.shop, "1")] == list(kept(sink))
        assert [] == list(Path("sink/.ready").iterdir())

    def test_begun_again_before_it_is_kept(self):
        """As of a program that was killed and starts anew; the last one counts."""
        sink = JSONLinesSink("sink")
        for name in ("lama", "baru"):
            with sink.begin(PART) as out:
                out.write([record("1", name=name)])
        sink.keep(PART)

        assert "baru" == kept(sink)[PART.shop, "1"]["name"]

    def test_another_folder_keeps_nothing(self, monkeypatch):
        """Whoever has another disk, or stands elsewhere, does not lose records unheard."""
        sink = JSONLinesSink("sink")
        with sink.begin(PART) as out:
            out.write([record("1")])
        Path("elsewhere").mkdir()
        monkeypatch.chdir("elsewhere")
        other = JSONLinesSink("sink")
        write(other, record("2"), part=evolve(PART, name="b"))
        with pytest.raises(
            StoreError, match=r"a of .* orders neither waits in .*elsewh"
        ):
            other.keep(PART)
        sink.keep(PART)

        assert {(PART.shop, "1")} == kept(sink).keys()

    def test_what_was_kept_may_be_moved_away(self):
        """That it was kept is known on, also of a part with nothing in it."""
        sink = JSONLinesSink("sink")
        empty = evolve(PART, name="empty")
        write(sink, record("1"))
        write(sink, part=empty)
        Path("sink/orders").rename("elsewhere")
        for part in (PART, empty):
            JSONLinesSink("sink").keep(part)

        assert {} == kept(sink)

    def test_two_keep_at_once(self, monkeypatch):
        """Of two runners with the same part one moves it, and neither fails."""
        policy = Privacy("expire", days=30, clock=NOW.timestamp)
        sink = JSONLinesSink("sink", privacy=policy)
        with sink.begin(PART) as out:
            out.write([record(f"{n}", -n, buyer={"name": "x"}) for n in range(20)])
        both, found, failed = threading.Barrier(2), jsonl._found, []

        def waited(folder):
            files = found(folder)
            both.wait(10)
            return files

        def keep():
            try:
                sink.keep(PART)
            except BaseException as error:  # noqa: BLE001 - for the test to see
                failed.append(error)

        monkeypatch.setattr(jsonl, "_found", waited)
        threads = [threading.Thread(target=keep) for _ in range(2)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

        assert [] == failed
        monkeypatch.undo()
        assert 20 == len(kept(sink)) == len(kept(sink, "orders_personal"))

    def test_purged_while_it_is_kept(self, monkeypatch):
        """A part that somebody clears away under a runner's hands was not kept."""
        sink, found = JSONLinesSink("sink"), jsonl._found
        with sink.begin(PART) as out:
            out.write([record("1")])

        def late(folder):
            files = found(folder)
            if ".ready" in folder.parts:
                sink.purge(datetime.now(timezone.utc) + timedelta(days=100))
            return files

        monkeypatch.setattr(jsonl, "_found", late)
        with pytest.raises(StoreError, match="neither waits"):
            sink.keep(PART)

    def test_what_cannot_be_moved_still_waits(self, monkeypatch):
        """A folder that is gone is another thing than a file that is."""
        sink = JSONLinesSink("sink")
        with sink.begin(PART) as out:
            out.write([record("1")])

        def gone(*_):
            raise FileNotFoundError(2, "No such file or directory")

        with monkeypatch.context() as patch:
            patch.setattr(jsonl, "synced", gone)
            with pytest.raises(StoreError, match="No such file"):
                sink.keep(PART)
        sink.keep(PART)

        assert 1 == len(kept(sink))

    def test_what_cannot_be_listed_is_not_taken_for_empty(self, monkeypatch):
        """A part in a folder that cannot be read is neither kept nor deleted."""
        sink, scandir = JSONLinesSink("sink"), os.scandir
        with sink.begin(PART) as out:
            out.write([record("1")])

        def refused(path="."):
            if ".ready" in str(path):
                raise PermissionError(13, "Permission denied")
            return scandir(path)

        with monkeypatch.context() as patch:
            patch.setattr("os.scandir", refused)
            with pytest.raises(StoreError, match="Permission denied"):
                sink.keep(PART)
        sink.keep(PART)

        assert 1 == len(kept(sink))

    def test_only_folders_are_tables(self):
        """What else lies about in the folder is none."""
        sink = JSONLinesSink("sink")
        write(sink, record("1"))
        Path("sink/notes.txt").write_text("x")
        Path("sink/notes").write_text("x")
        Path("sink/my folder").mkdir()

        assert ("orders",) == sink.tables()

    def test_personal_data_in_plenty_goes_to_files_early(self, monkeypatch):
        """Memory holds only so much of what is kept apart."""
        monkeypatch.setattr("tokotiktok.sync.sinks.jsonl._Writer._MANY", 100)
        policy = Privacy("expire", days=30, clock=NOW.timestamp)
        sink = JSONLinesSink("sink", privacy=policy)
        with sink.begin(PART) as out:
            for n in range(5):
                out.write([record(str(n), n % 2, buyer={"name": "fiktif"})])
        sink.keep(PART)

        assert 5 == len(kept(sink, "orders_personal"))

    def test_an_error_leaves_what_was(self):
        """If the block raises, the part is as it was before, and nothing lies about."""
        sink = JSONLinesSink("sink")
        write(sink, record("1"))
        with pytest.raises(ZeroDivisionError), sink.begin(PART) as out:
            out.write([record("2")])
            1 / 0  # noqa: B018 - it raises

        assert [(PART.shop, "1")] == list(kept(sink))
        assert [] == list(Path("sink/.writing").iterdir())

    def test_all_that_was_written(self):
        """Each version can be read as well."""
        sink = JSONLinesSink("sink")
        write(sink, record("1", 0))
        write(sink, record("1", 1), part=evolve(PART, name="b"))

        assert 2 == len(list(sink.read("orders", latest=False)))
        assert 1 == len(list(sink.read("orders")))

    def test_a_part_written_anew_while_it_is_read(self):
        """What was noted of a file does not hold for another."""
        sink = JSONLinesSink("sink")
        write(sink, record("1"))
        other = evolve(PART, name="b")
        write(sink, record("2"), part=other)
        reading = sink.read("orders")
        next(reading)
        write(sink, record("2"), record("3"), part=other)

        with pytest.raises(StoreError, match=r"b\.jsonl was written anew"):
            list(reading)

    @pytest.mark.parametrize(
        "line", [b"{", b"[]", b"{}", b'{"_shop": "s", "_id": "1", "_changed_at": "x"}']
    )
    def test_a_line_of_another(self, line):
        """A file that no sink wrote is named."""
        Path("sink/orders").mkdir(parents=True)
        Path("sink/orders/x.jsonl").write_bytes(line)

        with pytest.raises(StoreError, match=r"x\.jsonl has a line that no sink"):
            list(JSONLinesSink("sink").read("orders"))

    def test_no_folder(self):
        """A folder that cannot be is named, as what it is."""
        Path("file").write_text("")
        for folder, error in (
            ("", ValidationError),
            ("a\0", ValidationError),
            ("file", StoreError),
        ):
            with pytest.raises(error):
                JSONLinesSink(folder)

    def test_no_home(self):
        """A user without a home cannot write there."""
        with pytest.raises(ValidationError, match="~nobody-here"):
            JSONLinesSink("~nobody-here/sink")

    def test_a_full_disk(self, monkeypatch):
        """What cannot be written says where."""
        sink = JSONLinesSink("sink")

        def full(_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(StoreError, match=r"sink cannot be .* No space left"):
            write(sink, record("1"))

        assert [] == list(Path("sink/.writing").iterdir())


class TestPurge:
    """Of JSON Lines: what waits to be kept, and what is to be known of it."""

    @pytest.fixture
    def sink(self):
        policy = Privacy("expire", days=30, clock=NOW.timestamp)
        sink = JSONLinesSink("sink", privacy=policy)
        with sink.begin(PART) as out:
            out.write([record("1", -5, buyer={"name": "BUDI"}), record("2")])
        return sink

    def there(self) -> bool:
        return any(
            b"BUDI" in one.read_bytes()
            for one in Path("sink").rglob("*")
            if one.is_file()
        )

    def test_personal_data_of_a_part_that_was_never_kept(self, sink):
        """It goes when it is due; what else is in the part waits on."""
        before = sink.purge(NOW + timedelta(days=24)), self.there()
        after = sink.purge(NOW + timedelta(days=25)), self.there()
        sink.keep(PART)

        assert (0, True) == before
        assert (1, False) == after
        assert 2 == len(kept(sink))
        assert {(PART.shop, "2")} == kept(sink, "orders_personal").keys()

    def test_a_part_that_nobody_keeps(self, sink):
        """It goes after 90 days; who asks for it then is told."""
        now = datetime.now(timezone.utc)
        sink.purge(now + timedelta(days=89))
        before = len(list(Path("sink/.ready").iterdir()))
        sink.purge(now + timedelta(days=91))

        assert 1 == before
        assert [] == list(Path("sink/.ready").iterdir())
        with pytest.raises(StoreError, match="neither waits"):
            sink.keep(PART)

    def test_that_it_was_kept_is_known_for_a_year(self, sink):
        """After the year since it was last asked for nobody asks any more."""
        sink.keep(PART)
        (known,) = Path("sink/.kept").rglob("??????*")
        os.utime(known, (0, 0))
        sink.keep(PART)
        sink.purge()
        before = known.exists()
        sink.purge(datetime.now(timezone.utc) + timedelta(days=367))

        assert before
        assert not known.exists()
        assert 2 == len(kept(sink))

    def test_two_at_once(self, sink, monkeypatch):
        """What another has deleted first is no error, and counted there."""
        sink.keep(PART)
        there = sink._there

        def purged(pattern):
            found = there(pattern)
            monkeypatch.setattr(sink, "_there", there)
            counts.append(sink.purge(NOW + timedelta(days=400)))
            return found

        counts = []
        monkeypatch.setattr(sink, "_there", purged)
        counts.append(sink.purge(NOW + timedelta(days=400)))

        assert [2, 0] == counts

    def test_gone_before_it_was_looked_at(self, sink, monkeypatch):
        """A part that is kept while old ones are looked for is none of them."""
        there = sink._there

        def and_kept(pattern):
            found = there(pattern)
            if pattern == ".ready/*":
                sink.keep(PART)
            return found

        monkeypatch.setattr(sink, "_there", and_kept)
        sink.purge()

        assert 2 == len(kept(sink))

    def test_while_it_is_read(self, sink):
        """Who reads what goes meanwhile is told to read again."""
        sink.keep(PART)
        reading = sink.read("orders_personal")
        next(reading)
        sink.purge(NOW + timedelta(days=400))

        with pytest.raises(StoreError, match="No such file"):
            list(reading)


class TestFit:
    def test_names_of_files(self):
        """Each name is another, also where case does not count, and no device's."""
        names = [
            *("a", "A", "a.", ".a", "a ", " a", "..", "", "%", "%41", "\xe9", "\xc9"),
            *("aux", "AUX", "aux.txt", "com1", "auxiliary", "a\0", "\ud83d", "a/b"),
        ]
        found = [fit(one) for one in names]

        assert len(names) == len({one.casefold() for one in found})
        assert [] == [one for one in found if one.strip(" .") != one or "/" in one]
        assert "%61ux" == fit("aux")
        assert "auxiliary-2025.09" == fit("auxiliary-2025.09")


class TestWorkplace:
    def test_what_a_killed_writer_left_goes(self):
        """It is deleted by who opens the folder next, and by who purges it."""
        sink = JSONLinesSink("sink")
        left = Path("sink/.writing/left")
        for clear in (sink.purge, lambda: JSONLinesSink("sink")):
            left.mkdir()
            left.joinpath("records").write_text("fiktif")
            clear()

            assert not left.exists()

    def test_what_is_being_written_stays(self):
        """Nobody deletes what a living writer has not finished."""
        sink = JSONLinesSink("sink")
        with sink.begin(PART) as out:
            out.write([record("1")])
            sink.purge()
            JSONLinesSink("sink")
        sink.keep(PART)

        assert 1 == len(kept(sink))

    def test_a_file_of_another(self):
        """What a file manager leaves there does no harm."""
        JSONLinesSink("sink")
        Path("sink/.writing/.DS_Store").write_text("x")
        write(JSONLinesSink("sink"), record("1"))

        assert Path("sink/.writing/.DS_Store").exists()

    def test_a_writer_that_cannot_begin(self, monkeypatch):
        """Its folder is not kept locked by a process that goes on."""
        sink = JSONLinesSink("sink")

        def full(_):
            raise OSError(24, "Too many open files")

        monkeypatch.setattr(jsonl, "_opened", full)
        with pytest.raises(StoreError, match="Too many"):
            write(sink, record("1"))

        assert [] == list(Path("sink/.writing").iterdir())

    def test_a_folder_cleared_before_it_was_locked(self, monkeypatch):
        """A writer whose folder went before it had a lock takes another."""
        import tempfile

        from tokotiktok.sync.sinks._workplace import Workplace

        workplace = Workplace(Path("w"))
        made, times = tempfile.mkdtemp, []

        def cleared(**facts):
            folder = made(**facts)
            times.append(folder)
            if len(times) == 1:
                Path(folder).rmdir()
            return folder

        monkeypatch.setattr("tempfile.mkdtemp", cleared)
        place = workplace.place()

        assert times[1] == str(place.folder)
        assert place.folder.exists()
        place.close()

    def test_a_folder_cleared_while_it_was_locked(self, monkeypatch):
        """A lock on what is gone is none."""
        import fcntl
        from types import SimpleNamespace

        from tokotiktok.sync.sinks import _workplace

        workplace, times = _workplace.Workplace(Path("w")), []

        def flock(lock, how):
            fcntl.flock(lock, how)
            times.append(lock)
            if len(times) == 1:
                shutil.rmtree(next(Path("w").iterdir()))

        facts = {**vars(fcntl), "flock": flock}
        monkeypatch.setattr(_workplace, "fcntl", SimpleNamespace(**facts))
        place = workplace.place()

        assert 2 == len(times)
        assert place.folder.exists()
        place.close()

    def test_without_locks(self, monkeypatch):
        """On Windows a file that is open cannot be deleted, which is lock enough."""
        from tokotiktok.sync.sinks import _workplace

        monkeypatch.setattr(_workplace, "fcntl", None)
        sink = JSONLinesSink("sink")
        write(sink, record("1"))
        busy = Path("sink/.writing/busy/lock")
        busy.mkdir(parents=True)  # cannot be deleted as a file
        JSONLinesSink("sink")

        assert busy.exists()
        assert 1 == len(kept(sink))


class TestSQLite:
    def test_sql_needs_no_json(self, shop):
        """Single values are columns, and lists are views."""
        import sqlite3

        sink = SQLiteSink("sink.db")
        orders = list(shop.orders.list())
        write(sink, *(Record(one.id, one.updated_at, as_plain(one)) for one in orders))
        db = sqlite3.connect("sink.db")

        def query(sql):
            return db.execute(sql).fetchall()

        assert Counter(one.status.value for one in orders) == dict(
            query("SELECT status, count(*) FROM orders GROUP BY status")
        )
        assert [(sum(one.total.amount for one in orders),)] == (
            query("SELECT sum(total_amount) FROM orders")
        )
        assert [(sum(line.quantity for one in orders for line in one.lines),)] == (
            query("SELECT sum(quantity) FROM orders_lines")
        )
        assert {
            (one.id, line.seller_sku) for one in orders for line in one.lines
        } == set(
            query("SELECT order_id, seller_sku FROM orders_lines WHERE number >= 1")
        )
        db.close()

    def test_of_the_platforms_own(self, box):
        """As the platform sends them, too; amounts, which are texts there, can be added."""
        import sqlite3

        sink = SQLiteSink("sink.db")
        orders = list(box.tiktokshop().orders.search().all())
        write(
            sink,
            *(Record(one.id, one.update_time, unstructure(one)) for one in orders),
            part=PLATFORM,
        )
        db = sqlite3.connect("sink.db")

        assert [(sum(one.payment.total_amount for one in orders),)] == (
            db.execute(
                "SELECT sum(payment_total_amount) FROM platform_orders"
            ).fetchall()
        )
        assert [(sum(len(one.line_items) for one in orders),)] == (
            db.execute("SELECT count(*) FROM platform_orders_line_items").fetchall()
        )
        db.close()

    def test_a_view_of_an_older_version_is_made_anew(self):
        """What a release adds to a model is a column of files that are there already."""
        import sqlite3

        write(SQLiteSink("sink.db"), record("1", status="TO_SHIP"))
        db = sqlite3.connect("sink.db")
        db.executescript("DROP VIEW orders; CREATE VIEW orders AS SELECT 1 AS one")
        write(SQLiteSink("sink.db"), record("2", status="TO_SHIP"))

        assert [("TO_SHIP",)] * 2 == db.execute("SELECT status FROM orders").fetchall()
        db.close()

    def test_another_resource_has_no_columns(self):
        """What this version does not know is kept as JSON alone."""
        sink = SQLiteSink("sink.db")
        write(sink, record("1"), part=evolve(PART, resource="saldo"))

        assert 1 == len(kept(sink, "saldo"))

    def test_a_file_of_an_older_version(self):
        """A table that older versions wrote to is no table of records."""
        import sqlite3

        with sqlite3.connect("sink.db") as db:
            db.execute("CREATE TABLE tokotiktok_parts (shop TEXT, resource TEXT)")
        db.close()
        sink = SQLiteSink("sink.db")
        write(sink, record("1"))

        assert ("orders",) == sink.tables()

    def test_half_of_a_character_hides_no_record(self):
        """A column that has one can be read, with all others."""
        import sqlite3

        write(SQLiteSink("sink.db"), record("1", status="x\ud83d"), record("2"))
        db = sqlite3.connect("sink.db")

        assert [("x\ufffd",), (None,)] == (
            db.execute("SELECT status FROM orders ORDER BY id").fetchall()
        )
        db.close()

    def test_pickled_for_another_file(self):
        """Where it is opened again there may be no tables yet."""
        sink = SQLiteSink("sink.db")
        write(sink, record("1"))
        pickled = pickle.dumps(sink)
        sink.close()
        Path("sink.db").rename("moved.db")
        write(pickle.loads(pickled), record("2"))

        assert {(PART.shop, "2")} == kept(SQLiteSink("sink.db")).keys()

    def test_purged_while_it_is_read(self, monkeypatch):
        """Reading goes on behind what went; what a reader keeps in the log is told."""
        import sqlite3

        monkeypatch.setattr("tokotiktok.stores._database.BUSY_SECONDS", 0.05)
        policy = Privacy("expire", days=30, clock=NOW.timestamp)
        sink = SQLiteSink("sink.db", privacy=policy)
        write(sink, *(record(f"{n}", buyer={"name": "x"}) for n in range(501)))
        reading = sink.read("orders_personal")
        next(reading)
        db = sqlite3.connect("sink.db")
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM orders").fetchall()
        write(sink, record("0", 1, buyer={"name": "y"}))
        with pytest.raises(StoreError, match="log still has what was overwritten"):
            sink.purge(NOW + timedelta(days=40))
        db.close()

        assert 0 == sink.purge(NOW + timedelta(days=40))
        assert 499 == len(list(reading))

    def test_waits_for_the_disk_at_the_end(self):
        """Pages are written loosely; at a part's end all of it outlasts a power cut."""
        sink, found = SQLiteSink("sink.db"), []
        for _ in range(2):  # the second changes nothing
            with sink.begin(PART) as writer:
                writer.write([record(f"{n}") for n in range(100)])
                found += sink._db.one("PRAGMA synchronous")
            found += sink._db.one("PRAGMA synchronous")

        assert [1, 2, 1, 2] == found

    def test_closes(self):
        """The file can be moved after it was closed."""
        sink = SQLiteSink("sink.db")
        write(sink, record("1"))
        sink.close()
        Path("sink.db").rename("moved.db")

        assert 1 == len(kept(SQLiteSink("moved.db")))
