"""The calibration's targets as a function of the parameters: values and their standard errors.

Only targets that calibration may read enter; what is held out is never looked at.
"""

from __future__ import annotations

import math
import multiprocessing
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from experiments.validation.experiment import Measures, Target, VirtualExperiment
from experiments.validation.registry import IDS, experiment
from model.parameters.declaration import Value

Floats = npt.NDArray[np.float64]
Values = Mapping[str, Value]


class TargetReading(NamedTuple):
    """All targets at one point; arrays [target]."""

    values: Floats
    errors: Floats
    """Standard errors, over seeds; NaN with a single seed."""


Targets = Callable[[Sequence[Values]], list[TargetReading]]
"""Given points in parameter space, the targets at each."""


class Size(NamedTuple):
    """How small and how often an experiment is run."""

    size: Mapping[str, int]
    seeds: int


SIZES: Mapping[str, Size] = {
    "V1": Size({"people": 12, "customers": 40}, 1),
    "V2": Size({"people": 600}, 3),
    "V4": Size({"people": 4}, 1),
    "V5": Size({"people": 12}, 2),
    "V7": Size({"people": 40, "readers": 10}, 2),
    "V9": Size({"people": 130}, 2),
    "V10": Size({"people": 200, "hearers": 12}, 1),
    "V12": Size({"people": 700, "watched": 40}, 2),
    "V13": Size({"people": 500}, 4),
    "V14": Size({"people": 1000}, 4),
}
"""Far smaller than in the validation: slopes are asked for, with the same luck on both sides."""
QUICK: Mapping[str, Size] = {name: size for name, size in SIZES.items() if name != "V9"} | {
    "V2": Size({"people": 500}, 2)
}
"""The same without replies to ratings, whose slopes drown in luck in so small a world."""


def read_targets(sizes: Mapping[str, Size] = SIZES) -> list[tuple[str, Target]]:
    """Return all targets that calibration may read, each with its experiment's id."""
    return [
        (name, target)
        for name in IDS
        if name in sizes
        for target in experiment(name).targets
        if target.role == "fitted"
    ]


@dataclass(frozen=True)
class Job:
    """One replicate of one experiment at one point."""

    id: str
    seed: int
    size: Mapping[str, int]
    values: Values


def run(job: Job) -> Measures:
    """Return what one replicate gives; nothing where the point makes it impossible."""
    try:
        return experiment(job.id).run(job.seed, size=job.size, defaults=job.values)
    except (ZeroDivisionError, FloatingPointError, ValueError):
        return {}


def value_of(target: Target, found: Sequence[Measures]) -> float:
    """Return a target, given what each replicate measured."""
    whole = [measures for measures in found if measures]
    if not whole:
        return math.nan
    means = {name: float(np.mean([m[name] for m in whole])) for name in whole[0]}
    try:
        return target.value(means)
    except KeyError:
        return math.nan


def error_of(target: Target, found: Sequence[Measures]) -> float:
    """Return the standard error of a target by the jackknife over replicates."""
    count = len(found)
    if count < 2:
        return math.nan
    left_out = [value_of(target, [*found[:i], *found[i + 1 :]]) for i in range(count)]
    return float(np.sqrt((count - 1) * np.var(left_out)))


def validation_targets(
    seeds: int = 1, workers: int = 1, progress: Callable[[], None] = lambda: None,
    sizes: Mapping[str, Size] = SIZES,
) -> Targets:  # fmt: skip
    """Return the targets as a function; ``seeds`` multiplies the seeds of every experiment.

    Where a point changes nothing under the first seed, luck being keyed, it is taken to change
    nothing under any, and the first point's other replicates stand in.
    """
    chosen = [name for name in IDS if name in sizes]
    later = {name: range(2, seeds * sizes[name].seeds + 1) for name in chosen}

    def targets(points: Sequence[Values]) -> list[TargetReading]:
        one = [Job(name, 1, sizes[name].size, point) for point in points for name in chosen]
        first = _grouped(_all(one, workers, progress), len(chosen))
        more = [
            Job(name, seed, sizes[name].size, point)
            for point, found in zip(points, first, strict=True)
            for name, measures, usual in zip(chosen, found, first[0], strict=True)
            if point is points[0] or measures != usual
            for seed in later[name]
        ]
        rest = iter(_all(more, workers, progress))
        readings, base = [], {name: [usual] for name, usual in zip(chosen, first[0], strict=True)}
        for point, found in zip(points, first, strict=True):
            here = {}
            for name, measures, usual in zip(chosen, found, first[0], strict=True):
                moved = point is points[0] or measures != usual
                others = [next(rest) for _ in later[name]] if moved else base[name][1:]
                here[name] = [measures, *others]
            base = here if point is points[0] else base
            readings.append(_reading({name: experiment(name) for name in chosen}, here))
        return readings

    return targets


def _grouped(found: Sequence[Measures], size: int) -> list[Sequence[Measures]]:
    return [found[i : i + size] for i in range(0, len(found), size)]


def _reading(
    made: Mapping[str, VirtualExperiment], found: Mapping[str, Sequence[Measures]]
) -> TargetReading:
    wanted = [(name, t) for name, one in made.items() for t in one.targets if t.role == "fitted"]
    return TargetReading(
        np.array([value_of(target, found[name]) for name, target in wanted]),
        np.array([error_of(target, found[name]) for name, target in wanted]),
    )


def _all(jobs: Sequence[Job], workers: int, progress: Callable[[], None]) -> list[Measures]:
    """Return the results in the order of the jobs, from several processes if asked."""
    if workers == 1:
        out = []
        for job in jobs:
            out.append(run(job))
            progress()
        return out
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_begin) as pool:
        found = []
        for one in pool.map(run, jobs, chunksize=4):
            found.append(one)
            progress()
        return found


def _begin() -> None:
    os.environ["GOODWILL_THREADS"] = "1"


def tolerance(target: Target, value: float, error: float) -> float:
    """Return by how much a target may move, as a standard deviation.

    Half the width of its band, or its distance from the only bound, stands for the interval
    of 95 %; luck comes on top.
    """
    ends = [end for end in (target.low, target.high) if math.isfinite(end)]
    if len(ends) == 2:
        swing = (ends[1] - ends[0]) / 2.0
    else:
        swing = abs(value - ends[0]) if ends else math.inf
    luck = error if math.isfinite(error) else 0.0
    return math.hypot(swing / 1.96, luck)
