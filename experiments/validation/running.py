"""Running validation experiments, in several processes if asked.

Each result is a pure function of experiment, seed, size and parameters; the number of workers
changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from experiments.run.pool import pool
from experiments.validation.experiment import Measures
from experiments.validation.registry import experiment
from model.parameters.declaration import Value

FIRST_SEED = 1
QUICK_REPLICATES = 4
HEAVY = ("V11", "V12", "V9", "V2", "V3")
"""Begun first, so that no worker is left with a long one at the end."""


@dataclass(frozen=True)
class VirtualRun:
    """One replicate of one experiment, as it is or with its mechanism switched off."""

    id: str
    seed: int
    size: Mapping[str, int]
    ablated: bool = False
    values: Mapping[str, Value] = field(default_factory=dict)
    """Parameters that go before the experiment's own."""
    defaults: Mapping[str, Value] = field(default_factory=dict)
    """Parameters that stand in for the defaults; the experiment's own go before them."""


@dataclass(frozen=True)
class Result:
    """What a replicate gave."""

    id: str
    seed: int
    ablated: bool
    measures: Measures
    seconds: float


def virtual_runs(
    ids: Sequence[str], replicates: int | None, quick: bool, values: Mapping[str, Value]
) -> list[VirtualRun]:
    """Return the work: every replicate of every experiment, with the mechanism and without."""
    found = []
    for name in sorted(ids, key=lambda name: HEAVY.index(name) if name in HEAVY else len(HEAVY)):
        one = experiment(name)
        seeds = range(
            FIRST_SEED, FIRST_SEED + (replicates or (QUICK_REPLICATES if quick else one.replicates))
        )
        size = one.quick if quick else one.full
        found += [VirtualRun(name, s, size, off, values) for s in seeds for off in (False, True)]
    return found


def measures_of(run: VirtualRun) -> Measures:
    """Return what one replicate gives."""
    return experiment(run.id).run(
        run.seed, size=run.size, ablated=run.ablated, values=run.values, defaults=run.defaults
    )


def result_of(run: VirtualRun) -> Result:
    """Return the same with the time that it took."""
    start = time.perf_counter()
    found = measures_of(run)
    return Result(run.id, run.seed, run.ablated, found, time.perf_counter() - start)


def run_everything(
    work: Sequence[VirtualRun],
    workers: int = 1,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Result]:
    """Return the results in the order of the work; ``progress`` hears of each.

    One worker is this process. Raises ``Stopped`` if the workers are lost.
    """
    found: dict[int, Result] = {}
    with pool(0 if workers == 1 else workers) as computing:
        for number, result in computing.each(result_of, ((run,) for run in work)):
            found[number] = result
            progress(len(found))
    return [found[number] for number in range(len(work))]
