"""
How long ten thousand shops take, what is busiest, and what deaths cost: a simulation.

What steps cost is measured first, on this machine (`fleet_costs`); then real runs of a few
shops are held against the same ones simulated; then the fleet is simulated
(`fleet_model`). The same costs and seed give the same figures.

.. code-block:: console

    $ python benchmarks/fleet.py
    $ python benchmarks/fleet.py --orders 10000 --workers 400 --only backfill
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from typing import Any

from attrs import asdict, evolve
from fleet_costs import SPAN, job, measure, places
from fleet_model import DENSE, EVEN, Costs, Fleet, Found, Orders, Plan, sizes

from tokotiktok.sync import Setup, sync
from tokotiktok.sync.slices import Task
from tokotiktok.sync.tools import run_task

TOLERANCE = 0.15
"""By how much of it a simulated time may be beside the real one."""
FRESH = 600.0
"""Seconds between two runs of jobs of changes."""
CHANGES = 5
"""How often an order changes, from being paid to being over."""


def fleet_of(counts: Sequence[int]) -> list[Orders]:
    """Lay the orders of each shop over the year; a third of them have one great sale."""
    return [Orders(one, EVEN if n % 3 else DENSE) for n, one in enumerate(counts)]


# beside real runs


def _real(counts: Sequence[int], plan: Plan, **served: Any) -> float:
    """Read shops, on threads of this process or on processes; give the seconds."""
    served |= {"latency": plan.costs.latency, "large": True}
    with places(limit=plan.limit, **served) as there:
        jobs = [job(n, one) for n, one in enumerate(counts)]
        setup = there.setup()
        sync([job(len(jobs), 1)], setup)  # imports, connects
        if plan.together:
            report = sync(jobs, setup, workers=plan.workers)
        else:
            with ProcessPoolExecutor(plan.workers) as pool:
                wait([pool.submit(_warm, setup) for _ in range(plan.workers)])
                report = sync(jobs, setup, executor=pool, workers=plan.workers)
        report.raise_for_failures()
        assert report.records == sum(counts)
        return report.seconds


def _warm(setup: Setup) -> None:
    """Connect a worker, which is none of what is compared; nobody gets two such."""
    run_task(setup, Task(job=job(-1, 1), window=SPAN, seconds=0.0))
    time.sleep(0.5)


def beside(costs: Costs) -> Iterator[tuple[str, float, float]]:
    """Give what was run, its seconds, and those of the same simulated."""
    # records go to memory, without a cluster, and this machine has few processors
    costs = evolve(costs, disk=0.0, keep=0.0, submit=0.0, latency=0.25)
    drawn, whale = sizes(30, 600, 3), [*[80] * 29, 8_000]
    here = Plan(shops=(), costs=costs, workers=4, threads=4, together=True)
    apart = Plan(shops=(), costs=costs, workers=4, threads=1)
    for what, counts, dense, plan in (
        ("30 shops as drawn, 4 threads", drawn, False, here),
        ("30 shops as drawn, 4 processes", drawn, False, apart),
        ("one of 30 has 100 times as many", whale, False, here),
        ("  80 % of all within a tenth of the time", whale, True, here),
        ("  10 requests a second for each shop", whale, False, evolve(here, limit=10)),
    ):
        curve = DENSE if dense else EVEN
        shops = [Orders(one, curve) for one in counts]
        found = Fleet(evolve(plan, shops=shops)).run()
        served = {"dense": True} if dense else {}
        yield what, _real(counts, plan, **served), found.seconds


# the fleet


def scenarios(plan: Plan) -> Iterator[tuple[str, str, Plan]]:
    """Give what is asked: its group, what it is called, and what to simulate."""
    workers, callers = plan.workers, plan.callers
    for part in (20, 4, 1):
        few = max(1, workers // part)
        most = min(few, callers)
        what = f"{few:,} workers of {most} callers"
        yield "backfill", what, evolve(plan, workers=few, callers=most)
    for other in (1, 4 * callers):
        yield "callers", f"{other} callers", evolve(plan, callers=other)
    for limit in (10, 2):
        what = f"{limit} requests a second for a shop"
        yield "limit", what, evolve(plan, limit=limit)
    mean = max(1, sum(one.count for one in plan.shops) // len(plan.shops))
    even = fleet_of([mean] * (len(plan.shops) - 1))
    whale = [*even, Orders(100 * mean)]
    yield "whale", "one shop 100 times the others, last", evolve(plan, shops=whale)
    yield "whale", "  the same first", evolve(plan, shops=whale[::-1])
    died = 600 * plan.threads / workers
    yield "deaths", "each process dies every 10 min", evolve(plan, dies_each=died)
    yield "deaths", "  every minute", evolve(plan, dies_each=died / 10)
    yield "deaths", "all callers die after 20 s", evolve(plan, caller_dies_at=20.0)
    shops = [Orders(CHANGES * one.count) for one in plan.shops]
    fresh = evolve(plan, shops=shops, changes=FRESH)
    for other in (1, callers, 4 * callers):
        yield "changes", f"{other} callers", evolve(fresh, callers=other)


def simulated(plan: Plan) -> Found:
    """Simulate, in whatever process; nothing may be missing, and nothing double."""
    found = Fleet(plan).run()
    whole = sum(one.count for one in plan.shops)
    assert plan.changes or found.failed or found.records == whole, found
    return found


def told(what: str, found: Found) -> str:
    """Write a row."""
    busy = "".join(f"{100 * one:>7.0f}" for one in found.busy.values())
    again = 100 * (found.requests / found.needed - 1)
    more = {"deaths": found.deaths, "too late": found.refused, "left": found.failed}
    return (
        f"{what:<47}{found.seconds:>8,.0f}{found.requests / found.seconds:>8,.0f}"
        f"{again:>7.1f}{busy}  {', '.join(f'{n} {name}' for name, n in more.items() if n)}"
    )


HEAD = (
    f"{'':<47}{'':>8}{'pages':>8}{'more':>7}  busy, %\n"
    f"{'':<47}{'seconds':>8}{'a s':>8}{'%':>7}{'workers':>8}{'CPUs':>6}{'callers':>8}"
    f"{'Redis':>6}{'limit':>7}"
)


def main(arguments: Sequence[str] = ()) -> None:
    """Measure, compare, simulate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    for name, usual in (
        *(("shops", 10_000), ("orders", 1_000), ("workers", 1_000), ("callers", 4)),
        *(("threads", 4), ("limit", 50.0), ("latency", 0.08), ("seed", 1)),
    ):
        parser.add_argument(f"--{name}", type=type(usual), default=usual)
    parser.add_argument("--only", default="", help="a group of rows")
    given = parser.parse_args(arguments)
    began = time.monotonic()
    costs = measure(latency=given.latency)
    print("Measured here, in milliseconds (latency: given):")
    for name, seconds in asdict(costs).items():
        print(f"  {name:<12}{1e3 * seconds:>9.3f}")
    if given.only in ("", "beside"):
        print(
            f"\n{'Simulated beside real':<44}{'real s':>8}{'simulated':>11}{'off':>8}"
        )
        for what, real, found in beside(costs):
            off = found / real - 1
            beyond = "" if abs(off) <= TOLERANCE else f"  more than {TOLERANCE:.0%}"
            print(
                f"{what:<44}{real:>8.2f}{found:>11.2f}{off:>8.0%}{beyond}", flush=True
            )
    counts = sizes(given.shops, given.orders, given.seed)
    plan = Plan(
        shops=fleet_of(counts),
        costs=costs,
        workers=given.workers,
        callers=given.callers,
        threads=given.threads,
        limit=given.limit,
        seed=given.seed,
    )
    print(
        f"\n{given.shops:,} shops, {sum(counts):,} orders in a year, the largest "
        f"{max(counts):,}; {given.workers:,} workers, {given.threads} in a process; "
        f"{given.callers} callers; {given.limit:g} requests a second for a shop"
    )
    print(HEAD)
    chosen = [one for one in scenarios(plan) if given.only in ("", one[0])]
    with ProcessPoolExecutor(2) as pool:
        for (group, what, _), found in zip(
            chosen, pool.map(simulated, [one for _, _, one in chosen]), strict=True
        ):
            print(told(f"{group}: {what}", found), flush=True)
    print(f"\n{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
