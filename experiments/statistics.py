"""Means with the intervals that a handful of replicates allows."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

LEVEL = 0.95

Floats = npt.NDArray[np.float64]


class Interval(NamedTuple):
    """Means over replicates, with the interval that covers the true mean in 95 % of cases."""

    mean: Floats
    low: Floats
    high: Floats
    replicates: npt.NDArray[np.int64]
    """How many replicates had a value."""


def mean_interval(values: npt.ArrayLike, level: float = LEVEL) -> Interval:
    """Return mean and Student's t interval over the first axis, replicates without value left out.

    With one replicate there is no interval: its ends are NaN.
    """
    table: Any = np.asarray(values, dtype=float)
    there = np.isfinite(table)
    count = there.sum(axis=0)
    total = np.where(there, table, 0.0).sum(axis=0)
    mean = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    away = np.where(there, table - mean, 0.0)
    half = _t(level, count) * np.sqrt(
        (away**2).sum(axis=0) / _at_least(count - 1) / _at_least(count)
    )
    half = np.where(count > 1, half, np.nan)
    return Interval(mean, mean - half, mean + half, count)


def _at_least(count: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.maximum(count, 1)


def _t(level: float, count: npt.NDArray[np.int64]) -> Floats:
    """Return the quantile of Student's t that cuts off half of what is left on either side."""
    from scipy.special import stdtrit

    return np.asarray(stdtrit(_at_least(count - 1), 0.5 + level / 2))


def paired(arm: npt.ArrayLike, baseline: npt.ArrayLike, level: float = LEVEL) -> Interval:
    """Return the interval of the mean difference between runs that shared people and luck."""
    return mean_interval(np.asarray(arm, float) - np.asarray(baseline, float), level)
