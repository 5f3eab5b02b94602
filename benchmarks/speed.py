"""How fast the engines are: nanoseconds a person, brand and day, and the ratios that matter.

``python -m benchmarks.speed [--json FILE] [--full]``. Every size runs in a process of its
own, so that its peak memory is its own; absolute times drift with the machine, so quote the
ratios.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.limit import limit_seconds, work_of
from model.engines.compiled.engine import CROWD_FROM, allowed_threads
from model.model import BrandAudienceModel

SCENARIO = "three_strategies"
DAYS = {1_000: 365, 100_000: 60, 1_000_000: 20, 10_000_000: 6}
"""Days that are timed at each size."""
WARM_UP = 3
YEARS = 5
ROUNDS = 2


def measure(people: int, engine: str = "compiled") -> dict[str, float]:
    """Return what one size costs: nanoseconds, seconds, the limit, peak memory."""
    days = DAYS[people] if engine == "compiled" else 3
    start = time.perf_counter()
    model = BrandAudienceModel(SCENARIO, engine=engine, **{"people.count": people})
    built = time.perf_counter() - start
    model.run(WARM_UP if engine == "compiled" else 1)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        model.run(days)
        best = min(best, time.perf_counter() - start)
    units = days * people * len(model.brands)
    found = {"ns": best / units * 1e9, "build_s": built}
    if engine == "compiled":
        threads = allowed_threads(None) if people >= CROWD_FROM else 1
        work = work_of(model.base)
        for name, together in (("limit_ns", False), ("batched_limit_ns", True)):
            limit = limit_seconds(model, work, threads, together=together)
            found[name] = limit / (people * len(model.brands)) * 1e9
    found["peak_gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return found


def year_of_a_thousand() -> dict[str, float]:
    """Return the seconds that a year of a thousand people takes, once warm: the best of some."""
    BrandAudienceModel(SCENARIO).run(2)
    best = float("inf")
    for seed in range(YEARS):
        model = BrandAudienceModel(SCENARIO, seed=seed)
        start = time.perf_counter()
        model.run(365)
        best = min(best, time.perf_counter() - start)
    return {"seconds": best}


def in_its_own_process(*arguments: str) -> dict[str, float]:
    """Return what ``--one`` measures in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.speed", "--one", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_all(full: bool) -> dict[str, Any]:
    """Return all figures by name; those that were not measured are None."""
    sizes = [1_000, 100_000, 1_000_000] + ([10_000_000] if full else [])
    found = {}
    for people in sizes:
        print(f"measuring {people:,} people ...", file=sys.stderr)
        found[people] = in_its_own_process(str(people))
    print("measuring the plain engine and a year of a thousand ...", file=sys.stderr)
    plain = in_its_own_process("1000", "plain")["ns"]
    million = found[1_000_000]
    largest = found.get(10_000_000)
    return {
        "ns_1e3": found[1_000]["ns"],
        "ns_1e5": found[100_000]["ns"],
        "ns_1e6": million["ns"],
        "ns_1e7": largest["ns"] if largest else None,
        "plain_ns": plain,
        "over_plain": plain / million["ns"],
        "over_plain_1e3": plain / found[1_000]["ns"],
        "over_limit": million["ns"] / million["limit_ns"],
        "over_batched_limit": million["ns"] / million["batched_limit_ns"],
        "limit_ns_1e6": million["limit_ns"],
        "year_1e6_s": million["ns"] * 1e6 * 3 * 365 / 1e9,
        "year_1000_s": in_its_own_process("year")["seconds"],
        "build_1e6_s": million["build_s"],
        "peak_gb": max(size["peak_gb"] for size in found.values()),
    }


ABOUT = {
    "ns_1e3": "compiled engine, ns a person, brand and day at 10³ people (one thread)",
    "ns_1e5": "at 10⁵ people",
    "ns_1e6": "at 10⁶ people",
    "ns_1e7": "at 10⁷ people (--full)",
    "plain_ns": "plain engine at 10³ people",
    "over_plain": "plain at 10³ over compiled at 10⁶",
    "over_plain_1e3": "plain over compiled, both at 10³ people",
    "over_limit": "compiled over the limit, both at 10⁶ people, its draws made one by one",
    "over_batched_limit": "the same, its draws made together as vector code",
    "limit_ns_1e6": "the limit at 10⁶ people, ns",
    "year_1e6_s": "a year of 10⁶ people and three brands at that pace, seconds",
    "year_1000_s": "a year of 1,000 people and three brands, warm, seconds",
    "build_1e6_s": "building the world of 10⁶ people, seconds",
    "peak_gb": "peak memory of the largest size, GiB",
}


def main() -> None:
    """Measure, print a table, write JSON if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--full", action="store_true", help="10⁷ people too (about 10 GB)")
    parser.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        one = options.one
        found = year_of_a_thousand() if one[0] == "year" else measure(int(one[0]), *one[1:])
        print(json.dumps(found))
        return
    figures = measure_all(options.full)
    for name, about in ABOUT.items():
        value = figures[name]
        print(f"{name:16} {'-' if value is None else f'{value:12.4g}':>12}  {about}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
