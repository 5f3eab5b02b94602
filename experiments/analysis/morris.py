"""Screening by elementary effects: which factors matter at all (Morris 1991), through SALib.

A trajectory changes one factor after the other by two thirds of its range. The mean of the
absolute changes, scaled to the whole range (mu*, Campolongo, Cariboni & Saltelli 2007), ranks
the factors; their spread (sigma) tells of curvature and interactions. Factors without order
(strategies, the luck of a seed) go from one level to another drawn at random: their mu* is
the mean absolute change between two levels, and there is no sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.analysis.chance import uniforms
from experiments.analysis.cube import Floats, Table
from experiments.analysis.surfaces import texts
from experiments.statistics import LEVEL

GRID = 4
"""Levels of each range that are visited."""
STEP = GRID / (2.0 * (GRID - 1))
RESAMPLES = 1000

COLUMNS = {
    "outcome": "key: the outcome",
    "factor": "key: what is varied",
    "kind": "number, category (levels without order), or seed (the luck of a run)",
    "mu": "mean elementary effect: change of the outcome over the whole range; null without order",
    "mu_star": "mean absolute effect; without order, between two levels drawn at random",
    "mu_star_low": "lower end of the bootstrap's 95 % interval of mu_star",
    "mu_star_high": "upper end of it",
    "sigma": "standard deviation of the effects: curvature and interactions",
    "trajectories": "how many trajectories had all their values",
}


@dataclass(frozen=True)
class Screening:
    """Where a model is evaluated, and what is needed to make sense of it."""

    shares: Floats
    """Share of each factor's range, [row, factor]; rows by trajectory."""
    grid: Floats
    """The same before levels without order were shuffled."""
    ordered: tuple[bool, ...]


def problem(width: int) -> dict[str, Any]:
    """Return the unit cube as SALib wants it."""
    names = [f"x{n}" for n in range(width)]
    return {"num_vars": width, "names": names, "bounds": [[0.0, 1.0]] * width}


def salib_seed(seed: int) -> int:
    """Return a seed that SALib takes for one: it takes 0 for none."""
    return seed % (2**31 - 1) + 1


def screening(levels: Sequence[int | None], trajectories: int, seed: int) -> Screening:
    """Return the rows to be evaluated: ``trajectories`` times (factors + 1).

    ``levels``: by factor, how many levels without order there are; None for a range.
    """
    from SALib.sample import morris

    width = len(levels)
    grid = morris.sample(problem(width), trajectories, num_levels=GRID, seed=salib_seed(seed))
    grid = np.asarray(grid, dtype=float)
    shares = grid.copy()
    for at, count in enumerate(levels):
        if count is not None:
            own = grid[:, at].reshape(trajectories, width + 1)
            shares[:, at] = _shuffled(own, count, at, seed).ravel()
    return Screening(shares, grid, tuple(count is None for count in levels))


def _shuffled(grid: Floats, count: int, at: int, seed: int) -> Floats:
    """Return the middles of equal parts, in an order of each trajectory's own."""
    place = np.minimum((grid * count).astype(np.int64), count - 1)
    order = np.argsort(uniforms((len(grid), count), index=at, seed=seed), axis=1)
    return np.asarray((np.take_along_axis(order, place, axis=1) + 0.5) / count)


def morris_table(
    asked: Screening,
    values: dict[str, Floats],
    factors: Sequence[str],
    kinds: Sequence[str],
    seed: int,
) -> Table:
    """Return one row an outcome and factor; ``values`` by outcome, [row].

    Trajectories with a missing value are left out. NaN where fewer than two are left.
    """
    parts = [_one(asked, np.asarray(own, dtype=float), seed) for own in values.values()]
    count = len(factors)
    keys: dict[str, Any] = {
        "outcome": texts([name for name in values for _ in range(count)]),
        "factor": texts(list(factors) * len(parts)),
        "kind": texts(list(kinds) * len(parts)),
    }
    return keys | {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _one(asked: Screening, values: Floats, seed: int) -> dict[str, Any]:
    from SALib.analyze import morris

    width = asked.grid.shape[1]
    whole = np.isfinite(values.reshape(-1, width + 1)).all(axis=1)
    rows = np.repeat(whole, width + 1)
    lacking = np.full(width, np.nan)
    found = {"mu": lacking, "mu_star": lacking, "sigma": lacking, "mu_star_conf": lacking}
    if whole.sum() > 1:
        found = morris.analyze(
            problem(width), asked.grid[rows], values[rows], num_levels=GRID,
            num_resamples=RESAMPLES, conf_level=LEVEL, seed=salib_seed(seed),
        )  # fmt: skip
    scale = np.where(asked.ordered, 1.0, STEP)
    star, half, sigma = (
        np.asarray(found[name], dtype=float) * scale
        for name in ("mu_star", "mu_star_conf", "sigma")
    )
    return {
        "mu": np.where(asked.ordered, np.asarray(found["mu"], dtype=float), np.nan),
        "mu_star": star,
        "mu_star_low": np.maximum(star - half, 0.0),
        "mu_star_high": star + half,
        "sigma": np.where(asked.ordered, sigma, np.nan),
        "trajectories": np.full(width, int(whole.sum())),
    }
