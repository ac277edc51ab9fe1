"""
Processes that need the tokens of many accounts at once; for tests and for figures.

``python renewing.py URL COUNTS PROCESSES THREADS ACCOUNTS SECONDS`` renews what has ended
in the store at the URL, writes a line into the file COUNTS for each renewal, which takes
so many seconds, and prints how long all of it took.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import threading
import time
from datetime import datetime, timedelta, timezone

from tokotiktok import Token, TokenKey
from tokotiktok.renewal import RENEW_EARLY, TokenKeeper
from tokotiktok.stores.urls import open_token_store


def key(number: int) -> TokenKey:
    """Name an account."""
    return TokenKey("tiktokshop", "6fiktif8key", f"account-{number}")


def ended(number: int) -> Token:
    """Make a token that has ended."""
    ends = datetime.now(timezone.utc) - timedelta(days=1)
    return Token(access=f"old-{number}", refresh=f"r-{number}", expires_at=ends)


def keeper(url: str, counts: str, seconds: float) -> TokenKeeper:
    """Make a keeper whose renewals take their time, and are counted."""

    def renew(key: TokenKey, _: Token | None) -> Token:
        line = os.open(counts, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(line, f"{key.account}\n".encode())
        os.close(line)
        time.sleep(seconds)
        ends = datetime.now(timezone.utc) + timedelta(days=7)
        return Token(access=f"new-{key.account}", refresh="r", expires_at=ends)

    return TokenKeeper(
        open_token_store(url),
        renew,
        RENEW_EARLY,
        clock=time.time,
        sleep=time.sleep,
        random=random.random,
    )


def work(url, counts, threads, accounts, seconds, gate, wrong):
    """Ask for every account's token with so many threads for each."""
    mine = keeper(url, counts, seconds)
    mine.store.load(key(0))  # it is connected

    def ask(number):
        token = mine.current(key(number))
        if token.access != f"new-account-{number}":
            wrong.put(token.access)

    asked = [
        threading.Thread(target=ask, args=(number,))
        for number in range(accounts)
        for _ in range(threads)
    ]
    random.shuffle(asked)
    gate.wait()
    for one in asked:
        one.start()
    for one in asked:
        one.join()


def run(url, counts, *, processes, threads, accounts, seconds) -> float:
    """Let all of them work; say how long it took, from when they were ready."""
    store = open_token_store(url)
    for number in range(accounts):
        store.save(key(number), ended(number), if_version=None)
    context = multiprocessing.get_context("spawn")
    gate, wrong = context.Barrier(processes + 1), context.Queue()
    given = (url, counts, threads, accounts, seconds, gate, wrong)
    workers = [context.Process(target=work, args=given) for _ in range(processes)]
    for worker in workers:
        worker.start()
    gate.wait(30)  # one that died breaks it
    began = time.perf_counter()
    for worker in workers:
        worker.join(120)
    took = time.perf_counter() - began
    if not wrong.empty() or any(worker.exitcode for worker in workers):
        raise SystemExit("a token was not the new one")
    return took


if __name__ == "__main__":
    url, counts, *numbers, seconds = sys.argv[1:]
    processes, threads, accounts = map(int, numbers)
    took = run(
        url,
        counts,
        processes=processes,
        threads=threads,
        accounts=accounts,
        seconds=float(seconds),
    )
    sys.stdout.write(f"{took:.2f}\n")
