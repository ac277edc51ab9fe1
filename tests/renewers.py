"""
Processes whose threads all need the tokens of the same accounts, all of which have ended:
``python tests/renewers.py URL FOLDER [PROCESSES CALLERS ACCOUNTS SECONDS]``.

Prints how long it took and what went wrong. Each renewal takes so many seconds and leaves
a line in FOLDER, as the platform's own count.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tokotiktok import Token, TokenKey
from tokotiktok.renewal import RENEW_EARLY, TokenKeeper
from tokotiktok.stores import open_token_store

DAY = timedelta(days=1)


def run(url, folder, *numbers) -> tuple[float, list[str], list[str]]:
    """Give the seconds it took, what went wrong, and whose tokens were renewed."""
    command = [sys.executable, __file__, url, str(folder), *map(str, numbers)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=120)
    seconds, wrong = json.loads(done.stdout)
    return seconds, wrong, renewals(folder)


def renewals(folder) -> list[str]:
    """List whose tokens were renewed, in order of their names."""
    path = Path(folder) / "renewals"
    return sorted(path.read_text().split()) if path.exists() else []


def keys(count):
    """Name the accounts."""
    return [TokenKey("tiktokshop", "app", f"toko-{n:03}") for n in range(count)]


def made(access, days) -> Token:
    """Make a token that ends in so many days."""
    ends = datetime.now(timezone.utc) + timedelta(days=days)
    return Token(access=access, refresh="TTP_fiktif", expires_at=ends)


def main(url, folder, processes=4, callers=4, accounts=8, seconds=0.05) -> None:
    """Fork processes that begin at the same moment, with a store that is in use."""
    store = open_token_store(url)
    for key in keys(int(accounts)):
        store.save(key, made("TTP_fiktif-old", -1), if_version=0)

    def renew(key, _):
        time.sleep(float(seconds))
        line = os.open(
            Path(folder) / "renewals", os.O_APPEND | os.O_CREAT | os.O_WRONLY
        )
        os.write(line, f"{key.account}\n".encode())
        os.close(line)
        return made(f"TTP_{key.account}", 7)

    def call(keeper, wrong):
        mine = keys(int(accounts))
        random.shuffle(mine)
        for key in mine:
            try:
                if keeper.current(key).access != f"TTP_{key.account}":
                    wrong.append(f"{key.account}: old")
            except Exception as error:  # noqa: BLE001 - told
                wrong.append(repr(error))

    def work():
        wrong = []
        keeper = TokenKeeper(
            store,
            renew,
            RENEW_EARLY,
            clock=time.time,
            sleep=time.sleep,
            random=random.random,
        )
        threads = [
            threading.Thread(target=call, args=(keeper, wrong))
            for _ in range(int(callers))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return wrong

    said, go = os.pipe(), os.pipe()
    children = []
    for _ in range(int(processes)):
        child = os.fork()
        if not child:
            os.read(go[0], 1)
            random.seed()
            os.write(said[1], (json.dumps(work()) + "\n").encode())
            os._exit(0)
        children.append(child)
    began = time.perf_counter()
    os.write(go[1], b"x" * len(children))
    codes = [os.waitpid(child, 0)[1] for child in children]
    taken = time.perf_counter() - began
    os.close(said[1])
    wrong = [one for line in os.fdopen(said[0]) for one in json.loads(line)]
    wrong += [f"ended with {code}" for code in codes if code]
    stored = [store.load(key).token.access for key in keys(int(accounts))]
    wrong += [access for access in stored if access == "TTP_fiktif-old"]
    print(json.dumps([taken, wrong]))  # noqa: T201 - its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
