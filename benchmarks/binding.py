"""How long a graph of many apps and links takes to check: ``python benchmarks/binding.py``."""

import time

from tokotiktok.binding import Account, App, Graph, Link

SIZES = (25_000, 50_000, 100_000, 200_000)
PER_KEY = 100


def graph(count):
    """Bind *count* Tokopedia apps to a hundredth as many app keys."""
    keys = range(count // PER_KEY)
    return Graph(
        accounts=[
            Account(platform="tokopedia", id="ORG", email_verified=True),
            Account(platform="tiktokshop", id="PARTNER"),
        ],
        apps=[
            *(
                App(
                    platform="tiktokshop",
                    id=f"key-{n}",
                    account="PARTNER",
                    online=True,
                    markets=("ID",),
                )
                for n in keys
            ),
            *(App(platform="tokopedia", id=n, account="ORG") for n in range(count)),
        ],
        links=[
            Link(kind="account", tokopedia="ORG", tiktokshop="PARTNER"),
            *(
                Link(kind="app", tokopedia=n, tiktokshop=f"key-{n % len(keys)}")
                for n in range(count)
            ),
        ],
    )


def best(made, times=3):
    """Give the seconds of the fastest of a few checks, in processor time and by the clock."""
    found = []
    for _ in range(times):
        start = time.process_time(), time.perf_counter()
        if made.check():
            raise SystemExit("the graph should be right")
        found.append((time.process_time() - start[0], time.perf_counter() - start[1]))
    return min(found)


def main():
    print(f"{'apps':>9} {'links':>9} {'processor':>10} {'clock':>8}  a million of each")
    for size in SIZES:
        processor, clock = best(graph(size))
        print(
            f"{size:>9,} {size:>9,} {processor:>8.2f} s {clock:>6.2f} s  {processor / size * 1e6:.1f} s"
        )


if __name__ == "__main__":
    main()
