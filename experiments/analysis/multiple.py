"""Many comparisons at once: adjusted p-values and intervals that hold together.

Arms that are compared with one baseline on the same people and luck have correlated
differences. ``critical`` takes that into account: the largest of their t statistics is
simulated under no effect, with the correlations seen (single-step max-t; Hothorn, Bretz &
Westfall 2008). It is never above what Bonferroni's inequality allows.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from experiments.analysis.chance import normals
from experiments.statistics import LEVEL, Floats

TRIALS = 4000
"""Simulated experiments behind a critical value; the level is then met to about .003."""
MOST_ARMS = 40
"""Beyond so many comparisons Bonferroni's value is taken."""
MOST_REPLICATES = 60
"""With more, the statistics are taken as those of so many: the t distribution is normal by then."""


def p_values(differences: npt.ArrayLike) -> Floats:
    """Return two-sided p-values of no mean difference; ``differences`` [replicate, comparison].

    Student's t, replicates without value left out. NaN with fewer than two; 0 or 1 where
    all differences are the same number.
    """
    from scipy.special import stdtr

    table = np.asarray(differences, dtype=float)
    mean, error, count = _moments(table)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(error > 0, np.abs(mean) / error, np.where(mean == 0, 0.0, np.inf))
    found = 2 * stdtr(np.maximum(count - 1, 1), -t)
    return np.where(count > 1, found, np.nan)


def holm(p: npt.ArrayLike) -> Floats:
    """Return Holm's step-down adjustment (1979) of p-values; NaN stays and does not count."""
    given = np.asarray(p, dtype=float)
    there = np.flatnonzero(np.isfinite(given))
    order = there[np.argsort(given[there], kind="stable")]
    adjusted = given.copy()
    steps = np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(given[order] * steps), 1.0)
    return adjusted


def simultaneous(differences: npt.ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Return ends of intervals that all hold at once with probability ``level``.

    ``differences`` [replicate, comparison]; NaN where a comparison has fewer than two.
    """
    table = np.asarray(differences, dtype=float)
    mean, error, count = _moments(table)
    half = critical(table, level) * error
    half = np.where(count > 1, half, np.nan)
    return mean - half, mean + half


def critical(differences: npt.ArrayLike, level: float = LEVEL) -> Floats:
    """Return by how many standard errors each interval has to reach, [comparison]."""
    from scipy.special import stdtrit

    table = np.asarray(differences, dtype=float)
    count = np.isfinite(table).sum(axis=0)
    width = int((count > 1).sum())
    freedom = np.maximum(count - 1, 1)
    single = stdtrit(freedom, 0.5 + level / 2)
    bound = stdtrit(freedom, 1 - (1 - level) / (2 * max(width, 1)))
    whole = table[np.isfinite(table).all(axis=1)][:, count > 1]
    if not 1 < width <= MOST_ARMS or len(whole) < 3 or len(whole) < count.max():
        return np.asarray(bound)
    return np.clip(_largest_t(whole, level), single, bound)


def _moments(table: Floats) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """Return mean, standard error and number of the values of each column."""
    there = np.isfinite(table)
    count = there.sum(axis=0)
    mean = np.where(there, table, 0.0).sum(axis=0) / np.maximum(count, 1)
    square = (np.where(there, table - mean, 0.0) ** 2).sum(axis=0)
    error = np.sqrt(square / np.maximum(count - 1, 1) / np.maximum(count, 1))
    return np.where(count > 0, mean, np.nan), error, count


def _largest_t(table: Floats, level: float) -> float:
    """Return the quantile of the largest of correlated t statistics, by simulation."""
    count, width = table.shape
    means, spreads = _simulated(min(count, MOST_REPLICATES), width)
    root = _root(_correlations(table))
    mean = means @ root.T
    variance = np.einsum("ji,sik,jk->sj", root, spreads, root, optimize=True)
    ratio = mean**2 / np.maximum(variance, 1e-300)
    return float(np.sqrt(np.quantile(ratio.max(axis=1), level)))


@lru_cache(maxsize=16)
def _simulated(count: int, width: int) -> tuple[Floats, Floats]:
    """Return means, in standard errors, and covariances of samples of independent normals."""
    drawn = normals((TRIALS, count, width))
    mean = drawn.mean(axis=1)
    away = drawn - mean[:, None]
    spreads = np.einsum("sni,snk->sik", away, away, optimize=True) / (count - 1)
    return mean * np.sqrt(count), np.asarray(spreads)


def _correlations(table: Floats) -> Floats:
    away = table - table.mean(axis=0)
    norm = np.sqrt((away**2).sum(axis=0))
    flat = norm <= 1e-12 * np.abs(table).max(axis=0, initial=0.0)
    away = away / np.where(flat, 1.0, norm)
    away[:, flat] = 0.0
    found = away.T @ away
    np.fill_diagonal(found, 1.0)
    return np.asarray(found)


def _root(correlations: Floats) -> Floats:
    """Return a matrix whose square is the correlations, which may be singular."""
    values, vectors = np.linalg.eigh(correlations)
    return np.asarray(vectors * np.sqrt(np.clip(values, 0.0, None)))
