"""
What stores cost, and how long four processes of sixteen threads take to renew forty tokens
that have ended, 300 ms each: ``PYTHONPATH=. python benchmarks/stores.py``.

Redis and PostgreSQL are started for it on the loopback, where their programs are; to a
server elsewhere each step takes a round trip more.
"""

import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))  # its servers

import renewers
import servers

from tokotiktok import Token, TokenKey
from tokotiktok.stores import open_checkpoint_store, open_seen_store, open_token_store

KEY = TokenKey("tiktokshop", "app", "account")
TOKEN = Token(
    access="a" * 200,
    refresh="r" * 200,
    expires_at=datetime(2999, 1, 1, tzinfo=timezone.utc),
)


def micros(function, times=1000):
    """Give the microseconds of one call: the mean of the fastest of five rounds."""
    function(0)
    rounds = []
    for number in range(5):
        began = time.perf_counter()
        for n in range(times // 5):
            function(number * times + n + 1)
        rounds.append((time.perf_counter() - began) / (times // 5))
    return f"{min(rounds) * 1e6:,.0f}"


def costs(name, url):
    """Measure the steps of one store."""
    tokens, jobs, seen = (
        make(url) for make in (open_token_store, open_checkpoint_store, open_seen_store)
    )
    tokens.save(KEY, TOKEN, if_version=None)

    def renewed(_):
        assert tokens.lease(KEY, "me", 75)
        stored = tokens.load(KEY)
        tokens.save(KEY, TOKEN, if_version=stored.version)
        tokens.release(KEY, "me")

    return [
        (f"{name}: a token read, us", micros(lambda _: tokens.load(KEY))),
        ("  leased, read, saved and released, us", micros(renewed, 200)),
        ("  a checkpoint saved, us", micros(lambda n: jobs.save("job", {"n": n}), 200)),
        ("  an event seen, us", micros(lambda n: seen.first_time(str(n)), 200)),
    ]


def rows(row) -> None:
    """Print what was measured: what, how much, and the aim."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        urls = {"SQLite": f"sqlite:///{folder}/a.db"}
        if servers.redis_server():
            urls["Redis"] = stack.enter_context(servers.redis()).url
        if servers.postgres_programs():
            urls["PostgreSQL"] = stack.enter_context(servers.postgres())
        for name, url in {"memory": "memory:", **urls}.items():
            for what, measured in costs(name, url):
                row(what, "-", measured)
        for name, url in urls.items():
            counted = stack.enter_context(tempfile.TemporaryDirectory())
            seconds, wrong, renewed = renewers.run(url, counted, 4, 16, 40, 0.3)
            if wrong:
                raise SystemExit(f"{name}: {wrong[0]} and {len(wrong) - 1} more")
            what = f"{name}: 40 tokens for 4 x 16 callers, s"
            row(what, "-", f"{seconds:.2f}", "<= 2.5")
            row("  renewals", "-", len(renewed), "40")


def main():
    rows(
        lambda what, *figures: print(f"{what:<50}", *(f"{one!s:>9}" for one in figures))
    )


if __name__ == "__main__":
    main()
