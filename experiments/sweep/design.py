"""The points of an experiment: which level of each factor."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.chance import uniforms
from experiments.sweep.experiment import Experiment
from model.errors import InputError

Levels = Mapping[str, Any]
"""A level by factor's name."""
BITS = 30
"""Binary digits of a Sobol point."""
INSIDE, ORDER, SHIFT = 1, 2, 3
"""Purposes of a design's draws."""


def points(experiment: Experiment) -> list[dict[str, Any]]:
    """Return the levels of each point, in order."""
    if not experiment.factors:
        return [{}]
    return list(KINDS[experiment.design.kind](experiment))


def count_points(experiment: Experiment) -> int:
    """Return how many points there are, without making them."""
    sizes = [len(factor.levels()) for factor in experiment.factors]
    kind = experiment.design.kind
    if not sizes:
        return 1
    if kind == "grid":
        return math.prod(sizes)
    if kind == "one_at_a_time":
        return 1 + sum(sizes)
    if kind == "points":
        return len(experiment.design.rows)
    if kind == "sobol":
        return _power_of_two(experiment.design.points)
    return experiment.design.points


def _grid(experiment: Experiment) -> Iterator[dict[str, Any]]:
    names = experiment.factor_names
    for levels in itertools.product(*(factor.levels() for factor in experiment.factors)):
        yield dict(zip(names, levels, strict=True))


def _one_at_a_time(experiment: Experiment) -> Iterator[dict[str, Any]]:
    """Yield the base (no level named), then each level alone."""
    yield {}
    for factor in experiment.factors:
        for level in factor.levels():
            yield {factor.name: level}


def _given(experiment: Experiment) -> Iterator[dict[str, Any]]:
    yield from (dict(row) for row in experiment.design.rows)


def _sampled(experiment: Experiment) -> Iterator[dict[str, Any]]:
    for row in shares(experiment):
        yield {
            factor.name: factor.at(float(share))
            for factor, share in zip(experiment.factors, row, strict=True)
        }


def shares(experiment: Experiment) -> npt.NDArray[np.float64]:
    """Return points of a sampled design in the unit cube, [point, factor]."""
    design, width = experiment.design, len(experiment.factors)
    return SAMPLES[design.kind](design.points, width, design.seed)


def _random(count: int, width: int, seed: int) -> npt.NDArray[np.float64]:
    return uniforms((count, width), INSIDE, seed)


def _latin_hypercube(count: int, width: int, seed: int) -> npt.NDArray[np.float64]:
    """Return one point in each of ``count`` equal parts of each factor's range, in any order."""
    order = np.argsort(uniforms((count, width), ORDER, seed), axis=0, kind="stable")
    return (order + uniforms((count, width), INSIDE, seed)) / count


def _sobol(count: int, width: int, seed: int) -> npt.NDArray[np.float64]:
    """Return a Sobol sequence under a random digital shift, which keeps its balance.

    Balance holds for powers of two only, so the count is rounded up to one.
    """
    from scipy.stats import qmc

    power = _power_of_two(count).bit_length() - 1
    plain = qmc.Sobol(width, scramble=False, bits=BITS).random_base2(power)
    shift = (uniforms((width,), SHIFT, seed) * 2**BITS).astype(np.int64)
    cells = (plain * 2**BITS).astype(np.int64) ^ shift
    return (cells + 0.5) / 2**BITS


def _power_of_two(count: int) -> int:
    return 1 << max(count - 1, 0).bit_length()


SAMPLES = {"random": _random, "latin_hypercube": _latin_hypercube, "sobol": _sobol}
KINDS = {
    "grid": _grid,
    "one_at_a_time": _one_at_a_time,
    "points": _given,
    "random": _sampled,
    "latin_hypercube": _sampled,
    "sobol": _sampled,
}


def check_count(experiment: Experiment) -> None:
    """Raise InputError if the experiment asks for more runs than its limit."""
    runs = count_points(experiment) * len(experiment.arms) * experiment.replication.most
    if runs > experiment.limits.runs:
        raise InputError(
            f"asks for {runs:,} runs", file=experiment.file, key="limits.runs",
            value=experiment.limits.runs, allowed="fewer points or replicates, or a higher limit",
        )  # fmt: skip
