"""Running every arm on every replicate's people, in several threads if asked.

The days of a model let other threads go on, so replicates share the processor. Each result
is a pure function of scenario, arm and seed; the number of workers changes nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.comparison.arms import Arm, with_arm
from experiments.comparison.outcomes import PATHS, outcomes
from experiments.summary import of_brand
from model.network.graph import Graph
from model.scenario import Scenario


@dataclass(frozen=True)
class Replicate:
    """One run: what came of one arm under one seed."""

    arm: str
    replicate: int
    """Counted from 0."""
    seed: int
    content_hash: str
    """Of the scenario that was run."""
    outcomes: dict[str, float]
    paths: npt.NDArray[np.float64]
    """``outcomes.PATHS`` by day, [path, day]."""


class Stopped(Exception):
    """Raised inside a run that is no longer wanted."""


def replicate_all(
    scenario: Scenario,
    arms: Sequence[Arm],
    brand: str,
    replicates: int,
    *,
    graph: Graph | None = None,
    workers: int = 1,
    progress: Callable[[int], None] = lambda day: None,
) -> list[Replicate]:
    """Return the runs by replicate and arm; replicate n has the scenario's seed plus n.

    Without a ``graph`` each replicate has a network of its own, the same in all its arms.
    ``progress`` hears of every day of every run, from any thread.
    """
    stop = threading.Event()

    def a_day(day: int) -> None:
        if stop.is_set():
            raise Stopped
        progress(day)

    one = partial(_replicate, scenario, arms, brand, graph, None if workers == 1 else 1, a_day)
    if workers == 1:
        return [run for number in range(replicates) for run in one(number)]
    with ThreadPoolExecutor(workers, thread_name_prefix="replicate") as pool:
        futures = [pool.submit(one, number) for number in range(replicates)]
        try:
            wait(futures, return_when=FIRST_EXCEPTION)
            return [run for future in futures for run in future.result()]
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise


def _replicate(
    scenario: Scenario,
    arms: Sequence[Arm],
    brand: str,
    graph: Graph | None,
    threads: int | None,
    progress: Callable[[int], None],
    number: int,
) -> list[Replicate]:
    """Run all arms of one replicate, on one network."""
    from model.network import build_network

    seeded = scenario.with_values({"seed": scenario.seed + number})
    if graph is None:
        graph = build_network(seeded.values, int(seeded.values["people.count"]), seeded.seed)
    return [
        _one(with_arm(seeded, brand, arm), arm, number, brand, graph, threads, progress)
        for arm in arms
    ]


def _one(
    scenario: Scenario,
    arm: Arm,
    number: int,
    brand: str,
    graph: Graph,
    threads: int | None,
    progress: Callable[[int], None],
) -> Replicate:
    from model.model import BrandAudienceModel

    model = BrandAudienceModel(scenario, graph=graph, threads=threads)
    try:
        model.run(progress=progress)
        days = of_brand(model.series(), brand)
    finally:
        release(model)
    paths = np.array([days[name] for name in PATHS], dtype=float)
    content = model.base.content_hash()
    return Replicate(arm.name, number, scenario.seed, content, outcomes(days), paths)


def release(model: Any) -> None:
    """Let go of a model: Mesa 3.3 keeps every model there ever was, by its agents' numbers."""
    import mesa

    model.remove_all_agents()
    getattr(mesa.Agent, "_ids", {}).pop(model, None)
