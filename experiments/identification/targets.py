"""The calibration's targets as a function of the parameters: values and their standard errors.

Only targets that calibration may read enter; what is held out is never looked at.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from experiments.run.pool import Pool
from experiments.validation.experiment import Measures, Target, VirtualExperiment
from experiments.validation.registry import IDS, experiment
from experiments.validation.running import VirtualRun, measures_of
from experiments.validation.sizes import IDENTIFICATION, Often
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


def read_targets(sizes: Mapping[str, Often] = IDENTIFICATION) -> list[tuple[str, Target]]:
    """Return all targets that calibration may read, each with its experiment's id."""
    return [
        (name, target)
        for name in IDS
        if name in sizes
        for target in experiment(name).targets
        if target.role == "fitted"
    ]


def run(one: VirtualRun) -> Measures:
    """Return what one replicate gives; nothing where the point makes it impossible."""
    try:
        return measures_of(one)
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
    by: Pool, seeds: int = 1, progress: Callable[[], None] = lambda: None,
    sizes: Mapping[str, Often] = IDENTIFICATION,
) -> Targets:  # fmt: skip
    """Return the targets as a function; ``seeds`` multiplies the seeds of every experiment.

    Where a point changes nothing under the first seed, luck being keyed, it is taken to change
    nothing under any, and the first point's other replicates stand in.
    """
    chosen = [name for name in IDS if name in sizes]
    later = {name: range(2, seeds * sizes[name].seeds + 1) for name in chosen}

    def targets(points: Sequence[Values]) -> list[TargetReading]:
        one = [
            VirtualRun(name, 1, sizes[name].size, defaults=point)
            for point in points
            for name in chosen
        ]
        first = _grouped(_all(by, one, progress), len(chosen))
        more = [
            VirtualRun(name, seed, sizes[name].size, defaults=point)
            for point, found in zip(points, first, strict=True)
            for name, measures, usual in zip(chosen, found, first[0], strict=True)
            if point is points[0] or measures != usual
            for seed in later[name]
        ]
        rest = iter(_all(by, more, progress))
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


def _all(by: Pool, work: Sequence[VirtualRun], progress: Callable[[], None]) -> list[Measures]:
    """Return the results in the order of the work."""
    found = {}
    for number, measures in by.each(run, ((one,) for one in work)):
        found[number] = measures
        progress()
    return [found[number] for number in range(len(work))]


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
