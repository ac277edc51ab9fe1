"""Stores are opened by URL."""

from __future__ import annotations

import subprocess
import sys

import pytest
from contracts import FULL, KEY

from tokotiktok import open_limiter, stores
from tokotiktok.errors import ValidationError
from tokotiktok.stores import (
    new_key,
    open_checkpoint_store,
    open_seen_store,
    open_token_store,
)

OPEN = [open_token_store, open_checkpoint_store, open_seen_store]


class TestOpen:
    @pytest.mark.parametrize(
        ("url", "family"),
        [
            ("memory:", "Memory"),
            ("sqlite:///a.db", "SQLite"),
            ("redis://cache.invalid", "Redis"),
            ("rediss://cache.invalid", "Redis"),
            ("unix:///run/redis.sock", "Redis"),
            ("postgresql://db.invalid/a", "SQL"),
            ("postgres://db.invalid/a", "SQL"),
            ("postgresql+psycopg://db.invalid/a", "SQL"),
        ],
    )
    def test_by_scheme(self, url, family, tmp_path, monkeypatch):
        """How the URL begins decides which store it is."""
        monkeypatch.chdir(tmp_path)
        kinds = [type(make(url)).__name__ for make in OPEN]

        assert [
            f"{family}{what}Store" for what in ("Token", "Checkpoint", "Seen")
        ] == kinds

    def test_file(self, tmp_path, monkeypatch):
        """Three slashes and a name are a file in this folder; four, anywhere."""
        monkeypatch.chdir(tmp_path)
        open_token_store("sqlite:///a.db")
        open_token_store(f"sqlite:///{tmp_path}/b.db")

        assert ["a.db", "b.db"] == sorted(
            one.name for one in tmp_path.iterdir() if one.suffix == ".db"
        )

    @pytest.mark.parametrize("make", [*OPEN, open_limiter])
    def test_odd_name_of_a_file(self, make, tmp_path):
        """What is %-encoded is decoded, as in every URL; what is not, stays."""
        make(f"sqlite:///{tmp_path}/toko%20a%3F%25.db").close()
        make(f"sqlite:///{tmp_path}/100%#.db").close()

        assert ["100%#.db", "toko a?%.db"] == sorted(
            one.name for one in tmp_path.iterdir()
        )

    @pytest.mark.parametrize("make", [*OPEN, open_limiter])
    def test_file_has_no_options(self, make, tmp_path):
        """Options are not taken for a part of a file's name."""
        with pytest.raises(ValidationError, match=r"\?mode=ro: a file has no options"):
            make(f"sqlite:///{tmp_path}/a.db?mode=ro")

        assert [] == list(tmp_path.iterdir())

    def test_memory_by_name(self):
        """In one process the same URL is the same store, and another is another."""
        for make in OPEN:
            assert make("memory:toko") is make("memory:toko")
            assert make("memory:toko") is not make("memory:lain")

    @pytest.mark.parametrize(
        "url",
        [
            *("", "tokens.db", "sqlite:tokens.db", "mongodb://toko:fiktif@db"),
            *("memory", None),
        ],
    )
    def test_unknown(self, url):
        """What begins otherwise is refused, with what there is."""
        for make in OPEN:
            with pytest.raises(
                ValidationError, match="begins with memory:, sqlite"
            ) as got:
                make(url)

            assert "fiktif" not in str(got.value)

    @pytest.mark.parametrize(
        ("library", "url", "extra"),
        [
            ("redis", "redis://cache.invalid", "tokotiktok[redis]"),
            ("sqlalchemy", "postgresql://db.invalid/a", "tokotiktok[sql]"),
            ("psycopg", "postgresql://db.invalid/a", "tokotiktok[sql]"),
        ],
    )
    def test_what_to_install(self, library, url, extra):
        """Without the library it says what to install."""
        code = (
            f"import sys; sys.modules[{library!r}] = None\n"
            "from tokotiktok.stores import open_token_store\n"
            "try:\n"
            f"    open_token_store({url!r})\n"
            "except (ImportError, ValueError) as error:\n"
            "    print(error)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True
        )

        assert f"pip install '{extra}'" in done.stdout


class TestKey:
    def test_given(self, tmp_path):
        """A key that is given seals."""
        url, key = f"sqlite:///{tmp_path}/a.db", new_key()
        open_token_store(url, key=key).save(KEY, FULL, if_version=0)

        with pytest.raises(ValidationError, match="is sealed"):
            open_token_store(url)

    def test_of_the_environment(self, tmp_path, monkeypatch):
        """Without one, those of the environment do: the first seals, all open."""
        url, old, new = f"sqlite:///{tmp_path}/a.db", new_key(), new_key()
        open_token_store(url, key=old).save(KEY, FULL, if_version=0)
        monkeypatch.setenv("TOKOTIKTOK_TOKEN_KEY", f"{new}, {old}")
        store = open_token_store(url)
        read = store.load(KEY).token
        store.reseal()

        assert FULL == read
        assert FULL == open_token_store(url, key=new).load(KEY).token

    def test_nothing_to_seal(self, monkeypatch):
        """In memory nothing is sealed; an empty variable is none."""
        monkeypatch.setenv("TOKOTIKTOK_TOKEN_KEY", "")

        assert open_token_store("memory:toko", key=new_key())
        assert open_token_store("redis://cache.invalid")


class TestLazy:
    def test_names(self):
        """Every name that the package offers is there, and others are not."""
        assert set(stores.__all__) <= set(dir(stores))
        assert all(getattr(stores, name).__doc__ for name in stores.__all__)
        with pytest.raises(AttributeError, match="MongoTokenStore"):
            stores.MongoTokenStore  # noqa: B018 - it raises

    def test_loads_no_library(self):
        """Importing the package loads none of the libraries that its stores stand on."""
        code = "import sys, tokotiktok, tokotiktok.stores as s, tokotiktok.stores.urls; s.MemorySeenStore; print(*sys.modules)"
        out = subprocess.run(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True
        ).stdout.split()

        assert not {"redis", "sqlalchemy", "psycopg", "cryptography"} & set(out)
