"""Which arm is best where, by how much, and whether that can be told from luck."""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt

from experiments.analysis.cube import Cube, Floats, Table
from experiments.analysis.surfaces import texts
from experiments.statistics import LEVEL, mean_interval

WINNERS = {
    "point": "key: number of the point",
    "best": "the arm with the best mean; empty where no arm has a value",
    "second": "the arm with the second best mean; empty where there is none",
    "margin": "how much better the best is than the second, run by run; never below zero",
    "low": "lower end of the interval of that margin, widened for the number of arms",
    "high": "upper end of it",
    "decided": "whether the best is better than each other arm beyond chance",
    "replicates": "how many replicates have a value in both",
}
"""Columns of a table of winners; one for each factor comes on top."""


def winners(cube: Cube, outcome: str, higher_is_better: bool = True, level: float = LEVEL) -> Table:
    """Return one row a point: the best arm and what it is better by.

    Arms are compared on the same people and luck. An arm counts as best beyond chance if its
    interval of the difference from each other arm leaves out zero, with all of them at once
    held to the level (Bonferroni: with k arms each at 1 - (1 - level) / (k - 1)). Then the
    chance that a wrong arm is called best at a point is at most half of 1 - level.
    """
    sign = 1.0 if higher_is_better else -1.0
    values = sign * cube.values[outcome]
    rank = _ranks(values)
    best, second = rank[:, 0], rank[:, min(1, rank.shape[1] - 1)]
    there = _any(values)
    strict = 1.0 - (1.0 - level) / max(len(cube.arms) - 1, 1)
    at = np.arange(len(best))
    gaps = values[at, best][:, None] - values
    found = mean_interval(np.moveaxis(gaps, 2, 0), strict)
    beaten = found.low > 0
    beaten[at, best] = True
    alone = there.sum(axis=1) == 1
    decided = np.where(there, beaten, True).all(axis=1) & there.any(axis=1) & ~alone
    return {
        "point": cube.points,
        **cube.levels,
        "best": _names(cube, best, there[at, best]),
        "second": _names(cube, second, there[at, second] & (second != best)),
        "margin": found.mean[at, second],
        "low": found.low[at, second],
        "high": found.high[at, second],
        "decided": decided,
        "replicates": found.replicates[at, second],
    }


def standings(
    cube: Cube, outcome: str, higher_is_better: bool = True, level: float = LEVEL
) -> Table:
    """Return one row a point and arm: its rank, its mean, and whether it may be the best.

    ``rank`` counts from 1 and is 0 without a value; ``tied`` tells that the arm is the best or
    cannot be told from it, with all differences from the best held to the level at once.
    """
    sign = 1.0 if higher_is_better else -1.0
    values = cube.values[outcome]
    order = _ranks(sign * values)
    at = np.arange(len(order))
    strict = 1.0 - (1.0 - level) / max(len(cube.arms) - 1, 1)
    gaps = sign * (values[at, order[:, 0]][:, None] - values)
    gap = mean_interval(np.moveaxis(gaps, 2, 0), strict)
    found = mean_interval(np.moveaxis(values, 2, 0))
    there = np.isfinite(found.mean)
    rank = np.empty_like(order)
    rank[at[:, None], order] = np.arange(1, order.shape[1] + 1)
    best = rank == 1
    size = len(cube.arms)
    return {
        "point": np.repeat(cube.points, size),
        **{name: np.repeat(levels, size) for name, levels in cube.levels.items()},
        "arm": texts(list(cube.arms) * len(at)),
        "rank": np.where(there, rank, 0).ravel(),
        "mean": found.mean.ravel(),
        "low": found.low.ravel(),
        "high": found.high.ravel(),
        "behind": np.where(best, 0.0, gap.mean).ravel(),
        "tied": (there & (best | ~(gap.low > 0))).ravel(),
        "replicates": found.replicates.ravel(),
    }


def _ranks(values: Floats) -> npt.NDArray[np.int64]:
    """Return the arms of each point from the best mean down, those without a value last.

    Means are over the replicates that all arms with values have in common, so that the
    order is that of the differences.
    """
    there = np.isfinite(values)
    shared = np.where(_any(values)[..., None], there, True).all(axis=1, keepdims=True)
    fallback = shared.sum(axis=2, keepdims=True) == 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        mean = np.nanmean(np.where(shared | fallback, values, np.nan), axis=2)
    order = np.argsort(np.where(np.isfinite(mean), -mean, np.inf), axis=1, kind="stable")
    return np.asarray(order, dtype=np.int64)


def _names(
    cube: Cube, arms: npt.NDArray[np.int64], there: npt.NDArray[np.bool_]
) -> npt.NDArray[np.object_]:
    return texts([cube.arms[arm] if has else "" for arm, has in zip(arms, there, strict=True)])


def _any(values: Floats) -> npt.NDArray[np.bool_]:
    """Tell where there is a value in any replicate, [point, arm]."""
    return np.asarray(np.isfinite(values).sum(axis=2) > 0)
