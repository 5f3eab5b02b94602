"""The search over one block of calibration: from one start to where its targets lie in their aims.

Least squares on how far each target lies outside its aim (``scipy.optimize.least_squares``,
dogbox: Voglis & Lagaris 2004), with slopes taken over wide steps, since small worlds answer in
steps. Parameters move in the unit cube and are rounded before they are tried, so that what is
found is what was measured.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from experiments.calibration.blocks import AIMS, ParameterBlock
from experiments.validation.experiment import Measures, Target
from experiments.validation.registry import experiment
from experiments.validation.running import VirtualRun, measures_of
from experiments.validation.table import means

SEEDS = tuple(range(101, 109))
"""Seeds of calibration, of which a block takes the first: other ones than those of validation."""
ENOUGH = 0.1
"""Loss at which a search ends: no target is further from its aim than a third of its scale."""
STEP = 0.15
"""Of the unit cube, over which slopes are taken."""
LEASH = 0.02
"""Loss for a parameter that moves over its whole search range."""
ITERATIONS = 6
"""Of least squares, at most; each takes an evaluation and, if it helped, one a parameter."""
FAR = 5.0
"""How far a target is from its aim that has no value."""

Floats = npt.NDArray[np.float64]
Values = dict[str, float]
Map = Callable[..., Iterable[Any]]


class Searched(NamedTuple):
    """What one start of a search came to."""

    values: Values
    loss: float
    cost: float
    """The loss and the leash."""
    evaluations: int
    seconds: float


class Met(Exception):
    """A place is good enough."""


@dataclass
class Search:
    """The search over one block, the other parameters held at ``fixed``."""

    block: ParameterBlock
    fixed: Mapping[str, float]
    tried: dict[tuple[float, ...], Floats] = field(default_factory=dict)
    """By values: how far the targets are from their aims, and how far it is from ``fixed``."""

    def values(self, place: Floats) -> Values:
        """Return rounded parameters at a place in the unit cube; positive ranges are in logs."""
        found = {}
        for x, (name, (low, high)) in zip(place, self.block.ranges.items(), strict=True):
            x = min(max(float(x), 0.0), 1.0)
            value = low * (high / low) ** x if low > 0 else low + (high - low) * x
            found[name] = min(max(rounded(value), low), high)
        return found

    def place(self, values: Mapping[str, float]) -> Floats:
        """Return where in the unit cube some parameters are."""
        found = []
        for name, (low, high) in self.block.ranges.items():
            x = min(max(values[name], low), high)
            share = (
                math.log(x / low) / math.log(high / low) if low > 0 else (x - low) / (high - low)
            )
            found.append(share)
        return np.array(found)

    def away(self, place: Floats) -> Floats:
        """Return how far each target is from its aim, then the leash; raise Met if near enough."""
        values = self.values(place)
        key = tuple(values.values())
        if key not in self.tried:
            targets = measured(self.block, {**self.fixed, **values})
            self.tried[key] = np.array([misses(name, value) for name, value in targets.items()])
            if near(loss(self.tried[key])):
                raise Met
        leash = math.sqrt(LEASH) * (place - self.place(self.fixed))
        return np.concatenate((self.tried[key], leash))

    def slopes(self, place: Floats) -> Floats:
        """Return the change of ``away`` by each parameter, over a step towards the wider side."""
        here, found = self.away(place), []
        for k in range(len(place)):
            step = STEP if place[k] <= 0.5 else -STEP
            there = place.copy()
            there[k] += step
            found.append((self.away(there) - here) / step)
        return np.array(found).T

    def best(self) -> tuple[Values, float, float]:
        """Return the best that was tried, its loss, and its loss with the leash."""
        names, home, found = self.block.ranges, self.place(self.fixed), []
        for key, far in self.tried.items():
            values = dict(zip(names, key, strict=True))
            leash = LEASH * float(((self.place(values) - home) ** 2).sum())
            found.append((values, loss(far), loss(far) + leash))
        return min(found, key=lambda one: one[2])


def search(block: ParameterBlock, fixed: Mapping[str, float], start: int) -> Searched:
    """Return the best of a search from where the block stands (0), or from a Sobol point."""
    from scipy.optimize import least_squares
    from scipy.stats import qmc

    begin, work, size = time.perf_counter(), Search(block, fixed), len(block.ranges)
    first = work.place(fixed)
    if start > 0:
        first = qmc.Sobol(size, scramble=False).fast_forward(start).random(1)[0]
    with contextlib.suppress(Met):
        least_squares(
            work.away, first, work.slopes, bounds=(0.0, 1.0), method="dogbox", max_nfev=ITERATIONS,
            xtol=0.01, ftol=0.01,
        )  # fmt: skip
    return Searched(*work.best(), len(work.tried), time.perf_counter() - begin)


def measured(
    block: ParameterBlock, values: Mapping[str, float], seeds: Sequence[int] = SEEDS, by: Map = map
) -> dict[str, float]:
    """Return the fitted targets of a block; ``by`` may be the map of a pool of workers."""
    used = seeds[: block.seeds]
    asked = [
        VirtualRun(name, seed, size, defaults=values)
        for name, size in block.experiments.items()
        for seed in used
    ]
    got, found = list(by(measures_of, asked)), {}
    for k, name in enumerate(block.experiments):
        middle = means(got[k * len(used) : (k + 1) * len(used)])
        for target in fitted(name):
            found[f"{name}.{target.name}"] = target.value(middle)
    return found


def fitted(name: str) -> list[Target]:
    """Return the targets of an experiment that calibration may read."""
    return [target for target in experiment(name).targets if target.role == "fitted"]


def misses(name: str, value: float) -> float:
    """Return how far a target is below (negative) or above its aim, in units of its scale.

    Large misses are compressed (asinh), so that one of them does not drown the others.
    """
    aim = AIMS[name]
    if not math.isfinite(value):
        return FAR
    outside = min(value - aim.low, 0.0) + max(value - aim.high, 0.0)
    return math.asinh(outside / aim.scale)


def loss(far: Floats | Sequence[float]) -> float:
    """Return the sum of squares of how far the targets are."""
    return float((np.asarray(far) ** 2).sum())


def near(value: float) -> bool:
    """Tell whether a loss is small enough for a block to be left alone."""
    return value <= ENOUGH


def rounded(value: float) -> float:
    """Return a value with two figures: the data do not speak of more."""
    return float(f"{value:.2g}")
