"""Which level of one factor is best, and which others cannot be told from it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from experiments.analysis.chance import resamples
from experiments.analysis.cube import Floats
from experiments.analysis.multiple import simultaneous
from experiments.statistics import mean_interval

RESAMPLES = 2000

COLUMNS = {
    "level": "key: level of the factor",
    "mean": "mean of the outcome, over the replicates that have a value",
    "low": "lower end of its 95 % interval (Student's t); null for one replicate",
    "high": "upper end of it",
    "behind": "how much worse than the best level, run by run on the same luck; 0 for the best",
    "behind_low": "lower end of intervals that hold for all levels at once (max-t)",
    "behind_high": "upper end of it",
    "best": "whether its mean is the best",
    "undecided": "whether it cannot be told from the best: the interval reaches 0",
    "as_good": "whether it is the best, or next to it with only such levels between",
    "probability": "share of bootstrap resamples of the replicates in which it is best",
    "replicates": "how many replicates have a value",
}


def best_levels(
    levels: npt.NDArray[Any], values: Floats, sign: float = 1.0
) -> dict[str, npt.NDArray[Any]]:
    """Return one row a level; ``values`` [level, replicate] on replicates that all share.

    Levels are in order.

    ``sign`` is +1 where more is better, -1 where less is. The best is that of the means over
    replicates which all levels have; raises ValueError if there is none.
    """
    table = np.asarray(values, dtype=float)
    whole = np.isfinite(table).all(axis=0)
    if not whole.any():
        raise ValueError("no replicate has a value at every level")
    score = sign * table[:, whole]
    best = int(np.argmax(score.mean(axis=1)))
    behind = score[best] - score
    low, high = simultaneous(np.delete(behind, best, axis=0).T)
    low, high = (np.insert(end, best, 0.0) for end in (low, high))
    found = mean_interval(table.T)
    is_best = np.arange(len(table)) == best
    undecided = ~is_best & ~(low > 0)
    return {
        "level": np.asarray(levels),
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "behind": behind.mean(axis=1),
        "behind_low": low,
        "behind_high": high,
        "best": is_best,
        "undecided": undecided,
        "as_good": _linked(best, undecided),
        "probability": _probability(score),
        "replicates": found.replicates,
    }


def _linked(best: int, undecided: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return the unbroken stretch of levels about the best that cannot be told from it."""
    low = high = best
    while low > 0 and undecided[low - 1]:
        low -= 1
    while high + 1 < len(undecided) and undecided[high + 1]:
        high += 1
    at = np.arange(len(undecided))
    return np.asarray((at >= low) & (at <= high))


def _probability(score: Floats) -> Floats:
    """Return how often each level is best in resampled means; ties go to the first."""
    if score.shape[1] < 2:
        return np.full(len(score), np.nan)
    means = score[:, resamples(score.shape[1], RESAMPLES)].mean(axis=2)
    return np.bincount(np.argmax(means, axis=0), minlength=len(score)) / RESAMPLES
