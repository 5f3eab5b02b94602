"""How fast small runs are: a year of 1,000 people, and twenty days of 200, building included.

``python -m benchmarks.small [--against DIR] [--rounds N]``. With another checkout of the project
it prints the ratio to that one: both run in turn, each in a process of its own, once warm, and the
medians of their processor times are compared.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

HOME = Path(__file__).resolve().parents[1]
CASES = {
    "year_three_brands": ("three_strategies", 1_000, 365),
    "year_one_brand": ("one_brand", 1_000, 365),
    "twenty_days": ("three_strategies", 200, 20),
}
"""Scenario, people and days of each kind of run."""
REPEATS = {"twenty_days": 10}
"""Runs that are timed together, where one alone is short."""


def timed(case: str) -> float:
    """Return the processor seconds that a kind of run takes, as a sweep makes it."""
    from model.model import BrandAudienceModel
    from model.network import build_network
    from model.scenario import load_scenario

    name, people, days = CASES[case]
    scenario = load_scenario(name).with_values({"people.count": people, "days": days})
    graph = build_network(scenario.values, people, scenario.seed)
    repeats = REPEATS.get(case, 1)
    start = time.process_time()
    for _ in range(repeats):
        model = BrandAudienceModel(scenario, graph=graph, threads=1)
        model.run()
        model.remove_all_agents()
    return (time.process_time() - start) / repeats


def serve() -> None:
    """Time what is asked for, line by line."""
    for case in CASES:
        timed(case)
    for line in sys.stdin:
        print(timed(line.strip()), flush=True)


def worker(checkout: Path) -> Any:
    """Return a process that times runs of a checkout."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve()), "--serve"], cwd=checkout, text=True,
        env=os.environ | {"PYTHONPATH": str(checkout)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def ask(process: Any, case: str) -> float:
    """Return the seconds that a worker takes for a kind of run."""
    process.stdin.write(f"{case}\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def compare(checkouts: list[Path], rounds: int) -> dict[str, list[float]]:
    """Return the median seconds of each kind of run, one a checkout; they take turns."""
    workers = [worker(checkout) for checkout in checkouts]
    found = {}
    for case in CASES:
        times = [[ask(process, case) for process in workers] for _ in range(rounds)]
        found[case] = [median(of_one) for of_one in zip(*times, strict=True)]
    for process in workers:
        process.stdin.close()
        process.wait()
    return found


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.small", description=__doc__)
    parser.add_argument("--against", type=Path, help="another checkout of the project")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve()
        return
    against = [options.against.resolve()] if options.against else []
    print(f"{'':20}{'ms':>8}{'against':>10}{'ratio':>8}")
    for case, times in compare([HOME, *against], options.rounds).items():
        other = f"{times[1] * 1e3:10.1f}{times[0] / times[1]:8.2f}" if against else ""
        print(f"{case:20}{times[0] * 1e3:8.1f}{other}")


if __name__ == "__main__":
    main()
