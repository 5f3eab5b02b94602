"""What running many runs costs beyond the runs: overhead, two workers, memory.

``python -m benchmarks.sweep [--runs N] [--rounds N] [--json FILE]``. The overhead is the time of
a sweep by one worker, start and end included, less that of the same runs in a plain loop of one
process; efficiency is the time of one worker over twice that of two, the median of ``--rounds``
pairs run in turns, since a machine's speed drifts.
"""

from __future__ import annotations

import argparse
import json
import pickle
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

from experiments.sweep import Experiment, make_experiment, run_sweep
from experiments.sweep.block import Answer, run_block
from experiments.sweep.design import points
from experiments.sweep.identity import Runs
from experiments.sweep.running import Progress
from experiments.sweep.schedule import Schedule

SHORT: Mapping[str, Any] = {
    "base": "one_brand", "days": 10, "set": {"people.count": 100},
    "factors": {"price": [8.0, 9.0, 10.0, 11.0, 12.0]},
}  # fmt: skip
LONG: Mapping[str, Any] = {
    "base": "three_strategies", "days": 365, "factors": {"brands.neighbour.price": [9.0, 11.0]},
}  # fmt: skip
LONG_RUNS = 800


def experiment(document: Mapping[str, Any], runs: int) -> Experiment:
    """Return an experiment of so many runs."""
    levels = len(next(iter(document["factors"].values())))
    return make_experiment({**document, "replicates": runs // levels})


def in_a_loop(made: Experiment) -> float:
    """Return the seconds that the runs take one after the other, nothing written down."""
    every = points(made)
    runs, schedule = Runs(made, every), Schedule(len(every), len(made.arms), made.replication)
    tasks = []
    while (row := schedule.next_row()) is not None:
        tasks.append(runs.task(runs.entry(row)))
    context = pickle.dumps(runs.context)
    run_block(context, tasks[:2])
    start = time.perf_counter()
    for task in tasks:
        answer: Answer = run_block(context, [task])[0]
        assert answer.error is None, answer.error
    return time.perf_counter() - start


def swept(made: Experiment, workers: int) -> tuple[float, float]:
    """Return the seconds of a sweep, and how its memory grew, in MB for each 1,000 runs."""
    seen: list[tuple[int, float]] = []
    process = psutil.Process()

    def look(now: Progress) -> None:
        seen.append((now.rows, process.memory_info().rss / 2**20))

    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        run_sweep(made, Path(folder) / "out", workers=workers, progress=look)
        spent = time.perf_counter() - start
    half = [entry for entry in seen if entry[0] >= seen[-1][0] / 4]
    (first, low), (last, high) = half[0], half[-1]
    return spent, (high - low) / max(last - first, 1) * 1000


def measure(runs: int, rounds: int) -> dict[str, float]:
    """Return every figure by name."""
    short, long = experiment(SHORT, runs), experiment(LONG, LONG_RUNS)
    loop = in_a_loop(short)
    one, growth = swept(short, 1)
    pairs = [(swept(long, 1)[0], swept(long, 2)[0]) for _ in range(rounds)]
    efficiency = [alone / (2 * together) for alone, together in pairs]
    return {
        "runs": runs,
        "loop_ms_a_run": loop / runs * 1e3,
        "sweep_ms_a_run": one / runs * 1e3,
        "overhead_ms_a_run": (one - loop) / runs * 1e3,
        "long_ms_a_run": statistics.median(alone for alone, _ in pairs) / LONG_RUNS * 1e3,
        "efficiency_of_two": statistics.median(efficiency),
        "efficiency_lowest": min(efficiency),
        "efficiency_highest": max(efficiency),
        "growth_mb_per_1000_runs": growth,
    }


def main() -> None:
    """Measure, print a table, write JSON if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sweep", description=__doc__)
    parser.add_argument("--runs", type=int, default=5000, help="short runs (default 5000)")
    parser.add_argument("--rounds", type=int, default=3, help="pairs of long sweeps (default 3)")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    figures = measure(options.runs, options.rounds)
    for name, value in figures.items():
        print(f"{name:26} {value:10.4g}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
